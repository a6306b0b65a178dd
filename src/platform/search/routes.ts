import { z } from 'zod';
import type { App } from '../http/app.ts';
import { readAs } from '../http/read-as.ts';
import { credentialOf } from '../http/session.ts';
import type { World } from '../world.ts';
import { LEAST_SEARCHED, MOST_SEARCHED } from './contract.ts';
import { searchOffice } from './search-office.ts';

const query = z.object({
  q: z.string({ error: '请填写要查找的内容' }).trim().min(LEAST_SEARCHED, `请至少填写${LEAST_SEARCHED}个字`).max(MOST_SEARCHED, `不超过${MOST_SEARCHED}字`),
});

/** /api/search: one box for matters, registers, clauses and people. */
export function searchRoutes(app: App, world: World): void {
  app.get('/api/search', { schema: { querystring: query } }, (request) =>
    readAs(world, credentialOf(request), (tx, moment) => searchOffice(world, tx, { part: request.query.q, moment })),
  );
}
