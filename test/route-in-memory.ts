import type { Decision, PostStep } from '../src/rules/decision.ts';
import { civilDate } from '../src/rules/calendar/civil-date.ts';
import { resolveRoute, type PlannedStep } from '../src/rules/route/resolve-route.ts';
import type { Holder, Staff } from '../src/rules/route/staff.ts';
import { turnOf } from '../src/rules/route/turn.ts';
import type { Actor } from '../src/platform/act/actor.ts';
import { partiesOf } from '../src/platform/matters/entitled.ts';
import type { Carried } from '../src/platform/matters/lay-route.ts';
import type { MatterWorld } from '../src/platform/matters/kind-in-use.ts';
import type { Move } from '../src/platform/matters/move.ts';
import type { SeenMatter, SeenStep } from '../src/platform/matters/seen.ts';
import { RECORDER } from '../src/platform/resolutions/record.ts';
import { BODY, POSTS, type Office } from './random-offices.ts';

/** A matter in memory: what the statements make of a decision, without a database. */

const clause = { regulation: '制度', version: '1', clause: '一', id: 'X-1' };
/** Named by the clause that refuses, where the pack refuses. */
export const RELEASER = '丁';
export const HANDLER = 1;
/** Confirms what two people do together. */
export const HEAD = '局长';
export const today = civilDate('2026-03-02');
export const now = new Date('2026-03-02T09:00:00+08:00');
export const AMOUNT = 100;

/** One kind of matter, which ends approved. */
export const KIND = { kind: 'k', title: '事项', question: '问', endsIn: 'approved' };

export function staffOf({ holders, covers, apart, excepted, heads, recorder }: Office): Staff {
  const others = [...heads.map((personId) => ({ post: HEAD, personId })), { post: RECORDER, personId: recorder }];
  const own: Holder[] = [...holders, ...others].map(({ post, personId }) => ({ post, personId, name: `第${personId}人`, departmentId: null, coverFor: null }));
  const lent = covers
    .filter(({ post, absent, by }) => absent !== by && own.some((one) => one.post === post && one.personId === absent))
    .map(({ post, absent, by, ceiling }): Holder => ({
      post,
      personId: by,
      name: `第${by}人`,
      departmentId: null,
      coverFor: absent,
      limits: ceiling === null ? null : { kinds: ['k'], ceiling },
    }));
  const posts = [...POSTS.map((post, index) => ({ post, superior: POSTS[index + 1] ?? null, sole: false, collective: false })), BODY];
  return { day: today, incompatible: apart.map((duties) => ({ duties, exception: excepted, clause })), posts, holders: [...own, ...lent] };
}

/** The steps a pack would ask for: the same post and act once, groups by what stands beside what. */
function asksOf({ route }: Office): readonly PostStep[] {
  const firstOf = (at: number): number => (route[at]?.beside === true && at > 0 ? firstOf(at - 1) : at);
  const asks = route.map(({ post, act, onSamePerson, count }, at): PostStep => ({
    post,
    act: post === BODY.post ? '决定' : act,
    onOwnBusiness: [],
    onSamePerson,
    clause,
    group: String(firstOf(at)),
    ...(count !== undefined && act !== '知会' && post !== BODY.post && { count }),
  }));
  return asks.filter((one, at) => asks.findIndex((other) => other.post === one.post && other.act === one.act) === at);
}

/** What the rules answer: the steps of the office's pack, about these facts. */
export function decisionOf(made: Office, facts: Decision['facts']): Decision {
  const pack = { regulation: '制度', version: '1', digest: '' };
  const refusals = made.refuses ? [{ code: clause.id, clause, sentence: '不予办理。', whatWouldHelp: [], releasableBy: RELEASER }] : [];
  return {
    question: '问',
    office: '局',
    on: today,
    pack,
    facts,
    verdict: made.refuses ? 'refused' : 'allowed',
    steps: asksOf(made),
    refusals,
    values: {},
    required: [],
    duties: [],
    notices: [],
    reasons: [],
  };
}

/** The part of the world that a decision reads; the office has set nothing. */
export function worldOf(made: Office): MatterWorld {
  const rules = { decide: ({ facts }: { readonly facts: Decision['facts'] }) => decisionOf(made, facts), setting: () => undefined };
  return { modules: [{ kinds: [KIND] }], rules } as unknown as MatterWorld;
}

/** A matter before its first submission: a form, its handler and his witness. */
export function blank({ witness }: Office): SeenMatter {
  const parties = [
    { personId: HANDLER, name: `第${HANDLER}人`, role: '经办人' as const },
    ...(witness === null ? [] : [{ personId: witness, name: `第${witness}人`, role: '证明人' as const }]),
  ];
  return {
    matterId: 1,
    kind: 'k',
    number: '1',
    handlerLeftOn: null,
    title: '事',
    state: 'draft',
    handlerId: HANDLER,
    handlerName: `第${HANDLER}人`,
    departmentId: null,
    departmentName: null,
    form: { n: 0 },
    amount: AMOUNT,
    payment: null,
    factDay: today,
    round: 0,
    version: 1,
    linkedMatterId: null,
    madeAt: now,
    submittedAt: null,
    endedAt: null,
    steps: [],
    todos: [],
    files: [],
    releases: [],
    duties: [],
    exceptions: [],
    parties,
    contentDigest: null,
    decision: null,
  };
}

