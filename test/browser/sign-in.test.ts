import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PHONE, expectAccessible } from './browser.ts';
import { openClockStage, type ClockStage } from './clock-stage.ts';

let stage: ClockStage;
beforeAll(async () => {
  stage = await openClockStage();
});
afterAll(() => stage.close());

const PASSWORD = '守规矩-办好事-2026';

/** What a phone shows at a time of 2026-03-02. */
function codeAt(secret: string, time: string): string {
  return new TOTP({ secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: 30 }).generate({
    timestamp: new Date(`2026-03-02T${time}:00+08:00`).getTime(),
  });
}

/** The page before anybody is signed in, at a name a browser makes keys for. */
async function signOut(page: Page): Promise<void> {
  await page.context().clearCookies();
  await page.goto(`${stage.url.replace('127.0.0.1', 'localhost')}/sign-in`);
}

async function enter(page: Page, password: string): Promise<void> {
  const form = page.getByRole('region', { name: '用密码登录' });
  await form.getByLabel('单位').fill('文旅局');
  await form.getByLabel('登录名').fill('qianjin');
  await form.getByLabel('密码').fill(password);
  await form.getByRole('button', { name: /登\s*录/ }).click();
}

const inside = (page: Page): Promise<void> => page.getByRole('heading', { name: '待办' }).waitFor();

test('from the first password to a second step with code, recovery code and passkey', async () => {
  await stage.at('2026-03-02', '09:00');
  const officer = await stage.as('何平');
  await officer.goto(`${stage.url}/people`);
  await officer.getByRole('button', { name: '登记人员' }).click();
  const dialog = officer.getByRole('dialog');
  await dialog.getByLabel('姓名').fill('钱进');
  await dialog.getByLabel('登录名').fill('qianjin');
  await dialog.getByLabel('初始密码').fill('初次登录密码-2026');
  await dialog.getByRole('button', { name: /登\s*记/ }).click();
  await dialog.waitFor({ state: 'hidden' });

  const page = await stage.as('沈明', { size: PHONE });
  await signOut(page);
  await expectAccessible(page);
  await enter(page, '初次登录密码-2026');
  await page.getByRole('heading', { name: '钱进，请设定自己的密码' }).waitFor();
  await expectAccessible(page);
  await page.getByLabel('新密码').fill('一二三');
  await page.getByLabel('再输一次').fill('一二三');
  await page.getByRole('button', { name: '设定并进入' }).click();
  await page.getByRole('alert').waitFor();
  await page.getByLabel('新密码').fill(PASSWORD);
  await page.getByLabel('再输一次').fill(PASSWORD);
  await page.getByRole('button', { name: '设定并进入' }).click();
  await inside(page);

  await page.goto(page.url().replace(/\/$/, '/account'));
  await page.getByRole('button', { name: '登记动态口令' }).click();
  const secret = (await page.locator('.ant-typography code').first().textContent()) ?? '';
  await page.getByLabel('应用显示的6位数字').fill(codeAt(secret, '09:00'));
  await page.getByRole('button', { name: '确认登记' }).click();
  await page.getByText('恢复码只显示这一次').waitFor();
  const [recovery = ''] = await page.locator('.recovery-codes code').allTextContents();
  await expectAccessible(page);
  await page.getByRole('button', { name: '已经保管好' }).click();

  await stage.at('2026-03-02', '09:10');
  await signOut(page);
  await enter(page, PASSWORD);
  await page.getByRole('heading', { name: '钱进，请完成第二步验证' }).waitFor();
  await page.getByLabel('6位动态口令').fill(codeAt(secret, '08:00'));
  await page.getByRole('button', { name: /继\s*续/ }).click();
  await page.getByRole('alert').waitFor();
  await page.getByLabel('6位动态口令').fill(codeAt(secret, '09:10'));
  await page.getByRole('button', { name: /继\s*续/ }).click();
  await inside(page);

  await signOut(page);
  await enter(page, PASSWORD);
  await page.getByLabel('6位动态口令').fill(recovery);
  await page.getByRole('button', { name: /继\s*续/ }).click();
  await inside(page);

  const devices = await page.context().newCDPSession(page);
  await devices.send('WebAuthn.enable');
  await devices.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true },
  });
  await page.goto(page.url().replace(/\/$/, '/account'));
  await page.getByLabel('通行密钥名称').fill('办公室电脑');
  await page.getByRole('button', { name: '登记通行密钥' }).click();
  await page.getByRole('listitem').filter({ hasText: '办公室电脑' }).waitFor();
  await signOut(page);
  await enter(page, PASSWORD);
  await page.getByRole('button', { name: '使用通行密钥' }).click();
  await inside(page);
});

test('the security officer sees accounts and sessions, changes a rule with its reason, and a reset waits for another officer', async () => {
  const officer = await stage.as('许强');
  await officer.goto(`${stage.url}/security`);
  const row = officer.getByRole('row').filter({ hasText: 'qianjin' });
  expect(await row.textContent()).toContain('动态口令、通行密钥1个');
  await expectAccessible(officer);
  await row.getByRole('button', { name: '重置双因素' }).click();
  await officer.getByRole('dialog').getByLabel('事由').fill('手机丢失');
  await officer
    .getByRole('dialog')
    .getByRole('button', { name: /办\s*理/ })
    .click();
  await officer.getByText('须由另一员确认', { exact: true }).waitFor();

  await officer.getByRole('tab', { name: '登录与账号设置' }).click();
  await officer.getByLabel('密码至少几位').fill('12');
  await officer.getByLabel('改动事由').fill('按等级保护要求');
  await officer.getByRole('button', { name: /改\s*定/ }).click();
  await officer.getByText('已改定，自下次登录起执行').waitFor();

  const auditor = await stage.as('曾岚');
  await auditor.goto(`${stage.url}/security`);
  await auditor.getByRole('button', { name: '确认重置' }).click();
  await auditor.getByText('没有待确认的重置').waitFor();
});

test('the browser complains of nothing but refused steps', () => {
  expect(stage.complaints.filter((one) => !/status of 4(01|22)/.test(one))).toEqual([]);
});
