import type { CivilDate } from '../calendar/civil-date.ts';
import type { ClauseRef, Facts, FactValue, StepAct, StepCount } from '../decision.ts';
import type { Period } from '../duties/period.ts';
import type { IncompatibleDuties } from '../separation/incompatible.ts';
import type { Cell } from '../table/cell.ts';
import type { Term } from '../vocabulary.ts';
import type { Path, Source } from './source.ts';

/** One regulation of one office in one version, read and resolved. Immutable. */
export interface Pack {
  readonly regulation: string;
  readonly office: string;
  /** Folder of the module: `expenditure`. */
  readonly field: string;
  readonly version: string;
  readonly inForceFrom: CivilDate;
  /** First day on which it no longer applies; undefined while in force. */
  readonly inForceUntil: CivilDate | undefined;
  readonly confirmed: CivilDate | undefined;
  readonly legalBasis: readonly string[];
  /** SHA-256 of the source text, hex. */
  readonly digest: string;
  readonly tables: ReadonlyMap<string, Table>;
  /** Question → its tables, in order. */
  readonly questions: ReadonlyMap<string, readonly Table[]>;
  readonly clauses: readonly Clause[];
  /** The office's own numbers by identifier; undefined where the office still has to set one. */
  readonly settings: ReadonlyMap<string, Setting>;
  readonly duties: ReadonlyMap<string, Duty>;
  readonly separations: readonly Separation[];
  readonly incompatibles: readonly IncompatibleDuties[];
  readonly soleHolders: readonly SoleHolder[];
  readonly registers: readonly RegisterRule[];
  readonly attestations: readonly Attestation[];
  readonly source: Source;
}

export const LEVELS = ['强制', '计算', '跟踪', '记录', '确认', '公示'] as const;
export type Level = (typeof LEVELS)[number];

export interface Clause {
  readonly ref: ClauseRef;
  readonly level: Level;
  readonly text: string;
  /** Higher rules the clause names itself, besides those of the whole regulation. */
  readonly legalBasis: readonly string[];
  /** How an ambiguity was resolved. */
  readonly reading: string | undefined;
  /** Why there is nothing to enforce, and where it is shown. */
  readonly shown: string | undefined;
  readonly ruleCount: number;
  readonly path: Path;
}

export interface Condition {
  readonly term: Term;
  readonly cell: Cell;
}

export type HitPolicy = '唯一' | '一致' | '汇总';

export interface Table {
  readonly name: string;
  readonly hit: HitPolicy;
  /** Where some row must match: everywhere (empty), within these conditions, or nowhere (`none`). */
  readonly scope: readonly Condition[] | 'none';
  /** The table whose answer this one replaces when one of its rows matches. */
  readonly replaces: string | undefined;
  /** Every column mentioned in a row, in order of appearance, also those that take anything. */
  readonly columns: readonly Term[];
  readonly rows: readonly Row[];
  readonly path: Path;
}

export interface Row {
  /** 1-based position in its table. */
  readonly position: number;
  readonly clause: Clause;
  readonly when: readonly Condition[];
  /** The limits as the source states them, where the reading differs: columns replaced against `when`. */
  readonly stated: readonly Condition[] | undefined;
  readonly answer: RowAnswer;
  readonly path: Path;
}

export interface RowAnswer {
  readonly steps: readonly RowStep[];
  readonly refusal: { readonly sentence: string; readonly whatWouldHelp: readonly string[]; readonly releasableBy: string | undefined } | undefined;
  readonly values: Facts;
  readonly required: readonly string[];
  readonly duties: readonly string[];
  readonly notice: string | undefined;
  readonly compute: { readonly function: string; readonly into: Term } | undefined;
}

export interface RowStep {
  readonly post: string;
  readonly act: StepAct;
  readonly onOwnBusiness: readonly string[];
  readonly onSamePerson: readonly string[];
  readonly mustKnow: string | undefined;
  /** Stands beside the step before it. */
  readonly beside: boolean;
  readonly count: StepCount | undefined;
}

export interface Setting {
  readonly term: Term;
  readonly value: FactValue | undefined;
  readonly clause: Clause;
  readonly path: Path;
}

export interface Duty {
  readonly duty: string;
  readonly subject: string | undefined;
  readonly period: Period | undefined;
  readonly owner: string | undefined;
  readonly evidence: readonly string[];
  /** Told when overdue. */
  readonly reportTo: readonly string[];
  readonly note: string | undefined;
  readonly clause: Clause;
  readonly path: Path;
}

export interface Separation {
  readonly name: string;
  readonly posts: readonly string[];
  /** May a body's decision let one person hold both for a time? */
  readonly exception: boolean;
  readonly clause: Clause;
  readonly path: Path;
}

export interface SoleHolder {
  readonly post: string;
  readonly clause: Clause;
  readonly path: Path;
}

export interface RegisterRule {
  readonly name: string;
  readonly requiredFields: readonly string[];
  readonly clause: Clause;
}

export interface Attestation {
  readonly name: string;
  readonly statements: readonly string[];
  /** 任职, 每月, 每年1月; 办理: by whoever decides on a matter, in deciding. */
  readonly occasions: readonly string[];
  /** Whose holders attest. */
  readonly posts: readonly string[];
  readonly reportTo: readonly string[];
  readonly clause: Clause;
}
