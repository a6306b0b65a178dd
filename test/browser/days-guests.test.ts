import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fen } from '../../src/rules/money.ts';
import { invoiceXml } from '../../src/sample/invoice.ts';
import { PHONE, actOn } from './browser.ts';
import { openClockStage, type ClockStage } from './clock-stage.ts';
import { oldAccount } from '../old-account.ts';

let stage: ClockStage;
beforeAll(async () => {
  stage = await openClockStage();
});
afterAll(() => stage.close());

const LEADER = '高山';
const HEADS = ['方志', '傅诚', '葛亮'];
const CLERKS = ['顾盼', '关雎', '韩江', '贺兰', '洪波', '胡杨', '黄河'];
const CITY = '430702';
const COUNTY = '430724';

/** The option of the list that is open. */
const option = (page: Page, named: string) =>
  page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').filter({ hasText: new RegExp(`^${named}`) });

async function choose(page: Page, label: string, named: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).last().click();
  await option(page, named).click();
  await option(page, named).waitFor({ state: 'hidden' });
}

/** Looks people up by typing their names, as one does in a long list; picked again, they are taken off. */
async function pick(page: Page, label: string, names: readonly string[]): Promise<void> {
  const field = page.getByLabel(label, { exact: true }).last();
  for (const name of names) {
    await field.fill(name);
    await option(page, name).click();
  }
  await field.blur();
  await option(page, names.at(-1) ?? '').waitFor({ state: 'hidden' });
}

const judged = (page: Page) => page.getByLabel('制度判定');
const refused = (page: Page, sentence: string) => judged(page).getByRole('alert').getByText(sentence).waitFor();
const route = (page: Page) => judged(page).locator('.step strong').allTextContents();

/** One line of the reckoning, cell by cell. */
async function line(page: Page, named: string): Promise<readonly string[]> {
  const row = judged(page).getByRole('row', { name: named });
  // An objection that names the same meal goes away once its reason is gone.
  await expect.poll(() => row.count(), { timeout: 30_000 }).toBe(1);
  return row.getByRole('cell').allTextContents();
}

async function submit(page: Page): Promise<string> {
  await judged(page).getByText('符合制度，可以提交').waitFor();
  await page.getByRole('button', { name: /提\s*交/ }).click();
  await page.waitForURL(/\/matters\/\d+$/);
  return page.url();
}

async function sign(name: string, url: string, act: RegExp): Promise<Page> {
  const page = await stage.as(name);
  await actOn(page, url, act);
  return page;
}

/** What the office entered long before. */
async function verb(page: Page, name: string, data: object): Promise<void> {
  const answer = await page.request.post(`${stage.url}/api/verbs/${name}`, { data, headers: { 'x-guiju': '1', 'idempotency-key': crypto.randomUUID() } });
  expect(answer.status(), await answer.text()).toBe(200);
}

async function idOf(page: Page, name: string): Promise<number> {
  const people = (await (await page.request.get(`${stage.url}/api/people`)).json()) as readonly { readonly personId: number; readonly name: string }[];
  return people.find((one) => one.name === name)?.personId ?? 0;
}

