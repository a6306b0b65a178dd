import { holds } from '../../platform/act/actor.ts';
import { Failure } from '../../platform/act/failure.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import { notify, notifyPosts } from '../../platform/notices/notify.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { takeNumber } from '../../platform/registers/series.ts';
import { fen, yuanInWords } from '../../rules/money.ts';
import type { DecideCashLoss, ReportCashLoss } from './contract-settlement.ts';
import { onlyFinanceStaff } from './finance-staff.ts';

const HEAD = '局长';

interface Proposal extends ReportCashLoss {
  readonly proposed: number;
  readonly limit: number;
}

const insert = statement<{ id: number }>(
  'insert-cash-loss',
  `
  insert into cash_loss (office_id, number, happened_on, overnight, cash_limit, lost, keeper_id, facts, proposed, reported_by, reported_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning cash_loss_id as id`,
);

/** 登记现金损失 (FIN5-10c): above the overnight limit the whole loss is proposed against the keeper, within it nothing. */
export function reportCashLossVerb(rules: RulesInForce): Verb<ReportCashLoss, null, Proposal, { readonly number: string; readonly proposed: number }> {
  return {
    name: 'report-cash-loss',
    title: '登记现金损失',
    who: '财务人员',
    read: async () => null,
    decide: (_seen, input, { actor, today }) => {
      const against = onlyFinanceStaff(actor, '现金损失');
      if (against !== undefined) return { no: against };
      if (input.happenedOn > today) return no('future', '日期不能晚于今天。');
      if (input.lost > input.overnight) return no('more-than-there-was', '损失金额不能多于当夜现金。');
      const ask = { officeId: actor.officeId, question: '现金损失', on: input.happenedOn };
      if (!rules.knows(ask)) return no('no-such-clause', '本单位现行制度没有现金损失的规定。');
      const { values } = rules.decide({ ...ask, facts: { countedCash: input.overnight, amount: input.lost } });
      return { yes: { ...input, proposed: Number(values['personalShare']), limit: input.overnight - Number(values['overLimit']) } };
    },
    write: async (tx, { happenedOn, overnight, limit, lost, keeperId, facts, proposed }, { actor, now, today }) => {
      const number = await takeNumber(tx, { series: '现损', year: Number(happenedOn.slice(0, 4)), subject: { kind: 'cash-loss', id: happenedOn }, now });
      const made = await tx.row(insert, [tx.officeId, number, happenedOn, overnight, limit, lost, keeperId, facts, proposed, actor.personId, now]);
      if (made === undefined) throw new Error('the loss was not inserted');
      const subject = { kind: 'cash-loss', id: made.id };
      const sentence = `${number}：${happenedOn}现金损失${yuanInWords(fen(lost))}，建议由保管人承担${yuanInWords(fen(proposed))}`;
      const sent = [
        notifyPosts(tx, { posts: [HEAD], on: today, sentence: `${sentence}，请决定。`, subject, now }),
        notify(tx, { personIds: [keeperId], sentence: `${sentence}。`, subject, now }),
      ];
      return { result: { number, proposed }, entry: { subject, detail: { number, overnight, lost, keeperId, proposed, facts } }, sent };
    },
  };
}

interface SeenLoss {
  readonly cashLossId: number;
  readonly keeperId: number;
  readonly lost: number;
  readonly decided: boolean;
}

const one = statement<SeenLoss>(
  'cash-loss-to-decide',
  `
  select cash_loss_id as "cashLossId", keeper_id as "keeperId", lost, decided_at is not null as decided from cash_loss where office_id = $1 and number = $2 for update`,
);
const decideIt = statement<never>(
  'decide-cash-loss',
  `update cash_loss set borne = $3, decision = $4, decided_by = $5, decided_at = $6 where office_id = $1 and cash_loss_id = $2`,
);

/** 决定现金损失 (FIN5-10c): the head decides what the keeper bears; the rules propose only. */
export const decideCashLossVerb: Verb<DecideCashLoss, SeenLoss, DecideCashLoss & { readonly seen: SeenLoss }, { readonly borne: number }> = {
  name: 'decide-cash-loss',
  title: '决定现金损失',
  who: HEAD,
  read: async (tx, { number }) => {
    const found = await tx.row(one, [tx.officeId, number]);
    if (found === undefined) throw new Failure('not-found', `没有现金损失“${number}”。`);
    return found;
  },
  decide: (seen, input, { actor }) => {
    if (!holds(actor, HEAD)) return no('not-head', `现金损失由${HEAD}决定。`);
    if (seen.keeperId === actor.personId) return no('own-business', '不能决定本人承担的损失。');
    if (seen.decided) return no('decided-already', '这项损失已经决定。');
    return input.borne > seen.lost ? no('too-much', `损失为${yuanInWords(fen(seen.lost))}，个人承担不能多于此数。`) : { yes: { ...input, seen } };
  },
  write: async (tx, { seen, number, borne, decision }, { actor, now }) => {
    const subject = { kind: 'cash-loss', id: seen.cashLossId };
    const sent = [
      tx.rows(decideIt, [tx.officeId, seen.cashLossId, borne, decision, actor.personId, now]),
      notify(tx, { personIds: [seen.keeperId], sentence: `${number}处理决定：由您承担${yuanInWords(fen(borne))}。${decision}`, subject, now }),
    ];
    return { result: { borne }, entry: { subject, detail: { number, borne, decision } }, sent };
  },
};
