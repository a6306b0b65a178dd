import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import statics from '@fastify/static';
import swagger from '@fastify/swagger';
import fastify, { LogController } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { existsSync } from 'node:fs';
import { agendaRoutes } from '../agenda/routes.ts';
import { LARGEST_FILE } from '../files/accept.ts';
import { fileRoutes } from '../files/routes.ts';
import { logRoutes } from '../log/routes.ts';
import { importRoutes } from '../imports/routes.ts';
import { inspectionPackRoutes } from '../inspection-pack/routes.ts';
import { matterRoutes } from '../matters/routes.ts';
import { noticeRoutes } from '../notices/routes.ts';
import { obligationRoutes } from '../obligations/routes.ts';
import { peopleRoutes } from '../people/routes.ts';
import { accountRoutes } from '../sign-in/account-routes.ts';
import { oidcRoutes } from '../sign-in/oidc-routes.ts';
import { securityRoutes } from '../sign-in/security-routes.ts';
import { sessionRoutes } from '../sign-in/session-routes.ts';
import { signInRoutes } from '../sign-in/sign-in-routes.ts';
import { registerRoutes } from '../registers/routes.ts';
import { regulationRoutes } from '../regulations/routes.ts';
import { reportRoutes } from '../reports/routes.ts';
import { searchRoutes } from '../search/routes.ts';
import { resolutionRoutes } from '../resolutions/routes.ts';
import type { World } from '../world.ts';
import { answerErrors } from './answer.ts';
import type { App } from './app.ts';
import { moduleRoutes } from './module-routes.ts';
import { OWN_PROXY } from './proxies.ts';
import { verbListRoute } from './verb-list.ts';

export interface ServerOptions {
  /** Requests a minute from one address: all, and attempts to sign in. */
  readonly limits: { readonly requests: number; readonly signIns: number };
  /** Folder of the built web pages; undefined for the interface alone. */
  readonly pages: string | undefined;
  readonly logger: boolean;
  /** Proxies to be trusted; one on this machine if not given. */
  readonly proxies?: readonly string[];
  /** First start and other routes of the entrance. */
  readonly more?: (app: App) => void;
}

const LARGEST_FORM = 1024 * 1024;

/** The whole server over one world. */
export async function buildServer(world: World, { limits, pages, logger, proxies = OWN_PROXY, more }: ServerOptions): Promise<App> {
  const app: App = fastify({
    logger: logger ? { level: 'warn' } : { level: 'error' },
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: LARGEST_FORM,
    trustProxy: [...proxies],
    routerOptions: { maxParamLength: 200 },
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  answerErrors(app, world);
  await app.register(cookie);
  await app.register(rateLimit, { max: limits.requests, timeWindow: '1 minute' });
  await app.register(multipart, { limits: { fileSize: LARGEST_FILE, files: 1, fields: 5 } });
  await app.register(helmet, {
    // Office networks often serve plain http: no upgrade, no HSTS. antd sets styles at run time; scripts come from here only.
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
      },
    },
    strictTransportSecurity: false,
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
  });
  await app.register(swagger, { openapi: { info: { title: '规矩 Guiju', version: '0.2.0' } }, transform: jsonSchemaTransform });
  await app.register(async (scope) => {
    const routes: App = scope.withTypeProvider<ZodTypeProvider>();
    sessionRoutes(routes, world, { limit: limits.signIns });
    signInRoutes(routes, world, { limit: limits.signIns });
    oidcRoutes(routes, world, { limit: limits.signIns });
    accountRoutes(routes, world, { limit: limits.signIns });
    securityRoutes(routes, world);
    matterRoutes(routes, world);
    peopleRoutes(routes, world);
    fileRoutes(routes, world);
    obligationRoutes(routes, world);
    regulationRoutes(routes, world);
    noticeRoutes(routes, world);
    agendaRoutes(routes, world);
    searchRoutes(routes, world);
    logRoutes(routes, world);
    verbListRoute(routes, world);
    await scope.register(async (inner) => businessRoutes(inner.withTypeProvider<ZodTypeProvider>(), world));
    more?.(routes);
    routes.get('/api/openapi.json', { schema: { hide: true } }, () => app.swagger());
    routes.get('/api/health', async () => {
      await world.pool.query('select 1');
      return { ok: true };
    });
  });
  if (pages !== undefined && existsSync(pages)) await servePages(app, pages);
  return app;
}

/** What is business throughout; a route that is not says `config: { business: false }`. */
function businessRoutes(routes: App, world: World): void {
  routes.addHook('onRoute', (route) => {
    route.config = { business: true, ...route.config };
  });
  registerRoutes(routes, world);
  reportRoutes(routes, world);
  resolutionRoutes(routes, world);
  inspectionPackRoutes(routes, world);
  importRoutes(routes, world);
  moduleRoutes(routes, world);
}

/** Built files by their hashed names for ever; every other address is the application. */
async function servePages(app: App, pages: string): Promise<void> {
  await app.register(statics, { root: pages, serve: false });
  app.get('/*', { schema: { hide: true } }, (request, reply) => {
    const path = decodeURIComponent(request.url.split('?')[0] ?? '');
    if (path.startsWith('/api/')) return reply.callNotFound();
    if (path.startsWith('/assets/')) return reply.sendFile(path, { immutable: true, maxAge: '1y' });
    return reply.header('cache-control', 'no-cache').sendFile('index.html', { maxAge: 0 });
  });
}
