import { holds } from '../../platform/act/actor.ts';
import { Failure } from '../../platform/act/failure.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import { dutyAgainst, dutyGroundOf, recordDuty, type DutyGround } from '../../platform/matters/duties.ts';
import { notify, notifyPosts } from '../../platform/notices/notify.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { yuanInWords, fen } from '../../rules/money.ts';
import type { ProposeDeduction, ReceiveIou, SignDeduction } from './contract-settlement.ts';
import { onlyFinanceStaff } from './finance-staff.ts';
import { withIou } from './travel-store.ts';

const COLLECT = '白条催收';
const YEAR_END = '年终白条清理';
const SIGNER = '分管财务领导';
const HEAD = '局长';

interface SeenIou {
  readonly matterId: number;
  readonly number: string;
  readonly handlerId: number;
  readonly open: number;
  readonly proposed: number | null;
  readonly signed: boolean;
}

const one = statement<SeenIou>(
  'iou-to-settle',
  `
  select m.matter_id as "matterId", m.number, m.handler_id as "handlerId",
    m.amount - coalesce((select sum(p.amount) from iou_payment p where p.office_id = m.office_id and p.iou_matter_id = m.matter_id), 0)::bigint as open,
    d.debt as proposed, d.signed_at is not null as signed
  from matter m left join iou_deduction d on d.office_id = m.office_id and d.iou_matter_id = m.matter_id
  where m.office_id = $1 and m.number = $2 and m.kind = 'iou' and m.state = 'approved'`,
);

interface GroundedIou extends SeenIou {
  readonly ground: DutyGround;
}

async function iouOf(tx: ReadTx, number: string): Promise<SeenIou> {
  const found = await withIou(tx, number, () => tx.row(one, [tx.officeId, number]));
  if (found === undefined) throw new Failure('not-found', `没有已批准的白条“${number}”。`);
  return found;
}

const pay = statement<never>(
  'insert-iou-payment',
  `
  insert into iou_payment (office_id, iou_matter_id, amount, paid_on, receipt, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7)`,
);

/** 登记白条收款 (FIN5-05f): partial payments reduce the debt; the last one ends the collector's duty. */
export const receiveIouVerb: Verb<ReceiveIou, GroundedIou, ReceiveIou & { readonly seen: GroundedIou }, { readonly open: number }> = {
  name: 'receive-iou',
  title: '登记白条收款',
  who: '财务人员',
  read: async (tx, { iou }, { today }) => {
    const seen = await iouOf(tx, iou);
    return { ...seen, ground: await dutyGroundOf(tx, { matterId: seen.matterId, today }) };
  },
  decide: (seen, input, { actor, today }) => {
    const against = onlyFinanceStaff(actor, '白条收款') ?? dutyAgainst(seen.ground, { personId: actor.personId ?? 0, duty: '付款' });
    if (against !== undefined) return { no: against };
    if (input.on > today) return no('future', '收款日期不能晚于今天。');
    if (seen.signed) return no('deducted', `${seen.number}已在年终清理中抵扣。`);
    return input.amount > seen.open ? no('too-much', `${seen.number}尚欠${yuanInWords(fen(seen.open))}，收款不能多于欠款。`) : { yes: { ...input, seen } };
  },
  write: async (tx, { seen, amount, on, receipt }, { actor, now }) => {
    const open = seen.open - amount;
    const subject = { kind: 'matter', id: seen.matterId };
    const sent: Promise<unknown>[] = [
      tx.rows(pay, [tx.officeId, seen.matterId, amount, on, receipt, actor.personId, now]),
      recordDuty(tx, { matter: seen.ground.matter, personId: actor.personId ?? 0, duty: '付款', now }),
    ];
    if (open === 0)
      sent.push(endObligation(tx, { duty: COLLECT, occasion: `matter/${seen.matterId}`, state: 'discharged', by: actor.personId, with: { receipt }, now }));
    return { result: { open }, entry: { subject, detail: { amount, on, receipt, open } }, sent };
  },
};

interface Deduction {
  readonly fromDeposit: number;
  readonly fromPay: number;
}

const propose = statement<never>(
  'propose-iou-deduction',
  `
  insert into iou_deduction (office_id, iou_matter_id, year, debt, responsible_id, from_deposit, from_pay, proposed_by, proposed_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  on conflict (office_id, iou_matter_id) do update set debt = excluded.debt, from_deposit = excluded.from_deposit, from_pay = excluded.from_pay, proposed_by = excluded.proposed_by, proposed_at = excluded.proposed_at`,
);

