import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { ClauseRef, Refusal } from '../../rules/decision.ts';
import type { Finding } from '../../rules/finding.ts';
import type { MatterState } from '../matters/state.ts';

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

/** A higher rule, and where it stands if it is a regulation of the office itself. */
export interface LegalBasis {
  readonly name: string;
  readonly at: {
    readonly title: string;
    readonly version: string;
    /** Catalogue id; null where the whole regulation is meant. */ readonly clause: string | null;
  } | null;
}

/** How a version came about: the issued document, and the two people who brought it into force. */
export interface Issue {
  readonly issuer: string;
  readonly documentNumber: string;
  /** 成文日期; null where it was not asked for yet. */
  readonly issuedOn: CivilDate | null;
  readonly original: { readonly digest: string; readonly name: string };
  readonly submittedBy: string;
  readonly publishedBy: string;
  readonly publishedAt: string;
}

export interface LawVersion extends RegulationInfo {
  /** SHA-256 of the rules, hex. */
  readonly digest: string;
  /** null for a version that came with the program. */
  readonly issue: Issue | null;
}

export interface LawPage extends LawVersion {
  readonly bases: readonly LegalBasis[];
  readonly clauseList: readonly LawClause[];
  /** Every version, the latest first. */
  readonly versions: readonly LawVersion[];
}

/** A clause that two versions do not have alike; null where one has none. */
export interface ClauseChange {
  readonly id: string;
  readonly before: LawClause | null;
  readonly after: LawClause | null;
}

/** A matter that is open, or approved with duties still open, which the new version would decide differently, and in what. */
export interface MatterImpact {
  readonly matterId: number;
  readonly number: string | null;
  readonly title: string;
  readonly state: MatterState;
  readonly stateTitle: string;
  readonly changes: readonly string[];
}

/** An open duty that would fall due on another day under the new version, or would not be one. */
export interface DutyImpact {
  readonly obligationId: number;
  readonly duty: string;
  readonly sentence: string;
  readonly owner: string;
  /** The matter it hangs on. */
  readonly matterId: number | null;
  readonly dueOn: CivilDate;
  /** null where there is none, or it cannot be worked out; `change` says which. */
  readonly newDueOn: CivilDate | null;
  /** The period then and now: 2日 → 3日. */
  readonly change: string;
  /** Of the new version; of the old one where the new has no such duty. */
  readonly clause: ClauseRef;
}

/** Whom a new version touches. */
export interface Impact {
  readonly matters: readonly MatterImpact[];
  readonly duties: readonly DutyImpact[];
}

export interface DraftHead {
  readonly draftId: number;
  readonly title: string;
  readonly version: string;
  readonly effective: CivilDate;
  readonly issuer: string;
  readonly documentNumber: string;
  /** 成文日期; null where it was not asked for yet. */
  readonly issuedOn: CivilDate | null;
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
  /** null for whoever may not look at the matters of others. */
  readonly impact: Impact | null;
  /** true, or why not. */
  readonly may: { readonly publish: true | Refusal; readonly reject: true | Refusal };
}

export interface Findings {
  readonly findings: readonly Finding[];
}
