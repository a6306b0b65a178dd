import { z } from 'zod';
import { holds, type Actor } from '../act/actor.ts';
import { Failure } from '../act/failure.ts';
import { readBytes } from '../files/store.ts';
import { perform } from '../http/answer.ts';
import type { App } from '../http/app.ts';
import { id } from '../http/inputs.ts';
import { readAs } from '../http/read-as.ts';
import { credentialOf, requireOwnPage } from '../http/session.ts';
import { registerOf } from '../modules.ts';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { World } from '../world.ts';
import { acceptImport, discardImport, stageImport, VERDICTS, type ImportPage } from './contract.ts';
import { batchesOf, linesOf } from './import-store.ts';
import { acceptImportVerb, discardImportVerb, importOf, stageImportVerb, type ImportWorld } from './import-verbs.ts';
import type { AnyRegisterImport } from './register-import.ts';
import { templateOf } from './template.ts';

const LINES = 200;
const lineQuery = z.object({ after: z.coerce.number().int().min(0).default(0), verdict: z.enum(VERDICTS).or(z.literal('')).default('') });

/** The world with the reading of kept files. */
export function importWorld(world: World): ImportWorld {
  return { rules: world.rules, modules: world.modules, readKept: (officeId, digest) => readBytes(world.folder, officeId, digest) };
}

/** /api/imports: old ledgers, for whoever keeps the register. */
export function importRoutes(app: App, world: World): void {
  const imports = importWorld(world);
  const own = ({ actor, today }: { readonly actor: Actor; readonly today: CivilDate }): readonly AnyRegisterImport[] =>
    world.modules
      .flatMap((module) => module.imports ?? [])
      .filter((one) => one.who.some((post) => holds(actor, post)) && world.rules.knows({ officeId: actor.officeId, question: one.question, on: today }));
  const titleOf = (register: string): string => registerOf(world.modules, register)?.title ?? register;

  app.get('/api/imports', (request) =>
    readAs(world, credentialOf(request), async (tx, moment): Promise<ImportPage> => {
      const kinds = own(moment);
      const batches = await batchesOf(
        tx,
        kinds.map((one) => one.register),
      );
      return {
        imports: kinds.map(({ register, title, columns }) => ({ register, title, columns })),
        batches: batches.map((one) => ({ ...one, registerTitle: titleOf(one.register) })),
      };
    }),
  );
  app.get('/api/imports/:batchId', { schema: { params: z.object({ batchId: id }), querystring: lineQuery } }, (request) =>
    readAs(world, credentialOf(request), async (tx, moment) => {
      const { batchId } = request.params;
      const [batch] = await batchesOf(
        tx,
        own(moment).map((one) => one.register),
        batchId,
      );
      if (batch === undefined) throw new Failure('withheld', '没有这次导入，或者它不由您的职务办理。');
      const rows = await linesOf(tx, { batchId, ...request.query, limit: LINES + 1 });
      return {
        batch: { ...batch, registerTitle: titleOf(batch.register) },
        lines: rows.slice(0, LINES),
        next: rows.length > LINES ? String(rows[LINES - 1]?.line) : null,
      };
    }),
  );
  app.get('/api/imports/templates/:register', { schema: { params: z.object({ register: z.string().max(60) }) } }, async (request, reply) => {
    credentialOf(request);
    const kind = importOf(world, request.params.register);
    const bytes = await templateOf(kind);
    return reply
      .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${kind.title}.xlsx`)}`)
      .send(bytes);
  });
  app.post('/api/imports', { schema: { body: stageImport } }, async (request, reply) => {
    requireOwnPage(request);
    return (await perform(world, { request, reply }, { verb: stageImportVerb(imports), input: request.body }))?.done ?? reply;
  });
  app.post(
    '/api/imports/:batchId/accept',
    { schema: { params: z.object({ batchId: id }), body: acceptImport.omit({ batchId: true }) } },
    async (request, reply) => {
      requireOwnPage(request);
      return (await perform(world, { request, reply }, { verb: acceptImportVerb(imports), input: { ...request.params, ...request.body } }))?.done ?? reply;
    },
  );
  app.post(
    '/api/imports/:batchId/discard',
    { schema: { params: z.object({ batchId: id }), body: discardImport.omit({ batchId: true }) } },
    async (request, reply) => {
      requireOwnPage(request);
      return (await perform(world, { request, reply }, { verb: discardImportVerb(imports), input: { ...request.params, ...request.body } }))?.done ?? reply;
    },
  );
}
