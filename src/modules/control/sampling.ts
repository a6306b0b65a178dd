import { randomUUID } from 'node:crypto';
import { addDays, civilDate, type CivilDate } from '../../rules/calendar/civil-date.ts';
import type { Moment } from '../../platform/act/verb.ts';
import { Failure } from '../../platform/act/failure.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ActTx, ReadTx } from '../../platform/db/transaction.ts';
import { dutyAgainst, dutyGroundOf, recordDuty, type DutyGround } from '../../platform/matters/duties.ts';
import { notify } from '../../platform/notices/notify.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { CheckSample, DrawSample } from './contract-control.ts';
import { improve } from './improvements.ts';
import { lineTable, lineVerb, refusal, ruled } from './lines.ts';
import { drawn } from '../../platform/sampling/drawn.ts';

const CHECKER = '内审人员';
const DUTY = '授权后抽查';

/** A closed matter that moved money. */
interface Drawable {
  readonly matterId: number;
  readonly amount: number;
  readonly exceptional: boolean;
}

/** The same with everybody who had a hand in it. */
interface Closed extends Drawable {
  readonly people: readonly number[];
}

const DRAWABLE = `m.matter_id as "matterId", m.amount, exists (select from release r where r.office_id = m.office_id and r.matter_id = m.matter_id and r.released_at is not null)
    or exists (select from special_authority_use u where u.office_id = m.office_id and u.matter_id = m.matter_id)
    or exists (select from duty_exception e where e.office_id = m.office_id and e.matter_id = m.matter_id and e.granted_at is not null) as exceptional`;
const IN_MONTH = `from matter m where m.office_id = $1 and m.state = 'closed' and m.amount is not null
    and (m.ended_at at time zone 'Asia/Shanghai')::date >= $2::date and (m.ended_at at time zone 'Asia/Shanghai')::date < ($2::date + interval '1 month')::date order by m.matter_id`;
const drawable = statement<Drawable>('matters-closed-in-month', `select ${DRAWABLE} ${IN_MONTH}`);
const closedInMonth = statement<Closed>(
  'matters-closed-in-month-by-whom',
  `
  select ${DRAWABLE},
    (select coalesce(jsonb_agg(distinct x.person_id), '[]') from (
      select p.person_id from matter_party p where p.office_id = m.office_id and p.matter_id = m.matter_id
      union select s.acted_by from matter_step s where s.office_id = m.office_id and s.matter_id = m.matter_id and s.acted_by is not null
      union select l.person_id from log_entry l where l.office_id = m.office_id and l.subject_kind = 'matter' and l.subject_id = m.matter_id::text and l.person_id is not null and l.verb <> 'read') x) as people
  ${IN_MONTH}`,
);
const checkers = statement<{ personId: number }>(
  'sample-checkers',
  `select distinct person_id as "personId" from post_holding where office_id = $1 and post = '${CHECKER}' and period @> $2::date order by 1`,
);

/** What a sample of the month is drawn from. */
export function drawableIn(tx: ReadTx, month: string): Promise<readonly Drawable[]> {
  return tx.rows(drawable, [tx.officeId, `${month}-01`]);
}

export interface SampleItem {
  readonly matterId: number;
  readonly why: '金额' | '例外' | '随机';
}

/** What the month's sample consists of: pure, so that the same seed gives the same sample. */
export function sampleOf(
  rules: RulesInForce,
  { officeId, closed, seed, on }: { readonly officeId: number; readonly closed: readonly Drawable[]; readonly seed: string; readonly on: DrawSample['month'] },
): readonly SampleItem[] {
  const day = civilDate(`${on}-01`);
  const setting = rules.setting({ officeId, setting: 'mandatorySampleFrom', on: day });
  const from = typeof setting === 'number' ? setting : Number.MAX_SAFE_INTEGER;
  const must = closed
    .filter((one) => one.amount >= from || one.exceptional)
    .map((one): SampleItem => ({ matterId: one.matterId, why: one.amount >= from ? '金额' : '例外' }));
  const rest = closed.filter((one) => !must.some((other) => other.matterId === one.matterId)).map((one) => one.matterId);
  const { values } = rules.decide({ officeId, question: '抽查数量', on: day, facts: { mandatorySample: must.length, otherTransactions: rest.length } });
  const random = drawn(rest, Number(values['sampleSize']) - must.length, seed).map((matterId): SampleItem => ({ matterId, why: '随机' }));
  return [...must, ...random];
}

