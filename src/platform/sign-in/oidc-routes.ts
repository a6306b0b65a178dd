import '@fastify/cookie';
import { z } from 'zod';
import { Failure } from '../act/failure.ts';
import type { App } from '../http/app.ts';
import { newToken, requireOwnPage, setSessionCookie, siteOf } from '../http/session.ts';
import type { World } from '../world.ts';
import type { OfficeSignIn, SignInProgress } from './contract.ts';
import { beginAtDirectory, directoryOf, returnFromDirectory } from './oidc.ts';

/** What the browser keeps while it is at the directory: sealed, and of no use to a script. */
const KEPT = 'guiju-directory';
const PATH = '/api/directory';

const office = z.string().trim().min(1, '请填写单位').max(60);
const returned = z.object({ query: z.string().max(4_000) });

/** /api/directory: signing in by the office's own directory (OpenID Connect). */
export function oidcRoutes(app: App, world: World, { limit }: { readonly limit: number }): void {
  const config = { rateLimit: { max: limit, timeWindow: '1 minute' } };
  app.get(PATH, { schema: { querystring: z.object({ office }) }, config }, async (request): Promise<OfficeSignIn> => ({
    directory: (await directoryOf(world, request.query.office))?.title ?? null,
  }));
  app.post(`${PATH}/start`, { schema: { body: z.object({ office }) }, config }, async (request, reply) => {
    requireOwnPage(request);
    const { url, kept } = await beginAtDirectory(world, { office: request.body.office, origin: siteOf(request).origin });
    void reply.setCookie(KEPT, kept, { path: PATH, httpOnly: true, sameSite: 'strict', secure: request.protocol === 'https', maxAge: 600 });
    return { url };
  });
  app.post(`${PATH}/return`, { schema: { body: returned }, config }, async (request, reply): Promise<SignInProgress> => {
    requireOwnPage(request);
    const kept = request.cookies[KEPT];
    if (kept === undefined) throw new Failure('not-signed-in', '这次登录不是从本浏览器发起的，或者已经过期。', ['重新从登录页开始']);
    const address = new URL(`${siteOf(request).origin}/sign-in/return`);
    address.search = request.body.query;
    void reply.clearCookie(KEPT, { path: PATH });
    const { token, tokenHash } = newToken();
    const { officeId, awaits } = await returnFromDirectory(world, { address, kept }, { tokenHash, client: request.headers['user-agent'] ?? '' });
    setSessionCookie(request, reply, { officeId, token });
    return { awaits };
  });
}