/** 提出白条抵扣 (FIN5-05g): at the year's end an IOU counts for nothing; what is still owed is proposed against whoever answers for it. */
export function proposeDeductionVerb(rules: RulesInForce): Verb<ProposeDeduction, SeenIou, Deduction & { readonly seen: SeenIou }, Deduction> {
  return {
    name: 'propose-iou-deduction',
    title: '提出白条抵扣',
    who: '财务人员',
    read: (tx, { iou }) => iouOf(tx, iou),
    decide: (seen, { deposit }, { actor, today }) => {
      const against = onlyFinanceStaff(actor, '白条年终清理');
      if (against !== undefined) return { no: against };
      if (seen.open === 0) return no('paid', `${seen.number}已经收清，不列入清理。`);
      if (seen.signed) return no('deducted', `${seen.number}已经签批抵扣。`);
      const { values } = rules.decide({ officeId: actor.officeId, question: '白条年终清理', facts: { openDebt: seen.open, riskDeposit: deposit }, on: today });
      return { yes: { seen, fromDeposit: Number(values['fromDeposit']), fromPay: Number(values['fromPay']) } };
    },
    write: async (tx, { seen, fromDeposit, fromPay }, { actor, now, today }) => {
      const subject = { kind: 'matter', id: seen.matterId };
      const sentence = `白条${seen.number}尚欠${yuanInWords(fen(seen.open))}，建议从风险金扣${yuanInWords(fen(fromDeposit))}、从工资扣${yuanInWords(fen(fromPay))}`;
      const sent = [
        tx.rows(propose, [tx.officeId, seen.matterId, Number(today.slice(0, 4)), seen.open, seen.handlerId, fromDeposit, fromPay, actor.personId, now]),
        notify(tx, { personIds: [seen.handlerId], sentence: `${sentence}；您可以陈述意见。`, subject, now }),
        notifyPosts(tx, { posts: [SIGNER], on: today, sentence: `${sentence}，请签批。`, subject, now }),
      ];
      return { result: { fromDeposit, fromPay }, entry: { subject, detail: { debt: seen.open, fromDeposit, fromPay, responsible: seen.handlerId } }, sent };
    },
  };
}

const signIt = statement<never>(
  'sign-iou-deduction',
  `update iou_deduction set objection = $3, signed_by = $4, signed_at = $5 where office_id = $1 and iou_matter_id = $2`,
);
const leftOver = statement<{ left: number }>(
  'ious-not-settled',
  `
  select count(*)::int as left from matter m left join iou_deduction d on d.office_id = m.office_id and d.iou_matter_id = m.matter_id
  where m.office_id = $1 and m.kind = 'iou' and m.state = 'approved' and m.fact_day <= $2::date and m.matter_id <> $3 and d.signed_at is null
    and m.amount > coalesce((select sum(p.amount) from iou_payment p where p.office_id = m.office_id and p.iou_matter_id = m.matter_id), 0)`,
);

interface ToSign {
  readonly seen: SeenIou;
  readonly left: number;
}

/** 签批白条抵扣 (FIN5-05g): by the finance leader, for his own debt by the head; the last one ends the year's clearing. */
export const signDeductionVerb: Verb<SignDeduction, ToSign, ToSign & SignDeduction, { readonly signed: true }> = {
  name: 'sign-iou-deduction',
  title: '签批白条抵扣',
  who: `${SIGNER}、${HEAD}`,
  read: async (tx, { iou }, { today }) => {
    const seen = await iouOf(tx, iou);
    return { seen, left: (await tx.row(leftOver, [tx.officeId, today, seen.matterId]))?.left ?? 0 };
  },
  decide: ({ seen, left }, input, { actor }) => {
    const own = seen.handlerId === actor.personId;
    if (own || !(holds(actor, SIGNER) || holds(actor, HEAD))) return no('not-signer', `白条抵扣由${SIGNER}签批，${SIGNER}本人的由${HEAD}签批。`);
    if (seen.signed) return no('deducted', `${seen.number}已经签批抵扣。`);
    if (seen.proposed !== seen.open) return no('not-proposed', `${seen.number}还没有按现欠金额提出抵扣。`, ['由财务人员提出白条抵扣']);
    return { yes: { ...input, seen, left } };
  },
  write: async (tx, { seen, left, objection }, { actor, now, today }) => {
    const by = { state: 'discharged', by: actor.personId, with: { iou: seen.number }, now } as const;
    const sent: Promise<unknown>[] = [
      tx.rows(signIt, [tx.officeId, seen.matterId, objection === '' ? null : objection, actor.personId, now]),
      endObligation(tx, { duty: COLLECT, occasion: `matter/${seen.matterId}`, ...by }),
    ];
    if (left === 0) sent.push(endObligation(tx, { duty: YEAR_END, occasion: `${today.slice(0, 4)}-01-01`, ...by }));
    return { result: { signed: true }, entry: { subject: { kind: 'matter', id: seen.matterId }, detail: { debt: seen.open, objection } }, sent };
  },
};
