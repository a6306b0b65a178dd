import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { civilDate } from '../src/rules/calendar/civil-date.ts';
import { lockDormantAccounts } from '../src/platform/sign-in/dormant.ts';
import { openTestOffice, type Person, type TestOffice } from './office.ts';
import { employWithPassword, visitor } from './visitor.ts';

const PASSWORD = '守规矩-办好事-2026';
let office: TestOffice;
let security: Person;
let qianjin: number;
beforeAll(async () => {
  office = await openTestOffice();
  qianjin = await employWithPassword(office, { name: '钱进', loginName: 'qianjin', password: PASSWORD });
});
afterAll(() => office.close());
beforeEach(async () => {
  security = await office.as('许强');
});

async function setPolicy(policy: object): Promise<void> {
  const { policy: before } = (await security.get('/api/security')).body;
  const set = await security.post('/api/security/policy', { policy: { ...before, ...policy }, reason: '按本单位要求设定' });
  expect(set.status, JSON.stringify(set.body)).toBe(200);
}

async function change(old: string, password: string): ReturnType<Person['post']> {
  const browser = visitor(office);
  await browser.signIn('qianjin', old);
  return browser.post(`/api/people/${qianjin}/password`, { old, password });
}

describe('a password', () => {
  test.each([
    ['too short', '办2a-', '密码至少10位'],
    ['of too few kinds', 'abcdefgh2026', '至少3种'],
    ['with one’s own login name', 'Qianjin-2026-办', '不得包含姓名或登录名'],
    ['used before', PASSWORD, '最近5个用过的密码'],
  ])('%s is refused, and what is wrong is said', async (_what, password, sentence) => {
    expect((await change(PASSWORD, password)).body.refused).toMatchObject({ code: 'weak-password', sentence: expect.stringContaining(sentence) });
  });

  test('is as strict as the office sets it: one of four kinds passes while four are asked, one of three does not', async () => {
    await setPolicy({ passwordClasses: 4 });
    expect((await change(PASSWORD, '办好事-守规矩-2026')).body.refused).toMatchObject({ code: 'weak-password' });
    expect((await change(PASSWORD, '办好事-守规矩-2026a')).status).toBe(200);
    await setPolicy({ passwordClasses: 3 });
    expect((await change('办好事-守规矩-2026a', '第三个密码-2026')).status).toBe(200);
  });

  test('older than the office allows is changed on the way in; on the last day it is not', async () => {
    office.at('2026-08-29');
    expect((await visitor(office).signIn('qianjin', '第三个密码-2026')).body.person.name).toBe('钱进');
    office.at('2026-08-29', '09:01');
    const browser = visitor(office);
    expect((await browser.signIn('qianjin', '第三个密码-2026')).body).toEqual({ awaits: 'password' });
    expect((await browser.get('/api/sign-in')).body).toMatchObject({ awaits: 'password', passwordRules: expect.stringContaining('本单位设定') });
    expect((await browser.post('/api/sign-in/password', { password: '第三个密码-2026' })).body.refused).toMatchObject({ code: 'weak-password' });
    expect((await browser.post('/api/sign-in/password', { password: PASSWORD })).body.refused).toMatchObject({ code: 'weak-password' });
    expect((await browser.post('/api/sign-in/password', { password: '第四个密码-2026' })).body).toEqual({ awaits: null });
  });
});

describe('the settings', () => {
  test('are the security officer’s alone; a limit outside its bounds is bad input, and the audit officer is told of a change', async () => {
    const { policy } = (await security.get('/api/security')).body;
    const body = { policy: { ...policy, lockMinutes: 30 }, reason: '加长锁定时间' };
    expect((await (await office.as('何平')).post('/api/security/policy', body)).body.refused).toMatchObject({ code: 'not-security-officer' });
    expect((await security.post('/api/security/policy', { ...body, policy: { ...policy, passwordLength: 7 } })).body.failure.sentence).toContain(
      '密码长度应为8至64位',
    );
    expect((await security.post('/api/security/policy', { ...body, policy: { ...policy, secondFactorPosts: ['无此职务'] } })).body.refused).toMatchObject({
      code: 'no-such-post',
    });
    expect((await security.post('/api/security/policy', { ...body, policy: { ...policy, passwordSignIn: '仅三员' } })).body.refused).toMatchObject({
      code: 'no-directory',
    });
    expect((await security.post('/api/security/policy', body)).status).toBe(200);
    expect((await (await office.as('曾岚')).get('/api/notices')).body.rows.map((one: { sentence: string }) => one.sentence)).toContain(
      '许强修改了登录与账号设置：加长锁定时间',
    );
    expect((await security.get('/api/security')).body.changes[0]).toMatchObject({ by: '许强', reason: '加长锁定时间' });
  });
});

