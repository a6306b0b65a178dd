import type { Row } from '../../../web/kit/rows-field.tsx';
import { rowsOf } from '../../../web/kit/rows-of.ts';

/** Names of the guests filled in so far. */
export function guestNames(value: Row): readonly string[] {
  return rowsOf(value, 'guests').flatMap((one) => (typeof one['name'] === 'string' && one['name'] !== '' ? [one['name']] : []));
}
