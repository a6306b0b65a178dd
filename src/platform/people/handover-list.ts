import { holds, type Actor } from '../act/actor.ts';
import { Failure } from '../act/failure.ts';
import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import { READ_ALL } from '../matters/readers.ts';
import { STATE_TITLES, type MatterState } from '../matters/state.ts';
import type { HandoverItem } from './contract.ts';
import { requireBusinessReader } from './officers.ts';

/** Name of the duty in the pack: what somebody left unfinished is taken over. */
export const DUTY_OF_HANDOVER = '离任交接';

/** Who sees the list besides those who see every matter: personnel, whose duty it is. */
const READERS = [...READ_ALL, '政工人事股'] as const;

type Row = Omit<HandoverItem, 'standing'> & { readonly state: MatterState | null; readonly dueOn: string | null };

// What he handles, what waits for him by name wherever it is, and the duties that are his own.
const unfinished = statement<Row>(
  'unfinished-of-person',
  `
  select '经办事项' as sort, m.matter_id as id, coalesce(m.number, '未编号') as number, m.title, m.state, null::text as "dueOn" from matter m
    where m.office_id = $1 and m.handler_id = $2 and m.state in ('draft', 'in_review', 'returned', 'approved')
  union all
  select '待办步骤', m.matter_id, coalesce(m.number, '未编号'), m.title || '：' || s.post || s.act, m.state, null from matter m
    join matter_step s on s.office_id = m.office_id and s.matter_id = m.matter_id and s.round = m.round and s.state in ('open', 'waiting')
    where m.office_id = $1 and m.state = 'in_review' and (s.person_id = $2 or (s.person_id is null and s.asked_post = '证明人'
      and exists (select from matter_party y where y.office_id = m.office_id and y.matter_id = m.matter_id and y.person_id = $2 and y.role = '证明人')))
  union all
  select '义务', o.obligation_id, case when o.confidential then '保密义务' else o.duty end, case when o.confidential then '内容只有责任人可以查看' else o.sentence end, null, o.due_on::text from obligation o where o.office_id = $1 and o.owner_person_id = $2 and o.state = 'open'
  order by 1, 2`,
);

/** 交接清单: what a person has not finished, as it stands now. */
export async function unfinishedOf(tx: ReadTx, personId: number): Promise<readonly HandoverItem[]> {
  const rows = await tx.rows(unfinished, [tx.officeId, personId]);
  return rows.map(({ state, dueOn, ...item }) => ({ ...item, standing: state === null ? `${dueOn ?? ''}前办结` : STATE_TITLES[state] }));
}

/** The same for whoever may see it. @throws Failure('not-allowed') for the officers who see no business, Failure('not-found') for others without it. */
export async function handoverList(tx: ReadTx, { personId, actor }: { readonly personId: number; readonly actor: Actor }): Promise<readonly HandoverItem[]> {
  requireBusinessReader(actor);
  if (actor.personId !== personId && !READERS.some((post) => holds(actor, post))) throw new Failure('not-found', '没有这份交接清单，或者您不是查看人员。');
  return unfinishedOf(tx, personId);
}
