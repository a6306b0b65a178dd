import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, civilDate } from '../../src/rules/calendar/civil-date.ts';
import { DESKTOP, PHONE, choose, expectAccessible } from './browser.ts';
import { everyPage, READERS, TITLE } from './every-page.ts';
import { openStage, type BrowserStage } from './stage.ts';

let stage: BrowserStage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

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
  await drafter.getByLabel('成文日期').fill(today);
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
  await head.getByRole('heading', { name: '未了结的义务' }).waitFor();
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
  await drafter.getByRole('link', { name: TITLE }).first().click();
  await drafter.getByText(`示范县文化旅游广电体育局 · 文旅发〔2026〕3号 · ${today}成文`).first().waitFor();
  await expectAccessible(drafter);
  const [original] = await Promise.all([drafter.waitForEvent('download'), drafter.getByRole('link', { name: '下载制度原件（新版.pdf）' }).first().click()]);
  expect((await readFile(await original.path())).equals(PDF)).toBe(true);
});

test('the security officer has the heads of the log signed by SM2 as well, and the key to publish stands on the page', async () => {
  const officer = await stage.as('许强');
  await officer.goto(`${stage.url}/log`);
  const signing = officer.getByRole('region', { name: '封存签名' });
  await signing.getByText('未加用国密签名').waitFor();
  await signing.getByRole('button', { name: '加用国密签名' }).click();
  await officer.getByLabel('事由').fill('密评要求');
  await officer.getByRole('button', { name: /办\s*理/ }).click();
  await signing.getByText(/^B[A-Za-z0-9+/]{86}=$/).waitFor();
  await signing.getByRole('button', { name: '停用国密签名' }).waitFor();
  await expectAccessible(officer);
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

test.each([
  ['at a desk', DESKTOP],
  ['on the phone', PHONE],
])('the discipline leader looks at a leading cadre’s quarter, and takes out the head’s own (ETH-10a) %s', async (_, size) => {
  const page = await stage.as('赵敏', { size });
  await page.goto(`${stage.url}/control?tab=leaders`);
  await choose(page, '姓名', '李国栋');
  await page.getByRole('button', { name: /查\s*看/ }).click();
  await page.getByRole('heading', { name: '李国栋' }).waitFor();
  await expectAccessible(page);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '导出送县纪委（docx）' }).click()]);
  expect(download.suggestedFilename()).toContain('领导干部情况（李国栋）.docx');
  await page.getByLabel('姓名', { exact: true }).fill('王建华');
  await page
    .locator('.ant-select-item-option')
    .filter({ hasText: /^王建华/ })
    .first()
    .click();
  await page.getByRole('button', { name: /查\s*看/ }).click();
  await page.getByRole('heading', { name: '王建华' }).waitFor();
  expect(await page.getByRole('link', { name: '导出送县纪委（docx）' }).count()).toBe(0);
});

/** For several dozen pages, each looked at whole. */
const LONG = 600_000;

/** What went wrong on a page; what the rules say of a form is no trouble. */
const TROUBLE = 'main [role=alert]:not(aside [role=alert])';

/** A file of old payments, so that there is one to look at. */
async function stageImport(): Promise<void> {
  const accountant = await stage.as('周静');
  await accountant.goto(`${stage.url}/imports`);
  const lines = '凭证号,付款日期,事由,收款单位,支出类别,金额,付款方式\n旧1,2024-03-05,办公用纸,示范县华联文具店,办公用品,860.00,银行转账\n';
  await accountant.locator('input[type=file]').setInputFiles({ name: '旧支出.csv', mimeType: 'text/csv', buffer: Buffer.from(`\ufeff${lines}`) });
  await accountant.getByRole('heading', { name: /^导入〔\d+〕1号/ }).waitFor();
}

test('an old ledger is handed in', stageImport);

test.each([
  ['at a desk', DESKTOP],
  ['on the phone', PHONE],
])(
  'every page of the router is shown whole, has one heading and a name of its own, and hides nothing from anybody %s',
  async (_, size) => {
    const pages = await everyPage(stage);
    expect(pages.length).toBeGreaterThan(45);
    const windows = new Map<string, Page>();
    const titles = new Map<string, string>();
    for (const path of pages) {
      const reader = READERS[path] ?? '沈明';
      const page = windows.get(reader) ?? (await stage.as(reader, { size }));
      windows.set(reader, page);
      await page.goto(stage.url + path);
      await page.locator('h1').first().waitFor();
      await page.waitForLoadState('networkidle');
      await expectAccessible(page);
      expect({ path, headings: await page.locator('h1').count(), troubles: await page.locator(TROUBLE).allTextContents() }).toEqual({
        path,
        headings: 1,
        troubles: [],
      });
      const title = await page.title();
      const [address = ''] = path.split('?');
      expect({ path, title, first: titles.get(title) ?? address }).toEqual({ path, title: expect.stringMatching(/.+ - 规矩$/), first: address });
      titles.set(title, address);
    }
    for (const page of windows.values()) await page.context().close();
  },
  LONG,
);

