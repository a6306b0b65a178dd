import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PHONE, actOn } from './browser.ts';
import { openClockStage, type ClockStage } from './clock-stage.ts';

let stage: ClockStage;
beforeAll(async () => {
  stage = await openClockStage();
});
afterAll(() => stage.close());

const CAR = '示A00001';
const OTHER = '示A00002';
/** For a journey of many windows. */
const LONG = 240_000;
const PDF = Buffer.from('%PDF-1.4\n%附件\n%%EOF');

const group = (within: Page | Locator, name: string): Locator => within.getByRole('group', { name, exact: true });
const route = (page: Page) => page.getByLabel('制度判定').locator('.step strong').allTextContents();

/** Fills fields by their labels: a choice is picked from its list, whatever else is typed. */
async function fill(within: Page | Locator, fields: Readonly<Record<string, string | readonly string[]>>): Promise<void> {
  for (const [label, given] of Object.entries(fields)) {
    const field = within.getByLabel(label, { exact: true });
    if ((await field.getAttribute('role')) === 'combobox') await pick(field, typeof given === 'string' ? [given] : given);
    else await field.fill(String(given));
  }
}

/** Picks from a list; what is picked stands in the field afterwards. */
async function pick(field: Locator, options: readonly string[]): Promise<void> {
  const select = field.locator('xpath=ancestor::div[contains(concat(" ", @class, " "), " ant-select ")]');
  for (const option of options) {
    await field.click();
    if (await field.isEditable()) await field.fill(option);
    await field
      .page()
      .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option')
      .filter({ hasText: new RegExp(`^${option}`) })
      .first()
      .click();
    await select.getByText(option).first().waitFor();
  }
  await field.blur();
}

async function attach(page: Page, evidence: string): Promise<void> {
  await page
    .locator('.file-row')
    .filter({ hasText: `上传${evidence}` })
    .locator('input[type=file]')
    .setInputFiles({ name: `${evidence}.pdf`, mimeType: 'application/pdf', buffer: PDF });
  await page.getByText(`${evidence}.pdf`).waitFor();
}

async function submit(page: Page): Promise<string> {
  await page.getByText('符合制度，可以提交').waitFor();
  await page.getByRole('button', { name: /^提\s*交$/ }).click();
  await page.waitForURL(/\/matters\/\d+$/);
  return page.url();
}

async function sign(name: string, url: string, act: RegExp, size?: typeof PHONE): Promise<void> {
  const page = await stage.as(name, { ...(size !== undefined && { size }) });
  await actOn(page, url, act);
  if (size !== undefined) expect(await widthOf(page)).toBeLessThanOrEqual(size.width);
  await page.context().close();
}

const widthOf = (page: Page): Promise<number> => page.evaluate('document.documentElement.scrollWidth');

/** Fills in one of the registrations and waits for its receipt. */
async function enter(page: Page, verb: string, fields: Readonly<Record<string, string | readonly string[]>>, tick?: string): Promise<void> {
  await page.goto(`${stage.url}/deeds/${verb}`);
  await page.getByText(/^由.*办理$/).waitFor();
  await fill(page, fields);
  if (tick !== undefined) await page.getByLabel(tick).check();
  await page.getByRole('button', { name: /^登\s*记$/ }).click();
  await page.getByText(/^已登记/).waitFor();
}

async function registerCar(page: Page, plate: string, driver: string, model: string): Promise<void> {
  const until = '2027-12-31';
  await enter(page, 'register-vehicle', {
    车牌号: plate,
    品牌型号: model,
    车辆类型: '轿车',
    核定座位数: '5',
    行驶证号: `行${plate}`,
    准驾车型: 'C1',
    专职驾驶员: driver,
    指定停放位置: '机关院内车库',
    里程表读数: '45000',
    年检有效期至: until,
    交强险有效期至: until,
    商业险有效期至: until,
    下次保养日期: until,
    下次保养里程: '60000',
  });
  await enter(page, 'record-licence', { 驾驶人: driver, 准驾车型: 'C1', 驾驶证号: `证${driver}`, 有效期至: '2030-01-01' });
}

/** Asks for a car as far as the choice of it. */
async function askForCar(page: Page, fields: Readonly<Record<string, string | readonly string[]>>): Promise<void> {
  await page.goto(`${stage.url}/vehicles`);
  await page.getByRole('link', { name: '用车申请' }).click();
  await fill(page, fields);
}

