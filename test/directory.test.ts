import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OAuth2Server } from 'oauth2-mock-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestOffice, type Answer, type TestOffice } from './office.ts';
import { employWithPassword, visitor, type Visitor } from './visitor.ts';

const PASSWORD = '守规矩-办好事-2026';
const directory = new OAuth2Server();
let office: TestOffice;
/** Whom the directory names next. */
let named: string | undefined;

const settings = (more: object = {}) => writeFile(join(office.open.world.folder, 'oidc.json'), JSON.stringify({ 文旅局: { issuer: directory.issuer.url, clientId: 'guiju', clientSecret: 'secret', title: '县统一身份认证', ...more } }));

beforeAll(async () => {
  await directory.issuer.keys.generate('RS256');
  await directory.start(0, '127.0.0.1');
  directory.service.on('beforeTokenSigning', (token: { payload: Record<string, unknown> }) => {
    Object.assign(token.payload, { preferred_username: named });
  });
  office = await openTestOffice();
  await employWithPassword(office, { name: '钱进', loginName: 'qianjin', password: PASSWORD });
  await settings();
});
afterAll(async () => {
  await office.close();
  await directory.stop();
});

/** Begins at the sign-in page and goes through the directory; the query the browser comes back with. */
async function through(browser: Visitor): Promise<string> {
  const { url } = (await browser.post('/api/directory/start', { office: '文旅局' })).body;
  const answer = await fetch(url, { redirect: 'manual' });
  return new URL(answer.headers.get('location') ?? '').search.slice(1);
}

async function comeBack(browser: Visitor, loginName: string): Promise<Answer> {
  named = loginName;
  return browser.post('/api/directory/return', { query: await through(browser) });
}

describe('the directory of the office', () => {
  test('is offered where it is set up, and only there', async () => {
    expect((await visitor(office).get('/api/directory?office=文旅局')).body).toEqual({ directory: '县统一身份认证' });
    expect((await visitor(office).get('/api/directory?office=站所局')).body).toEqual({ directory: null });
    expect((await visitor(office).post('/api/directory/start', { office: '站所局' })).body.failure.sentence).toContain('没有接入');
  });

  test('asks with state, nonce and PKCE', async () => {
    const { url } = (await visitor(office).post('/api/directory/start', { office: '文旅局' })).body;
    const asked = new URL(url).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({ code_challenge_method: 'S256', redirect_uri: 'http://guiju.test/sign-in/return', scope: 'openid profile', state: expect.any(String), nonce: expect.any(String) });
  });

  test('signs in whoever it names, if he is one of the office; a stranger it knows is not let in', async () => {
    const browser = visitor(office);
    expect((await comeBack(browser, 'qianjin')).body).toEqual({ awaits: null });
    expect((await browser.get('/api/session')).body.person.name).toBe('钱进');
    const stranger = visitor(office);
    expect(await comeBack(stranger, 'moshengren')).toMatchObject({ status: 401, body: { failure: { sentence: expect.stringContaining('没有与之对应的在职人员') } } });
    expect((await stranger.get('/api/session')).status).toBe(401);
    const rows = (await (await office.as('曾岚')).get('/api/log?outcome=failed&verb=sign-in')).body.rows;
    expect(rows[0]).toMatchObject({ subjectKind: 'login-name', subjectId: 'moshengren' });
  });

  test('is not believed twice, nor in another browser, nor with another state', async () => {
    named = 'qianjin';
    const browser = visitor(office);
    const query = await through(browser);
    expect((await visitor(office).post('/api/directory/return', { query })).body.failure.sentence).toContain('不是从本浏览器发起的');
    const other = visitor(office);
    await through(other);
    expect((await other.post('/api/directory/return', { query })).body.failure.sentence).toContain('不是从本浏览器发起的');
    expect((await browser.post('/api/directory/return', { query })).body).toEqual({ awaits: null });
    expect((await browser.post('/api/directory/return', { query })).status).toBe(401);
  });

  test('is not believed with a state used before, even if the browser kept everything', async () => {
    named = 'qianjin';
    const browser = visitor(office);
    const { url } = (await browser.post('/api/directory/start', { office: '文旅局' })).body;
    const query = async (): Promise<string> => new URL((await fetch(url, { redirect: 'manual' })).headers.get('location') ?? '').search.slice(1);
    const copy = browser.copy();
    expect((await browser.post('/api/directory/return', { query: await query() })).body).toEqual({ awaits: null });
    expect((await copy.post('/api/directory/return', { query: await query() })).body.failure.sentence).toContain('已经用过');
  });

  test('that did not agree, or left the way open too long, signs nobody in', async () => {
    const browser = visitor(office);
    const state = new URLSearchParams(await through(browser)).get('state');
    expect((await browser.post('/api/directory/return', { query: `error=access_denied&state=${state}` })).body.failure.sentence).toContain('没有同意');
    named = 'qianjin';
    const slow = visitor(office);
    const query = await through(slow);
    office.at('2026-03-02', '09:11');
    expect((await slow.post('/api/directory/return', { query })).body.failure.sentence).toContain('过期');
  });

  test('may be all there is for everybody but the officers, once the office sets it so', async () => {
    office.at('2026-03-02', '09:20');
    const security = await office.as('许强');
    const { policy } = (await security.get('/api/security')).body;
    expect((await security.post('/api/security/policy', { policy: { ...policy, passwordSignIn: '仅三员' }, reason: '改用统一身份认证' })).status).toBe(200);
    expect((await visitor(office).signIn('qianjin', PASSWORD)).body.failure.sentence).toContain('改用统一身份认证');
    expect((await comeBack(visitor(office), 'qianjin')).body).toEqual({ awaits: null });
  });

  test('whose address is not https, or that names nobody, is of no use, and it is said whom to tell', async () => {
    await settings({ claim: 'employee_number' });
    expect((await comeBack(visitor(office), 'qianjin')).body.failure.sentence).toContain('没有登录名（employee_number）');
    await settings({ issuer: 'http://sso.example.gov.cn' });
    expect((await visitor(office).post('/api/directory/start', { office: '文旅局' })).body.failure).toMatchObject({ sentence: expect.stringContaining('应以https开头'), whatWouldHelp: [expect.stringContaining('系统管理员')] });
    await settings();
  });
});
