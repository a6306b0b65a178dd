import { holds } from '../../platform/act/actor.ts';
import { Failure } from '../../platform/act/failure.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import { requirePeople } from '../../platform/matters/content.ts';
import { openDuty } from '../../platform/obligations/open-duty.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { Duty } from '../../rules/pack/pack.ts';
import type { RecordInspection } from './contract-oversight.ts';

const LEADER = '纪检领导';
const MEMBER = '财务股';
const DUTY = '局属单位财务检查';
const RECTIFY = '财务检查整改';

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
  insert into inspection (office_id, unit_id, inspected_on, leader_id, members, scope, findings, counts, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning inspection_id as id`,
);
const insertItem = statement<{ id: number }>(
  'insert-rectification',
  `
  insert into rectification (office_id, inspection_id, finding, measure, owner_id, due_on) values ($1, $2, $3, $4, $5, $6) returning rectification_id as id`,
);

interface Plan extends RecordInspection {
  readonly counts: boolean;
  readonly complete: boolean;
  /** What putting right is as a duty; undefined only where nothing is to be put right. */
  readonly duty: Duty | undefined;
}

/** 局属单位财务检查 (FIN-07a): counts only when led by the 纪检领导 with somebody of 财务股; the duty ends when every unit has one. What is to be put right is owed by a person until a day. */
export function recordInspectionVerb(rules: RulesInForce): Verb<RecordInspection, Seen, Plan, { readonly inspectionId: number; readonly counts: boolean }> {
  return {
    name: 'record-inspection',
    title: '登记局属单位财务检查',
    who: `${LEADER}、${MEMBER}`,
    read: async (tx, { unitId, leaderId, members, on, rectifications }, { today }) => {
      const [found] = await Promise.all([
        tx.row(seen, [tx.officeId, unitId, leaderId, members, on]),
        requirePeople(tx, [leaderId, ...members, ...rectifications.map((one) => one.ownerId)], today),
      ]);
      if (found === undefined) throw new Failure('not-found', '没有这个单位。');
      return found;
    },
    decide: ({ subordinate, led, joined, othersLeft }, input, { actor, today }) => {
      if (!holds(actor, LEADER) && !holds(actor, MEMBER)) return no('not-inspector', `检查由${LEADER}或${MEMBER}登记。`);
      if (!subordinate) return no('not-subordinate', '被检查的不是局属单位。');
      if (input.on > today) return no('future', '检查日期不能晚于今天。');
      const early = input.rectifications.find((one) => one.dueOn < input.on);
      if (early !== undefined) return no('dates', `“${early.finding}”的整改期限早于检查日期${input.on}。`);
      const duty = rules.duty({ officeId: actor.officeId, duty: RECTIFY, on: input.on });
      if (input.rectifications.length > 0 && duty === undefined) return no('no-such-clause', '本单位现行制度没有财务检查整改的规定。');
      const counts = led && joined;
      return { yes: { ...input, counts, complete: counts && othersLeft === 0, duty } };
    },
    write: async (tx, { duty, complete, ...plan }, { actor, now, today }) => {
      const { unitId, on, leaderId, members, scope, findings, rectifications, counts } = plan;
      const made = await tx.row(insert, [tx.officeId, unitId, on, leaderId, JSON.stringify(members), scope, findings, counts, actor.personId, now]);
      if (made === undefined) throw new Error('the inspection was not inserted');
      for (const { finding, measure, ownerId, dueOn } of rectifications) {
        const item = await tx.row(insertItem, [tx.officeId, made.id, finding, measure, ownerId, dueOn]);
        if (item !== undefined && duty !== undefined)
          await openDuty(tx, {
            duty,
            event: dueOn,
            today,
            subject: { kind: 'rectification', id: item.id },
            handlerId: ownerId,
            about: `财务检查发现“${finding}”，要求${measure}`,
          });
      }
      const sent = complete
        ? [endObligation(tx, { duty: DUTY, occasion: `${on.slice(0, 4)}-01-01`, state: 'discharged', by: actor.personId, with: { inspection: made.id }, now })]
        : [];
      return { result: { inspectionId: made.id, counts }, entry: { subject: { kind: 'inspection', id: made.id }, detail: { ...plan, complete } }, sent };
    },
  };
}
