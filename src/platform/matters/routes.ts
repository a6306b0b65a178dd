import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { MATTER_DUTIES } from '../../rules/separation/incompatible.ts';
import type { Verb } from '../act/verb.ts';
import { perform } from '../http/answer.ts';
import type { App } from '../http/app.ts';
import { after, attachedFiles, day, fen, id, LIMIT, optionalSentence, sentence, version } from '../http/inputs.ts';
import { readAs } from '../http/read-as.ts';
import { credentialOf, requireOwnPage } from '../http/session.ts';
import type { World } from '../world.ts';
import { printMatter } from './print.ts';
import { listMatters } from './list.ts';
import { viewIfReader, viewMatter } from './matter-view.ts';
import { previewMatter } from './preview.ts';
import type { MatterDone } from './submit.ts';
import { RETURN_GROUNDS } from './return.ts';
import { matterVerbs } from './verbs.ts';

const content = z.object({ kind: z.string().max(60), form: z.unknown(), linkedMatterId: id.nullable().default(null), files: attachedFiles });
const params = z.object({ matterId: id });
const at = z.object({ version });
const query = z.object({
  view: z.enum(['todo', 'mine', 'acted', 'told', 'all']).default('todo'),
  kind: z.string().max(60).nullable().default(null),
  state: z.enum(['draft', 'in_review', 'returned', 'approved', 'refused', 'withdrawn', 'void', 'closed']).nullable().default(null),
  q: z.string().trim().max(60).nullable().default(null),
  after,
});
export const resolutionContent = z.object({
  body: z.string().trim().min(1).max(30),
  metOn: day,
  item: sentence,
  agreed: z.boolean(),
  amount: fen.nullable().default(null),
  minutesReference: z.string().trim().min(1, '请填写会议记录编号').max(100),
  present: z.array(id).max(100).default([]),
});

