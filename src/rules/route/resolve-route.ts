import type { ClauseRef, PostStep, StepAct } from '../decision.ts';
import { neededOf } from '../quorum.ts';
import { candidatesOf, holdersFor, principalOf, type Business, type Candidate, type Staff } from './staff.ts';

/** The post whose name stands at a step for the witness named in the matter; nobody holds it. */
export const WITNESS = '证明人';

/** Keyword of `同人` in a pack: whoever already signs an earlier step signs once, at this one. */
export const SIGN_ONCE = '合并';

/** Keyword of `本人` in a pack: the step falls away where it would be the handler's own; another still decides. */
export const NOT_ASKED = '免签';

export interface Involved {
  readonly personId: number;
  readonly name: string;
  readonly role: '收款人' | '受益人' | '证明人' | '原经办人' | '回避人';
}

export interface RouteAsk {
  /** Every step the regulation asks for. */
  readonly steps: readonly PostStep[];
  readonly staff: Staff;
  readonly handlerId: number;
  readonly parties: readonly Involved[];
  /** Decides portfolios (whose 分管领导); null for the whole office. */
  readonly departmentId: number | null;
  /** Decides which covers reach so far; null: only those without limits. */
  readonly business: Business | null;
  /** People who have signed a step of the matter already, and those who were covered by whoever did. */
  readonly signed?: ReadonlySet<number>;
  /** May the person take the duty of the step, whatever he has done of the matter besides? Left out: yes. */
  readonly barred?: (personId: number, act: StepAct) => string | undefined;
  /** Must somebody of another section than the handler's review the matter? */
  readonly reviewedElsewhere?: boolean;
}

/** Acts that look at what another decides. */
const REVIEWS: readonly StepAct[] = ['审核', '确认', '会签'];

/** Does the act review, rather than decide? */
export function isReview(act: StepAct): boolean {
  return REVIEWS.includes(act);
}

/** Why somebody may not be the one who reviews: he works in the handler's own section. */
export function sameSection({ staff, departmentId }: Pick<RouteAsk, 'staff' | 'departmentId'>, personId: number): string | undefined {
  const held = staff.holders.find((one) => one.personId === personId);
  return departmentId !== null && held?.sectionId === departmentId ? `${held.name}与经办人同在一个股室，复核由其他股室的人员办理` : undefined;
}

/** A step with the people who may act on it. */
export interface PlannedStep {
  /** 1-based. */
  readonly step: number;
  /** Steps of one place stand side by side. */
  readonly place: number;
  readonly act: StepAct;
  /** The post the regulation names. */
  readonly askedPost: string;
  /** The post that acts: the same, its substitute, or its superior. */
  readonly post: string;
  /** Empty for a collective body, and where nobody is left: then `stuck`. */
  readonly candidates: readonly Candidate[];
  /** Why another post acts, in Chinese sentences; empty if the asked post does. */
  readonly reasons: readonly string[];
  readonly clause: ClauseRef;
  readonly mustKnow?: string;
  readonly stuck: boolean;
  /** Posts found vacant on the way: an obligation to fill each opens. */
  readonly vacant: readonly string[];
}

type Unnumbered = Omit<PlannedStep, 'step' | 'place'>;

/** One step again, at the moment it opens: posts may have changed hands since the route was laid, and these people have signed meanwhile. */
export function resolveStep(ask: RouteAsk, step: PostStep, signed: ReadonlySet<number>): Unnumbered {
  return planStep({ ...ask, signed }, asked(step), []).plan;
}

/**
 * Finds out who acts on each step. Nobody acts on a matter in which he has an interest; nobody signs two steps of one matter. The
 * substitutes of the pack come first, then the next higher post; a vacant post goes upwards too. Nothing is ever skipped for lack of people:
 * a step without anybody is `stuck`. A step whose clause spares the handler (`本人: [免签]`) falls away, unless it were the last that decides.
 * Where somebody of another section is to review and nobody on the route is, colleagues of the handler are passed by.
 */
export function resolveRoute(ask: RouteAsk): readonly PlannedStep[] {
  const planned = layOut(ask);
  const elsewhere = planned.some(
    (step) => isReview(step.act) && step.candidates.length > 0 && step.candidates.every((one) => sameSection(ask, one.personId) === undefined),
  );
  if (ask.reviewedElsewhere !== true || elsewhere) return planned;
  return layOut({ ...ask, barred: (personId, act) => ask.barred?.(personId, act) ?? (isReview(act) ? sameSection(ask, personId) : undefined) });
}

