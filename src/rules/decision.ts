import type { CivilDate } from './calendar/civil-date.ts';
import type { Quorum } from './quorum.ts';

/** A value a rule can read: fen and counts as number, choices and posts by their Chinese term, days as `YYYY-MM-DD`. */
export type FactValue = string | number | boolean | readonly string[];

/** Facts of one matter by English identifier of the vocabulary. */
export type Facts = Readonly<Record<string, FactValue>>;

/** Where a sentence of law stands. */
export interface ClauseRef {
  readonly regulation: string;
  readonly version: string;
  readonly clause: string;
  /** Catalogue id, e.g. `FIN-02i`. */
  readonly id: string;
}

/** What a step asks of its post. `决定` is satisfied by a recorded resolution only; `知会` informs and never waits. */
export const STEP_ACTS = ['同意', '审核', '确认', '批准', '签批', '证明', '决定', '会签', '知会', '付款'] as const;
export type StepAct = (typeof STEP_ACTS)[number];

/** Shares of the holders of a post, of whom so many act. */
export const SHARES = ['半数以上', '过半数', '三分之二以上'] as const satisfies readonly Quorum[];
export type Share = (typeof SHARES)[number];

/** A number of holders, a share of them, or every one of them. */
export type StepCount = number | Share | '全部';

/** A step as one says it: 班子成员3人审核. */
export function stepInWords({ post, act, count }: { readonly post: string; readonly act: StepAct; readonly count?: StepCount | undefined }): string {
  return `${post}${count === undefined ? '' : count === '全部' ? '全体' : typeof count === 'number' ? `${count}人` : count}${act}`;
}

/** One place on the route, by post; who that is on a day is resolved elsewhere. */
export interface PostStep {
  readonly post: string;
  readonly act: StepAct;
  /** Who acts instead if the holder has an interest in the matter, first that fits. */
  readonly onOwnBusiness: readonly string[];
  /** Who acts instead if the same person signs another step, first that fits. */
  readonly onSamePerson: readonly string[];
  /** What the person must know or check, shown at the step. */
  readonly mustKnow?: string;
  /** Steps of one group stand side by side: they open together, and the matter goes on when each is done. */
  readonly group?: string;
  /** How many holders of the post act, each for himself; one if left out. */
  readonly count?: StepCount;
  /** Where the count is a share: at least so many, as another clause asks. */
  readonly atLeast?: number;
  readonly clause: ClauseRef;
}

/** A no, as shown to the person: what, by which clause, and what would help. */
export interface Refusal {
  readonly code: string;
  readonly clause: ClauseRef | null;
  readonly sentence: string;
  readonly whatWouldHelp: readonly string[];
  /** Post that may release it as a recorded override; absent where the clause knows no release. */
  readonly releasableBy?: string;
}

export interface Requirement {
  readonly evidence: string;
  readonly clause: ClauseRef;
}

export interface Notice {
  readonly sentence: string;
  readonly clause: ClauseRef;
}

export interface DutyOpening {
  readonly duty: string;
  readonly clause: ClauseRef;
}

/** Why: the row that matched, in a sentence with the values and the arithmetic. */
export interface Reason {
  readonly clause: ClauseRef;
  readonly table: string;
  /** 1-based position of the row in its table. */
  readonly row: number;
  readonly sentence: string;
}

export interface PackRef {
  readonly regulation: string;
  readonly version: string;
  /** SHA-256 of the pack's source text, hex. */
  readonly digest: string;
}

/** An answer with everything needed to understand and re-check it later. Stored with every submission and act. */
export interface Decision {
  readonly question: string;
  readonly office: string;
  readonly on: CivilDate;
  readonly pack: PackRef;
  /** Further questions answered with it, where the kind of matter asks several. */
  readonly also?: readonly { readonly question: string; readonly pack: PackRef }[];
  readonly facts: Facts;
  readonly verdict: 'allowed' | 'refused';
  readonly steps: readonly PostStep[];
  readonly refusals: readonly Refusal[];
  readonly values: Facts;
  readonly required: readonly Requirement[];
  readonly duties: readonly DutyOpening[];
  readonly notices: readonly Notice[];
  readonly reasons: readonly Reason[];
}