const samples = lineTable('sample', ['number', 'month', 'seed', 'population']);
const addItems = statement<never>(
  'insert-sample-items',
  `
  insert into sample_item (office_id, sample_number, matter_id, why, checker_id)
  select $1, $2, x.matter_id, x.why, nullif(x.checker_id, 0) from unnest($3::bigint[], $4::text[], $5::int[]) as x (matter_id, why, checker_id)`,
);
// A month is drawn once: whoever comes second waits until the first is through, and finds its sample.
const inTurn = statement<never>('sample-in-turn', `select pg_advisory_xact_lock(hashtext('sample'), $1)`);
const drawnBefore = statement<{ number: string }>('sample-of-month', `select number from sample where office_id = $1 and month = $2`);

export interface Drawing {
  readonly closed: readonly Closed[];
  readonly checkers: readonly number[];
  readonly before: string | undefined;
  readonly seed: string;
}

/** What a month's sample is drawn from, by whom it may be checked, and whether it was drawn before. */
export async function seeDrawing(tx: ReadTx, { month, today }: { readonly month: string; readonly today: CivilDate }): Promise<Drawing> {
  const [, closed, people, before] = await Promise.all([
    tx.rows(inTurn, [tx.officeId]),
    tx.rows(closedInMonth, [tx.officeId, `${month}-01`]),
    tx.rows(checkers, [tx.officeId, today]),
    tx.row(drawnBefore, [tx.officeId, month]),
  ]);
  return { closed, checkers: people.map((one) => one.personId), before: before?.number, seed: randomUUID() };
}

interface NewSample {
  readonly seen: Drawing;
  readonly month: string;
  readonly number: string;
}

/** Draws, and tells the checkers. With nothing to check the duty of the month is done. */
export async function writeSample(
  rules: RulesInForce,
  tx: ActTx,
  { seen, month, number }: NewSample,
  moment: Moment,
): Promise<{ readonly seed: string; readonly items: number; readonly unassigned: number }> {
  const { closed, seed } = seen;
  const items = sampleOf(rules, { officeId: tx.officeId, closed, seed, on: month });
  const people = new Map(closed.map((one) => [one.matterId, new Set(one.people)]));
  const assigned = items.map((item, index) => {
    const free = seen.checkers.filter((one) => people.get(item.matterId)?.has(one) !== true);
    return { ...item, checkerId: free[index % Math.max(1, free.length)] ?? 0 };
  });
  await samples.insert(tx, { number, month, seed, population: closed.length }, moment);
  await tx.rows(addItems, [tx.officeId, number, assigned.map((one) => one.matterId), assigned.map((one) => one.why), assigned.map((one) => one.checkerId)]);
  await notify(tx, {
    personIds: assigned.map((one) => one.checkerId).filter((id) => id > 0),
    sentence: `${number}：${month}抽查样本已抽取，请检查。`,
    subject: { kind: 'sample', id: number },
    now: moment.now,
  });
  if (items.length === 0)
    await endObligation(tx, {
      duty: DUTY,
      occasion: occasionOf(month),
      state: 'discharged',
      by: moment.actor.personId,
      with: { sample: number },
      now: moment.now,
    });
  return { seed, items: assigned.length, unassigned: assigned.filter((one) => one.checkerId === 0).length };
}

/** The duty of a month concerns the matters closed in the month before. */
function occasionOf(month: string): string {
  return `${addDays(civilDate(`${month}-01`), 32).slice(0, 7)}-01`;
}

/** 抽取样本 (ICF-02.1d): of the matters closed in a month, each for a checker who had no hand in it. */
export const drawSampleVerb = (rules: RulesInForce) =>
  lineVerb<DrawSample, Drawing>({
    name: 'draw-sample',
    title: '抽取样本',
    who: [CHECKER, '纪检领导'],
    kind: 'sample',
    series: '样',
    read: (tx, { month }, { today }) => seeDrawing(tx, { month, today }),
    against: ({ before }, { month }, { actor, today }) => {
      if (!rules.knows({ officeId: actor.officeId, question: '抽查数量', on: today })) return refusal('no-such-clause', '本单位现行制度没有抽查的规定。');
      if (before !== undefined) return refusal('drawn-already', `${month}的样本已经抽取（${before}），不能重抽。`);
      return month >= today.slice(0, 7) ? refusal('month-open', '只抽查已经过去的月份。') : undefined;
    },
    write: async (tx, { seen, input, number }, moment) => ({ ...(await writeSample(rules, tx, { seen, month: input.month, number }, moment)) }),
  });

