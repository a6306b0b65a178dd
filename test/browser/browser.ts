import { AxeBuilder } from '@axe-core/playwright';
import chromium from '@sparticuz/chromium';
import { existsSync, mkdirSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { chromium as playwright, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { expect } from 'vitest';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
];

/** A real Chromium: Debian's where it is installed, else the one that came with the packages. */
export async function openBrowser(): Promise<Browser> {
  const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));
  const executablePath = process.env['CHROMIUM'] ?? installed ?? (await unpackedChromium());
  return playwright.launch({ executablePath, headless: true, args: FLAGS });
}

/** The package unpacks its browser into the temporary folder, for its user alone: each user of a machine gets a folder of his own. */
async function unpackedChromium(): Promise<string> {
  const before = process.env['TMPDIR'];
  const own = join(tmpdir(), `guiju-chromium-${userInfo().uid}`);
  mkdirSync(own, { recursive: true, mode: 0o700 });
  process.env['TMPDIR'] = own;
  try {
    return await chromium.executablePath();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

export const DESKTOP = { width: 1440, height: 900 } as const;
export const PHONE = { width: 390, height: 844 } as const;

export function visit(browser: Browser, size: { readonly width: number; readonly height: number }): Promise<BrowserContext> {
  return browser.newContext({ viewport: size, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', deviceScaleFactor: 1, reducedMotion: 'reduce' });
}

/** On the page of a matter: one of the acts offered there, and its confirmation. */
export async function actOn(page: Page, url: string, act: RegExp): Promise<void> {
  await page.goto(url);
  await page.getByRole('region', { name: '办理' }).getByRole('button', { name: act }).first().click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /确\s*定/ })
    .click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
}

/** Picks from a list by the beginning of the option. */
export async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).click();
  await page
    .locator('.ant-select-item-option')
    .filter({ hasText: new RegExp(`^${option}`) })
    .first()
    .click();
}

/** Nothing serious for whoever sees, hears or types the page, and nothing wider than the screen. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter((one) => one.impact === 'serious' || one.impact === 'critical');
  const path = new URL(page.url()).pathname;
  expect(
    serious.map(
      (one) =>
        `${path} ${one.id}: ${one.nodes
          .map((node) => node.target.join(' '))
          .slice(0, 3)
          .join('; ')}`,
    ),
  ).toEqual([]);
  const overhang = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  expect({ path, overhang }).toEqual({ path, overhang: 0 });
}
