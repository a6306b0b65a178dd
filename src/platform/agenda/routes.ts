import { z } from 'zod';
import { daysBetween } from '../../rules/calendar/civil-date.ts';
import { Failure } from '../act/failure.ts';
import type { App } from '../http/app.ts';
import { day, id } from '../http/inputs.ts';
import { readAs } from '../http/read-as.ts';
import { credentialOf } from '../http/session.ts';
import type { World } from '../world.ts';
import { agendaOf } from './agenda.ts';

const LONGEST = 100;
const query = z.object({ from: day, until: day, departmentId: id.optional(), personId: id.optional() });

/** /api/agenda: who and what is where, for everybody in the office. */
export function agendaRoutes(app: App, world: World): void {
  app.get('/api/agenda', { schema: { querystring: query } }, (request) => {
    const { from, until, departmentId, personId } = request.query;
    const days = daysBetween(from, until);
    if (days < 1 || days > LONGEST) throw new Failure('bad-input', `日程一次查看1天至${LONGEST}天，止日应晚于起日。`);
    const more = { ...(departmentId !== undefined && { departmentId }), ...(personId !== undefined && { personId }) };
    return readAs(world, credentialOf(request), (tx) => agendaOf(tx, { from, until, sorts: null, ...more }));
  });
}
