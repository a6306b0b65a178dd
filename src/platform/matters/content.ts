import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { Failure } from '../act/failure.ts';
import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import type { SeenMatter } from './seen.ts';

export interface AttachedFile {
  readonly evidence: string;
  /** SHA-256, hex. */
  readonly digest: string;
  readonly name: string;
}

/** What a handler fills in. */
export interface MatterContent {
  readonly kind: string;
  readonly form: unknown;
  readonly linkedMatterId: number | null;
  readonly files: readonly AttachedFile[];
}

/** What stands in a matter already. */
export function contentOf(matter: SeenMatter): MatterContent {
  const { kind, form, linkedMatterId } = matter;
  return { kind, form, linkedMatterId, files: matter.files.map(({ evidence, digest, name }) => ({ evidence, digest, name })) };
}

/** SHA-256 of the canonical form, hex: signatures and releases hold for one form only. */
export function formDigest(form: unknown): string {
  return createHash('sha256')
    .update(canonicalize(form) ?? '')
    .digest('hex');
}

/** SHA-256 of all that is signed, hex: the form, what it rests on, and every file by its content. */
export function contentDigest({ form, linkedMatterId, files }: Pick<MatterContent, 'form' | 'linkedMatterId' | 'files'>): string {
  return formDigest({ form, linkedMatterId, files: files.map(({ evidence, digest }) => `${evidence}/${digest}`).toSorted() });
}

const unknownDigests = statement<{ digest: string }>(
  'digests-not-in-store',
  `
  select x.digest from unnest($2::text[]) as x (digest)
  where not exists (select from file f where f.office_id = $1 and f.digest = decode(x.digest, 'hex'))`,
);

/** @throws Failure('bad-input') if a file was never handed in. */
export async function requireFiles(tx: ReadTx, files: readonly AttachedFile[]): Promise<void> {
  if (files.length === 0) return;
  const missing = await tx.rows(unknownDigests, [tx.officeId, files.map((file) => file.digest)]);
  const names = files.filter((file) => missing.some((one) => one.digest === file.digest)).map((file) => `“${file.name}”`);
  if (names.length > 0) throw new Failure('bad-input', `附件${names.join('、')}没有上传成功。`, ['重新上传后再保存']);
}

const unknownPeople = statement<{ person_id: number }>(
  'people-not-in-office',
  `
  select x.person_id from unnest($2::int[]) as x (person_id)
  where not exists (select from person p where p.office_id = $1 and p.person_id = x.person_id and p.joined_on <= $3::date)`,
);

/** @throws Failure('bad-input') if a party is nobody of this office. */
export async function requirePeople(tx: ReadTx, personIds: readonly number[], today: CivilDate): Promise<void> {
  if (personIds.length === 0) return;
  const missing = await tx.rows(unknownPeople, [tx.officeId, [...new Set(personIds)], today]);
  if (missing.length > 0) throw new Failure('bad-input', '收款人、受益人或证明人中有人不是本单位人员。', ['从人员名单中选择']);
}
