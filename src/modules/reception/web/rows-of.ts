import type { Row } from '../../../web/kit/rows-field.tsx';

/** The rows a form holds under a name; they were put in by its own fields. */
export function rowsOf(value: Row, name: string): readonly Row[] {
  return (value[name] as readonly Row[] | undefined) ?? [];
}

/** Names of the guests filled in so far. */
export function guestNames(value: Row): readonly string[] {
  return rowsOf(value, 'guests').flatMap((one) => (typeof one['name'] === 'string' && one['name'] !== '' ? [one['name']] : []));
}

/** The day of a moment the form holds, `2026-06-09T07:00`; undefined while it is not filled in. */
export function dayIn(value: Row, name: string): string | undefined {
  const at = value[name];
  return typeof at === 'string' && at !== '' ? at.slice(0, 10) : undefined;
}
