import type { Decision, Refusal } from '../../rules/decision.ts';
import { resolveRoute, type Involved, type PlannedStep } from '../../rules/route/resolve-route.ts';
import type { Moment, Verb, Verdict } from '../act/verb.ts';
import { Failure } from '../act/failure.ts';
import type { ActTx } from '../db/transaction.ts';
import { takeNumber } from '../registers/series.ts';
import { contentOf, formDigest, type MatterContent } from './content.ts';
import { readDraft, type Drafted } from './drafting.ts';
import { actingOn, keptFromOthers, onlyHandler, onlyIn } from './entitled.ts';
import { finishMatter } from './finish.ts';
import type { Gist } from './kind.ts';
import type { MatterWorld } from './kind-in-use.ts';
import { layRoute, type Carried } from './lay-route.ts';
import { insertMatter, replaceContent, saveDecision, submitted } from './matter-store.ts';
import type { SeenMatter, SeenParty } from './seen.ts';
import { openingOf } from './move.ts';
import { lockMatter } from './seen.ts';
import { endStateOf, reviewedElsewhere } from './payment.ts';
import type { MatterState } from './state.ts';
import type { Worksheet } from './worksheet.ts';

export interface SubmitInput {
  /** null for a matter that was not saved before. */
  readonly matterId: number | null;
  readonly version: number | null;
  /** null submits what was saved. */
  readonly content: MatterContent | null;
}

interface Seen {
  readonly matter: SeenMatter | null;
  readonly drafted: Drafted;
}

interface Plan extends Seen {
  readonly decision: Decision;
  readonly steps: readonly PlannedStep[];
  readonly carried: readonly Carried[];
  readonly releasedCodes: readonly string[];
}

export interface MatterDone {
  readonly matterId: number;
  readonly state: MatterState;
}

/** 提交: the rules judge the form; the route is laid and its first step opens, or every refusal is told at once. */
export function submitVerb(world: MatterWorld): Verb<SubmitInput, Seen, Plan, MatterDone> {
  return {
    name: 'submit',
    title: '提交',
    who: '经办人',
    read: async (tx, input, asking) => {
      const matter = input.matterId === null ? null : await lockMatter(tx, { matterId: input.matterId, version: input.version ?? 0 });
      const content = input.content ?? (matter === null ? undefined : contentOf(matter));
      if (content === undefined) throw new Failure('bad-input', '没有可提交的内容。');
      const actor = await asking.actor;
      const handler = matter ?? { handlerId: actor.personId ?? 0, departmentId: actor.departmentId, matterId: null };
      const { today, now } = asking;
      return {
        matter,
        drafted: await readDraft(world, tx, {
          matterId: handler.matterId,
          content,
          handlerId: handler.handlerId,
          departmentId: handler.departmentId,
          today,
          now,
        }),
      };
    },
    decide: (seen, _input, moment) => judge(world, seen, moment),
    write: (tx, plan, moment) => write(world, tx, { plan, moment }),
  };
}

function judge(world: MatterWorld, seen: Seen, { actor }: Moment): Verdict<Plan> {
  const { matter, drafted } = seen;
  const foreign =
    matter === null ? undefined : (onlyHandler(matter, actor, '提交') ?? onlyIn(matter, ['draft', 'returned'], '提交') ?? keptFromOthers(drafted.kind, matter));
  if (foreign !== undefined) return { no: foreign };
  const decision = decideDraft(world, actor.officeId, drafted);
  const releasedCodes = releasedFor(matter, drafted);
  const refusals = [
    ...decision.refusals.filter((one) => one.releasableBy === undefined || !releasedCodes.includes(one.code)),
    ...drafted.objections,
    ...missingEvidence(decision, drafted.content),
    ...undecided(decision, drafted),
  ];
  const [first] = refusals;
  if (first !== undefined) return { no: first, all: refusals };
  const steps = routeOf(decision, drafted, matter?.parties);
  const carried = carriedOver(matter, { drafted, decision, steps });
  return { yes: { ...seen, decision, steps: askedOfOthers(matter, { drafted, decision, steps, carried }), carried, releasedCodes } };
}

