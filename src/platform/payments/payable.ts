import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { Decision } from '../../rules/decision.ts';

/** What finance pays on an approved matter: the line it becomes in the books. */
export interface Payable {
  readonly book: '机关' | '工会';
  readonly purpose: string;
  readonly payee: string;
  readonly category: string;
  readonly funding: string;
  readonly unionPurpose: string | null;
  readonly spentOn: CivilDate;
  readonly unitId: number | null;
  readonly projectId: number | null;
  /** What the office still pays, in fen; 0 if nothing is left to pay. */
  readonly amount: number;
  /** What the person bears himself, in fen. */
  readonly personal: number;
}

/** What the office pays and what the person bears of an amount in fen, as the decision has it; all of it falls to the office where the decision says nothing. */
export function shares({ values }: Pick<Decision, 'values'>, amount: number | null): Pick<Payable, 'amount' | 'personal'> {
  const borne = values['personalShare'];
  const personal = typeof borne === 'number' ? borne : 0;
  return { amount: (amount ?? 0) - personal, personal };
}
