import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { Refusal } from '../../rules/decision.ts';
import type { Finding } from '../../rules/finding.ts';

export interface RegulationInfo {
  readonly title: string;
  readonly version: string;
  readonly field: string;
  readonly effective: CivilDate;
  readonly until: CivilDate | null;
  readonly confirmed: CivilDate | null;
  readonly clauses: number;
  readonly inForce: boolean;
  /** The higher rules it rests on, by name. */
  readonly legalBasis: readonly string[];
}

/** A table of a clause, as text: one line per row. */
export interface LawTable {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly position: number; readonly cells: readonly string[]; readonly outcome: string }[];
}

/** A case beside a clause: what was asked with which facts, and what comes of it. */
export interface LawCase {
  readonly clause: string;
  readonly name: string;
  readonly given: string;
  readonly expected: string;
}

export interface LawClause {
  readonly id: string;
  readonly clause: string;
  readonly level: string;
  readonly text: string;
  /** Higher rules the clause names itself. */
  readonly legalBasis: readonly string[];
  readonly reading: string | null;
  readonly shown: string | null;
  readonly tables: readonly LawTable[];
  /** Duties, separations, settings, registers and attestations in sentences. */
  readonly rules: readonly string[];
  /** None where the version did not come with the program: cases are kept beside its packs. */
  readonly cases: readonly LawCase[];
}

export interface LawPage extends RegulationInfo {
  readonly digest: string;
  readonly clauseList: readonly LawClause[];
  readonly versions: readonly RegulationInfo[];
}

/** A clause that two versions do not have alike; null where one has none. */
export interface ClauseChange {
  readonly id: string;
  readonly before: LawClause | null;
  readonly after: LawClause | null;
}

/** An open matter the new version would decide differently, and in what. */
export interface MatterImpact {
  readonly matterId: number;
  readonly number: string | null;
  readonly title: string;
  readonly changes: readonly string[];
}

export interface DraftHead {
  readonly draftId: number;
  readonly title: string;
  readonly version: string;
  readonly effective: CivilDate;
  readonly issuer: string;
  readonly documentNumber: string;
  /** Digest of the issued document. */
  readonly original: string;
  readonly digest: string;
  readonly submittedById: number;
  readonly submittedBy: string;
  readonly submittedAt: string;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly published: boolean | null;
  readonly reason: string | null;
}

/** A version before it is published: what it changes, and for whom. */
export interface DraftPage {
  readonly draft: DraftHead;
  readonly findings: readonly Finding[];
  readonly changes: readonly ClauseChange[];
  readonly impact: readonly MatterImpact[];
  /** true, or why not. */
  readonly may: { readonly publish: true | Refusal; readonly reject: true | Refusal };
}

export interface Findings {
  readonly findings: readonly Finding[];
}
