import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type AuthenticatorTransport,
  type RegistrationResponseJSON,
  type WebAuthnCredential,
} from '@simplewebauthn/server';
import { Failure } from '../act/failure.ts';
import type { Verb } from '../act/verb.ts';
import { no } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import { readUnderWay, type UnderWay } from './account-store.ts';
import { refusedToEnrol, writeEnrolled } from './enrol.ts';
import { insertPasskey, passkeysOf, replaceRecoveryCodes, type Passkey } from './factor-store.ts';
import type { Awaits } from './next-step.ts';

/** Ed25519, ES256, RS256; without a list the library offers algorithms few authenticators know. */
const ALGORITHMS = [-8, -7, -257];

/** The site a ceremony belongs to. */
export interface Site {
  /** `guiju.example.gov.cn` */
  readonly rpId: string;
  /** `https://guiju.example.gov.cn:8443` */
  readonly origin: string;
}

const setChallenge = statement<never>(
  'set-challenge',
  `update session set challenge = $3 where office_id = $1 and token_hash = decode($2, 'hex') and ended_at is null`,
);

/** A session has one ceremony under way; like its last use, that is a note about the session, not an act. */
async function begin<Options extends { readonly challenge: string }>(tx: ReadTx, tokenHash: string, options: Options): Promise<Options> {
  await tx.rows(setChallenge, [tx.officeId, tokenHash, options.challenge]);
  return options;
}

/** Options for registering a passkey; the keys the person has already are left out. */
export async function beginRegistration(
  tx: ReadTx,
  {
    tokenHash,
    personId,
    name,
    site,
    office,
  }: { readonly tokenHash: string; readonly personId: number; readonly name: string; readonly site: Site; readonly office: string },
) {
  const had = await passkeysOf(tx, personId);
  const options = await generateRegistrationOptions({
    rpName: `规矩 ${office}`,
    rpID: site.rpId,
    userName: name,
    userID: Buffer.from(`${tx.officeId}.${personId}`),
    attestationType: 'none',
    supportedAlgorithmIDs: ALGORITHMS,
    excludeCredentials: had.filter((one) => one.rpId === site.rpId).map((one) => ({ id: one.credentialId })),
    authenticatorSelection: { userVerification: 'preferred', residentKey: 'discouraged' },
  });
  return begin(tx, tokenHash, options);
}

/** Options for showing a passkey: the person's keys of this site. */
export async function beginAuthentication(
  tx: ReadTx,
  { tokenHash, personId, site }: { readonly tokenHash: string; readonly personId: number; readonly site: Site },
) {
  const had = (await passkeysOf(tx, personId)).filter((one) => one.rpId === site.rpId);
  if (had.length === 0) throw new Failure('conflict', '您在这个网址没有登记过通行密钥。', ['改用动态口令或恢复码']);
  return begin(
    tx,
    tokenHash,
    await generateAuthenticationOptions({
      rpID: site.rpId,
      allowCredentials: had.map((one) => ({ id: one.credentialId, transports: transportsOf(one) })),
      userVerification: 'preferred',
    }),
  );
}

function transportsOf({ transports }: Passkey): AuthenticatorTransport[] {
  return [...transports] as AuthenticatorTransport[]; // as the browser named them at registration
}

/** Checks what the authenticator answered to the challenge. @returns the key used and its new counter; undefined if anything does not fit. */
export async function verifyShown(
  keys: readonly Passkey[],
  { response, challenge, site }: { readonly response: unknown; readonly challenge: string; readonly site: Site },
): Promise<{ readonly passkeyId: number; readonly counter: number } | undefined> {
  const answered = response as AuthenticationResponseJSON; // shaped by the browser; the library checks every part of it
  const key = keys.find((one) => one.credentialId === answered.id && one.rpId === site.rpId);
  if (key === undefined) return undefined;
  const credential: WebAuthnCredential = {
    id: key.credentialId,
    publicKey: new Uint8Array(key.publicKey),
    counter: key.counter,
    transports: transportsOf(key),
  };
  const told = await verifyAuthenticationResponse({
    response: answered,
    expectedChallenge: challenge,
    expectedOrigin: site.origin,
    expectedRPID: site.rpId,
    credential,
    requireUserVerification: false,
  }).catch(() => undefined);
  return told?.verified === true ? { passkeyId: key.passkeyId, counter: told.authenticationInfo.newCounter } : undefined;
}

