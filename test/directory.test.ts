import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Events, OAuth2Server } from 'oauth2-mock-server';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestOffice, type Answer, type TestOffice } from './office.ts';
import { visitor, type Visitor } from './visitor.ts';

/** A directory that really signs its tokens (OpenID Connect), standing beside the office. */
const directory = new OAuth2Server();
let office: TestOffice;
let claims: Record<string, unknown>;

beforeAll(async () => {
  await directory.issuer.keys.generate('RS256');
  await directory.start(0, 'localhost');
  directory.service.on(Events.BeforeTokenSigning, (token) => {
    Object.assign(token.payload, claims);
  });
  office = await openTestOffice();
  await setUp({});
});
beforeEach(() => {
  office.at('2026-03-02', '08:00');
  claims = { preferred_username: 'shenming' };
});
afterAll(async () => {
  await office.close();
  if (directory.listening) await directory.stop();
});

async function setUp(over: object): Promise<void> {
  const settings = { issuer: directory.issuer.url, clientId: 'guiju', clientSecret: 'for-tests', title: '县统一身份认证', ...over };
  await writeFile(join(office.open.world.folder, 'oidc.json'), JSON.stringify({ 文旅局: settings }));
}

/** Begins on the sign-in page and lets the directory send the browser back: the query it comes back with. */
async function throughDirectory(browser: Visitor): Promise<string> {
  const begun = await browser.post('/api/directory/start', { office: '文旅局' });
  expect(begun.status, JSON.stringify(begun.body)).toBe(200);
  const sent = await fetch(begun.body.url, { redirect: 'manual' });
  const back = new URL(sent.headers.get('location') ?? '');
  expect(`${back.origin}${back.pathname}`).toBe('http://guiju.test/sign-in/return');
  return back.search;
}

async function signIn(browser = visitor(office)): Promise<Answer> {
  return await browser.post('/api/directory/return', { query: await throughDirectory(browser) });
}

test('the directory signs somebody in whom the office employs, and nobody else', async () => {
  const browser = visitor(office);
  expect((await browser.get('/api/directory?office=文旅局')).body).toEqual({ directory: '县统一身份认证' });
  expect((await signIn(browser)).status).toBe(200);
  expect((await browser.get('/api/session')).body).toMatchObject({ person: { name: '沈明' } });

  claims = { preferred_username: 'stranger' };
  const stranger = visitor(office);
  expect(await signIn(stranger)).toMatchObject({ status: 401 });
  expect((await stranger.get('/api/session')).status).toBe(401);
});

test.each([
  ['for another sign-in', { nonce: 'another' }, '没有通过核验'],
  ['of another directory', { iss: 'https://elsewhere.example' }, '签发者与本单位设置的不符'],
  ['for another program', { aud: 'another' }, '没有通过核验'],
  ['that has run out', { exp: 1_700_000_000 }, '没有通过核验'],
  ['that names nobody', { preferred_username: '' }, '没有登录名'],
])('a token %s does not sign in', async (_, over, sentence) => {
  claims = { ...claims, ...over };
  const browser = visitor(office);
  const answer = await signIn(browser);
  expect(answer.status).toBe(401);
  expect(answer.body.failure.sentence).toContain(sentence);
  expect((await browser.get('/api/session')).status).toBe(401);
});

test('only the browser that began comes back, once, with the state it was given, within ten minutes', async () => {
  const browser = visitor(office);
  const query = await throughDirectory(browser);
  const stale = { status: 401, body: { failure: { sentence: '这次登录不是从本浏览器发起的，或者已经过期。' } } };
  expect(await visitor(office).post('/api/directory/return', { query })).toMatchObject(stale);
  expect((await browser.post('/api/directory/return', { query })).status).toBe(200);
  expect(await browser.post('/api/directory/return', { query })).toMatchObject(stale);

  const other = visitor(office);
  const changed = (await throughDirectory(other)).replace(/state=[^&]+/, 'state=another');
  expect(await other.post('/api/directory/return', { query: changed })).toMatchObject(stale);

  const late = visitor(office);
  const lateQuery = await throughDirectory(late);
  office.at('2026-03-02', '08:11');
  expect(await late.post('/api/directory/return', { query: lateQuery })).toMatchObject(stale);
});

test('a state is spent even for a browser that kept its cookie', async () => {
  const own = { 'x-guiju': '1', host: 'guiju.test' };
  const begun = await office.app.inject({ method: 'POST', url: '/api/directory/start', headers: own, payload: { office: '文旅局' } });
  const [cookie] = begun.cookies;
  const sent = await fetch(begun.json<{ url: string }>().url, { redirect: 'manual' });
  const query = new URL(sent.headers.get('location') ?? '').search;
  const back = () =>
    office.app.inject({ method: 'POST', url: '/api/directory/return', headers: { ...own, cookie: `${cookie?.name}=${cookie?.value}` }, payload: { query } });
  expect((await back()).statusCode).toBe(200);
  expect((await back()).statusCode).toBe(401);
});

test('what the directory itself refuses is said', async () => {
  const browser = visitor(office);
  const state = new URLSearchParams(await throughDirectory(browser)).get('state');
  const refused = await browser.post('/api/directory/return', { query: `?error=access_denied&state=${state}` });
  expect(refused.body.failure.sentence).toContain('没有同意');
});

test('an office without a directory, or with settings that cannot be used, keeps its passwords', async () => {
  const start = () => visitor(office).post('/api/directory/start', { office: '文旅局' });
  expect((await visitor(office).get('/api/directory?office=站所局')).body).toEqual({ directory: null });
  await setUp({ issuer: 'http://directory.example' });
  expect((await start()).body.failure.sentence).toContain('https');
  await writeFile(join(office.open.world.folder, 'oidc.json'), '{');
  expect((await start()).body.failure.sentence).toContain('oidc.json');
  await setUp({});
  expect((await start()).status).toBe(200);
});

test('a directory that does not answer is not a wrong password', async () => {
  await directory.stop();
  expect((await visitor(office).post('/api/directory/start', { office: '文旅局' })).body.failure.sentence).toContain('暂时连接不上');
});
