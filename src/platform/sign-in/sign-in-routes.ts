import { z } from 'zod';
import { Failure } from '../act/failure.ts';
import { statement } from '../db/statement.ts';
import { perform } from '../http/answer.ts';
import type { App } from '../http/app.ts';
import { readAs } from '../http/read-as.ts';
import { pendingOf, requireOwnPage, siteOf } from '../http/session.ts';
import type { World } from '../world.ts';
import { enrolmentRoutes } from './account-routes.ts';
import { changePasswordVerb } from './change-password.ts';
import type { SignInProgress, SignInStep } from './contract.ts';
import { factorsOf } from './factor-store.ts';
import { nextPassword, passwordGround } from './new-password.ts';
import type { Awaits } from './next-step.ts';
import { passFactorVerb, requirePassed, shownCode } from './pass-factor.ts';
import { beginAuthentication } from './passkey.ts';
import { policyOf } from './policy.ts';
import { rulesInWords } from './security-store.ts';

const awaited = statement<{ awaits: Awaits }>('session-awaits', `select awaits from session where office_id = $1 and token_hash = $2 and awaits is not null`);

const typed = z.object({ code: z.string().trim().min(6, '请输入6位动态口令，或一个恢复码').max(40) });
const shownKey = z.object({ response: z.looseObject({ id: z.string().max(1_400) }) });
const written = z.object({ password: z.string().min(1, '请填写新密码').max(200) });

/** /api/sign-in: the steps between the password and the session – code or passkey, enrolment, new password. */
export function signInRoutes(app: App, world: World, { limit }: { readonly limit: number }): void {
  const config = { rateLimit: { max: limit, timeWindow: '1 minute' } };
  app.get('/api/sign-in', (request): Promise<SignInStep> => {
    const credential = pendingOf(request);
    return readAs(world, credential, async (tx, { actor }) => {
      const [session, factors, policy] = await Promise.all([tx.row(awaited, [tx.officeId, credential.tokenHash]), factorsOf(tx, actor.personId), policyOf(tx)]);
      if (session === undefined) throw new Failure('not-signed-in', '登录已超时。', ['重新登录']);
      return {
        awaits: session.awaits,
        name: actor.name,
        totp: factors.totpSince !== null,
        passkey: factors.passkeys.length > 0,
        recoveryCodes: factors.recoveryCodes > 0,
        passwordRules: rulesInWords(policy),
      };
    });
  });
  factorRoutes(app, world, config);
  enrolmentRoutes(app, world, { prefix: '/api/sign-in', credentialFor: pendingOf, config });
  app.post('/api/sign-in/password', { schema: { body: written }, config }, async (request, reply) => {
    requireOwnPage(request);
    const credential = pendingOf(request);
    const { personId, ground } = await readAs(world, credential, async (tx, { actor }) => ({
      personId: actor.personId ?? 0,
      ground: await passwordGround(tx, actor.personId ?? 0),
    }));
    const input = { personId, ...(await nextPassword(ground, request.body.password)), oldVerified: null, waiting: credential.tokenHash.toString('hex') };
    const done = await perform(world, { request, reply, credential }, { verb: changePasswordVerb, input });
    return done === undefined ? reply : ({ awaits: null } satisfies SignInProgress);
  });
}

function factorRoutes(app: App, world: World, config: { readonly rateLimit: { readonly max: number; readonly timeWindow: string } }): void {
  app.post('/api/sign-in/code', { schema: { body: typed }, config }, async (request, reply) => {
    requireOwnPage(request);
    const credential = pendingOf(request);
    const shown = shownCode(request.body.code);
    const done = await perform(
      world,
      { request, reply, credential },
      { verb: passFactorVerb(world), input: { tokenHash: credential.tokenHash.toString('hex'), shown } },
    );
    return done === undefined ? reply : requirePassed(done.done, shown.kind);
  });
  app.post('/api/sign-in/passkey/options', { config }, (request) => {
    requireOwnPage(request);
    const credential = pendingOf(request);
    return readAs(world, credential, (tx, { actor }) =>
      beginAuthentication(tx, { tokenHash: credential.tokenHash.toString('hex'), personId: actor.personId ?? 0, site: siteOf(request) }),
    );
  });
  app.post('/api/sign-in/passkey', { schema: { body: shownKey }, config }, async (request, reply) => {
    requireOwnPage(request);
    const credential = pendingOf(request);
    const shown = { kind: 'passkey', response: request.body.response, site: siteOf(request) } as const;
    const done = await perform(
      world,
      { request, reply, credential },
      { verb: passFactorVerb(world), input: { tokenHash: credential.tokenHash.toString('hex'), shown } },
    );
    return done === undefined ? reply : requirePassed(done.done, shown.kind);
  });
}
