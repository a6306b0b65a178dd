import { momentOf } from '../../rules/calendar/civil-date.ts';
import type { Actor } from '../../platform/act/actor.ts';
import { holds } from '../../platform/act/actor.ts';
import { Failure } from '../../platform/act/failure.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import type { MatterAction } from '../../platform/modules.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import { takeNumber } from '../../platform/registers/series.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { AttestReception, CloseReception, PlaceOrder, ReceptionForm } from './contract.ts';
import type { WorkMealForm } from './contract-claim.ts';
import { closeMatter, insertAttestation, insertOrder, priorToActOn, type Prior } from './store.ts';

const OFFICE = '办公室';
const HOST = '接待方';

type Standing = Prior<ReceptionForm | WorkMealForm>;

async function standing(tx: ReadTx, matterId: number): Promise<Standing> {
  const found = await priorToActOn(tx, matterId);
  if (found === undefined) throw new Failure('not-found', '没有这个接待或者工作餐审批。');
  return found;
}

const NOT_OFFICE = no('not-office', '接待和工作餐由办公室统一安排。', ['请办公室人员安排']);
const NOT_CONCERNED = no('not-concerned', '由接待经办人和办公室人员办理。');

/** 接待安排: the general office orders nothing before the plan is fixed. */
export function placeOrderVerb(rules: RulesInForce): Verb<PlaceOrder, Standing, PlaceOrder, { readonly number: string }> {
  return {
    name: 'place-reception-order',
    title: '接待安排',
    who: OFFICE,
    read: (tx, { matterId }) => standing(tx, matterId),
    decide: ({ kind, state, replaced }, input, { actor, today }) => {
      if (!holds(actor, OFFICE)) return NOT_OFFICE;
      if ((kind === 'work-meal') !== (input.sort === '工作餐'))
        return no('wrong-sort', kind === 'work-meal' ? '工作餐审批只安排工作餐。' : '接待审批不安排工作餐。');
      const receptionConsented = state === 'approved' && !replaced;
      // What comes late is reported when the last signature is given; here it matters only that there is one.
      const { refusals } = rules.decide({
        officeId: actor.officeId,
        question: '接待安排',
        facts: { receptionConsented, consentedBefore: receptionConsented },
        on: today,
      });
      const [first] = refusals;
      return first === undefined ? { yes: input } : { no: first, all: refusals };
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
function sidesOf({ handlerId }: Pick<Standing, 'handlerId'>, actor: Actor): readonly string[] {
  if (handlerId === actor.personId) return [HOST];
  return holds(actor, OFFICE) ? [OFFICE] : [];
}

interface Attested extends AttestReception {
  readonly sides: readonly string[];
}

/** 廉洁确认: host and office say, each for himself, that nothing was given or taken. */
export const attestReceptionVerb: Verb<AttestReception, Standing, Attested, { readonly sides: readonly string[] }> = {
  name: 'attest-reception',
  title: '接待廉洁确认',
  who: '经办人、办公室',
  read: (tx, { matterId }) => standing(tx, matterId),
  decide: (seen, input, { actor }) => {
    if (seen.kind !== 'reception' || seen.state !== 'approved') return no('wrong-state', '已同意而未办结的接待才需要廉洁确认。');
    const sides = sidesOf(seen, actor);
    if (sides.length === 0) return NOT_CONCERNED;
    if (!input.nothingGiven) return no('something-given', '有赠送或者收受的不能确认。', ['将物品上交纪检领导并登记后，在说明中写明再确认']);
    return { yes: { ...input, sides } };
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
    read: (tx, { matterId }) => standing(tx, matterId),
    decide: (seen, _input, { actor, now, today }) => {
      if (sidesOf(seen, actor).length === 0) return NOT_CONCERNED;
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

/** What stands among the buttons of an approved reception or work meal. */
export const carryOutActions: readonly MatterAction[] = [
  {
    verb: 'place-reception-order',
    on: ({ kind }) => kind === 'reception' || kind === 'work-meal',
    may: (_matter, actor) => (holds(actor, OFFICE) ? undefined : NOT_OFFICE.no),
  },
  ...['attest-reception', 'close-reception'].map((verb): MatterAction => ({
    verb,
    on: ({ kind }) => kind === 'reception',
    may: (matter, actor) => (sidesOf(matter, actor).length > 0 ? undefined : NOT_CONCERNED.no),
  })),
];
