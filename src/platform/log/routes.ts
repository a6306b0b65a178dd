import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { holds, type Actor } from '../act/actor.ts';
import type { Moment } from '../act/verb.ts';
import type { ReadTx } from '../db/transaction.ts';
import { answerDeed } from '../http/answer.ts';
import type { App } from '../http/app.ts';
import { after, day, id, LIMIT, sentence } from '../http/inputs.ts';
import { readAs } from '../http/read-as.ts';
import { credentialOf, requireOwnPage } from '../http/session.ts';
import { AUDIT_OFFICER } from '../people/contract-officers.ts';
import type { World } from '../world.ts';
import type { CheckpointPage, LogPage } from './contract.ts';
import { exportLog } from './export.ts';
import { exportLogSheet, listLog, logChoices, newestCheckpoint } from './list.ts';
import { isNational, mayChangeSignature, nationalSignatureVerb } from './national-signature.ts';
import { printHead } from './print-head.ts';
import { verifyOffice } from './verify-database.ts';
import { noteView } from './view.ts';

const word = z.string().max(80).nullable().default(null);
const filter = z.object({
  person: id.nullable().default(null),
  verb: word,
  outcome: z.enum(['done', 'refused', 'failed'], '结果应为已办、不予办理或未成功').nullable().default(null),
  subjectKind: word,
  subjectId: word,
  from: day.nullable().default(null),
  to: day.nullable().default(null),
});

type Asked = z.output<typeof filter>;
type Look = (request: FastifyRequest, view: string, asked?: Asked) => Promise<void>;

/** /api/log: the audit officer sees every entry, everybody else his own. Whoever looks at others' is logged himself. */
export function logRoutes(app: App, world: World): void {
  const look: Look = (request, view, asked) =>
    noteView(world, credentialOf(request), {
      view,
      officer: AUDIT_OFFICER,
      filter: Object.fromEntries(Object.entries(asked ?? {}).filter(([, value]) => value !== null)),
    });
  app.get('/api/log', { schema: { querystring: filter.extend({ after }) } }, async (request) => {
    const { after: last, ...asked } = request.query;
    const list = (tx: ReadTx, moment: Moment): Promise<LogPage> => listLog(world, tx, { filter: asked, after: last, limit: LIMIT, moment });
    const own = await readAs(world, credentialOf(request), async (tx, moment) => (holds(moment.actor, AUDIT_OFFICER) ? undefined : await list(tx, moment)));
    if (own !== undefined) return own;
    await look(request, '留痕', asked);
    return readAs(world, credentialOf(request), list);
  });
  app.get('/api/log/choices', (request) => readAs(world, credentialOf(request), (tx) => logChoices(world, tx)));
  app.get('/api/log/checkpoint', (request) => readAs(world, credentialOf(request), (tx, { actor }) => checkpointPage(world, tx, actor)));
  app.get('/api/log/checkpoint.pdf', async (request, reply) => {
    const pdf = await readAs(world, credentialOf(request), (tx, moment) => printHead(world, tx, moment));
    return reply.type('application/pdf').header('content-disposition', 'inline').send(pdf);
  });
  app.post('/api/log/verify', async (request) => {
    requireOwnPage(request);
    return readAs(world, credentialOf(request), (tx) => verifyOffice(tx, world.signer));
  });
  for (const [which, path] of [
    ['add', ''],
    ['end', '/end'],
  ] as const) {
    app.post(`/api/log/national-signature${path}`, { schema: { body: z.object({ reason: sentence }) } }, (request, reply) =>
      answerDeed(world, { request, reply }, { verb: nationalSignatureVerb(which), input: request.body }),
    );
  }
  exportRoutes(app, world, look);
}

async function checkpointPage({ signer }: World, tx: ReadTx, actor: Actor): Promise<CheckpointPage> {
  const [checkpoint, national] = await Promise.all([newestCheckpoint(tx), isNational(tx)]);
  const signature = {
    key: signer.publicKey.toString('base64'),
    nationalKey: national ? signer.sm2.publicKey.toString('base64') : null,
    may: mayChangeSignature(actor) ?? (true as const),
  };
  return { checkpoint: checkpoint ?? null, signature };
}

function exportRoutes(app: App, world: World, look: Look): void {
  app.get('/api/log/export.xlsx', { schema: { querystring: filter } }, async (request, reply) => {
    await look(request, '留痕导出', request.query);
    const bytes = await readAs(world, credentialOf(request), (tx, moment) => exportLogSheet(world, tx, { filter: request.query, moment }));
    return reply
      .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent('留痕.xlsx')}`)
      .send(bytes);
  });
  app.get('/api/log/export', async (request, reply) => {
    await look(request, '留痕全部导出');
    const lines = await readAs(world, credentialOf(request), async (tx, { now }) => {
      const all: string[] = [];
      for await (const line of exportLog(tx, { signer: world.signer, now })) all.push(JSON.stringify(line));
      return all;
    });
    return reply
      .type('application/x-ndjson')
      .header('content-disposition', 'attachment; filename="guiju-log.jsonl"')
      .send(`${lines.join('\n')}\n`);
  });
}