/** What `writeMove` makes of a move. */
export function after(matter: SeenMatter, move: Move, signer: number | null): SeenMatter {
  const steps = matter.steps.map((step): SeenStep => {
    if (move.signed?.step === step.step)
      return { ...step, state: 'done', verdict: move.signed.verdict, actedBy: signer, coverFor: move.signed.coverFor, resolutionId: move.signed.resolutionId };
    if (move.noted.some((one) => one.step === step.step)) return { ...step, state: 'done', verdict: 'noted' };
    const opened = move.opened.find((one) => one.step === step.step);
    if (opened !== undefined) return { ...step, state: 'open', post: opened.post, act: opened.act, verdict: null, actedBy: null };
    if (move.waiting.includes(step.step)) return { ...step, state: 'waiting', verdict: null, actedBy: null };
    return move.lapsed.includes(step.step) ? { ...step, state: 'lapsed' } : step;
  });
  const stillOpen = new Set(steps.filter((step) => step.state === 'open' && !move.opened.some((one) => one.step === step.step)).map((step) => step.step));
  const todos = [
    ...matter.todos.filter((todo) => stillOpen.has(todo.step)),
    ...move.opened.flatMap(({ step, candidates }) => candidates.map(({ personId, name, coverFor }) => ({ personId, name, coverFor, step, leftOn: null }))),
  ];
  return { ...matter, state: move.state, steps, todos: move.state === 'in_review' ? todos : [] };
}

const UNSIGNED = {
  personId: null,
  addedBy: null,
  reasons: [],
  clause,
  actedBy: null,
  actedByName: null,
  coverForName: null,
  actedAt: null,
  coverFor: null,
  verdict: null,
  remark: null,
  resolutionId: null,
  openedAt: null,
  authority: null,
} as const;

export function withAdded(
  matter: SeenMatter,
  plan: {
    readonly added: { readonly step: number; readonly place: number; readonly reasons: readonly string[] };
    readonly person: { readonly personId: number };
  },
  by: number,
): SeenMatter {
  const step: SeenStep = {
    ...UNSIGNED,
    step: plan.added.step,
    place: plan.added.place,
    personId: plan.person.personId,
    addedBy: by,
    act: '会签',
    askedPost: '会签人',
    post: '会签人',
    state: 'waiting',
    reasons: plan.added.reasons,
  };
  return { ...matter, steps: [...matter.steps, step].toSorted((one, other) => one.place - other.place || one.step - other.step) };
}

interface Laid {
  readonly steps: readonly PlannedStep[];
  readonly carried: readonly Carried[];
  readonly decision: Decision;
}

/** What `layRoute` makes of a submission: a new round, with the signatures that still hold. */
export function laid(matter: SeenMatter, { steps, carried, decision }: Laid, form: unknown): SeenMatter {
  const signed = new Map(carried.map((one) => [one.step, one.signed]));
  const { pass, open, ended } = turnOf(steps.filter((one) => !signed.has(one.step)).map((one) => ({ ...one, personId: null, open: false })));
  const has = (list: readonly { readonly step: number }[], { step }: PlannedStep): boolean => list.some((one) => one.step === step);
  const stateOf = (one: PlannedStep): Partial<SeenStep> => {
    const before = signed.get(one.step);
    if (before !== undefined)
      return { state: 'done', verdict: 'agreed', actedBy: before.actedBy, coverFor: before.coverFor, resolutionId: before.resolutionId };
    return has(open, one) ? { state: 'open' } : has(pass, one) ? { state: 'done', verdict: 'noted' } : { state: 'waiting' };
  };
  const todos = open.flatMap(({ step, candidates }) => candidates.map(({ personId, name, coverFor }) => ({ personId, name, coverFor, step, leftOn: null })));
  return {
    ...matter,
    form,
    contentDigest: JSON.stringify(form),
    decision,
    round: matter.round + 1,
    state: ended ? 'approved' : 'in_review',
    duties: [{ personId: matter.handlerId, duty: '经办' }],
    todos,
    steps: steps.map((one): SeenStep => ({
      ...UNSIGNED,
      step: one.step,
      place: one.place,
      act: one.act,
      askedPost: one.askedPost,
      post: one.post,
      state: 'waiting',
      ...stateOf(one),
    })),
  };
}

export function actorOf(personId: number, staff: Staff): Actor {
  return { officeId: 1, personId, name: `第${personId}人`, departmentId: null, posts: staff.holders.filter((one) => one.personId === personId) };
}

/** Does the pack ask anybody but to inform him? */
export function asksSomebody(made: Office, matter: SeenMatter, staff: Staff): boolean {
  return resolveRoute({
    steps: asksOf(made),
    staff,
    handlerId: matter.handlerId,
    parties: partiesOf(matter),
    departmentId: null,
    business: { kind: 'k', amount: AMOUNT },
  }).some((one) => one.act !== '知会');
}