/** The answer of the rules to a draft, as of the day of its fact. */
export function decideDraft(world: MatterWorld, officeId: number, { kind, draft, facts, gist, further }: Drafted): Decision {
  const also = [...(kind.alsoAsks?.(draft.form) ?? []), ...further];
  return world.rules.decide({ officeId, question: kind.question, also, facts, on: gist.factDay });
}

/** The kind's own reckoning of a draft, if it has one. */
export function worksheetOf({ kind, draft, background }: Drafted, decision: Decision): Worksheet | null {
  return kind.worksheet?.(draft, { background, decision }) ?? null;
}

interface Again {
  readonly drafted: Drafted;
  readonly decision: Decision;
  readonly steps: readonly PlannedStep[];
  readonly carried: readonly Carried[];
}

/** Whoever has signed a step that still holds is asked for no other one. */
function askedOfOthers(matter: SeenMatter | null, { drafted, decision, steps, carried }: Again): readonly PlannedStep[] {
  if (matter === null || carried.length === 0) return steps;
  const held = carried.map(({ step, signed }) => ({ ...signed, step, personId: null, addedBy: null }));
  const ask = {
    matter: { ...matter, decision, parties: [...partiesOf(drafted.gist, matter.parties)], steps: held, duties: [], amount: drafted.gist.amount },
    staff: drafted.staff,
    signed: new Set(held.flatMap(actingOn)),
  };
  return steps.map((step) => {
    if (step.act === '知会' || held.some((one) => one.step === step.step)) return step;
    return {
      ...step,
      ...openingOf(ask, { ...step, personId: null, addedBy: null, state: 'waiting', actedBy: null, coverFor: null, verdict: null, resolutionId: null }),
    };
  });
}

/** The people of each step of a decision. Whoever handled the matter before, or declared an interest in it, keeps away from it. */
export function routeOf(
  decision: Pick<Decision, 'steps' | 'values'>,
  { kind, draft, gist, staff, departmentId }: Drafted,
  before: readonly SeenParty[] = [],
): readonly PlannedStep[] {
  const names = new Map(staff.holders.map((held) => [held.personId, held.name]));
  const parties = partiesOf(gist, before).map((party) => ({ ...party, name: names.get(party.personId) ?? '' }));
  return resolveRoute({
    steps: decision.steps,
    staff,
    handlerId: draft.handlerId,
    parties,
    departmentId,
    business: { kind: kind.kind, amount: gist.amount, matterId: draft.matterId },
    reviewedElsewhere: reviewedElsewhere({ payment: gist.payment ?? null, decision }),
  });
}

/** Everybody with an interest besides the handler: whom the form names, and whoever stays a party whatever it says. */
function partiesOf({ parties }: Gist, before: readonly SeenParty[]): readonly Involved[] {
  const standing = before.flatMap((party) => (party.role === '原经办人' || party.role === '回避人' ? [{ ...party, role: party.role }] : []));
  return [...parties.map((party) => ({ ...party, name: '' })), ...standing];
}

/** Evidence the clauses ask for and nobody attached. */
export function missingEvidence(decision: Pick<Decision, 'required'>, content: Pick<MatterContent, 'files'>): readonly Refusal[] {
  const present = new Set(content.files.map((file) => file.evidence));
  return decision.required
    .filter((one) => !present.has(one.evidence))
    .map(({ evidence, clause }) => ({
      code: `evidence:${evidence}`,
      clause,
      sentence: `还没有附上“${evidence}”。`,
      whatWouldHelp: [`上传${evidence}后再提交`],
    }));
}

/**
 * Money is spent on somebody's word: where the regulations only inform, or a payment is asked for and they name nobody, nothing is approved by nobody
 * saying no. An estimate that asks for nobody's word in the office (the head's own trip, on his superior's consent) is no such thing.
 */
