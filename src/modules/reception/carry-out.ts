import type { Actor } from '../../platform/act/actor.ts';
import { holds } from '../../platform/act/actor.ts';
import { Failure } from '../../platform/act/failure.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import { takeNumber } from '../../platform/registers/series.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { AttestReception, CloseReception, PlaceOrder, ReceptionForm } from './contract.ts';
import type { WorkMealForm } from './contract-claim.ts';
import { closeMatter, insertAttestation, insertOrder, momentOf, priorByNumber, type Prior } from './store.ts';

const OFFICE = '办公室';
const HOST = '接待方';

type Standing = Prior<ReceptionForm | WorkMealForm>;

async function standing(tx: ReadTx, number: string): Promise<Standing> {
  const found = await priorByNumber(tx, number);
  if (found === undefined) throw new Failure('not-found', `没有编号为“${number}”的接待或者工作餐审批。`, ['填写审批单上的编号，如接待〔2026〕3号']);
  return found;
}

/** 接待安排: the general office orders nothing before the plan is fixed. */
export function placeOrderVerb(rules: RulesInForce): Verb<PlaceOrder, Standing, PlaceOrder & { readonly matterId: number }, { readonly number: string }> {
  return {
    name: 'place-reception-order',
    title: '接待安排',
    who: OFFICE,
    read: (tx, { number }) => standing(tx, number),
    decide: ({ matterId, kind, state, replaced }, input, { actor, today }) => {
      if (!holds(actor, OFFICE)) return no('not-office', '接待和工作餐由办公室统一安排。', ['请办公室人员安排']);
      if ((kind === 'work-meal') !== (input.sort === '工作餐')) return no('wrong-sort', kind === 'work-meal' ? '工作餐审批只安排工作餐。' : '接待审批不安排工作餐。');
      const receptionConsented = state === 'approved' && !replaced;
      // What comes late is reported when the last signature is given; here it matters only that there is one.
      const { refusals } = rules.decide({ officeId: actor.officeId, question: '接待安排', facts: { receptionConsented, consentedBefore: receptionConsented }, on: today });
      const [first] = refusals;
      return first === undefined ? { yes: { ...input, matterId } } : { no: first, all: refusals };
    },
    write: async (tx, { matterId, sort, at, place, content }, { actor, now, today }) => {
      const subject = { kind: 'matter', id: matterId };
      const number = await takeNumber(tx, { series: '接安', year: Number(today.slice(0, 4)), subject, now });
      await insertOrder(tx, { number, matterId, sort, at: momentOf(at), place, content }, { personId: actor.personId, now });
      return { result: { number }, entry: { subject, detail: { number, sort, at, place, content } } };
    },
  };
}

/** The sides the actor may speak for: the applicant for the host, a member of the general office for the office. */
function sidesOf({ handlerId }: Standing, actor: Actor): readonly string[] {
  if (handlerId === actor.personId) return [HOST];
  return holds(actor, OFFICE) ? [OFFICE] : [];
}

interface Attested extends AttestReception {
  readonly matterId: number;
  readonly sides: readonly string[];
}

/** 廉洁确认: host and office say, each for himself, that nothing was given or taken. */
export const attestReceptionVerb: Verb<AttestReception, Standing, Attested, { readonly sides: readonly string[] }> = {
  name: 'attest-reception',
  title: '接待廉洁确认',
  who: '经办人、办公室',
  read: (tx, { number }) => standing(tx, number),
  decide: (seen, input, { actor }) => {
    if (seen.kind !== 'reception' || seen.state !== 'approved') return no('wrong-state', '已同意而未办结的接待才需要廉洁确认。');
    const sides = sidesOf(seen, actor);
    if (sides.length === 0) return no('not-concerned', '廉洁确认由接待经办人和办公室人员分别作出。');
    if (!input.nothingGiven) return no('something-given', '有赠送或者收受的不能确认。', ['将物品上交纪检领导并登记后，在说明中写明再确认']);
    return { yes: { ...input, matterId: seen.matterId, sides } };
  },
  write: async (tx, { matterId, sides, remark }, { actor, now }) => {
    await insertAttestation(tx, { matterId, sides, remark }, { personId: actor.personId, now });
    return { result: { sides }, entry: { subject: { kind: 'matter', id: matterId }, detail: { sides, remark } } };
  },
};

/** 办结接待: once both sides have attested. */
export function closeReceptionVerb(rules: RulesInForce): Verb<CloseReception, Standing, Standing, { readonly number: string }> {
  return {
    name: 'close-reception',
    title: '办结接待',
    who: '经办人、办公室',
    read: (tx, { number }) => standing(tx, number),
    decide: (seen, _input, { actor, now, today }) => {
      if (sidesOf(seen, actor).length === 0) return no('not-concerned', '接待由经办人或者办公室办结。');
      if (seen.state !== 'approved') return no('wrong-state', '已同意的接待才能办结。');
      if ('endAt' in seen.form && now < momentOf(seen.form.endAt)) return no('not-over', '接待尚未结束。');
      if (!seen.claimed && seen.amount > 0) return no('not-claimed', '接待费用尚未报销，报销之后办结。', ['从本审批发起接待报销']);
      const facts = { hostAttested: seen.attested.includes(HOST), officeAttested: seen.attested.includes(OFFICE) };
      const { refusals } = rules.decide({ officeId: actor.officeId, question: '接待办结', facts, on: today });
      const [first] = refusals;
      return first === undefined ? { yes: seen } : { no: first, all: refusals };
    },
    write: async (tx, { matterId, number }, { now }) => {
      await closeMatter(tx, { matterId, now });
      return { result: { number: number ?? '' }, entry: { subject: { kind: 'matter', id: matterId }, detail: { number } } };
    },
  };
}
