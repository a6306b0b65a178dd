import { statement } from '../db/statement.ts';
import type { ActTx, ReadTx } from '../db/transaction.ts';
import type { PasskeyInfo } from './contract.ts';

export interface TotpFactor {
  readonly totpId: number;
  /** Sealed. */
  readonly secret: string;
  readonly lastStep: number | null;
  readonly confirmed: boolean;
}

const COLUMNS = `totp_id as "totpId", secret, last_step as "lastStep", confirmed_at is not null as confirmed`;
const inUse = statement<TotpFactor>(
  'totp-in-use',
  `
  select ${COLUMNS} from totp_factor where office_id = $1 and person_id = $2 and confirmed_at is not null and ended_at is null for update`,
);
const toConfirm = statement<TotpFactor>(
  'totp-to-confirm',
  `
  select ${COLUMNS} from totp_factor where office_id = $1 and person_id = $2 and totp_id = $3 and ended_at is null and made_at > $4 for update`,
);
const insertTotp = statement<{ id: number }>(
  'start-totp',
  `insert into totp_factor (office_id, person_id, secret, made_at) values ($1, $2, $3, $4) returning totp_id as id`,
);
const confirmTotp = statement<never>('confirm-totp', `update totp_factor set confirmed_at = $3, last_step = $4 where office_id = $1 and totp_id = $2`);
const takeStep = statement<never>('take-totp-step', `update totp_factor set last_step = $3 where office_id = $1 and totp_id = $2`);
const endOthers = statement<never>(
  'end-totp-of-person',
  `
  update totp_factor set ended_at = $3 where office_id = $1 and person_id = $2 and ended_at is null and totp_id is distinct from $4::int`,
);

/** The one-time code factor in use, locked. */
export function lockTotp(tx: ReadTx, personId: number): Promise<TotpFactor | undefined> {
  return tx.row(inUse, [tx.officeId, personId]);
}

/** A factor begun after the moment and not yet confirmed. */
export function lockStartedTotp(
  tx: ReadTx,
  { personId, totpId, since }: { readonly personId: number; readonly totpId: number; readonly since: Date },
): Promise<TotpFactor | undefined> {
  return tx.row(toConfirm, [tx.officeId, personId, totpId, since]);
}

export async function startTotp(
  tx: ActTx,
  { personId, secret, now }: { readonly personId: number; readonly secret: string; readonly now: Date },
): Promise<number> {
  const made = await tx.row(insertTotp, [tx.officeId, personId, secret, now]);
  if (made === undefined) throw new Error('the factor was not inserted');
  return made.id;
}

/** The factor is in use from now on, in place of any before. */
export function useTotp(
  tx: ActTx,
  { personId, totpId, step, now }: { readonly personId: number; readonly totpId: number; readonly step: number; readonly now: Date },
): readonly Promise<unknown>[] {
  return [tx.rows(endOthers, [tx.officeId, personId, now, totpId]), tx.rows(confirmTotp, [tx.officeId, totpId, now, step])];
}

export function writeStep(tx: ActTx, { totpId, step }: { readonly totpId: number; readonly step: number }): Promise<unknown> {
  return tx.rows(takeStep, [tx.officeId, totpId, step]);
}

export function endTotp(tx: ActTx, { personId, now }: { readonly personId: number; readonly now: Date }): Promise<unknown> {
  return tx.rows(endOthers, [tx.officeId, personId, now, null]);
}

const codeFound = statement<{ found: boolean }>(
  'recovery-code-found',
  `
  select true as found from recovery_code where office_id = $1 and code_hash = decode($2, 'hex') and person_id = $3 and used_at is null and ended_at is null for update`,
);
const useCode = statement<never>('use-recovery-code', `update recovery_code set used_at = $3 where office_id = $1 and code_hash = decode($2, 'hex')`);
const endCodes = statement<never>(
  'end-recovery-codes',
  `update recovery_code set ended_at = $3 where office_id = $1 and person_id = $2 and used_at is null and ended_at is null`,
);
const insertCodes = statement<never>(
  'insert-recovery-codes',
  `
  insert into recovery_code (office_id, code_hash, person_id, made_at) select $1, decode(h, 'hex'), $2, $3 from unnest($4::text[]) as h`,
);

