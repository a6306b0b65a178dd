import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { fen, yuanInWords } from '../../rules/money.ts';
import type { ActTx } from '../../platform/db/transaction.ts';
import { notifyPosts } from '../../platform/notices/notify.ts';
import { openDuty } from '../../platform/obligations/open-duty.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';

const CHECK = '现金差异核查';
const DISCIPLINE = ['纪检领导', '局长'] as const;

interface Difference {
  /** The day of the count; one day is looked into once, however often it was counted. */
  readonly day: CivilDate;
  readonly counted: number;
  readonly book: number;
  readonly explanation: string;
  readonly now: Date;
  readonly today: CivilDate;
}

/** A count that differs from the book (FIN-04c): the discipline leader is told, and owes what came of it where the regulation has that duty. */
export async function openDifferenceCheck(rules: RulesInForce, tx: ActTx, { day, counted, book, explanation, now, today }: Difference): Promise<void> {
  const what = `${day}现金${counted < book ? '短款' : '长款'}${yuanInWords(fen(Math.abs(book - counted)))}`;
  const subject = { kind: 'cash-day', id: day };
  await notifyPosts(tx, { posts: [...DISCIPLINE], on: today, sentence: explanation === '' ? `${what}。` : `${what}：${explanation}`, subject, now });
  const duty = rules.duty({ officeId: tx.officeId, duty: CHECK, on: today });
  if (duty !== undefined) await openDuty(tx, { duty, event: today, today, subject, handlerId: null, about: what });
}
