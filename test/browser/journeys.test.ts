import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { invoiceXml } from '../../src/sample/invoice.ts';
import { fen } from '../../src/rules/money.ts';
import { PHONE, actOn, choose } from './browser.ts';
import { openStage, type BrowserStage } from './stage.ts';

let stage: BrowserStage;
let folder: string;
beforeAll(async () => {
  stage = await openStage();
  folder = await mkdtemp(join(tmpdir(), 'guiju-invoices-'));
});
afterAll(() => stage.close());

const STATIONS = '示范县站所管理局';
const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

/** Fills in a request; the answer of the rules stands beside it before anything is submitted. */
async function request(page: Page, { purpose, amount }: { purpose: string; amount: string }): Promise<void> {
  await page.goto(`${stage.url}/start/spending-request`);
  await page.getByLabel('支出事由').fill(purpose);
  await choose(page, '支出类别', '印刷费');
  await page.getByLabel('收款单位（人）').fill('示范县文印商贸有限公司');
  await page.getByLabel('预计金额（元）').fill(amount);
  await choose(page, '拟付款方式', '公务卡');
  await page.getByLabel('拟支出日').fill(today());
  await page.getByText('符合制度，可以提交').waitFor();
}

const route = (page: Page) => page.getByLabel('制度判定').locator('.step strong').allTextContents();

async function submit(page: Page): Promise<string> {
  await page.getByRole('button', { name: /提\s*交/ }).click();
  await page.waitForURL(/\/matters\/\d+$/);
  return page.url();
}

async function sign(name: string, url: string, act: RegExp, more: { office?: string } = {}): Promise<Page> {
  const page = await stage.as(name, more);
  await actOn(page, url, act);
  return page;
}

