import type { Facts } from '../decision.ts';
import type { Table } from '../pack/pack.ts';
import { blockIndex } from './block-index.ts';
import { blockText, ROWS_PER_BLOCK } from './block-text.ts';
import type { RowBits } from './column-text.ts';
import { FunctionText } from './function-text.ts';

/** The rows of a table too long for one word of bits: a function for each block, and a number for each set of rows that match together. */
export class LongTable {
  readonly #blocks: readonly ((facts: Facts) => RowBits)[];
  readonly #standing: (facts: Facts) => readonly number[];
  /** Numbers of sets within one block, as nearly all are, by its bits. */
  readonly #within: readonly Map<RowBits, number>[];
  /** Numbers of sets across blocks, each written `block:bits` in order. */
  readonly #across = new Map<string, number>();
  /** By number, the bits of each block; no row matches in the first. */
  readonly #sets: ReadonlyMap<number, RowBits>[] = [new Map()];

  constructor({ columns, rows }: Table) {
    this.#blocks = Array.from({ length: Math.ceil(rows.length / ROWS_PER_BLOCK) }, (_, block) => {
      const text = new FunctionText();
      return text.make(`(facts) => { ${blockText(text, columns, rows.slice(block * ROWS_PER_BLOCK, (block + 1) * ROWS_PER_BLOCK))} return bits; }`);
    });
    this.#standing = blockIndex({ columns, rows }, ROWS_PER_BLOCK);
    this.#within = this.#blocks.map(() => new Map<RowBits, number>());
  }

  /** The number of the set of rows that match; 0 if none does. Throws FactFault as `blockText` says. */
  readonly find = (facts: Facts): number => {
    let found = 0;
    let [before, bitsBefore] = [-1, 0];
    let set: Map<number, RowBits> | undefined;
    for (const block of this.#standing(facts)) {
      const bits = this.#blocks[block]?.(facts) ?? 0;
      if (bits === 0) continue;
      if (before === -1) {
        [before, bitsBefore] = [block, bits];
        found = this.#within[block]?.get(bits) ?? this.#addWithin(block, bits);
      } else {
        set = (set ?? new Map([[before, bitsBefore]])).set(block, bits);
      }
    }
    return set === undefined ? found : this.#numberOf(set);
  };

  /** Does the row, counted from 0, match in the set of this number? */
  matches(found: number, row: number): boolean {
    const bits = this.#sets[found]?.get(Math.floor(row / ROWS_PER_BLOCK)) ?? 0;
    return (bits & (1 << (row % ROWS_PER_BLOCK))) !== 0;
  }

  #addWithin(block: number, bits: RowBits): number {
    const number = this.#sets.push(new Map([[block, bits]])) - 1;
    this.#within[block]?.set(bits, number);
    return number;
  }

  #numberOf(set: ReadonlyMap<number, RowBits>): number {
    const key = [...set].map(([block, bits]) => `${block}:${bits}`).join(' ');
    const known = this.#across.get(key);
    if (known !== undefined) return known;
    const number = this.#sets.push(set) - 1;
    this.#across.set(key, number);
    return number;
  }
}
