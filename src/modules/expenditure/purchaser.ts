import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { holds } from '../../platform/act/actor.ts';
import { Failure } from '../../platform/act/failure.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import type { DesignatePurchaser, EndDesignation } from './contract-claim.ts';

const name = statement<{ name: string; designated: boolean }>(
  'purchaser-to-designate',
  `
  select p.name, exists (select from purchaser x where x.office_id = p.office_id and x.person_id = p.person_id and daterange(x.from_day, x.until_day) && daterange($3::date, $4::date)) as designated
  from person p where p.office_id = $1 and p.person_id = $2 and (p.left_on is null or p.left_on > $3::date)`,
);
const insert = statement<{ id: number }>(
  'designate-purchaser',
  `
  insert into purchaser (office_id, person_id, designated_by, from_day, until_day, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7) returning designation_id as id`,
);

/** 指定采购人员 (FIN-02d): by 办公室 or 财务股, dated. */
export const designatePurchaserVerb: Verb<
  DesignatePurchaser,
  { readonly name: string; readonly designated: boolean },
  DesignatePurchaser & { readonly name: string },
  { readonly designationId: number }
> = {
  name: 'designate-purchaser',
  title: '指定采购人员',
  who: '办公室、财务股',
  read: async (tx, { personId, from, until }) => {
    const found = await tx.row(name, [tx.officeId, personId, from, until]);
    if (found === undefined) throw new Failure('not-found', '没有这个人，或者他那一天不在本单位。');
    return found;
  },
  decide: (seen, input, { actor }) => {
    if (!holds(actor, input.designatedBy)) return no('not-designator', `以${input.designatedBy}名义指定，须由${input.designatedBy}人员登记。`);
    if (seen.designated) return no('designated-already', `${seen.name}这段时间已是指定采购人员。`);
    if (input.until !== null && input.until <= input.from) return no('dates', '止日应晚于起日。');
    return { yes: { ...input, name: seen.name } };
  },
  write: async (tx, { personId, designatedBy, from, until, name: who }, { actor, now }) => {
    const made = await tx.row(insert, [tx.officeId, personId, designatedBy, from, until, actor.personId, now]);
    if (made === undefined) throw new Error('the designation was not inserted');
    return { result: { designationId: made.id }, entry: { subject: { kind: 'person', id: personId }, detail: { name: who, designatedBy, from, until } } };
  },
};

const designation = statement<{ designatedBy: string; personId: number; from: CivilDate }>(
  'designation-to-end',
  `
  select designated_by as "designatedBy", person_id as "personId", from_day::text as from from purchaser where office_id = $1 and designation_id = $2 for update`,
);
const end = statement<never>('end-designation', `update purchaser set until_day = $3 where office_id = $1 and designation_id = $2`);

/** 结束指定. */
export const endDesignationVerb: Verb<
  EndDesignation,
  { readonly designatedBy: string; readonly personId: number; readonly from: CivilDate },
  EndDesignation & { readonly personId: number },
  { readonly designationId: number }
> = {
  name: 'end-designation',
  title: '结束采购指定',
  who: '办公室、财务股',
  read: async (tx, { designationId }) => {
    const found = await tx.row(designation, [tx.officeId, designationId]);
    if (found === undefined) throw new Failure('not-found', '没有这条指定记录。');
    return found;
  },
  decide: (seen, input, { actor }) => {
    if (!holds(actor, seen.designatedBy)) return no('not-designator', `由原指定的${seen.designatedBy}结束。`);
    if (input.until <= seen.from) return no('dates', `止日应晚于起日${seen.from}。`);
    return { yes: { ...input, personId: seen.personId } };
  },
  write: async (tx, { designationId, until, personId }) => {
    const sent = [tx.rows(end, [tx.officeId, designationId, until])];
    return { result: { designationId }, entry: { subject: { kind: 'person', id: personId }, detail: { until } }, sent };
  },
};
