import { createHash } from 'node:crypto';
import { zipSync } from 'fflate';
import type { Moment } from '../act/verb.ts';
import type { ReadTx } from '../db/transaction.ts';
import { readBytes } from '../files/store.ts';
import { kindOf } from '../modules.ts';
import { viewMatter } from '../matters/matter-view.ts';
import { printMatter } from '../matters/print.ts';
import { drawn } from '../sampling/drawn.ts';
import type { World } from '../world.ts';
import { MANIFEST, PROOF, SIGNATURE, type PackInfo, type PackManifest } from './contract.ts';
import { logProof } from './log-proof.ts';
import { dutiesOf, populationOf, releasesOf, type PopulationRow } from './population.ts';
import { workbookOf } from './workbook.ts';

const LARGEST = 512 * 1024 * 1024;

/**
 * The pack as one signed archive: tables of population, sample, exceptions and duties; of each item of the sample its print and its originals; the entries
 * of the log about them with their proofs. @throws Error if the originals of the sample are larger than an archive can hold.
 */
export async function buildPack(world: World, tx: ReadTx, { pack, moment }: { readonly pack: PackInfo; readonly moment: Moment }): Promise<Buffer> {
  const [population, duties, releases] = await Promise.all([populationOf(tx, pack), dutiesOf(tx, pack, moment.today), releasesOf(tx, pack)]);
  const sampled = new Set(drawn(population.map((row) => row.matterId), pack.sample, pack.seed));
  const book = world.rules.bookOf(tx.officeId);
  const clauses = pack.clauses.map((id) => ({ id, text: book?.packs.flatMap((one) => one.clauses).findLast((one) => one.ref.id === id)?.text ?? '' }));
  const titleOf = (kind: string): string => kindOf(world.modules, kind)?.title ?? kind;
  const files = new Map<string, Buffer>();
  files.set('迎检包.xlsx', await workbookOf({ office: book?.office.name ?? '', pack, clauses, population, sampled, releases, duties, titleOf, now: moment.now }));
  for (const row of population.filter((one) => sampled.has(one.matterId))) await addEvidence(world, tx, { row, moment, files });
  const proof = await logProof(tx, [...sampled]);
  if (proof !== null) files.set(PROOF, Buffer.from(JSON.stringify(proof)));
  const manifest: PackManifest = {
    format: 'guiju-inspection-pack-1', office: book?.office.name ?? '', number: pack.number, clauses: [...pack.clauses], from: pack.from, until: pack.until, population: population.length,
    sample: sampled.size, seed: pack.seed, builtAt: moment.now.toISOString(), publicKey: world.signer.publicKey.toString('base64'),
    files: [...files].map(([name, bytes]) => ({ name, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') })),
  };
  const text = JSON.stringify(manifest, null, 1);
  files.set(MANIFEST, Buffer.from(text));
  files.set(SIGNATURE, world.signer.sign(text));
  return Buffer.from(zipSync(Object.fromEntries(files), { level: 6 }));
}

interface Item {
  readonly row: PopulationRow;
  readonly moment: Moment;
  readonly files: Map<string, Buffer>;
}

async function addEvidence(world: World, tx: ReadTx, { row, moment, files }: Item): Promise<void> {
  const matter = await viewMatter(world, tx, { matterId: row.matterId, moment });
  const folder = `样本/${row.number}`;
  files.set(`${folder}/${row.number}.pdf`, await printMatter(world, { matter, moment }));
  for (const { digest, evidence, name } of matter.files) files.set(`${folder}/${evidence}-${digest.slice(0, 8)}-${name}`, await readBytes(world.folder, tx.officeId, digest));
  if ([...files.values()].reduce((sum, bytes) => sum + bytes.length, 0) > LARGEST) throw new Error('the originals of the sample are too large for one archive');
}
