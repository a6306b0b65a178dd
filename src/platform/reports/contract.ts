export type Figure = string | number | null;

export interface SheetColumn {
  readonly title: string;
  /** money: fen; percent: of a hundred. */
  readonly type: 'text' | 'number' | 'money' | 'percent';
}

export interface SheetTable {
  readonly title: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly (readonly Figure[])[];
}

/** A report as shown: its tables, and what the rules have to say about them. */
export interface Sheet {
  readonly tables: readonly SheetTable[];
  readonly notes: readonly string[];
}

export interface ReportHead {
  readonly report: string;
  readonly title: string;
  readonly period: 'month' | 'year';
}
