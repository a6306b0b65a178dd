import { Alert, Button, Table } from 'antd';
import { useState } from 'react';
import type { CheckpointInfo, LogPage, LogRow, Verification } from '../../platform/log/contract.ts';
import { useAnswer, useDeed } from '../api/queries.ts';
import { moment } from '../kit/formats.ts';
import { Loaded, Page } from '../kit/page.tsx';
import { ErrorAlert } from '../kit/refusal-alert.tsx';

/** 留痕核验: everything that was done, and the proof that nothing was altered or left out. */
export function Log() {
  const [pages, setPages] = useState<readonly string[]>(['']);
  const after = pages.at(-1) ?? '';
  const page = useAnswer<LogPage>(`/api/log${after === '' ? '' : `?after=${after}`}`);
  const head = useAnswer<{ readonly checkpoint: CheckpointInfo | null }>('/api/log/checkpoint');
  const deed = useDeed<Verification>();
  const checkpoint = head.data?.checkpoint ?? null;
  return (
    <Page title="留痕核验" actions={<Button type="primary" loading={deed.isPending} onClick={() => deed.mutate({ path: '/api/log/verify' })}>立即核验</Button>}>
      {checkpoint !== null && <p className="quiet">最近封存：{moment(checkpoint.at)}，共{checkpoint.size}条，根 {checkpoint.root.slice(0, 24)}…</p>}
      {deed.data !== undefined && <Verdict told={deed.data} />}
      <ErrorAlert error={deed.error} />
      <Loaded query={page}>
        {({ rows, next }) => (
          <>
            <Table<LogRow> size="middle" rowKey="entryId" pagination={false} scroll={{ x: 'max-content' }} dataSource={[...rows]} columns={[
              { title: '序号', dataIndex: 'leafIndex', render: (index: number | null) => index ?? '待封存' }, { title: '时间', dataIndex: 'at', render: (at: string) => moment(at) }, { title: '人员', dataIndex: 'person', render: (name: string | null) => name ?? '系统' },
              { title: '事项', dataIndex: 'verbTitle' }, { title: '对象', render: (_: unknown, row) => `${row.subjectKind} ${row.subjectId.slice(0, 24)}` }, { title: '摘要', dataIndex: 'leaf', render: (leaf: string) => leaf.slice(0, 16) },
            ]} />
            <div className="actions" style={{ marginTop: 12 }}>
              {pages.length > 1 && <Button onClick={() => setPages(pages.slice(0, -1))}>上一页</Button>}
              {next !== null && <Button onClick={() => setPages([...pages, next])}>下一页</Button>}
            </div>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Verdict({ told }: { readonly told: Verification }) {
  const good = told.unaltered && told.complete;
  return (
    <Alert showIcon style={{ marginBottom: 12 }} type={good ? 'success' : 'error'} title={`${told.unaltered ? '未被改动' : '有记录被改动'}，${told.complete ? '完整无缺' : '有记录缺失'}（共${told.entries}条，已封存${told.sealed}条）`}
      description={told.troubles.length === 0 ? undefined : told.troubles.map((one) => <div key={one}>{one}</div>)} />
  );
}
