import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestOffice, type Person, type TestOffice } from './office.ts';
import { employWithPassword, enrolOnTheWay, visitor } from './visitor.ts';

let office: TestOffice;
const officers: Record<string, Person> = {};
const SYSTEM = '何平';
const SECURITY = '许强';
const AUDIT = '曾岚';
const LOGIN = { 何平: 'heping', 许强: 'xuqiang', 曾岚: 'zenglan' } as const;
beforeAll(async () => {
  office = await openTestOffice();
});
afterAll(() => office.close());

/** Everybody anew: a reset ends the sessions of the one it is of. */
async function signIn(): Promise<void> {
  for (const name of [SYSTEM, SECURITY, AUDIT]) officers[name] = await office.as(name);
}
beforeAll(signIn);
const as = (name: string): Person => officers[name] as Person;
const ask = (by: string, of: string) => as(by).post(`/api/security/accounts/${as(of).personId}/password-reset`, { reason: '忘记密码' });
const told = async (name: string): Promise<readonly string[]> =>
  (await as(name).get('/api/notices')).body.rows.map((one: { sentence: string }) => one.sentence);

test.each([
  [SYSTEM, SECURITY],
  [SYSTEM, AUDIT],
  [SECURITY, SYSTEM],
  [SECURITY, AUDIT],
  [AUDIT, SYSTEM],
  [AUDIT, SECURITY],
])('%s does not set the password of %s alone', async (by, of) => {
  const set = await as(by).post(`/api/people/${as(of).personId}/password`, { old: null, password: '我来当这一员-2026' });
  expect(set.body.refused).toMatchObject({ code: by === SYSTEM ? 'officer-password' : 'not-system-officer' });
});

test('the system officer sets that of a clerk, who is told, and so is the audit officer; nobody else does', async () => {
  const clerk = await employWithPassword(office, { name: '钱进', loginName: 'qianjin', password: '守规矩-办好事-2026' });
  const set = (by: string) => as(by).post(`/api/people/${clerk}/password`, { old: null, password: '暂时的密码-2026' });
  expect((await set(SECURITY)).body.refused).toMatchObject({ code: 'not-system-officer' });
  expect((await set(SYSTEM)).status).toBe(200);
  expect(await told(AUDIT)).toContain('何平重置了钱进的密码，所有登录已退出。');
  const { rows } = await office.database.owner.query<{ sentence: string }>('select sentence from notice where person_id = $1', [clerk]);
  expect(rows).toEqual([{ sentence: '何平重置了钱进的密码，所有登录已退出。' }]);
  expect((await as(SYSTEM).post(`/api/security/accounts/${clerk}/password-reset`, { reason: '忘记密码' })).body.refused).toMatchObject({
    code: 'not-officers-account',
  });
});

describe('the password of an officer', () => {
  test.each([
    [SYSTEM, SYSTEM, 'own-account'],
    [SYSTEM, SECURITY, undefined],
    [SYSTEM, AUDIT, undefined],
    [SECURITY, SYSTEM, undefined],
    [SECURITY, SECURITY, 'not-system-officer'],
    [SECURITY, AUDIT, 'not-system-officer'],
    [AUDIT, SYSTEM, 'not-system-officer'],
    [AUDIT, SECURITY, 'not-system-officer'],
    [AUDIT, AUDIT, 'not-system-officer'],
  ])('%s asks for that of %s: %s; the third confirms, neither signs in as the other', async (by, of, code) => {
    await signIn();
    const button = async () => (await as(by).get('/api/security/resets')).body.officers.find((one: { name: string }) => one.name === of).may.password;
    if (code !== undefined) {
      expect(await button()).toMatchObject({ code });
      expect((await ask(by, of)).body.refused).toMatchObject({ code });
      return;
    }
    expect(await button()).toBe(true);
    const first = (await ask(by, of)).body.half;
    expect((await ask(by, of)).body.refused).toMatchObject({ code: 'asked-already' });
    const third = [SYSTEM, SECURITY, AUDIT].find((name) => name !== by && name !== of) ?? '';
    const [{ resetId }] = (await as(third).get('/api/security/resets')).body.open;
    const path = `/api/security/password-resets/${resetId}/confirm`;
    expect((await as(by).post(path)).body.refused).toMatchObject({ code: 'asked-by-you' });
    expect((await as(of).post(path)).body.refused).toMatchObject({ code: 'own-account' });
    expect((await (await office.as('沈明')).post(path)).body.refused).toMatchObject({ code: 'not-an-officer' });
    expect((await as(third).post(`/api/security/factor-resets/${resetId}/confirm`)).status).toBe(404);
    const second = (await as(third).post(path)).body.half;
    expect((await as(of).get('/api/session')).status).toBe(401);

    const loginName = LOGIN[of as keyof typeof LOGIN];
    for (const alone of [first, second, `${second}-${first}`]) expect((await visitor(office).signIn(loginName, alone)).status).toBe(401);
    const browser = visitor(office);
    const signed = await browser.signIn(loginName, `${first}-${second}`);
    expect(signed.body).toEqual({ awaits: 'enrolment' });
    expect((await enrolOnTheWay(browser, office.open.world.clock())).body.awaits).toBe('password');
    expect((await browser.post('/api/sign-in/password', { password: `自己设的密码-${by === SYSTEM ? 1 : 2}-2026` })).status).toBe(200);
    await signIn();
    expect(await told(of)).toContain('您的密码已由三员两人重置。');
    expect(await told(AUDIT)).toContain(`${of}的密码已重置：${by}申请，${third}确认`);
  });

  test('is not to be read from the database while it is asked for', async () => {
    await signIn();
    const { half } = (await ask(SYSTEM, SECURITY)).body;
    const { rows } = await office.database.owner.query<{ all: string }>(
      `select (select string_agg(r::text, '') from account_reset r) || (select string_agg(l::text, '') from log_entry l) || (select string_agg(k::text, '') from act_key k) as all`,
    );
    expect(rows[0]?.all).not.toContain(half);
  });
});
