import type { Pool } from 'pg';
import { Failure } from '../act/failure.ts';
import { enter, transactionOf } from '../db/transaction.ts';
import { statement } from '../db/statement.ts';
import type { RuleFunctions } from '../../rules/decide/compile-row.ts';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { openSource } from '../../rules/pack/source.ts';
import { readPack } from '../../rules/pack/read-pack.ts';
import { RuleFault } from '../../rules/fact-fault.ts';
import { compileRulebook, type Rulebook } from '../../rules/rulebook.ts';
import type { PostPlace } from '../../rules/route/staff.ts';
import type { Vocabulary } from '../../rules/vocabulary.ts';
import { readDraft } from './draft.ts';
import { fillSeparations } from './write-separations.ts';
import type { RulesInForce } from './rules-in-force.ts';

interface Published {
  readonly title: string;
  readonly version: string;
  readonly source: string;
  readonly digest: Buffer;
  /** Set when a later version took its place. */
  readonly until: CivilDate | null;
}

const published = statement<Published>(
  'regulations-of-office',
  `select title, version, source, digest, until_day::text as until from regulation where office_id = $1 order by title, version`,
);
const posts = statement<PostPlace>('posts-of-office', `select post, superior, sole, collective, members, quorum from post where office_id = $1 order by post`);
const offices = statement<{ officeId: number; key: string; name: string }>(
  'all-offices',
  `select office_id as "officeId", key, name from office order by office_id`,
);

export interface RulesLoader extends RulesInForce {
  /** Every office there is. */
  readonly offices: () => readonly number[];
  /** Reads everything again, with the offices founded since. */
  readonly reloadAll: () => Promise<void>;
}

/** The regulations of all offices, compiled. @throws RuleFault if a published regulation cannot be compiled: it was checked before it was published. */
export async function loadRules(
  pool: Pool,
  { vocabulary, functions }: { readonly vocabulary: Vocabulary; readonly functions: RuleFunctions },
): Promise<RulesLoader> {
  const books = new Map<number, Rulebook>();
  const reload = async (officeId: number): Promise<void> => {
    const book = await readBook(pool, { officeId, vocabulary, functions });
    if (book !== undefined) books.set(officeId, book);
  };
  for (const { officeId } of await allOffices(pool)) {
    await reload(officeId);
    await fillSeparations(pool, { officeId, packs: books.get(officeId)?.packs ?? [] });
  }
  const bookOf = (officeId: number): Rulebook => {
    const book = books.get(officeId);
    if (book === undefined) throw new Failure('not-found', '没有这个单位。');
    return book;
  };
  return {
    reload,
    reloadAll: async () => {
      for (const { officeId } of await allOffices(pool)) await reload(officeId);
    },
    offices: () => [...books.keys()],
    draft: (officeId, text) => readDraft({ text, book: bookOf(officeId), vocabulary, functions }),
    bookOf: (officeId) => books.get(officeId),
    knows: ({ officeId, question, on }) => books.get(officeId)?.knows(question, on) === true,
    decide: ({ officeId, ...asked }) => bookOf(officeId).decide(asked),
    duty: ({ officeId, duty, on }) => books.get(officeId)?.duty(duty, on),
    setting: ({ officeId, setting, on }) => books.get(officeId)?.setting(setting, on),
  };
}

async function allOffices(pool: Pool): Promise<readonly { readonly officeId: number }[]> {
  const client = await pool.connect();
  try {
    return await transactionOf(client, 0).rows(offices);
  } finally {
    client.release();
  }
}

async function readBook(
  pool: Pool,
  of: { readonly officeId: number; readonly vocabulary: Vocabulary; readonly functions: RuleFunctions },
): Promise<Rulebook | undefined> {
  const { officeId, vocabulary, functions } = of;
  const client = await pool.connect();
  try {
    await client.query('begin');
    await enter(client, officeId);
    const tx = transactionOf(client, officeId);
    const [packs, places, office] = await Promise.all([tx.rows(published, [officeId]), tx.rows(posts, [officeId]), tx.rows(offices)]);
    await client.query('commit');
    const head = office.find((one) => one.officeId === officeId);
    if (head === undefined) return undefined;
    const read = packs.map((one) => compiled(one, vocabulary));
    return compileRulebook({ key: head.key, name: head.name, posts: places }, read, functions);
  } finally {
    client.release();
  }
}

function compiled({ title, version, source, digest, until }: Published, vocabulary: Vocabulary) {
  const { pack, findings } = readPack({ source: openSource({ file: `${title}@${version}`, text: source }), vocabulary, digest: digest.toString('hex') });
  const error = findings.find((one) => one.severity === 'error');
  if (pack === undefined || error !== undefined) throw new RuleFault(`《${title}》${version}无法使用：${error?.sentence ?? '没有内容'}`);
  return until === null ? pack : { ...pack, inForceUntil: until };
}
