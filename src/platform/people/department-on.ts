import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { Refusal } from '../../rules/decision.ts';
import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import { no } from '../act/verb.ts';

export interface StandingDepartment {
  readonly name: string;
  readonly from: CivilDate;
  readonly until: CivilDate | null;
}

const standing = statement<StandingDepartment>(
  'department-standing',
  `
  select name, from_day::text as from, until_day::text as until from department where office_id = $1 and department_id = $2 for share`,
);

/** A department somebody or something is to be put into; it cannot be ended meanwhile. Undefined without one, and if there is none. */
export async function departmentToJoin(tx: ReadTx, departmentId: number | null): Promise<StandingDepartment | undefined> {
  return departmentId === null ? undefined : tx.row(standing, [tx.officeId, departmentId]);
}

/** Why nothing can be put into it on a day; undefined if it can, and where no department is asked for. */
export function notStanding(
  department: StandingDepartment | undefined,
  { departmentId, day }: { readonly departmentId: number | null; readonly day: CivilDate },
): { readonly no: Refusal } | undefined {
  if (departmentId === null) return undefined;
  if (department === undefined) return no('no-such-department', '没有这个股室。', ['从现有股室中选择']);
  const { name, from, until } = department;
  if (day < from) return no('department-not-yet', `${name}自${from}起设立，${day}尚未设立。`);
  return until !== null && day >= until ? no('department-ended', `${name}已于${until}撤销。`, ['另选现有的股室']) : undefined;
}
