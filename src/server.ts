import { mkdirSync } from 'node:fs';
import { buildPages, PAGES } from './build-pages.ts';
import { openDatabase } from './platform/db/open-database.ts';
import { headDelivery } from './platform/log/deliver-heads.ts';
import { startClockwork } from './platform/jobs/clockwork.ts';
import type { App } from './platform/http/app.ts';
import { buildServer } from './platform/http/server.ts';
import { loadSamples } from './sample/load-samples.ts';
import { makeSetupLink, setupRoutes } from './setup-routes.ts';
import { openWorld } from './world.ts';

export interface ServeOptions {
  /** Folder of everything that is kept: database, files, keys. */
  readonly data: string;
  /** A PostgreSQL to use instead of our own. */
  readonly databaseUrl: string | undefined;
  readonly host: string;
  readonly port: number;
  readonly proxies: readonly string[];
  /** Load the sample offices if there is no office yet. */
  readonly sample: boolean;
}

export interface Running {
  readonly url: string;
  /** Printed once, for whoever sets the office up; undefined if there is an office. */
  readonly setupLink: string | undefined;
  readonly stop: () => Promise<void>;
}

/** Starts everything: database, schema, rules, server. */
export async function serve({ data, databaseUrl, host, port, proxies, sample }: ServeOptions): Promise<Running> {
  mkdirSync(data, { recursive: true });
  await buildPages();
  const database = await openDatabase({ data, given: databaseUrl });
  const open = await openWorld({ url: database.url, folder: data });
  const token = await makeSetupLink(open);
  if (token !== undefined && sample) await loadSamples(open);
  const app = await buildServer(open.world, {
    limits: { requests: 1_200, signIns: 30 },
    pages: PAGES,
    logger: true,
    proxies,
    more: (routes) => setupRoutes(routes, open),
  });
  for (const officeId of open.rules.offices()) open.sealer.wake(officeId); // what a killed process left unsealed
  const onError = (error: unknown): void => console.error('定时工作出错：', error);
  const clockwork = await startClockwork(open.world, { url: database.url, offices: open.rules.offices, heads: headDelivery(process.env, onError), onError });
  const url = await app.listen({ host, port });
  return {
    url,
    setupLink: token === undefined || sample ? undefined : `${url}/setup?token=${token}`,
    stop: async () => {
      await finishRequests(app);
      await clockwork.stop();
      await open.close();
      await database.close();
    },
  };
}

/** Answers what has been asked, then ends: browsers keep their connections open long after the last answer. */
async function finishRequests(app: App): Promise<void> {
  const idle = setInterval(() => app.server.closeIdleConnections(), 50);
  await app.close();
  clearInterval(idle);
}
