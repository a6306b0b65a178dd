import { z } from 'zod';
import { Failure } from '../act/failure.ts';
import type { App } from '../http/app.ts';
import { readAs } from '../http/read-as.ts';
import { credentialOf } from '../http/session.ts';
import { staffOn } from '../people/staff.ts';
import type { World } from '../world.ts';
import { checkOffice } from './check-office.ts';
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
    readAs(world, credentialOf(request), async (tx, { today }) => ({ findings: checkOffice(book(tx.officeId), { staff: await staffOn(tx, today), today }) })));
  app.get('/api/regulations/:title', { schema: { params: z.object({ title: z.string().max(100) }), querystring: z.object({ version: z.string().max(40).nullable().default(null) }) } }, (request) =>
    readAs(world, credentialOf(request), async (tx, { today }) => {
      const page = lawPage(book(tx.officeId), { title: request.params.title, version: request.query.version, today });
      if (page === undefined) throw new Failure('not-found', '本单位没有这项制度。');
      return page;
    }));
}
