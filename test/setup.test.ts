import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { App } from '../src/platform/http/app.ts';
import { buildServer } from '../src/platform/http/server.ts';
import { makeSetupLink, setupRoutes } from '../src/setup-routes.ts';
import { openWorld, type OpenWorld } from '../src/world.ts';
import { openTestDatabase, type TestDatabase } from './database.ts';
import { enrolOnTheWay, visitor } from './visitor.ts';

let database: TestDatabase;
let folder: string;
let open: OpenWorld;
let app: App;
let token: string;
beforeAll(async () => {
  database = await openTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'guiju-setup-'));
  open = await openWorld({ url: database.url, folder });
  token = (await makeSetupLink(open)) ?? '';
  app = await buildServer(open.world, { limits: { requests: 1e6, signIns: 1e6 }, pages: undefined, logger: false, more: (routes) => setupRoutes(routes, open) });
});
afterAll(async () => {
  await app.close();
  await open.close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const headers = { 'x-guiju': '1', host: 'guiju.test' };
const send = (payload: object) => app.inject({ method: 'POST', url: '/api/setup', headers, payload });
const person = (name: string, loginName: string) => ({ name, loginName, password: `${loginName}-规矩2026` });
const office = {
  key: '测试局', name: '测试县文化局', regulations: '文旅局', departments: ['办公室', '财务股'], people: [],
  officers: [person('甲一', 'jiayi'), person('乙二', 'yier'), person('丙三', 'bingsan')],
};

test('the printed link founds an office with its three officers, once, and no password is given by the program', async () => {
  expect((await app.inject({ method: 'GET', url: `/api/setup?token=${token}` })).json().state).toBe('open');
  expect((await send({ token: 'wrong', office })).statusCode).toBe(400);
  expect((await send({ token, office: { ...office, officers: [] } })).statusCode).toBe(400);
  expect((await send({ token, office })).statusCode).toBe(200);
  expect((await send({ token, office: { ...office, key: '另一局' } })).statusCode).toBe(400);
  expect((await app.inject({ method: 'GET', url: `/api/setup?token=${token}` })).json().state).toBe('done');
  expect(await makeSetupLink(open)).toBeUndefined();
});

test('the officers sign in by password and second factor; nobody signs in by choosing; the regulations are in force', async () => {
  const browser = visitor({ app });
  expect((await browser.post('/api/session', { office: '测试局', loginName: 'jiayi', password: 'jiayi-规矩2026' })).body).toEqual({ awaits: 'enrolment' });
  expect((await enrolOnTheWay(browser, open.world.clock())).body).toMatchObject({ awaits: null });
  const signed = (await browser.get('/api/session')).body;
  expect(signed).toMatchObject({ office: { sample: false }, person: { name: '甲一', posts: ['系统管理员'] } });
  const { officeId } = signed.office;
  expect((await app.inject({ method: 'POST', url: '/api/session', headers, payload: { officeId, personId: 1 } })).statusCode).toBe(400);
  expect((await app.inject({ method: 'GET', url: '/api/sign-in-choices' })).json()).toMatchObject({ sample: false, setup: false, offices: [] });
  const kinds = await browser.get('/api/matter-kinds');
  expect(kinds.body.map((one: { kind: string }) => one.kind)).toEqual(expect.arrayContaining(['spending-request', 'claim', 'union-claim']));
});

test('the interface describes itself', async () => {
  const described = (await app.inject({ method: 'GET', url: '/api/openapi.json' })).json();
  expect(described.openapi).toMatch(/^3\./);
  expect(Object.keys(described.paths)).toEqual(expect.arrayContaining(['/api/matters', '/api/matters/{matterId}/approve', '/api/verbs/pay', '/api/registers/{register}']));
  expect((await app.inject({ method: 'GET', url: '/api/health' })).json()).toEqual({ ok: true });
});
