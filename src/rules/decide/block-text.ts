import type { Facts } from '../decision.ts';
import { missingFact } from '../fact-fault.ts';
import type { Row } from '../pack/pack.ts';
import type { Term } from '../vocabulary.ts';
import { columnText, type ColumnText, type RowBits } from './column-text.ts';
import { numeral, word, type FunctionText } from './function-text.ts';

/** At most this many rows share one word of bits, so that a word stays a small integer. */
export const ROWS_PER_BLOCK = 30;

/**
 * Statements that find in `bits` which of at most ROWS_PER_BLOCK rows of a table match `facts`: column after column, until no row is left.
 * They throw FactFault for a wrongly typed fact, and for a missing one some row depends on.
 */
export function blockText(of: FunctionText, columns: readonly Term[], rows: readonly Row[]): string {
  const asked = columns
    .map((term) =>
      columnText(
        of,
        term,
        rows.map(({ when }) => when),
      ),
    )
    .filter(({ asking }) => asking !== 0);
  // The column most rows ask for is the likeliest to rule all of them out.
  const ordered = asked.toSorted((one, other) => bitCount(other.asking) - bitCount(one.asking));
  return `let bits = ${numeral((1 << rows.length) - 1)}, unknown = false;
  columns: {
    ${ordered.map(stepOf).join('\n')}
    if (unknown) ${of.given(needed(ordered))}(facts, bits);
  }`;
}

function stepOf({ term, asking, text }: ColumnText): string {
  return `if ((bits & ${numeral(asking)}) !== 0) {
    const fact = facts[${word(term.id)}];
    if (fact === undefined) unknown = true;
    else { ${text} if (bits === 0) break columns; }
  }`;
}

/** A fact may be missing as long as every row that asks for it is ruled out by another. */
function needed(columns: readonly ColumnText[]): (facts: Facts, bits: RowBits) => void {
  return (facts, bits) => {
    const needs = columns.find(({ term, asking }) => (bits & asking) !== 0 && facts[term.id] === undefined);
    if (needs !== undefined) throw missingFact(needs.term);
  };
}

function bitCount(bits: RowBits): number {
  return bits === 0 ? 0 : (bits & 1) + bitCount(bits >> 1);
}