export interface RegisterInput {
  readonly tokenHash: string;
  readonly name: string;
  readonly response: unknown;
  readonly site: Site;
  readonly codeHashes: readonly string[];
}

interface Seen {
  readonly enrolling: UnderWay;
  readonly made: { readonly credentialId: string; readonly publicKey: Buffer; readonly counter: number; readonly transports: readonly string[] } | undefined;
  readonly known: boolean;
}

interface Plan {
  readonly input: RegisterInput;
  readonly enrolling: UnderWay;
  readonly made: NonNullable<Seen['made']>;
}

const keyKnown = statement<{ known: boolean }>('passkey-known', `select exists (select from passkey where office_id = $1 and credential_id = $2) as known`);

/** 登记通行密钥: checked against the challenge of this session; recovery codes come with the first factor. */
export const registerPasskeyVerb: Verb<RegisterInput, Seen, Plan, { readonly awaits: Awaits | null; readonly first: boolean }> = {
  name: 'register-passkey',
  title: '登记通行密钥',
  who: '本人',
  read: async (tx, { tokenHash, response, site }, asking) => {
    const enrolling = await readUnderWay(tx, tokenHash, asking);
    const made = await verifyMade({ response, site, challenge: enrolling.session.challenge });
    const found = await tx.row(keyKnown, [tx.officeId, made?.credentialId ?? '']);
    return { enrolling, made, known: found?.known === true };
  },
  decide: ({ enrolling, made, known }, input) => {
    const refused = refusedToEnrol(enrolling);
    if (refused !== undefined) return refused;
    if (made === undefined) return no('passkey-not-verified', '通行密钥没有通过验证，没有登记。', ['重新登记一次', '换一个浏览器或密钥']);
    if (known) return no('passkey-known', '这个通行密钥已经登记过。');
    return { yes: { input, enrolling, made } };
  },
  write: async (tx, { input, enrolling, made }, moment) => {
    const {
      account: { personId, enrolled },
    } = enrolling;
    const { tokenHash, name, site, codeHashes } = input;
    const { awaits, sent } = writeEnrolled(tx, { enrolling, tokenHash, what: `通行密钥“${name}”`, moment });
    await insertPasskey(tx, { ...made, personId, name, rpId: site.rpId, now: moment.now });
    const codes = enrolled ? [] : replaceRecoveryCodes(tx, { personId, hashes: codeHashes, now: moment.now });
    const used = tx.rows(setChallenge, [tx.officeId, tokenHash, null]);
    return { result: { awaits, first: !enrolled }, entry: { subject: { kind: 'person', id: personId }, detail: { name } }, sent: [...sent, ...codes, used] };
  },
};

async function verifyMade({
  response,
  site,
  challenge,
}: {
  readonly response: unknown;
  readonly site: Site;
  readonly challenge: string | null;
}): Promise<Seen['made']> {
  if (challenge === null) return undefined;
  const answered = response as RegistrationResponseJSON; // as above
  const told = await verifyRegistrationResponse({
    response: answered,
    expectedChallenge: challenge,
    expectedOrigin: site.origin,
    expectedRPID: site.rpId,
    requireUserVerification: false,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch(() => undefined);
  if (told?.verified !== true) return undefined;
  const { id, publicKey, counter, transports } = told.registrationInfo.credential;
  return { credentialId: id, publicKey: Buffer.from(publicKey), counter, transports: transports ?? [] };
}
