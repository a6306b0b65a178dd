import { yuanInWords, fen } from '../../rules/money.ts';
import type { Duty } from '../../rules/pack/pack.ts';
import { holds } from '../../platform/act/actor.ts';
import { Failure } from '../../platform/act/failure.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { notify } from '../../platform/notices/notify.ts';
import { openDuty } from '../../platform/obligations/open-duty.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { DecideDamage, SettleDamage } from './contract.ts';
import { assetByNumber, damageOf, insertDamage, settleDamage, type SeenAsset } from './store.ts';

const DECIDER = '财务股';
const DUTY = '资产赔偿';

interface Plan {
  readonly input: DecideDamage;
  readonly asset: SeenAsset;
  /** The user of an asset in use, the keeper of one in store. */
  readonly responsibleId: number;
  readonly duty: Duty | undefined;
}

/** 损坏丢失处理 (FIN-05c): through a person's fault the responsible user or keeper pays; otherwise it is written off. */
export function decideDamageVerb(rules: RulesInForce): Verb<DecideDamage, SeenAsset, Plan, { readonly damageId: number; readonly dueOn: string | null }> {
  return {
    name: 'decide-damage',
    title: '损坏丢失处理',
    who: DECIDER,
    read: async (tx, { number }) => {
      const found = await assetByNumber(tx, number);
      if (found === undefined) throw new Failure('not-found', `资产台账中没有“${number}”。`);
      return found;
    },
    decide: (asset, input, { actor, today }) => {
      if (!holds(actor, DECIDER)) return no('not-decider', `损坏丢失的处理由${DECIDER}登记。`);
      if (input.decidedOn > today || input.happenedOn > input.decidedOn) return no('dates', '发生日期、决定日期应依次不晚于今天。');
      const responsibleId = asset.state === '在库' ? asset.keeperId : asset.userId;
      if (responsibleId === actor.personId) return no('own-business', '本人负责的资产由他人登记处理决定。');
      const duty = rules.duty({ officeId: actor.officeId, duty: DUTY, on: input.happenedOn });
      if (input.cause === '人为' && input.amount > 0 && duty === undefined) return no('no-such-clause', '本单位现行制度没有资产赔偿的规定。');
      return { yes: { input, asset, responsibleId, duty } };
    },
    write: async (tx, { input, asset, responsibleId, duty }, { actor, now, today }) => {
      const { number: _number, ...content } = input;
      const damageId = await insertDamage(tx, { ...content, assetId: asset.assetId, responsibleId }, { personId: actor.personId, now });
      const subject = { kind: 'asset-damage', id: damageId };
      let dueOn: string | null = null;
      if (input.cause === '人为' && input.amount > 0 && duty !== undefined) {
        const about = `${asset.name}赔偿${yuanInWords(fen(input.amount))}`;
        dueOn = await openDuty(tx, { duty, event: input.decidedOn, today, subject, handlerId: responsibleId, about });
        await notify(tx, { personIds: [responsibleId], sentence: `${about}，${dueOn}前缴纳。`, subject, now });
      }
      return { result: { damageId, dueOn }, entry: { subject, detail: { ...input, responsibleId, dueOn } } };
    },
  };
}

/** 收到赔偿: the receipt ends the duty. */
export const settleDamageVerb: Verb<SettleDamage, { readonly settledAt: Date | null; readonly amount: number }, SettleDamage, { readonly damageId: number }> = {
  name: 'settle-damage',
  title: '登记赔偿收据',
  who: DECIDER,
  read: async (tx, { damageId }) => {
    const found = await damageOf(tx, damageId);
    if (found === undefined) throw new Failure('not-found', '没有这项处理。');
    return found;
  },
  decide: ({ settledAt }, input, { actor }) => {
    if (!holds(actor, DECIDER)) return no('not-decider', `赔偿收据由${DECIDER}登记。`);
    return settledAt === null ? { yes: input } : no('settled-already', '这项赔偿已经了结。');
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
