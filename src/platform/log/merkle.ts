import { hash } from 'node:crypto';

/** RFC 9162 Merkle trees over SHA-256. A hash is 32 bytes; leaves are counted from 0. */
export type Hash = Buffer;

const NODE = Buffer.from([1]);

export function nodeHash(left: Hash, right: Hash): Hash {
  return hash('sha256', Buffer.concat([NODE, left, right], 65), 'buffer');
}

/** Root of the tree without leaves. */
export const EMPTY_ROOT: Hash = hash('sha256', '', 'buffer');

/** The perfect subtrees of a growing tree, largest first: all that is needed to add leaves and to know the root. */
export class Range {
  readonly #subtrees: { readonly hash: Hash; readonly height: number }[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Adds a perfect subtree of 2^height leaves to the right; height 0 is one leaf hash. */
  push(hash: Hash, height = 0): void {
    this.#size += 2 ** height;
    let added = { hash, height };
    for (let left = this.#subtrees.at(-1); left !== undefined && left.height === added.height; left = this.#subtrees.at(-1)) {
      this.#subtrees.pop();
      added = { hash: nodeHash(left.hash, added.hash), height: added.height + 1 };
    }
    this.#subtrees.push(added);
  }

  root(): Hash {
    const [last, ...left] = this.#subtrees.toReversed();
    return last === undefined ? EMPTY_ROOT : left.reduce((right, subtree) => nodeHash(subtree.hash, right), last.hash);
  }
}

export function rootOf(leaves: readonly Hash[]): Hash {
  const range = new Range();
  for (const leaf of leaves) range.push(leaf);
  return range.root();
}

/** The hashes that prove a leaf to be in the tree, from the leaf upwards (RFC 9162, 2.1.3.1). */
export function inclusionProof(leaves: readonly Hash[], index: number): readonly Hash[] {
  return inclusionProofs(leaves, [index])[0] ?? [];
}

/** The same for several leaves of one tree, each of whose subtrees is hashed once. @throws RangeError for a leaf the tree does not have. */
export function inclusionProofs(leaves: readonly Hash[], indexes: readonly number[]): readonly (readonly Hash[])[] {
  const known = new Map<string, Hash>();
  const root = (from: number, size: number): Hash => {
    const before = known.get(`${from}/${size}`);
    if (before !== undefined) return before;
    const split = size < 2 ? 0 : splitOf(size);
    const made = size < 2 ? (leaves[from] ?? EMPTY_ROOT) : nodeHash(root(from, split), root(from + split, size - split));
    known.set(`${from}/${size}`, made);
    return made;
  };
  const path = (index: number, from: number, size: number): readonly Hash[] => {
    if (size < 2) return [];
    const split = splitOf(size);
    return index < split
      ? [...path(index, from, split), root(from + split, size - split)]
      : [...path(index - split, from + split, size - split), root(from, split)];
  };
  return indexes.map((index) => {
    if (index < 0 || index >= leaves.length) throw new RangeError(`no leaf ${index} in a tree of ${leaves.length}`);
    return path(index, 0, leaves.length);
  });
}

/** Does the proof lead from the leaf to the root (RFC 9162, 2.1.3.2)? */
export function isIncluded(claim: {
  readonly leaf: Hash;
  readonly index: number;
  readonly size: number;
  readonly proof: readonly Hash[];
  readonly root: Hash;
}): boolean {
  const { leaf, index, size, proof, root } = claim;
  if (index < 0 || index >= size) return false;
  let [at, last] = [index, size - 1];
  let hash = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(sibling, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [at >> 1, last >> 1];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [at, last] = [at >> 1, last >> 1];
  }
  return last === 0 && hash.equals(root);
}

/** Largest power of two below n ≥ 2. */
function splitOf(n: number): number {
  return 2 ** Math.floor(Math.log2(n - 1));
}