/** Buttons that open a dialog, by page and reader. */
const DIALOGS: readonly (readonly [string, string, RegExp])[] = [
  ['何平', '/people', /^登记人员$/],
  ['何平', '/people', /^新设股室$/],
  ['许强', '/people', /^登记任职$/],
  ['沈明', '/people', /^委托代理$/],
  ['何平', '/people?tab=people', /^调整股室$/],
  ['何平', '/people?tab=people', /^重置密码$/],
  ['沈明', '/agenda', /^订阅到日历$/],
  ['周静', '/duties', /^办\s*结$/],
  ['周静', '/duties', /^移\s*交$/],
  ['冯涛', '/vehicles', /^派\s*车$/],
  ['何平', '/security', /^申请重置密码$/],
  ['王建华', '/matters/1', /^留\s*言$/],
];

test.each(DIALOGS)('%s opens on %s by key what %s stands on; Escape closes it, and the key is where it was', async (reader, path, name) => {
  const page = await stage.as(reader);
  await page.goto(stage.url + path);
  const button = page.locator('main').getByRole('button', { name }).and(page.locator(':not([aria-disabled=true])')).first();
  await button.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await expect.poll(() => page.evaluate(`document.querySelector('[role=dialog]')?.contains(document.activeElement) === true`)).toBe(true);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await expect.poll(() => button.evaluate((one) => one === one.ownerDocument.activeElement)).toBe(true);
  await page.context().close();
});

test('the first key leads past the menu', async () => {
  const page = await stage.as('沈明');
  await page.keyboard.press('Tab');
  expect(await page.locator(':focus').textContent()).toBe('跳到正文');
  await page.keyboard.press('Enter');
  expect(await page.evaluate('document.activeElement?.id')).toBe('content');
});

test('the address says what is shown of the log, in the words of the office', async () => {
  const auditor = await stage.as('曾岚');
  await auditor.goto(`${stage.url}/log?verb=submit`);
  await auditor
    .getByRole('cell', { name: /^事项 \d+$/ })
    .first()
    .waitFor();
  expect(new Set(await auditor.locator('tbody tr.ant-table-row td:nth-child(5)').allTextContents())).toEqual(new Set(['提交']));
  await choose(auditor, '对象', '本单位');
  await auditor.getByText('没有符合条件的留痕').waitFor();
  expect(new URL(auditor.url()).search).toBe('?verb=submit&subjectKind=office');
  await auditor.getByRole('button', { name: '清除条件' }).click();
  await auditor.getByRole('cell', { name: '页面 留痕' }).first().waitFor();
  expect(new URL(auditor.url()).search).toBe('');
  expect(await auditor.locator('tbody tr.ant-table-row td:nth-child(7)').allTextContents()).not.toContainEqual(expect.stringMatching(/^[a-z-]+ /));
});

test('pages call the three officers what the office calls them', async () => {
  const officer = await stage.as('许强');
  await officer.goto(`${stage.url}/security`);
  await officer.getByRole('tab', { name: '登录与账号设置' }).click();
  await choose(officer, '三员名称', '分级保护');
  await officer.getByLabel('改动事由').fill('涉密单位');
  await officer.getByRole('button', { name: /^改\s*定$/ }).click();
  await officer.getByRole('status').filter({ hasText: '已改定' }).waitFor();
  await officer.getByText('曾岚　安全审计员').waitFor();
  await officer.goto(`${stage.url}/people`);
  await officer.getByRole('cell', { name: '安全保密管理员', exact: true }).waitFor();
  const clerk = await stage.as('沈明');
  await clerk.goto(`${stage.url}/people?tab=people`);
  await clerk.getByRole('cell', { name: '安全审计员', exact: true }).waitFor();
  await clerk.getByRole('button', { name: '登记任职' }).hover();
  await clerk.getByRole('tooltip').getByText('任免职务由安全保密管理员登记。').waitFor();
  await clerk.goto(`${stage.url}/account`);
  await clerk.getByText('并告知安全保密管理员').waitFor();
});

test('nothing was complained of', () => {
  expect(stage.complaints.filter((one) => !one.includes('422') && !one.includes('401'))).toEqual([]);
});