/** 办公室 sends out what waits under a title. */
async function dispatch(title: string, plate: string): Promise<void> {
  const page = await stage.as('冯涛');
  await page.goto(`${stage.url}/vehicles`);
  await page
    .locator('li')
    .filter({ hasText: title })
    .getByRole('button', { name: /派\s*车/ })
    .click();
  const dialog = page.getByRole('dialog');
  await fill(dialog, { 车辆: plate });
  await dialog.getByRole('button', { name: /派\s*车/ }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.context().close();
}

test('the office registers two cars and their drivers on the pages', async () => {
  await stage.at('2026-09-14', '09:00');
  const office = await stage.as('冯涛');
  await registerCar(office, CAR, '鲁强', '大众帕萨特');
  await registerCar(office, OTHER, '杨帆', '大众朗逸');
  await office.goto(`${stage.url}/vehicles`);
  for (const plate of [CAR, OTHER]) await office.getByRole('heading', { name: plate }).waitFor();
});

/** The trip the three tests below are about, once it is asked for. */
let trip = '';

test('before a three-day trip across a make-up workday: the request with its document, the consents, the filed sheet', async () => {
  await stage.at('2026-09-16', '09:00');
  const traveller = await stage.as('沈明');
  await traveller.goto(`${stage.url}/start/official-trip`);
  await fill(traveller, { 出差事由: '参加全省文旅工作会议', 出发时间: '2026-09-18T08:00', 返回时间: '2026-09-20T18:00' });
  await fill(group(traveller, '出差依据'), {
    种类: '会议通知',
    '发文（邀请）单位': '省文化和旅游厅',
    文号: '湘文旅会〔2026〕31号',
    文件日期: '2026-09-10',
    所载地点: '长沙',
    所载起始日: '2026-09-18',
    所载终止日: '2026-09-20',
  });
  await traveller.getByRole('button', { name: '增加一个目的地' }).click();
  await fill(traveller, { 到达日期: '2026-09-18', 省份: '湖南', '城市（县）': '长沙市', 拟乘交通工具: ['公务用车', '高铁动车'] });
  await traveller.getByRole('button', { name: '增加一项' }).click();
  await fill(traveller, { 项目: '食宿交通', '金额（元）': '1,800.00', 须在市级以上区域就餐的特殊情况: '会议不安排用餐' });
  await traveller.getByText('目前还不能受理').waitFor();
  await attach(traveller, '出差依据');
  await traveller.getByText('符合制度，可以提交').waitFor();
  expect(await route(traveller)).toEqual(['分管领导', '分管财务领导', '局长']);
  trip = await submit(traveller);
  for (const leader of ['孙丽', '王建华', '李国栋']) await sign(leader, trip, /同\s*意/);

  await traveller.reload();
  await traveller.getByRole('button', { name: '填写出差审批单' }).click();
  const sheet = await submit(traveller);
  await sign('冯涛', sheet, /签\s*批/);
  await sign('孙丽', sheet, /签\s*批/);
  await sign('蒋雪', sheet, /确\s*认/);
  await traveller.reload();
  await traveller.getByText('差备〔2026〕1号').waitFor();
});

test('on its first day an official car is asked for, sent out, taken out and brought back', async () => {
  await stage.at('2026-09-17', '09:00');
  const traveller = await stage.as('沈明');
  await askForCar(traveller, {
    用车类别: '出差',
    用车事由: '参加全省文旅工作会议',
    乘车人: ['孙丽', '沈明'],
    目的地和路线: '县城—长沙',
    出车时间: '2026-09-18T08:00',
    预计返回时间: '2026-09-18T16:00',
  });
  await traveller.getByRole('radio', { name: new RegExp(CAR) }).check();
  const asked = await submit(traveller);
  await sign('蒋雪', asked, /同\s*意|确\s*认|审\s*核/);
  await dispatch('出差：县城—长沙', CAR);
  await stage.at('2026-09-18', '08:05');
  const driver = await stage.as('鲁强');
  await driver.goto(`${stage.url}/vehicles`);
  await driver.getByText('派车〔2026〕1号').waitFor();
  await enter(
    driver,
    'take-out-vehicle',
    { 车牌号: CAR, 派车通知: '派车〔2026〕1号', 出车时间: '2026-09-18T08:00', 出车里程: '45000', 出车检查: ['轮胎', '制动', '灯光', '机油'] },
    '本人未饮酒、未疲劳',
  );
  await driver.context().close();
  await stage.at('2026-09-18', '15:45');
  const returned = await stage.as('鲁强');
  await enter(returned, 'bring-back-vehicle', { 车牌号: CAR, 收车时间: '2026-09-18T15:40', 收车里程: '45380', 往返路线里程: '380', 停放处所: '单位车库' });
  await returned.goto(`${stage.url}/vehicles`);
  await returned.locator('section').filter({ hasText: CAR }).getByText('45380公里').waitFor();
});

test(
  'after it: the claim tells receipt by receipt what the office pays, is signed, paid, registered and printed',
  async () => {
    await stage.at('2026-09-21', '10:00');
    const traveller = await stage.as('沈明');
    await traveller.goto(trip);
    await traveller.getByRole('button', { name: '据此报销' }).click();
    await handInReceipts(traveller);
    const told = traveller.getByLabel('制度判定');
    const undeclared = told.getByText('提示：用车日程上有出差期间的公务用车，报销单没有申报');
    await undeclared.waitFor();
    await group(traveller, '2026-09-20').getByText('周日（调休上班）').waitFor();
    await group(traveller, '2026-09-18').getByLabel('当天乘坐公务用车').check();
    await undeclared.waitFor({ state: 'detached' });
    for (const [on, item, paid, personal, why] of EXPECTED) {
      const line = await told.locator('tbody').filter({ hasText: on }).filter({ hasText: item }).textContent();
      expect(line).toContain(`${paid}${personal}`);
      if (why !== '') expect(line).toMatch(why);
    }
    expect(await told.locator('tfoot').textContent()).toBe('合计1,278.001,043.00235.00');
    expect(await route(traveller)).toEqual(['财务股', '纪检领导', '分管财务领导']);
    const claim = await submit(traveller);
    await sign('吴芳', claim, /确\s*认/);
    await sign('赵敏', claim, /审\s*核/);
    await sign('王建华', claim, /签\s*批/, PHONE);
    await pay(claim);
    await traveller.goto(`${stage.url}/registers/trip-claim`);
    const row = await traveller.getByRole('row', { name: /参加全省文旅工作会议/ }).textContent();
    for (const cell of ['沈明', '2026-09-18', '1,278.00', '1,043.00', '235.00', '已结清']) expect(row).toContain(cell);
    const printed = await traveller.request.get(`${claim.replace('/matters/', '/api/matters/')}/print.pdf`);
    expect((await printed.body()).subarray(0, 5).toString()).toBe('%PDF-');
  },
  LONG,
);

/** Day, item, what the office pays, what he bears, and why. */
const EXPECTED = [
  ['2026-09-20', '城市间交通', '165.00', '0.00', ''],
  ['2026-09-18', '住宿', '300.00', '0.00', ''],
  ['2026-09-19', '住宿', '330.00', '30.00', /《公务出差管理制度》/],
  ['2026-09-18', '就餐', '100.00', '30.00', /《公务出差管理制度》/],
  ['2026-09-19', '就餐', '0.00', '60.00', /《公务出差管理制度》/],
  ['2026-09-20', '就餐', '68.00', '0.00', ''],
  ['2026-09-18', '市内交通', '0.00', '50.00', /《公务出差管理制度》/],
  ['2026-09-19', '市内交通', '0.00', '50.00', /《公务出差管理制度》/],
  ['2026-09-20', '市内交通', '80.00', '15.00', /《公务出差管理制度》/],
] as const;

/** Finance has money on its account and pays. */
async function pay(claim: string): Promise<void> {
  const finance = await stage.as('周静');
  const account = '6217000000000000001';
  await enter(finance, 'register-account', { 账号: account, 开户行: '示范县农村信用社' });
  await enter(finance, 'record-income', { 来源: '县财政局拨款', 资金来源: '财政拨款', 金额: '50,000', 账号: account, 到账日: '2026-09-21' });
  await finance.goto(claim);
  await finance.getByRole('button', { name: /^付\s*款$/ }).click();
  await finance.getByLabel('银行转账').check();
  await finance.getByLabel('刷卡小票号或银行回单号').fill('HD0921');
  await finance.getByRole('button', { name: '登记付款' }).click();
  await finance.getByText('已办结').first().waitFor();
}

async function handInReceipts(page: Page): Promise<void> {
  await page.getByRole('button', { name: '增加一程' }).click();
  await fill(group(page, '城市间交通'), {
    乘坐时间: '2026-09-20T15:30',
    区间: '长沙—常德',
    等级: '高铁二等座',
    '票价（元）': '165',
    票号: '26432000000090000001',
    交易号: 'C20260920',
  });
  const lodging = group(page, '住宿');
  await page.getByRole('button', { name: '增加一张住宿发票' }).click();
  await fill(lodging, { '酒店（开票单位）': '湘江宾馆', 发票号码: '26432000000090000002', 开票日期: '2026-09-20', 第1晚: '2026-09-18', '房费（元）': '300' });
  await lodging.getByRole('button', { name: '增加一晚' }).click();
  await lodging.getByLabel('房费（元）').last().fill('360');
  await fill(lodging, { POS小票号: 'POS20260920', '小票金额（元）': '660', 公务卡交易号: 'C20260919' });
  const meals = [
    ['2026-09-18', '130'],
    ['2026-09-19', '60'],
    ['2026-09-20', '68'],
  ] as const;
  const locals = [
    ['2026-09-18', '50'],
    ['2026-09-19', '50'],
    ['2026-09-20', '95'],
  ] as const;
  for (const [at, [on, amount]] of meals.entries()) {
    const day = group(page, on);
    await day.getByRole('button', { name: '增加就餐发票' }).click();
    await fill(day, { '就餐金额（元）': amount, '发票（票）号码': `2643200000009000001${at}`, 地点: '长沙市', 开票地级别: '地级以上市市区' });
  }
  for (const [at, [on, amount]] of locals.entries()) {
    const day = group(page, on);
    await day.getByRole('button', { name: '增加市内交通票' }).click();
    await day.getByLabel('市内交通金额（元）').fill(amount);
    await day.getByLabel('发票（票）号码').last().fill(`2643200000009000002${at}`);
    await day.getByLabel('区间').fill('酒店至会场');
  }
  for (const one of ['车船机票', '住宿发票', '就餐发票', '市内交通票']) await attach(page, one);
}

test('two ask for one car at overlapping times: the second is told who has it and which is free, and goes in the free one', async () => {
  await stage.at('2026-09-22', '09:00');
  const [one, other] = [await stage.as('韩梅'), await stage.as('沈明', { size: PHONE })];
  const day = { 用车类别: '下乡', 用车事由: '检查文化站' };
  await askForCar(one, { ...day, 乘车人: ['王建华', '韩梅'], 目的地和路线: '河东镇往返', 出车时间: '2026-09-23T08:00', 预计返回时间: '2026-09-23T12:00' });
  await askForCar(other, { ...day, 乘车人: ['孙丽', '沈明'], 目的地和路线: '河西镇往返', 出车时间: '2026-09-23T09:00', 预计返回时间: '2026-09-23T15:00' });
  for (const page of [one, other]) await page.getByRole('radio', { name: new RegExp(CAR) }).check();
  await other.getByText('符合制度，可以提交').waitFor();
  expect(await widthOf(other)).toBeLessThanOrEqual(PHONE.width);
  const first = await submit(one);

  await other.getByRole('button', { name: /^提\s*交$/ }).click();
  const alert = other.getByRole('alert').filter({ hasText: '不予办理' });
  await alert.getByText(`${CAR}已由王建华、韩梅预定：2026-09-23 08:00至2026-09-23 12:00。`).waitFor();
  expect(await alert.textContent()).toContain(`这段时间空闲的车辆：${OTHER}（大众朗逸，5座）`);
  await other.getByLabel('制度判定').getByText('目前还不能受理').waitFor();
  await other.getByRole('radio', { name: new RegExp(`${CAR}.*王建华、韩梅`) }).waitFor();
  await other.getByRole('radio', { name: new RegExp(`${OTHER}.*空闲`) }).check();
  const second = await submit(other);
  for (const url of [first, second]) await sign('蒋雪', url, /同\s*意|确\s*认|审\s*核/);
  await dispatch('河东镇往返', CAR);
  await dispatch('河西镇往返', OTHER);

  await other.goto(`${stage.url}/vehicles`);
  await other
    .locator('section')
    .filter({ has: other.getByRole('heading', { name: OTHER }) })
    .getByText('派出 派车〔2026〕3号')
    .waitFor();
  expect(await widthOf(other)).toBeLessThanOrEqual(PHONE.width);
  const printed = await other.request.get(`${stage.url}/api/vehicles/dispatches/${encodeURIComponent('派车〔2026〕3号')}/print.pdf`);
  expect((await printed.body()).subarray(0, 5).toString()).toBe('%PDF-');
});

test('nothing was complained of', () => {
  expect(stage.complaints.filter((one) => !one.includes('422') && !one.includes('401'))).toEqual([]);
});
