import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestOffice, type TestOffice } from './office.ts';
import { employWithPassword, visitor } from './visitor.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
  office.at('2026-03-02', '08:00');
  await employWithPassword(office, { name: '钱进', loginName: 'qianjin', password: '守规矩2026-办好事' });
});
afterAll(() => office.close());

const signIn = (password: string, loginName = 'qianjin') =>
  office.app.inject({
    method: 'POST',
    url: '/api/session',
    headers: { 'x-guiju': '1', host: 'guiju.test' },
    payload: { office: '文旅局', loginName, password },
  });

test('the right password opens a session, a wrong one does not, and neither tells which part was wrong', async () => {
  expect((await signIn('守规矩2026-办好事')).statusCode).toBe(200);
  const wrong = await signIn('守规矩2026');
  const nobody = await signIn('守规矩2026', 'nobody');
  expect([wrong.statusCode, nobody.statusCode]).toEqual([401, 401]);
  expect(wrong.json()).toEqual(nobody.json());
});

test('five failures lock the account for a quarter of an hour', async () => {
  office.at('2026-03-02', '09:00');
  for (let attempt = 0; attempt < 5; attempt += 1) await signIn('不对不对不对');
  expect((await signIn('守规矩2026-办好事')).json().failure.sentence).toContain('锁定');
  office.at('2026-03-02', '09:16');
  expect((await signIn('守规矩2026-办好事')).statusCode).toBe(200);
});

test('a session left alone for half an hour has to sign in again', async () => {
  office.at('2026-03-02', '10:00');
  const person = await office.as('沈明');
  office.at('2026-03-02', '10:29');
  expect((await person.get('/api/session')).status).toBe(200);
  office.at('2026-03-02', '11:01');
  expect((await person.get('/api/session')).status).toBe(401);
});

test('who has signed out is out', async () => {
  const person = await office.as('沈明');
  const cookie = await office.app.inject({ method: 'DELETE', url: '/api/session', headers: { 'x-guiju': '1', host: 'guiju.test' } });
  expect(cookie.statusCode).toBe(401);
  expect((await person.get('/api/session')).status).toBe(200);
});

test('one sees where one is signed in, and ends one’s own session only', async () => {
  const [here, elsewhere, other] = [await office.as('韩梅'), await office.as('韩梅'), await office.as('沈明')];
  const list = (await here.get('/api/sessions')).body as readonly { session: string; here: boolean }[];
  expect(list.filter((one) => one.here)).toHaveLength(1);
  const [second] = list.filter((one) => !one.here);
  expect((await other.post(`/api/sessions/${second?.session}/end`)).body.refused).toMatchObject({ code: 'no-such-session' });
  expect((await here.post(`/api/sessions/${second?.session}/end`)).status).toBe(200);
  expect((await elsewhere.get('/api/session')).status).toBe(401);
  expect((await here.get('/api/session')).status).toBe(200);
});

test('a password is changed with the old one, or reset by the system officer; every session of the person ends', async () => {
  office.at('2026-03-02', '12:00');
  const first = await signIn('守规矩2026-办好事');
  const cookie = first.cookies.map((one) => `${one.name}=${one.value}`).join();
  const { personId } = first.json().person;
  const headers = { 'x-guiju': '1', host: 'guiju.test', cookie, 'idempotency-key': 'change-password-1' };
  const change = (old: string) =>
    office.app.inject({ method: 'POST', url: `/api/people/${personId}/password`, headers, payload: { old, password: '换一个更长的密码-2026' } });
  expect((await change('不是原来的')).json().refused).toMatchObject({ code: 'wrong-password' });
  expect((await change('守规矩2026-办好事')).statusCode).toBe(200);
  expect((await office.app.inject({ method: 'GET', url: '/api/session', headers })).statusCode).toBe(401);
  expect((await signIn('守规矩2026-办好事')).statusCode).toBe(401);
  expect((await signIn('换一个更长的密码-2026')).statusCode).toBe(200);
  const officer = await office.as('何平');
  expect((await officer.post(`/api/people/${personId}/password`, { password: '重置后请修改-2026' })).status).toBe(200);
  const returned = visitor(office);
  expect((await returned.signIn('qianjin', '重置后请修改-2026')).body).toEqual({ awaits: 'password' });
  expect((await returned.get('/api/session')).status).toBe(401);
  expect((await returned.post('/api/sign-in/password', { password: '我自己的新密码-2026' })).body).toEqual({ awaits: null });
  expect((await returned.get('/api/session')).body.person.name).toBe('钱进');
  const clerk = await office.as('沈明');
  expect((await clerk.post(`/api/people/${personId}/password`, { password: '我来改别人的密码2026' })).body.refused).toMatchObject({
    code: 'not-system-officer',
  });
});

test('only the system officer employs, only the security officer grants, nobody himself', async () => {
  const clerk = await office.as('沈明');
  expect((await clerk.post('/api/people', { name: '甲乙', loginName: 'jiayi', joinedOn: '2026-03-02' })).body.refused).toMatchObject({
    code: 'not-system-officer',
  });
  const security = await office.as('许强');
  const own = office.culture.people.get('许强');
  expect((await security.post('/api/posts/财务股/give', { personId: own, from: '2026-03-02' })).body.refused).toMatchObject({ code: 'own-grant' });
  const twice = await security.post('/api/posts/分管财务领导/give', { personId: clerk.personId, from: '2026-03-02' });
  expect(twice.body.refused).toMatchObject({ code: 'sole-holder', clause: { id: 'FIN-02a' } });
  expect((await security.post('/api/posts/工会/give', { personId: clerk.personId, from: '2026-03-02' })).status).toBe(200);
});

test('money, books and goods are never in one hand (FIN5-05c)', async () => {
  const security = await office.as('程诚', office.stations);
  const keeper = office.stations.people.get('邓莉');
  expect((await security.post('/api/posts/管账/give', { personId: keeper, from: '2026-03-02' })).body.refused).toMatchObject({ code: 'FIN5-05c' });
  const clerk = office.stations.people.get('余波');
  expect((await security.post('/api/posts/管账/give', { personId: clerk, from: '2026-03-02' })).status).toBe(200);
});
