import type { SeenMatter, SeenStep } from '../src/platform/matters/seen.ts';
import { RECORDER } from '../src/platform/resolutions/record.ts';
import type { Deed, Office } from './random-offices.ts';
import { HEAD, RELEASER } from './route-in-memory.ts';
import type { Standing } from './standing-in-memory.ts';

/** What can be asked of an act that was done, whatever its verb. */

/** An act that was not refused. */
export interface Act {
  readonly before: Standing;
  readonly after: Standing;
  readonly deed: Deed;
  readonly who: number;
  readonly made: Office;
}

export type Holds = (act: Act) => boolean;

export const isWaitedFor: Holds = ({ before: { matter }, who }) => matter.state === 'in_review' && matter.todos.some((todo) => todo.personId === who);
export const isHandler: Holds = ({ before: { matter }, who }) => matter.handlerId === who;
export const wasIn =
  (...states: readonly SeenMatter['state'][]): Holds =>
  ({ before: { matter } }) =>
    states.includes(matter.state);
export const isIn =
  (state: SeenMatter['state']): Holds =>
  ({ after: { matter } }) =>
    matter.state === state;
export const nobodyWaits: Holds = ({ after: { matter } }) => matter.todos.length === 0 && matter.steps.every((one) => one.state !== 'open');
export const holdsPost = ({ staff }: Standing, who: number, post: string): boolean =>
  staff.holders.some((one) => one.post === post && one.personId === who && (one.limits ?? null) === null);
export const hasInterest = ({ matter }: Standing, who: number): boolean => matter.handlerId === who || matter.parties.some((party) => party.personId === who);

export const isSigned = (step: SeenStep): boolean => step.state === 'done' && step.verdict !== 'noted';
export const find = ({ matter }: Standing, { step }: Pick<SeenStep, 'step'>): SeenStep | undefined => matter.steps.find((one) => one.step === step);
const keeps = (act: Act, step: SeenStep): boolean => {
  const after = find(act.after, step);
  return after !== undefined && isSigned(after) && after.actedBy === step.actedBy && after.verdict === step.verdict;
};
/** Signed steps of before that are signed no more, or otherwise; and those signed by this act. */
export const unsigned = (act: Act): readonly SeenStep[] => act.before.matter.steps.filter((step) => isSigned(step) && !keeps(act, step));
export const signed = ({ before, after }: Act): readonly SeenStep[] =>
  after.matter.steps.filter((step) => isSigned(step) && !isSigned(find(before, step) ?? step));
export const signsNothing: Holds = (act) => unsigned(act).length === 0 && signed(act).length === 0;
export const waitsOf = ({ matter }: Standing): string =>
  matter.todos
    .map((todo) => `${todo.step}/${todo.personId}/${todo.coverFor}`)
    .toSorted()
    .join();
/** The posts the open steps are asked by. */
export const postsOf = ({ matter }: Standing): string => matter.steps.flatMap((step) => (step.state === 'open' ? [`${step.step}/${step.post}`] : [])).join();
/** The step that waited for whoever acts. */
export const stepOf = ({ before: { matter }, who }: Act): SeenStep | undefined =>
  matter.steps.find((step) => step.state === 'open' && step.step === matter.todos.find((todo) => todo.personId === who)?.step);
export const changedSteps = ({ before, after }: Act): readonly SeenStep[] =>
  before.matter.steps.filter((step) => JSON.stringify(step) !== JSON.stringify(find(after, step)));
export const waitsAlone = (act: Act, step: number, who: number): boolean =>
  act.after.matter.todos.filter((todo) => todo.step === step).every((todo) => todo.personId === who) &&
  act.after.matter.todos.some((todo) => todo.step === step);

export const isReader: Holds = ({ before, who }) => {
  const { matter } = before;
  if (matter.handlerId === who || (matter.releases.length > 0 && holdsPost(before, who, RELEASER))) return true;
  if (matter.state === 'draft') return false;
  const onRoute = matter.steps.some((step) => step.actedBy === who || holdsPost(before, who, step.post)) || matter.todos.some((todo) => todo.personId === who);
  return (
    onRoute ||
    hasInterest(before, who) ||
    holdsPost(before, who, HEAD) ||
    (matter.steps.some((step) => step.act === '决定') && holdsPost(before, who, RECORDER))
  );
};
export const byTwo =
  (third: (act: Act) => number | undefined): Holds =>
  (act) => {
    const {
      before,
      after: { two },
    } = act;
    if (two === null) return true;
    return new Set([two.asker, two.confirmer, third(act)]).size === 3 && holdsPost(before, two.confirmer, HEAD) && !hasInterest(before, two.confirmer);
  };

/** The step a rescue has given to somebody. */
export const rescuedStep = (act: Act): SeenStep | undefined => act.after.matter.steps.find((step) => find(act.before, step)?.personId !== step.personId);
export const returnedTo = ({ before, deed }: Act): SeenStep | undefined => before.matter.steps.find((step) => step.step === deed.step);
export const addedStep = ({ before, after }: Act): SeenStep | undefined => after.matter.steps.find((step) => find(before, step) === undefined);
export const newExceptions = ({ before, after }: Act): SeenMatter['exceptions'] => after.matter.exceptions.slice(before.matter.exceptions.length);
