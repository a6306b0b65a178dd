import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { WITNESS } from '../../rules/route/resolve-route.ts';
import type { Staff } from '../../rules/route/staff.ts';
import type { Moment } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import type { ActTx } from '../db/transaction.ts';
import { appendEntry } from '../log/append.ts';
import { endObligation } from '../obligations/open.ts';
import { staffAsChanged } from '../people/staff.ts';
import { signersOf } from './entitled.ts';
import { NO_CHANGE, openingOf, type Opening } from './move.ts';
import { seeMatter, type SeenMatter, type SeenStep } from './seen.ts';
import { DUTY_TO_FILL } from './vacancy.ts';
import { writeMove } from './write-move.ts';

// A step that went up because a post was vacant may come down again, whichever post on the way was filled.
const waiting = statement<{ matterId: number }>(
  'matters-waiting-for-posts',
  `
  select m.matter_id as "matterId" from matter m where m.office_id = $1 and m.state = 'in_review'
    and (exists (select from matter_step s where s.office_id = m.office_id and s.matter_id = m.matter_id and s.round = m.round and s.state = 'open' and s.person_id is null
      and (s.post = any($2::text[]) or s.asked_post = any($2::text[]) or s.post <> s.asked_post))
      or exists (select from todo t join person p on p.office_id = t.office_id and p.person_id = t.person_id and p.left_on <= $3::date where t.office_id = m.office_id and t.matter_id = m.matter_id))
  order by m.matter_id for update of m`,
);

export interface AskingAgain {
  /** Whose holders or covers have changed. */
  readonly posts: readonly string[];
  /** Why, as the log of each matter keeps it. */
  readonly reason: string;
  readonly moment: { readonly actor: Pick<Moment['actor'], 'personId' | 'name'>; readonly now: Date; readonly today: CivilDate };
}

/**
 * Asks again who may act on the open steps of posts that have just changed hands, inside the act that changed them. It decides nothing of any
 * matter: a step waits for others than before, or, where nobody is left, stands still and the head is told. @returns the matters concerned.
 */
export async function askAgain(tx: ActTx, { posts, reason, moment }: AskingAgain): Promise<readonly number[]> {
  const found = await tx.rows(waiting, [tx.officeId, posts, moment.today]);
  if (found.length === 0) return [];
  const [staff, ...matters] = await Promise.all([staffAsChanged(tx, moment.today), ...found.map(({ matterId }) => seeMatter(tx, matterId))]);
  const reopened = matters.map((matter) => ({ matter, opened: openedAnew({ matter, staff }) })).filter(({ opened }) => opened.length > 0);
  const actor = { ...moment.actor, officeId: tx.officeId, departmentId: null, posts: [] };
  const at = { actor, now: moment.now, today: moment.today };
  await Promise.all(
    reopened.flatMap(({ matter, opened }) => [
      ...writeMove(tx, { ...NO_CHANGE, matter, state: 'in_review', opened }, at),
      ...opened.map((one) => endVacancy(tx, { matter, opened: one, at })),
      appendEntry(tx, {
        moment: at,
        verb: 'reopen',
        entry: { subject: { kind: 'matter', id: matter.matterId }, detail: { ...openedInWords(opened), reason } },
      }),
    ]),
  );
  return reopened.map(({ matter }) => matter.matterId);
}

/** The open steps of a matter that wait for others than before, now that posts have changed hands. Steps of named persons stay with them while they are of the office; a body that was asked for stays the body. */
export function openedAnew({ matter, staff }: { readonly matter: SeenMatter; readonly staff: Staff }): readonly Opening[] {
  return matter.steps.flatMap((step) => {
    if (step.state !== 'open' || (step.act === '决定' && step.post === step.askedPost)) return [];
    if (step.personId !== null || step.askedPost === WITNESS) return leftBehind({ matter, staff }, step);
    const opened = openingOf({ matter, staff, signed: signersOf(matter) }, step);
    return sameAsBefore(matter, step, opened) ? [] : [opened];
  });
}

/** A step asked of somebody by name who has left stands still until two others have given it to a third (改派). */
function leftBehind(
  { matter, staff: { day } }: { readonly matter: SeenMatter; readonly staff: Staff },
  { step, act, askedPost, post, reasons, clause }: SeenStep,
): readonly Opening[] {
  const waitsFor = matter.todos.filter((todo) => todo.step === step);
  const gone = waitsFor.filter(({ leftOn }) => leftOn !== null && day !== undefined && leftOn <= day);
  if (gone.length === 0 || gone.length < waitsFor.length) return [];
  return [
    {
      step,
      act,
      askedPost,
      post,
      reasons: [...reasons, ...gone.map(({ name, leftOn }) => `${name}自${leftOn}起离任，须改派`)],
      clause,
      candidates: [],
      stuck: true,
      vacant: [],
    },
  ];
}

function sameAsBefore(matter: SeenMatter, step: SeenStep, opened: Opening): boolean {
  const names = (people: readonly { readonly personId: number; readonly coverFor: number | null }[]): string =>
    people
      .map((one) => `${one.personId}/${one.coverFor ?? ''}`)
      .toSorted()
      .join();
  return step.post === opened.post && names(matter.todos.filter((todo) => todo.step === step.step)) === names(opened.candidates);
}

/** As the log keeps it: which steps, which posts, and whom they wait for. */
export function openedInWords(opened: readonly Opening[]): { readonly steps: readonly number[]; readonly post: string; readonly to: string } {
  return {
    steps: opened.map((one) => one.step),
    post: opened.map((one) => one.post).join('、'),
    to: opened.flatMap((one) => one.candidates.map((who) => who.name)).join('、'),
  };
}

interface Filled {
  readonly matter: Pick<SeenMatter, 'matterId'>;
  readonly opened: Opening;
  readonly at: Pick<Moment, 'actor' | 'now'>;
}

/** A step that somebody may act on again ends the duty to name somebody for it. */
export async function endVacancy(tx: ActTx, { matter, opened, at: { actor, now } }: Filled): Promise<void> {
  if (opened.stuck) return;
  const names = opened.candidates.map((one) => one.name).join('、');
  await endObligation(tx, {
    duty: DUTY_TO_FILL,
    occasion: `${opened.askedPost}/${matter.matterId}`,
    state: 'discharged',
    by: actor.personId,
    with: { names },
    now,
  });
}
