import { z } from 'zod';
import type { App } from '../http/app.ts';
import { answerDeed, perform } from '../http/answer.ts';
import { digest } from '../http/fields.ts';
import { day, id, sentence } from '../http/inputs.ts';
import { readAs } from '../http/read-as.ts';
import { credentialOf, requireOwnPage } from '../http/session.ts';
import type { World } from '../world.ts';
import { draftPage } from './draft-page.ts';
import { draftsOf } from './draft-store.ts';
import { publishVersionVerb, rejectVersionVerb } from './publish.ts';
import { submitVersionVerb } from './submit-version.ts';

const draftParams = z.object({ draftId: id });
const newVersion = z.object({
  text: z.string().min(1, '请选择制度文件').max(900_000),
  issuer: z.string().trim().min(1, '请填写发文机关').max(200),
  documentNumber: z.string().trim().min(1, '请填写文号').max(100),
  issuedOn: day,
  original: digest,
});

/** /api/regulations/drafts: new versions, from handing in to publishing or rejecting. */
export function draftRoutes(app: App, world: World): void {
  app.get('/api/regulations/drafts', (request) => readAs(world, credentialOf(request), (tx) => draftsOf(tx)));
  app.get('/api/regulations/drafts/:draftId', { schema: { params: draftParams } }, (request) =>
    readAs(world, credentialOf(request), async (tx, { today, actor }) => draftPage(tx, { world, draftId: request.params.draftId, today, actor })),
  );
  app.post('/api/regulations/drafts', { schema: { body: newVersion } }, (request, reply) =>
    answerDeed(world, { request, reply }, { verb: submitVersionVerb(world.rules), input: request.body }),
  );
  app.post('/api/regulations/drafts/:draftId/publish', { schema: { params: draftParams } }, async (request, reply) => {
    requireOwnPage(request);
    const { officeId } = credentialOf(request);
    const done = await perform(world, { request, reply }, { verb: publishVersionVerb(world.rules), input: request.params });
    if (done === undefined) return reply;
    await world.rules.reload(officeId);
    return done.done;
  });
  app.post('/api/regulations/drafts/:draftId/reject', { schema: { params: draftParams, body: z.object({ reason: sentence }) } }, (request, reply) =>
    answerDeed(world, { request, reply }, { verb: rejectVersionVerb, input: { ...request.params, ...request.body } }),
  );
}
