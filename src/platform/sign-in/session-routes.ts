import { z } from 'zod';
import { Failure } from '../act/failure.ts';
import type { Moment } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import { perform } from '../http/answer.ts';
import type { App } from '../http/app.ts';
import { id } from '../http/inputs.ts';
import { fromThisMachine } from '../http/proxies.ts';
import { readAs } from '../http/read-as.ts';
import { clearSessionCookie, credentialOf, hashOf, newToken, requireOwnPage, setSessionCookie } from '../http/session.ts';
import { countTodos } from '../matters/list.ts';
import { countUnread } from '../notices/list.ts';
import { modulesOf } from '../modules.ts';
import type { World } from '../world.ts';
import { signIn, signInAsSample, signOutVerb, withoutOffice } from './account.ts';
import type { Me, SignInChoices } from '../people/contract.ts';
import type { SignInProgress } from './contract.ts';
import { policyOf } from './policy.ts';
import { endSessionVerb, ownSessions } from './sessions.ts';
import { peopleOf } from '../people/lists.ts';

const credentials = z.union([
  z.object({ officeId: id, personId: id }),
  z.object({
    office: z.string().trim().min(1, '请填写单位').max(60),
    loginName: z.string().trim().min(1, '请填写登录名').max(60),
    password: z.string().min(1, '请填写密码').max(200),
  }),
]);

const officeHead = statement<{ officeId: number; key: string; name: string; sample: boolean; department: string | null }>(
  'office-head',
  `
  select o.office_id as "officeId", o.key, o.name, o.sample, (select d.name from department d where d.office_id = o.office_id and d.department_id = $2::int) as department
  from office o where o.office_id = $1`,
);
const sampleOffices = statement<{ officeId: number; key: string; name: string; sample: boolean }>(
  'sample-offices',
  `
  select office_id as "officeId", key, name, sample from office order by office_id`,
);

/** /api/session and /api/sign-in-choices. */
export function sessionRoutes(app: App, world: World, { limit }: { readonly limit: number }): void {
  const config = { rateLimit: { max: limit, timeWindow: '1 minute' } };
  app.get('/api/sign-in-choices', (request) => choices(world, fromThisMachine(request)));
  app.post('/api/session', { schema: { body: credentials }, config }, async (request, reply) => {
    requireOwnPage(request);
    const { token, tokenHash } = newToken();
    const session = { tokenHash, client: request.headers['user-agent'] ?? '' };
    if ('personId' in request.body && !fromThisMachine(request)) throw new Failure('bad-input', '示范登录只能在本机使用。', ['用登录名和密码登录']);
    const { officeId, awaits } = 'personId' in request.body ? await signInAsSample(world, request.body, session) : await signIn(world, request.body, session);
    setSessionCookie(request, reply, { officeId, token });
    if (awaits !== null) return { awaits } satisfies SignInProgress;
    return readAs(world, { kind: 'session', officeId, tokenHash: hashOf(token) }, (tx, moment) => me(world, tx, moment));
  });
  app.get('/api/session', (request) => readAs(world, credentialOf(request), (tx, moment) => me(world, tx, moment)));
  app.get('/api/sessions', (request) => {
    const credential = credentialOf(request);
    return readAs(world, credential, (tx, { actor, now }) => ownSessions(tx, { personId: actor.personId, now, tokenHash: credential.tokenHash }));
  });
  app.post('/api/sessions/:session/end', { schema: { params: z.object({ session: z.string().regex(/^[0-9a-f]{16}$/) }) } }, async (request, reply) => {
    requireOwnPage(request);
    return (await perform(world, { request, reply }, { verb: endSessionVerb, input: request.params }))?.done ?? reply;
  });
  app.delete('/api/session', async (request, reply) => {
    requireOwnPage(request);
    const done = await perform(world, { request, reply }, { verb: signOutVerb, input: { tokenHash: credentialOf(request).tokenHash.toString('hex') } });
    clearSessionCookie(reply);
    return done?.done ?? reply;
  });
}

async function me(world: World, tx: ReadTx, { actor, today }: Moment): Promise<Me> {
  const [head, unread, todo, policy] = await Promise.all([
    tx.row(officeHead, [tx.officeId, actor.departmentId]),
    countUnread(tx, actor.personId),
    countTodos(tx, actor.personId),
    policyOf(tx),
  ]);
  if (head === undefined) throw new Failure('not-found', '没有这个单位。');
  const { department, ...office } = head;
  const posts = [...new Set(actor.posts.map((held) => (held.coverFor === null ? held.post : `${held.post}（代）`)))];
  return {
    office,
    officerNaming: policy.officerNaming,
    person: { personId: actor.personId ?? 0, name: actor.name, department, departmentId: actor.departmentId, posts },
    today,
    unread,
    todo,
    menu: modulesOf(world.modules, (question) => world.rules.knows({ officeId: tx.officeId, question, on: today })).map(({ module, title }) => ({
      module,
      title,
    })),
  };
}

async function choices(world: World, local: boolean): Promise<SignInChoices> {
  const offices = await withoutOffice(world, (tx) => tx.rows(sampleOffices));
  const shown = await Promise.all(
    offices
      .filter(({ sample }) => sample && local)
      .map(async ({ officeId, key, name }) => {
        const people = await readAs(world, { kind: 'system', officeId, job: 'sign-in' }, (tx, { today }) => peopleOf(tx, today));
        return {
          officeId,
          key,
          name,
          people: people.filter((one) => one.leftOn === null).map(({ personId, name: who, posts, department }) => ({ personId, name: who, posts, department })),
        };
      }),
  );
  return { sample: shown.length > 0, setup: offices.length === 0, offices: shown };
}
