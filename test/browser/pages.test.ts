import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, civilDate } from '../../src/rules/calendar/civil-date.ts';
import { DESKTOP, PHONE, choose, expectAccessible } from './browser.ts';
import { openStage, type BrowserStage } from './stage.ts';

let stage: BrowserStage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const TITLE = '财务财物管理制度';
const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF');
const today = civilDate(new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10));
const SOON = addDays(today, 30);

test('a new version is downloaded, rewritten, handed in, compared, weighed and published by a second person', async () => {
  const clerk = await stage.as('沈明');
  await clerk.goto(`${stage.url}/start/spending-request`);
  await clerk.getByLabel('支出事由').fill('乡村阅读点展架');
  await choose(clerk, '支出类别', '印刷费');
  await clerk.getByLabel('收款单位（人）').fill('示范县文印商贸有限公司');
  await clerk.getByLabel('预计金额（元）').fill('5500');
  await choose(clerk, '拟付款方式', '公务卡');
  await clerk.getByLabel('拟支出日').fill(today);
  await clerk.getByText('符合制度，可以提交').waitFor();
  await clerk.getByRole('button', { name: /提\s*交/ }).click();
  await clerk.waitForURL(/\/matters\/\d+$/);

  const drafter = await stage.as('冯涛');
  await drafter.goto(`${stage.url}/regulations`);
  await drafter.getByRole('link', { name: TITLE }).click();
  const [download] = await Promise.all([drafter.waitForEvent('download'), drafter.getByRole('link', { name: '下载规则文件' }).click()]);
  const inForce = await readFile(await download.path(), 'utf8');
  const next = inForce.replace('版本: 2024-01-01', `版本: ${SOON}`).replace('施行: 2024-01-01', `施行: ${SOON}`).replaceAll('[5000元, ', '[6000元, ');

  await drafter.goto(`${stage.url}/regulations`);
  await drafter.getByRole('link', { name: '提交新版' }).click();
  await drafter.getByLabel('发文机关').fill('示范县文化旅游广电体育局');
  await drafter.getByLabel('文号').fill('文旅发〔2026〕3号');
  await drafter.locator('.file-row input[type=file]').setInputFiles({ name: '新版.pdf', mimeType: 'application/pdf', buffer: PDF });
  await drafter.getByText('新版.pdf').waitFor();
  const rules = drafter.getByLabel('规则文件内容');
  await drafter.locator('input[type=file][accept=".yaml,.yml"]').setInputFiles({ name: '新版.yaml', mimeType: 'text/yaml', buffer: Buffer.from(next.replace('[6000元, 20000元)', '[6000元, 19000元)')) });
  await expect.poll(() => rules.inputValue()).toContain('19000元');
  await drafter.getByRole('button', { name: '体检并提交' }).click();
  await drafter.getByRole('alert').getByText(/^第\d+行/).waitFor();
  await rules.fill(next);
  await drafter.getByRole('button', { name: '体检并提交' }).click();
  await drafter.waitForURL(/\/regulations\/drafts\/\d+$/);
  await drafter.getByRole('heading', { name: '逐条对照' }).waitFor();
  const publish = drafter.getByRole('button', { name: /发\s*布/ });
  await publish.hover();
  expect(await drafter.getByRole('tooltip').textContent()).toContain('制度由局长发布或退回。');

  const head = await stage.as('李国栋');
  await head.goto(drafter.url());
  await head.getByRole('link', { name: /乡村阅读点展架/ }).waitFor();
  await head.getByText(/路径：分管财务领导同意、局长批准 → 分管财务领导同意/).first().waitFor();
  const changed = head.locator('.compare').filter({ hasText: 'FIN-02i' }).first();
  expect(await changed.textContent()).toMatch(/原文.*新版/);
  await expectAccessible(head);
  await head.getByRole('button', { name: /发\s*布/ }).click();
  await head.getByText('已发布').waitFor();
  await drafter.goto(`${stage.url}/regulations`);
  await drafter.locator('li').filter({ hasText: `${SOON}起施行` }).first().waitFor();
  await drafter.getByText(`${SOON}废止`).waitFor();
});

/** Who opens which pages. */
const OPENED = {
  曾岚: ['/', '/start', '/mine', '/start/spending-request', '/registers/voucher', '/regulations', '/people', '/deeds', '/deeds/register-asset', '/duties', '/log', '/overview', '/security', '/inspection-packs', '/matters/1'],
  沈明: ['/', '/start', '/start/claim', '/start/official-trip', '/start/vehicle-request', '/start/annual-leave', '/mine', '/agenda', '/vehicles', '/notices', '/account', '/matters/1'],
  王建华: ['/', '/overview', '/reports', '/control', '/resolutions', '/registers', '/registers/claim', `/regulations/${TITLE}`, '/matters/1'],
} as const;

test.each([['at a desk', DESKTOP], ['on the phone', PHONE]])('axe finds nothing serious on the pages people use %s', async (_, size) => {
  for (const [name, paths] of Object.entries(OPENED)) {
    const page = await stage.as(name, { size });
    for (const path of paths) {
      await page.goto(stage.url + path);
      await page.locator('h1').first().waitFor();
      await page.waitForLoadState('networkidle');
      await expectAccessible(page);
    }
    await page.context().close();
  }
});

test('nothing was complained of', () => {
  expect(stage.complaints.filter((one) => !one.includes('422') && !one.includes('401'))).toEqual([]);
});