interface SeenItem {
  readonly matterId: number;
  readonly month: string;
  readonly checkerId: number | null;
  readonly checked: boolean;
  readonly tookPart: boolean;
  readonly othersOpen: number;
}

/** The item with what everybody has done of its matter. */
interface ItemToCheck extends SeenItem {
  readonly ground: DutyGround;
}
const itemToCheck = statement<SeenItem>(
  'sample-item-to-check',
  `
  select i.matter_id as "matterId", s.month, i.checker_id as "checkerId", exists (select from sample_check c where c.office_id = i.office_id and c.sample_number = i.sample_number and c.matter_id = i.matter_id) as checked,
    exists (select from log_entry l where l.office_id = i.office_id and l.subject_kind = 'matter' and l.subject_id = i.matter_id::text and l.person_id = $4 and l.verb <> 'read')
      or exists (select from matter_party p where p.office_id = i.office_id and p.matter_id = i.matter_id and p.person_id = $4) as "tookPart",
    (select count(*) from sample_item o where o.office_id = i.office_id and o.sample_number = i.sample_number and o.matter_id <> i.matter_id
      and not exists (select from sample_check c where c.office_id = o.office_id and c.sample_number = o.sample_number and c.matter_id = o.matter_id)) as "othersOpen"
  from sample_item i join sample s on s.office_id = i.office_id and s.number = i.sample_number join matter m on m.office_id = i.office_id and m.matter_id = i.matter_id
  where i.office_id = $1 and i.sample_number = $2 and m.number = $3 for update of i`,
);
const checks = lineTable('sample_check', ['sample_number', 'matter_id', 'result', 'note']);

/** 登记抽查结果: by the checker, never on what he had a hand in, which counts as auditing it; a problem opens an item of improvement, the last item ends the duty. */
export const checkSampleVerb = (rules: RulesInForce) =>
  lineVerb<CheckSample, ItemToCheck>({
    name: 'check-sample',
    title: '登记抽查结果',
    who: [CHECKER],
    kind: 'sample',
    read: async (tx, { number, matter }, { actor, today }) => {
      const found = await tx.row(itemToCheck, [tx.officeId, number, matter, (await actor).personId]);
      if (found === undefined) throw new Failure('not-found', `样本“${number}”中没有事项“${matter}”。`);
      return { ...found, ground: await dutyGroundOf(tx, { matterId: found.matterId, today }) };
    },
    against: ({ checked, tookPart, checkerId, ground }, { result, ownerId, dueOn, measure }, moment) => {
      if (checked) return refusal('checked-already', '这一笔已经检查。');
      const against = ruled(rules, '抽查分工', { tookPart }, moment) ?? dutyAgainst(ground, { personId: moment.actor.personId ?? 0, duty: '审计' });
      if (against !== undefined) return against;
      if (checkerId !== null && checkerId !== moment.actor.personId) return refusal('not-checker', '这一笔由指定的检查人检查。');
      return result === '问题' && (ownerId === null || dueOn === null || measure === '')
        ? refusal('no-measure', '有问题的，须写明整改措施、责任人和期限。')
        : undefined;
    },
    write: async (tx, { seen, input }, moment) => {
      const { number, matter, result, note, measure, ownerId, dueOn, controlNumber } = input;
      await recordDuty(tx, { matter: seen.ground.matter, personId: moment.actor.personId ?? 0, duty: '审计', now: moment.now });
      await checks.insert(tx, { sample_number: number, matter_id: seen.matterId, result, note }, moment);
      if (seen.othersOpen === 0)
        await endObligation(tx, {
          duty: DUTY,
          occasion: occasionOf(seen.month),
          state: 'discharged',
          by: moment.actor.personId,
          with: { sample: number },
          now: moment.now,
        });
      if (result === '合格' || ownerId === null || dueOn === null) return { open: seen.othersOpen };
      return {
        open: seen.othersOpen,
        improvement: await improve(rules, tx, { source: '抽查', about: `${number}/${matter}`, problem: note, measure, ownerId, dueOn, controlNumber }, moment),
      };
    },
  });
