import { addDays, type CivilDate } from '../../rules/calendar/civil-date.ts';
import type { Moment } from '../../platform/act/verb.ts';
import { endAgenda, writeAgenda } from '../../platform/agenda/agenda.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ActTx } from '../../platform/db/transaction.ts';
import type { StandingMatter } from '../../platform/matters/kind.ts';
import { notify } from '../../platform/notices/notify.ts';
import { openDuty } from '../../platform/obligations/open-duty.ts';
import { endCoverOf, openCover } from '../../platform/people/open-cover.ts';
import type { PostGuard } from '../../platform/people/post-guard.ts';
import type { LeaveForm, LeaveSort } from './contract.ts';
import { dayOf, stretchOf, type HalfDays } from './half-days.ts';
import { momentsOf, timesOf } from './timetable.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';

/** Registers what was consented to. */
export const REGISTRAR = '办公室';
const DOCUMENT = '补交病假证明';

const claim = statement<never>(
  'claim-leave',
  `
  insert into leave (office_id, matter_id, person_id, kind, halves, asked_at) values ($1, $2, $3, $4, int4range($5, $6), $7)
  on conflict (office_id, matter_id) do update set kind = excluded.kind, halves = excluded.halves, asked_at = excluded.asked_at, ended_at = null, consented_at = null`,
);

/** From submission on nobody asks for the same half days twice; the constraint of the table has the last word. */
export async function claimLeave(
  tx: ActTx,
  asked: { readonly matterId: number; readonly personId: number; readonly kind: LeaveSort; readonly stretch: HalfDays; readonly now: Date },
): Promise<void> {
  const { matterId, personId, kind, stretch, now } = asked;
  await tx.rows(claim, [tx.officeId, matterId, personId, kind, stretch.from, stretch.until, now]);
}

const consented = statement<never>('consent-to-leave', `update leave set consented_at = $3 where office_id = $1 and matter_id = $2`);

interface Granting {
  readonly matter: StandingMatter<LeaveForm>;
  readonly sort: LeaveSort;
  readonly rules: RulesInForce;
  readonly moment: Moment;
  readonly guards: readonly PostGuard[];
}

/** The last consent: the agenda knows it, the named cover stands in. The route tells the office, which registers it. */
export async function grantLeave(tx: ActTx, { matter, sort, rules, moment, guards }: Granting): Promise<void> {
  const { matterId, form, handlerId } = matter;
  const { now, today, actor } = moment;
  const stretch = stretchOf(form);
  const times = await timesOf(tx, rules, stretch);
  // The agenda is open to the whole office: that somebody is away, not why.
  await Promise.all([
    tx.rows(consented, [tx.officeId, matterId, now]),
    writeAgenda(tx, { sort: '休假', title: '休假', personIds: [handlerId], resource: null, ...momentsOf(times, stretch), matterId, now }),
  ]);
  await askForDocument(tx, { matter, rules, today });
  if (form.coverPersonId === null) return;
  const from = form.from > today ? form.from : today;
  if (form.until < from) return;
  const { skipped } = await openCover(tx, {
    posts: null,
    guards,
    absentPersonId: handlerId,
    coverPersonId: form.coverPersonId,
    from,
    until: addDays(dayOf(stretch.until - 1), 1),
    reason: `${sort === '补休' ? '补休' : '休假'}期间代理`,
    kinds: null,
    ceiling: null,
    sourceMatterId: matterId,
    grantedBy: actor.personId ?? handlerId,
    now,
  });
  if (skipped.length > 0)
    await notify(tx, {
      personIds: [handlerId],
      sentence: `休假期间有职务未能代理：${skipped.map((one) => one.sentence).join('')}`,
      subject: { kind: 'matter', id: matterId },
      now,
    });
}

/** The document of a sick leave is counted from its first day; the duties the platform opens for the matter are counted from its last. */
async function askForDocument(
  tx: ActTx,
  { matter, rules, today }: { readonly matter: StandingMatter<LeaveForm>; readonly rules: RulesInForce; readonly today: CivilDate },
): Promise<void> {
  const { matterId, form, handlerId, number, decision } = matter;
  const duty = decision.duties.some((one) => one.duty === DOCUMENT) ? rules.duty({ officeId: tx.officeId, duty: DOCUMENT, on: form.from }) : undefined;
  if (duty !== undefined) await openDuty(tx, { duty, event: form.from, today, subject: { kind: 'matter', id: matterId }, handlerId, about: number });
}

const end = statement<never>(
  'end-leave',
  `
  with line as (update leave_line set replaced_at = $3 where office_id = $1 and matter_id = $2 and replaced_at is null)
  update leave set ended_at = $3 where office_id = $1 and matter_id = $2 and ended_at is null`,
);

/** Withdrawn, refused or void: the half days, the agenda and the cover go. */
export async function giveLeaveBack(tx: ActTx, { matterId, now }: { readonly matterId: number; readonly now: Date }): Promise<void> {
  await Promise.all([tx.rows(end, [tx.officeId, matterId, now]), endAgenda(tx, { matterId, at: now })]);
  await endCoverOf(tx, { sourceMatterId: matterId, now });
}
