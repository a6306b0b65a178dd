import type { Refusal } from '../../rules/decision.ts';
import { holds, type Actor } from '../../platform/act/actor.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { takeNumber } from '../../platform/registers/series.ts';
import type { IssueTickets } from './contract-travel.ts';
import { insertIssue, signedIou, type SignedIou } from './travel-store.ts';

/** Whoever keeps the goods touches neither money nor books (FIN5-05c). */
const KEEPER = '管物';

function onlyKeeper(actor: Actor): Refusal | undefined {
  return holds(actor, KEEPER) ? undefined : { code: 'not-keeper', clause: null, sentence: `票证由${KEEPER}人员发放。`, whatWouldHelp: [] };
}

interface Plan extends IssueTickets {
  readonly iouMatterId: number | null;
}

/** 票证领用 (FIN5-05d): paid, then receipted, then handed out; or on an IOU signed before, of which enough is left. */
export function issueTicketsVerb(rules: RulesInForce): Verb<IssueTickets, SignedIou | undefined, Plan, { readonly number: string }> {
  return {
    name: 'issue-tickets',
    title: '票证领用',
    who: KEEPER,
    read: async (tx, { iou }) => (iou === '' ? undefined : await signedIou(tx, iou)),
    decide: (signed, input, { actor, today }) => {
      const against = onlyKeeper(actor);
      if (against !== undefined) return { no: against };
      if (!rules.knows({ officeId: actor.officeId, question: '票证领用', on: today })) return no('no-such-clause', '本单位现行制度没有票证领用的规定。');
      const covers = signed !== undefined && signed.left >= input.quantity * input.unitPrice;
      const facts = { paidFor: input.paidReference !== '', receipted: input.receipt !== '', validIou: covers };
      const { refusals } = rules.decide({ officeId: actor.officeId, question: '票证领用', facts, on: today });
      const [first] = refusals;
      return first === undefined ? { yes: { ...input, iouMatterId: covers ? signed.matterId : null } } : { no: first, all: refusals };
    },
    write: async (tx, plan, { actor, now, today }) => {
      const number = await takeNumber(tx, {
        series: '票',
        year: Number(today.slice(0, 4)),
        subject: { kind: 'ticket-issue', id: `${plan.item}/${plan.range}` },
        now,
      });
      const { item, range, quantity, unitPrice, receiver, receipt, iouMatterId } = plan;
      const sent = [
        insertIssue(
          tx,
          { number, item, range, quantity, unitPrice, receiver, receipt: receipt === '' ? null : receipt, iouMatterId },
          { personId: actor.personId, now },
        ),
      ];
      return { result: { number }, entry: { subject: { kind: 'ticket-issue', id: number }, detail: { ...plan } }, sent };
    },
  };
}
