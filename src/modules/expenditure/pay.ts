import type { Staff } from '../../rules/route/staff.ts';
import type { Decision } from '../../rules/decision.ts';
import { Failure } from '../../platform/act/failure.ts';
import { holds, type Actor } from '../../platform/act/actor.ts';
import type { Moment, Verb, Verdict } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { dutyAgainst, recordDuty } from '../../platform/matters/duties.ts';
import { onlyIn } from '../../platform/matters/entitled.ts';
import type { PaidAs } from '../../platform/matters/kind.ts';
import { sharesOf, type Shares } from '../../platform/matters/payment.ts';
import { lockMatter, type SeenMatter } from '../../platform/matters/seen.ts';
import { closePaid } from '../../platform/payments/close-paid.ts';
import { staffOn } from '../../platform/people/staff.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { notify } from '../../platform/notices/notify.ts';
import { takeNumber } from '../../platform/registers/series.ts';
import { fen } from '../../rules/money.ts';
import { accountState } from './account-store.ts';
import { bookEntry, judgeEntry, onlyCashier, type Entry } from './cash-entry.ts';
import { lockCashDesk, type SeenDesk } from './cash-store.ts';
import { isMonthClosed } from './closed-month.ts';
import type { RecordCash } from './contract-cash.ts';
import type { Pay } from './contract-claim.ts';
import { CATEGORIES } from './contract-request.ts';
import { cashPaidSameDay, insertVoucher, type NewVoucher } from './voucher-store.ts';

const CASH = '现金';
/** Sections that pay, by office. */
const PAYERS = ['财务股', '财务人员', '出纳', '管钱'] as const;

type Paid = Pick<NewVoucher, 'book' | 'purpose' | 'payee' | 'category' | 'funding' | 'unionPurpose' | 'spentOn' | 'unitId' | 'projectId'>;

interface Seen {
  readonly matter: SeenMatter;
  readonly staff: Staff;
  readonly paid: Paid;
  readonly cashSameDay: number;
  /** What is left of the recorded money, in fen. */
  readonly left: number;
  readonly monthClosed: boolean;
  /** null where nothing passes over it. */
  readonly desk: SeenDesk | null;
}

interface Plan extends Seen {
  readonly input: Pay;
  readonly shares: Shares;
  readonly threePublic: string | null;
  readonly entry: Entry | null;
}

/** May the actor pay the matter at all? */
export function mayPay(matter: SeenMatter, actor: Actor) {
  const state = onlyIn(matter, ['approved'], '付款');
  if (state !== undefined) return { ...state, sentence: `${state.sentence}未经最终审批不得付款。`, ...clauseOf(matter) };
  if (!PAYERS.some((post) => holds(actor, post))) return { code: 'not-payer', clause: null, sentence: '付款由财务人员办理。', whatWouldHelp: [] };
  if (matter.handlerId === actor.personId || matter.parties.some((party) => party.personId === actor.personId && party.role !== '证明人')) {
    return { code: 'own-business', clause: null, sentence: '本人的事项由他人付款。', whatWouldHelp: ['由其他财务人员付款'] };
  }
  return undefined;
}

function clauseOf({ decision }: SeenMatter): { readonly clause: Decision['reasons'][number]['clause'] } | object {
  const last = decision?.steps.at(-1);
  return last === undefined ? {} : { clause: last.clause };
}

/** 付款 (FIN-02c): only what is finally approved leaves the office; it becomes a voucher that is never changed. */
export function payVerb(rules: RulesInForce): Verb<Pay, Seen, Plan, { readonly voucherId: number; readonly number: string }> {
  return {
    name: 'pay',
    title: '付款',
    who: '财务人员',
    read: async (tx, input, { today }) => {
      const [matter, staff] = await Promise.all([lockMatter(tx, input), staffOn(tx, today)]);
      if (matter.payment === null) throw new Failure('bad-input', '这类事项不付款，付款按报销单办理。', ['从报销单登记付款']);
      const paid = paidOf(matter, matter.payment);
      const [cashSameDay, account, monthClosed, desk] = await Promise.all([
        cashPaidSameDay(tx, paid),
        accountState(tx, paid),
        isMonthClosed(tx, input.paidOn),
        input.method === CASH ? lockCashDesk(tx, input.paidOn, null) : null,
      ]);
      return { matter, staff, paid, cashSameDay, left: account.left, monthClosed, desk };
    },
    decide: (seen, input, { actor, today }) => {
      const against = mayPay(seen.matter, actor) ?? dutyAgainst(seen, { personId: actor.personId ?? 0, duty: '付款' });
      if (against !== undefined) return { no: against };
      if (input.paidOn > today) return no('future', '付款日不能晚于今天。');
      return judge(rules, { seen, input, actor, today });
    },
    write: async (tx, { matter, paid, input, shares, threePublic, entry }, moment) => {
      const { now, actor, today } = moment;
      if (entry !== null) await bookEntry(rules, tx, { entry, moment });
      const number = await takeNumber(tx, {
        series: paid.book === '工会' ? '工凭' : '凭',
        year: Number(today.slice(0, 4)),
        subject: { kind: 'matter', id: matter.matterId },
        now,
      });
      const voucherId = await insertVoucher(tx, {
        ...paid,
        number,
        matterId: matter.matterId,
        reverses: null,
        threePublic,
        ...shares,
        method: input.method,
        reference: input.reference,
        paidOn: input.paidOn,
        paidBy: actor.personId ?? 0,
        handlerId: matter.handlerId,
        departmentId: matter.departmentId,
        exceptions: matter.releases.filter((one) => one.releasedAt !== null).map((one) => one.code),
        reason: null,
        now,
      });
      const subject = { kind: 'matter', id: matter.matterId };
      const sent = [
        closePaid(tx, { matterId: matter.matterId, now }),
        recordDuty(tx, { matter, personId: actor.personId ?? 0, duty: '付款', now }),
        notify(tx, { personIds: [matter.handlerId], sentence: `${matter.number ?? ''}已付款，凭证${number}。`, subject, now }),
      ];
      const detail = { voucherId, number, ...shares, method: input.method, reference: input.reference, paidOn: input.paidOn };
      return { result: { voucherId, number }, entry: { subject, detail }, sent };
    },
  };
}

