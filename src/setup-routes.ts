import { createHash, randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { loadSamples } from './sample/load-samples.ts';
import { Failure } from './platform/act/failure.ts';
import { statement } from './platform/db/statement.ts';
import { transactionOf } from './platform/db/transaction.ts';
import type { App } from './platform/http/app.ts';
import { fromThisMachine } from './platform/http/proxies.ts';
import { requireOwnPage } from './platform/http/session.ts';
import type { SetupState } from './platform/people/contract.ts';
import { foundOffice } from './platform/people/found-office.ts';
import { rulesInWords } from './platform/sign-in/security-store.ts';
import { FIRST_POLICY, foundingFaults, newOffice, officeToFound, type NewOfficeFilled } from './setup-office.ts';
import type { OpenWorld } from './world.ts';

const HOURS = 24;
const insert = statement<never>('make-setup-link', `insert into setup_link (token_hash, expires_at) values ($1, $2)`);
const find = statement<{ usedAt: Date | null; open: boolean }>(
  'setup-link',
  `select used_at as "usedAt", used_at is null and expires_at > $2 as open from setup_link where token_hash = $1`,
);
// Each process that started on the empty database has printed a link: whichever is used, none is left.
const use = statement<{ used: boolean }>(
  'use-setup-link',
  `
  update setup_link set used_at = $2 where used_at is null and exists (select from setup_link o where o.token_hash = $1 and o.used_at is null and o.expires_at > $2) returning true as used`,
);
const anyOffice = statement<{ any: boolean }>('any-office', `select exists (select from office) as any`);

/** A one-time link for whoever starts the program first; undefined once there is an office. */
export async function makeSetupLink({ world }: OpenWorld): Promise<string | undefined> {
  const client = await world.pool.connect();
  try {
    const tx = transactionOf(client, 0);
    if ((await tx.row(anyOffice))?.any === true) return undefined;
    const token = randomBytes(24).toString('base64url');
    await tx.rows(insert, [hashOf(token), new Date(world.clock().getTime() + HOURS * 3_600_000)]);
    return token;
  } finally {
    client.release();
  }
}

const token = z.string().max(60);
const body = z.union([z.object({ token, sample: z.literal(true) }), z.object({ token, office: newOffice })]);

/** /api/setup: works once, with the printed link, while there is no office. */
export function setupRoutes(app: App, open: OpenWorld): void {
  app.get('/api/setup', { schema: { querystring: z.object({ token: token.default('') }) } }, async (request): Promise<SetupState> => {
    const choices = open.packs.offices.map(({ office }) => ({
      key: office.key,
      name: office.name,
      posts: office.posts.filter((one) => !one.collective).map((one) => one.post),
    }));
    return { state: await stateOf(open, request.query.token), sample: fromThisMachine(request), passwordRules: rulesInWords(FIRST_POLICY), choices };
  });
  app.post('/api/setup', { schema: { body } }, async (request) => {
    requireOwnPage(request);
    const asked = request.body;
    // All that can be wrong is found before the link is used up.
    if ((await stateOf(open, asked.token)) !== 'open') throw linkIsGone();
    const fill = 'sample' in asked ? fillWithSamples(request, open) : fillWithOffice(open, asked.office);
    if ((await withClient(open, (tx) => tx.row(use, [hashOf(asked.token), open.world.clock()]))) === undefined) throw linkIsGone();
    await fill();
    return { state: 'done' };
  });
}

async function stateOf(open: OpenWorld, written: string): Promise<SetupState['state']> {
  const found = await withClient(open, (tx) => tx.row(find, [hashOf(written), open.world.clock()]));
  if (found === undefined) return 'closed';
  return found.open ? 'open' : 'done';
}

function linkIsGone(): Failure {
  return new Failure('bad-input', '设置链接无效、已用过或已过期。', ['重新启动程序，使用新打印的链接']);
}

/** Whoever loads them from elsewhere could choose nobody afterwards. @throws Failure('not-allowed') */
function fillWithSamples(request: FastifyRequest, open: OpenWorld): () => Promise<void> {
  if (!fromThisMachine(request)) throw new Failure('not-allowed', '示范单位只能在运行规矩的机器上载入和使用。', ['在那台机器上打开设置链接', '建立本单位']);
  return async () => {
    await loadSamples(open);
  };
}

/** @throws Failure('bad-input') naming everything that is wrong with it. */
function fillWithOffice(open: OpenWorld, filled: NewOfficeFilled): () => Promise<void> {
  const file = open.packs.offices.find(({ office }) => office.key === filled.regulations);
  if (file === undefined) throw new Failure('bad-input', '没有这一套制度。');
  const faults = foundingFaults(filled, file);
  if (faults.length > 0)
    throw new Failure(
      'bad-input',
      `填写有误，共${faults.length}处，没有建立。`,
      ['更正后重新提交，设置链接仍然有效'],
      faults.map((sentence) => ({ path: 'office', sentence })),
    );
  return async () => {
    const now = open.world.clock();
    const { officeId } = await foundOffice(open.world.pool, { office: await officeToFound(filled, { file, now }), now });
    await open.rules.reload(officeId);
  };
}

async function withClient<Result>({ world }: OpenWorld, run: (tx: ReturnType<typeof transactionOf>) => Promise<Result>): Promise<Result> {
  const client = await world.pool.connect();
  try {
    return await run(transactionOf(client, 0));
  } finally {
    client.release();
  }
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
