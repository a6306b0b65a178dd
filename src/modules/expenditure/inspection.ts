import { holds } from '../../platform/act/actor.ts';
import { Failure } from '../../platform/act/failure.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { RecordInspection } from './contract-oversight.ts';

const LEADER = '纪检领导';
const MEMBER = '财务股';
const DUTY = '局属单位财务检查';

interface Seen {
  readonly subordinate: boolean;
  readonly led: boolean;
  readonly joined: boolean;
  /** Other subordinate units of the year without a check that counts. */
  readonly othersLeft: number;
}

const seen = statement<Seen>(
  'inspection-seen',
  `
  select exists (select from department where office_id = $1 and department_id = $2 and kind = '局属单位') as subordinate,
    exists (select from post_holding where office_id = $1 and post = '${LEADER}' and person_id = $3 and period @> $5::date) as led,
    exists (select from post_holding where office_id = $1 and post = '${MEMBER}' and person_id = any($4::int[]) and period @> $5::date) as joined,
    (select count(*) from department d where d.office_id = $1 and d.kind = '局属单位' and d.department_id <> $2 and (d.until_day is null or d.until_day > $5::date)
      and not exists (select from inspection i where i.office_id = d.office_id and i.unit_id = d.department_id and i.counts and extract(year from i.inspected_on) = extract(year from $5::date))) as "othersLeft"`,
);
const insert = statement<{ id: number }>(
  'insert-inspection',
  `
  insert into inspection (office_id, unit_id, inspected_on, leader_id, members, scope, findings, rectify, rectify_by, counts, recorded_by, recorded_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning inspection_id as id`,
);

interface Plan extends RecordInspection {
  readonly counts: boolean;
  readonly complete: boolean;
}

/** 局属单位财务检查 (FIN-07a): counts only when led by the 纪检领导 with somebody of 财务股; the duty ends when every unit has one. */
export const recordInspectionVerb: Verb<RecordInspection, Seen, Plan, { readonly inspectionId: number; readonly counts: boolean }> = {
  name: 'record-inspection',
  title: '登记局属单位财务检查',
  who: `${LEADER}、${MEMBER}`,
  read: async (tx, { unitId, leaderId, members, on }) => {
    const found = await tx.row(seen, [tx.officeId, unitId, leaderId, members, on]);
    if (found === undefined) throw new Failure('not-found', '没有这个单位。');
    return found;
  },
  decide: ({ subordinate, led, joined, othersLeft }, input, { actor, today }) => {
    if (!holds(actor, LEADER) && !holds(actor, MEMBER)) return no('not-inspector', `检查由${LEADER}或${MEMBER}登记。`);
    if (!subordinate) return no('not-subordinate', '被检查的不是局属单位。');
    if (input.on > today) return no('future', '检查日期不能晚于今天。');
    const counts = led && joined;
    return { yes: { ...input, counts, complete: counts && othersLeft === 0 } };
  },
  write: async (tx, plan, { actor, now }) => {
    const { unitId, on, leaderId, members, scope, findings, rectify, rectifyBy, counts, complete } = plan;
    const made = await tx.row(insert, [
      tx.officeId,
      unitId,
      on,
      leaderId,
      JSON.stringify(members),
      scope,
      findings,
      rectify,
      rectifyBy,
      counts,
      actor.personId,
      now,
    ]);
    if (made === undefined) throw new Error('the inspection was not inserted');
    const sent = complete
      ? [endObligation(tx, { duty: DUTY, occasion: `${on.slice(0, 4)}-01-01`, state: 'discharged', by: actor.personId, with: { inspection: made.id }, now })]
      : [];
    return { result: { inspectionId: made.id, counts }, entry: { subject: { kind: 'inspection', id: made.id }, detail: { ...plan } }, sent };
  },
};
