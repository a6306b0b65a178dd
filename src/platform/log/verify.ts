import { leafHash } from './append.ts';
import { readCheckpoint, sm2Standing, type TreeHead } from './checkpoint.ts';
import type { Verification } from './contract.ts';
import { Range, type Hash } from './merkle.ts';

/** An entry at its place; null: its content is gone. */
type Place = { readonly index: number; readonly leaf: string; readonly body: string | null };

/** What is verified, in the order of the tree: places, the signed heads that cover them, and lines that are neither. */
export type Piece = Place | { readonly checkpoint: string } | { readonly unreadable: true };

export interface VerifyOptions {
  /** The key that is said to have signed. */
  readonly publicKey: Buffer;
  /** The key the office has published, if known: no other's signature counts. */
  readonly published?: Buffer | undefined;
  /** The 国密 key that is said to have signed beside it, if any. */
  readonly national?: Buffer | undefined;
  /** The 国密 key the office has published, if known: the last head must be signed by it. */
  readonly publishedNational?: Buffer | undefined;
  /** A head kept outside, e.g. printed: the tree must still contain it. */
  readonly kept?: string | undefined;
  /** So many entries whose root is told, to be compared with a printed one. */
  readonly at?: number | undefined;
}

export const FOREIGN_KEY = '签名密钥不是本单位公布的密钥。';
const FOREIGN_NATIONAL_KEY = '国密签名密钥不是本单位公布的密钥。';
/** Troubles named in one answer. */
export const MOST_TOLD = 50;

/** How far the reading has come, and what was found. */
interface Course {
  readonly publicKey: Buffer;
  readonly range: Range;
  readonly heads: TreeHead[];
  /** The last head as it was written. */
  lastNote: string | undefined;
  /** Heads read before all the entries they cover, each with how many had been read. */
  readonly ahead: { readonly head: TreeHead; readonly read: number }[];
  /** Places whose entries are missing between others. */
  readonly gaps: Set<number>;
  /** Sizes of the heads that do not agree with the entries they cover. */
  readonly disagreeing: number[];
  readonly altered: string[];
  readonly missing: string[];
}

/**
 * Says two things apart: whether anything was altered, and whether anything is missing. Works on what it is given and nothing else.
 * Each trouble names the entry by its place, and by time, person and subject where they are known.
 */
export async function verifyLog(
  pieces: AsyncIterable<Piece> | Iterable<Piece>,
  { publicKey, published, kept, at, ...keys }: VerifyOptions,
): Promise<Verification> {
  const course: Course = {
    publicKey,
    range: new Range(),
    heads: [],
    lastNote: undefined,
    ahead: [],
    gaps: new Set(),
    disagreeing: [],
    altered: [],
    missing: [],
  };
  const { range, altered, missing } = course;
  const keptHead = kept === undefined ? undefined : readCheckpoint(kept, publicKey);
  if (published !== undefined && !published.equals(publicKey)) altered.push(FOREIGN_KEY);
  let keptRoot: Hash | undefined;
  let rootAt: string | undefined;
  let entries = 0;
  for await (const piece of pieces) {
    if ('checkpoint' in piece) {
      checkHead(piece.checkpoint, course);
      continue;
    }
    if ('unreadable' in piece) {
      altered.push(`第${range.size}条之后有一行残缺或不是记录。`);
      continue;
    }
    for (let index = range.size; index < piece.index; index += 1) {
      missing.push(`第${index + 1}条记录缺失。`);
      course.gaps.add(index);
      range.push(Buffer.alloc(32));
    }
    if (piece.index < range.size) {
      altered.push(`第${piece.index + 1}条记录重复或次序被改动。`);
      continue;
    }
    entries += 1;
    checkEntry(piece, course);
    range.push(Buffer.from(piece.leaf, 'hex'));
    if (keptHead?.size === range.size) keptRoot = range.root();
    if (at === range.size) rootAt = range.root().toString('hex');
  }
  const sealed = checkEnd(course);
  if (kept !== undefined) checkKept(keptHead, { root: keptRoot, course });
  const nationallySignedTo = checkNational(course, { ...keys, kept });
  return {
    unaltered: altered.length === 0,
    complete: missing.length === 0,
    entries,
    sealed,
    nationallySignedTo,
    ...(rootAt !== undefined && { rootAt }),
    troubles: [...altered, ...missing].slice(0, MOST_TOLD),
  };
}

