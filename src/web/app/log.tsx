import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import type { CheckpointInfo, LogPage, LogRow, Verification } from '../../platform/log/contract.ts';
import { AUDIT_OFFICER } from '../../platform/people/contract-officers.ts';
import { useAnswer, useDeed } from '../api/queries.ts';
import { moment } from '../kit/formats.ts';
import { Loaded, Page } from '../kit/page.tsx';
import { Pager } from '../kit/pager.tsx';
import { ErrorAlert } from '../kit/refusal-alert.tsx';
import { WideTable } from '../kit/wide-table.tsx';
import { LogFilters, filtersIn, type Filters } from './log-filters.tsx';
import { LogSubject } from './log-subject.tsx';
import { useMe } from './me.ts';

/** 留痕核验: everything that was done, and the proof that nothing was altered or left out. Who is no audit officer sees his own acts. The address names the filters. */
export function Log() {
  const filters = filtersIn(useSearch({ strict: false }));
  const navigate = useNavigate();
  const me = useMe();
  const head = useAnswer<{ readonly checkpoint: CheckpointInfo | null }>('/api/log/checkpoint');
  const deed = useDeed<Verification>();
  const checkpoint = head.data?.checkpoint ?? null;
  const whole = me.data?.person.posts.includes(AUDIT_OFFICER) === true;
  const asked = new URLSearchParams(Object.entries(filters)).toString();
  const show = (next: Filters): void => void navigate({ to: '/log', search: next, replace: true });
  const actions = (
    <>
      <Button type="primary" loading={deed.isPending} onClick={() => deed.mutate({ path: '/api/log/verify' })}>
        立即核验
      </Button>
      {whole && (
        <Button icon={<DownloadOutlined />} href={`/api/log/export.xlsx?${asked}`}>
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
      <p className="quiet">
        {whole ? '全单位的办理都在这里，查看留痕本身也留痕。' : '这里是您本人的办理记录。'}
        {checkpoint !== null && `最近封存：${moment(checkpoint.at)}，共${checkpoint.size}条，根 ${checkpoint.root.slice(0, 24)}…`}
      </p>
      {deed.data !== undefined && <Verdict told={deed.data} />}
      <ErrorAlert error={deed.error} />
      <LogFilters filters={filters} show={show} whole={whole} />
      <Entries key={asked} asked={asked} />
    </Page>
  );
}

function Entries({ asked }: { readonly asked: string }) {
  const [pages, setPages] = useState<readonly string[]>(['']);
  const after = pages.at(-1) ?? '';
  const page = useAnswer<LogPage>(`/api/log?${asked}${after === '' ? '' : `&after=${after}`}`);
  return (
    <Loaded query={page}>
      {({ rows, next }) => (
        <>
          <WideTable<LogRow>
            label="留痕明细"
            empty="没有符合条件的留痕，请放宽上面的条件"
            rowKey="entryId"
            pagination={false}
            dataSource={[...rows]}
            expandable={{ expandedRowRender: (row) => <code style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{row.body}</code> }}
            columns={[
              { title: '序号', dataIndex: 'leafIndex', render: (index: number | null) => index ?? '待封存' },
              { title: '时间', dataIndex: 'at', render: (at: string) => moment(at) },
              { title: '人员', dataIndex: 'person', render: (name: string | null) => name ?? '系统' },
              { title: '动作', dataIndex: 'verbTitle' },
              {
                title: '结果',
                dataIndex: 'outcomeTitle',
                render: (title: string, row) => <span className={row.outcome === 'done' ? '' : 'red'}>{title}</span>,
              },
              { title: '对象', render: (_: unknown, row) => <LogSubject row={row} /> },
              { title: '摘要', dataIndex: 'leaf', render: (leaf: string) => <code>{leaf.slice(0, 16)}</code> },
            ]}
          />
          <Pager pages={pages} show={setPages} next={next} />
        </>
      )}
    </Loaded>
  );
}

function Verdict({ told }: { readonly told: Verification }) {
  const good = told.unaltered && told.complete;
  return (
    <Alert
      showIcon
      role="status"
      style={{ marginBottom: 12 }}
      type={good ? 'success' : 'error'}
      title={`${told.unaltered ? '未被改动' : '有记录被改动'}，${told.complete ? '完整无缺' : '有记录缺失'}（共${told.entries}条，已封存${told.sealed}条）`}
      description={told.troubles.length === 0 ? undefined : told.troubles.map((one) => <div key={one}>{one}</div>)}
    />
  );
}
