import type { ClauseRef, Decision, Refusal, StepAct } from '../../rules/decision.ts';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { FieldSchema } from '../http/contract.ts';
import type { Obligation } from '../obligations/contract.ts';
import type { HandlerChange } from './change-handler.ts';
import type { MatterException } from './duty-exception.ts';
import type { FilledRow } from './filled.ts';
import type { SeenFile, SeenParty, SeenRelease } from './seen.ts';
import type { Reading } from './read.ts';
import type { Paper } from './paper.ts';
import type { Reassignment } from './reassign.ts';
import type { Worksheet } from './worksheet.ts';
import type { MatterState, StepState, StepVerdict } from './state.ts';

/** A kind of business an office has. */
export interface MatterKindInfo {
  readonly kind: string;
  readonly title: string;
  readonly purpose: string;
  readonly module: string;
  readonly question: string;
  /** Of the form, for kinds without a page of their own. */
  readonly schema: FieldSchema;
}

export interface StepCandidate {
  readonly personId: number;
  readonly name: string;
  /** Name of the absent person somebody stands in for. */
  readonly coverFor: string | null;
}

/** One place on the 路径. */
export interface MatterRouteStep {
  readonly step: number;
  /** Steps of one place stand side by side. */
  readonly place: number;
  /** The person a step was added for or reassigned to. */
  readonly personId: number | null;
  /** Whoever added the step; null for the steps of the regulation. */
  readonly addedBy: number | null;
  readonly act: StepAct;
  /** The post the regulation names. */
  readonly askedPost: string;
  /** The post that acts. */
  readonly post: string;
  /** `stuck`: open, and nobody may act. */
  readonly state: StepState | 'stuck';
  readonly candidates: readonly StepCandidate[];
  /** Why another post acts. */
  readonly reasons: readonly string[];
  readonly clause: ClauseRef;
  readonly actedBy: { readonly personId: number; readonly name: string } | null;
  readonly actedAt: string | null;
  /** The absent person whoever signed stood in for (代). */
  readonly coverFor: string | null;
  /** Number of the registered authority it was signed by; null where the post itself is enough. */
  readonly authority: string | null;
  readonly verdict: StepVerdict | null;
  readonly remark: string | null;
  readonly resolutionId: number | null;
}

/** What the form would bring, before it is submitted. */
export interface Preview {
  readonly decision: Decision | null;
  /** The kind's own reckoning of the form as it stands. */
  readonly worksheet: Worksheet | null;
  readonly route: readonly PreviewStep[];
  /** Refusals that stand and evidence still missing. */
  readonly refusals: readonly Refusal[];
  /** Fields that do not hold yet. */
  readonly problems: readonly { readonly path: string; readonly sentence: string }[];
}

export type PreviewStep = Pick<MatterRouteStep, 'step' | 'place' | 'act' | 'askedPost' | 'post' | 'candidates' | 'reasons' | 'clause'> & {
  readonly stuck: boolean;
};

export interface MatterHistory {
  /** Of the log: two entries may be of one moment. */
  readonly entryId: number;
  readonly at: string;
  readonly person: { readonly personId: number; readonly name: string } | null;
  readonly verb: string;
  readonly verbTitle: string;
  readonly capacity: string | null;
  /** The absent person whoever acted stood in for. */
  readonly coverFor: string | null;
  readonly remark: string | null;
}

export interface NextMatter {
  readonly kind: string;
  /** On the button: 据此报销. */
  readonly label: string;
  readonly start: Readonly<Record<string, unknown>>;
}

export interface Matter {
  readonly matterId: number;
  readonly kind: string;
  readonly kindTitle: string;
  readonly number: string | null;
  readonly title: string;
  readonly state: MatterState;
  readonly stateTitle: string;
  readonly handler: { readonly personId: number; readonly name: string; readonly department: string | null };
  readonly form: unknown;
  /** The form in words, by its labels. */
  readonly filled: readonly FilledRow[];
  readonly amount: number | null;
  readonly factDay: CivilDate;
  readonly version: number;
  readonly round: number;
  readonly madeAt: string;
  readonly submittedAt: string | null;
  readonly endedAt: string | null;
  readonly linked: readonly {
    readonly matterId: number;
    readonly number: string | null;
    readonly title: string;
    readonly state: MatterState;
    readonly stateTitle: string;
  }[];
  /** What the matter leads to, for its handler: a form of that kind starts with these fields. */
  readonly next: readonly NextMatter[];
  readonly parties: readonly SeenParty[];
  readonly route: readonly MatterRouteStep[];
  readonly decision: Decision | null;
  readonly worksheet: Worksheet | null;
  /** The filled-in paper form of kinds that have one; null for drafts. */
  readonly paper: Paper | null;
  readonly files: readonly SeenFile[];
  readonly requiredEvidence: readonly { readonly evidence: string; readonly clause: ClauseRef; readonly present: boolean }[];
  readonly history: readonly MatterHistory[];
  /** Who has opened it, and when first. */
  readonly readings: readonly Reading[];
  readonly obligations: readonly Obligation[];
  readonly releases: readonly SeenRelease[];
  /** Steps given to a named person by two others. */
  readonly reassignments: readonly Reassignment[];
  /** Another handler, asked for by one and confirmed by another. */
  readonly handlerChanges: readonly HandlerChange[];
  /** Duties taken by one person all the same, by the word of a second. */
  readonly exceptions: readonly MatterException[];
  /** Per verb: true, or why not. */
  readonly may: Readonly<Record<string, true | Refusal>>;
  readonly checkCode: string;
}

/** One line of a list of matters. */
export interface MatterRow {
  readonly matterId: number;
  readonly kind: string;
  readonly kindTitle: string;
  readonly number: string | null;
  readonly title: string;
  readonly state: MatterState;
  readonly stateTitle: string;
  readonly handlerName: string;
  readonly amount: number | null;
  readonly submittedAt: string | null;
  readonly openStep: { readonly act: StepAct; readonly post: string; readonly clause: ClauseRef; readonly since: string } | null;
  /** Why the open step is asked for, or the first reason of the decision. */
  readonly verdictLine: string | null;
}

export type MatterView = 'todo' | 'mine' | 'acted' | 'told' | 'all';

/** Matters that hold what was looked for. */
export interface FoundMatters {
  readonly rows: readonly MatterRow[];
  readonly count: number;
  /** There are more than were counted. */
  readonly more: boolean;
}

export interface MatterPage {
  readonly rows: readonly MatterRow[];
  readonly next: string | null;
}