function layOut(ask: RouteAsk): readonly PlannedStep[] {
  const spared = ask.steps.filter((step) => isSpared(ask, step));
  const left = ask.steps.filter((step) => !spared.includes(step));
  const steps = left.some((step) => step.act !== '知会') ? left : ask.steps;
  const planned: (Unnumbered & { readonly group: string | undefined })[] = [];
  for (const before of steps) {
    for (const step of eachOf(ask, before)) {
      const { plan, merges } = planStep(ask, asked(step), planned);
      const merged = planned.findIndex((one) => one === merges);
      if (merged !== -1) planned.splice(merged, 1);
      planned.push({ ...(steps === left ? withSpared(plan, { ask, spared, before }) : plan), group: step.group });
    }
  }
  const placeOfGroup = (group: string | undefined, at: number): number => (group === undefined ? at : planned.findIndex((one) => one.group === group)) + 1;
  return planned
    .map(({ group, ...plan }, at) => ({ place: placeOfGroup(group, at), ...plan }))
    .toSorted((one, other) => one.place - other.place)
    .map((plan, at) => ({ step: at + 1, ...plan }));
}

/** One step for each holder who is to act (几人), all at one place. 全部, or a share: of whoever holds the post and has no interest in the matter. */
function eachOf(ask: RouteAsk, step: PostStep): readonly PostStep[] {
  if (step.count === undefined) return [step];
  const free = candidatesOf(ask.staff, { post: step.post, departmentId: ask.departmentId, business: ask.business, excluded: interestedIn(ask, step.post) });
  const aside = signElsewhere(ask, step, free);
  const all = inOwnRight(ask, step, free).filter((one) => !aside.has(one.personId)).length;
  const number = step.count === '全部' ? Math.max(aside.size > 0 ? 0 : 1, all) : numberOf(ask, step, free);
  return Array.from({ length: number }, () => ({ ...step, group: step.group ?? `${step.clause.id}/${step.post}/${step.act}` }));
}

/** Those of the candidates who hold the post themselves: whoever stands in for a holder is not counted besides him. */
function inOwnRight(ask: RouteAsk, step: PostStep, free: readonly Candidate[]): readonly Candidate[] {
  const own = new Set(
    holdersFor(ask.staff, step.post, ask.departmentId)
      .filter((held) => held.coverFor === null)
      .map((held) => held.personId),
  );
  return free.filter((one) => own.has(one.personId));
}

/** How many are asked of a post of which several act. */
function numberOf(ask: RouteAsk, step: PostStep, free: readonly Candidate[]): number {
  const { count = 1, atLeast = 1 } = step;
  if (typeof count === 'number') return count;
  return Math.max(atLeast, neededOf(count === '全部' ? '全体' : count, inOwnRight(ask, step, free).length));
}

/** Of several holders asked (几人), those who alone can sign another step of the route, and sign once, there: while enough others hold the post, or where all are asked. */
function signElsewhere(ask: RouteAsk, step: PostStep, free: readonly Candidate[]): ReadonlySet<number> {
  if (step.count === undefined) return new Set();
  const others = ask.steps.filter((one) => one.count === undefined && one.act !== '知会' && one.post !== WITNESS);
  const alone = others.flatMap((one) => {
    const able = candidatesOf(ask.staff, { post: one.post, departmentId: ask.departmentId, business: ask.business, excluded: interestedIn(ask, one.post) });
    return able.length === 1 ? able.map((who) => who.personId) : [];
  });
  const aside = new Set(alone.filter((personId) => free.some((one) => one.personId === personId)));
  return step.count === '全部' || free.length - aside.size >= numberOf(ask, step, free) ? aside : new Set();
}

/** Would the step ask the handler, or somebody else with an interest, and nobody besides? */
function isSpared(ask: RouteAsk, step: PostStep): boolean {
  if (!step.onOwnBusiness.includes(NOT_ASKED)) return false;
  const holders = holdersFor(ask.staff, step.post, ask.departmentId);
  const interested = interestedIn(ask, step.post);
  return holders.length > 0 && holders.every((one) => interested.has(one.personId));
}

/** The step as it is asked of somebody: the keyword names no post. */
function asked(step: PostStep): PostStep {
  return { ...step, onOwnBusiness: step.onOwnBusiness.filter((post) => post !== NOT_ASKED) };
}

