import { Link } from '@tanstack/react-router';
import type { HandoverItem, PersonRow } from '../../platform/people/contract.ts';
import { useAnswer } from '../api/queries.ts';
import { Dialog } from '../kit/dialog.tsx';
import { Loaded } from '../kit/page.tsx';
import { WideTable } from '../kit/wide-table.tsx';

/** 交接清单: what somebody who has left has not finished; empty once everything has been taken over. */
export function HandoverDialog({ person, close }: { readonly person: PersonRow; readonly close: () => void }) {
  const items = useAnswer<readonly HandoverItem[]>(`/api/people/${person.personId}/handover`);
  return (
    <Dialog width={760} title={`${person.name}离任交接清单`} onCancel={close} footer={null}>
      <Loaded query={items}>
        {(rows) => (
          <WideTable<HandoverItem>
            label="交接清单明细"
            empty="没有未办事项，交接已经完成"
            size="small"
            rowKey={(row) => `${row.sort}/${row.id}/${row.title}`}
            pagination={false}
            dataSource={[...rows]}
            columns={[
              { title: '类别', dataIndex: 'sort' },
              { title: '编号', dataIndex: 'number' },
              { title: '内容', render: (_: unknown, row) => title(row) },
              { title: '状态', dataIndex: 'standing' },
            ]}
          />
        )}
      </Loaded>
      <p className="quiet">经办事项在事项页更换经办人，指名的步骤由他人改派，义务由局长移交或者免除。</p>
    </Dialog>
  );
}

function title({ sort, id, title: words }: HandoverItem) {
  return sort === '义务' ? (
    words
  ) : (
    <Link to="/matters/$matterId" params={{ matterId: String(id) }}>
      {words}
    </Link>
  );
}
