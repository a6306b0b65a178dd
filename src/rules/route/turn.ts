import type { StepAct } from '../decision.ts';

/** A step that is not out of the way yet. */
export interface LeftStep {
  /** Steps of one place stand side by side. */
  readonly place: number;
  readonly act: StepAct;
  readonly askedPost: string;
  /** The person an added step is for; null for the steps of the regulation. */
  readonly personId: number | null;
  readonly open: boolean;
}

export interface Turn<Step> {
  /** Steps that only inform, on the way to the next place that asks somebody. */
  readonly pass: readonly Step[];
  /** Steps that open now; none while what is open at the place has to be done first. */
  readonly open: readonly Step[];
  /** Nobody is asked any more. */
  readonly ended: boolean;
}

/**
 * Whose turn it is, given what is left in the order of the route: everybody of the first place that asks somebody. Of several holders asked for one
 * post (几人) one step is open at a time, to all of them who have not signed yet.
 */
export function turnOf<Step extends LeftStep>(left: readonly Step[]): Turn<Step> {
  const pass: Step[] = [];
  for (const [, group] of [...Map.groupBy(left, (step) => step.place)].toSorted(([one], [other]) => one - other)) {
    pass.push(...group.filter((step) => step.act === '知会'));
    const asking = group.filter((step) => step.act !== '知会');
    if (asking.length === 0) continue;
    const ahead = (step: Step, at: number): boolean => asking.some((other, index) => other !== step && sameAsk(other, step) && (other.open || index < at));
    return { pass, open: asking.filter((step, at) => !step.open && !ahead(step, at)), ended: false };
  }
  return { pass, open: [], ended: true };
}

function sameAsk(one: LeftStep, other: LeftStep): boolean {
  return one.askedPost === other.askedPost && one.act === other.act && one.personId === null && other.personId === null;
}

interface StandingStep {
  readonly place: number;
  readonly askedPost: string;
  readonly addedBy?: number | null;
}

/** What stands beside a step on the route, in words: `第1人，共3人`, `同时办理`; empty where it stands alone. */
export function besideInWords<Step extends StandingStep>(steps: readonly Step[], step: Step): string {
  const beside = steps.filter((one) => one.place === step.place);
  const several = beside.filter((one) => one.askedPost === step.askedPost && (one.addedBy ?? null) === null && (step.addedBy ?? null) === null);
  const words = [
    ...(several.length > 1 ? [`第${several.indexOf(step) + 1}人，共${several.length}人`] : []),
    ...(beside.length > Math.max(several.length, 1) ? ['同时办理'] : []),
  ];
  return words.join('，');
}
