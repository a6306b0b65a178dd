import '@fastify/multipart';
import { z } from 'zod';
import { Failure } from '../act/failure.ts';
import { perform } from '../http/answer.ts';
import type { App } from '../http/app.ts';
import { digest } from '../http/inputs.ts';
import { readAs } from '../http/read-as.ts';
import { credentialOf, requireOwnPage } from '../http/session.ts';
import { requireBusinessReader } from '../people/officers.ts';
import type { World } from '../world.ts';
import { acceptFile, ACCEPTED_TITLES, plainName } from './accept.ts';
import { readInvoiceXml } from './invoice-xml.ts';
import { sendKept } from './send-kept.ts';
import { fileOf, keepBytes, keepFileVerb, readBytes } from './store.ts';

/** /api/files: evidence is taken by its content, hashed on arrival and kept as it came. */
export function fileRoutes(app: App, world: World): void {
  app.post('/api/files', async (request, reply) => {
    requireOwnPage(request);
    const credential = credentialOf(request);
    await readAs(world, credential, async () => undefined); // nobody fills the folder who is not signed in
    const part = await request.file();
    if (part === undefined) throw new Failure('bad-input', '没有选择文件。', [`可上传${ACCEPTED_TITLES}，每个不超过20MB`]);
    const bytes = await part.toBuffer();
    const name = plainName(part.filename);
    const accepted = await acceptFile(bytes, name);
    if ('sentence' in accepted) throw new Failure('bad-input', accepted.sentence, [`可上传${ACCEPTED_TITLES}`]);
    const invoice = accepted.mediaType === 'application/xml' ? (readInvoiceXml(bytes.toString('utf8')) ?? null) : null;
    const kept = { digest: await keepBytes(world.folder, credential.officeId, bytes), name, size: bytes.length, mediaType: accepted.mediaType, invoice };
    return (await perform(world, { request, reply }, { verb: keepFileVerb, input: kept }))?.done ?? reply;
  });
  app.get('/api/files/:digest', { schema: { params: z.object({ digest }) } }, async (request, reply) => {
    const credential = credentialOf(request);
    const found = await readAs(world, credential, async (tx, { actor }) => {
      const file = await fileOf(tx, request.params.digest);
      if (file?.addedBy !== actor.personId) requireBusinessReader(actor);
      return file;
    });
    if (found === undefined) throw new Failure('not-found', '没有这个附件。');
    const bytes = await readBytes(world.folder, credential.officeId, request.params.digest);
    return sendKept(reply, { ...found, bytes });
  });
}
