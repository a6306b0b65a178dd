import type { PostStep } from '../../rules/decision.ts';
import { resolveStep, type PlannedStep } from '../../rules/route/resolve-route.ts';
import type { Staff } from '../../rules/route/staff.ts';
import { signersOf } from './entitled.ts';
import type { SeenMatter, SeenStep } from './seen.ts';
import type { MatterState, StepVerdict } from './state.ts';

/** What somebody did to a step. */
export interface Signature {
  readonly step: number;
  readonly verdict: StepVerdict;
  readonly remark: string | null;
  readonly coverFor: number | null;
  readonly resolutionId: number | null;
}

/** A step that opens now, with the people it waits for; `stuck` if there is nobody. */
export type Opening = PlannedStep;

/** What one act does to a matter, decided; `writeMove` carries it out and decides nothing. */
export interface Move {
  readonly matter: SeenMatter;
  readonly state: MatterState;
  readonly signed: Signature | null;
  /** Steps that only inform: done at once, these people are told. */
  readonly noted: readonly Opening[];
  readonly opened: Opening | null;
  /** Steps set back to waiting, and steps that lapse. */
  readonly waiting: readonly number[];
  readonly lapsed: readonly number[];
}

export const NO_CHANGE = { signed: null, noted: [], opened: null, waiting: [], lapsed: [] } as const;

/** The staff and people needed to open a step. */
export interface OpeningAsk {
  readonly matter: SeenMatter;
  readonly staff: Staff;
  /** Everybody who has signed, including whoever signs now. */
  readonly signed: ReadonlySet<number>;
}

/** What comes after the steps before `from` are done: informing steps pass, the first that waits for somebody opens; neither = the route is at its end. */
function nextAfter(ask: OpeningAsk, from: number): Pick<Move, 'noted' | 'opened'> {
  const noted: Opening[] = [];
  for (const step of ask.matter.steps.filter((one) => one.step >= from && (one.state === 'waiting' || one.state === 'open'))) {
    const opening = openingOf(ask, step);
    if (step.act !== '知会') return { noted, opened: opening };
    noted.push(opening);
  }
  return { noted, opened: null };
}

/** Who may act on a step now: the route was laid earlier, posts may have changed hands and people have signed since. */
export function openingOf({ matter, staff, signed }: OpeningAsk, step: SeenStep): Opening {
  const asked = matter.decision?.steps.find((one) => one.post === step.askedPost && (one.act === step.act || step.act === '决定'));
  const post: PostStep = asked ?? { post: step.askedPost, act: step.act, onOwnBusiness: [], onSamePerson: [], clause: step.clause };
  const parties = matter.parties.flatMap((party) => (party.role === '经办人' ? [] : [{ ...party, role: party.role }]));
  return { step: step.step, ...resolveStep({ staff, handlerId: matter.handlerId, parties, departmentId: matter.departmentId }, post, signed) };
}

/** Signs the open step and goes on to the next; at the end of the route the matter takes the state of its kind. */
export function advance(ask: Omit<OpeningAsk, 'signed'>, signed: Signature, more: { readonly signerId: number | null; readonly endsIn: MatterState }): Move {
  const signers = new Set(signersOf(ask.matter));
  if (more.signerId !== null) signers.add(more.signerId);
  const next = nextAfter({ ...ask, signed: signers }, signed.step + 1);
  return { ...NO_CHANGE, matter: ask.matter, state: next.opened === null ? more.endsIn : 'in_review', signed, ...next };
}
