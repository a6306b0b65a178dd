import { createHash, randomBytes } from 'node:crypto';
import * as client from 'openid-client';
import { Failure } from '../act/failure.ts';
import { statement } from '../db/statement.ts';
import type { World } from '../world.ts';
import { noteUntrustedReturn, signInFromDirectory, withoutOffice, type NewSession, type Opened } from './account.ts';
import { allOidcSettings, type OidcSettings } from './oidc-settings.ts';

const MINUTES = 10;
const officeToEnter = statement<{ officeId: number; key: string }>(
  'office-to-enter',
  `select office_id as "officeId", key from office where key = $1 or name = $1`,
);

/** A sign-in on its way through the directory; it travels sealed in a cookie of the browser that began it. */
interface UnderWay {
  readonly officeId: number;
  readonly key: string;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** Epoch milliseconds. */
  readonly until: number;
}

/** The directory of an office by key or name: its title; null if it has none. */
export async function directoryOf(
  world: Pick<World, 'pool' | 'folder'>,
  named: string,
): Promise<{ readonly title: string; readonly key: string; readonly officeId: number; readonly settings: OidcSettings } | null> {
  const [all, office] = await Promise.all([allOidcSettings(world.folder), withoutOffice(world, (tx) => tx.row(officeToEnter, [named]))]);
  const settings = office === undefined ? undefined : all[office.key];
  return office === undefined || settings === undefined ? null : { title: settings.title, settings, ...office };
}

async function configurationOf({ issuer, clientId, clientSecret }: OidcSettings): Promise<client.Configuration> {
  // The settings admit plain http on this machine only.
  const execute = issuer.startsWith('http:') ? [client.allowInsecureRequests] : [];
  return client.discovery(new URL(issuer), clientId, clientSecret, undefined, { execute, timeout: 10 });
}

/**
 * Begins a sign-in by the office's directory: authorization code with PKCE, state and nonce (OpenID Connect Core 3.1).
 * @param origin of the page, `https://guiju.example.gov.cn`; the directory leads back to `/sign-in/return` there.
 * @returns where to send the browser, and what it has to keep. @throws Failure
 */
export async function beginAtDirectory(
  world: World,
  { office, origin }: { readonly office: string; readonly origin: string },
): Promise<{ readonly url: string; readonly kept: string }> {
  const found = await directoryOf(world, office);
  if (found === null) throw new Failure('bad-input', '本单位没有接入统一身份认证。', ['用登录名和密码登录']);
  const config = await configurationOf(found.settings).catch((error: unknown) => {
    throw troubleIn(error);
  });
  const verifier = client.randomPKCECodeVerifier();
  const underWay: UnderWay = {
    officeId: found.officeId,
    key: found.key,
    state: randomBytes(24).toString('base64url'),
    nonce: client.randomNonce(),
    verifier,
    until: world.clock().getTime() + MINUTES * 60_000,
  };
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: `${origin}/sign-in/return`,
    scope: 'openid profile',
    state: underWay.state,
    nonce: underWay.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  return { url: url.href, kept: world.secrets.seal(JSON.stringify(underWay)) };
}

const STALE = new Failure('not-signed-in', '这次登录不是从本浏览器发起的，或者已经过期。', ['重新从登录页开始']);

export interface Returned {
  /** The address the browser came back to, with code and state. */
  readonly address: URL;
  /** What the browser kept. */
  readonly kept: string;
}

/** Ends a sign-in by the directory. A state is taken once; whoever the directory names must be one of the office. @throws Failure */
export async function returnFromDirectory(world: World, { address, kept }: Returned, session: NewSession): Promise<Opened> {
  const text = world.secrets.unseal(kept);
  if (text === undefined) throw STALE;
  const underWay = JSON.parse(text) as UnderWay; // sealed by beginAtDirectory with our own key
  const { officeId, state, until } = underWay;
  if (until < world.clock().getTime() || address.searchParams.get('state') !== state) throw STALE;
  const stateHash = createHash('sha256').update(state).digest('hex');
  const named = await loginNameFrom(world, { underWay, address });
  if (named instanceof Failure) {
    await noteUntrustedReturn(world, { officeId, stateHash }, session);
    throw named;
  }
  return signInFromDirectory(world, { officeId, loginName: named, stateHash }, session);
}

/** Whom the directory names; a Failure that says why its answer is not trusted. */
async function loginNameFrom(world: World, { underWay, address }: { readonly underWay: UnderWay; readonly address: URL }): Promise<string | Failure> {
  const settings = (await allOidcSettings(world.folder))[underWay.key];
  if (settings === undefined) return STALE;
  try {
    const config = await configurationOf(settings);
    const tokens = await client.authorizationCodeGrant(config, address, {
      pkceCodeVerifier: underWay.verifier,
      expectedState: underWay.state,
      expectedNonce: underWay.nonce,
      idTokenExpected: true,
    });
    const name = tokens.claims()?.[settings.claim];
    return typeof name === 'string' && name !== ''
      ? name
      : new Failure('not-signed-in', `统一身份认证的回应里没有登录名（${settings.claim}），没有登录。`, ['请系统管理员核对设置']);
  } catch (error) {
    return troubleIn(error);
  }
}

function troubleIn(error: unknown): Failure {
  if (error instanceof client.AuthorizationResponseError)
    return new Failure('not-signed-in', '统一身份认证没有同意这次登录。', ['重新登录', '请统一身份认证的管理单位核对账号']);
  if (error instanceof TypeError) return new Failure('not-signed-in', '统一身份认证暂时连接不上，没有登录。', ['稍后重试', '三员可用密码登录']);
  const wrongIssuer = claimAtFault(error) === 'iss';
  return new Failure('not-signed-in', `统一身份认证的回应没有通过核验${wrongIssuer ? '：签发者与本单位设置的不符' : ''}，没有登录。`, [
    '重新登录',
    '仍不成功时告诉系统管理员',
  ]);
}

/** The claim of a token that was not as expected; the library says so in the cause of the cause. */
function claimAtFault(error: unknown): unknown {
  if (!(error instanceof Error)) return undefined;
  const { cause } = error;
  return typeof cause === 'object' && cause !== null && 'claim' in cause ? cause.claim : claimAtFault(cause);
}
