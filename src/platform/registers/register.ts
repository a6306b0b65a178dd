import type { SearchedList } from '../search/searched-text.ts';

export type ColumnType = 'text' | 'money' | 'day' | 'moment' | 'number' | 'choice' | 'matter' | 'person';

export interface RegisterColumn {
  /** Name in the select list. */
  readonly key: string;
  /** 经办人 */
  readonly title: string;
  readonly type: ColumnType;
  /** May be filtered: equality for choice, person, number; containment for text; from–to for money and day. */
  readonly filter?: true;
  readonly choices?: readonly string[];
  /** SQL expression to filter by, where it is not the bare column name. */
  readonly sql?: string;
}

/**
 * 台账: one select over the office's tables, newest first. The platform adds filters, keyset paging, export, print.
 * `from` must end where a `where` condition may be appended with `and`, e.g. `from voucher v join … where v.office_id = $1`.
 */
export interface Register {
  /** English, kebab-case, unique: `voucher`. */
  readonly register: string;
  readonly title: string;
  readonly module: string;
  readonly columns: readonly RegisterColumn[];
  readonly select: string;
  readonly from: string;
  /** SQL expression of the unique, descending paging key (bigint), e.g. `v.voucher_id`. */
  readonly keyset: string;
  /** What its lines are found by, if there may be many: `keyset` is the id the texts are noted under. */
  readonly searched?: SearchedList;
  /** Posts that may read the whole register; everybody else sees the rows where `own` holds for him ($2 = person id). Empty = everybody. */
  readonly readers: readonly string[];
  readonly own?: string;
  /** A record of accounts: each use is logged, and it is taken out for a purpose only, with the name of whoever takes it on every page. */
  readonly accounting?: true;
  /** Offices whose packs do not know this question do not have the register. */
  readonly question?: string;
  /** Whoever reads, exports or prints it stands in the log. */
  readonly looksLogged?: true;
}
