import { z } from 'zod';
import { momentOf } from '../../rules/calendar/civil-date.ts';
import { clock } from '../../platform/http/fields.ts';
import { holds } from '../../platform/act/actor.ts';
import { Failure } from '../../platform/act/failure.ts';
import type { App } from '../../platform/http/app.ts';
import { day, id } from '../../platform/http/inputs.ts';
import { readAs } from '../../platform/http/read-as.ts';
import { credentialOf } from '../../platform/http/session.ts';
import type { World } from '../../platform/world.ts';
import { dispatchInForce, newestDispatch } from './dispatch-store.ts';
import { choicesOf, freeLines, hireCarChoices, overviewOf, ownDispatches, waitingLines } from './overview.ts';
import { GENERAL_OFFICE, LEADER } from './posts.ts';
import { printDispatch } from './print-dispatch.ts';

const span = z.object({ fromAt: clock, untilAt: clock, except: id.optional() });
const number = z.object({ number: z.string().max(40) });

/** What forms offer to whoever travels, officers too. */
const CHOICE = { business: false } as const;

/** /api/vehicles: who has which car, which are free, what waits to be dispatched, and the printed slip. */
export function vehicleRoutes(app: App, world: World): void {
  app.get('/api/vehicles', { schema: { querystring: z.object({ day: day.optional() }) } }, (request) =>
    readAs(world, credentialOf(request), (tx, { today }) => overviewOf(tx, request.query.day ?? today)),
  );
  app.get('/api/vehicles/free', { config: CHOICE, schema: { querystring: span } }, (request) => {
    const { fromAt, untilAt, except } = request.query;
    if (untilAt <= fromAt) throw new Failure('bad-input', '返回时间应晚于出车时间。');
    return readAs(world, credentialOf(request), (tx) =>
      freeLines(tx, { span: { fromAt: momentOf(fromAt), untilAt: momentOf(untilAt) }, except: except ?? null }),
    );
  });
  app.get('/api/vehicles/waiting', (request) =>
    readAs(world, credentialOf(request), async (tx, { actor, now }) =>
      holds(actor, GENERAL_OFFICE) || holds(actor, LEADER) ? waitingLines(world.rules, tx, now) : [],
    ),
  );
  app.get('/api/vehicles/choices', { config: CHOICE }, (request) => readAs(world, credentialOf(request), (tx) => choicesOf(tx, 'id')));
  app.get('/api/vehicles/plates', { config: CHOICE }, (request) => readAs(world, credentialOf(request), (tx) => choicesOf(tx, 'plate')));
  app.get('/api/vehicles/own-dispatches', { config: CHOICE }, (request) =>
    readAs(world, credentialOf(request), (tx, { actor }) => ownDispatches(tx, actor.personId)),
  );
  app.get('/api/vehicles/hire-cars', { config: CHOICE }, (request) => readAs(world, credentialOf(request), hireCarChoices));
  app.get('/api/vehicles/dispatches/:number/print.pdf', { schema: { params: number } }, async (request, reply) => {
    const pdf = await readAs(world, credentialOf(request), async (tx, moment) => {
      const [standing, newest] = await Promise.all([dispatchInForce(tx, request.params.number), newestDispatch(tx, request.params.number)]);
      const dispatch = standing ?? newest;
      if (dispatch === undefined) throw new Failure('not-found', '没有这张派车单。');
      return printDispatch(world, { dispatch, current: standing !== undefined, moment });
    });
    return reply.type('application/pdf').header('content-disposition', 'inline').send(pdf);
  });
}
