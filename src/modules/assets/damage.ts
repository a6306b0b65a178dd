import { yuanInWords, fen } from '../../rules/money.ts';
import type { Duty } from '../../rules/pack/pack.ts';
import { holds } from '../../platform/act/actor.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { notify, notifyPosts } from '../../platform/notices/notify.ts';
import { openDuty } from '../../platform/obligations/open-duty.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { DecideDamage, ReportDamage, SettleDamage, StateOnDamage } from './contract.ts';
import { assetOnDay, damageOf, decideDamage, insertDamage, insertStatement, settleDamage, type Damaged, type SeenDamage } from './damage-store.ts';
import { LEDGER_KEEPER } from './ledger-handover.ts';

const DECIDER = '财务股';
const DUTY = '资产赔偿';

/** 登记资产损坏丢失 (FIN-05c): whoever answered for the asset that day is told, and may say what he has to say before anything is decided. */
export const reportDamageVerb: Verb<
  ReportDamage,
  Damaged,
  ReportDamage & { readonly assetId: number; readonly name: string; readonly responsibleId: number },
  { readonly damageId: number }
> = {
  name: 'report-damage',
  title: '登记资产损坏丢失',
  who: `${DECIDER}、${LEDGER_KEEPER}`,
  read: (tx, { number, happenedOn }) => assetOnDay(tx, number, happenedOn),
  decide: ({ assetId, number, name, acquiredOn, responsibleId }, input, { actor, today }) => {
    if (!holds(actor, DECIDER) && !holds(actor, LEDGER_KEEPER)) return no('not-reporter', `资产损坏丢失由${DECIDER}或${LEDGER_KEEPER}登记。`);
    if (input.happenedOn > today) return no('future', '发生日期不能晚于今天。');
    if (responsibleId === null) return no('dates', `${number}${name}于${acquiredOn}取得，发生日期不能早于这一天。`);
    return { yes: { ...input, assetId, name, responsibleId } };
  },
  write: async (tx, { name, ...plan }, { actor, now }) => {
    const damageId = await insertDamage(tx, plan, { personId: actor.personId, now });
    const subject = { kind: 'asset-damage', id: damageId };
    const sent = [
      notify(tx, {
        personIds: [plan.responsibleId],
        sentence: `${plan.number}${name}于${plan.happenedOn}损坏或者丢失，由您负责使用或者保管，请陈述情况（处理编号${damageId}）。`,
        subject,
        now,
      }),
    ];
    return { result: { damageId }, entry: { subject, detail: plan }, sent };
  },
};

/** 责任人陈述 (FIN-05c): by the person himself, as often as he likes until it is settled. */
export const stateOnDamageVerb: Verb<StateOnDamage, SeenDamage, StateOnDamage & { readonly seen: SeenDamage }, { readonly damageId: number }> = {
  name: 'state-on-damage',
  title: '陈述资产损坏丢失情况',
  who: '责任人',
  read: (tx, { damageId }) => damageOf(tx, damageId),
  decide: (seen, input, { actor }) => {
    if (seen.responsibleId !== actor.personId) return no('not-responsible', '只有责任人本人可以陈述。');
    return seen.settled ? no('settled-already', '这项赔偿已经了结。') : { yes: { ...input, seen } };
  },
  write: async (tx, { seen, damageId, statement }, { now, today }) => {
    const subject = { kind: 'asset-damage', id: damageId };
    const sent = [
      insertStatement(tx, { damageId, statement }, now),
      notifyPosts(tx, { posts: [DECIDER], on: today, sentence: `${seen.name}损坏丢失的责任人作了陈述（处理编号${damageId}）。`, subject, now }),
    ];
    return { result: { damageId }, entry: { subject, detail: { statement } }, sent };
  },
};

interface Plan {
  readonly input: DecideDamage;
  readonly seen: SeenDamage;
  readonly duty: Duty | undefined;
}

