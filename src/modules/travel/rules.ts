import type { RuleFunctions } from '../../rules/decide/compile-row.ts';
import { numberOf } from '../../rules/fact-fault.ts';

/** How a line is settled, as the pack says (核报方式). */
export type SettleMode = '据实' | '按标准' | '不予核报';

/** What the office pays of a receipt in fen: all of it, as far as the limit goes, or nothing. */
export function paidOf(mode: SettleMode, amount: number, limit: number): number {
  switch (mode) {
    case '据实':
      return amount;
    case '按标准':
      return Math.min(amount, limit);
    case '不予核报':
      return 0;
    default: {
      const never: never = mode;
      throw new RangeError(String(never));
    }
  }
}

/** What tables cannot say, in fen. */
export const functions: RuleFunctions = {
  /** The whole or nothing; no limit is asked for. */
  单项可报: (facts) => (facts['settleMode'] === '据实' ? numberOf(facts, 'amount', '金额') : 0),
  /** As far as the limit goes. */
  标准内可报: (facts) => paidOf('按标准', numberOf(facts, 'amount', '金额'), numberOf(facts, 'settleLimit', '核报标准')),
  /** The rest is the traveller’s own. */
  单项自理: (facts) => numberOf(facts, 'amount', '金额') - numberOf(facts, 'reimbursable', '可报金额'),
  出差可报: (facts) => numberOf(facts, 'tripPayable', '出差可报合计'),
  出差自理: (facts) => numberOf(facts, 'tripPersonal', '出差自理合计'),
};
