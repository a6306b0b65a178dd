/** Money is an integer number of fen (分), never a fraction. Safe up to 90 million million yuan. */
export type Fen = number & { readonly __fen: true };

/** Upper bound accepted anywhere: 10 thousand million yuan. Larger input is a typing error. */
export const LARGEST_FEN = 1_000_000_000_000;

/**
 * Reads an amount written by a person: `12300`, `12,300.00`, `１２３００．５`, `500元`.
 * @returns the amount in fen, or undefined if it is not an amount with at most two decimals.
 */
export function readYuan(text: string): Fen | undefined {
  const plain = text
    .normalize('NFKC')
    .trim()
    .replace(/^[¥￥]/, '')
    .replace(/元$/, '')
    .trim();
  if (!/^-?(\d+|\d{1,3}(,\d{3})+)(\.\d{1,2})?$/.test(plain)) return undefined;
  const [whole = '0', cents = ''] = plain.replaceAll(',', '').split('.');
  const negative = whole.startsWith('-');
  const value = Number(whole.replace('-', '')) * 100 + Number(cents.padEnd(2, '0'));
  if (!Number.isSafeInteger(value)) return undefined;
  return (negative ? -value : value) as Fen;
}

/** Yuan with two decimals, no separators: 123456 → `1234.56`. */
export function yuan(amount: Fen): string {
  const cents = Math.abs(amount) % 100;
  const whole = (Math.abs(amount) - cents) / 100;
  return `${amount < 0 ? '-' : ''}${whole}${cents < 10 ? '.0' : '.'}${cents}`;
}

/** As a person reads it: 1234500 → `12,345.00元`. */
export function yuanInWords(amount: Fen): string {
  const [whole = '0', cents = '00'] = yuan(amount).split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents}元`;
}

/** A number of fen as Fen; throws if it is not a safe integer. */
export function fen(value: number): Fen {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number of fen: ${value}`);
  return value as Fen;
}
