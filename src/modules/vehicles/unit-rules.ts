import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { holds } from '../../platform/act/actor.ts';
import { Failure } from '../../platform/act/failure.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import { requireFiles } from '../../platform/matters/content.ts';
import { notifyPosts } from '../../platform/notices/notify.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { HandInUnitRules } from './contract.ts';
import { GENERAL_OFFICE } from './posts.ts';

export const UNIT_DUTY = '局属单位用车办法';
const UNIT_HEAD = '股室负责人';

export interface Unit {
  readonly departmentId: number;
  readonly name: string;
  readonly headId: number | null;
}

const units = statement<Unit>(
  'subordinate-units',
  `
  select d.department_id as "departmentId", d.name, (select h.person_id from post_holding h where h.office_id = d.office_id and h.department_id = d.department_id and h.post = $3 and h.period @> $2::date limit 1) as "headId"
  from department d where d.office_id = $1 and d.kind = '局属单位' and d.from_day <= $2::date and (d.until_day is null or d.until_day > $2::date) order by d.department_id`,
);
const insert = statement<{ id: number }>(
  'insert-unit-vehicle-rules',
  `
  insert into unit_vehicle_rules (office_id, department_id, version, body, made_on, file, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, decode($6, 'hex'), $7, $8) returning handed_in_id as id`,
);

/** The subordinate units of the day, each with its head. */
export function unitsOf(tx: ReadTx, on: CivilDate): Promise<readonly Unit[]> {
  return tx.rows(units, [tx.officeId, on, UNIT_HEAD]);
}

/** One duty for each unit and version of the regulation: a new version asks again (VEH-09). */
export function unitSubject(departmentId: number, version: string) {
  return { kind: 'unit-vehicle-rules', id: `${departmentId}@${version}` };
}

/** 报送局属单位用车办法 (VEH-09): by the unit's head, with the file. */
export function handInUnitRulesVerb(
  rules: RulesInForce,
): Verb<HandInUnitRules, Unit, HandInUnitRules & { readonly unit: Unit; readonly version: string }, { readonly handedInId: number }> {
  return {
    name: 'hand-in-unit-rules',
    title: '报送局属单位用车办法',
    who: `局属单位负责人、${GENERAL_OFFICE}`,
    read: async (tx, { departmentId, file }, { today }) => {
      const [all] = await Promise.all([unitsOf(tx, today), requireFiles(tx, [{ evidence: '用车办法', digest: file, name: '用车办法' }])]);
      const unit = all.find((one) => one.departmentId === departmentId);
      if (unit === undefined) throw new Failure('not-found', '所选股室不是局属单位。');
      return unit;
    },
    decide: (unit, input, { actor, today }) => {
      if (unit.headId !== actor.personId && !holds(actor, GENERAL_OFFICE)) return no('not-head', `${unit.name}的用车办法由其负责人报送。`);
      if (input.madeOn > today) return no('future', '制定日期不能晚于今天。');
      const duty = rules.duty({ officeId: actor.officeId, duty: UNIT_DUTY, on: today });
      return duty === undefined
        ? no('no-such-clause', '本单位现行制度没有要求报送局属单位用车办法。')
        : { yes: { ...input, unit, version: duty.clause.ref.version } };
    },
    write: async (tx, { unit, version, body, madeOn, file }, { actor, now, today }) => {
      const made = await tx.row(insert, [tx.officeId, unit.departmentId, version, body, madeOn, file, actor.personId, now]);
      if (made === undefined) throw new Error('the rules were not inserted');
      const { kind, id } = unitSubject(unit.departmentId, version);
      const subject = { kind: 'unit-vehicle-rules', id: made.id };
      const sent = [
        endObligation(tx, { duty: UNIT_DUTY, occasion: `${kind}/${id}`, state: 'discharged', by: actor.personId, with: { file }, now }),
        notifyPosts(tx, { posts: [GENERAL_OFFICE], on: today, sentence: `${unit.name}已报送公车管理办法。`, subject, now }),
      ];
      return { result: { handedInId: made.id }, entry: { subject, detail: { unit: unit.name, version, body, madeOn, file } }, sent };
    },
  };
}
