import { mkdtemp, rm, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { serve, type Running } from '../../src/server.ts';
import { openBrowser, visit, DESKTOP } from './browser.ts';

export interface BrowserStage {
  readonly browser: Browser;
  readonly url: string;
  /** A window of somebody of the sample offices, signed in by choosing. */
  as(name: string, more?: { readonly office?: string; readonly size?: { readonly width: number; readonly height: number } }): Promise<Page>;
  /** What the browser complained of so far. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** The product as a new user starts it – sample offices, own database, built pages – and a browser before it. */
export async function openStage(): Promise<BrowserStage> {
  const data = await mkdtemp(join(tmpdir(), 'guiju-browser-'));
  await chmod(data, 0o755);
  const running: Running = await serve({ data, databaseUrl: undefined, host: '127.0.0.1', port: 0, sample: true });
  const browser = await openBrowser();
  const complaints: string[] = [];
  return {
    browser,
    url: running.url,
    complaints,
    as: async (name, { office, size = DESKTOP } = {}) => {
      const page = await (await visit(browser, size)).newPage();
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      await page.goto(`${running.url}/sign-in`);
      if (office !== undefined) await page.getByText(office, { exact: true }).click();
      await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
      await page.getByRole('heading', { name: '待办' }).waitFor();
      return page;
    },
    close: async () => {
      await browser.close();
      await running.stop();
      await rm(data, { recursive: true, force: true });
    },
  };
}
