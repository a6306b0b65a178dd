import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { App } from '../src/platform/http/app.ts';
import { buildServer } from '../src/platform/http/server.ts';
import { makeSetupLink, setupRoutes } from '../src/setup-routes.ts';
import { openWorld, type OpenWorld } from '../src/world.ts';
import { openTestDatabase, type TestDatabase } from './database.ts';
import { enrolOnTheWay, visitor, type Visitor } from './visitor.ts';

let database: TestDatabase;
let folder: string;
let open: OpenWorld;
let app: App;
let token: string;
let other: string;
beforeAll(async () => {
  database = await openTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'guiju-setup-'));
  open = await openWorld({ url: database.url, folder });
  token = (await makeSetupLink(open)) ?? '';
  other = (await makeSetupLink(open)) ?? ''; // of a second process that started at the same time
  app = await buildServer(open.world, {
    limits: { requests: 1e6, signIns: 1e6 },
    pages: undefined,
    logger: false,
    more: (routes) => setupRoutes(routes, open),
  });
});
afterAll(async () => {
  await app.close();
  await open.close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const headers = { 'x-guiju': '1', host: 'guiju.test' };
const send = (payload: object, more: Readonly<Record<string, string>> = {}) =>
  app.inject({ method: 'POST', url: '/api/setup', headers: { ...headers, ...more }, payload });
const stateOf = async (more: Readonly<Record<string, string>> = {}) =>
  (await app.inject({ method: 'GET', url: `/api/setup?token=${token}`, headers: more })).json();
const FIRST = '初次登录密码-2026';
const officer = (name: string, loginName: string) => ({ name, loginName, password: FIRST });
const clerk = {
  name: '丁四',
  loginName: 'dingsi',
  password: FIRST,
  department: '财务股',
  posts: [
    { post: '财务股', department: null },
    { post: '股室负责人', department: '财务股' },
  ],
};
const cashier = { name: '戊五', loginName: 'wuwu', password: null, department: '财务股', posts: [{ post: '出纳', department: null }] };
const office = {
  key: '测试局',
  name: '测试县文化局',
  regulations: '文旅局',
  departments: ['办公室', '财务股'],
  people: [clerk, cashier],
  officers: [officer('甲一', 'jiayi'), officer('乙二', 'yier'), officer('丙三', 'bingsan')],
};
const sentences = (answer: { json: () => { failure: { fields: readonly { sentence: string }[] } } }) => answer.json().failure.fields.map((one) => one.sentence);

test('the sample offices are offered to this machine only, and asking from elsewhere leaves the link as it was', async () => {
  const elsewhere = { 'x-forwarded-for': '10.1.2.3' };
  expect(await stateOf()).toMatchObject({ state: 'open', sample: true });
  expect(await stateOf(elsewhere)).toMatchObject({ state: 'open', sample: false });
  const refused = await send({ token, sample: true }, elsewhere);
  expect(refused.statusCode).toBe(403);
  expect(refused.json().failure.sentence).toBe('示范单位只能在运行规矩的机器上载入和使用。');
  expect(await stateOf()).toMatchObject({ state: 'open' });
});

test('an office is held to the rules of accounts and posts before the link is used up', async () => {
  const weak = { ...officer('甲一', 'jiayi'), password: 'jiayi12345' };
  const faulty = await send({
    token,
    office: {
      ...office,
      departments: ['办公室', '财务股', '办公室'],
      officers: [weak, officer('乙二', 'yier'), officer('丙三', 'yier')],
      people: [
        clerk,
        { ...cashier, department: '文化股', posts: [...cashier.posts, { post: '财务股', department: null }, { post: '站长', department: null }] },
        { ...clerk, name: '己六', loginName: 'jiliu' },
      ],
    },
  });
  expect(faulty.statusCode).toBe(400);
  expect(sentences(faulty)).toEqual([
    '甲一的初始密码应含大写字母、小写字母、数字、符号、汉字中的至少3种',
    '甲一的初始密码不得包含姓名或登录名',
    '登录名“yier”重复',
    '股室“办公室”重复',
    '没有填写“文化股”这个股室',
    '所选的制度没有“站长”这个职务',
    '股室负责人（财务股）同一天只能由一人担任',
    '戊五的职务中，出纳、财务股不得由一人兼任',
  ]);
  expect((await send({ token, office: { ...office, officers: [] } })).statusCode).toBe(400);
  expect(await stateOf()).toMatchObject({ state: 'open' });
});

test('the printed link founds an office with its three officers and first people, once, and no password is given by the program', async () => {
  expect(await stateOf()).toMatchObject({ state: 'open', passwordRules: expect.stringContaining('至少10位') });
  expect((await send({ token: 'wrong', office })).statusCode).toBe(400);
  expect((await send({ token, office })).statusCode).toBe(200);
  expect((await send({ token, office: { ...office, key: '另一局' } })).statusCode).toBe(400);
  expect(await stateOf()).toMatchObject({ state: 'done' });
  expect((await send({ token: other, office })).statusCode).toBe(400);
  expect(await makeSetupLink(open)).toBeUndefined();
});

/** Signs in with the first password; what the sign-in waits for then. */
async function enter(loginName: string): Promise<{ readonly browser: Visitor; readonly awaits: unknown }> {
  const browser = visitor({ app });
  const { body } = await browser.post('/api/session', { office: '测试局', loginName, password: FIRST });
  expect((await browser.get('/api/session')).status).toBe(401);
  return { browser, awaits: body.awaits };
}
const ownPassword = async (browser: Visitor): Promise<unknown> => (await browser.post('/api/sign-in/password', { password: '自己想的密码-2026' })).body;

test('officers take a second factor, all change the password somebody else gave them, then work under their posts; nobody signs in by choosing', async () => {
  const officer = await enter('jiayi');
  expect(officer.awaits).toBe('enrolment');
  expect((await enrolOnTheWay(officer.browser, open.world.clock())).body).toMatchObject({ awaits: 'password' });
  expect(await ownPassword(officer.browser)).toEqual({ awaits: null });
  const me = (await officer.browser.get('/api/session')).body;
  expect(me).toMatchObject({ office: { sample: false }, person: { name: '甲一', posts: ['系统管理员'] } });
  const someone = await enter('dingsi');
  expect(someone.awaits).toBe('password');
  expect(await ownPassword(someone.browser)).toEqual({ awaits: null });
  expect((await someone.browser.get('/api/session')).body).toMatchObject({
    person: { name: '丁四', department: '财务股', posts: expect.arrayContaining(['财务股', '股室负责人']) },
  });
  expect((await app.inject({ method: 'POST', url: '/api/session', headers, payload: { officeId: me.office.officeId, personId: 1 } })).statusCode).toBe(400);
  expect((await app.inject({ method: 'GET', url: '/api/sign-in-choices' })).json()).toMatchObject({ sample: false, setup: false, offices: [] });
  const kinds = await officer.browser.get('/api/matter-kinds');
  expect(kinds.body.map((one: { kind: string }) => one.kind)).toEqual(expect.arrayContaining(['spending-request', 'claim', 'union-claim']));
  const posts = await officer.browser.get('/api/posts');
  expect(posts.body.find((one: { post: string }) => one.post === '股室负责人').holdings).toMatchObject([{ name: '丁四', department: '财务股' }]);
});

test('the interface describes itself', async () => {
  const described = (await app.inject({ method: 'GET', url: '/api/openapi.json' })).json();
  expect(described.openapi).toMatch(/^3\./);
  expect(Object.keys(described.paths)).toEqual(
    expect.arrayContaining(['/api/matters', '/api/matters/{matterId}/approve', '/api/verbs/pay', '/api/registers/{register}']),
  );
  expect((await app.inject({ method: 'GET', url: '/api/health' })).json()).toEqual({ ok: true });
});
