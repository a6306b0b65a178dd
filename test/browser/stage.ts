import { mkdtemp, rm, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../../src/platform/db/embedded-postgres.ts';
import { startProcess, startProxy, type Process } from './processes.ts';
import { openWindows, type Windows } from './windows.ts';

export interface BrowserStage extends Windows {
  /** Of the proxy. */
  readonly url: string;
  readonly processes: readonly Process[];
}

/** The product as an office runs it at its largest – sample offices, two processes over one PostgreSQL behind a proxy that takes turns – and a browser before it. */
export async function openStage(): Promise<BrowserStage> {
  const data = await mkdtemp(join(tmpdir(), 'guiju-browser-'));
  await chmod(data, 0o755);
  const database = await startPostgres({ data });
  const one = await startProcess({ data, databaseUrl: database.url, sample: true });
  const other = await startProcess({ data, databaseUrl: database.url, sample: false });
  const proxy = await startProxy([one.url, other.url]);
  const windows = await openWindows(proxy.url);
  return {
    ...windows,
    url: proxy.url,
    processes: [one, other],
    close: async () => {
      await windows.close();
      await proxy.close();
      await one.stop();
      await other.stop();
      await database.stop();
      await rm(data, { recursive: true, force: true });
    },
  };
}
