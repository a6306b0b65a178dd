import type { PaidAs } from '../../platform/matters/kind.ts';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';

/** Appropriated money of the office, paid out to whoever handles the matter. */
export function toHandler(category: string, spentOn: CivilDate): PaidAs {
  return { book: '机关', payee: null, category, funding: '财政拨款', unionPurpose: null, spentOn, unitId: null, projectId: null };
}
