import type { ResolutionRow } from '../../platform/resolutions/store.ts';
import { useAnswer } from '../api/queries.ts';
import { moment, yuan } from '../kit/formats.ts';
import { Loaded, Page } from '../kit/page.tsx';
import { WideTable } from '../kit/wide-table.tsx';

/** 会议决定: what the collective bodies decided, as recorded. */
export function Resolutions() {
  const page = useAnswer<{ readonly rows: readonly ResolutionRow[] }>('/api/resolutions');
  return (
    <Page title="会议决定">
      <Loaded query={page}>
        {({ rows }) => (
          <WideTable
            label="会议决定明细"
            rowKey="resolutionId"
            pagination={false}
            dataSource={[...rows]}
            columns={[
              { title: '会议', dataIndex: 'body' },
              { title: '日期', dataIndex: 'metOn' },
              { title: '议题', dataIndex: 'item' },
              { title: '决定', dataIndex: 'agreed', render: (agreed: boolean) => (agreed ? '同意' : '不同意') },
              { title: '同意金额', dataIndex: 'amount', align: 'right', render: (fen: number | null) => yuan(fen) },
              { title: '会议记录', dataIndex: 'minutesReference' },
              { title: '到会', dataIndex: 'present', render: (present: ResolutionRow['present']) => present.map((one) => one.name).join('、') },
              { title: '登记', render: (_: unknown, row: ResolutionRow) => `${row.recordedBy} ${moment(row.recordedAt)}` },
            ]}
          />
        )}
      </Loaded>
    </Page>
  );
}
