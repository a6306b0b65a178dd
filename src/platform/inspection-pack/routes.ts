import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { act } from '../act/act.ts';
import { Failure } from '../act/failure.ts';
import { perform } from '../http/answer.ts';
import type { App } from '../http/app.ts';
import { id } from '../http/inputs.ts';
import { readAs } from '../http/read-as.ts';
import { credentialOf, requireOwnPage } from '../http/session.ts';
import type { World } from '../world.ts';
import { buildPack } from './build-pack.ts';
import { packAsk, type PackPage } from './contract.ts';
import { makePackVerb, mayPrepare, packOf, packs } from './make-pack.ts';
import { takePackVerb } from './take-pack.ts';

const NOT_YOURS = '迎检包由审计员、纪检领导、局长准备和取用。';

/** /api/inspection-packs. */
export function inspectionPackRoutes(app: App, world: World): void {
  app.get('/api/inspection-packs', (request) =>
    readAs(world, credentialOf(request), async (tx, { actor }): Promise<PackPage> => {
      if (!mayPrepare(actor)) throw new Failure('withheld', NOT_YOURS);
      const clauses = world.rules.bookOf(tx.officeId)?.packs.flatMap((pack) => pack.clauses) ?? [];
      const choices = clauses.map(({ ref, text }) => ({ id: ref.id, regulation: ref.regulation, clause: ref.clause, text }));
      return { packs: await packs(tx), clauses: [...new Map(choices.map((one) => [one.id, one])).values()] };
    }),
  );
  app.post('/api/inspection-packs', { schema: { body: packAsk } }, async (request, reply) => {
    requireOwnPage(request);
    return (await perform(world, { request, reply }, { verb: makePackVerb(world), input: request.body }))?.done ?? reply;
  });
  app.get('/api/inspection-packs/:packId/pack.zip', { schema: { params: z.object({ packId: id }) } }, async (request, reply) => {
    const built = await readAs(world, credentialOf(request), async (tx, moment) => {
      const pack = mayPrepare(moment.actor) ? await packOf(tx, request.params.packId) : undefined;
      if (pack === undefined) throw new Failure('not-found', NOT_YOURS);
      return { pack, ...(await buildPack(world, tx, { pack, moment })) };
    });
    const { packId, number } = built.pack;
    const taken = await act(world, {
      credential: credentialOf(request),
      verb: takePackVerb,
      input: { packId, number, manifest: built.manifest },
      key: randomUUID(),
    });
    if ('refused' in taken) throw new Failure('not-allowed', taken.refused.sentence);
    return reply
      .type('application/zip')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${number}.zip`)}`)
      .send(built.bytes);
  });
}
