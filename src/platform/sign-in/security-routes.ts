import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Failure } from '../act/failure.ts';
import type { Verb } from '../act/verb.ts';
import { perform } from '../http/answer.ts';
import type { App } from '../http/app.ts';
import { id, sentence } from '../http/inputs.ts';
import { readAs } from '../http/read-as.ts';
import { credentialOf, requireOwnPage } from '../http/session.ts';
import { noteView } from '../log/view.ts';
import { SECURITY_OFFICER } from '../people/contract-officers.ts';
import { officerPostOf } from '../people/officers.ts';
import type { World } from '../world.ts';
import type { SecurityOverview } from './contract.ts';
import { signInPolicy } from './contract-policy.ts';
import { restoreAccountVerb } from './dormant.ts';
import { askFactorResetVerb, confirmFactorResetVerb, openResets } from './factor-reset.ts';
import { readOidcSettings } from './oidc-settings.ts';
import { policyOf, setPolicyVerb } from './policy.ts';
import { accountsOf, policyChanges } from './security-store.ts';
import { endOthersSessionVerb, sessionsOfOffice } from './sessions.ts';

const because = z.object({ reason: sentence });
const SCHEMA = z.toJSONSchema(signInPolicy, { io: 'input' });

/** /api/security: 安全管理 – policy, accounts, sessions of the security officer; resets of lost factors of all three officers. */
export function securityRoutes(app: App, world: World): void {
  app.get('/api/security', async (request): Promise<SecurityOverview> => {
    const credential = credentialOf(request);
    await noteView(world, credential, { view: '安全管理', officer: SECURITY_OFFICER, filter: {} });
    return readAs(world, credential, async (tx, { today, now }) => {
      const policy = await policyOf(tx);
      const [changes, accounts, sessions, directory] = await Promise.all([policyChanges(tx), accountsOf(tx, { today, policy }), sessionsOfOffice(tx, { now, tokenHash: credential.tokenHash }), readOidcSettings(world.folder, tx)]);
      return { policy, schema: SCHEMA, changes, accounts, sessions, directory: directory?.title ?? null };
    });
  });
  app.get('/api/security/factor-resets', (request) => readAs(world, credentialOf(request), (tx, { actor }) => {
    if (officerPostOf(actor) === undefined) throw new Failure('not-allowed', '双因素重置由三员办理。');
    return openResets(tx);
  }));
  const answer = async <Input, Seen, Plan, Result>(exchange: { readonly request: FastifyRequest; readonly reply: FastifyReply }, verb: Verb<Input, Seen, Plan, Result>, input: Input): Promise<unknown> => {
    requireOwnPage(exchange.request);
    return (await perform(world, exchange, { verb, input }))?.done ?? exchange.reply;
  };
  app.post('/api/security/policy', { schema: { body: because.extend({ policy: signInPolicy }) } }, (request, reply) => answer({ request, reply }, setPolicyVerb(world.folder), request.body));
  app.post('/api/security/accounts/:personId/restore', { schema: { params: z.object({ personId: id }), body: because } }, (request, reply) =>
    answer({ request, reply }, restoreAccountVerb, { ...request.params, ...request.body }));
  app.post('/api/security/sessions/:session/end', { schema: { params: z.object({ session: z.string().regex(/^[0-9a-f]{16}$/) }), body: because } }, (request, reply) =>
    answer({ request, reply }, endOthersSessionVerb, { ...request.params, ...request.body }));
  app.post('/api/security/accounts/:personId/factor-reset', { schema: { params: z.object({ personId: id }), body: because } }, (request, reply) =>
    answer({ request, reply }, askFactorResetVerb, { ...request.params, ...request.body }));
  app.post('/api/security/factor-resets/:resetId/confirm', { schema: { params: z.object({ resetId: id }) } }, (request, reply) => answer({ request, reply }, confirmFactorResetVerb, request.params));
}
