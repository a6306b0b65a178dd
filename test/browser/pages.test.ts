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
  await drafter
    .locator('input[type=file][accept=".yaml,.yml"]')
    .setInputFiles({ name: '新版.yaml', mimeType: 'text/yaml', buffer: Buffer.from(next.replace('[6000元, 20000元)', '[6000元, 19000元)')) });
  await expect.poll(() => rules.inputValue()).toContain('19000元');
  await drafter.getByRole('button', { name: '体检并提交' }).click();
  await drafter
    .getByRole('alert')
    .getByText(/^第\d+行/)
    .waitFor();
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
  await head
    .getByText(/路径：分管财务领导同意、局长批准 → 分管财务领导同意/)
    .first()
    .waitFor();
  const changed = head.locator('.compare').filter({ hasText: 'FIN-02i' }).first();
  expect(await changed.textContent()).toMatch(/原文.*新版/);
  await expectAccessible(head);
  await head.getByRole('button', { name: /发\s*布/ }).click();
  await head.getByText('已发布').waitFor();
  await drafter.goto(`${stage.url}/regulations`);
  await drafter
    .locator('li')
    .filter({ hasText: `${SOON}起施行` })
    .first()
    .waitFor();
  await drafter.getByText(`${SOON}废止`).waitFor();
});

test('a figure of the dashboard leads to the lines it is the sum of', async () => {
  const leader = await stage.as('王建华');
  await leader.goto(`${stage.url}/overview`);
  const funds = leader.getByRole('row', { name: /^公务接待/ });
  const sum = (await funds.getByRole('cell').nth(1).textContent()) ?? '';
  expect(await leader.getByRole('row', { name: /^合计/ }).getByRole('cell').count()).toBe(3);
  await funds.getByRole('link').click();
  await leader.getByRole('heading', { name: '支出台账' }).waitFor();
  await leader.getByRole('cell', { name: '公务接待' }).first().waitFor();
  const sorts = await leader.locator('tbody tr.ant-table-row td:nth-child(6)').allTextContents();
  expect([...new Set(sorts)]).toEqual(['公务接待']);
  const amounts = await leader.locator('tbody tr.ant-table-row td:nth-child(7)').allTextContents();
  expect(amounts.reduce((all, one) => all + Math.round(Number(one.replaceAll(',', '')) * 100), 0)).toBe(Math.round(Number(sum.replaceAll(',', '')) * 100));
});

test('a section’s account and an earmarked fund are named on the form, and are not overdrawn', async () => {
  const clerk = await stage.as('余波', { office: '示范县站所管理局' });
  await clerk.goto(`${stage.url}/start/claim`);
  await clerk.getByLabel('报销事由').fill('检测试剂');
  await choose(clerk, '支出类别', '办公费');
  await clerk.getByLabel('收款单位（人）').fill('示范县文印商贸有限公司');
  await clerk.getByLabel('报销金额（元）').fill('99,999,999');
  await choose(clerk, '付款方式', '银行转账');
  await clerk.getByLabel('支出日', { exact: true }).fill(today);
  const told = clerk.getByLabel('制度判定');
  await told.getByText('目前还不能受理').waitFor();
  const short = told.getByText('该站所室或专项账户余额不足。').first();
  expect(await short.count()).toBe(0);
  await choose(clerk, '列支站所室', '河东所');
  await short.waitFor();
});

test.each([
  ['at a desk', DESKTOP],
  ['on the phone', PHONE],
])('one box finds matters, clauses and people; a record of accounts is opened in its register, %s', async (_, size) => {
  const leader = await stage.as('王建华', { size });
  await leader.goto(stage.url);
  await leader.getByRole('link', { name: '搜索' }).click();
  const box = leader.getByLabel('要查找的内容');
  await box.fill('文');
  await box.press('Enter');
  await leader.getByText('请至少填写2个字。').waitFor();
  await box.fill('乡村阅读点');
  await box.press('Enter');
  await leader.getByRole('heading', { name: '事项（1件）' }).waitFor();
  await leader.getByRole('region', { name: '会计记录' }).getByRole('link', { name: '按事由' }).waitFor();
  await leader.getByRole('link', { name: '乡村阅读点展架' }).click();
  await leader.waitForURL(/\/matters\/\d+$/);
  await leader.goBack();
  await leader.getByLabel('要查找的内容').fill('沈明');
  await leader.getByRole('button', { name: /搜\s*索/ }).click();
  await leader.getByRole('region', { name: '人员' }).getByRole('link', { name: '沈明' }).waitFor();
  await leader.goto(`${stage.url}/search?q=局务会`);
  await leader.getByRole('region', { name: '条款' }).getByRole('link').first().click();
  await leader.waitForURL(/\/regulations\//);
  await leader.context().close();
});

/** For several dozen pages, each looked at whole. */
const LONG = 600_000;

/** Who opens which pages. */
const OPENED = {
  曾岚: [
    '/',
    '/start',
    '/mine',
    '/start/spending-request',
    '/registers/voucher',
    '/regulations',
    '/people',
    '/deeds',
    '/deeds/register-asset',
    '/duties',
    '/log',
    '/overview',
    '/security',
    '/inspection-packs',
    '/matters/1',
  ],
  沈明: [
    '/',
    '/start',
    '/start/claim',
    '/start/official-trip',
    '/start/vehicle-request',
    '/start/annual-leave',
    '/mine',
    '/agenda',
    '/vehicles',
    '/notices',
    '/account',
    '/matters/1',
  ],
  王建华: [
    '/',
    '/search?q=展板',
    '/search?q=局务会',
    '/overview',
    '/reports',
    '/control',
    '/resolutions',
    '/registers',
    '/registers/voucher',
    `/regulations/${TITLE}`,
    '/matters/1',
  ],
} as const;

test.each([
  ['at a desk', DESKTOP],
  ['on the phone', PHONE],
])(
  'axe finds nothing serious on the pages people use %s',
  async (_, size) => {
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
  },
  LONG,
);

test('nothing was complained of', () => {
  expect(stage.complaints.filter((one) => !one.includes('422') && !one.includes('401'))).toEqual([]);
});
