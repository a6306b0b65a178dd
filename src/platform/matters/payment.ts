import type { Decision } from '../../rules/decision.ts';
import type { MatterKind, PaidAs } from './kind.ts';
import type { MatterState } from './state.ts';

/** What is paid on a matter and what the person bears himself, in fen. */
export interface Shares {
  readonly amount: number;
  readonly personal: number;
}

interface Payable {
  readonly amount: number | null;
  readonly payment: PaidAs | null;
  readonly decision: Pick<Decision, 'values'> | null;
}

/** What an advance covered already is not paid again. The part borne is what the kind worked out, else what the rules say of 个人承担. */
export function sharesOf({ amount, payment, decision }: Payable): Shares {
  const borne = decision?.values['personalShare'];
  const personal = payment?.personal ?? (typeof borne === 'number' ? borne : 0);
  return { amount: (amount ?? 0) - personal - (payment?.setOff ?? 0), personal };
}

/** Must somebody of another section than the handler's have reviewed what is paid, as the rules say of 须他股室复核? */
export function reviewedElsewhere({ payment, decision }: Omit<Payable, 'amount'>): boolean {
  return payment !== null && decision?.values['reviewedElsewhere'] === true;
}

/** State after the last signature: a matter on which nothing is left to be paid is at its end. */
export function endStateOf(kind: Pick<MatterKind<never>, 'endsIn'>, matter: Payable): MatterState {
  return matter.payment !== null && sharesOf(matter).amount <= 0 ? 'closed' : kind.endsIn;
}
