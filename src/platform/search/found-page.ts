import type { Candidates } from './candidates.ts';

/** Lines that fall out of the first portion are made up for by the next. */
const FIRST_PORTION = 64;
/** So many candidates are held against a list of few lines before the list itself is read. */
const MOST_TRIED = 1_000;

export interface FoundPageAsk<Row> {
  readonly limit: number;
  /** Lines among these ids that hold the parts and may be shown, newest first. */
  readonly among: (ids: readonly number[], limit: number) => Promise<readonly Row[]>;
  /** Where an index leads to the lines of a list that may be short, such as somebody's own: the same by reading that list; null where it is as long as the whole. */
  readonly along: ((below: number, limit: number) => Promise<readonly Row[]>) | null;
}

/** The newest lines that hold the parts: exactly those, at the cost of the shorter of both ways – through what is found, or along the list. */
export async function foundPage<Row>({ portions }: Candidates, { limit, among, along }: FoundPageAsk<Row>): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let tried = 0;
  for await (const ids of portions(FIRST_PORTION)) {
    rows.push(...(await among(ids, limit - rows.length)));
    if (rows.length >= limit) break;
    tried += ids.length;
    if (along !== null && tried >= MOST_TRIED) return [...rows, ...(await along(ids.at(-1) ?? 0, limit - rows.length))];
  }
  return rows;
}
