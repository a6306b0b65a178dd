import type { Decision } from '../../rules/decision.ts';
import { Failure } from '../../platform/act/failure.ts';
import { holds, type Actor } from '../../platform/act/actor.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import type { Verb, Verdict } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { onlyIn } from '../../platform/matters/entitled.ts';
import { standingOf } from '../../platform/matters/finish.ts';
import type { AnyMatterKind, MatterToPay } from '../../platform/matters/kind.ts';
import { lockMatter, type SeenMatter } from '../../platform/matters/seen.ts';
import { closePaid } from '../../platform/payments/close-paid.ts';
import type { Payable } from '../../platform/payments/payable.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { notify } from '../../platform/notices/notify.ts';
import { takeNumber } from '../../platform/registers/series.ts';
import { accountState } from './account-store.ts';
import type { Pay } from './contract-claim.ts';
import { CATEGORIES } from './contract-request.ts';
import { cashPaidSameDay, insertVoucher } from './voucher-store.ts';

/** Sections that pay, by office. */
const PAYERS = ['财务股', '财务人员', '出纳', '管钱'] as const;

interface Seen {
  readonly matter: SeenMatter;
  readonly paid: Payable;
  readonly cashSameDay: number;
  /** What is left of the recorded money, in fen. */
  readonly left: number;
}

interface Plan extends Seen {
  readonly input: Pay;
  readonly threePublic: string | null;
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
export function payVerb(rules: RulesInForce, kinds: readonly AnyMatterKind[]): Verb<Pay, Seen, Plan, { readonly voucherId: number; readonly number: string }> {
  return {
    name: 'pay',
    title: '付款',
    who: '财务人员',
    read: async (tx, input) => {
      const matter = await lockMatter(tx, input);
      const paid = await payableOf(kinds, tx, matter);
      const [cashSameDay, account] = await Promise.all([cashPaidSameDay(tx, paid), accountState(tx, { book: paid.book, funding: paid.funding, unitId: paid.unitId, projectId: paid.projectId })]);
      return { matter, paid, cashSameDay, left: account.left };
    },
    decide: (seen, input, { actor, today }) => {
      const against = mayPay(seen.matter, actor);
      if (against !== undefined) return { no: against };
      if (input.paidOn > today) return no('future', '付款日不能晚于今天。');
      return judge(rules, { seen, input, officeId: actor.officeId });
    },
    write: async (tx, { matter, paid, input, threePublic }, { now, actor, today }) => {
      const number = await takeNumber(tx, { series: paid.book === '工会' ? '工凭' : '凭', year: Number(today.slice(0, 4)), subject: { kind: 'matter', id: matter.matterId }, now });
      const voucherId = await insertVoucher(tx, {
        ...paid, number, matterId: matter.matterId, reverses: null, threePublic, method: input.method, reference: input.reference, paidOn: input.paidOn,
        paidBy: actor.personId ?? 0, handlerId: matter.handlerId, departmentId: matter.departmentId, exceptions: matter.releases.filter((one) => one.releasedAt !== null).map((one) => one.code), reason: null, now,
      });
      const subject = { kind: 'matter', id: matter.matterId };
      const sent = [
        closePaid(tx, { matterId: matter.matterId, now }),
        notify(tx, { personIds: [matter.handlerId], sentence: `${matter.number ?? ''}已付款，凭证${number}。`, subject, now }),
      ];
      const detail = { voucherId, number, amount: paid.amount, personal: paid.personal, method: input.method, reference: input.reference, paidOn: input.paidOn };
      return { result: { voucherId, number }, entry: { subject, detail }, sent };
    },
  };
}

function judge(rules: RulesInForce, { seen, input, officeId }: { readonly seen: Seen; readonly input: Pay; readonly officeId: number }): Verdict<Plan> {
  const { matter, paid, cashSameDay, left } = seen;
  const { amount } = paid;
  if (amount <= 0) return no('nothing-to-pay', '可报金额为零，全部由本人负担，不付款。');
  const facts = {
    amount, paymentMethod: input.method, finallyApproved: matter.state === 'approved', paymentReference: input.reference !== '',
    sameDaySum: input.method === '现金' ? cashSameDay + amount : amount, fundsRecorded: left >= amount,
    expenseCategory: paid.category, fundingSource: paid.funding,
  };
  const decision = rules.decide({ officeId, question: '付款', facts, on: input.paidOn });
  const [first] = decision.refusals;
  if (first !== undefined) return { no: first, all: decision.refusals };
  const sorted = rules.knows({ officeId, question: '三公归类', on: input.paidOn })
    ? rules.decide({ officeId, question: '三公归类', facts: { ...facts, expenseCategory: knownCategory(paid.category) }, on: input.paidOn }).values['threePublicLine']
    : undefined;
  return { yes: { ...seen, input, threePublic: typeof sorted === 'string' && sorted !== '无' ? sorted : null } };
}

/** @throws Failure('bad-input') where nothing is paid on matters of the kind, or not yet. */
async function payableOf(kinds: readonly AnyMatterKind[], tx: ReadTx, matter: SeenMatter): Promise<Payable> {
  const kind = kinds.find((one) => one.kind === matter.kind);
  if (kind?.paid === undefined) throw new Failure('bad-input', '这类事项不付款，付款按报销单办理。', ['从报销单登记付款']);
  const { title, handlerName } = matter;
  // The form is one its own kind has accepted.
  return await kind.paid(tx, { ...standingOf(matter), title, handlerName } as MatterToPay<never>);
}

/** What is no category of spending, such as an advance, sorts as anything else. */
function knownCategory(category: string): string {
  return (CATEGORIES as readonly string[]).includes(category) ? category : '其他';
}
