import type { Row } from './rows-field.tsx';

/** The rows a form holds under a name; they were put in by its own fields. */
export function rowsOf(value: Row, name: string): readonly Row[] {
  return (value[name] as readonly Row[] | undefined) ?? [];
}

/** The day of a moment the form holds, `2026-06-09T07:00`; undefined while it is not filled in. */
export function dayIn(value: Row, name: string): string | undefined {
  const at = value[name];
  return typeof at === 'string' && at !== '' ? at.slice(0, 10) : undefined;
}