function judge(
  rules: RulesInForce,
  { seen, input, actor, today }: { readonly seen: Seen; readonly input: Pay } & Pick<Moment, 'actor' | 'today'>,
): Verdict<Plan> {
  const { officeId } = actor;
  const { matter, staff, paid, cashSameDay, left, monthClosed } = seen;
  const shares = sharesOf(matter);
  const { amount } = shares;
  if (amount <= 0) return no('nothing-to-pay', '可报金额为零，全部由本人负担，不付款。');
  const facts = {
    amount,
    paymentMethod: input.method,
    finallyApproved: matter.state === 'approved',
    paymentReference: input.reference !== '',
    sameDaySum: input.method === CASH ? cashSameDay + amount : amount,
    fundsRecorded: left >= amount,
    monthClosed,
    expenseCategory: paid.category,
    fundingSource: paid.funding,
    vacantFinancePosts: vacantPosts(rules, { officeId, on: input.paidOn, staff }),
  };
  const decision = rules.decide({ officeId, question: '付款', also: ['付款配备'], facts, on: input.paidOn });
  const [first] = decision.refusals;
  if (first !== undefined) return { no: first, all: decision.refusals };
  const sorted = rules.knows({ officeId, question: '三公归类', on: input.paidOn })
    ? rules.decide({ officeId, question: '三公归类', facts: { ...facts, expenseCategory: knownCategory(paid.category) }, on: input.paidOn }).values[
        'threePublicLine'
      ]
    : undefined;
  const cash = overTheDesk(rules, { seen, input, amount, actor, today });
  return 'no' in cash ? cash : { yes: { ...seen, input, shares, threePublic: typeof sorted === 'string' && sorted !== '无' ? sorted : null, entry: cash.yes } };
}

interface Handing extends Pick<Moment, 'actor' | 'today'> {
  readonly seen: Seen;
  readonly input: Pay;
  readonly amount: number;
}

/** The line of the cash journal a payment in cash brings (FIN-04a, FIN-04d): handed out by whoever keeps the cash, as anything else that leaves the box. */
function overTheDesk(rules: RulesInForce, { seen: { desk, paid, matter }, input, amount, actor, today }: Handing): Verdict<Entry | null> {
  if (desk === null) return { yes: null };
  const against = onlyCashier(actor, '现金付款');
  if (against !== undefined) return { no: against };
  if (input.cash === null) return no('cash-unsaid', '现金付款须写明付款时刻、现金用途和双方签字。', ['填写现金付出各项', '改用公务卡或银行转账']);
  const entry: RecordCash = {
    ...input.cash,
    day: input.paidOn,
    movement: '支拨',
    direction: '付',
    amount: fen(amount),
    counterpart: paid.payee,
    summary: paid.purpose,
    document: matter.number ?? '',
    account: null,
  };
  return judgeEntry(rules, { seen: desk, entry, officeId: actor.officeId, today });
}

function paidOf({ title, handlerName }: SeenMatter, { payee, personal: _reckoned, setOff: _had, ...as }: PaidAs): Paid {
  return { ...as, purpose: title, payee: payee ?? handlerName };
}

/** How many of the posts without which the office does not pay nobody holds; an office that names none misses none. */
function vacantPosts(rules: RulesInForce, { officeId, on, staff }: { readonly officeId: number; readonly on: Pay['paidOn']; readonly staff: Staff }): number {
  const needed = rules.setting({ officeId, setting: 'postsForPayment', on });
  return typeof needed === 'object' ? needed.filter((post) => !staff.holders.some((held) => held.post === post)).length : 0;
}

/** What is no category of spending, such as an advance, sorts as anything else. */
function knownCategory(category: string): string {
  return (CATEGORIES as readonly string[]).includes(category) ? category : '其他';
}
