import type { ReadTx } from '../db/transaction.ts';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';

/** Something two books of an office say differently. */
export interface Difference {
  /** Names it from one night to the next: 流水B001. */
  readonly about: string;
  /** What each of the two says. */
  readonly sentence: string;
}

export interface Compared {
  /** How many agree. */
  readonly matched: number;
  readonly differences: readonly Difference[];
}

/** 自动查对: two books a module keeps, or one of them and the matters, compared every night. */
export interface CrossCheck {
  /** 凭证与审批 */
  readonly check: string;
  /** The post that explains a difference. */
  readonly owner: string;
  readonly compare: (tx: ReadTx, day: CivilDate) => Promise<Compared>;
}

/** What the statement of a check answers: one row a pair of entries. */
export interface ComparedRow {
  readonly about: string;
  /** Empty where the two agree. */
  readonly sentence: string;
}

export function comparedOf(rows: readonly ComparedRow[]): Compared {
  const differences = rows.filter((row) => row.sentence !== '');
  return { matched: rows.length - differences.length, differences };
}