/** A signed head stands right behind the last entry it covers, and says what all of them hash to. */
function checkHead(note: string, course: Course): void {
  const { publicKey, range, heads, ahead, disagreeing, altered } = course;
  const head = readCheckpoint(note, publicKey);
  if (head === undefined) {
    altered.push(`第${range.size}条之后的一份封存记录签名不对。`);
    return;
  }
  heads.push(head);
  course.lastNote = note;
  if (head.size < range.size) altered.push(moved(head));
  if (head.size > range.size) ahead.push({ head, read: range.size });
  if (head.size === range.size && !head.root.equals(range.root())) disagreeing.push(head.size);
}

/** A head read too early was moved, unless the entries it covers never came: then the end is cut off. @returns how far signed heads reach. */
function checkEnd({ range, heads, ahead, gaps, disagreeing, altered, missing }: Course): number {
  const [first, ...later] = disagreeing;
  // A head covers everything before it, so that all behind the first disagree with it: said once, they hide nothing else.
  if (first !== undefined) altered.push(`截至第${first}条的记录与封存记录不一致${later.length === 0 ? '' : `，其后${later.length}份也不一致`}。`);
  for (const { head, read } of ahead) {
    if (head.size > range.size) missing.push(`封存记录共${head.size}条，现有${range.size}条，末尾缺少${head.size - range.size}条。`);
    // Where just the entries before it are missing it stands where it stood: they are named already.
    else if (!areMissing(gaps, { from: read, until: head.size })) altered.push(moved(head));
  }
  if (heads.some((head) => head.origin !== heads[0]?.origin)) altered.push('封存记录不是同一单位的。');
  const sealed = heads.reduce((most, head) => Math.max(most, head.size), 0);
  if (sealed < range.size) missing.push(`最后的封存记录只到第${sealed}条，其后${range.size - sealed}条没有封存。`);
  return sealed;
}

function areMissing(gaps: ReadonlySet<number>, { from, until }: { readonly from: number; readonly until: number }): boolean {
  return Array.from({ length: until - from }, (_, index) => from + index).every((index) => gaps.has(index));
}

function moved(head: TreeHead): string {
  return `共${head.size}条的一份封存记录次序被改动。`;
}

function checkKept(kept: TreeHead | undefined, { root, course }: { readonly root: Hash | undefined; readonly course: Course }): void {
  const { range, heads, altered, missing } = course;
  if (kept === undefined || heads.some((head) => head.origin !== kept.origin)) altered.push('另行保存的封存记录签名不对，或不是本单位的。');
  else if (kept.size > range.size) missing.push(`另行保存的封存记录共${kept.size}条，现有${range.size}条，末尾缺少${kept.size - range.size}条。`);
  else if (root?.equals(kept.root) !== true) altered.push(`另行保存的封存记录（共${kept.size}条）与现在的日志不一致，其中的记录被改动过。`);
}

/** The last head covers everything before it: its 国密 signature is the one that counts. @returns how far it reaches. */
function checkNational(
  { lastNote, heads, altered }: Course,
  { national, publishedNational, kept }: Pick<VerifyOptions, 'national' | 'publishedNational' | 'kept'>,
): number | null {
  const key = publishedNational ?? national;
  if (key === undefined) return null;
  if (national !== undefined && !key.equals(national)) altered.push(FOREIGN_NATIONAL_KEY);
  const standing = lastNote === undefined ? 'unsigned' : sm2Standing(lastNote, key);
  if (standing === 'wrong') altered.push('最后一份封存记录的国密签名不对。');
  if (standing === 'unsigned' && publishedNational !== undefined) altered.push('最后一份封存记录没有以单位公布的国密密钥签名。');
  if (kept !== undefined && sm2Standing(kept, key) === 'wrong') altered.push('另行保存的封存记录国密签名不对。');
  return standing === 'signed' ? (heads.at(-1)?.size ?? null) : null;
}

function checkEntry({ index, leaf, body }: Place, told: Course): void {
  if (body === null) told.missing.push(`第${index + 1}条记录缺失：位置尚在，内容已被删除。`);
  else if (leafHash(body).toString('hex') !== leaf) told.altered.push(`第${index + 1}条记录被改动：${nameOf(body)}。`);
}

/** Time, person, deed and subject of an entry as it reads now. */
function nameOf(body: string): string {
  try {
    const { at, name, verb, subject } = JSON.parse(body) as {
      readonly at?: string;
      readonly name?: string;
      readonly verb?: string;
      readonly subject?: { readonly kind?: string; readonly id?: string };
    };
    return `${at ?? ''} ${name ?? ''} ${verb ?? ''} ${subject?.kind ?? ''} ${subject?.id ?? ''}`.trim();
  } catch {
    return '内容已不是合格的记录';
  }
}
