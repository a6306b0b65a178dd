import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EMPTY_ROOT, inclusionProof, isIncluded, nodeHash, Range, rootOf, type Hash } from './merkle.ts';

const leaf = (text: string): Hash => createHash('sha256').update('\0').update(text).digest();

/** RFC 9162 2.1.1, word for word. */
function rootByDefinition(leaves: readonly Hash[]): Hash {
  const [only] = leaves;
  if (only === undefined) return EMPTY_ROOT;
  if (leaves.length === 1) return only;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return nodeHash(rootByDefinition(leaves.slice(0, split)), rootByDefinition(leaves.slice(split)));
}

test('the root is the one of the definition, for every size', () => {
  const leaves = Array.from({ length: 130 }, (_, index) => leaf(String(index)));
  for (let size = 0; size <= leaves.length; size += 1) expect(rootOf(leaves.slice(0, size)).equals(rootByDefinition(leaves.slice(0, size)))).toBe(true);
});

test('subtrees of 256 push like their leaves', () => {
  const leaves = Array.from({ length: 600 }, (_, index) => leaf(String(index)));
  const range = new Range();
  range.push(rootOf(leaves.slice(0, 256)), 8);
  range.push(rootOf(leaves.slice(256, 512)), 8);
  for (const one of leaves.slice(512)) range.push(one);
  expect(range.size).toBe(600);
  expect(range.root().equals(rootOf(leaves))).toBe(true);
});

test('every leaf is proved, and no other leaf by its proof', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 70 }), fc.nat(), (size, seed) => {
      const leaves = Array.from({ length: size }, (_, index) => leaf(`${seed}/${index}`));
      const index = seed % size;
      const root = rootOf(leaves);
      const proof = inclusionProof(leaves, index);
      const own = leaves[index] ?? EMPTY_ROOT;
      expect(isIncluded({ leaf: own, index, size, proof, root })).toBe(true);
      expect(isIncluded({ leaf: leaf('another'), index, size, proof, root })).toBe(false);
      expect(isIncluded({ leaf: own, index: size, size, proof, root })).toBe(false);
      if (size > 1) expect(isIncluded({ leaf: own, index: (index + 1) % size, size, proof, root })).toBe(false);
    }),
  );
});
