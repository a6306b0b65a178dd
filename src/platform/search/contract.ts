import type { ClauseRef } from '../../rules/decision.ts';
import type { FoundMatters } from '../matters/contract.ts';

/** A part of a name is two characters at least: one stands nearly everywhere. */
export const LEAST_SEARCHED = 2;
export const MOST_SEARCHED = 60;

/** A register whose title holds the part, or whose lines may be looked up by it. */
export interface FoundRegister {
  readonly register: string;
  readonly title: string;
  /** Columns it may be looked up by there; a record of accounts is opened only there, where its use is noted. */
  readonly columns: readonly { readonly key: string; readonly title: string }[];
  /** The newest lines that hold the part, as column by column; none of a record of accounts. */
  readonly lines: readonly { readonly key: number; readonly cells: readonly string[] }[];
}

export interface FoundClause {
  readonly clause: ClauseRef;
  readonly text: string;
}

export interface FoundPerson {
  readonly personId: number;
  readonly name: string;
  readonly department: string | null;
  readonly posts: readonly string[];
}

/** 检索: what the office has that holds the part, as far as the person may see it. */
export interface SearchAnswer {
  readonly matters: FoundMatters;
  readonly registers: readonly FoundRegister[];
  readonly clauses: readonly FoundClause[];
  readonly people: readonly FoundPerson[];
}
