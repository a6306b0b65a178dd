import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { PAGES } from '../../src/build-pages.ts';
import { startPostgres } from '../../src/platform/db/embedded-postgres.ts';
import { migrate } from '../../src/platform/db/migrate.ts';
import { buildServer } from '../../src/platform/http/server.ts';
import { foundSamples } from '../../src/sample/found-samples.ts';
import { openWorld } from '../../src/world.ts';
import { DESKTOP, openBrowser, visit } from './browser.ts';

/** A stage whose clock is moved by the journey: for business that takes days. */
export interface ClockStage {
  readonly url: string;
  /** Moves the server's clock: `2026-09-18`, `09:30` in Asia/Shanghai. */
  at(day: string, time: string): void;
  /** A window of somebody of 示范县文化旅游广电体育局, signed in by choosing, at the time on the clock. */
  as(name: string, size?: { readonly width: number; readonly height: number }): Promise<Page>;
  /** What the browser complained of so far. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** Both sample offices as founded, without history, served with the built pages by this process. */
export async function openClockStage(): Promise<ClockStage> {
  const data = await mkdtemp(join(tmpdir(), 'guiju-days-'));
  await chmod(data, 0o755);
  const database = await startPostgres({ data, forgetful: true });
  await migrate(database.url);
  let now = new Date('2026-03-02T09:00:00+08:00');
  const open = await openWorld({ url: database.url, folder: data, clock: () => now });
  await foundSamples(open);
  const app = await buildServer(open.world, { limits: { requests: 1_000_000, signIns: 1_000_000 }, pages: PAGES, logger: false });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const browser = await openBrowser();
  const complaints: string[] = [];
  return {
    url,
    complaints,
    at: (day, time) => {
      now = new Date(`${day}T${time}:00+08:00`);
    },
    as: async (name, size = DESKTOP) => {
      const page = await (await visit(browser, size)).newPage();
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      await page.goto(`${url}/sign-in`);
      await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
      await page.getByRole('heading', { name: '待办' }).waitFor();
      return page;
    },
    close: async () => {
      await browser.close();
      await app.close();
      await open.close();
      await database.stop();
      await rm(data, { recursive: true, force: true });
    },
  };
}
