import type { ClauseRef } from '../../rules/decision.ts';

/**
 * A kind's own reckoning beside the decision, line by line with clause and reason: what is paid and what is borne, who sits at which table.
 * Plain data; shown while the form is filled in, kept with the decision at submission, shown on the matter and on its print.
 */
export interface Worksheet {
  /** 报销核算 */
  readonly title: string;
  readonly columns: readonly WorksheetColumn[];
  readonly rows: readonly WorksheetRow[];
  /** One cell a column; empty if nothing is added up. */
  readonly totals: readonly WorksheetCell[];
  /** Under the table: what the figures rest on. */
  readonly note?: string;
}

export interface WorksheetColumn {
  readonly title: string;
  /** `money`: the cells are integer fen. */
  readonly type: 'text' | 'money';
}

export type WorksheetCell = string | number | null;

export interface WorksheetRow {
  /** One cell a column. */
  readonly cells: readonly WorksheetCell[];
  /** Why the line comes out as it does; empty if there is nothing to say. */
  readonly reason: string;
  readonly clause: ClauseRef | null;
}
