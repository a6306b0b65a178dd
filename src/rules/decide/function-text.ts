/**
 * The text of a function that is written for one table or one row (decision 0011): numbers, words quoted by `word`, and names of values handed
 * in by `given` – nothing a pack says gets into it unread or unquoted.
 */
export class FunctionText {
  readonly #given: unknown[] = [];

  /** Hands in a value. @returns the name the text calls it by. */
  given(value: unknown): string {
    this.#given.push(value);
    return `given${this.#given.length}`;
  }

  /** Makes the function from `expression`, the text of a function of type `Made`. */
  make<Made>(expression: string): Made {
    const names = this.#given.map((_, index) => `given${index + 1}`);
    // The caller wrote the text for this type, from typed cells only (decision 0011).
    // oxlint-disable-next-line typescript/no-implied-eval
    return new Function(...names, `'use strict'; return ${expression};`)(...this.#given) as Made;
  }
}

/** A string as it stands in the text of a function. */
export function word(text: string): string {
  return JSON.stringify(text);
}

/** A whole number or an infinity as it stands in the text of a function. */
export function numeral(value: number): string {
  if (typeof value !== 'number' || Number.isNaN(value)) throw new TypeError(`not a number: ${String(value)}`);
  return `(${value})`;
}
