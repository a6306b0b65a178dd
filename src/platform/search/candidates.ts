import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import { folded, gramsOf } from './grams.ts';
import { BLOCK, commonPlaces } from './id-block.ts';

export interface Sought {
  readonly subject: string;
  /** Parts the text must hold, each of one line of it. */
  readonly parts: readonly string[];
  /** Only ids below. */
  readonly before: number;
}

/** Lines that may hold the parts: every one that does, and few others. */
export interface Candidates {
  /** Ids, newest first, in growing portions of which the first is so many. */
  readonly portions: (first: number) => AsyncGenerator<readonly number[]>;
}

/** What is known of a part without a look at the lines. */
export interface PairHits {
  /** Lines of the postings that hold it still. */
  readonly folded: number;
  /** Lines of the tail that hold it: each is to be looked at. */
  readonly tail: readonly number[];
}

interface TailLine {
  readonly id: number;
  readonly hit: boolean;
}

const tailLines = statement<TailLine>(
  'search-tail',
  `
  select subject_id as id, not exists (select from unnest($3::text[]) part where strpos(t.text, part) = 0) as hit from search_tail t where office_id = $1 and subject = $2 order by subject_id desc`,
);
const postingBlocks = statement<{ readonly block: number }>(
  'search-posting-blocks',
  `
  select block from search_posting where office_id = $1 and subject = $2 and gram = any($3) and block <= $4`,
);
const postings = statement<{ readonly block: number; readonly ids: Buffer }>(
  'search-postings',
  `
  select block, ids from search_posting where office_id = $1 and subject = $2 and gram = any($3) and block = any($4)`,
);

const LARGEST_PORTION = 4_096;
const pairHits = statement<{ folded: number; tail: readonly string[] }>(
  'search-pair-hits',
  `
  select coalesce((select sum(hits) from search_posting where office_id = $1 and subject = $2 and gram = $3), 0)::bigint - count(*) filter (where strpos(was, $3) > 0) as folded,
    coalesce(array_agg(subject_id order by subject_id desc) filter (where strpos(text, $3) > 0), '{}') as tail
  from search_tail where office_id = $1 and subject = $2`,
);

/** How many lines hold two neighbouring characters: a sum of what the postings say of themselves. Undefined for a longer part, which two pairs apart may feign. */
export async function pairHitsOf(tx: ReadTx, { subject, part }: { readonly subject: string; readonly part: string }): Promise<PairHits | undefined> {
  const [pair = '', ...others] = gramsOf(folded(part));
  if (pair !== folded(part) || others.length > 0) return undefined;
  const found = await tx.row(pairHits, [tx.officeId, subject, pair]);
  return { folded: found?.folded ?? 0, tail: (found?.tail ?? []).map(Number) };
}

/** Postings of so many blocks are read at once. */
const BLOCKS_AT_ONCE = 16;

/** Can the part be looked up? A single character stands in too many texts for that. */
export function isSearchable(part: string): boolean {
  return gramsOf(folded(part)).size > 0;
}

/**
 * The lines of a list that may hold all parts, of which at least one must be searchable; the caller holds each against its text. What was written since the last folding is looked at before the postings,
 * so that nothing slips between them.
 */
export async function candidatesOf(tx: ReadTx, { subject, parts, before }: Sought): Promise<Candidates> {
  const sought = parts.map(folded);
  const grams = [...new Set(sought.flatMap((part) => [...gramsOf(part)]))];
  const top = Math.min(Math.floor(before / BLOCK), 2 ** 31 - 1);
  const [tail, heads] = await Promise.all([tx.rows(tailLines, [tx.officeId, subject, sought]), tx.rows(postingBlocks, [tx.officeId, subject, grams, top])]);
  const blocks = sharedBlocks(heads, grams.length);
  const written = new Set(tail.map(({ id }) => id));
  const hits = tail.filter(({ hit, id }) => hit && id < before).map(({ id }) => id);
  return {
    portions: (first) => inPortions(first, newestFirst(tx, { subject, grams, blocks: blocks.toSorted((one, other) => other - one), before, written, hits })),
  };
}

/** Blocks in which every pair of characters occurs. */
function sharedBlocks(heads: readonly { readonly block: number }[], grams: number): readonly number[] {
  const seen = Map.groupBy(heads, ({ block }) => block);
  return [...seen].filter(([, found]) => found.length === grams).map(([block]) => block);
}

interface Walk {
  readonly subject: string;
  readonly grams: readonly string[];
  readonly blocks: readonly number[];
  readonly before: number;
  /** Ids whose postings are out of date. */
  readonly written: ReadonlySet<number>;
  /** Those of them that hold the parts. */
  readonly hits: readonly number[];
}

async function* newestFirst(tx: ReadTx, { subject, grams, blocks, before, written, hits }: Walk): AsyncGenerator<readonly number[]> {
  let above = before;
  let step = 1;
  for (let next = 0; next < blocks.length; next += step, step = Math.min(step * 4, BLOCKS_AT_ONCE)) {
    const now = blocks.slice(next, next + step);
    const byBlock = Map.groupBy(await tx.rows(postings, [tx.officeId, subject, grams, now]), ({ block }) => block);
    const lowest = (now.at(-1) ?? 0) * BLOCK;
    const folds = now.flatMap((block) => commonPlaces((byBlock.get(block) ?? []).map(({ ids }) => ids)).map((place) => block * BLOCK + place));
    const found = [...folds.filter((id) => id < before && !written.has(id)), ...hits.filter((id) => id < above && id >= lowest)];
    above = lowest;
    if (found.length > 0) yield found.toSorted((one, other) => other - one);
  }
  const left = hits.filter((id) => id < above);
  if (left.length > 0) yield left;
}

async function* inPortions(first: number, found: AsyncGenerator<readonly number[]>): AsyncGenerator<readonly number[]> {
  let size = first;
  for await (const ids of found) {
    for (let at = 0; at < ids.length;) {
      yield ids.slice(at, at + size);
      at += size;
      size = Math.min(size * 4, LARGEST_PORTION);
    }
  }
}
