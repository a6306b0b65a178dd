import { hash } from 'node:crypto';
import { leafHash } from '../src/platform/log/append.ts';
import { inclusionProofs, isIncluded, rootOf } from '../src/platform/log/merkle.ts';
import { verifyLog, type Piece } from '../src/platform/log/verify.ts';

const ENTRIES = 1_000_000;
const PROOFS = 1_000;

const bodyOf = (index: number): string =>
  `{"at":"2026-11-23T01:02:03.000Z","detail":{"act":"同意","post":"分管财务领导","remark":null,"round":1,"step":1},"name":"王建华","office":1,"person":2,"subject":{"id":"${index}","kind":"matter"},"verb":"approve"}`;

/** A log of a million entries verified from end to end against nothing but the hashes that needs, and proofs of single entries. */
export async function benchProofs() {
  const leaves = Array.from({ length: ENTRIES }, (_, index) => leafHash(bodyOf(index)));
  const bound = seconds(() => {
    const node = Buffer.alloc(65, 1);
    for (let index = 0; index < ENTRIES; index += 1) {
      hash('sha256', `\0${bodyOf(index)}`, 'buffer');
      hash('sha256', node, 'buffer');
    }
  });
  const started = performance.now();
  const told = await verifyLog(pieces(leaves), { publicKey: Buffer.alloc(32) });
  const verified = (performance.now() - started) / 1_000;
  if (!told.unaltered || told.entries !== ENTRIES) throw new Error(told.troubles[0]);
  const root = rootOf(leaves);
  const indexes = Array.from({ length: PROOFS }, (_, index) => (index * 7_919_003) % ENTRIES);
  let proofs: readonly (readonly Buffer[])[] = [];
  const built = seconds(() => {
    proofs = inclusionProofs(leaves, indexes);
  });
  const checked = seconds(() => {
    for (const [at, index] of indexes.entries())
      if (!isIncluded({ leaf: leaves[index] ?? Buffer.alloc(0), index, size: ENTRIES, proof: proofs[at] ?? [], root }))
        throw new Error(`entry ${index} is not proved`);
  });
  return {
    verify_1m_entries_vs_hash_bound: bound / verified,
    proofs_of_1m_entries_built_in_verifications: built / verified,
    proofs_verified_per_second: Math.round(PROOFS / checked),
  };
}

/** What is not sealed yet counts as missing; what was altered is what is asked here. */
function* pieces(leaves: readonly Buffer[]): Generator<Piece> {
  for (const [index, leaf] of leaves.entries()) yield { index, leaf: leaf.toString('hex'), body: bodyOf(index) };
}

function seconds(work: () => void): number {
  const started = performance.now();
  work();
  return (performance.now() - started) / 1_000;
}
