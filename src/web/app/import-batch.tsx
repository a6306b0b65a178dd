import { useParams } from '@tanstack/react-router';
import { Button, Input, Segmented, Tag } from 'antd';
import { useState } from 'react';
import { VERDICT_TITLES, type ImportBatch as Batch, type ImportLine, type Verdict } from '../../platform/imports/contract.ts';
import { useAnswer, useDeed } from '../api/queries.ts';
import { ClauseLink } from '../kit/clause-link.tsx';
import { Loaded, Page } from '../kit/page.tsx';
import { Pager } from '../kit/pager.tsx';
import { ErrorAlert } from '../kit/refusal-alert.tsx';
import { WideTable } from '../kit/wide-table.tsx';
import { BATCH_STATES } from './imports.tsx';

interface Answer {
  readonly batch: Batch;
  readonly lines: readonly ImportLine[];
  readonly next: string | null;
}

const COLOURS: Readonly<Record<Verdict, string>> = { good: 'green', doubtful: 'gold', bad: 'red' };

/** One file that was staged: its lines by verdict, and the two ways it can end. */
export function ImportBatch() {
  const { batchId } = useParams({ strict: false });
  const [verdict, setVerdict] = useState<Verdict | ''>('');
  const [pages, setPages] = useState<readonly string[]>(['0']);
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const query = useAnswer<Answer>(`/api/imports/${batchId}?after=${pages.at(-1)}${verdict === '' ? '' : `&verdict=${verdict}`}`);
  const show = (next: Verdict | ''): void => {
    setVerdict(next);
    setPages(['0']);
  };
  return (
    <Loaded query={query}>
      {({ batch, lines, next }) => (
        <Page title={`${batch.number} ${batch.registerTitle}`}>
          <p>
            <Tag color={BATCH_STATES[batch.state].colour}>{BATCH_STATES[batch.state].title}</Tag> {batch.stagedBy}上传
            {batch.reason === '' ? '' : `；${batch.reason}`}
          </p>
          <div className="filters">
            <Segmented
              aria-label="判定"
              value={verdict}
              onChange={show}
              options={[
                { value: '', label: `全部（${batch.good + batch.doubtful + batch.bad}）` },
                { value: 'good', label: `可以导入（${batch.good}）` },
                { value: 'doubtful', label: `有疑问（${batch.doubtful}）` },
                { value: 'bad', label: `不能导入（${batch.bad}）` },
              ]}
            />
          </div>
          <Lines lines={lines} {...(batch.state === 'staged' && { chosen, onChoose: setChosen })} />
          <Pager pages={pages} show={setPages} next={next} />
          {batch.state === 'staged' && <Ending batch={batch} chosen={chosen} />}
        </Page>
      )}
    </Loaded>
  );
}

interface LinesProps {
  readonly lines: readonly ImportLine[];
  readonly chosen?: readonly number[];
  readonly onChoose?: (lines: readonly number[]) => void;
}

function Lines({ lines, chosen, onChoose }: LinesProps) {
  const titles = Object.keys(lines[0]?.cells ?? {});
  const choosing = chosen !== undefined && {
    rowSelection: {
      selectedRowKeys: [...chosen],
      preserveSelectedRowKeys: true,
      hideSelectAll: true,
      onChange: (keys: readonly unknown[]) => onChoose?.(keys.map(Number)),
      getCheckboxProps: (row: ImportLine) => ({ disabled: row.verdict !== 'doubtful', 'aria-label': `第${row.line}行仍然导入` }),
    },
  };
  return (
    <WideTable<ImportLine>
      label="导入明细"
      size="small"
      rowKey="line"
      pagination={false}
      dataSource={[...lines]}
      {...choosing}
      columns={[
        { title: '行', dataIndex: 'line' },
        { title: '判定', render: (_: unknown, row) => <Tag color={COLOURS[row.verdict]}>{row.taken ? '已导入' : VERDICT_TITLES[row.verdict]}</Tag> },
        {
          title: '说明',
          render: (_: unknown, row) =>
            row.findings.map((one) => (
              <div key={one.sentence}>
                {one.sentence} {one.clause !== null && <ClauseLink clause={one.clause} />}
              </div>
            )),
        },
        ...titles.map((title) => ({ title, render: (_: unknown, row: ImportLine) => row.cells[title] ?? '' })),
      ]}
    />
  );
}

function Ending({ batch, chosen }: { readonly batch: Batch; readonly chosen: readonly number[] }) {
  const [reason, setReason] = useState('');
  const deed = useDeed();
  const end = (how: 'accept' | 'discard', body: object): void => deed.mutate({ path: `/api/imports/${batch.batchId}/${how}`, body });
  return (
    <section className="card" aria-label="办理">
      <h2>确认</h2>
      <p>
        可以导入的{batch.good}行全部导入；有疑问的已勾选{chosen.length}行；不能导入的{batch.bad}行请在原文件中更正后另行导入。
      </p>
      <Input.TextArea
        aria-label="理由"
        rows={2}
        maxLength={2000}
        placeholder="有疑问的行仍然导入，或者放弃导入，须写明理由"
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <ErrorAlert error={deed.error} />
      <div className="actions" style={{ marginTop: 12 }}>
        <Button type="primary" loading={deed.isPending} disabled={batch.good + chosen.length === 0} onClick={() => end('accept', { doubtful: chosen, reason })}>
          导入{batch.good + chosen.length}行
        </Button>
        <Button disabled={reason.trim() === ''} onClick={() => end('discard', { reason })}>
          放弃导入
        </Button>
      </div>
    </section>
  );
}
