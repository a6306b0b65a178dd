import { holds } from '../../platform/act/actor.ts';
import { Failure } from '../../platform/act/failure.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import { notify } from '../../platform/notices/notify.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { takeNumber } from '../../platform/registers/series.ts';
import type { DecideViolation, OpenViolation } from './contract-oversight.ts';

const DISCIPLINE = '纪检领导';
const HEAD = '局长';

const isDiscipline = statement<{ held: boolean }>(
  'holds-discipline',
  `
  select exists (select from post_holding where office_id = $1 and post = '${DISCIPLINE}' and person_id = $2 and period @> $3::date) as held`,
);
const insert = statement<{ id: number }>(
  'insert-violation',
  `
  insert into violation (office_id, number, clause, facts, person_id, gravity, opened_by, opened_at) values ($1, $2, $3, $4, $5, $6, $7, $8) returning violation_id as id`,
);

/** 违规事项立案 (FIN-08): by the 纪检领导 or the 局长; a case against the 纪检领导 by the 局长 alone. */
export function openViolationVerb(rules: RulesInForce): Verb<OpenViolation, { readonly against: boolean }, OpenViolation, { readonly number: string }> {
  return {
    name: 'open-violation',
    title: '违规事项立案',
    who: `${DISCIPLINE}、${HEAD}`,
    read: async (tx, { personId }, { today }) => ({ against: (await tx.row(isDiscipline, [tx.officeId, personId, today]))?.held === true }),
    decide: ({ against }, input, { actor, today }) => {
      if (!holds(actor, HEAD) && (against || !holds(actor, DISCIPLINE)))
        return no('not-discipline', against ? `${DISCIPLINE}本人的违规事项由${HEAD}办理。` : `违规事项由${DISCIPLINE}或${HEAD}立案。`);
      if (input.personId === actor.personId) return no('own-business', '不能办理本人的违规事项。');
      if (rules.bookOf(actor.officeId)?.clause(input.clause, today) === undefined)
        return no('no-such-clause', `本单位现行制度没有条款“${input.clause}”。`, ['填写制度页上所列的条款编号']);
      return { yes: input };
    },
    write: async (tx, { clause, facts, personId, gravity }, { actor, now, today }) => {
      const number = await takeNumber(tx, { series: '违', year: Number(today.slice(0, 4)), subject: { kind: 'violation', id: `${clause}/${personId}` }, now });
      const made = await tx.row(insert, [tx.officeId, number, clause, facts, personId, gravity, actor.personId, now]);
      if (made === undefined) throw new Error('the violation was not inserted');
      const subject = { kind: 'violation', id: made.id };
      const sent = [notify(tx, { personIds: [personId], sentence: `${number}：就${clause}对您立案，您可以陈述意见。`, subject, now })];
      return { result: { number }, entry: { subject, detail: { number, clause, personId, gravity, facts } }, sent };
    },
  };
}

interface SeenCase {
  readonly violationId: number;
  readonly personId: number;
  readonly decided: boolean;
  readonly against: boolean;
}

const one = statement<SeenCase>(
  'violation-to-decide',
  `
  select v.violation_id as "violationId", v.person_id as "personId", v.decision is not null as decided,
    exists (select from post_holding h where h.office_id = v.office_id and h.post = '${DISCIPLINE}' and h.person_id = v.person_id and h.period @> $3::date) as against
  from violation v where v.office_id = $1 and v.number = $2 for update of v`,
);
const decideIt = statement<never>(
  'decide-violation',
  `
  update violation set statement = $3, decision = $4, decided_by = $5, decided_on = $6 where office_id = $1 and violation_id = $2`,
);

/** 违规事项处理 (FIN-08): closed by a decision only, with whoever decided named. */
export const decideViolationVerb: Verb<DecideViolation, SeenCase, DecideViolation & { readonly seen: SeenCase }, { readonly number: string }> = {
  name: 'decide-violation',
  title: '违规事项处理',
  who: `${DISCIPLINE}、${HEAD}`,
  read: async (tx, { number }, { today }) => {
    const found = await tx.row(one, [tx.officeId, number, today]);
    if (found === undefined) throw new Failure('not-found', `没有违规事项“${number}”。`);
    return found;
  },
  decide: (seen, input, { actor }) => {
    if (!holds(actor, HEAD) && (seen.against || !holds(actor, DISCIPLINE)))
      return no('not-discipline', `违规事项由${DISCIPLINE}或${HEAD}处理，${DISCIPLINE}本人的由${HEAD}处理。`);
    if (seen.personId === actor.personId) return no('own-business', '不能办理本人的违规事项。');
    return seen.decided ? no('decided-already', '这件事项已经处理。') : { yes: { ...input, seen } };
  },
  write: async (tx, { seen, number, statement: said, decision }, { actor, now, today }) => {
    const subject = { kind: 'violation', id: seen.violationId };
    const sent = [
      tx.rows(decideIt, [tx.officeId, seen.violationId, said, decision, actor.personId, today]),
      notify(tx, { personIds: [seen.personId], sentence: `${number}处理决定：${decision}`, subject, now }),
    ];
    return { result: { number }, entry: { subject, detail: { number, decision, statement: said } }, sent };
  },
};
