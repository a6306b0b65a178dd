import { Failure } from '../../platform/act/failure.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ActTx, ReadTx } from '../../platform/db/transaction.ts';
import { notify, notifyPosts } from '../../platform/notices/notify.ts';
import { takeNumber } from '../../platform/registers/series.ts';
import type { Moment } from '../../platform/act/verb.ts';
import type { DecideViolation, OpenViolation, StateOnViolation } from './contract-oversight.ts';

export const DISCIPLINE = '纪检领导';
export const HEAD = '局长';

/**
 * What a case may be opened from (FIN-08): every refusal that was lifted, every duty that was overdue, every incident of the books. `$1` is the office;
 * `ground` names the line, `rank` orders it.
 */
export const GROUNDS = `
  select r.office_id, '放行事项' as sort, '放行' || r.release_id as ground, r.clause ->> 'id' as clause, m.number || m.title || '：' || r.sentence || r.reason as facts, m.handler_id as person_id, r.released_at as at, 1000000000000 + r.release_id as rank
  from release r join matter m on m.office_id = r.office_id and m.matter_id = r.matter_id where r.office_id = $1 and r.released_at is not null
  union all
  select o.office_id, '逾期义务', '义务' || o.obligation_id, o.clause ->> 'id', o.sentence, o.owner_person_id, o.reported_overdue_at, 2000000000000 + o.obligation_id
  from obligation o where o.office_id = $1 and o.reported_overdue_at is not null and not o.confidential
  union all
  select s.office_id, '现金短款', '短款' || s.shortage_id, null, s.day || '实点' || to_char(s.counted / 100.0, 'FM999999990.00') || '元，账面' || to_char(s.book / 100.0, 'FM999999990.00') || '元：' || s.explanation, s.reported_by, s.reported_at, 3000000000000 + s.shortage_id
  from cash_shortage s where s.office_id = $1
  union all
  select c.office_id, '盘点差异', c.number, null, c.counted_on || '实点' || to_char(c.counted / 100.0, 'FM999999990.00') || '元，账面' || to_char(c.book / 100.0, 'FM999999990.00') || '元', c.cashier_id, c.recorded_at, 4000000000000 + c.cash_count_id
  from cash_count c where c.office_id = $1 and c.counted <> c.book
  union all
  select l.office_id, '现金损失', l.number, null, l.happened_on || '损失' || to_char(l.lost / 100.0, 'FM999999990.00') || '元：' || l.facts, l.keeper_id, l.reported_at, 5000000000000 + l.cash_loss_id
  from cash_loss l where l.office_id = $1
  union all
  select b.office_id, '未批付款', '流水' || b.bank_line_id, null, b.booked_on || '付' || b.counterparty || to_char(b.amount / 100.0, 'FM999999990.00') || '元，没有对应的审批', null, b.recorded_at, 6000000000000 + b.bank_line_id
  from bank_line b where b.office_id = $1 and b.voucher_id is null
  union all
  select x.office_id, '放行现金限制', '现金放行' || x.day || '/' || x.code, x.code, x.day || '：' || x.reason, x.released_by, x.released_at, 7000000000000 + row_number() over (order by x.day, x.code)
  from cash_release x where x.office_id = $1`;

export interface SeenGround {
  /** Does the 纪检领导 stand against himself? */
  readonly against: boolean;
  readonly known: boolean;
  readonly opened: string | null;
}

const ground = statement<SeenGround>(
  'ground-of-violation',
  `
  select exists (select from post_holding where office_id = $1 and post = '${DISCIPLINE}' and person_id = $2 and period @> $3::date) as against,
    $4 = '' or exists (select from (${GROUNDS}) g where g.ground = $4) as known,
    (select number from violation where office_id = $1 and ground = $4 and person_id = $2) as opened`,
);

export async function groundOf(tx: ReadTx, { personId, ground: named }: OpenViolation, today: string): Promise<SeenGround> {
  const found = await tx.row(ground, [tx.officeId, personId, today, named]);
  if (found === undefined) throw new Error('a select without from gave no row');
  return found;
}

const insert = statement<{ id: number }>(
  'insert-violation',
  `
  insert into violation (office_id, number, clause, facts, person_id, gravity, ground, opened_by, opened_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning violation_id as id`,
);

export interface NewViolation extends Omit<OpenViolation, 'gravity'> {
  /** null where it is left to the decision. */
  readonly gravity: OpenViolation['gravity'] | null;
}

/** Opens a case under a number of its own; the person concerned is told that he may speak, and whoever handles such cases. */
export async function openCase(
  tx: ActTx,
  { clause, facts, personId, gravity, ground: from }: NewViolation,
  { actor, now, today }: Moment,
): Promise<{ readonly violationId: number; readonly number: string }> {
  const number = await takeNumber(tx, { series: '违', year: Number(today.slice(0, 4)), subject: { kind: 'violation', id: `${clause}/${personId}` }, now });
  const made = await tx.row(insert, [tx.officeId, number, clause, facts, personId, gravity, from === '' ? null : from, actor.personId, now]);
  if (made === undefined) throw new Error('the violation was not inserted');
  const subject = { kind: 'violation', id: made.id };
  await notify(tx, { personIds: [personId], sentence: `${number}：就${clause}对您立案，您可以陈述意见。`, subject, now });
  if (gravity === null) await notifyPosts(tx, { posts: [DISCIPLINE, HEAD], on: today, sentence: `${number}：${facts}，已按${clause}立案。`, subject, now });
  return { violationId: made.id, number };
}

export interface SeenCase {
  readonly violationId: number;
  readonly personId: number;
  readonly gravity: OpenViolation['gravity'] | null;
  readonly decided: boolean;
  readonly heard: boolean;
  readonly against: boolean;
  readonly openedBy: number;
}

const one = statement<SeenCase>(
  'violation-to-act-on',
  `
  select v.violation_id as "violationId", v.person_id as "personId", v.gravity, v.decision is not null as decided, v.opened_by as "openedBy",
    exists (select from violation_statement s where s.office_id = v.office_id and s.violation_id = v.violation_id) as heard,
    exists (select from post_holding h where h.office_id = v.office_id and h.post = '${DISCIPLINE}' and h.person_id = v.person_id and h.period @> $3::date) as against
  from violation v where v.office_id = $1 and v.number = $2 for update of v`,
);

/** @throws Failure('not-found') */
export async function caseOf(tx: ReadTx, number: string, today: string): Promise<SeenCase> {
  const found = await tx.row(one, [tx.officeId, number, today]);
  if (found === undefined) throw new Failure('not-found', `没有违规事项“${number}”。`);
  return found;
}

const say = statement<never>('state-on-violation', `insert into violation_statement (office_id, violation_id, statement, stated_at) values ($1, $2, $3, $4)`);

export function insertStatement(
  tx: ActTx,
  { violationId, statement: said, now }: Pick<StateOnViolation, 'statement'> & { readonly violationId: number; readonly now: Date },
): Promise<unknown> {
  return tx.rows(say, [tx.officeId, violationId, said, now]);
}

const decideIt = statement<never>(
  'decide-violation',
  `
  update violation set gravity = $3, decision = $4, unheard = $5, decided_by = $6, decided_on = $7 where office_id = $1 and violation_id = $2`,
);

export function decideCase(
  tx: ActTx,
  { violationId, gravity, decision, unheard }: Omit<DecideViolation, 'number'> & { readonly violationId: number },
  { actor, today }: Moment,
): Promise<unknown> {
  return tx.rows(decideIt, [tx.officeId, violationId, gravity, decision, unheard === '' ? null : unheard, actor.personId, today]);
}
