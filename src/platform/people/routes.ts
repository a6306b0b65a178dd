import { z } from 'zod';
import type { Fen } from '../../rules/money.ts';
import { perform } from '../http/answer.ts';
import type { App } from '../http/app.ts';
import { day, fen, id, optionalSentence, sentence } from '../http/inputs.ts';
import { readAs } from '../http/read-as.ts';
import { credentialOf, requireOwnPage } from '../http/session.ts';
import type { World } from '../world.ts';
import { changePasswordVerb, passwordOf } from '../sign-in/change-password.ts';
import { firstPassword, nextPassword, passwordGround } from '../sign-in/new-password.ts';
import { verifyPassword } from '../sign-in/password.ts';
import { policyOf } from '../sign-in/policy.ts';
import { coverVerb, endCoverVerb } from './cover.ts';
import { addDepartmentVerb, endDepartmentVerb } from './departments.ts';
import { employVerb, leaveVerb } from './employ.ts';
import { endPostVerb } from './end-post.ts';
import { givePostVerb } from './give-post.ts';
import { handoverList } from './handover-list.ts';
import { DEPARTMENT_KINDS } from './contract.ts';
import { coversOf, departmentsOf, peopleOf, postsOfOffice } from './lists.ts';
import { transferVerb } from './transfer.ts';

const post = z.string().trim().min(1).max(30);
const employ = z.object({
  name: z.string().trim().min(2, '请填写姓名').max(20),
  loginName: z
    .string()
    .trim()
    .regex(/^[a-z][a-z0-9.-]{2,30}$/, '登录名由小写字母、数字组成，字母开头，3至31位'),
  password: z.string().min(1, '请填写初始密码').max(200).nullable().default(null),
  departmentId: id.nullable().default(null),
  rank: optionalSentence,
  joinedOn: day,
});
const department = z.object({ name: z.string().trim().min(2, '请填写名称').max(30, '名称不超过30字'), kind: z.enum(DEPARTMENT_KINDS), from: day });
const give = z.object({ personId: id, departmentId: id.nullable().default(null), from: day, until: day.nullable().default(null) });
const cover = z.object({
  post,
  absentPersonId: id,
  coverPersonId: id,
  from: day,
  until: day,
  reason: sentence,
  kinds: z.array(z.string().max(60)).min(1, '请至少选择一类事项').max(50).nullable().default(null),
  ceiling: fen.nullable().default(null),
});

/** /api/people, /api/posts, /api/departments, /api/covers. */
export function peopleRoutes(app: App, world: World): void {
  app.get('/api/people', (request) => readAs(world, credentialOf(request), (tx, { today }) => peopleOf(tx, today)));
  app.get('/api/people/:personId/handover', { schema: { params: z.object({ personId: id }) } }, (request) =>
    readAs(world, credentialOf(request), (tx, { actor }) => handoverList(tx, { ...request.params, actor })),
  );
  app.get('/api/posts', (request) => readAs(world, credentialOf(request), (tx) => postsOfOffice(tx)));
  app.get('/api/departments', (request) => readAs(world, credentialOf(request), (tx, { today }) => departmentsOf(tx, today)));
  app.get('/api/covers', (request) => readAs(world, credentialOf(request), (tx) => coversOf(tx)));

  app.post('/api/people', { schema: { body: employ } }, async (request, reply) => {
    requireOwnPage(request);
    const { password: written, ...person } = request.body;
    const password =
      written === null ? null : await firstPassword(await readAs(world, credentialOf(request), (tx) => policyOf(tx)), { password: written, ...person });
    return (await perform(world, { request, reply }, { verb: employVerb(), input: { ...person, password } }))?.done ?? reply;
  });
  const password = z.string().min(1, '请填写新密码').max(200);
  app.post(
    '/api/people/:personId/password',
    { schema: { params: z.object({ personId: id }), body: z.object({ old: z.string().max(200).nullable().default(null), password }) } },
    async (request, reply) => {
      requireOwnPage(request);
      const { old, password: written } = request.body;
      const { personId } = request.params;
      const { own, ground, held } = await readAs(world, credentialOf(request), async (tx, { actor }) => ({
        own: actor.personId === personId,
        ground: await passwordGround(tx, personId),
        held: await passwordOf(tx, personId),
      }));
      const oldVerified = own ? await verifyPassword(held, old ?? '') : null;
      const input = { personId, ...(await nextPassword(ground, written)), oldVerified, waiting: null };
      return (await perform(world, { request, reply }, { verb: changePasswordVerb, input }))?.done ?? reply;
    },
  );
  app.post('/api/people/:personId/leave', { schema: { params: z.object({ personId: id }), body: z.object({ leftOn: day }) } }, async (request, reply) => {
    requireOwnPage(request);
    return (await perform(world, { request, reply }, { verb: leaveVerb(world), input: { ...request.params, ...request.body } }))?.done ?? reply;
  });
  app.post(
    '/api/people/:personId/transfer',
    { schema: { params: z.object({ personId: id }), body: z.object({ departmentId: id }) } },
    async (request, reply) => {
      requireOwnPage(request);
      return (await perform(world, { request, reply }, { verb: transferVerb(), input: { ...request.params, ...request.body } }))?.done ?? reply;
    },
  );
  app.post('/api/departments', { schema: { body: department } }, async (request, reply) => {
    requireOwnPage(request);
    return (await perform(world, { request, reply }, { verb: addDepartmentVerb(), input: request.body }))?.done ?? reply;
  });
  app.post(
    '/api/departments/:departmentId/end',
    { schema: { params: z.object({ departmentId: id }), body: z.object({ until: day }) } },
    async (request, reply) => {
      requireOwnPage(request);
      return (await perform(world, { request, reply }, { verb: endDepartmentVerb(), input: { ...request.params, ...request.body } }))?.done ?? reply;
    },
  );
  app.post('/api/posts/:post/give', { schema: { params: z.object({ post }), body: give } }, async (request, reply) => {
    requireOwnPage(request);
    return (await perform(world, { request, reply }, { verb: givePostVerb(world), input: { ...request.params, ...request.body } }))?.done ?? reply;
  });
  app.post('/api/holdings/:holdingId/end', { schema: { params: z.object({ holdingId: id }), body: z.object({ until: day }) } }, async (request, reply) => {
    requireOwnPage(request);
    return (await perform(world, { request, reply }, { verb: endPostVerb(world), input: { ...request.params, ...request.body } }))?.done ?? reply;
  });
  app.post('/api/covers', { schema: { body: cover } }, async (request, reply) => {
    requireOwnPage(request);
    return (
      (await perform(world, { request, reply }, { verb: coverVerb(world), input: { ...request.body, ceiling: request.body.ceiling as Fen | null } }))?.done ??
      reply
    ); // whole fen, as the schema has it
  });
  app.post('/api/covers/:coverId/end', { schema: { params: z.object({ coverId: id }) } }, async (request, reply) => {
    requireOwnPage(request);
    return (await perform(world, { request, reply }, { verb: endCoverVerb(), input: request.params }))?.done ?? reply;
  });
}
