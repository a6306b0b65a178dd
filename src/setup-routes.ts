import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { CULTURE_BUREAU } from './sample/people.ts';
import { officeFromFile } from './sample/found-samples.ts';
import { loadSamples } from './sample/load-samples.ts';
import { civilDayOf } from './rules/calendar/civil-date.ts';
import { Failure } from './platform/act/failure.ts';
import { statement } from './platform/db/statement.ts';
import { transactionOf } from './platform/db/transaction.ts';
import type { App } from './platform/http/app.ts';
import { requireOwnPage } from './platform/http/session.ts';
import { OFFICERS } from './platform/people/contract-officers.ts';
import { foundOffice } from './platform/people/found-office.ts';
import { hashPassword } from './platform/sign-in/password.ts';
import type { OpenWorld } from './world.ts';

const HOURS = 24;
const insert = statement<never>('make-setup-link', `insert into setup_link (token_hash, expires_at) values ($1, $2)`);
const find = statement<{ usedAt: Date | null; open: boolean }>('setup-link', `select used_at as "usedAt", used_at is null and expires_at > $2 as open from setup_link where token_hash = $1`);
const use = statement<{ used: boolean }>('use-setup-link', `
  update setup_link set used_at = $2 where token_hash = $1 and used_at is null and expires_at > $2 returning true as used`);
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

const password = z.string().min(10, '密码至少10位').max(200);
const person = z.object({ name: z.string().trim().min(2, '请填写姓名').max(20), loginName: z.string().trim().regex(/^[a-z][a-z0-9.-]{2,30}$/, '登录名由小写字母、数字组成，字母开头'), password });
const newOffice = z.object({
  key: z.string().trim().min(2, '请填写简称').max(20), name: z.string().trim().min(4, '请填写单位全称').max(60), regulations: z.enum(['文旅局', '站所局']).describe('从哪一套制度开始'),
  departments: z.array(z.string().trim().min(2).max(30)).min(1, '至少一个股室').max(60),
  officers: z.array(person).length(3, '三员须各有一人'),
  people: z.array(person.extend({ department: z.string().nullable(), posts: z.array(z.string()).max(10) })).max(300).default([]),
});
const body = z.union([z.object({ token: z.string().max(60), sample: z.literal(true) }), z.object({ token: z.string().max(60), office: newOffice })]);

/** /api/setup: works once, with the printed link, while there is no office. */
export function setupRoutes(app: App, open: OpenWorld): void {
  app.get('/api/setup', { schema: { querystring: z.object({ token: z.string().max(60).default('') }) } }, async (request) => {
    const found = await withClient(open, (tx) => tx.row(find, [hashOf(request.query.token), open.world.clock()]));
    const choices = open.packs.offices.map(({ office }) => ({ key: office.key, name: office.name, posts: office.posts.filter((one) => !one.collective).map((one) => one.post) }));
    return { state: found?.open === true ? 'open' : found === undefined ? 'closed' : 'done', choices };
  });
  app.post('/api/setup', { schema: { body } }, async (request) => {
    requireOwnPage(request);
    const used = await withClient(open, (tx) => tx.row(use, [hashOf(request.body.token), open.world.clock()]));
    if (used === undefined) throw new Failure('bad-input', '设置链接无效、已用过或已过期。', ['重新启动程序，使用新打印的链接']);
    if ('sample' in request.body) await loadSamples(open);
    else await found(open, request.body.office);
    return { state: 'done' };
  });
}

async function found(open: OpenWorld, filled: z.output<typeof newOffice>): Promise<void> {
  const file = open.packs.offices.find(({ office }) => office.key === filled.regulations);
  if (file === undefined) throw new Failure('bad-input', '没有这一套制度。');
  const hashed = async (one: z.output<typeof person>) => ({ name: one.name, loginName: one.loginName, passwordHash: await hashPassword(one.password), rank: null });
  const officers = await Promise.all(filled.officers.map(async (one, index) => ({ ...(await hashed(one)), department: null, posts: [{ post: OFFICERS[index] ?? '', department: null }] })));
  const people = await Promise.all(filled.people.map(async (one) => ({ ...(await hashed(one)), department: one.department, posts: one.posts.map((post) => ({ post, department: null })) })));
  const departments = filled.departments.map((name) => ({ name, kind: '股室' as const }));
  const template = officeFromFile(file, CULTURE_BUREAU, { sample: false });
  const office = { ...template, key: filled.key, name: filled.name, startedOn: civilDayOf(open.world.clock()), departments, people: [...officers, ...people] };
  const { officeId } = await foundOffice(open.world.pool, { office, now: open.world.clock() });
  await open.rules.reload(officeId);
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
