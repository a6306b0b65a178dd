import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { checkPack } from '../../rules/check/check-pack.ts';
import { checkAllPeriods } from '../../rules/check/periods.ts';
import type { Finding } from '../../rules/finding.ts';
import { inForce, type Rulebook } from '../../rules/rulebook.ts';
import type { Staff } from '../../rules/route/staff.ts';
import { heldTogetherFindings } from './held-together.ts';
import { vacancyFindings } from './vacant-steps.ts';

/** 体检 of a living office: what `guiju check` finds in its regulations, and posts of a route that nobody holds today. */
export function checkOffice(book: Rulebook, { staff, today }: { readonly staff: Staff; readonly today: CivilDate }): readonly Finding[] {
  const packs = book.packs.filter((pack) => inForce(pack, today));
  return [
    ...packs.flatMap((pack) => [...checkPack(pack, book.office), ...vacancyFindings(pack, staff), ...heldTogetherFindings(pack, staff)]),
    ...checkAllPeriods(packs),
  ];
}
