import { fen, yuanInWords } from '../../rules/money.ts';
import type { Duty } from '../../rules/pack/pack.ts';
import { holds } from '../../platform/act/actor.ts';
import { Failure } from '../../platform/act/failure.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import { notify, notifyPosts } from '../../platform/notices/notify.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import { openDuty } from '../../platform/obligations/open-duty.ts';
import { takeNumber } from '../../platform/registers/series.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { DecideVehicleCase, ReportVehicleCase, SetSafetyBonus, SettleVehicleCase } from './contract.ts';
import { onlyOffice } from './papers.ts';
import { nameOf } from './person-name.ts';
import { FINANCE, GENERAL_OFFICE, HEAD, WATCHERS } from './posts.ts';

const RECOVERY_DUTY = '车损赔偿';

interface Reported extends ReportVehicleCase {
  readonly who: string;
  readonly proposed: number;
}

const insert = statement<{ id: number }>(
  'insert-vehicle-case',
  `
  insert into vehicle_case (office_id, number, sort, happened_on, plate, person_id, person_name, passengers, rule_broken, facts, statement, loss, insurance, insurer, proposed, reported_by, reported_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) returning case_id as id`,
);

/** 登记车辆违规事故 (VEH-03d, VEH-08c, VEH-10): the rules propose what the person bears; the head decides. */
export function reportCaseVerb(
  rules: RulesInForce,
): Verb<ReportVehicleCase, { readonly name: string | null }, Reported, { readonly number: string; readonly proposed: number }> {
  return {
    name: 'report-vehicle-case',
    title: '登记车辆违规事故',
    who: WATCHERS.join('、'),
    read: async (tx, { personId }) => ({ name: personId === null ? null : await nameOf(tx, personId) }),
    decide: ({ name }, input, { actor, today }) => {
      if (!WATCHERS.some((post) => holds(actor, post))) return no('not-reporter', `车辆违规事故由${WATCHERS.join('或')}登记。`);
      if (input.happenedOn > today) return no('future', '发生日期不能晚于今天。');
      if (input.insurance > input.loss) return no('insurance', '保险赔付不能多于损失金额。');
      const who = name ?? input.personName;
      if (who === '') return no('nobody', '须写明责任人。');
      const { values } = rules.decide({
        officeId: actor.officeId,
        question: '车损责任',
        facts: { loss: input.loss, insurancePaid: input.insurance },
        on: input.happenedOn,
      });
      return { yes: { ...input, who, proposed: Number(values['proposedShare']) } };
    },
    write: async (tx, { who, proposed, ...c }, { actor, now, today }) => {
      const number = await takeNumber(tx, {
        series: '车案',
        year: Number(today.slice(0, 4)),
        subject: { kind: 'vehicle-case', id: `${c.plate}/${now.toISOString()}` },
        now,
      });
      const made = await tx.row(insert, [
        tx.officeId,
        number,
        c.sort,
        c.happenedOn,
        c.plate,
        c.personId,
        who,
        c.passengers,
        c.ruleBroken,
        c.facts,
        c.statement,
        c.loss,
        c.insurance,
        c.insurer,
        proposed,
        actor.personId,
        now,
      ]);
      if (made === undefined) throw new Error('the case was not inserted');
      const subject = { kind: 'vehicle-case', id: made.id };
      const sentence = `${number}：${c.happenedOn}${c.plate}${c.sort}，责任人${who}，损失${yuanInWords(fen(c.loss))}，建议个人承担${yuanInWords(fen(proposed))}`;
      const sent = [
        notifyPosts(tx, { posts: [HEAD], on: today, sentence: `${sentence}，请决定。`, subject, now }),
        notify(tx, { personIds: c.personId === null ? [] : [c.personId], sentence: `${sentence}。`, subject, now }),
      ];
      return { result: { number, proposed }, entry: { subject, detail: { ...c, who, number, proposed } }, sent };
    },
  };
}

interface SeenCase {
  readonly caseId: number;
  readonly personId: number | null;
  readonly loss: number;
  readonly proposed: number;
  readonly share: number | null;
  readonly decided: boolean;
  readonly settled: boolean;
  readonly happenedOn: string;
}

const one = statement<SeenCase>(
  'vehicle-case-by-number',
  `
  select case_id as "caseId", person_id as "personId", loss, proposed, share, decided_at is not null as decided, settled_at is not null as settled, happened_on::text as "happenedOn"
  from vehicle_case where office_id = $1 and number = $2 for update`,
);
const decideIt = statement<never>(
  'decide-vehicle-case',
  `
  update vehicle_case set responsible = $3, share = $4, decision = $5, decided_by = $6, decided_at = $7 where office_id = $1 and case_id = $2`,
);
const settleIt = statement<never>('settle-vehicle-case', `update vehicle_case set receipt = $3, settled_at = $4 where office_id = $1 and case_id = $2`);

interface Decided extends DecideVehicleCase {
  readonly seen: SeenCase;
  readonly duty: Duty | undefined;
}