/** 登记会议决定, on the page of its matter. */
async function recordDecision(page: Page, { minutes, present }: { minutes: string; present: readonly string[] }): Promise<void> {
  await page.getByRole('button', { name: '登记会议决定' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('会议记录编号').fill(minutes);
  for (const name of present) {
    await dialog.getByLabel('到会人员').fill(name);
    await page.locator('.ant-select-item-option').filter({ hasText: name }).first().click();
  }
  await dialog.getByRole('button', { name: /登\s*记$/ }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** What a button that may not be pressed says under the pointer. */
async function reasonAgainst(page: Page, act: RegExp): Promise<string> {
  const button = page.getByRole('region', { name: '办理' }).getByRole('button', { name: act }).first();
  expect(await button.getAttribute('aria-disabled')).toBe('true');
  await button.hover();
  return (await page.getByRole('tooltip').textContent()) ?? '';
}

/** Hands in an electronic invoice, which fills in the claim by itself. */
async function handIn(page: Page, { number, amount }: { number: string; amount: number }): Promise<void> {
  const file = join(folder, `${number}.xml`);
  await writeFile(
    file,
    invoiceXml({ number, date: today(), seller: '示范县文印商贸有限公司', buyer: '示范县文化旅游广电体育局', amount: fen(amount), item: '展板' }),
  );
  await page.locator('input[type=file]').first().setInputFiles(file);
  await page.getByLabel('票据号码').waitFor();
}

test('(a) 12 300 yuan: filed, agreed, spent, claimed, paid, registered, printed', async () => {
  const clerk = await stage.as('沈明');
  await request(clerk, { purpose: '文化站展板', amount: '12,300.00' });
  expect(await route(clerk)).toEqual(['分管财务领导', '局长']);
  expect(await clerk.getByText('壹万贰仟叁佰元整').count()).toBe(1);
  const url = await submit(clerk);
  await sign('王建华', url, /同\s*意/);
  await sign('李国栋', url, /批\s*准/);

  await clerk.goto(url);
  await clerk.getByRole('button', { name: '据此报销' }).click();
  await clerk.getByLabel('刷卡小票号').fill('POS12300');
  await clerk.getByLabel('支出日', { exact: true }).fill(today());
  await handIn(clerk, { number: '26530000000000012300', amount: 1_230_000 });
  await clerk.getByText('符合制度，可以提交').waitFor();
  expect(await route(clerk)).toEqual(['财务股', '纪检领导', '分管财务领导']);
  const claim = await submit(clerk);
  await sign('吴芳', claim, /确\s*认/);
  await sign('赵敏', claim, /审\s*核/);
  await sign('王建华', claim, /签\s*批/);

  const finance = await stage.as('周静');
  await finance.goto(claim);
  await finance.getByRole('button', { name: /付\s*款/ }).click();
  await finance.getByLabel('刷卡小票号或银行回单号').fill('POS12300');
  await finance.getByRole('button', { name: '登记付款' }).click();
  await finance.getByText('已办结').first().waitFor();
  await finance.goto(`${stage.url}/registers/voucher`);
  await finance.getByRole('cell', { name: '文化站展板' }).waitFor();
  expect(await finance.getByRole('row', { name: /文化站展板/ }).textContent()).toContain('12,300.00');
  const printed = await clerk.request.get(`${claim.replace('/matters/', '/api/matters/')}/print.pdf`);
  expect((await printed.body()).subarray(0, 5).toString()).toBe('%PDF-');
});

test('(b) exactly 20 000.00 waits for a resolution of the meeting', async () => {
  const clerk = await stage.as('韩梅');
  await request(clerk, { purpose: '旅游地图印制', amount: '20000' });
  expect(await route(clerk)).toEqual(['分管财务领导', '局务会']);
  await clerk.getByText('20000元整同时落在两档').first().waitFor();
  const url = await submit(clerk);
  await sign('王建华', url, /同\s*意/);
  const office = await stage.as('冯涛');
  await office.goto(url);
  await recordDecision(office, { minutes: '局务会纪要〔2026〕31号', present: ['李国栋', '王建华', '赵敏'] });
  await office.getByText('已批准').first().waitFor();
});

test('(c) the finance leader’s own slip goes to the head', async () => {
  const leader = await stage.as('王建华');
  await request(leader, { purpose: '下乡调研资料', amount: '1200' });
  expect(await route(leader)).toEqual(['局长']);
  await leader
    .getByText(/应当回避/)
    .first()
    .waitFor();
  const url = await submit(leader);
  expect(await reasonAgainst(leader, /^同\s*意/)).toContain('您是本事项的经办人，本人的事项由他人办理。');
  const head = await sign('李国栋', url, /^同\s*意/);
  await head.getByText('已批准').first().waitFor();
});

test('(d) the second office at 1 000.00: the meeting, then the finance leader', async () => {
  const clerk = await stage.as('余波', { office: STATIONS });
  await request(clerk, { purpose: '站牌更换', amount: '1000' });
  expect(await route(clerk)).toEqual(['局长办公会议', '分管财务领导']);
  await clerk.getByText('1000元整同时落在两档').first().waitFor();
  const url = await submit(clerk);
  const leader = await stage.as('宋文', { office: STATIONS });
  await leader.goto(url);
  expect(await reasonAgainst(leader, /决\s*定|签\s*批/)).toContain('局长办公会议');
  const office = await stage.as('曹军', { office: STATIONS });
  await office.goto(url);
  await recordDecision(office, { minutes: '局长办公会议纪要〔2026〕9号', present: ['马志远', '宋文', '唐敏'] });
  await actOn(leader, url, /签\s*批/);
  await leader.getByText('已批准').first().waitFor();
});

test('(e) a cash claim of 500.00 is refused with its clause', async () => {
  const clerk = await stage.as('沈明');
  await clerk.goto(`${stage.url}/start/claim`);
  await clerk.getByLabel('报销事由').fill('零星复印');
  await choose(clerk, '支出类别', '办公费');
  await clerk.getByLabel('收款单位（人）').fill('示范县文印商贸有限公司');
  await clerk.getByLabel('报销金额（元）').fill('500');
  await choose(clerk, '付款方式', '现金');
  await clerk.getByLabel('支出日', { exact: true }).fill(today());
  await handIn(clerk, { number: '26530000000000000500', amount: 50_000 });
  await clerk.getByText('单次消费满500元不得支付现金。').first().waitFor();
  await clerk.getByRole('button', { name: /提\s*交/ }).click();
  const alert = clerk.getByRole('alert').filter({ hasText: '不予办理' });
  expect(await alert.textContent()).toMatch(/《财务财物管理制度》第一条.*可以：.*该制度的上位依据：会计法、行政事业单位会计制度/);
  await alert.getByRole('link').first().click();
  await clerk.getByRole('heading', { name: '财务财物管理制度' }).waitFor();
});

test('(f) the same invoice a second time is refused', async () => {
  const clerk = await stage.as('沈明');
  await clerk.goto(`${stage.url}/start/claim`);
  await clerk.getByLabel('报销事由').fill('再报一次');
  await choose(clerk, '支出类别', '印刷费');
  await choose(clerk, '付款方式', '公务卡');
  await clerk.getByLabel('刷卡小票号').fill('POS12300');
  await handIn(clerk, { number: '26530000000000012300', amount: 1_230_000 });
  await clerk.getByText('所附票据已经报销过，同一张票据只能使用一次。').first().waitFor();
});

test('(g) a leader approves on the phone with one thumb', async () => {
  const clerk = await stage.as('杨帆');
  await request(clerk, { purpose: '赛事秩序册', amount: '860' });
  const url = await submit(clerk);
  const leader = await stage.as('王建华', { size: PHONE });
  await leader.getByRole('link', { name: '赛事秩序册' }).click();
  const bar = leader.getByRole('region', { name: '办理' });
  await bar.getByText('《财务财物管理制度》第二条').waitFor();
  const button = await bar
    .getByRole('button', { name: /同\s*意/ })
    .first()
    .boundingBox();
  expect(button?.y ?? 0).toBeGreaterThan(PHONE.height / 2);
  expect(button?.height ?? 0).toBeGreaterThanOrEqual(44);
  await bar
    .getByRole('button', { name: /同\s*意/ })
    .first()
    .click();
  await leader
    .getByRole('dialog')
    .getByRole('button', { name: /确\s*定/ })
    .click();
  await leader.getByText('已批准').first().waitFor();
  expect(url).toBe(leader.url());
});

test('income is entered on a form made from its schema, and stands in its register', async () => {
  const finance = await stage.as('周静');
  await finance.goto(`${stage.url}/deeds/record-income`);
  await finance.getByLabel('来源', { exact: true }).fill('县财政局追加拨款');
  await choose(finance, '资金来源', '财政拨款');
  await finance.getByLabel('金额', { exact: true }).fill('8,800');
  await finance.getByLabel('账号', { exact: true }).fill('6217000010001234567');
  await finance.getByLabel('到账日', { exact: true }).fill(today());
  await finance.getByRole('button', { name: /登\s*记$/ }).click();
  await finance.getByText(/已登记，编号收〔/).waitFor();
  await finance.goto(`${stage.url}/registers/income`);
  await finance.getByRole('cell', { name: '8,800.00' }).waitFor();
});

test('the log is verified on its page', async () => {
  const page = await stage.as('曾岚');
  await page.goto(`${stage.url}/log`);
  await page.getByRole('button', { name: '立即核验' }).click();
  await page.getByText(/未被改动，完整无缺/).waitFor();
});

test('nothing was complained of', () => {
  expect(stage.complaints.filter((one) => !one.includes('422') && !one.includes('401'))).toEqual([]);
});

test('a process told to stop in the middle of work answers what it has begun, loses nothing, and the other goes on', async () => {
  const [, leaving] = stage.processes;
  const clerk = await stage.as('沈明');
  const leader = await stage.as('王建华');
  const deed = (page: Page, url: string, body: unknown) =>
    page.request.post(url, { data: body, headers: { 'x-guiju': '1', 'idempotency-key': crypto.randomUUID() }, timeout: 20_000 }).then(
      (answer) => answer.json(),
      () => undefined,
    );
  const form = { purpose: '展板维护', category: '印刷费', payee: '示范县文印商贸有限公司', amount: 60_000, paymentMethod: '公务卡', plannedOn: today() };
  const matters = await Promise.all(
    Array.from({ length: 30 }, () =>
      deed(clerk, `${stage.url}/api/matters`, { kind: 'spending-request', form, linkedMatterId: null, files: [], submit: true }),
    ),
  );
  const answers = matters.map(({ matterId }) => deed(leader, `${leaving?.url}/api/matters/${matterId}/approve`, { version: 1, remark: null }));
  await Promise.race(answers);
  expect(await leaving?.stop()).toBe(0);
  const acknowledged = (await Promise.all(answers)).filter((answer) => answer?.state === 'approved').map((answer) => answer.matterId);
  expect(acknowledged.length).toBeGreaterThan(0);
  const states = await Promise.all(
    matters.map(({ matterId }) => clerk.request.get(`${stage.processes[0]?.url}/api/matters/${matterId}`).then((answer) => answer.json())),
  );
  const half = states.filter(({ state, route: steps }) => (state === 'approved') !== (steps[0].state === 'done'));
  expect(half).toEqual([]);
  expect(acknowledged.filter((id) => !states.some((one) => one.matterId === id && one.state === 'approved'))).toEqual([]);
});
