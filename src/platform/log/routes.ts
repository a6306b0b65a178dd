import { z } from 'zod';
import { holds } from '../act/actor.ts';
import { titleOfVerb } from '../act/verb-titles.ts';
import type { App } from '../http/app.ts';
import { after, LIMIT } from '../http/inputs.ts';
import { readAs } from '../http/read-as.ts';
import { credentialOf } from '../http/session.ts';
import type { World } from '../world.ts';
import { listLog, newestCheckpoint } from './list.ts';

/** Sees everything logged and changes nothing. */
const AUDIT_OFFICER = '审计员';

const query = z.object({ after, subjectKind: z.string().max(40).default(''), subjectId: z.string().max(80).default('') });

/** /api/log: the audit officer sees every entry, everybody else his own. */
export function logRoutes(app: App, world: World): void {
  app.get('/api/log', { schema: { querystring: query } }, (request) =>
    readAs(world, credentialOf(request), (tx, { actor }) => {
      const personId = holds(actor, AUDIT_OFFICER) ? null : actor.personId;
      return listLog(tx, { ...request.query, personId, limit: LIMIT }, (verb) => titleOfVerb(world, verb));
    }));
  app.get('/api/log/checkpoint', (request) => readAs(world, credentialOf(request), async (tx) => ({ checkpoint: (await newestCheckpoint(tx)) ?? null })));
}
