import type { Refusal } from '../../rules/decision.ts';
import { holds, type Actor } from '../../platform/act/actor.ts';
import type { Verb, Verdict } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { takeNumber } from '../../platform/registers/series.ts';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { onlyCashier } from './cash-entry.ts';
import type { HandOutTickets, IssueTickets, PayForTickets, ReceiptTickets } from './contract-tickets.ts';
import { onlyFinanceStaff } from './finance-staff.ts';
import { insertOnCredit, insertPaid, setIssued, setReceipt, signedIou, ticketsOf, type SeenTickets, type SignedIou } from './ticket-store.ts';

/** Whoever keeps the goods touches neither money nor books (FIN5-05c). */
const KEEPER = '管物';

function onlyKeeper(actor: Actor): Refusal | undefined {
  return holds(actor, KEEPER) ? undefined : { code: 'not-keeper', clause: null, sentence: `票证由${KEEPER}人员发放。`, whatWouldHelp: [] };
}

interface Issuing {
  readonly officeId: number;
  readonly today: CivilDate;
  readonly facts: { readonly paidFor: boolean; readonly receipted: boolean; readonly validIou: boolean };
}

/** May tickets be handed out as things stand? */
function judge<Plan>(rules: RulesInForce, { officeId, today, facts }: Issuing, plan: Plan): Verdict<Plan> {
  const ask = { officeId, question: '票证领用', on: today };
  if (!rules.knows(ask)) return no('no-such-clause', '本单位现行制度没有票证领用的规定。');
  const { refusals } = rules.decide({ ...ask, facts });
  const [first] = refusals;
  return first === undefined ? { yes: plan } : { no: first, all: refusals };
}

/** 票证交款 (FIN5-05d): the money first, by whoever keeps it. */
export function payForTicketsVerb(rules: RulesInForce): Verb<PayForTickets, null, PayForTickets, { readonly number: string }> {
  return {
    name: 'pay-for-tickets',
    title: '票证交款',
    who: '现金管理人员',
    read: async () => null,
    decide: (_seen, input, { actor, today }) => {
      const against = onlyCashier(actor, '票证交款');
      if (against !== undefined) return { no: against };
      return rules.knows({ officeId: actor.officeId, question: '票证领用', on: today })
        ? { yes: input }
        : no('no-such-clause', '本单位现行制度没有票证领用的规定。');
    },
    write: async (tx, input, { actor, now, today }) => {
      const number = await takeNumber(tx, {
        series: '票',
        year: Number(today.slice(0, 4)),
        subject: { kind: 'ticket-issue', id: `${input.item}/${input.range}` },
        now,
      });
      return {
        result: { number },
        entry: { subject: { kind: 'ticket-issue', id: number }, detail: { ...input } },
        sent: [insertPaid(tx, { ...input, number }, { personId: actor.personId, now })],
      };
    },
  };
}

/** 票证开票 (FIN5-05d): the receipt next, by whoever keeps the books. */
export const receiptTicketsVerb: Verb<ReceiptTickets, SeenTickets, ReceiptTickets & { readonly seen: SeenTickets }, { readonly number: string }> = {
  name: 'receipt-tickets',
  title: '票证开票',
  who: '财务人员',
  read: (tx, { number }) => ticketsOf(tx, number),
  decide: (seen, input, { actor }) => {
    const against = onlyFinanceStaff(actor, '票证开票');
    if (against !== undefined) return { no: against };
    if (seen.issued) return no('issued-already', `${input.number}已经领取。`);
    return seen.receipted ? no('receipted-already', `${input.number}已经开票。`) : { yes: { ...input, seen } };
  },
  write: async (tx, { seen: { ticketIssueId }, number, receipt }, { actor, now }) => {
    const sent = [setReceipt(tx, { ticketIssueId, receipt }, { personId: actor.personId, now })];
    return { result: { number }, entry: { subject: { kind: 'ticket-issue', id: number }, detail: { receipt } }, sent };
  },
};

/** 票证领取 (FIN5-05d): the tickets last, by whoever keeps the goods. */
export function handOutTicketsVerb(
  rules: RulesInForce,
): Verb<HandOutTickets, SeenTickets, HandOutTickets & { readonly seen: SeenTickets }, { readonly number: string }> {
  return {
    name: 'hand-out-tickets',
    title: '票证领取',
    who: KEEPER,
    read: (tx, { number }) => ticketsOf(tx, number),
    decide: (seen, input, { actor, today }) => {
      const against = onlyKeeper(actor);
      if (against !== undefined) return { no: against };
      if (seen.issued) return no('issued-already', `${input.number}已经领取。`);
      return judge(rules, { officeId: actor.officeId, today, facts: { paidFor: true, receipted: seen.receipted, validIou: false } }, { ...input, seen });
    },
    write: async (tx, { seen: { ticketIssueId }, number }, { actor, now }) => {
      const sent = [setIssued(tx, ticketIssueId, { personId: actor.personId, now })];
      return { result: { number }, entry: { subject: { kind: 'ticket-issue', id: number }, detail: { handedOut: true } }, sent };
    },
  };
}

interface OnCredit extends IssueTickets {
  readonly iouMatterId: number;
}

/** 凭白条领用票证 (FIN5-05e): the only other way, on an IOU signed before, of which enough is left. */
export function issueTicketsVerb(rules: RulesInForce): Verb<IssueTickets, SignedIou | undefined, OnCredit, { readonly number: string }> {
  return {
    name: 'issue-tickets',
    title: '凭白条领用票证',
    who: KEEPER,
    read: (tx, { iou }) => signedIou(tx, iou),
    decide: (signed, input, { actor, today }) => {
      const against = onlyKeeper(actor);
      if (against !== undefined) return { no: against };
      const validIou = signed !== undefined && signed.left >= input.quantity * input.unitPrice;
      return judge(
        rules,
        { officeId: actor.officeId, today, facts: { paidFor: false, receipted: false, validIou } },
        { ...input, iouMatterId: signed?.matterId ?? 0 },
      );
    },
    write: async (tx, plan, { actor, now, today }) => {
      const number = await takeNumber(tx, {
        series: '票',
        year: Number(today.slice(0, 4)),
        subject: { kind: 'ticket-issue', id: `${plan.item}/${plan.range}` },
        now,
      });
      return {
        result: { number },
        entry: { subject: { kind: 'ticket-issue', id: number }, detail: { ...plan } },
        sent: [insertOnCredit(tx, { ...plan, number }, { personId: actor.personId, now })],
      };
    },
  };
}