describe('an account nobody used', () => {
  const lock = (day: string): Promise<void> => {
    office.at(day, '00:05');
    return lockDormantAccounts(office.open.world, { officeId: office.culture.officeId, day: civilDate(day) });
  };

  test('for ninety days stays open, and is closed on the day after; the security officer restores it with a reason', async () => {
    office.at('2026-09-01');
    await visitor(office).signIn('qianjin', '第四个密码-2026');
    await lock('2026-11-30');
    const account = async () =>
      (await (await office.as('许强')).get('/api/security')).body.accounts.find((one: { personId: number }) => one.personId === qianjin);
    expect((await account()).dormantSince).toBeNull();
    await lock('2026-12-01');
    const refused = await visitor(office).signIn('qianjin', '第四个密码-2026');
    expect(refused).toMatchObject({ status: 401, body: { failure: { sentence: expect.stringContaining('已停用') } } });
    expect((await account()).dormantSince).toEqual(expect.any(String));
    security = await office.as('许强');
    const clerk = await office.as('沈明');
    expect((await clerk.post(`/api/security/accounts/${qianjin}/restore`, { reason: '驻村归来' })).body.refused).toMatchObject({
      code: 'not-security-officer',
    });
    expect((await security.post(`/api/security/accounts/${security.personId}/restore`, { reason: '自己恢复' })).body.refused).toMatchObject({
      code: 'own-account',
    });
    expect((await security.post(`/api/security/accounts/${qianjin}/restore`, { reason: '驻村归来' })).status).toBe(200);
    expect((await security.post(`/api/security/accounts/${qianjin}/restore`, { reason: '驻村归来' })).body.refused).toMatchObject({ code: 'not-locked' });
    expect((await visitor(office).signIn('qianjin', '第四个密码-2026')).status).toBe(200);
  });

  test('is not closed while the office sets no limit', async () => {
    await setPolicy({ dormantDays: 0 });
    await lock('2027-12-01');
    security = await office.as('许强');
    expect((await security.get('/api/security')).body.accounts.filter((one: { dormantSince: string | null }) => one.dormantSince !== null)).toEqual([]);
    await setPolicy({ dormantDays: 90 });
  });
});

describe('a session of somebody', () => {
  test('is ended by the security officer with a reason, and by no other officer; the person is told', async () => {
    const [clerk, system] = [await office.as('沈明'), await office.as('何平')];
    const [found] = (await security.get('/api/security')).body.sessions.filter((one: { personId: number }) => one.personId === clerk.personId);
    expect((await system.post(`/api/security/sessions/${found.session}/end`, { reason: '设备丢失' })).body.refused).toMatchObject({
      code: 'not-security-officer',
    });
    expect((await security.post(`/api/security/sessions/${found.session}/end`, { reason: '' })).status).toBe(400);
    expect((await clerk.get('/api/session')).status).toBe(200);
    expect((await security.post(`/api/security/sessions/${found.session}/end`, { reason: '设备丢失' })).status).toBe(200);
    expect((await clerk.get('/api/session')).status).toBe(401);
    expect((await security.post(`/api/security/sessions/${found.session}/end`, { reason: '设备丢失' })).body.refused).toMatchObject({
      code: 'no-such-session',
    });
    expect((await (await office.as('沈明')).get('/api/notices')).body.rows[0].sentence).toBe('许强结束了您的一处登录：设备丢失');
  });

  test('lasts as the office sets it: ten minutes left alone, where ten are set', async () => {
    await setPolicy({ idleMinutes: 10 });
    const clerk = await office.as('沈明');
    office.at('2027-12-01', '00:14');
    expect((await clerk.get('/api/session')).status).toBe(200);
    office.at('2027-12-01', '00:25');
    expect((await clerk.get('/api/session')).status).toBe(401);
  });
});
