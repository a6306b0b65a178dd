import '@fastify/cookie';
import { createHash, randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Credential } from '../act/actor.ts';
import { Failure } from '../act/failure.ts';

const COOKIE = 'guiju';

/** A session as the browser keeps it: `<office>.<token>`. Only the token's hash is stored. */
export function newToken(): { readonly token: string; readonly tokenHash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, tokenHash: hashOf(token) };
}

export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

export function setSessionCookie(request: FastifyRequest, reply: FastifyReply, session: { readonly officeId: number; readonly token: string }): void {
  void reply.setCookie(COOKIE, `${session.officeId}.${session.token}`, { path: '/', httpOnly: true, sameSite: 'strict', secure: request.protocol === 'https' });
}

export function clearSessionCookie(reply: FastifyReply): void {
  void reply.clearCookie(COOKIE, { path: '/' });
}

type SessionCredential = Extract<Credential, { readonly kind: 'session' }>;
type PendingCredential = Extract<Credential, { readonly kind: 'pending' }>;

/** The credential of a request. @throws Failure('not-signed-in') without a well-formed cookie. */
export function credentialOf(request: FastifyRequest): SessionCredential {
  return {
    kind: 'session',
    ...cookieOf(request),
    path: decodeURI(request.url.replace(/\?.*$/, '')),
    ...(request.routeOptions.config.business === true && { business: true }),
  };
}

/** The same for somebody whose sign-in is not complete: good for its next steps only. @throws Failure('not-signed-in') */
export function pendingOf(request: FastifyRequest): PendingCredential {
  return { kind: 'pending', ...cookieOf(request) };
}

/** The office of whoever asks, before it is known who; undefined without a well-formed cookie. */
export function officeOf(request: FastifyRequest): number | undefined {
  const [, office] = writtenIn(request);
  return office === undefined ? undefined : Number(office);
}

function writtenIn(request: FastifyRequest): readonly string[] {
  return /^(\d{1,9})\.([\w-]{43})$/.exec(request.cookies[COOKIE] ?? '') ?? [];
}

function cookieOf(request: FastifyRequest): { readonly officeId: number; readonly tokenHash: Buffer } {
  const [, office, token] = writtenIn(request);
  if (office === undefined || token === undefined) throw new Failure('not-signed-in', '您尚未登录，或登录已超时。', ['重新登录后再办理，已填写的内容不会丢失']);
  return { officeId: Number(office), tokenHash: hashOf(token) };
}

/**
 * A page of another site cannot send our header, nor this cookie. @throws Failure('bad-input')
 */
export function requireOwnPage(request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site'];
  const origin = request.headers.origin;
  const foreign = (site !== undefined && site !== 'same-origin' && site !== 'none') || (origin !== undefined && new URL(origin).host !== request.headers.host);
  if (foreign || request.headers['x-guiju'] !== '1') throw new Failure('bad-input', '请求不是从本系统页面发出的，没有办理。', ['从本系统页面重新操作']);
}

/** The site as the person's browser sees it; passkeys and the directory hold on to it. The header of its own page agrees with it. */
export function siteOf(request: FastifyRequest): { readonly rpId: string; readonly origin: string } {
  return { rpId: request.hostname, origin: `${request.protocol}://${request.host}` };
}

/** The person's own key of a deed. @throws Failure('bad-input') */
export function keyOf(request: FastifyRequest): string {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !/^[\w-]{8,64}$/.test(key)) throw new Failure('bad-input', '请求缺少编号（idempotency-key），没有办理。', ['刷新页面后重试']);
  return key;
}
