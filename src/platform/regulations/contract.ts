import type { CivilDate } from '../../rules/calendar/civil-date.ts';
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
}

/** A table of a clause, as text: one line per row. */
export interface LawTable {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly position: number; readonly cells: readonly string[]; readonly outcome: string }[];
}

export interface LawClause {
  readonly id: string;
  readonly clause: string;
  readonly level: string;
  readonly text: string;
  readonly reading: string | null;
  readonly shown: string | null;
  readonly tables: readonly LawTable[];
  /** Duties, separations, settings, registers and attestations in sentences. */
  readonly rules: readonly string[];
}

export interface LawPage extends RegulationInfo {
  readonly legalBasis: readonly string[];
  readonly digest: string;
  readonly clauseList: readonly LawClause[];
  readonly versions: readonly RegulationInfo[];
}

export interface Findings {
  readonly findings: readonly Finding[];
}
