import { addDays, type CivilDate } from '../../rules/calendar/civil-date.ts';
import type { ClauseRef } from '../../rules/decision.ts';
import type { Rulebook } from '../../rules/rulebook.ts';
import type { Moment } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import type { ActTx } from '../db/transaction.ts';
import { openObligation } from '../obligations/open.ts';
import { DAYS_TO_FILL, DUTY_TO_FILL } from './vacancy.ts';

// Nobody else holds the post, for the same department or the whole office, on the day somebody gives it up.
const leftVacant = statement<{ post: string; department: string | null }>(
  'holdings-left-vacant',
  `
  select h.post, d.name as department from post_holding h left join department d on d.office_id = h.office_id and d.department_id = h.department_id
  where h.office_id = $1 and h.person_id = $2 and h.until_day = $3::date and not exists (
    select from post_holding o join person p on p.office_id = o.office_id and p.person_id = o.person_id
    where o.office_id = h.office_id and o.post = h.post and coalesce(o.department_id, 0) in (coalesce(h.department_id, 0), 0) and o.period @> $3::date and (p.left_on is null or p.left_on > $3::date))`,
);

interface LeftVacant {
  readonly personId: number;
  /** First day without him. */
  readonly on: CivilDate;
  readonly book: Rulebook | undefined;
  readonly today: CivilDate;
}

/** Posts that a clause asks for and that nobody holds once this person has given them up become a duty of the head: to be filled, never to be passed over. */
export async function reportLeftVacant(tx: ActTx, { personId, on, book, today }: LeftVacant): Promise<void> {
  const found = await tx.rows(leftVacant, [tx.officeId, personId, on]);
  for (const { post, department } of found) {
    const clause = book?.asking(post, on);
    if (clause !== undefined) await reportVacantPost(tx, { post, of: department, on, clause, today });
  }
}

interface VacantPost {
  readonly post: string;
  /** The department it is held for; null for the whole office. */
  readonly of: string | null;
  readonly on: CivilDate;
  readonly clause: ClauseRef;
  readonly today: CivilDate;
}

/** Opens the duty to fill a post, once for its first day. */
export async function reportVacantPost(tx: ActTx, { post, of, on, clause, today }: VacantPost): Promise<void> {
  const named = of === null ? post : `${post}（${of}）`;
  await openObligation(tx, {
    duty: DUTY_TO_FILL,
    occasion: `${post}/${on}${of === null ? '' : `/${of}`}`,
    clause,
    sentence: `${named}自${on}起无人担任，有关事项将上移办理，须落实人选。`,
    subject: null,
    owner: { post: '局长' },
    openedOn: today,
    remindOn: today,
    dueOn: addDays(on < today ? today : on, DAYS_TO_FILL),
    provisional: false,
    evidence: [],
    reportTo: ['局长'],
  });
}

// Occasions of a post begin with it and a day; a step that waits for it has its matter instead, and ends when somebody may act on it.
const filled = statement<never>(
  'vacancies-filled',
  `
  update obligation set state = 'discharged', ended_at = $4, ended_by = $5, ended_with = $6
  where office_id = $1 and duty = $2 and state = 'open' and starts_with(occasion, $3 || '/') and substr(occasion, length($3) + 2) ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}'`,
);

/** Somebody holds the post again. */
export async function endVacantPost(
  tx: ActTx,
  { post, name, moment }: { readonly post: string; readonly name: string; readonly moment: Moment },
): Promise<void> {
  await tx.rows(filled, [tx.officeId, DUTY_TO_FILL, post, moment.now, moment.actor.personId, JSON.stringify({ names: name })]);
}
