import type { PostStep, StepAct } from '../../rules/decision.ts';
import { isReview, resolveStep, sameSection, type PlannedStep } from '../../rules/route/resolve-route.ts';
import { dutyOfAct } from '../../rules/separation/incompatible.ts';
import { turnOf } from '../../rules/route/turn.ts';
import { holdersFor, principalOf, type Staff } from '../../rules/route/staff.ts';
import { clashIn } from './duties.ts';
import { actingOn, partiesOf, signersOf } from './entitled.ts';
import { reviewedElsewhere } from './payment.ts';
import type { RouteStep, SeenMatter, SeenRoute } from './seen.ts';
import type { MatterState, StepVerdict } from './state.ts';

/** What somebody did to a step. */
export interface Signature {
  readonly step: number;
  readonly verdict: StepVerdict;
  readonly remark: string | null;
  readonly coverFor: number | null;
  readonly resolutionId: number | null;
  /** Number of the authority it rests on, where one is registered. */
  readonly authority?: string | null;
}

/** A step that opens now, with the people it waits for; `stuck` if there is nobody. */
export type Opening = Omit<PlannedStep, 'place'>;

/** What one act does to a matter, decided; `writeMove` carries it out and decides nothing. */
export interface Move<Matter extends SeenRoute = SeenMatter> {
  readonly matter: Matter;
  readonly state: MatterState;
  readonly signed: Signature | null;
  /** Steps that only inform: done at once, these people are told. */
  readonly noted: readonly Opening[];
  readonly opened: readonly Opening[];
  /** Steps set back to waiting, and steps that lapse. */
  readonly waiting: readonly number[];
  readonly lapsed: readonly number[];
}

export const NO_CHANGE = { signed: null, noted: [], opened: [], waiting: [], lapsed: [] } as const;

/** The staff and people needed to open a step. */
export interface OpeningAsk<Matter extends SeenRoute = SeenRoute> {
  readonly matter: Matter;
  readonly staff: Staff;
  /** Everybody who has signed, including whoever signs now, and whom they covered. */
  readonly signed: ReadonlySet<number>;
}

/**
 * What comes once a step is out of the way: informing steps pass, and whatever stands side by side at the next place opens; nobody asked = the route
 * is at its end. A step left open beside it is asked for again if it waited for somebody who has signed by now; an opinion asked of him falls away.
 */
export function nextAfter(ask: OpeningAsk, done: number): Pick<Move, 'noted' | 'opened' | 'lapsed'> & { readonly ended: boolean } {
  const rest = ask.matter.steps.filter((one) => one.step !== done && (one.state === 'waiting' || one.state === 'open'));
  const given = rest.filter((one) => one.addedBy !== null && one.personId !== null && ask.signed.has(one.personId));
  const left = rest.filter((one) => !given.includes(one)).map((one) => ({ ...one, open: one.state === 'open' }));
  const { pass, open, ended } = turnOf(left);
  const again = left.filter(
    (one) =>
      one.open &&
      one.personId === null &&
      ask.matter.todos.some((todo) => todo.step === one.step && (ask.signed.has(todo.personId) || ask.signed.has(principalOf(todo)))),
  );
  return {
    noted: pass.map((step) => openingOf(ask, step)),
    opened: [...again, ...open].map((step) => openingOf(ask, step)),
    lapsed: given.map((one) => one.step),
    ended,
  };
}

/** Who may act on a step now: the route was laid earlier, posts may have changed hands and people have signed since. */
export function openingOf({ matter, staff, signed }: OpeningAsk, step: RouteStep): Opening {
  if (step.personId !== null) return openingForPerson(step, step.personId);
  const asked = matter.decision?.steps.find((one) => one.post === step.askedPost && (one.act === step.act || step.act === '决定'));
  const post: PostStep = asked ?? { post: step.askedPost, act: step.act, onOwnBusiness: [], onSamePerson: [], clause: step.clause };
  // whoever was named for another step signs that one
  const named = matter.steps.flatMap((one) => (one.personId !== null && one.addedBy === null && one.state !== 'lapsed' ? [one.personId] : []));
  const barred = (personId: number, act: StepAct): string | undefined => {
    const duty = dutyOfAct(act);
    const clash = clashIn({ matter, staff }, { personId, duty });
    if (clash !== undefined) return `${step.askedPost}已在本事项中办理${clash.done}，与${duty}不相容`;
    return isReview(act) && onlyReview({ matter, staff }, step) ? sameSection({ staff, departmentId: matter.departmentId }, personId) : undefined;
  };
  return {
    step: step.step,
    ...resolveStep(
      {
        barred,
        steps: matter.decision?.steps ?? [post],
        staff,
        handlerId: matter.handlerId,
        parties: partiesOf(matter),
        departmentId: matter.departmentId,
        business: matter,
      },
      post,
      new Set([...signed, ...named]),
    ),
  };
}

/** Is the step the last on which somebody of another section may still review what must be reviewed there? */
function onlyReview({ matter, staff }: Pick<OpeningAsk, 'matter' | 'staff'>, step: RouteStep): boolean {
  const elsewhere = (personId: number): boolean => sameSection({ staff, departmentId: matter.departmentId }, personId) === undefined;
  const reviewers = (one: RouteStep): readonly number[] =>
    one.actedBy !== null ? [one.actedBy] : holdersFor(staff, one.post, matter.departmentId).map((held) => held.personId);
  const others = matter.steps.filter((one) => one.step !== step.step && one.state !== 'lapsed' && isReview(one.act)).map(reviewers);
  return reviewedElsewhere(matter) && !others.some((people) => people.length > 0 && people.every(elsewhere));
}

/** An added or reassigned step waits for the person it names, whatever posts he holds by then. */
function openingForPerson({ step, act, askedPost, post, reasons, clause }: RouteStep, personId: number): Opening {
  return { step, act, askedPost, post, reasons, clause, candidates: [{ personId, name: '', coverFor: null }], stuck: false, vacant: [] };
}

/** Steps that fall when somebody says no: all that wait or are open but his own. */
export function lapsedBy(matter: SeenRoute, refused: number): readonly number[] {
  return matter.steps.filter((one) => one.step !== refused && (one.state === 'waiting' || one.state === 'open')).map((one) => one.step);
}

/** Signs an open step and goes on to the next; at the end of the route the matter takes the state of its kind. */
export function advance<Matter extends SeenRoute>(
  ask: Omit<OpeningAsk<Matter>, 'signed'>,
  signed: Signature,
  more: { readonly signerId: number | null; readonly endsIn: MatterState },
): Move<Matter> {
  const signers = new Set(signersOf(ask.matter));
  for (const one of actingOn({ actedBy: more.signerId, coverFor: signed.coverFor })) signers.add(one);
  const { noted, opened, lapsed, ended } = nextAfter({ ...ask, signed: signers }, signed.step);
  return { ...NO_CHANGE, matter: ask.matter, state: ended ? more.endsIn : 'in_review', signed, noted, opened, lapsed };
}
