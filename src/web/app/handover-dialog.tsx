import { Link } from '@tanstack/react-router';
import { Modal, Table } from 'antd';
import type { HandoverItem, PersonRow } from '../../platform/people/contract.ts';
import { useAnswer } from '../api/queries.ts';
import { Loaded, Nothing } from '../kit/page.tsx';

/** 交接清单: what somebody who has left has not finished; empty once everything has been taken over. */
export function HandoverDialog({ person, close }: { readonly person: PersonRow; readonly close: () => void }) {
  const items = useAnswer<readonly HandoverItem[]>(`/api/people/${person.personId}/handover`);
  return (
    <Modal open width={760} title={`${person.name}离任交接清单`} onCancel={close} footer={null}>
      <Loaded query={items}>
        {(rows) =>
          rows.length === 0 ? (
            <Nothing what="没有未办事项" />
          ) : (
            <Table
              size="small"
              rowKey={(row: HandoverItem) => `${row.sort}/${row.id}/${row.title}`}
              pagination={false}
              scroll={{ x: 'max-content' }}
              dataSource={[...rows]}
              columns={[
                { title: '类别', dataIndex: 'sort' },
                { title: '编号', dataIndex: 'number' },
                { title: '内容', render: (_: unknown, row: HandoverItem) => title(row) },
                { title: '状态', dataIndex: 'standing' },
              ]}
            />
          )
        }
      </Loaded>
      <p className="quiet">经办事项在事项页更换经办人，指名的步骤由他人改派，义务由局长移交或者免除。</p>
    </Modal>
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
