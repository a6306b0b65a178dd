import { holds } from '../../platform/act/actor.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { notify } from '../../platform/notices/notify.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { DecideViolation, OpenViolation, StateOnViolation } from './contract-oversight.ts';
import { caseOf, decideCase, DISCIPLINE, groundOf, HEAD, insertStatement, openCase, type SeenCase, type SeenGround } from './violation-store.ts';

/** 违规事项立案 (FIN-08): by the 纪检领导 or the 局长; a case against the 纪检领导 by the 局长 alone. */
export function openViolationVerb(rules: RulesInForce): Verb<OpenViolation, SeenGround, OpenViolation, { readonly number: string }> {
  return {
    name: 'open-violation',
    title: '违规事项立案',
    who: `${DISCIPLINE}、${HEAD}`,
    read: (tx, input, { today }) => groundOf(tx, input, today),
    decide: ({ against, known, opened }, input, { actor, today }) => {
      if (!holds(actor, HEAD) && (against || !holds(actor, DISCIPLINE)))
        return no('not-discipline', against ? `${DISCIPLINE}本人的违规事项由${HEAD}办理。` : `违规事项由${DISCIPLINE}或${HEAD}立案。`);
      if (input.personId === actor.personId) return no('own-business', '不能办理本人的违规事项。');
      if (rules.bookOf(actor.officeId)?.clause(input.clause, today) === undefined)
        return no('no-such-clause', `本单位现行制度没有条款“${input.clause}”。`, ['填写制度页上所列的条款编号']);
      if (!known) return no('no-such-ground', `没有来源“${input.ground}”。`, ['从可立案事项台账查来源编号', '审计等发现的不填来源编号']);
      return opened === null ? { yes: input } : no('opened-already', `就${input.ground}对这个人已经立案，编号${opened}。`);
    },
    write: async (tx, input, moment) => {
      const { violationId, number } = await openCase(tx, input, moment);
      return { result: { number }, entry: { subject: { kind: 'violation', id: violationId }, detail: { ...input, number } } };
    },
  };
}

/** 陈述意见 (FIN-08): by the person himself, until it is decided. */
export const stateOnViolationVerb: Verb<StateOnViolation, SeenCase, StateOnViolation & { readonly seen: SeenCase }, { readonly number: string }> = {
  name: 'state-on-violation',
  title: '就违规事项陈述意见',
  who: '当事人',
  read: (tx, { number }, { today }) => caseOf(tx, number, today),
  decide: (seen, input, { actor }) => {
    if (seen.personId !== actor.personId) return no('not-concerned', '只有当事人本人可以陈述意见。');
    return seen.decided ? no('decided-already', '这件事项已经处理。') : { yes: { ...input, seen } };
  },
  write: async (tx, { seen: { violationId, openedBy }, number, statement }, { now }) => {
    const subject = { kind: 'violation', id: violationId };
    const sent = [
      insertStatement(tx, { violationId, statement, now }),
      notify(tx, { personIds: [openedBy], sentence: `${number}：当事人已陈述意见。`, subject, now }),
    ];
    return { result: { number }, entry: { subject, detail: { number, statement } }, sent };
  },
};

/** 违规事项处理 (FIN-08): closed by a decision only, with whoever decided named, and the person heard or why he was not. */
export const decideViolationVerb: Verb<DecideViolation, SeenCase, DecideViolation & { readonly seen: SeenCase }, { readonly number: string }> = {
  name: 'decide-violation',
  title: '违规事项处理',
  who: `${DISCIPLINE}、${HEAD}`,
  read: (tx, { number }, { today }) => caseOf(tx, number, today),
  decide: (seen, input, { actor }) => {
    if (!holds(actor, HEAD) && (seen.against || !holds(actor, DISCIPLINE)))
      return no('not-discipline', `违规事项由${DISCIPLINE}或${HEAD}处理，${DISCIPLINE}本人的由${HEAD}处理。`);
    if (seen.personId === actor.personId) return no('own-business', '不能办理本人的违规事项。');
    if (seen.decided) return no('decided-already', '这件事项已经处理。');
    const gravity = input.gravity ?? seen.gravity;
    if (gravity === null) return no('no-gravity', '立案时没有定情节，处理时须写明。', ['选择情节']);
    if (!seen.heard && input.unheard === '') return no('unheard', '当事人还没有陈述意见。', ['请当事人陈述意见', '写明当事人没有陈述的原因']);
    return { yes: { ...input, gravity, seen } };
  },
  write: async (tx, { seen: { violationId, personId }, ...decided }, moment) => {
    const { number, decision } = decided;
    const subject = { kind: 'violation', id: violationId };
    const sent = [
      decideCase(tx, { ...decided, violationId }, moment),
      notify(tx, { personIds: [personId], sentence: `${number}处理决定：${decision}`, subject, now: moment.now }),
    ];
    return { result: { number }, entry: { subject, detail: decided }, sent };
  },
};
