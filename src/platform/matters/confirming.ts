import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { ClauseRef } from '../../rules/decision.ts';
import type { MatterWorld } from './kind-in-use.ts';

/** When a clause has something attested: by deciding on a matter. */
const ON_DECIDING = '办理';

/** What somebody confirms by deciding on a matter. */
export interface Confirmed {
  readonly statement: string;
  readonly clause: ClauseRef;
}

/**
 * 确认 with the occasion 办理: what the office's regulations have everybody confirm who decides on a matter, such as that he has no interest in it. It stands
 * beside the buttons, and in the entry of the log with its clause. Whoever cannot confirm it declares so and is recused.
 */
export function confirmedByDeciding(
  { rules }: Pick<MatterWorld, 'rules'>,
  { officeId, day }: { readonly officeId: number; readonly day: CivilDate },
): readonly Confirmed[] {
  const asked =
    rules
      .bookOf(officeId)
      ?.attestations(day)
      .filter((one) => one.occasions.includes(ON_DECIDING)) ?? [];
  return asked.flatMap(({ statements, clause }) => statements.map((statement) => ({ statement, clause: clause.ref })));
}
