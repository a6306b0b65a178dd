import { z } from 'zod';
import { Failure } from '../act/failure.ts';
import type { App } from '../http/app.ts';
import { perform } from '../http/answer.ts';
import { digest } from '../http/fields.ts';
import { id, sentence } from '../http/inputs.ts';
import { readAs } from '../http/read-as.ts';
import { credentialOf, requireOwnPage } from '../http/session.ts';
import { staffOn } from '../people/staff.ts';
import type { World } from '../world.ts';
import { checkOffice } from './check-office.ts';
import { draftPage } from './draft-page.ts';
import { draftsOf, sourceOf } from './draft-store.ts';
import { lawPage, regulationsOf } from './law-page.ts';
import { publishVersionVerb, rejectVersionVerb } from './publish.ts';
import { submitVersionVerb } from './submit-version.ts';
import type { Rulebook } from '../../rules/rulebook.ts';

const draftParams = z.object({ draftId: id });
const newVersion = z.object({
  text: z.string().min(1, '请选择制度文件').max(900_000),
  issuer: z.string().trim().min(1, '请填写发文机关').max(200),
  documentNumber: z.string().trim().min(1, '请填写文号').max(100),
  original: digest,
});

/** /api/regulations: the law as the system applies it, open to everybody of the office. */
export function regulationRoutes(app: App, world: World): void {
  const book = (officeId: number): Rulebook => {
    const found = world.rules.bookOf(officeId);
    if (found === undefined) throw new Failure('not-found', '本单位还没有发布制度。');
    return found;
  };
  app.get('/api/regulations', (request) => readAs(world, credentialOf(request), async (tx, { today }) => regulationsOf(book(tx.officeId), today)));
  app.get('/api/regulations/findings', (request) =>
    readAs(world, credentialOf(request), async (tx, { today }) => ({ findings: checkOffice(book(tx.officeId), { staff: await staffOn(tx, today), today }) })),
  );
  app.get('/api/regulations/drafts', (request) => readAs(world, credentialOf(request), (tx) => draftsOf(tx)));
  app.get('/api/regulations/drafts/:draftId', { schema: { params: draftParams } }, (request) =>
    readAs(world, credentialOf(request), async (tx, { today, actor }) => draftPage(tx, { world, draftId: request.params.draftId, today, actor })),
  );
  app.post('/api/regulations/drafts', { schema: { body: newVersion } }, async (request, reply) => {
    requireOwnPage(request);
    return (await perform(world, { request, reply }, { verb: submitVersionVerb(world.rules), input: request.body }))?.done ?? reply;
  });
  app.post('/api/regulations/drafts/:draftId/publish', { schema: { params: draftParams } }, async (request, reply) => {
    requireOwnPage(request);
    const { officeId } = credentialOf(request);
    const done = await perform(world, { request, reply }, { verb: publishVersionVerb(world.rules), input: request.params });
    if (done === undefined) return reply;
    await world.rules.reload(officeId);
    return done.done;
  });
  app.post('/api/regulations/drafts/:draftId/reject', { schema: { params: draftParams, body: z.object({ reason: sentence }) } }, async (request, reply) => {
    requireOwnPage(request);
    return (await perform(world, { request, reply }, { verb: rejectVersionVerb, input: { ...request.params, ...request.body } }))?.done ?? reply;
  });
  app.get(
    '/api/regulations/:title/source.yaml',
    { schema: { params: z.object({ title: z.string().max(100) }), querystring: z.object({ version: z.string().max(40) }) } },
    (request, reply) =>
      readAs(world, credentialOf(request), async (tx) => {
        const text = await sourceOf(tx, { title: request.params.title, version: request.query.version });
        if (text === undefined) throw new Failure('not-found', '本单位没有这个版本。');
        return reply.type('text/yaml; charset=utf-8').send(text);
      }),
  );
  app.get(
    '/api/regulations/:title',
    { schema: { params: z.object({ title: z.string().max(100) }), querystring: z.object({ version: z.string().max(40).nullable().default(null) }) } },
    (request) =>
      readAs(world, credentialOf(request), async (tx, { today }) => {
        const page = lawPage(book(tx.officeId), { title: request.params.title, version: request.query.version, today, casesOf: world.casesOf });
        if (page === undefined) throw new Failure('not-found', '本单位没有这项制度。');
        return page;
      }),
  );
}
