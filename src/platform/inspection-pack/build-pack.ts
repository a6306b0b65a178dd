import { createHash } from 'node:crypto';
import { zipSync } from 'fflate';
import { Failure } from '../act/failure.ts';
import type { Moment } from '../act/verb.ts';
import type { ReadTx } from '../db/transaction.ts';
import { readBytes } from '../files/store.ts';
import { kindOf } from '../modules.ts';
import type { AttachedFile } from '../matters/content.ts';
import { viewMatter } from '../matters/matter-view.ts';
import { printMatter } from '../matters/print.ts';
import { drawn } from '../sampling/drawn.ts';
import type { World } from '../world.ts';
import { MANIFEST, PROOF, SIGNATURE, type PackInfo, type PackManifest } from './contract.ts';
import { exceptionsOf } from './exceptions.ts';
import { logProof } from './log-proof.ts';
import { dutiesOf, drawnBy, populationOf, type DutyRow, type PopulationRow } from './population.ts';
import { workbookOf } from './workbook.ts';

/** What one archive may hold, in bytes. */
const LARGEST = 512 * 1024 * 1024;

export interface BuiltPack {
  readonly bytes: Buffer;
  /** SHA-256 of the manifest. */
  readonly manifest: string;
}

/**
 * The pack as one signed archive: tables of population, sample, exceptions and duties; of each matter of the sample its print and its originals, of each duty
 * the originals it ended with; the entries of the log about them with their proofs. @throws Failure if it would be larger than an archive may be.
 */
export async function buildPack(
  world: World,
  tx: ReadTx,
  { pack, moment, largest = LARGEST }: { readonly pack: PackInfo; readonly moment: Moment; readonly largest?: number },
): Promise<BuiltPack> {
  const [matters, duties] = await Promise.all([populationOf(tx, pack), dutiesOf(tx, pack, moment.today)]);
  const exceptions = await exceptionsOf(world, tx, { scope: pack, matters, duties });
  const sampled = new Set(drawn([...matters, ...duties].map(drawnBy), pack.sample, pack.seed));
  const isDrawn = (row: PopulationRow | DutyRow): boolean => sampled.has(drawnBy(row));
  const book = world.rules.bookOf(tx.officeId);
  const office = book?.office.name ?? '';
  const clauses = pack.clauses.map((id) => ({ id, text: book?.packs.flatMap((one) => one.clauses).findLast((one) => one.ref.id === id)?.text ?? '' }));
  const titleOf = (kind: string): string => kindOf(world.modules, kind)?.title ?? kind;
  const files = new Files(largest);
  files.add('迎检包.xlsx', await workbookOf({ office, pack, clauses, matters, duties, exceptions, isDrawn, titleOf, now: moment.now }));
  for (const row of matters.filter(isDrawn)) await addMatter(world, tx, { row, moment, files });
  for (const row of duties.filter(isDrawn)) await addOriginals(world, tx, { folder: `样本/${drawnBy(row)}`, originals: row.files, files });
  const proof = await logProof(tx, {
    matterIds: matters.filter(isDrawn).map((one) => one.matterId),
    obligationIds: duties.filter(isDrawn).map((one) => one.obligationId),
  });
  if (proof !== null) files.add(PROOF, Buffer.from(JSON.stringify(proof)));
  const manifest: PackManifest = {
    format: 'guiju-inspection-pack-1',
    office,
    number: pack.number,
    clauses: [...pack.clauses],
    from: pack.from,
    until: pack.until,
    population: matters.length + duties.length,
    sample: sampled.size,
    seed: pack.seed,
    builtAt: moment.now.toISOString(),
    publicKey: world.signer.publicKey.toString('base64'),
    files: files.all().map(([name, bytes]) => ({ name, size: bytes.length, sha256: digestOf(bytes) })),
  };
  const text = Buffer.from(JSON.stringify(manifest, null, 1));
  const signed = [...files.all(), [MANIFEST, text], [SIGNATURE, world.signer.sign(text.toString('utf8'))]] as const;
  return { bytes: Buffer.from(zipSync(Object.fromEntries(signed), { level: 6 })), manifest: digestOf(text) };
}

function digestOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Files of a pack by name. */
class Files {
  readonly #files = new Map<string, Buffer>();
  readonly #largest: number;
  #size = 0;

  constructor(largest: number) {
    this.#largest = largest;
  }

  /** @throws Failure once there is more than an archive may hold. */
  add(name: string, bytes: Buffer): void {
    this.#files.set(name, bytes);
    this.#size += bytes.length;
    if (this.#size > this.#largest)
      throw new Failure('conflict', `样本的原件共超过${Math.floor(this.#largest / 1024 / 1024)}MB，不能装进一个迎检包。`, [
        '减少抽查件数',
        '缩短期间，分成几个迎检包准备',
      ]);
  }

  all(): readonly (readonly [string, Buffer])[] {
    return [...this.#files];
  }
}

async function addMatter(
  world: World,
  tx: ReadTx,
  { row, moment, files }: { readonly row: PopulationRow; readonly moment: Moment; readonly files: Files },
): Promise<void> {
  const matter = await viewMatter(world, tx, { matterId: row.matterId, moment });
  files.add(`样本/${row.number}/${row.number}.pdf`, await printMatter(world, { matter, moment }));
  await addOriginals(world, tx, { folder: `样本/${row.number}`, originals: matter.files, files });
}

async function addOriginals(
  world: World,
  tx: ReadTx,
  { folder, originals, files }: { readonly folder: string; readonly originals: readonly AttachedFile[]; readonly files: Files },
): Promise<void> {
  for (const { digest, evidence, name } of originals)
    files.add(`${folder}/${evidence}-${digest.slice(0, 8)}-${name}`, await readBytes(world.folder, tx.officeId, digest));
}
