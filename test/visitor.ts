import { randomUUID } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { Answer, TestOffice } from './office.ts';

/** A browser before the sign-in page: it keeps the cookies it is given. */
export interface Visitor {
  get(path: string): Promise<Answer>;
  post(path: string, body?: unknown): Promise<Answer>;
  /** By login name and password, to 文旅局. */
  signIn(loginName: string, password: string): Promise<Answer>;
}

export const SITE = { host: 'guiju.test', origin: 'http://guiju.test', rpId: 'guiju.test' } as const;

export function visitor({ app }: Pick<TestOffice, 'app'>): Visitor {
  const cookies = new Map<string, string>();
  const send = async (method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await app.inject({
      method,
      url: encodeURI(path),
      headers: {
        'x-guiju': '1',
        host: SITE.host,
        'idempotency-key': randomUUID(),
        ...(cookie !== '' && { cookie }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { payload: JSON.stringify(body) }),
    });
    for (const { name, value } of answer.cookies)
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    const json = String(answer.headers['content-type'] ?? '').startsWith('application/json');
    return { status: answer.statusCode, body: json ? answer.json() : answer.rawPayload };
  };
  return {
    get: (path) => send('GET', path),
    post: (path, body) => send('POST', path, body ?? {}),
    signIn: (loginName, password) => send('POST', '/api/session', { office: '文旅局', loginName, password }),
  };
}

/** Enrols a one-time code on the way in, as a first sign-in that must have a second factor asks; what was answered to the first code. */
export async function enrolOnTheWay(browser: Visitor, now: Date): Promise<Answer> {
  const { totpId, secret } = (await browser.post('/api/sign-in/totp')).body;
  const code = new TOTP({ secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: 30 }).generate({ timestamp: now.getTime() });
  return browser.post(`/api/sign-in/totp/${totpId}/confirm`, { code });
}

/** Employs somebody and lets him change the first password, so that the one given here is his own. */
export async function employWithPassword(
  office: TestOffice,
  { name, loginName, password }: { readonly name: string; readonly loginName: string; readonly password: string },
): Promise<number> {
  const officer = await office.as('何平');
  const made = await officer.post('/api/people', { name, loginName, password: '初次登录密码-2026', departmentId: null, rank: null, joinedOn: '2026-03-02' });
  const browser = visitor(office);
  await browser.signIn(loginName, '初次登录密码-2026');
  const changed = await browser.post('/api/sign-in/password', { password });
  if (changed.status !== 200) throw new Error(JSON.stringify(changed.body));
  return made.body.personId;
}
