import { z } from 'zod';
import { daysBetween } from '../../rules/calendar/civil-date.ts';
import { Failure } from '../act/failure.ts';
import { answerDeed, perform } from '../http/answer.ts';
import type { App } from '../http/app.ts';
import { day, id } from '../http/inputs.ts';
import { readAs } from '../http/read-as.ts';
import { credentialOf, newToken, requireOwnPage } from '../http/session.ts';
import type { World } from '../world.ts';
import { agendaOf } from './agenda.ts';
import type { OpenedFeed } from './contract.ts';
import { endFeedVerb, openFeedVerb, ownFeed, readFeed } from './feed.ts';

const LONGEST = 100;
/** Calendar programs ask a few times an hour; a guesser asks more often. */
const FEED_LIMIT = { rateLimit: { max: 30, timeWindow: '1 minute' } };
const feedName = z.object({ name: z.string().regex(/^\d{1,9}\.[\w-]{43}\.ics$/, '订阅地址不完整') });
const query = z.object({ from: day, until: day, departmentId: id.optional(), personId: id.optional() });

/** /api/agenda: who and what is where, for everybody in the office; and each one's own as a feed for his calendar. */
export function agendaRoutes(app: App, world: World): void {
  app.get('/api/agenda', { schema: { querystring: query } }, (request) => {
    const { from, until, departmentId, personId } = request.query;
    const days = daysBetween(from, until);
    if (days < 1 || days > LONGEST) throw new Failure('bad-input', `日程一次查看1天至${LONGEST}天，止日应晚于起日。`);
    const more = { ...(departmentId !== undefined && { departmentId }), ...(personId !== undefined && { personId }) };
    return readAs(world, credentialOf(request), (tx) => agendaOf(tx, { from, until, sorts: null, ...more }));
  });
  feedRoutes(app, world);
}

/** The feed itself needs no session: its address is the secret. */
function feedRoutes(app: App, world: World): void {
  app.get('/api/agenda/feed', (request) => readAs(world, credentialOf(request), (tx, { actor }) => ownFeed(tx, actor.personId)));
  app.post('/api/agenda/feed', async (request, reply) => {
    requireOwnPage(request);
    const { token, tokenHash } = newToken();
    const done = await perform(world, { request, reply }, { verb: openFeedVerb, input: { tokenHash: tokenHash.toString('hex') } });
    return done === undefined ? reply : ({ path: `/api/agenda/feed/${credentialOf(request).officeId}.${token}.ics` } satisfies OpenedFeed);
  });
  app.delete('/api/agenda/feed', (request, reply) => answerDeed(world, { request, reply }, { verb: endFeedVerb, input: {} }));
  app.get('/api/agenda/feed/:name', { schema: { params: feedName, hide: true }, config: FEED_LIMIT }, async (request, reply) => {
    const [office = '', token = ''] = request.params.name.split('.');
    const text = await readFeed(world, { officeId: Number(office), token });
    return reply.type('text/calendar; charset=utf-8').header('cache-control', 'private, no-store').header('referrer-policy', 'no-referrer').send(text);
  });
}
