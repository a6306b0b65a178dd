import { z } from 'zod';
import { daysBetween } from '../../rules/calendar/civil-date.ts';
import { Failure } from '../../platform/act/failure.ts';
import type { App } from '../../platform/http/app.ts';
import { day } from '../../platform/http/inputs.ts';
import { readAs } from '../../platform/http/read-as.ts';
import { credentialOf } from '../../platform/http/session.ts';
import type { World } from '../../platform/world.ts';
import { annualLeaveOf, balanceOf, inLieuBalance } from './entitlement.ts';
import { leaveBackground } from './leave-background.ts';
import { proposeRoster } from './roster.ts';
import { attendanceOf } from './statistics.ts';

/** One's own leave and attendance, which officers have like everybody. */
const OWN = { business: false } as const;

/** /api/leave: what a person may know of himself, and a draft of the roster. */
export function leaveRoutes(app: App, world: World): void {
  app.get('/api/leave/balance', { config: OWN }, (request) =>
    readAs(world, credentialOf(request), async (tx, { actor, today }) => {
      const background = await leaveBackground(tx, { personId: actor.personId ?? 0, today, coverPersonId: null, from: 0, until: 1 });
      const annual = annualLeaveOf({ rules: world.rules, officeId: tx.officeId }, { background, year: Number(today.slice(0, 4)), on: today, apart: null });
      return { annual: annual === null ? null : { ...annual, balance: balanceOf(annual) }, inLieu: inLieuBalance(background, null) };
    }),
  );
  app.get(
    '/api/leave/attendance',
    { config: OWN, schema: { querystring: z.object({ period: z.string().regex(/^20\d\d(-(0[1-9]|1[0-2]))?$/, '期间应像2026-03或2026') }) } },
    (request) =>
      readAs(world, credentialOf(request), async (tx, { actor, today }) => {
        const figures = await attendanceOf(tx, world.rules, { period: request.query.period, today });
        const own = figures.find((one) => one.personId === actor.personId);
        if (own === undefined) throw new Failure('not-found', '这一期间的考勤中没有您。');
        return own;
      }),
  );
  app.get('/api/leave/roster-draft', { schema: { querystring: z.object({ from: day, until: day }) } }, (request) =>
    readAs(world, credentialOf(request), async (tx) => {
      const { from, until } = request.query;
      const days = daysBetween(from, until);
      if (days < 0 || days > 30) throw new Failure('bad-input', '放假的起止日期不对，一次不超过一个月。');
      return { days: await proposeRoster(tx, { from, until }) };
    }),
  );
}
