import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DESKTOP, PHONE, choose, expectAccessible, visit } from './browser.ts';
import { openPair, startEmpty } from './processes.ts';
import { openWindows, type Windows } from './windows.ts';

interface EmptyStage {
  /** Of the proxy. */
  readonly url: string;
  /** As printed, at the address of the proxy. */
  readonly setupLink: string;
  readonly windows: Windows;
  readonly close: () => Promise<void>;
}

/** Two processes over one PostgreSQL without an office, behind a proxy that takes turns. */
async function openEmptyStage(): Promise<EmptyStage> {
  const {
    url,
    processes: [first],
    close,
  } = await openPair({ forgetful: true, start: async (on) => [await startEmpty(on), await startEmpty(on)] });
  const windows = await openWindows(url);
  return {
    url,
    setupLink: `${url}${first?.setupLink.pathname}${first?.setupLink.search}`,
    windows,
    close: async () => {
      await windows.close();
      await close();
    },
  };
}

let stage: EmptyStage;
beforeEach(async () => {
  stage = await openEmptyStage();
});
afterEach(() => stage.close());

const open = async (size: { readonly width: number; readonly height: number }): Promise<Page> => (await visit(stage.windows.browser, size)).newPage();
const FIRST = '初次登录密码-2026';
const PASSWORD = '规矩办事-不走样-2026';

test('the printed link founds an office once; its officers sign in by their passwords and see what is theirs', async () => {
  const page = await open(PHONE);
  await page.goto(stage.setupLink);
  await page.getByRole('heading', { name: '建立本单位' }).waitFor();
  await expectAccessible(page);
  await page.getByLabel('单位简称').fill('样板局');
  await page.getByLabel('单位全称').fill('样板县文化旅游局');
  await choose(page, '从哪一套制度开始', '示范县文化旅游广电体育局');
  await page.getByLabel('股室（用顿号分开）').fill('办公室、财务股、艺术股');
  for (const [title, name, loginName] of [
    ['系统管理员', '何平', 'heping'],
    ['安全管理员', '许强', 'xuqiang'],
    ['审计员', '曾岚', 'zenglan'],
  ] as const) {
    const officer = page.getByRole('group', { name: title });
    await officer.getByLabel('姓名').fill(name);
    await officer.getByLabel('登录名').fill(loginName);
    await officer.getByLabel('初始密码').fill(FIRST);
  }
  await page.getByRole('button', { name: /建\s*立$/ }).click();
  await page.waitForURL(/\/sign-in$/);

  const desk = await open(DESKTOP);
  await desk.goto(`${stage.url}/sign-in`);
  const form = desk.getByRole('region', { name: '用密码登录' });
  await form.getByLabel('单位').fill('样板局');
  await form.getByLabel('登录名').fill('heping');
  await form.getByLabel('密码').fill(FIRST);
  await form.getByRole('button', { name: /登\s*录/ }).click();
  // An officer takes a second factor first, then a password nobody else knows.
  await desk.getByRole('button', { name: '登记动态口令' }).click();
  const secret = (await desk.locator('.ant-typography code').first().textContent()) ?? '';
  await expectAccessible(desk);
  await desk.getByLabel('应用显示的6位数字').fill(new TOTP({ secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: 30 }).generate());
  await desk.getByRole('button', { name: '确认登记' }).click();
  await desk.getByRole('button', { name: '已经保管好' }).click();
  await desk.getByLabel('新密码').fill(PASSWORD);
  await desk.getByLabel('再输一次').fill(PASSWORD);
  await desk.getByRole('button', { name: '设定并进入' }).click();
  await desk.getByRole('heading', { name: '待办' }).waitFor();
  await desk.getByText('样板县文化旅游局').waitFor();
  expect(await desk.getByText('示范数据').count()).toBe(0);
  const departments = (await (await desk.request.get(`${stage.url}/api/departments`)).json()) as readonly { readonly name: string }[];
  expect(departments.map((one) => one.name).toSorted()).toEqual(['办公室', '财务股', '艺术股'].toSorted());
  await desk.goto(`${stage.url}/regulations`);
  await desk.getByRole('link', { name: '财务财物管理制度' }).waitFor();

  await page.goto(stage.setupLink);
  await page.getByText('设置链接无效、已用过或已过期').waitFor();
});

test('the printed link loads the sample offices, and their people sign in by choosing', async () => {
  const page = await open(DESKTOP);
  await page.goto(stage.setupLink);
  await expectAccessible(page);
  await page.getByRole('button', { name: '载入示范单位' }).click();
  await page.waitForURL(/\/sign-in$/, { timeout: 180_000 });
  const leader = await stage.windows.as('王建华');
  await leader.getByText('示范数据').waitFor();
  const elsewhere = await stage.windows.as('余波', { office: '示范县站所管理局' });
  await elsewhere.getByText('示范县站所管理局').waitFor();
});
