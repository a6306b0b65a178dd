import { z } from 'zod';
import { holds } from '../act/actor.ts';
import { Failure } from '../act/failure.ts';
import { titleOfVerb } from '../act/verb-titles.ts';
import type { App } from '../http/app.ts';
import { after, LIMIT } from '../http/inputs.ts';
import { readAs } from '../http/read-as.ts';
import { credentialOf, requireOwnPage } from '../http/session.ts';
import type { World } from '../world.ts';
import { exportLog } from './export.ts';
import { listLog, newestCheckpoint } from './list.ts';
import { printHead } from './print-head.ts';
import { verifyDatabase } from './verify-database.ts';

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
  app.get('/api/log/checkpoint.pdf', async (request, reply) => {
    const pdf = await readAs(world, credentialOf(request), (tx, moment) => printHead(world, tx, moment));
    return reply.type('application/pdf').header('content-disposition', 'inline').send(pdf);
  });
  app.post('/api/log/verify', async (request) => {
    requireOwnPage(request);
    return readAs(world, credentialOf(request), (tx) => verifyDatabase(tx, world.signer.publicKey));
  });
  app.get('/api/log/export', async (request, reply) => {
    const lines = await readAs(world, credentialOf(request), async (tx, { actor, now }) => {
      if (!holds(actor, AUDIT_OFFICER)) throw new Failure('not-found', '日志由审计员导出。');
      const all: string[] = [];
      for await (const line of exportLog(tx, { publicKey: world.signer.publicKey, now })) all.push(JSON.stringify(line));
      return all;
    });
    return reply.type('application/x-ndjson').header('content-disposition', 'attachment; filename="guiju-log.jsonl"').send(`${lines.join('\n')}\n`);
  });
}