/** Says at the first step behind a spared one why nobody signs there. */
function withSpared(
  plan: Unnumbered,
  { ask, spared, before }: { readonly ask: RouteAsk; readonly spared: readonly PostStep[]; readonly before: PostStep },
): Unnumbered {
  const at = ask.steps.indexOf(before);
  const previous = ask.steps.slice(0, at).findLastIndex((step) => !spared.includes(step));
  const last = !ask.steps.slice(at + 1).some((step) => !spared.includes(step));
  const here = ask.steps.filter((step, index) => spared.includes(step) && index > previous && (index < at || last));
  return here.length === 0 ? plan : { ...plan, reasons: [...plan.reasons, ...here.map((step) => `${step.post}即经办人本人，不另${step.act}`)] };
}

/** Everybody with an interest in a step: a witness may witness, nothing else. */
export function interestedIn(ask: Pick<RouteAsk, 'handlerId' | 'parties'>, askedPost: string): ReadonlySet<number> {
  const parties = ask.parties.filter((party) => !(party.role === WITNESS && askedPost === WITNESS));
  return new Set([ask.handlerId, ...parties.map((party) => party.personId)]);
}

interface Plan {
  readonly plan: Unnumbered;
  /** The earlier step this one takes in, if one signature serves both. */
  readonly merges?: Unnumbered | undefined;
}

function planStep(ask: RouteAsk, step: PostStep, planned: readonly Unnumbered[]): Plan {
  const { post, act, clause, mustKnow } = step;
  const base = { act, askedPost: post, post, clause, reasons: [], vacant: [], stuck: false, ...(mustKnow !== undefined && { mustKnow }) };
  if (post === WITNESS) return { plan: witnessStep(ask, base) };
  if (act === '知会')
    return { plan: { ...base, candidates: candidatesOf(ask.staff, { post, departmentId: ask.departmentId, business: ask.business, excluded: new Set() }) } };
  return climb(ask, step, { base, planned });
}

function witnessStep(ask: RouteAsk, base: Omit<Unnumbered, 'candidates'>): Unnumbered {
  const excluded = interestedIn(ask, WITNESS);
  const candidates = ask.parties
    .filter((party) => party.role === WITNESS && !excluded.has(party.personId))
    .map(({ personId, name }) => ({ personId, name, coverFor: null }));
  return { ...base, candidates, stuck: candidates.length === 0, reasons: candidates.length === 0 ? ['没有与经办人、收款人不同的证明人'] : [] };
}

interface Climb {
  readonly base: Omit<Unnumbered, 'candidates'>;
  readonly planned: readonly Unnumbered[];
}

/** Tries the asked post, then its substitutes, then the posts above, until somebody may act. */
function climb(ask: RouteAsk, step: PostStep, { base, planned }: Climb): Plan {
  const interested = interestedIn(ask, step.post);
  const reasons: string[] = [];
  const vacant: string[] = [];
  const tried = new Set<string>();
  let queue: readonly string[] = [step.post];
  while (queue.length > 0) {
    const [post = '', ...rest] = queue;
    queue = rest;
    if (tried.has(post)) continue;
    tried.add(post);
    if (placeOf(ask.staff, post)?.collective === true) return { plan: { ...base, post, act: '决定', candidates: [], reasons, vacant } };
    const free = candidatesOf(ask.staff, { post, departmentId: ask.departmentId, business: ask.business, excluded: interested });
    const signing = signedBefore(planned, free);
    const aside = post === step.post ? signElsewhere(ask, step, free) : new Set();
    const candidates = candidatesOf(ask.staff, {
      post,
      departmentId: ask.departmentId,
      business: ask.business,
      excluded: new Set([...interested, ...takenAt(ask, { post, act: step.act, signing })]),
    }).filter((one) => !aside.has(one.personId));
    if (new Set(candidates.map(principalOf)).size > copiesAt(planned, { ...base, post }).length)
      return { plan: { ...base, post, candidates, reasons, vacant } };
    if (free.length > 0 && step.onSamePerson.includes(SIGN_ONCE) && signing.step !== undefined) {
      const once = `${free.map((one) => one.name).join('、')}同时应以${signing.step.post}办理“${signing.step.act}”，一次签署`;
      return {
        plan: { ...base, post, candidates: free, reasons: [...signing.step.reasons, ...reasons, once], vacant: [...signing.step.vacant, ...vacant] },
        merges: signing.step,
      };
    }
    const bars = free.flatMap((one) => ask.barred?.(one.personId, step.act) ?? []);
    const why = bars.length > 0 ? ({ reason: bars.join('；'), vacant: false, because: 'signed' } as const) : whyNot(ask, post, free.length > 0);
    reasons.push(why.reason);
    if (why.vacant) vacant.push(post);
    if (post === step.post) queue = substitutes(step, why);
    if (queue.length === 0 && !onlyAmongThemselves(step, why)) queue = superiorOf(ask.staff, post);
  }
  return { plan: { ...base, candidates: [], reasons, vacant, stuck: true } };
}

