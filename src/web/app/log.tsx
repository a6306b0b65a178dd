import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons';
import { Alert, Button, Input, Select } from 'antd';
import { useState } from 'react';
import { OUTCOMES, type CheckpointInfo, type LogChoices, type LogPage, type LogRow, type Verification } from '../../platform/log/contract.ts';
import { AUDIT_OFFICER } from '../../platform/people/contract-officers.ts';
import { useAnswer, useDeed } from '../api/queries.ts';
import { moment } from '../kit/formats.ts';
import { Loaded, Page } from '../kit/page.tsx';
import { Pager } from '../kit/pager.tsx';
import { PersonSelect } from '../kit/person-select.tsx';
import { ErrorAlert } from '../kit/refusal-alert.tsx';
import { WideTable } from '../kit/wide-table.tsx';
import { useMe } from './me.ts';

type Filters = Readonly<Record<'person' | 'verb' | 'outcome' | 'subjectKind' | 'subjectId' | 'from' | 'to', string>>;
const EVERYTHING: Filters = { person: '', verb: '', outcome: '', subjectKind: '', subjectId: '', from: '', to: '' };

/** 留痕核验: everything that was done, and the proof that nothing was altered or left out. Who is no audit officer sees his own acts. */
export function Log() {
  const [filters, setFilters] = useState(EVERYTHING);
  const [pages, setPages] = useState<readonly string[]>(['']);
  const me = useMe();
  const after = pages.at(-1) ?? '';
  const asked = Object.entries(filters).filter(([, value]) => value !== '');
  const page = useAnswer<LogPage>(`/api/log?${new URLSearchParams([...asked, ...(after === '' ? [] : [['after', after]])])}`);
  const head = useAnswer<{ readonly checkpoint: CheckpointInfo | null }>('/api/log/checkpoint');
  const deed = useDeed<Verification>();
  const checkpoint = head.data?.checkpoint ?? null;
  const whole = me.data?.person.posts.includes(AUDIT_OFFICER) === true;
  const change = (part: Partial<Filters>): void => {
    setPages(['']);
    setFilters({ ...filters, ...part });
  };
  const actions = (
    <>
      <Button type="primary" loading={deed.isPending} onClick={() => deed.mutate({ path: '/api/log/verify' })}>
        立即核验
      </Button>
      {whole && (
        <Button icon={<DownloadOutlined />} href={`/api/log/export.xlsx?${new URLSearchParams(asked)}`}>
          导出
        </Button>
      )}
      {checkpoint !== null && (
        <Button icon={<PrinterOutlined />} href="/api/log/checkpoint.pdf" target="_blank">
          打印封存记录
        </Button>
      )}
    </>
  );
  return (
    <Page title="留痕核验" actions={actions}>
      {checkpoint !== null && (
        <p className="quiet">
          最近封存：{moment(checkpoint.at)}，共{checkpoint.size}条，根 {checkpoint.root.slice(0, 24)}…
        </p>
      )}
      {deed.data !== undefined && <Verdict told={deed.data} />}
      <ErrorAlert error={deed.error} />
      <FilterBar filters={filters} change={change} whole={whole} />
      <Loaded query={page}>
        {({ rows, next }) => (
          <>
            <WideTable<LogRow>
              label="留痕明细"
              rowKey="entryId"
              pagination={false}
              dataSource={[...rows]}
              expandable={{ expandedRowRender: (row) => <code style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{row.body}</code> }}
              columns={[
                { title: '序号', dataIndex: 'leafIndex', render: (index: number | null) => index ?? '待封存' },
                { title: '时间', dataIndex: 'at', render: (at: string) => moment(at) },
                { title: '人员', dataIndex: 'person', render: (name: string | null) => name ?? '系统' },
                { title: '事项', dataIndex: 'verbTitle' },
                { title: '结果', dataIndex: 'outcomeTitle' },
                { title: '对象', render: (_: unknown, row) => `${row.subjectKind} ${row.subjectId.slice(0, 24)}` },
                { title: '摘要', dataIndex: 'leaf', render: (leaf: string) => leaf.slice(0, 16) },
              ]}
            />
            <Pager pages={pages} show={setPages} next={next} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function FilterBar({ filters, change, whole }: { readonly filters: Filters; readonly change: (part: Partial<Filters>) => void; readonly whole: boolean }) {
  const choices = useAnswer<LogChoices>('/api/log/choices').data;
  const verbs = (choices?.verbs ?? []).map(({ verb, title }) => ({ value: verb, label: title }));
  const kinds = (choices?.subjectKinds ?? []).map((kind) => ({ value: kind, label: kind }));
  const outcomes = Object.entries(OUTCOMES).map(([value, label]) => ({ value, label }));
  const pick = (key: keyof Filters, title: string, options: readonly { readonly value: string; readonly label: string }[]) => (
    <Select
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={title}
      aria-label={title}
      value={filters[key] === '' ? null : filters[key]}
      style={{ minWidth: 130 }}
      options={[...options]}
      onChange={(value: string | undefined) => change({ [key]: value ?? '' })}
    />
  );
  const day = (key: 'from' | 'to', title: string) => (
    <Input type="date" aria-label={title} style={{ width: 150 }} value={filters[key]} onChange={(event) => change({ [key]: event.target.value })} />
  );
  return (
    <div className="filters">
      {whole && (
        <span style={{ minWidth: 180 }}>
          <PersonSelect
            placeholder="人员"
            value={filters.person === '' ? null : Number(filters.person)}
            onChange={(personId) => change({ person: personId === null ? '' : String(personId) })}
          />
        </span>
      )}
      {pick('verb', '事项', verbs)}
      {pick('outcome', '结果', outcomes)}
      {pick('subjectKind', '对象', kinds)}
      <Input.Search
        allowClear
        placeholder="对象编号"
        aria-label="对象编号"
        style={{ width: 170 }}
        onSearch={(subjectId) => change({ subjectId: subjectId.trim() })}
      />
      {day('from', '起日')}
      {day('to', '止日')}
    </div>
  );
}

function Verdict({ told }: { readonly told: Verification }) {
  const good = told.unaltered && told.complete;
  return (
    <Alert
      showIcon
      style={{ marginBottom: 12 }}
      type={good ? 'success' : 'error'}
      title={`${told.unaltered ? '未被改动' : '有记录被改动'}，${told.complete ? '完整无缺' : '有记录缺失'}（共${told.entries}条，已封存${told.sealed}条）`}
      description={told.troubles.length === 0 ? undefined : told.troubles.map((one) => <div key={one}>{one}</div>)}
    />
  );
}