export async function hasRecoveryCode(tx: ReadTx, { personId, codeHash }: { readonly personId: number; readonly codeHash: string }): Promise<boolean> {
  return (await tx.row(codeFound, [tx.officeId, codeHash, personId]))?.found === true;
}

export function spendRecoveryCode(tx: ActTx, { codeHash, now }: { readonly codeHash: string; readonly now: Date }): Promise<unknown> {
  return tx.rows(useCode, [tx.officeId, codeHash, now]);
}

/** New codes in place of those before; none at all ends them. */
export function replaceRecoveryCodes(
  tx: ActTx,
  { personId, hashes, now }: { readonly personId: number; readonly hashes: readonly string[]; readonly now: Date },
): readonly Promise<unknown>[] {
  return [tx.rows(endCodes, [tx.officeId, personId, now]), tx.rows(insertCodes, [tx.officeId, personId, now, hashes])];
}

export interface Passkey {
  readonly passkeyId: number;
  readonly credentialId: string;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly rpId: string;
}

const keys = statement<Passkey>(
  'passkeys-of-person',
  `
  select passkey_id as "passkeyId", credential_id as "credentialId", public_key as "publicKey", counter, transports, rp_id as "rpId" from passkey
  where office_id = $1 and person_id = $2 and ended_at is null order by passkey_id for update`,
);
const insertKey = statement<never>(
  'register-passkey',
  `
  insert into passkey (office_id, person_id, credential_id, public_key, counter, transports, rp_id, name, made_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
);
const usedKey = statement<never>('passkey-used', `update passkey set counter = $3, last_used_at = $4 where office_id = $1 and passkey_id = $2`);
const endKeys = statement<never>(
  'end-passkeys',
  `
  update passkey set ended_at = $3 where office_id = $1 and person_id = $2 and ended_at is null and ($4::int is null or passkey_id = $4)`,
);

export function passkeysOf(tx: ReadTx, personId: number): Promise<readonly Passkey[]> {
  return tx.rows(keys, [tx.officeId, personId]);
}

export interface NewPasskey extends Omit<Passkey, 'passkeyId'> {
  readonly personId: number;
  readonly name: string;
  readonly now: Date;
}

export function insertPasskey(tx: ActTx, { personId, credentialId, publicKey, counter, transports, rpId, name, now }: NewPasskey): Promise<unknown> {
  return tx.rows(insertKey, [tx.officeId, personId, credentialId, publicKey, counter, transports, rpId, name, now]);
}

export function writePasskeyUse(
  tx: ActTx,
  { passkeyId, counter, now }: { readonly passkeyId: number; readonly counter: number; readonly now: Date },
): Promise<unknown> {
  return tx.rows(usedKey, [tx.officeId, passkeyId, counter, now]);
}

/** Ends one passkey of a person, or with null all of them. */
export function endPasskeys(
  tx: ActTx,
  { personId, passkeyId, now }: { readonly personId: number; readonly passkeyId: number | null; readonly now: Date },
): Promise<unknown> {
  return tx.rows(endKeys, [tx.officeId, personId, now, passkeyId]);
}

export interface Factors {
  readonly totpSince: string | null;
  readonly passkeys: readonly PasskeyInfo[];
  readonly recoveryCodes: number;
}

const factors = statement<Factors>(
  'factors-of-person',
  `
  select (select confirmed_at from totp_factor f where f.office_id = $1 and f.person_id = $2 and f.confirmed_at is not null and f.ended_at is null) as "totpSince",
    (select coalesce(jsonb_agg(jsonb_build_object('passkeyId', k.passkey_id, 'name', k.name, 'madeAt', k.made_at, 'lastUsedAt', k.last_used_at) order by k.passkey_id), '[]')
      from passkey k where k.office_id = $1 and k.person_id = $2 and k.ended_at is null) as passkeys,
    (select count(*) from recovery_code c where c.office_id = $1 and c.person_id = $2 and c.used_at is null and c.ended_at is null) as "recoveryCodes"`,
);

/** What a person can show as a second factor. */
export async function factorsOf(tx: ReadTx, personId: number | null): Promise<Factors> {
  return (await tx.row(factors, [tx.officeId, personId])) ?? { totpSince: null, passkeys: [], recoveryCodes: 0 };
}
