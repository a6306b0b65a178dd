import { leafHash } from './append.ts';
import { readCheckpoint } from './checkpoint.ts';
import type { Verification } from './contract.ts';
import { Range } from './merkle.ts';

/** What is verified, in the order of the tree: places and the signed heads that cover them. */
export type Piece = { readonly index: number; readonly leaf: string; readonly body: string | null } | { readonly checkpoint: string };

export interface VerifyOptions {
  readonly publicKey: Buffer;
  /** A head kept outside, e.g. printed: the tree must still contain it. */
  readonly kept?: string | undefined;
}

/** Troubles named in one answer. */
export const MOST_TOLD = 50;

/**
 * Says two things apart: whether anything was altered, and whether anything is missing. Works on what it is given and nothing else.
 * Each trouble names the entry by its place, and by time, person and subject where they are known.
 */
export async function verifyLog(pieces: AsyncIterable<Piece> | Iterable<Piece>, { publicKey, kept }: VerifyOptions): Promise<Verification> {
  const altered: string[] = [];
  const missing: string[] = [];
  const range = new Range();
  const roots = new Map<number, string>();
  let covered = 0;
  let entries = 0;
  const keptHead = kept === undefined ? undefined : readCheckpoint(kept, publicKey);
  if (kept !== undefined && keptHead === undefined) altered.push('另行保存的封存记录签名不对，或不是本单位的。');
  for await (const piece of pieces) {
    if ('checkpoint' in piece) {
      const trouble = checkHead(piece.checkpoint, { publicKey, range, covered });
      altered.push(...trouble.altered);
      missing.push(...trouble.missing);
      covered = Math.max(covered, trouble.size);
      continue;
    }
    for (let index = range.size; index < piece.index; index += 1) {
      missing.push(`第${index + 1}条记录缺失。`);
      range.push(Buffer.alloc(32));
    }
    if (piece.index < range.size) {
      altered.push(`第${piece.index + 1}条记录重复或次序被改动。`);
      continue;
    }
    entries += 1;
    checkEntry(piece, { altered, missing });
    range.push(Buffer.from(piece.leaf, 'hex'));
    if (keptHead?.size === range.size) roots.set(range.size, range.root().toString('hex'));
  }
  if (covered < range.size) missing.push(`最后的封存记录只到第${covered}条，其后${range.size - covered}条没有封存。`);
  if (keptHead !== undefined && roots.get(keptHead.size) !== keptHead.root.toString('hex')) altered.push(`另行保存的封存记录（共${keptHead.size}条）与现在的日志不一致，其中的记录被改动或删除过。`);
  const troubles = [...altered, ...missing].slice(0, MOST_TOLD);
  return { unaltered: altered.length === 0, complete: missing.length === 0, entries, sealed: covered, troubles };
}

interface Heading {
  readonly publicKey: Buffer;
  readonly range: Range;
  readonly covered: number;
}

function checkHead(note: string, { publicKey, range, covered }: Heading): { readonly altered: readonly string[]; readonly missing: readonly string[]; readonly size: number } {
  const head = readCheckpoint(note, publicKey);
  if (head === undefined) return { altered: [`第${covered}条之后的一份封存记录签名不对。`], missing: [], size: covered };
  if (head.size > range.size) return { altered: [], missing: [`封存记录共${head.size}条，现有${range.size}条，末尾缺少${head.size - range.size}条。`], size: head.size };
  if (head.size === range.size && !head.root.equals(range.root())) return { altered: [`第${covered + 1}条至第${head.size}条之间的记录与封存记录不一致。`], missing: [], size: head.size };
  return { altered: [], missing: [], size: head.size };
}

function checkEntry({ index, leaf, body }: Exclude<Piece, { readonly checkpoint: string }>, told: { readonly altered: string[]; readonly missing: string[] }): void {
  if (body === null) told.missing.push(`第${index + 1}条记录缺失：位置尚在，内容已被删除。`);
  else if (leafHash(body).toString('hex') !== leaf) told.altered.push(`第${index + 1}条记录被改动：${nameOf(body)}。`);
}

/** Time, person, deed and subject of an entry as it reads now. */
function nameOf(body: string): string {
  try {
    const { at, name, verb, subject } = JSON.parse(body) as { readonly at?: string; readonly name?: string; readonly verb?: string; readonly subject?: { readonly kind?: string; readonly id?: string } };
    return `${at ?? ''} ${name ?? ''} ${verb ?? ''} ${subject?.kind ?? ''} ${subject?.id ?? ''}`.trim();
  } catch {
    return '内容已不是合格的记录';
  }
}
