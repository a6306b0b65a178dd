import { AxeBuilder } from '@axe-core/playwright';
import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DESKTOP, PHONE, visit } from './browser.ts';
import { openStage, type BrowserStage } from './stage.ts';

let stage: BrowserStage;
let secret = '';
const FIRST = '初次登录密码-2026';
const OWN = '守规矩-办好事-2026';
beforeAll(async () => {
  stage = await openStage();
  const officer = await stage.as('何平');
  const made = await officer.request.post(`${stage.url}/api/people`, { headers: { 'x-guiju': '1', 'idempotency-key': 'employ-qianjin' }, data: { name: '钱进', loginName: 'qianjin', password: FIRST, joinedOn: '2026-01-01' } });
  expect(made.status()).toBe(200);
});
afterAll(() => stage.close());

async function byPassword(size: typeof DESKTOP | typeof PHONE, password: string): Promise<Page> {
  const page = await (await visit(stage.browser, size)).newPage();
  await page.goto(`${stage.url}/sign-in`);
  await page.getByLabel('单位', { exact: true }).fill('文旅局');
  await page.getByLabel('登录名', { exact: true }).fill('qianjin');
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: /^登\s*录$/ }).click();
  return page;
}

const codeNow = (ahead: number): string => new TOTP({ secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: 30 }).generate({ timestamp: Date.now() + ahead * 30_000 });

test('whoever signs in with a password somebody else has set gives himself a new one, then enrols a one-time code', async () => {
  const page = await byPassword(DESKTOP, FIRST);
  await page.getByRole('heading', { name: '设定新密码' }).waitFor();
  await page.getByLabel('新密码', { exact: true }).fill(OWN);
  await page.getByLabel('再填一次').fill(OWN);
  await page.getByRole('button', { name: '保存并登录' }).click();
  await page.getByRole('heading', { name: '待办' }).waitFor();
  await page.goto(`${stage.url}/account`);
  await page.getByRole('button', { name: '登记动态口令' }).click();
  secret = (await page.locator('.feed-path').innerText()).trim();
  await page.getByLabel('动态口令', { exact: true }).fill(codeNow(0));
  await page.getByRole('button', { name: /^启\s*用$/ }).click();
  await page.getByText('恢复码只显示这一次').waitFor();
  await page.getByRole('button', { name: '已妥善保管，继续' }).click();
  await page.getByText('还有10个没有用过。').waitFor();
});

test('on a phone the second step is asked for, and a code of it leads in', async () => {
  const page = await byPassword(PHONE, OWN);
  await page.getByRole('heading', { name: '双因素验证' }).waitFor();
  await page.getByLabel('动态口令或恢复码').fill(codeNow(1));
  await page.getByRole('button', { name: /^验\s*证$/ }).click();
  await page.getByRole('heading', { name: '待办' }).waitFor();
});

test('a passkey is registered by the browser’s own authenticator, and stands in the list', async () => {
  const page = await stage.as('韩梅');
  const client = await page.context().newCDPSession(page);
  await client.send('WebAuthn.enable');
  await client.send('WebAuthn.addVirtualAuthenticator', { options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true } });
  await page.goto(`${stage.url.replace('127.0.0.1', 'localhost')}/sign-in`);
  await page.getByRole('button', { name: /^韩梅/ }).click();
  await page.getByRole('heading', { name: '待办' }).waitFor();
  await page.goto(`${stage.url.replace('127.0.0.1', 'localhost')}/account`);
  await page.getByLabel('通行密钥名称').fill('办公电脑');
  await page.getByRole('button', { name: '登记通行密钥' }).click();
  await page.getByText('恢复码只显示这一次').waitFor();
  await page.getByRole('listitem').filter({ hasText: '办公电脑' }).waitFor();
});

test('the security officer sees accounts and sessions and changes a setting; the audit officer finds it in the log', async () => {
  const security = await stage.as('许强');
  await security.goto(`${stage.url}/security`);
  await security.getByRole('cell', { name: 'qianjin' }).waitFor();
  await security.getByRole('tab', { name: '登录与账号设置' }).click();
  await security.getByLabel('锁定几分钟').fill('20');
  await security.getByLabel('修改原因').fill('加长锁定时间');
  await security.getByRole('button', { name: /^保\s*存$/ }).click();
  await security.getByText(/许强：加长锁定时间/).waitFor();
  const audit = await stage.as('曾岚');
  await audit.goto(`${stage.url}/log`);
  await audit.getByLabel('事项', { exact: true }).click();
  await audit.keyboard.type('修改登录');
  await audit.locator('.ant-select-item-option').filter({ hasText: '修改登录与账号设置' }).click();
  await audit.getByRole('cell', { name: '修改登录与账号设置' }).first().waitFor();
  expect(await audit.locator('tbody tr.ant-table-row').count()).toBe(1);
  await audit.getByRole('link', { name: '打印封存记录' }).waitFor();
});

test('axe finds nothing serious on these pages, on desktop and phone', async () => {
  for (const size of [DESKTOP, PHONE]) {
    const page = await stage.as('许强', { size });
    for (const path of ['/account', '/security', '/log', '/sign-in']) {
      await page.goto(stage.url + path);
      await page.locator('h1').first().waitFor();
      await page.waitForLoadState('networkidle');
      const { violations } = await new AxeBuilder({ page }).analyze();
      const serious = violations.filter((one) => one.impact === 'serious' || one.impact === 'critical');
      expect(serious.map((one) => `${path} ${one.id}: ${one.nodes.map((node) => node.target.join(' ')).slice(0, 3).join('; ')}`)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), path).toBe(true);
    }
  }
});
