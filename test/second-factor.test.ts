import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Authenticator } from './authenticator.ts';
import { openTestOffice, type Person, type TestOffice } from './office.ts';
import { employWithPassword, visitor, type Visitor } from './visitor.ts';

let office: TestOffice;
let security: Person;
const PASSWORD = '守规矩-办好事-2026';
beforeAll(async () => {
  office = await openTestOffice();
  office.at('2026-03-02', '08:00');
  security = await office.as('许强');
});
afterAll(() => office.close());

/** The code a phone shows at the office's moment, `ahead` steps later. */
function codeOf(secret: string, ahead = 0): string {
  return new TOTP({ secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: 30 }).generate({
    timestamp: office.open.world.clock().getTime() + ahead * 30_000,
  });
}

async function signedIn(loginName: string): Promise<Visitor> {
  const browser = visitor(office);
  await browser.signIn(loginName, PASSWORD);
  return browser;
}

async function setPolicy(policy: object): Promise<void> {
  const officer = await office.as('许强');
  const before = (await officer.get('/api/security')).body.policy;
  const set = await officer.post('/api/security/policy', { policy: { ...before, ...policy }, reason: '按等保要求设定' });
  if (set.status !== 200) throw new Error(JSON.stringify(set.body));
}

describe('a one-time code', () => {
  let secret = '';
  let recoveryCodes: readonly string[] = [];
  beforeAll(() => employWithPassword(office, { name: '钱进', loginName: 'qianjin', password: PASSWORD }));

  test('is enrolled with a code of the new secret, not with a wrong one; recovery codes come with it', async () => {
    const person = await signedIn('qianjin');
    const begun = (await person.post('/api/account/totp')).body;
    expect(begun.uri).toMatch(/^otpauth:\/\/totp\//);
    secret = begun.secret;
    const wrong = codeOf(secret) === '000000' ? '000001' : '000000';
    expect((await person.post(`/api/account/totp/${begun.totpId}/confirm`, { code: wrong })).body.refused).toMatchObject({ code: 'wrong-code' });
    const confirmed = await person.post(`/api/account/totp/${begun.totpId}/confirm`, { code: codeOf(secret) });
    recoveryCodes = confirmed.body.recoveryCodes;
    expect(recoveryCodes).toHaveLength(10);
    expect((await person.get('/api/account')).body).toMatchObject({ recoveryCodes: 10, totpSince: expect.any(String) });
  });

  test('neither its secret nor a recovery code can be read from the database', async () => {
    const { rows } = await office.database.owner.query<{ all: string }>(`
      select (select string_agg(t::text, '') from totp_factor t) || (select string_agg(c::text, '') from recovery_code c) || (select string_agg(k::text, '') from act_key k) as all`);
    expect(rows[0]?.all.length).toBeGreaterThan(1_000);
    expect(rows[0]?.all).not.toContain(secret);
    for (const code of recoveryCodes) expect(rows[0]?.all).not.toContain(code);
  });

  test('is asked for at the next sign-in; before it the session is good for nothing', async () => {
    office.at('2026-03-02', '08:05');
    const person = visitor(office);
    expect((await person.signIn('qianjin', PASSWORD)).body).toEqual({ awaits: 'factor' });
    expect((await person.get('/api/session')).status).toBe(401);
    expect((await person.post('/api/account/totp')).status).toBe(401);
    expect((await person.post('/api/sign-in/totp')).body.refused).toMatchObject({ code: 'factor-first' });
    expect((await person.get('/api/sign-in')).body).toMatchObject({ awaits: 'factor', name: '钱进', totp: true, passkey: false });
    expect((await person.post('/api/sign-in/code', { code: codeOf(secret) })).body).toEqual({ awaits: null });
    expect((await person.get('/api/session')).body.person.name).toBe('钱进');
  });

  test('is good once: the same code is refused, the next one is not', async () => {
    const second = await signedIn('qianjin');
    const replayed = await second.post('/api/sign-in/code', { code: codeOf(secret) });
    expect(replayed).toMatchObject({ status: 401, body: { failure: { sentence: expect.stringContaining('已经用过') } } });
    expect((await second.post('/api/sign-in/code', { code: codeOf(secret, 1) })).body).toEqual({ awaits: null });
  });

  test('five wrong ones lock the account for a quarter of an hour, the right password and code notwithstanding', async () => {
    office.at('2026-03-02', '09:00');
    const guesser = await signedIn('qianjin');
    const answers = [];
    for (let attempt = 0; attempt < 5; attempt += 1) answers.push(await guesser.post('/api/sign-in/code', { code: codeOf(secret, 40 + attempt) }));
    expect(answers.map((one) => one.status)).toEqual([401, 401, 401, 401, 401]);
    expect(answers.at(-1)?.body.failure.sentence).toContain('锁定');
    expect((await guesser.get('/api/sign-in')).status).toBe(401);
    expect((await visitor(office).signIn('qianjin', PASSWORD)).body.failure.sentence).toContain('锁定');
    office.at('2026-03-02', '09:16');
    const person = await signedIn('qianjin');
    expect((await person.post('/api/sign-in/code', { code: codeOf(secret) })).status).toBe(200);
  });

  test('may be replaced by a recovery code, each good once', async () => {
    office.at('2026-03-02', '09:30');
    const [code = ''] = recoveryCodes;
    expect((await (await signedIn('qianjin')).post('/api/sign-in/code', { code: code.toLowerCase() })).body).toEqual({ awaits: null });
    expect((await (await signedIn('qianjin')).post('/api/sign-in/code', { code })).body.failure.sentence).toContain('已经用过');
    const person = await signedIn('qianjin');
    await person.post('/api/sign-in/code', { code: recoveryCodes[1] });
    const renewed = (await person.post('/api/account/recovery-codes')).body.recoveryCodes as readonly string[];
    expect((await (await signedIn('qianjin')).post('/api/sign-in/code', { code: recoveryCodes[2] })).status).toBe(401);
    expect((await (await signedIn('qianjin')).post('/api/sign-in/code', { code: renewed[0] })).status).toBe(200);
  });

  test('that is lost is reset by two officers, never by one, and never one’s own', async () => {
    security = await office.as('许强');
    const id = (await security.get('/api/people')).body.find((one: { name: string }) => one.name === '钱进').personId;
    const [fresh, system, audit, clerk] = [await office.as('许强'), await office.as('何平'), await office.as('曾岚'), await office.as('沈明')];
    expect((await clerk.post(`/api/security/accounts/${id}/factor-reset`, { reason: '手机丢失' })).body.refused).toMatchObject({
      code: 'not-security-officer',
    });
    expect((await system.post(`/api/security/accounts/${id}/factor-reset`, { reason: '手机丢失' })).body.refused).toMatchObject({
      code: 'not-security-officer',
    });
    const { resetId } = (await fresh.post(`/api/security/accounts/${id}/factor-reset`, { reason: '手机丢失' })).body;
    expect((await fresh.post(`/api/security/accounts/${id}/factor-reset`, { reason: '手机丢失' })).body.refused).toMatchObject({ code: 'asked-already' });
    expect((await fresh.post(`/api/security/factor-resets/${resetId}/confirm`)).body.refused).toMatchObject({ code: 'asked-by-you' });
    expect((await clerk.post(`/api/security/factor-resets/${resetId}/confirm`)).body.refused).toMatchObject({ code: 'not-an-officer' });
    expect((await clerk.get('/api/security/resets')).status).toBe(403);
    expect((await audit.get('/api/security/resets')).body.open).toMatchObject([{ what: 'factor', name: '钱进', askedBy: '许强', reason: '手机丢失' }]);
    expect((await system.post(`/api/security/factor-resets/${resetId}/confirm`)).status).toBe(200);
    expect((await audit.post(`/api/security/factor-resets/${resetId}/confirm`)).body.refused).toMatchObject({ code: 'confirmed-already' });
    expect((await visitor(office).signIn('qianjin', PASSWORD)).body.person.name).toBe('钱进');
  });
});

describe('a passkey', () => {
  const key = new Authenticator();
  beforeAll(() => employWithPassword(office, { name: '金石', loginName: 'jinshi', password: PASSWORD }));
  const options = async (person: Visitor): Promise<{ readonly challenge: string }> => (await person.post('/api/sign-in/passkey/options')).body;

  test('is registered against the challenge of the session, once; the same from another site is not', async () => {
    const person = await signedIn('jinshi');
    const offered = (await person.post('/api/account/passkeys/options')).body;
    expect(offered.pubKeyCredParams.map((one: { alg: number }) => one.alg)).toEqual([-8, -7, -257]);
    const foreign = new Authenticator('https://guiju.evil.example');
    expect((await person.post('/api/account/passkeys', { name: '假网站', response: foreign.create(offered) })).body.refused).toMatchObject({
      code: 'passkey-not-verified',
    });
    const made = key.create(offered);
    expect((await person.post('/api/account/passkeys', { name: '办公电脑', response: made })).body.recoveryCodes).toHaveLength(10);
    expect((await person.post('/api/account/passkeys', { name: '再来一次', response: made })).body.refused).toMatchObject({ code: 'passkey-not-verified' });
    expect((await person.get('/api/account')).body.passkeys).toMatchObject([{ name: '办公电脑', lastUsedAt: null }]);
  });

  test('completes a sign-in; a replayed answer, a foreign key and a wrong challenge do not', async () => {
    const person = await signedIn('jinshi');
    const stale = key.get(await options(person));
    const fresh = await options(person);
    expect((await person.post('/api/sign-in/passkey', { response: stale })).status).toBe(401);
    expect((await person.post('/api/sign-in/passkey', { response: new Authenticator().get(fresh) })).status).toBe(401);
    const shown = key.get(fresh);
    expect((await person.post('/api/sign-in/passkey', { response: shown })).body).toEqual({ awaits: null });
    expect((await person.get('/api/session')).body.person.name).toBe('金石');
    const again = await signedIn('jinshi');
    await options(again);
    expect((await again.post('/api/sign-in/passkey', { response: shown })).status).toBe(401);
  });

  test('whose counter falls behind is a copy, and refused', async () => {
    const person = await signedIn('jinshi');
    key.counter = 0;
    expect((await person.post('/api/sign-in/passkey', { response: key.get(await options(person)) })).status).toBe(401);
    key.counter = 50;
    expect((await person.post('/api/sign-in/passkey', { response: key.get(await options(person)) })).status).toBe(200);
  });
});

describe('a post that must use a second factor', () => {
  test('leads whoever holds it to enrol at the next sign-in; others and the sample people go straight in', async () => {
    const personId = await employWithPassword(office, { name: '程安', loginName: 'chengan', password: PASSWORD });
    await employWithPassword(office, { name: '常来', loginName: 'changlai', password: PASSWORD });
    security = await office.as('许强');
    expect((await security.post('/api/posts/工会/give', { personId, from: '2026-03-02' })).status).toBe(200);
    await setPolicy({ secondFactor: '按职务', secondFactorPosts: ['工会'] });
    expect((await visitor(office).signIn('changlai', PASSWORD)).body.person.name).toBe('常来');
    const person = visitor(office);
    expect((await person.signIn('chengan', PASSWORD)).body).toEqual({ awaits: 'enrolment' });
    expect((await person.get('/api/session')).status).toBe(401);
    const { totpId, secret } = (await person.post('/api/sign-in/totp')).body;
    const confirmed = await person.post(`/api/sign-in/totp/${totpId}/confirm`, { code: codeOf(secret) });
    expect(confirmed.body).toMatchObject({ awaits: null });
    expect((await person.get('/api/account')).body.factorRequired).toBe(true);
    expect((await person.post('/api/account/totp/end')).body.refused).toMatchObject({ code: 'factor-required' });
    await setPolicy({ secondFactor: '不要求' });
    expect((await person.post('/api/account/totp/end')).status).toBe(200);
  });

  test('is by default each of the three officers’', async () => {
    const before = (await (await office.as('程诚', office.stations)).get('/api/security')).body.policy;
    expect(before).toMatchObject({ secondFactor: '按职务', secondFactorPosts: ['系统管理员', '安全管理员', '审计员'] });
  });
});
