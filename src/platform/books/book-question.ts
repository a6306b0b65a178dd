import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { Facts } from '../../rules/decision.ts';
import type { ReadTx } from '../db/transaction.ts';
import type { RulesInForce } from '../regulations/rules-in-force.ts';

/** What is about to be done in the books, by the module that keeps them; amounts in fen. */
export type BookEntry =
  /** `item`: the category of spending. */
  | { readonly sort: '付款'; readonly book: '机关' | '工会'; readonly item: string; readonly day: CivilDate }
  | {
      readonly sort: '收入';
      readonly book: '机关' | '工会';
      readonly source: string;
      readonly funding: string;
      readonly amount: number;
      readonly copies: number;
      readonly day: CivilDate;
    }
  /** `month`: `2026-03`; `day`: on which it is closed. */
  | { readonly sort: '结账'; readonly month: string; readonly day: CivilDate };

/** What one module asks before the books of another take an entry or are closed (decision 0014). An office whose packs do not know the question asks nothing. */
export interface BookQuestion<Sort extends BookEntry['sort'] = BookEntry['sort']> {
  readonly sorts: readonly Sort[];
  readonly question: string;
  /** The facts only the asking module knows. */
  readonly facts: (tx: ReadTx, entry: Extract<BookEntry, { readonly sort: Sort }>) => Promise<Facts>;
}

/** Further questions of an entry, with the facts they need besides its own. */
export interface AskedOfEntry {
  readonly questions: readonly string[];
  readonly facts: Facts;
}

export type AskOfEntry = (tx: ReadTx, entry: BookEntry) => Promise<AskedOfEntry>;

/** Pairs a question with the sorts of entry it is about; the list of questions forgets them, the pair was checked here. */
export function bookQuestion<Sort extends BookEntry['sort']>(one: BookQuestion<Sort>): BookQuestion {
  return one as unknown as BookQuestion;
}

/** What is to be asked of an entry by the regulations of its day. */
export function askOfEntry(rules: RulesInForce, questions: readonly BookQuestion[]): AskOfEntry {
  return async (tx, entry) => {
    const asked = questions.filter((one) => one.sorts.includes(entry.sort) && rules.knows({ officeId: tx.officeId, question: one.question, on: entry.day }));
    const facts = await Promise.all(asked.map((one) => one.facts(tx, entry)));
    return { questions: asked.map((one) => one.question), facts: Object.assign({}, ...facts) };
  };
}
