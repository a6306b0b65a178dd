import type { Browser, Page } from 'playwright-core';
import { DESKTOP, openBrowser, visit } from './browser.ts';

/** The people of a stage before their screens. */
export interface Windows {
  readonly browser: Browser;
  /** A window of somebody of the sample offices – of 示范县文化旅游广电体育局 if none is named –, signed in by choosing. */
  as(name: string, more?: { readonly office?: string; readonly size?: { readonly width: number; readonly height: number } }): Promise<Page>;
  /** What the browser complained of so far. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** A browser before an address of the product. */
export async function openWindows(url: string): Promise<Windows> {
  const browser = await openBrowser();
  const complaints: string[] = [];
  return {
    browser,
    complaints,
    as: async (name, { office, size = DESKTOP } = {}) => {
      const page = await (await visit(browser, size)).newPage();
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      await page.goto(`${url}/sign-in`);
      if (office !== undefined) await page.getByText(office, { exact: true }).click();
      await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
      await page.getByRole('heading', { name: '待办' }).waitFor();
      return page;
    },
    close: () => browser.close(),
  };
}
