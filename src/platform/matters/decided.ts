import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';

const decided = statement<{ decided: boolean }>(
  'decided-together',
  `
  select exists (select from matter where office_id = $1 and number = $2 and kind = 'collective-matter' and facts ->> 'sort' = $3 and state = 'closed'
    and (ended_at at time zone 'Asia/Shanghai')::date <= $4::date) as decided`,
);

/** Had a body of the office decided on something of that sort by the day, under that number (ICF-03.2o)? */
export async function decidedTogether(
  tx: ReadTx,
  { number, sort, by }: { readonly number: string; readonly sort: string; readonly by: CivilDate },
): Promise<boolean> {
  return number !== '' && (await tx.row(decided, [tx.officeId, number, sort, by]))?.decided === true;
}