/** Bodies of the verbs on a matter, besides the version the person saw. */
const BODIES = {
  approve: at.extend({ remark: optionalSentence }),
  refuse: at.extend({ remark: sentence }),
  return: at.extend({
    toStep: z.number().int().min(1).nullable().default(null),
    straightBack: z.boolean().default(false),
    ground: z.enum(RETURN_GROUNDS).default('补正'),
    remark: sentence,
  }),
  dissent: at.extend({ remark: sentence }),
  'add-signer': at.extend({ placing: z.enum(['before', 'beside', 'after']), personId: id, reason: sentence }),
  'remove-signer': at.extend({ step: z.number().int().min(1), reason: sentence }),
  'hand-over': at.extend({ toPersonId: id, reason: sentence }),
  'ask-reassign': at.extend({ step: z.number().int().min(1), toPersonId: id, reason: sentence }),
  reassign: at,
  'ask-change-handler': at.extend({ toPersonId: id, reason: sentence }),
  'change-handler': at,
  'ask-duty-exception': at.extend({ personId: id, duty: z.enum(MATTER_DUTIES), until: day, reason: sentence }),
  'grant-duty-exception': at,
  urge: at,
  reopen: at,
  recuse: at.extend({ relation: sentence }),
  remark: at.extend({ text: sentence }),
  correct: at.extend({ text: sentence }),
  read: z.object({}),
  withdraw: at.extend({ reason: sentence }),
  void: at.extend({ reason: sentence }),
  'ask-release': at.extend({ code: z.string().max(60), reason: sentence }),
  release: at.extend({ code: z.string().max(60), reason: sentence }),
  resolve: at.extend({ resolution: resolutionContent }),
} as const;

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** /api/matter-kinds and /api/matters: every act answers with the matter as it stands afterwards. */
export function matterRoutes(app: App, world: World): void {
  const verbs = matterVerbs(world);
  const show = (request: FastifyRequest, matterId: number) => readAs(world, credentialOf(request), (tx, moment) => viewMatter(world, tx, { matterId, moment }));
  // Whoever has given a matter away is told the outcome alone.
  const seenAfterwards = (request: FastifyRequest, matterId: number) =>
    readAs(world, credentialOf(request), (tx, moment) => viewIfReader(world, tx, { matterId, moment }));
  const answer = async <Input, Seen, Plan>(exchange: Exchange, verb: Verb<Input, Seen, Plan, MatterDone>, input: Input): Promise<unknown> => {
    requireOwnPage(exchange.request);
    const done = await perform(world, exchange, { verb, input });
    if (done === undefined) return exchange.reply;
    // A page that reads the matter again anyway asks for the bare outcome (RFC 7240).
    return exchange.request.headers['prefer'] === 'return=minimal' ? done.done : ((await seenAfterwards(exchange.request, done.done.matterId)) ?? done.done);
  };

  kindRoutes(app, world);
  app.get('/api/matters', { schema: { querystring: query } }, (request) =>
    readAs(world, credentialOf(request), (tx, { actor }) => listMatters(world, tx, { query: { ...request.query, limit: LIMIT }, actor })),
  );
  app.get('/api/matters/:matterId', { schema: { params } }, (request) => show(request, request.params.matterId));
  app.get('/api/matters/:matterId/print.pdf', { schema: { params } }, async (request, reply) => {
    const pdf = await readAs(world, credentialOf(request), async (tx, moment) =>
      printMatter(world, { matter: await viewMatter(world, tx, { matterId: request.params.matterId, moment }), moment }),
    );
    return reply.type('application/pdf').header('content-disposition', 'inline').send(pdf);
  });
  app.post('/api/matters', { schema: { body: content.extend({ submit: z.boolean() }) } }, (request, reply) => {
    const { submit, ...filled } = request.body;
    const input = { matterId: null, version: null, content: filled };
    return submit ? answer({ request, reply }, verbs.submit, input) : answer({ request, reply }, verbs.draft, input);
  });
  app.put('/api/matters/:matterId', { schema: { params, body: content.extend({ submit: z.boolean(), version }) } }, (request, reply) => {
    const { submit, version: seen, ...filled } = request.body;
    const input = { matterId: request.params.matterId, version: seen, content: filled };
    return submit ? answer({ request, reply }, verbs.submit, input) : answer({ request, reply }, verbs.draft, input);
  });
  app.post('/api/matters/:matterId/submit', { schema: { params, body: at } }, (request, reply) =>
    answer({ request, reply }, verbs.submit, { matterId: request.params.matterId, version: request.body.version, content: null }),
  );
  for (const [name, body] of Object.entries(BODIES)) {
    app.post(`/api/matters/:matterId/${name}`, { schema: { params, body } }, (request, reply) => {
      // The schema of each body is the input of the verb of that name, without the matter's id.
      const verb = verbs[name as keyof typeof BODIES] as unknown as Verb<object, unknown, unknown, MatterDone>;
      return answer({ request, reply }, verb, { matterId: request.params.matterId, ...request.body });
    });
  }
}

function kindRoutes(app: App, world: World): void {
  app.get('/api/matter-kinds', (request) =>
    readAs(world, credentialOf(request), async (tx, { today }) =>
      world.modules.flatMap(({ module, kinds }) =>
        kinds
          .filter(({ question }) => world.rules.knows({ officeId: tx.officeId, question, on: today }))
          .map(({ kind, title, purpose, question, form }) => ({
            kind,
            title,
            purpose,
            module,
            question,
            schema: z.toJSONSchema(form, { io: 'input', unrepresentable: 'any' }),
          })),
      ),
    ),
  );
  const preview = z.object({ form: z.unknown(), linkedMatterId: id.nullable().default(null), files: attachedFiles, matterId: id.nullable().default(null) });
  app.post('/api/matter-kinds/:kind/preview', { schema: { params: z.object({ kind: z.string().max(60) }), body: preview } }, (request) => {
    requireOwnPage(request);
    const { matterId, ...filled } = request.body;
    return readAs(world, credentialOf(request), (tx, moment) =>
      previewMatter(world, tx, { content: { kind: request.params.kind, ...filled }, matterId, moment }),
    );
  });
}