/** 决定车辆违规事故 (VEH-08c, VEH-10): responsible or not, and what he bears; less than proposed only with a reason. */
export function decideCaseVerb(rules: RulesInForce): Verb<DecideVehicleCase, SeenCase, Decided, { readonly share: number; readonly dueOn: string | null }> {
  return {
    name: 'decide-vehicle-case',
    title: '决定车辆违规事故',
    who: HEAD,
    read: async (tx, { number }) => {
      const found = await tx.row(one, [tx.officeId, number]);
      if (found === undefined) throw new Failure('not-found', `没有车辆案件“${number}”。`);
      return found;
    },
    decide: (seen, input, { actor, today }) => {
      if (!holds(actor, HEAD)) return no('not-head', `车辆违规事故由${HEAD}决定。`);
      if (seen.personId === actor.personId) return no('own-business', '不能决定本人的责任。');
      if (seen.decided) return no('decided-already', '这件案件已经决定。');
      if (input.share > seen.loss) return no('too-much', `损失为${yuanInWords(fen(seen.loss))}，个人承担不能多于此数。`);
      if (!input.responsible && input.share > 0) return no('not-responsible', '认定无责的，个人不承担损失。');
      const { officeId } = actor;
      const facts = { belowProposal: input.responsible && input.share < seen.proposed, reductionReason: input.reason !== '' };
      const { refusals } = rules.decide({ officeId, question: '车损决定', facts, on: today });
      const [first] = refusals;
      return first === undefined ? { yes: { ...input, seen, duty: rules.duty({ officeId, duty: RECOVERY_DUTY, on: today }) } } : { no: first, all: refusals };
    },
    write: async (tx, { seen, duty, number, responsible, share, reason, decision }, { actor, now, today }) => {
      const { caseId, personId } = seen;
      const subject = { kind: 'vehicle-case', id: caseId };
      const words = reason === '' ? decision : `${decision}（减免理由：${reason}）`;
      const opens = duty !== undefined && share > 0 && personId !== null;
      const dueOn = opens
        ? await openDuty(tx, { duty, event: today, today, subject, handlerId: personId, about: `${number}由您承担${yuanInWords(fen(share))}` })
        : null;
      const sent = [
        tx.rows(decideIt, [tx.officeId, caseId, responsible, share, words, actor.personId, now]),
        notify(tx, {
          personIds: personId === null ? [] : [personId],
          sentence: `${number}处理决定：${responsible ? `由您承担${yuanInWords(fen(share))}` : '认定无责'}。${words}`,
          subject,
          now,
        }),
      ];
      return { result: { share, dueOn }, entry: { subject, detail: { number, responsible, share, decision: words, dueOn } }, sent };
    },
  };
}

/** 登记车损赔偿收据 (VEH-10). */
export const settleCaseVerb: Verb<SettleVehicleCase, SeenCase, SettleVehicleCase & { readonly seen: SeenCase }, { readonly number: string }> = {
  name: 'settle-vehicle-case',
  title: '登记车损赔偿收据',
  who: FINANCE,
  read: async (tx, { number }) => {
    const found = await tx.row(one, [tx.officeId, number]);
    if (found === undefined) throw new Failure('not-found', `没有车辆案件“${number}”。`);
    return found;
  },
  decide: (seen, input, { actor }) => {
    if (!holds(actor, FINANCE)) return no('not-finance', `赔偿收据由${FINANCE}登记。`);
    if (seen.personId === actor.personId) return no('own-business', '本人的赔偿由他人登记。');
    if (!seen.decided || seen.share === 0) return no('nothing-due', '这件案件没有待收的赔偿。');
    return seen.settled ? no('settled-already', '这件案件的赔偿已经收到。') : { yes: { ...input, seen } };
  },
  write: async (tx, { seen: { caseId }, number, receipt }, { actor, now }) => {
    const sent = [
      tx.rows(settleIt, [tx.officeId, caseId, receipt, now]),
      endObligation(tx, { duty: RECOVERY_DUTY, occasion: `vehicle-case/${caseId}`, state: 'discharged', by: actor.personId, with: { receipt }, now }),
    ];
    return { result: { number }, entry: { subject: { kind: 'vehicle-case', id: caseId }, detail: { number, receipt } }, sent };
  },
};

const insertBonus = statement<{ id: number }>(
  'insert-safety-bonus',
  `
  insert into safety_bonus (office_id, person_id, year, amount, paid, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7) returning bonus_id as id`,
);

/** 登记安全奖金 (VEH-08c): the newest line of a driver and year counts; what is due is reckoned in the report. */
export const setSafetyBonusVerb: Verb<SetSafetyBonus, { readonly name: string }, SetSafetyBonus, { readonly bonusId: number }> = {
  name: 'set-safety-bonus',
  title: '登记安全奖金',
  who: GENERAL_OFFICE,
  read: async (tx, { personId }) => ({ name: await nameOf(tx, personId) }),
  decide: (_seen, input, { actor }) => {
    const against = onlyOffice(actor, '安全奖金');
    if (against !== undefined) return { no: against };
    return input.paid > input.amount ? no('paid', '已发放的不能多于当年安全奖金。') : { yes: input };
  },
  write: async (tx, { personId, year, amount, paid }, { actor, now }) => {
    const made = await tx.row(insertBonus, [tx.officeId, personId, year, amount, paid, actor.personId, now]);
    if (made === undefined) throw new Error('the bonus was not inserted');
    return { result: { bonusId: made.id }, entry: { subject: { kind: 'person', id: personId }, detail: { year, amount, paid } } };
  },
};
