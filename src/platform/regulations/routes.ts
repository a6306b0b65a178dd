import { z } from 'zod';
import { Failure } from '../act/failure.ts';
import { sendKept } from '../files/send-kept.ts';
import { fileOf, readBytes } from '../files/store.ts';
import type { App } from '../http/app.ts';
import { readAs } from '../http/read-as.ts';
import { credentialOf } from '../http/session.ts';
import { staffOn } from '../people/staff.ts';
import type { World } from '../world.ts';
import { checkOffice } from './check-office.ts';
import { draftRoutes } from './draft-routes.ts';
import { sourceOf } from './draft-store.ts';
import { issuesOf } from './issue-store.ts';
import { lawPage, regulationsOf } from './law-page.ts';
import type { Rulebook } from '../../rules/rulebook.ts';

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
  draftRoutes(app, world);
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
    '/api/regulations/:title/original',
    { schema: { params: z.object({ title: z.string().max(100) }), querystring: z.object({ version: z.string().max(40) }) } },
    async (request, reply) => {
      const credential = credentialOf(request);
      const found = await readAs(world, credential, async (tx) => {
        const digest = (await issuesOf(tx, request.params.title)).get(request.query.version)?.original.digest;
        return digest === undefined ? undefined : { digest, file: await fileOf(tx, digest) };
      });
      if (found?.file === undefined) throw new Failure('not-found', '这个版本没有留存制度原件。');
      return sendKept(reply, { ...found.file, bytes: await readBytes(world.folder, credential.officeId, found.digest) });
    },
  );
  app.get(
    '/api/regulations/:title',
    { schema: { params: z.object({ title: z.string().max(100) }), querystring: z.object({ version: z.string().max(40).nullable().default(null) }) } },
    (request) =>
      readAs(world, credentialOf(request), async (tx, { today }) => {
        const page = lawPage(book(tx.officeId), {
          title: request.params.title,
          version: request.query.version,
          today,
          casesOf: world.casesOf,
          issues: await issuesOf(tx, request.params.title),
        });
        if (page === undefined) throw new Failure('not-found', '本单位没有这项制度。');
        return page;
      }),
  );
}
