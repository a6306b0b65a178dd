import { z } from 'zod';
import type { Refusal } from '../../rules/decision.ts';
import { Failure } from '../act/failure.ts';
import type { Verb } from '../act/verb.ts';
import { perform, type Exchange } from '../http/answer.ts';
import type { App } from '../http/app.ts';
import { id, sentence } from '../http/inputs.ts';
import { readAs } from '../http/read-as.ts';
import { credentialOf, requireOwnPage } from '../http/session.ts';
import { noteView } from '../log/view.ts';
import { SECURITY_OFFICER } from '../people/contract-officers.ts';
import { isOfficerPost, officerPostOf } from '../people/officers.ts';
import type { World } from '../world.ts';
import type { AccountRow, PasswordHalf, Resets, SecurityOverview } from './contract.ts';
import { signInPolicy } from './contract-policy.ts';
import { restoreAccountVerb } from './dormant.ts';
import { askFactorResetVerb, confirmFactorResetVerb, FACTOR } from './factor-reset.ts';
import { newCode } from './one-time-code.ts';
import { readOidcSettings } from './oidc-settings.ts';
import { hashPassword } from './password.ts';
import { askPasswordResetVerb, confirmPasswordResetVerb, halfAsked, OFFICER_PASSWORD } from './password-reset.ts';
import { policyOf, setPolicyVerb } from './policy.ts';
import { againstAsking, openResets, type Resettable } from './reset.ts';
import { accountsOf, policyChanges } from './security-store.ts';
import { endOthersSessionVerb, sessionsOfOffice } from './sessions.ts';

/** Random bytes of each half of a temporary password. */
const HALF = 5;

const because = z.object({ reason: sentence });
const SCHEMA = z.toJSONSchema(signInPolicy, { io: 'input' });

/** /api/security: 安全管理 – policy, accounts, sessions of the security officer; resets of lost factors of all three officers. */
export function securityRoutes(app: App, world: World): void {
  app.get('/api/security', async (request): Promise<SecurityOverview> => {
    const credential = credentialOf(request);
    await noteView(world, credential, { view: '安全管理', officer: SECURITY_OFFICER, filter: {} });
    return readAs(world, credential, async (tx, { today, now }) => {
      const policy = await policyOf(tx);
      const [changes, accounts, sessions, directory] = await Promise.all([
        policyChanges(tx),
        accountsOf(tx, { today, now, policy }),
        sessionsOfOffice(tx, { now, tokenHash: credential.tokenHash }),
        readOidcSettings(world.folder, tx),
      ]);
      return { policy, schema: SCHEMA, changes, accounts, sessions, directory: directory?.title ?? null };
    });
  });
  const answer: AnswerDeed = async (exchange, verb, input) => {
    requireOwnPage(exchange.request);
    return (await perform(world, exchange, { verb, input }))?.done ?? exchange.reply;
  };
  app.post('/api/security/policy', { schema: { body: because.extend({ policy: signInPolicy }) } }, (request, reply) =>
    answer({ request, reply }, setPolicyVerb(world.folder), request.body),
  );
  app.post('/api/security/accounts/:personId/restore', { schema: { params: z.object({ personId: id }), body: because } }, (request, reply) =>
    answer({ request, reply }, restoreAccountVerb, { ...request.params, ...request.body }),
  );
  app.post(
    '/api/security/sessions/:session/end',
    { schema: { params: z.object({ session: z.string().regex(/^[0-9a-f]{16}$/) }), body: because } },
    (request, reply) => answer({ request, reply }, endOthersSessionVerb, { ...request.params, ...request.body }),
  );
  resetRoutes(app, world, answer);
}

type AnswerDeed = <Input, Seen, Plan, Result>(exchange: Exchange, verb: Verb<Input, Seen, Plan, Result>, input: Input) => Promise<unknown>;

/** What two of the three officers do together: a lost factor, an officer's password. */
function resetRoutes(app: App, world: World, answer: AnswerDeed): void {
  const account = { params: z.object({ personId: id }), body: because };
  const reset = { params: z.object({ resetId: id }) };
  app.get('/api/security/resets', (request): Promise<Resets> =>
    readAs(world, credentialOf(request), async (tx, { actor, today, now }) => {
      if (officerPostOf(actor) === undefined) throw new Failure('not-allowed', '账号的重置由三员办理。');
      const [open, accounts] = await Promise.all([openResets(tx), policyOf(tx).then((policy) => accountsOf(tx, { today, now, policy }))]);
      const may = (kind: Resettable, row: AccountRow): true | Refusal =>
        againstAsking(
          kind,
          { account: { ...row, enrolled: row.totp || row.passkeys > 0 }, asked: open.some((one) => one.what === kind.what && one.personId === row.personId) },
          actor,
        ) ?? true;
      const officers = accounts.flatMap((row) =>
        row.posts
          .filter(isOfficerPost)
          .map((post) => ({ personId: row.personId, name: row.name, post, may: { factor: may(FACTOR, row), password: may(OFFICER_PASSWORD, row) } })),
      );
      return { open, officers };
    }),
  );
  app.post('/api/security/accounts/:personId/factor-reset', { schema: account }, (request, reply) =>
    answer({ request, reply }, askFactorResetVerb, { ...request.params, ...request.body, half: null }),
  );
  app.post('/api/security/factor-resets/:resetId/confirm', { schema: reset }, (request, reply) =>
    answer({ request, reply }, confirmFactorResetVerb, request.params),
  );
  app.post('/api/security/accounts/:personId/password-reset', { schema: account }, async (request, reply) => {
    requireOwnPage(request);
    const half = newCode(HALF);
    const done = await perform(
      world,
      { request, reply },
      { verb: askPasswordResetVerb, input: { ...request.params, ...request.body, half: world.secrets.seal(half) } },
    );
    return done === undefined ? reply : ({ half } satisfies PasswordHalf);
  });
  app.post('/api/security/password-resets/:resetId/confirm', { schema: reset }, async (request, reply) => {
    requireOwnPage(request);
    const { resetId } = request.params;
    const first = world.secrets.unseal(await readAs(world, credentialOf(request), (tx) => halfAsked(tx, resetId)));
    if (first === undefined) throw new Failure('conflict', '申请人的一半临时密码已无法读出。', ['请系统管理员从备份恢复数据目录中的密钥文件']);
    const half = newCode(HALF);
    const input = { resetId, passwordHash: await hashPassword(`${first}-${half}`) };
    const done = await perform(world, { request, reply }, { verb: confirmPasswordResetVerb, input });
    return done === undefined ? reply : ({ half } satisfies PasswordHalf);
  });
}
