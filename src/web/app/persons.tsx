import { Button } from 'antd';
import { useState } from 'react';
import type { PersonRow } from '../../platform/people/contract.ts';
import { useAnswer } from '../api/queries.ts';
import { useOfficeWords } from '../kit/office-words.ts';
import { Loaded } from '../kit/page.tsx';
import { WideTable } from '../kit/wide-table.tsx';
import { EndDialog, type Ending } from './end-dialog.tsx';
import { HandoverDialog } from './handover-dialog.tsx';
import { useKeeping } from './me.ts';
import { HANDED_ON } from './posts.tsx';
import { ResetPasswordDialog } from './reset-password-dialog.tsx';
import { TransferDialog } from './transfer-dialog.tsx';

interface Chosen {
  readonly what: 'transfer' | 'password' | 'handover';
  readonly person: PersonRow;
}

/** 人员: everybody with an account; what is done to it, for whoever may. */
export function Persons() {
  const people = useAnswer<readonly PersonRow[]>('/api/people');
  const words = useOfficeWords();
  const keeping = useKeeping();
  const [ending, setEnding] = useState<Ending | null>(null);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const close = (): void => setChosen(null);
  const leave = (row: PersonRow): void => setEnding({ title: `${row.name}离任`, path: `/api/people/${row.personId}/leave`, field: 'leftOn', help: HANDED_ON });
  const choose = (what: Chosen['what'], person: PersonRow, title: string) => (
    <Button type="link" size="small" onClick={() => setChosen({ what, person })}>
      {title}
    </Button>
  );
  const deeds = (row: PersonRow) => {
    if (row.leftOn !== null) return choose('handover', row, '交接清单');
    return (
      <>
        {keeping?.accounts === true && choose('transfer', row, '调整股室')}
        {keeping?.passwords === true && choose('password', row, '重置密码')}
        {keeping?.accounts === true && (
          <Button type="link" size="small" onClick={() => leave(row)}>
            登记离任
          </Button>
        )}
      </>
    );
  };
  return (
    <>
      {ending !== null && <EndDialog ending={ending} close={() => setEnding(null)} />}
      {chosen?.what === 'transfer' && <TransferDialog person={chosen.person} close={close} />}
      {chosen?.what === 'password' && <ResetPasswordDialog person={chosen.person} close={close} />}
      {chosen?.what === 'handover' && <HandoverDialog person={chosen.person} close={close} />}
      <Loaded query={people}>
        {(rows) => (
          <WideTable<PersonRow>
            label="人员明细"
            empty={words('还没有登记人员，请系统管理员登记')}
            rowKey="personId"
            pagination={false}
            dataSource={[...rows]}
            columns={[
              { title: '姓名', dataIndex: 'name' },
              { title: '股室', dataIndex: 'department' },
              { title: '现任职务', dataIndex: 'posts', render: (held: readonly string[]) => words(held.join('、')) },
              { title: '职级', dataIndex: 'rank' },
              { title: '到任', dataIndex: 'joinedOn' },
              { title: '离任', dataIndex: 'leftOn' },
              { title: '办理', render: (_: unknown, row: PersonRow) => deeds(row) },
            ]}
          />
        )}
      </Loaded>
    </>
  );
}