/** Holders of a post, and those they cover, who have signed another step, are sure to, or may not take the duty: neither they nor whoever covers them act here. */
function takenAt(ask: RouteAsk, { post, act, signing }: { readonly post: string; readonly act: StepAct; readonly signing: Signing }): readonly number[] {
  const people = holdersFor(ask.staff, post, ask.departmentId).flatMap((held) => [held.personId, ...(held.coverFor === null ? [] : [held.coverFor])]);
  return people.filter((one) => signing.people.has(one) || ask.signed?.has(one) === true || ask.barred?.(one, act) !== undefined);
}

type WhyNot = { readonly reason: string; readonly vacant: boolean; readonly because: 'vacant' | 'interest' | 'signed' };

function whyNot(ask: RouteAsk, post: string, signed: boolean): WhyNot {
  if (signed) return { reason: `${post}已办理本事项的另一步骤，同一人不办理两个步骤`, vacant: false, because: 'signed' };
  const holders = holdersFor(ask.staff, post, ask.departmentId);
  if (holders.length === 0) return { reason: `${post}现无人担任`, vacant: true, because: 'vacant' };
  const names = [...new Set(holders.map((held) => held.name))].join('、');
  return { reason: `${post}${names}与本事项有利害关系，应当回避`, vacant: false, because: 'interest' };
}

function substitutes(step: PostStep, why: WhyNot): readonly string[] {
  const named = why.because === 'interest' ? step.onOwnBusiness : why.because === 'signed' ? step.onSamePerson : [];
  return named.filter((post) => post !== SIGN_ONCE && post !== step.post);
}

/** `本人: [财务股]` at a step of 财务股: another member or nobody; the step waits until one is named. */
function onlyAmongThemselves(step: PostStep, why: WhyNot): boolean {
  return why.because === 'interest' && step.onOwnBusiness.includes(step.post);
}

function superiorOf(staff: Staff, post: string): readonly string[] {
  const superior = placeOf(staff, post)?.superior;
  return superior === null || superior === undefined ? [] : [superior];
}

function placeOf(staff: Staff, post: string): Staff['posts'][number] | undefined {
  return staff.posts.find((one) => one.post === post);
}

/** Steps planned for holders of the same post (几人): each takes one of its candidates. */
function copiesAt(planned: readonly Unnumbered[], { askedPost, act, post }: Pick<Unnumbered, 'askedPost' | 'act' | 'post'>): readonly Unnumbered[] {
  return planned.filter((one) => one.askedPost === askedPost && one.act === act && one.post === post);
}

interface Signing {
  readonly people: ReadonlySet<number>;
  /** The one earlier step that takes one of them alone. */
  readonly step: Unnumbered | undefined;
}

/**
 * Who is sure to sign an earlier step, himself or through his cover: the only one it may ask, or each where as many are asked as there are. Whoever alone
 * covers him signs it for him.
 */
function signedBefore(planned: readonly Unnumbered[], free: readonly Candidate[]): Signing {
  const asked = planned
    .filter((one) => one.act !== '知会' && one.candidates.length > 0)
    .map((step) => ({ step, principals: new Set(step.candidates.map(principalOf)) }));
  const sure = asked.filter(({ step, principals }) => principals.size <= copiesAt(planned, step).length);
  const found = sure.findLast(({ principals }) => principals.size === 1 && free.some((candidate) => principals.has(principalOf(candidate))));
  const alone = sure.flatMap(({ step, principals }) => (step.candidates.length === principals.size ? step.candidates.map((one) => one.personId) : []));
  return { people: new Set([...sure.flatMap(({ principals }) => [...principals]), ...alone]), step: found?.step };
}