const scan = (name: string) => ({ name, mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF') });

/** Hands a file in under its own button. */
async function attach(page: Page, evidence: string, file: ReturnType<typeof scan>): Promise<void> {
  const row = page
    .locator('.file-row, .ant-form-item')
    .filter({ has: page.getByRole('button', { name: `上传${evidence}` }) })
    .last();
  await row.locator('input[type=file]').setInputFiles(file);
  await row.locator('.file').waitFor();
}

/** Money on the account, as an office has it before anybody files anything. */
async function fund(): Promise<void> {
  await stage.at('2026-01-05', '09:00');
  const finance = await stage.as('周静');
  await verb(finance, 'register-account', oldAccount('6217000000000000001'));
  await verb(finance, 'record-income', {
    source: '财政拨款',
    funding: '财政拨款',
    amount: 50_000_000,
    account: '6217000000000000001',
    receivedOn: '2026-01-05',
  });
}

async function registerLetter(page: Page): Promise<string> {
  await page.goto(`${stage.url}/deeds`);
  await page.getByRole('link', { name: '来函登记' }).click();
  await page.getByLabel('来函单位').fill('常德市文旅广体局');
  await page.getByLabel('文号').fill('常文旅函〔2026〕7号');
  await page.getByLabel('公务活动项目').fill('文旅市场调研');
  await page.getByLabel('起始日').fill('2026-03-10');
  await page.getByLabel('终止日').fill('2026-03-11');
  for (const name of [LEADER, ...HEADS, ...CLERKS]) {
    await page.getByLabel('函列人员（姓名）').fill(name);
    await page.keyboard.press('Enter');
  }
  await page.keyboard.press('Escape');
  await attach(page, '函件原件', scan('公函.pdf'));
  await page.getByRole('button', { name: /登\s*记$/ }).click();
  const told = await page.getByText(/已登记，编号/).textContent();
  return told?.replace('已登记，编号', '') ?? '';
}

/** Rank, post and place of each guest whom the letter named. */
async function fillGuests(page: Page): Promise<void> {
  const ranks = ['厅局级', ...HEADS.map(() => '处级'), ...CLERKS.map(() => '科级及以下')];
  for (const [at, rank] of ranks.entries()) {
    const nth = `第${at + 1}位来客`;
    await page.getByLabel(`${nth}职务`).fill(rank === '科级及以下' ? '科员' : '负责人');
    if (rank !== '科级及以下') await choose(page, `${nth}级别`, rank);
  }
  await page.getByLabel('第1位来客所在地区划代码').fill(CITY);
  await page.getByLabel('第1位来客所在地区划代码').blur();
  expect(await page.getByLabel('第11位来客所在地区划代码').inputValue()).toBe(CITY);
}

async function addMeal(page: Page, { sort, at, amount }: { readonly sort: string; readonly at: string; readonly amount: string }): Promise<void> {
  await page.getByRole('button', { name: '增加一餐' }).click();
  await choose(page, '餐别', sort);
  await page.getByLabel('用餐时刻').last().fill(at);
  await page.getByLabel('用餐地点').last().fill('机关食堂');
  await page.getByLabel('预计餐费（元）').last().fill(amount);
}

test('eleven guests of mixed rank: letter, plan, claim, list, payment', async () => {
  await fund();
  await stage.at('2026-03-06', '09:00');
  const letter = await registerLetter(await stage.as('蒋雪'));

  const clerk = await stage.as('沈明');
  await clerk.goto(`${stage.url}/start/reception`);
  await choose(clerk, '来函登记号', letter);
  expect(await clerk.getByLabel('公务活动项目').inputValue()).toBe('文旅市场调研');
  await clerk.getByLabel('接待事由').fill('市局来县调研文旅市场');
  await clerk.getByLabel('开始时间').fill('2026-03-10T09:00');
  await clerk.getByLabel('结束时间').fill('2026-03-11T12:00');
  await clerk.getByLabel('接待地点').fill('县文化馆');
  await fillGuests(clerk);
  await clerk.getByText('每餐100.00元；每晚420.00元（单间）').waitFor();

  // One above ten guests: a third of eleven, rounded down; each eats at his own standard.
  await addMeal(clerk, { sort: '午餐', at: '12:00', amount: '880' });
  await pick(clerk, '陪餐人员', ['李国栋', '冯涛', '沈明']);
  await judged(clerk).getByText('午餐陪餐最多3人，已安排3人').waitFor();
  expect(await line(clerk, '来客11人、陪餐3人')).toEqual(['2026-03-10', '午餐（机关食堂）来客11人、陪餐3人', '880.00', '880.00', '880.00', '0.00']);
  await pick(clerk, '陪餐人员', ['蒋雪']);
  await refused(clerk, '陪餐人数超过规定。');
  await pick(clerk, '陪餐人员', ['蒋雪']);

  // The last one is of the county: he is named, and the table is smaller by his share.
  await clerk.getByLabel('第11位来客所在地区划代码').fill(COUNTY);
  await judged(clerk).getByText('不安排用餐：黄河').waitFor();
  await refused(clerk, '用餐安排超过每人每餐的标准。');
  expect(await line(clerk, '来客10人、陪餐3人')).toEqual(['2026-03-10', '午餐（机关食堂）来客10人、陪餐3人', '880.00', '820.00', '820.00', '60.00']);
  await clerk.getByLabel('预计餐费（元）').fill('820');
  await addMeal(clerk, { sort: '晚餐', at: '18:30', amount: '820' });
  await judged(clerk).getByText('晚餐陪餐最多3人，已安排3人').waitFor();
  expect(await route(clerk)).toEqual(['办公室', '分管机关领导', '分管财务领导', '局长']);
  const plan = await submit(clerk);
  await sign('蒋雪', plan, /审\s*核/);
  await sign('陈立', plan, /同\s*意/);
  await sign('王建华', plan, /同\s*意/);
  await sign('李国栋', plan, /批\s*准/);

  await stage.at('2026-03-12', '10:00');
  const claimant = await stage.as('沈明');
  const claim = await claimReception(claimant, plan);
  await sign('吴芳', claim, /确\s*认/);
  await sign('赵敏', claim, /审\s*核/);
  await sign('王建华', claim, /签\s*批/);

  const cashier = await stage.as('周静');
  await cashier.goto(claim);
  await cashier.getByText('来客名单').waitFor();
  expect(await cashier.getByRole('row', { name: /常德市文旅广体局 (高山|方志|黄河)/ }).count()).toBe(3);
  await cashier.getByRole('button', { name: /付\s*款/ }).click();
  await cashier.getByLabel('公务卡').check();
  await cashier.getByLabel('刷卡小票号或银行回单号').fill('POS-1');
  await cashier.getByRole('button', { name: '登记付款' }).click();
  await cashier.getByText('已办结').first().waitFor();
  await cashier.goto(`${stage.url}/registers/reception`);
  const entry = cashier.getByRole('row', { name: /文旅市场调研/ });
  await entry.waitFor();
  for (const told of ['接待〔2026〕1号', '重要接待', '常德市文旅广体局', '11', '1,640.00', '1,980.00', '340.00'])
    expect(await entry.textContent()).toContain(told);
});

/** The list as it was: at dinner 120 yuan more than the limit, and cigarettes. */
async function claimReception(page: Page, plan: string): Promise<string> {
  await page.goto(plan);
  await page.getByRole('button', { name: '据此报销' }).click();
  await page.getByLabel('金额（元）').nth(1).fill('940');
  await page.getByRole('button', { name: '增加一项' }).nth(1).click();
  await page.getByLabel('品名（第2项）').fill('芙蓉王两包');
  await page.getByLabel('金额（元）').nth(2).fill('220');
  for (const slip of [0, 1])
    await page
      .getByLabel('刷卡小票号或银行回单号')
      .nth(slip)
      .fill(`POS-${slip + 1}`);
  await attach(page, '发票', {
    name: '发票.xml',
    mimeType: 'application/xml',
    buffer: Buffer.from(
      invoiceXml({
        number: '26530000000000198000',
        date: '2026-03-10',
        seller: '示范县机关食堂',
        buyer: '示范县文化旅游广电体育局',
        amount: fen(198_000),
        item: '餐饮服务',
      }),
    ),
  });
  await page.getByLabel('票据号码').waitFor();
  await attach(page, '菜单', scan('菜单.pdf'));
  await attach(page, '刷卡小票', scan('小票.pdf'));
  await page.getByLabel('声明：本报销不含应由个人负担的费用').check();
  expect(await line(page, '晚餐（机关食堂）')).toEqual(['2026-03-10', '晚餐（机关食堂）来客10人、陪餐3人', '940.00', '820.00', '820.00', '120.00']);
  expect(await line(page, '芙蓉王两包')).toEqual(['2026-03-10', '芙蓉王两包（香烟）', '220.00', '0.00', '0.00', '220.00']);
  expect(await judged(page).locator('tbody').filter({ hasText: '芙蓉王两包' }).getByRole('link').textContent()).toBe('《公务接待管理制度》第三条');
  expect(await page.getByLabel('收款单位（人）').inputValue()).toBe('示范县机关食堂');
  return submit(page);
}

async function askForLeave(page: Page): Promise<string> {
  await page.goto(`${stage.url}/start/annual-leave`);
  await page.getByLabel('开始', { exact: true }).fill('2026-06-16');
  await page.getByLabel('结束', { exact: true }).fill('2026-06-18');
  await page.getByRole('radiogroup', { name: '结束时段' }).getByText('上午').click();
  await page.getByLabel('事由').fill('家中有事');
  await pick(page, '代理人', ['陈立']);
  expect(await line(page, '本次请假')).toEqual(['本次请假', '2.5天']);
  expect(await route(page)).toEqual(['局长', '办公室']);
  return submit(page);
}

async function request(page: Page, purpose: string): Promise<string> {
  await page.goto(`${stage.url}/start/spending-request`);
  await page.getByLabel('支出事由').fill(purpose);
  await choose(page, '支出类别', '印刷费');
  await page.getByLabel('收款单位（人）').fill('示范县文印商贸有限公司');
  await page.getByLabel('预计金额（元）').fill('12,300.00');
  await choose(page, '拟付款方式', '公务卡');
  await page.getByLabel('拟支出日').fill('2026-06-20');
  return submit(page);
}

/** A button of the module on the matter, with its own small form. */
async function carryOut(page: Page, title: RegExp): Promise<void> {
  await page.getByRole('region', { name: '办理' }).getByRole('button', { name: title }).click();
}

const steps = (page: Page) =>
  page
    .locator('.card')
    .filter({ has: page.getByRole('heading', { name: '路径' }) })
    .locator('.step');

test('the leader who must approve is on leave for 2.5 days: another signs in his place until he reports back', async () => {
  await stage.at('2026-06-15', '09:00');
  const personnel = await stage.as('彭涛');
  await verb(personnel, 'record-service', { personId: await idOf(personnel, '王建华'), firstWorkingDay: '1998-07-01', basis: '人事档案' });
  const leave = await askForLeave(await stage.as('王建华'));
  await sign('李国栋', leave, /同\s*意|批\s*准/);
  const registrar = await stage.as('冯涛');
  await registrar.goto(leave);
  await carryOut(registrar, /^登记备案$/);
  await registrar.getByRole('dialog').getByRole('button', { name: '登记备案' }).click();
  await registrar.getByRole('dialog').waitFor({ state: 'hidden' });

  await stage.at('2026-06-16', '10:00');
  const clerk = await stage.as('沈明');
  await request(clerk, '文化站展板');
  await steps(clerk).first().getByText('王建华、陈立（代王建华）').waitFor();
  const cover = await stage.as('陈立', { size: PHONE });
  await cover.getByRole('link', { name: '文化站展板' }).click();
  const bar = cover.getByRole('region', { name: '办理' });
  await bar
    .getByRole('button', { name: /同\s*意/ })
    .first()
    .waitFor();
  expect(await cover.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
  await cover.getByText(/陈立 2026-06-16/).waitFor();
  await cover.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  const [last, buttons] = [await cover.getByText(/陈立 2026-06-16/).boundingBox(), await bar.boundingBox()];
  expect((last?.y ?? 0) + (last?.height ?? 0)).toBeLessThan(buttons?.y ?? 0); // nothing is hidden beneath the buttons
  await bar
    .getByRole('button', { name: /同\s*意/ })
    .first()
    .click();
  await cover
    .getByRole('dialog')
    .getByRole('button', { name: /确\s*定/ })
    .click();
  await cover.getByRole('dialog').waitFor({ state: 'hidden' });
  await steps(cover).first().getByText('陈立（代王建华）').waitFor();
  await cover.getByText(/陈立（代王建华），分管财务领导/).waitFor();

  await stage.at('2026-06-17', '08:10');
  const leader = await stage.as('王建华');
  await leader.goto(leave);
  await carryOut(leader, /^销\s*假$/);
  await leader.getByLabel('返岗日期').fill('2026-06-17');
  await leader
    .getByRole('dialog')
    .getByRole('button', { name: /^销\s*假$/ })
    .click();
  await leader.getByRole('dialog').waitFor({ state: 'hidden' });
  const again = await stage.as('沈明');
  await request(again, '文化站横幅');
  expect(await steps(again).first().locator('.who').textContent()).toBe('王建华');
});

test('nothing was complained of', () => {
  expect(stage.complaints.filter((one) => !one.includes('422') && !one.includes('401'))).toEqual([]);
});
