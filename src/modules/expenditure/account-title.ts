import type { AskedOfEntry } from '../../platform/books/book-question.ts';

/** The account an entry is made under, as whoever keeps the chart of accounts says; empty where nobody keeps one. */
export function accountTitleOf({ facts }: AskedOfEntry): string {
  const title = facts['accountTitle'];
  return typeof title === 'string' ? title : '';
}
