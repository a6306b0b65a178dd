import { mkdtemp, rm, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startPostgres } from '../../src/platform/db/embedded-postgres.ts';
import { openBrowser, visit, DESKTOP } from './browser.ts';
import { startProcess, startProxy, type Process } from './processes.ts';

export interface BrowserStage {
  readonly browser: Browser;
  /** Of the proxy. */
  readonly url: string;
  readonly processes: readonly Process[];
  /** A window of somebody of the sample offices, signed in by choosing. */
  as(name: string, more?: { readonly office?: string; readonly size?: { readonly width: number; readonly height: number } }): Promise<Page>;
  /** What the browser complained of so far. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** The product as an office runs it at its largest – sample offices, two processes over one PostgreSQL behind a proxy that takes turns – and a browser before it. */
export async function openStage(): Promise<BrowserStage> {
  const data = await mkdtemp(join(tmpdir(), 'guiju-browser-'));
  await chmod(data, 0o755);
  const database = await startPostgres({ data });
  const one = await startProcess({ data, databaseUrl: database.url, sample: true });
  const other = await startProcess({ data, databaseUrl: database.url, sample: false });
  const proxy = await startProxy([one.url, other.url]);
  const browser = await openBrowser();
  const complaints: string[] = [];
  return {
    browser,
    url: proxy.url,
    processes: [one, other],
    complaints,
    as: async (name, { office, size = DESKTOP } = {}) => {
      const page = await (await visit(browser, size)).newPage();
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      await page.goto(`${proxy.url}/sign-in`);
      if (office !== undefined) await page.getByText(office, { exact: true }).click();
      await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
      await page.getByRole('heading', { name: '待办' }).waitFor();
      return page;
    },
    close: async () => {
      await browser.close();
      await proxy.close();
      await one.stop();
      await other.stop();
      await database.stop();
      await rm(data, { recursive: true, force: true });
    },
  };
}
