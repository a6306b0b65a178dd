import type { Row } from './rows-field.tsx';

/** The rows a form holds under a name; they were put in by its own fields. */
export function rowsOf(value: Row, name: string): readonly Row[] {
  return (value[name] as readonly Row[] | undefined) ?? [];
}

/** A row among its rows, changed by its own fields. */
export interface RowAmong {
  readonly value: Row;
  readonly onChange: (row: Row) => void;
  readonly remove: () => void;
}

/** The row at an index; `put` takes the rows as they are after a change. */
export function rowAt(rows: readonly Row[], { index, put }: { readonly index: number; readonly put: (rows: readonly Row[]) => void }): RowAmong {
  return { value: rows[index] ?? {}, onChange: (row) => put(rows.with(index, row)), remove: () => put(rows.toSpliced(index, 1)) };
}

/** The day of a moment the form holds, `2026-06-09T07:00`; undefined while it is not filled in. */
export function dayIn(value: Row, name: string): string | undefined {
  const at = value[name];
  return typeof at === 'string' && at !== '' ? at.slice(0, 10) : undefined;
}
