import type { Facts } from '../decision.ts';
import type { Table } from '../pack/pack.ts';
import { blockText, ROWS_PER_BLOCK } from './block-text.ts';
import type { RowBits } from './column-text.ts';
import { FunctionText } from './function-text.ts';

/** The rows of a table too long for one word of bits: a function for each block, and a number for each set of rows that match together. */
export class LongTable {
  readonly #blocks: readonly ((facts: Facts) => RowBits)[];
  readonly #numbers = new Map<string, number>([['', 0]]);
  readonly #sets: ReadonlyMap<number, RowBits>[] = [new Map()];

  constructor({ columns, rows }: Table) {
    this.#blocks = Array.from({ length: Math.ceil(rows.length / ROWS_PER_BLOCK) }, (_, block) => {
      const text = new FunctionText();
      return text.make(`(facts) => { ${blockText(text, columns, rows.slice(block * ROWS_PER_BLOCK, (block + 1) * ROWS_PER_BLOCK))} return bits; }`);
    });
  }

  /** The number of the set of rows that match; 0 if none does. Throws FactFault as `blockText` says. */
  readonly find = (facts: Facts): number => {
    let key = '';
    for (const [block, standing] of this.#blocks.entries()) {
      const bits = standing(facts);
      if (bits !== 0) key += `${block}:${bits} `;
    }
    return this.#numbers.get(key) ?? this.#add(key);
  };

  /** Does the row, counted from 0, match in the set of this number? */
  matches(found: number, row: number): boolean {
    const bits = this.#sets[found]?.get(Math.floor(row / ROWS_PER_BLOCK)) ?? 0;
    return (bits & (1 << (row % ROWS_PER_BLOCK))) !== 0;
  }

  #add(key: string): number {
    const set = new Map(
      key
        .trim()
        .split(' ')
        .map((one): readonly [number, RowBits] => {
          const [block = 0, bits = 0] = one.split(':').map(Number);
          return [block, bits];
        }),
    );
    this.#numbers.set(key, this.#sets.length);
    return this.#sets.push(set) - 1;
  }
}
