import type { Verb } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import type { ActTx, ReadTx } from '../db/transaction.ts';
import { gramsOf } from './grams.ts';
import { BLOCK, decodePlaces, encodePlaces } from './id-block.ts';

/** Lines one act folds in. */
export const FOLDED_AT_ONCE = 50_000;

interface TailLine {
  readonly subject: string;
  readonly id: number;
  readonly text: string;
  readonly was: string | null;
}

interface PostingKey {
  readonly subject: string;
  readonly gram: string;
  readonly block: number;
}

interface Posting extends PostingKey {
  readonly ids: Buffer;
}

/** What changes in one posting. */
interface Change extends PostingKey {
  readonly added: number[];
  readonly gone: Set<number>;
}

const oldestTail = statement<TailLine>(
  'search-tail-to-fold',
  `
  select subject, subject_id as id, text, was from search_tail where office_id = $1 and settled order by subject, subject_id limit $2 for update`,
);
const touched = statement<Posting>(
  'search-postings-to-change',
  `
  select p.subject, p.gram, p.block, p.ids from unnest($2::text[], $3::text[], $4::int[]) as k (subject, gram, block)
  join search_posting p on p.office_id = $1 and p.subject = k.subject and p.gram = k.gram and p.block = k.block for update of p`,
);
const replace = statement<never>(
  'replace-search-postings',
  `
  insert into search_posting (office_id, subject, gram, block, hits, ids)
  select $1, k.subject, k.gram, k.block, k.hits, decode(k.ids, 'base64') from unnest($2::text[], $3::text[], $4::int[], $5::int[], $6::text[]) as k (subject, gram, block, hits, ids)
  on conflict (office_id, subject, gram, block) do update set hits = excluded.hits, ids = excluded.ids`,
);
const drop = statement<never>(
  'drop-search-postings',
  `
  delete from search_posting p using unnest($2::text[], $3::text[], $4::int[]) as k (subject, gram, block)
  where p.office_id = $1 and p.subject = k.subject and p.gram = k.gram and p.block = k.block`,
);
const emptyTail = statement<never>(
  'empty-search-tail',
  `
  delete from search_tail t using unnest($2::text[], $3::bigint[]) as k (subject, id) where t.office_id = $1 and t.subject = k.subject and t.subject_id = k.id`,
);

interface Seen {
  readonly lines: readonly TailLine[];
  readonly changes: readonly Change[];
  readonly postings: readonly Posting[];
}

/** 整理检索目录: the lines written since the last time go into the postings. Both are searched, so nothing is found by it that was not found before; it is found sooner. */
export function foldTailVerb(): Verb<{ readonly round: number }, Seen, Seen, { readonly folded: number }> {
  return {
    name: 'fold-search-tail',
    title: '整理检索目录',
    who: '系统',
    read: (tx) => readTail(tx),
    decide: (seen) => ({ yes: seen }),
    write: async (tx, seen) => {
      await writePostings(tx, seen);
      return { result: { folded: seen.lines.length }, entry: { subject: { kind: 'office', id: tx.officeId }, detail: { lines: seen.lines.length } } };
    },
  };
}

async function readTail(tx: ReadTx): Promise<Seen> {
  const lines = await tx.rows(oldestTail, [tx.officeId, FOLDED_AT_ONCE]);
  const changes = changesOf(lines);
  return { lines, changes, postings: changes.length === 0 ? [] : await tx.rows(touched, [tx.officeId, ...keysOf(changes)]) };
}

function changesOf(lines: readonly TailLine[]): readonly Change[] {
  const blocks = new Map<string, Map<string, Change>>();
  for (const { subject, id, text, was } of lines) {
    const block = Math.floor(id / BLOCK);
    const inBlock = blocks.get(`${subject}/${block}`) ?? new Map<string, Change>();
    blocks.set(`${subject}/${block}`, inBlock);
    const change = (gram: string): Change => {
      const found = inBlock.get(gram) ?? { subject, gram, block, added: [], gone: new Set() };
      inBlock.set(gram, found);
      return found;
    };
    const [now, before] = [gramsOf(text), gramsOf(was ?? '')];
    for (const gram of now) if (!before.has(gram)) change(gram).added.push(id % BLOCK);
    for (const gram of before) if (!now.has(gram)) change(gram).gone.add(id % BLOCK);
  }
  return [...blocks.values()].flatMap((inBlock) => [...inBlock.values()]);
}

async function writePostings(tx: ActTx, { lines, changes, postings }: Seen): Promise<void> {
  const before = new Map(postings.map((posting) => [keyOf(posting), posting.ids]));
  const after = changes.map((one) => ({ ...one, places: placesAfter(before.get(keyOf(one)), one) }));
  const kept = after.filter(({ places }) => places.length > 0);
  const emptied = after.filter(({ places }) => places.length === 0);
  await Promise.all([
    tx.rows(replace, [
      tx.officeId,
      ...keysOf(kept),
      kept.map(({ places }) => places.length),
      kept.map(({ places }) => encodePlaces(places).toString('base64')),
    ]),
    tx.rows(drop, [tx.officeId, ...keysOf(emptied)]),
    tx.rows(emptyTail, [tx.officeId, lines.map(({ subject }) => subject), lines.map(({ id }) => id)]),
  ]);
}

function placesAfter(before: Buffer | undefined, { added, gone }: Change): readonly number[] {
  const stay = before === undefined ? [] : decodePlaces(before).filter((place) => !gone.has(place));
  const last = stay.at(-1) ?? -1;
  // Lines come in the order of their ids, and nearly always after those folded before.
  return added.every((place) => place > last) ? [...stay, ...added] : [...new Set([...stay, ...added])].toSorted((one, other) => one - other);
}

function keysOf(keys: readonly PostingKey[]): readonly [readonly string[], readonly string[], readonly number[]] {
  return [keys.map(({ subject }) => subject), keys.map(({ gram }) => gram), keys.map(({ block }) => block)];
}

function keyOf({ subject, gram, block }: PostingKey): string {
  return `${subject}\0${gram}\0${block}`;
}
