import { z } from 'zod';
import { holds, type Actor } from '../act/actor.ts';
import { Failure } from '../act/failure.ts';
import type { ReadTx } from '../db/transaction.ts';
import type { App } from '../http/app.ts';
import { readAs } from '../http/read-as.ts';
import { credentialOf } from '../http/session.ts';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { World } from '../world.ts';
import type { Report } from './report.ts';

const PERIOD = { month: /^\d{4}-(0[1-9]|1[0-2])$/, year: /^(20\d\d|2100)$/ } as const;

/** /api/reports: one pair of routes for every 报表. */
export function reportRoutes(app: App, world: World): void {
  const visible = (tx: ReadTx, { actor, today }: { readonly actor: Actor; readonly today: CivilDate }): readonly Report[] =>
    world.modules
      .flatMap((module) => module.reports ?? [])
      .filter(
        (one) =>
          world.rules.knows({ officeId: tx.officeId, question: one.question, on: today }) &&
          (one.readers.length === 0 || one.readers.some((post) => holds(actor, post))),
      );
  app.get('/api/reports', (request) =>
    readAs(world, credentialOf(request), async (tx, moment) => visible(tx, moment).map(({ report, title, period }) => ({ report, title, period }))),
  );
  app.get(
    '/api/reports/:report',
    { schema: { params: z.object({ report: z.string().max(60) }), querystring: z.object({ period: z.string().max(7) }) } },
    (request) =>
      readAs(world, credentialOf(request), (tx, moment) => {
        const found = visible(tx, moment).find((one) => one.report === request.params.report);
        if (found === undefined) throw new Failure('withheld', '没有这张报表，或者它不由您的职务查看。');
        const { period } = request.query;
        if (!PERIOD[found.period].test(period)) throw new Failure('bad-input', found.period === 'month' ? '期间应像2026-03。' : '期间应像2026。');
        return found.read(tx, { period, moment, rules: world.rules });
      }),
  );
}
