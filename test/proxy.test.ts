import { afterAll, beforeAll, expect, test } from 'vitest';
import type { App } from '../src/platform/http/app.ts';
import { readProxies } from '../src/platform/http/proxies.ts';
import { buildServer } from '../src/platform/http/server.ts';
import { openTestOffice, type TestOffice } from './office.ts';
import { employWithPassword } from './visitor.ts';

const PROXY = '10.1.2.3';
const account = { office: '文旅局', loginName: 'daili', password: '代理后面的密码-2026' };
let office: TestOffice;
let behind: App;
beforeAll(async () => {
  office = await openTestOffice();
  await employWithPassword(office, { name: '戴理', ...account });
  behind = await buildServer(office.open.world, {
    limits: { requests: 1_000_000, signIns: 2 },
    pages: undefined,
    logger: false,
    proxies: readProxies(` ${PROXY}, 10.2.0.0/16`) ?? [],
  });
});
afterAll(async () => {
  await behind.close();
  await office.close();
});

const signIn = (remoteAddress: string, visitorAddress: string, payload: object = account) =>
  behind.inject({
    method: 'POST',
    url: '/api/session',
    remoteAddress,
    headers: { 'x-guiju': '1', host: 'guiju.test', 'x-forwarded-for': visitorAddress, 'x-forwarded-proto': 'https' },
    payload,
  });

test('behind a proxy that is trusted the cookie is kept to https; the word of anybody else is not taken for it', async () => {
  expect((await signIn(PROXY, '192.168.0.1')).cookies).toMatchObject([{ name: 'guiju', secure: true }]);
  const [direct] = (await signIn('10.9.9.9', '192.168.0.1')).cookies;
  expect(direct?.name).toBe('guiju');
  expect(direct?.secure).toBeUndefined();
});

test('each visitor behind a trusted proxy has tries of his own; whoever only pretends to be one has not', async () => {
  const wrong = { ...account, loginName: 'nobody' };
  const tried = async (remoteAddress: string, visitors: readonly string[]) => {
    const statuses: number[] = [];
    for (const visitor of visitors) statuses.push((await signIn(remoteAddress, visitor, wrong)).statusCode);
    return statuses;
  };
  expect(await tried('10.2.7.7', ['192.168.1.1', '192.168.1.2', '192.168.1.3', '192.168.1.1', '192.168.1.1'])).toEqual([401, 401, 401, 401, 429]);
  expect(await tried('10.8.8.8', ['192.168.2.1', '192.168.2.2', '192.168.2.3'])).toEqual([401, 401, 429]);
});

test('nobody is chosen to sign in through a proxy, not even one on this machine', async () => {
  const payload = { officeId: office.culture.officeId, personId: office.culture.people.get('沈明') };
  const local = { 'x-guiju': '1', host: 'guiju.test' };
  const chosen = await office.app.inject({ method: 'POST', url: '/api/session', headers: local, payload });
  expect(chosen.json()).toMatchObject({ office: { sample: true, name: '示范县文化旅游广电体育局' }, person: { name: '沈明' } });
  for (const passedOn of [{ 'x-forwarded-for': '10.0.0.1' }, { forwarded: 'for=10.0.0.1' }]) {
    expect((await office.app.inject({ method: 'POST', url: '/api/session', headers: { ...local, ...passedOn }, payload })).json().failure.sentence).toBe(
      '示范登录只能在本机使用。',
    );
    expect((await office.app.inject({ method: 'GET', url: '/api/sign-in-choices', headers: passedOn })).json()).toMatchObject({ sample: false, offices: [] });
  }
});

test('what is trusted is written as addresses, blocks or one of three names', () => {
  expect(readProxies('loopback,uniquelocal, fd00::/8,10.0.0.1')).toEqual(['loopback', 'uniquelocal', 'fd00::/8', '10.0.0.1']);
  for (const wrong of ['proxy.local', '10.0.0.0/33', '10.0.0/8', '10.0.0.0/8/8', 'fd00::/129']) expect(readProxies(wrong)).toBeUndefined();
});
