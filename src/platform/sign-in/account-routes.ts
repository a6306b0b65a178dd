import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Credential } from '../act/actor.ts';
import { statement } from '../db/statement.ts';
import { perform, type Exchange } from '../http/answer.ts';
import type { App } from '../http/app.ts';
import { id } from '../http/inputs.ts';
import { readAs } from '../http/read-as.ts';
import { credentialOf, requireOwnPage, siteOf } from '../http/session.ts';
import type { World } from '../world.ts';
import type { RecoveryCodes, StartedTotp } from './contract.ts';
import { endFactorVerb } from './end-factor.ts';
import { confirmTotpVerb, renewRecoveryCodesVerb, startTotpVerb } from './enrol.ts';
import { hashRecoveryCode, newRecoveryCodes, newSecret, otpauthUri } from './one-time-code.ts';
import { beginRegistration, registerPasskeyVerb } from './passkey.ts';
import { policyOf } from './policy.ts';
import { ownAccount } from './security-store.ts';

type SessionCredential = Extract<Credential, { readonly tokenHash: Buffer }>;

const officeName = statement<{ name: string; loginName: string }>(
  'office-and-login-name',
  `
  select o.name, p.login_name as "loginName" from office o join person p on p.office_id = o.office_id and p.person_id = $2 where o.office_id = $1`,
);

const code = z
  .string()
  .trim()
  .regex(/^\d{6}$/, '请输入6位动态口令');
const passkey = z.object({ name: z.string().trim().min(1, '请给这个通行密钥起个名字').max(40), response: z.looseObject({ id: z.string().max(1_400) }) });

/** /api/account: 账号安全, everybody his own. */
export function accountRoutes(app: App, world: World, { limit }: { readonly limit: number }): void {
  const config = { rateLimit: { max: limit, timeWindow: '1 minute' } };
  app.get('/api/account', (request) =>
    readAs(world, credentialOf(request), async (tx, { actor }) =>
      ownAccount(tx, { personId: actor.personId, posts: actor.posts.map((held) => held.post), policy: await policyOf(tx) }),
    ),
  );
  enrolmentRoutes(app, world, { prefix: '/api/account', credentialFor: credentialOf, config });
  app.post('/api/account/recovery-codes', { config }, async (request, reply) => {
    requireOwnPage(request);
    const codes = newRecoveryCodes();
    const done = await perform(world, { request, reply }, { verb: renewRecoveryCodesVerb, input: { codeHashes: codes.map(hashRecoveryCode) } });
    return done === undefined ? reply : ({ recoveryCodes: codes } satisfies RecoveryCodes);
  });
  app.post('/api/account/totp/end', async (request, reply) => {
    requireOwnPage(request);
    return (await perform(world, { request, reply }, { verb: endFactorVerb, input: { kind: 'totp' } }))?.done ?? reply;
  });
  app.post('/api/account/passkeys/:passkeyId/end', { schema: { params: z.object({ passkeyId: id }) } }, async (request, reply) => {
    requireOwnPage(request);
    return (await perform(world, { request, reply }, { verb: endFactorVerb, input: { kind: 'passkey', passkeyId: request.params.passkeyId } }))?.done ?? reply;
  });
}

interface Enrolment {
  readonly prefix: '/api/account' | '/api/sign-in';
  readonly credentialFor: (request: FastifyRequest) => SessionCredential;
  readonly config: { readonly rateLimit: { readonly max: number; readonly timeWindow: string } };
}

/** The same enrolment twice: for whoever is signed in, and for whoever is led to it on his way in. */
export function enrolmentRoutes(app: App, world: World, { prefix, credentialFor, config }: Enrolment): void {
  const at = (exchange: Exchange): Exchange => ({ ...exchange, credential: credentialFor(exchange.request) });
  const tokenOf = (request: FastifyRequest): string => credentialFor(request).tokenHash.toString('hex');
  app.post(`${prefix}/totp`, { config }, async (request, reply) => {
    requireOwnPage(request);
    const secret = newSecret();
    const names = await readAs(world, credentialFor(request), (tx, { actor }) => tx.row(officeName, [tx.officeId, actor.personId]));
    const done = await perform(world, at({ request, reply }), {
      verb: startTotpVerb,
      input: { tokenHash: tokenOf(request), secret: world.secrets.seal(secret) },
    });
    if (done === undefined) return reply;
    const uri = otpauthUri(secret, { issuer: `规矩 ${names?.name ?? ''}`.trim(), label: names?.loginName ?? '' });
    return { totpId: done.done.totpId, uri, secret } satisfies StartedTotp;
  });
  app.post(`${prefix}/totp/:totpId/confirm`, { schema: { params: z.object({ totpId: id }), body: z.object({ code }) }, config }, async (request, reply) => {
    requireOwnPage(request);
    const codes = newRecoveryCodes();
    const input = { tokenHash: tokenOf(request), totpId: request.params.totpId, code: request.body.code, codeHashes: codes.map(hashRecoveryCode) };
    const done = await perform(world, at({ request, reply }), { verb: confirmTotpVerb(world), input });
    return done === undefined ? reply : ({ recoveryCodes: codes, awaits: done.done.awaits } satisfies RecoveryCodes);
  });
  app.post(`${prefix}/passkeys/options`, { config }, (request) => {
    requireOwnPage(request);
    return readAs(world, credentialFor(request), async (tx, { actor }) => {
      const names = await tx.row(officeName, [tx.officeId, actor.personId]);
      return beginRegistration(tx, {
        tokenHash: tokenOf(request),
        personId: actor.personId ?? 0,
        name: names?.loginName ?? '',
        office: names?.name ?? '',
        site: siteOf(request),
      });
    });
  });
  app.post(`${prefix}/passkeys`, { schema: { body: passkey }, config }, async (request, reply) => {
    requireOwnPage(request);
    const codes = newRecoveryCodes();
    const input = { tokenHash: tokenOf(request), ...request.body, site: siteOf(request), codeHashes: codes.map(hashRecoveryCode) };
    const done = await perform(world, at({ request, reply }), { verb: registerPasskeyVerb, input });
    return done === undefined ? reply : ({ recoveryCodes: done.done.first ? codes : [], awaits: done.done.awaits } satisfies RecoveryCodes);
  });
}