/** 损坏丢失处理 (FIN-05c): through a person's fault the responsible user or keeper pays; otherwise it is written off. Not before he was heard, or it says why he was not. */
export function decideDamageVerb(rules: RulesInForce): Verb<DecideDamage, SeenDamage, Plan, { readonly damageId: number; readonly dueOn: string | null }> {
  return {
    name: 'decide-damage',
    title: '损坏丢失处理',
    who: DECIDER,
    read: (tx, { damageId }) => damageOf(tx, damageId),
    decide: (seen, input, { actor, today }) => {
      const { cause, amount, decidedOn, payBy, unheard } = input;
      if (!holds(actor, DECIDER)) return no('not-decider', `损坏丢失的处理由${DECIDER}登记。`);
      if (seen.decided) return no('decided-already', '这项损坏丢失已经处理。');
      if (seen.responsibleId === actor.personId) return no('own-business', '本人负责的资产由他人登记处理决定。');
      if (decidedOn > today || seen.happenedOn > decidedOn) return no('dates', '发生日期、决定日期应依次不晚于今天。');
      if (payBy !== null && payBy < decidedOn) return no('dates', '缴纳期限不能早于决定日期。');
      if (cause === '非人为' && amount > 0) return no('no-fault', '不是人为造成的，不由个人赔偿。', ['赔偿金额填零', '需要核销的按资产处置办理']);
      if (!seen.heard && unheard === '') return no('unheard', '责任人还没有陈述。', ['请责任人陈述情况', '写明责任人没有陈述的原因']);
      const duty = rules.duty({ officeId: actor.officeId, duty: DUTY, on: seen.happenedOn });
      if (amount > 0 && duty === undefined) return no('no-such-clause', '本单位现行制度没有资产赔偿的规定。');
      return { yes: { input, seen, duty } };
    },
    write: async (tx, { input, seen, duty }, { actor, now, today }) => {
      const { damageId, amount, decidedOn, payBy, decision } = input;
      const subject = { kind: 'asset-damage', id: damageId };
      const sent = [decideDamage(tx, input, { personId: actor.personId, now })];
      const about = `${seen.name}赔偿${yuanInWords(fen(amount))}`;
      let dueOn: string | null = null;
      if (amount > 0 && duty !== undefined)
        dueOn = await openDuty(tx, {
          duty: payBy === null ? duty : untilThen(duty),
          event: payBy ?? decidedOn,
          today,
          subject,
          handlerId: seen.responsibleId,
          about,
        });
      sent.push(
        notify(tx, {
          personIds: [seen.responsibleId],
          sentence: dueOn === null ? `${seen.name}损坏丢失处理决定：${decision}` : `${about}，${dueOn}前缴纳。${decision}`,
          subject,
          now,
        }),
      );
      return { result: { damageId, dueOn }, entry: { subject, detail: { ...input, responsibleId: seen.responsibleId, dueOn } }, sent };
    },
  };
}

/** The duty with the day the decision itself has fixed. */
function untilThen(duty: Duty): Duty {
  return duty.period?.kind === 'triggered' ? { ...duty, period: { ...duty.period, within: { unit: 'day', count: 0 } } } : duty;
}

/** 收到赔偿: the receipt ends the duty. */
export const settleDamageVerb: Verb<SettleDamage, SeenDamage, SettleDamage, { readonly damageId: number }> = {
  name: 'settle-damage',
  title: '登记赔偿收据',
  who: DECIDER,
  read: (tx, { damageId }) => damageOf(tx, damageId),
  decide: ({ settled, amount }, input, { actor }) => {
    if (!holds(actor, DECIDER)) return no('not-decider', `赔偿收据由${DECIDER}登记。`);
    if (amount === null || amount === 0) return no('nothing-owed', '这项处理没有须缴纳的赔偿。');
    return settled ? no('settled-already', '这项赔偿已经了结。') : { yes: input };
  },
  write: async (tx, { damageId, receipt }, { actor, now }) => {
    const subject = { kind: 'asset-damage', id: damageId };
    const sent = [
      settleDamage(tx, { damageId, receipt, now }),
      endObligation(tx, { duty: DUTY, occasion: `asset-damage/${damageId}`, state: 'discharged', by: actor.personId, with: { receipt }, now }),
    ];
    return { result: { damageId }, entry: { subject, detail: { receipt } }, sent };
  },
};