export function undecided({ steps }: Pick<Decision, 'steps'>, { gist }: Pick<Drafted, 'gist'>): readonly Refusal[] {
  if (gist.amount === null || steps.some((step) => step.act !== '知会') || (steps.length === 0 && gist.payment === undefined)) return [];
  return [
    {
      code: 'nobody-decides',
      clause: steps[0]?.clause ?? null,
      sentence: '按现行制度没有人审批本事项，涉及资金的事项不能无人审批而通过。',
      whatWouldHelp: ['由办公室修订制度，明确审批人'],
    },
  ];
}

function releasedFor(matter: SeenMatter | null, { content }: Drafted): readonly string[] {
  if (matter === null) return [];
  const digest = formDigest(content.form);
  return matter.releases.filter((one) => one.releasedAt !== null && one.formDigest === digest).map((one) => one.code);
}

/** Signatures given for the same form, files and facts stay; the first change lets all of them lapse. */
function carriedOver(
  matter: SeenMatter | null,
  { drafted, decision, steps }: { readonly drafted: Drafted; readonly decision: Decision; readonly steps: readonly PlannedStep[] },
): readonly Carried[] {
  if (matter?.decision === null || matter === null) return [];
  if (matter.contentDigest !== drafted.contentDigest || formDigest(matter.decision.facts) !== formDigest(decision.facts)) return [];
  const carried: Carried[] = [];
  let openPlace = Number.POSITIVE_INFINITY; // whatever was signed behind an open step is asked for again
  for (const step of steps.filter((one) => one.act !== '知会')) {
    if (step.place > openPlace) break;
    const before = matter.steps.find(
      (one) =>
        one.askedPost === step.askedPost &&
        one.act === step.act &&
        one.state === 'done' &&
        one.verdict === 'agreed' &&
        !carried.some(({ signed }) => signed === one),
    );
    if (before === undefined) openPlace = step.place;
    else carried.push({ step: step.step, signed: before });
  }
  return carried;
}

async function write(world: MatterWorld, tx: ActTx, { plan, moment }: { readonly plan: Plan; readonly moment: Moment }) {
  const { matter, drafted, decision } = plan;
  const { kind, gist, draft, content, departmentId } = drafted;
  const matterId = matter === null ? await insertMatter(tx, { drafted, now: moment.now, state: 'in_review' }) : matter.matterId;
  const round = (matter?.round ?? 0) + 1;
  const sent: Promise<unknown>[] = matter === null ? [] : [replaceContent(tx, { matterId, drafted, moment })];
  sent.push(saveDecision(tx, { matterId, round, decision, worksheet: worksheetOf(drafted, decision), contentDigest: drafted.contentDigest, now: moment.now }));
  const laid = layRoute(tx, { matterId, round, plan, handlerName: moment.actor.name, handlerId: draft.handlerId, moment });
  sent.push(...laid.sent);
  const standing = {
    matterId,
    kind: kind.kind,
    form: content.form,
    handlerId: draft.handlerId,
    departmentId,
    amount: gist.amount,
    factDay: gist.factDay,
    linkedMatterId: gist.linkedMatterId,
    decision,
  };
  await kind.whenSubmitted?.(tx, { ...standing, background: drafted.background }, moment);
  const year = Number(moment.today.slice(0, 4));
  const number = matter?.number ?? (await takeNumber(tx, { series: kind.series, year, subject: { kind: 'matter', id: matterId }, now: moment.now }));
  const state: MatterState = laid.ended ? endStateOf(kind, { amount: gist.amount, payment: gist.payment ?? null, decision }) : 'in_review';
  sent.push(
    submitted(tx, {
      matterId,
      round,
      number,
      state,
      signed: plan.carried.map(({ step, signed }) => ({ step, by: signed.actedBy, verdict: 'agreed' })),
      now: moment.now,
    }),
  );
  if (laid.ended) await finishMatter(world, tx, { standing: { ...standing, number }, state, moment });
  const detail = {
    kind: kind.kind,
    number,
    round,
    form: formDigest(content.form),
    decision: decision.pack,
    released: plan.releasedCodes,
    files: content.files.map((file) => file.digest),
  };
  return { result: { matterId, state }, entry: { subject: { kind: 'matter', id: matterId }, detail }, sent };
}
