import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestOffice, type Answer, type Person, type TestOffice } from '../../../test/office.ts';

let office: TestOffice;
const CAR = '示A00001';
const OTHER = '示A00002';
const cars = new Map<string, number>();

const idOf = (name: string): number => office.culture.people.get(name) ?? 0;
const as = (name: string): Promise<Person> => office.as(name);
const deed = async (name: string, verb: string, input: object): Promise<Answer> => (await as(name)).post(`/api/verbs/${verb}`, input);
const file = async (name: string, kind: string, form: object, linkedMatterId: number | null = null): Promise<Answer> => (await as(name)).post('/api/matters', { kind, form, linkedMatterId, files: [], submit: true });
const route = (answer: Answer): readonly string[] => answer.body.route.map((step: { post: string }) => step.post);
const duties = async (name: string, duty: string) => ((await (await as(name)).get('/api/obligations?scope=mine')).body.rows as { duty: string; dueOn: string; openedOn: string; sentence: string }[]).filter((one) => one.duty === duty);
const pdf = async (name: string): Promise<string> => (await (await as(name)).upload('凭证.pdf', Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF'))).body.digest;

async function sign(matterId: number, ...names: readonly string[]): Promise<Answer> {
  let last: Answer | undefined;
  for (const name of names) {
    const person = await as(name);
    const { body } = await person.get(`/api/matters/${matterId}`);
    last = await person.post(`/api/matters/${matterId}/approve`, { version: body.version });
    if (last.status !== 200) throw new Error(`${name}: ${JSON.stringify(last.body)}`);
  }
  if (last === undefined) throw new Error('nobody signed');
  return last;
}

/** What the clockwork does each day. */
async function daily(day: string): Promise<void> {
  office.at(day, '00:05');
  for (const module of office.open.world.modules) for (const job of module.jobs) await job.run(office.open.world, office.culture.officeId);
}

async function agreed(more: object): Promise<{ readonly number: string; readonly matterId: number }> {
  const form = { purposeKind: '下乡', purpose: '检查文化站', destination: '河东镇往返', passengers: [idOf('王建华')], ...more };
  const filed = await file('韩梅', 'vehicle-request', form);
  if (filed.status !== 200) throw new Error(JSON.stringify(filed.body));
  await sign(filed.body.matterId, '蒋雪');
  return { number: filed.body.number, matterId: filed.body.matterId };
}
const send = (request: string, more: object = {}): Promise<Answer> => deed('冯涛', 'dispatch-vehicle', { request, plate: CAR, driverId: idOf('鲁强'), ...more });

const car = (plate: string, more: object = {}): object => ({
  plate, model: '大众帕萨特', vehicleClass: '轿车', seats: 5, registration: `行${plate}`, licenceClass: 'C1', driverId: idOf('鲁强'), garage: '机关院内车库', odometer: 45_210,
  inspectionUntil: '2027-12-31', compulsoryUntil: '2027-12-31', insuranceUntil: '2027-12-31', serviceOn: '2027-12-31', serviceKm: 60_000, ...more,
});

beforeAll(async () => {
  office = await openTestOffice();
  office.at('2026-03-10', '09:00');
  for (const plate of [CAR, OTHER]) cars.set(plate, (await deed('冯涛', 'register-vehicle', car(plate))).body.result.vehicleId);
  await deed('冯涛', 'record-licence', { personId: idOf('鲁强'), licenceClass: 'B1', number: '证鲁强', validUntil: '2030-01-01' });
  await deed('冯涛', 'designate-repair-shop', { name: '示范县顺达汽修厂', from: '2024-01-01' });
});
afterAll(() => office.close());

test('use on a day of rest is reported to the leader and filed before departure; a make-up workday is none (VEH-05e)', async () => {
  office.at('2026-05-15', '09:00');
  const sunday = await agreed({ fromAt: '2026-05-17T08:00', untilAt: '2026-05-17T12:00' });
  expect((await send(sunday.number)).body.refused).toMatchObject({ code: 'VEH-05e', sentence: '休息日用车还没有事前报告分管领导。' });
  const report = await file('蒋雪', 'rest-day-use', { vehicleId: cars.get(CAR), from: '2026-05-17', until: '2026-05-17', reason: '周末文化惠民演出', users: [idOf('王建华')] }, sunday.matterId);
  expect(route(report)).toEqual(['分管机关领导']);
  const filing = { report: report.body.number, filedAt: '2026-05-15T10:30', receiver: '县纪委党风室', reference: '报备〔2026〕31号' };
  office.at('2026-05-15', '11:00');
  expect((await deed('蒋雪', 'file-rest-day-use', filing)).body.refused).toMatchObject({ code: 'not-confirmed' });
  await sign(report.body.matterId, '陈立');
  expect((await send(sunday.number)).body.refused).toMatchObject({ code: 'VEH-05e', sentence: '休息日用车还没有在县纪委事前报备。' });
  expect((await deed('蒋雪', 'file-rest-day-use', filing)).status).toBe(200);
  expect((await send(sunday.number, { plate: OTHER })).body.refused).toMatchObject({ code: 'VEH-05e' });
  expect((await send(sunday.number)).status).toBe(200);
  const makeUp = await agreed({ fromAt: '2026-05-09T08:00', untilAt: '2026-05-09T12:00' });
  expect((await (await as('韩梅')).get(`/api/matters/${makeUp.matterId}`)).body.decision.notices).toEqual([]);
  const own = await file('蒋雪', 'rest-day-use', { vehicleId: cars.get(CAR), from: '2026-05-24', until: '2026-05-24', reason: '节日值守', users: [idOf('陈立')] });
  expect(route(own)).toEqual(['局长']);
});

test('before days of rest every car is sealed; a filed use releases it for its days only; kilometres nobody filed are reported (VEH-05c)', async () => {
  await daily('2026-09-29');
  expect(await duties('鲁强', '节假日封存')).toEqual([]);
  await daily('2026-09-30');
  await daily('2026-09-30');
  expect((await duties('鲁强', '节假日封存')).map((one) => one.dueOn)).toEqual(['2026-09-30', '2026-09-30']);
  office.at('2026-09-30', '17:30');
  const seal = (plate: string, odometer: number, keyWith = '蒋雪'): Promise<Answer> => deed('鲁强', 'seal-vehicle', { plate, place: '机关院内车库', odometer, sealNumber: `封${plate}`, keyWith: idOf(keyWith) });
  expect((await seal(CAR, 45_210, '韩梅')).body.refused).toMatchObject({ code: 'key' });
  expect((await seal(CAR, 45_209)).body.refused).toMatchObject({ code: 'odometer' });
  for (const plate of [CAR, OTHER]) expect((await seal(plate, 45_210)).status).toBe(200);
  expect(await duties('鲁强', '节假日封存')).toEqual([]);

  office.at('2026-10-03', '08:00');
  expect((await deed('鲁强', 'unseal-vehicle', { plate: CAR, odometer: 45_210 })).body.refused).toMatchObject({ code: 'VEH-05c' });
  const report = await file('蒋雪', 'rest-day-use', { vehicleId: cars.get(OTHER), from: '2026-10-03', until: '2026-10-03', reason: '景区客流疏导' });
  await sign(report.body.matterId, '陈立');
  await deed('蒋雪', 'file-rest-day-use', { report: report.body.number, filedAt: '2026-10-03T07:50', receiver: '县纪委值班室', reference: '报备〔2026〕77号' });
  expect((await deed('鲁强', 'take-out-vehicle', { plate: OTHER, outAt: '2026-10-03T07:55', odometer: 45_210, fit: true, user: '王建华', purpose: '客流疏导', route: '景区' })).body.refused).toMatchObject({ code: 'sealed' });
  expect((await deed('鲁强', 'unseal-vehicle', { plate: OTHER, odometer: 45_210 })).body.result.remarks).toEqual([]);
  const { number } = await agreed({ fromAt: '2026-10-03T09:00', untilAt: '2026-10-03T12:00' });
  const dispatch = (await send(number, { plate: OTHER })).body.result.number;
  office.at('2026-10-03', '12:30');
  await deed('鲁强', 'take-out-vehicle', { plate: OTHER, dispatch, outAt: '2026-10-03T09:00', odometer: 45_210, fit: true });
  await deed('鲁强', 'bring-back-vehicle', { plate: OTHER, backAt: '2026-10-03T12:00', odometer: 45_250, routeKm: 40, parking: '单位车库' });
  expect((await duties('鲁强', '节假日封存')).map((one) => one.dueOn)).toEqual(['2026-10-03']);
  expect((await seal(OTHER, 45_250)).status).toBe(200);
  expect(await duties('鲁强', '节假日封存')).toEqual([]);

  office.at('2026-10-08', '08:30');
  const opened = await deed('鲁强', 'unseal-vehicle', { plate: CAR, odometer: 45_232 });
  expect(opened.body.result.remarks).toEqual(['封存期间里程有变化且没有报备的用车，提请纪检领导核实。']);
  expect((await (await as('赵敏')).get('/api/notices')).body.rows[0].sentence).toContain('相差22公里');
  expect((await deed('鲁强', 'unseal-vehicle', { plate: OTHER, odometer: 45_250 })).body.result.remarks).toEqual([]);
});

test('one card one car, one car one card; the company’s list is held against the register (VEH-06a)', async () => {
  office.at('2026-04-10', '09:00');
  const bind = (plate: string, number: string): Promise<Answer> => deed('冯涛', 'bind-card', { plate, sort: '油卡', number, from: '2026-04-01' });
  expect((await bind(CAR, '油10001')).status).toBe(200);
  expect((await bind(CAR, '油10002')).body.refused).toMatchObject({ code: 'VEH-06a', sentence: '该车已有在用的同类卡，一车一卡。' });
  expect((await bind(OTHER, '油10001')).body.refused).toMatchObject({ code: 'VEH-06a', sentence: '该卡正由另一辆车使用，一卡一车。' });
  expect((await bind(OTHER, '油10002')).status).toBe(200);
  expect((await deed('冯涛', 'bind-card', { plate: CAR, sort: 'ETC卡', number: 'ETC1', from: '2026-04-01' })).status).toBe(200);
  const fuel = (card: string, more: object = {}): Promise<Answer> => deed('鲁强', 'record-fuelling', { plate: CAR, on: '2026-04-10', station: '城关加油站', litres: 42.35, amount: 33_000, odometer: 45_215, card, ...more });
  expect((await fuel('油10002')).body.refused).toMatchObject({ code: 'VEH-06a' });
  expect((await fuel('油10001')).status).toBe(200);
  expect((await deed('冯涛', 'end-card', { number: '油10002', until: '2026-04-10' })).status).toBe(200);
  expect((await bind(OTHER, '油10003')).body.refused).toMatchObject({ code: 'VEH-06a' });
  expect((await deed('冯涛', 'bind-card', { plate: OTHER, sort: '油卡', number: '油10003', from: '2026-04-10' })).status).toBe(200);
  const list = await deed('吴芳', 'check-card-list', { lines: [{ card: '油10001', plate: CAR, on: '2026-04-10', amount: 33_000 }, { card: '油10001', plate: OTHER, on: '2026-04-10', amount: 5_000 }] });
  expect(list.body.result).toEqual({ checked: 2, differing: [`2026-04-10${OTHER}使用油10001`] });
  expect((await (await as('赵敏')).get('/api/notices')).body.rows[0].sentence).toContain('1笔车牌与油卡不对应');
});

test('cards are topped up every month, when they run low, and from 500 yuan on a request (VEH-06b)', async () => {
  office.at('2026-04-11', '09:00');
  expect((await duties('周静', '低余额充值')).map((one) => one.dueOn)).toEqual(['2026-04-13']);
  const topUp = (more: object): Promise<Answer> => deed('周静', 'top-up-card', { number: '油10001', amount: 49_999, on: '2026-04-10', method: '公务卡', voucher: '充1', ...more });
  expect((await deed('蒋雪', 'top-up-card', { number: '油10001', amount: 49_999, on: '2026-04-10', method: '公务卡', voucher: '充1' })).body.refused).toMatchObject({ code: 'not-finance' });
  expect((await topUp({})).body.result.dueOn).toBe('2026-05-10');
  expect(await duties('周静', '低余额充值')).toEqual([]);
  expect((await topUp({ amount: 50_000, on: '2026-04-11', voucher: '充2' })).body.refused).toMatchObject({ code: 'VEH-06b' });
  const request = await file('蒋雪', 'spending-request', { purpose: '油卡充值', category: '公务用车运行', payee: '中国石化示范县加油站', amount: 50_000, paymentMethod: '公务卡', plannedOn: '2026-04-11' });
  await sign(request.body.matterId, '王建华');
  expect((await topUp({ amount: 50_000, on: '2026-04-11', voucher: '充2', request: request.body.number })).body.result.dueOn).toBe('2026-05-11');
  expect((await topUp({ amount: 50_000, on: '2026-04-11', voucher: '充3', request: request.body.number })).body.refused).toMatchObject({ code: 'VEH-06b' });
  expect((await duties('周静', '油卡充值')).filter((one) => one.sentence.includes('油10001')).map((one) => one.dueOn)).toEqual(['2026-05-11']);
});

test('fuel is never paid in cash, unless the finance leader has released it (VEH-06c)', async () => {
  office.at('2026-04-13', '09:00');
  const fuel = (more: object): Promise<Answer> => deed('鲁强', 'record-fuelling', { plate: CAR, on: '2026-04-12', station: '省道加油站', litres: 18.5, amount: 15_000, odometer: 45_216, method: '现金', ...more });
  expect((await fuel({})).body.refused).toMatchObject({ code: 'VEH-06c' });
  const clerk = await as('蒋雪');
  const digest = await clerk.invoice({ number: '26531122334455667788', date: '2026-04-12', seller: '省道加油站', buyer: '示范县文化旅游广电体育局', amount: 15_000 as never, item: '汽油' });
  const form = {
    purpose: '途中加油', category: '公务用车运行', payee: '省道加油站', amount: 15_000, paymentMethod: '现金', spentOn: '2026-04-12', specialReason: '油卡读卡失败', witnessId: idOf('鲁强'),
    invoices: [{ issuerKind: '税务发票', number: '26531122334455667788', date: '2026-04-12', seller: '省道加油站', amount: 15_000 }],
  };
  const files = [{ evidence: '发票', digest, name: '发票.xml' }, { evidence: '原始凭证影像', digest, name: '原始凭证.xml' }];
  const content = { kind: 'claim', form, linkedMatterId: null, files };
  const refused = await clerk.post('/api/matters', { ...content, submit: true });
  expect(refused.body.refusals.map((one: { code: string; releasableBy: string }) => [one.code, one.releasableBy])).toEqual([['VEH-06c', '分管财务领导'], ['VEH-07a', '分管财务领导']]);
  const draft = await clerk.post('/api/matters', { ...content, submit: false });
  const { matterId } = draft.body;
  const at = async (): Promise<number> => (await clerk.get(`/api/matters/${matterId}`)).body.version;
  for (const code of ['VEH-06c', 'VEH-07a']) {
    expect((await clerk.post(`/api/matters/${matterId}/ask-release`, { version: await at(), code, reason: '油卡在外县读不出' })).status).toBe(200);
    expect((await (await as('王建华')).post(`/api/matters/${matterId}/release`, { version: await at(), code, reason: '情况属实' })).status).toBe(200);
  }
  const filed = await clerk.post(`/api/matters/${matterId}/submit`, { version: await at() });
  expect(filed.status).toBe(200);
  expect((await fuel({ claim: filed.body.number })).status).toBe(200);
});

test('the duty to renew a paper opens thirty days before it runs out, once, for the car’s driver (VEH-06d)', async () => {
  office.at('2026-05-20', '09:00');
  await deed('冯涛', 'register-vehicle', car('示A00004', { inspectionUntil: '2026-06-30', serviceKm: 45_000 }));
  await daily('2026-05-30');
  expect((await duties('鲁强', '车辆年检')).map((one) => one.dueOn)).toEqual([]);
  expect((await duties('鲁强', '车辆保养')).map((one) => one.sentence)).toEqual([expect.stringContaining('已行驶45210公里')]);
  await daily('2026-05-31');
  await daily('2026-06-01');
  expect((await duties('鲁强', '车辆年检')).map((one) => [one.openedOn, one.dueOn])).toEqual([['2026-05-31', '2026-06-30']]);
  office.at('2026-06-05', '09:00');
  expect((await deed('韩梅', 'renew-vehicle', { plate: '示A00004', sort: '年检', doneOn: '2026-06-05', validUntil: '2028-06-30', cost: 20_000, document: '检1' })).body.refused).toMatchObject({ code: 'not-driver' });
  expect((await deed('鲁强', 'renew-vehicle', { plate: '示A00004', sort: '年检', doneOn: '2026-06-05', validUntil: '2028-06-30', cost: 20_000, document: '检1' })).status).toBe(200);
  expect(await duties('鲁强', '车辆年检')).toEqual([]);
});

test('drivers attest safe driving each January (VEH-08a)', async () => {
  const { runDailyDuties } = await import('../../platform/obligations/daily.ts');
  const { civilDate } = await import('../../rules/calendar/civil-date.ts');
  office.at('2027-01-04', '00:05');
  await runDailyDuties(office.open.world, { officeId: office.culture.officeId, day: civilDate('2027-01-04') });
  expect((await duties('鲁强', '驾驶员安全承诺')).map((one) => one.dueOn)).toEqual(['2027-01-31']);
});

const repair = (more: object): object => ({ vehicleId: cars.get(CAR), items: '更换机油机滤', shop: '示范县顺达汽修厂', amount: 38_000, ...more });

test('maintenance is verified and approved before, at a shop of the list; major repairs go to the head, large ones to the meeting (VEH-07a, VEH-07b)', async () => {
  office.at('2026-06-01', '09:00');
  expect((await file('鲁强', 'vehicle-repair', repair({ shop: '路边修理铺' }))).body.refused).toMatchObject({ code: 'VEH-07a' });
  expect(route(await file('鲁强', 'vehicle-repair', repair({})))).toEqual(['办公室主任', '分管机关领导']);
  expect(route(await file('鲁强', 'vehicle-repair', repair({ items: '更换刹车片', amount: 90_000 })))).toEqual(['办公室主任', '分管机关领导', '分管财务领导']);
  expect(route(await file('鲁强', 'vehicle-repair', repair({ items: '变速箱维修', repairSort: '大修', amount: 380_000 })))).toEqual(['办公室主任', '分管机关领导', '分管财务领导', '局长']);
  expect(route(await file('鲁强', 'vehicle-repair', repair({ items: '日常维修', amount: 500_000 })))).toEqual(['办公室主任', '分管机关领导', '分管财务领导', '局长']);
  expect(route(await file('鲁强', 'vehicle-repair', repair({ items: '发动机大修', repairSort: '大修', amount: 2_600_000 })))).toEqual(['办公室主任', '分管机关领导', '分管财务领导', '局长', '局务会']);
  const road = await file('鲁强', 'vehicle-repair', repair({ shop: '路边修理铺', emergency: { approvedBy: '陈立', reason: '高速爆胎' } }));
  expect(road.status).toBe(200);
});

test('a repair is accepted from the designated shop within what was agreed, and only then claimed and paid (VEH-07a, VEH-07b)', async () => {
  office.at('2026-06-02', '09:00');
  const asked = await file('鲁强', 'vehicle-repair', repair({ items: '更换轮胎', amount: 490_000 }));
  const accept = (more: object = {}): Promise<Answer> => deed('冯涛', 'accept-repair', { request: asked.body.number, shop: '示范县顺达汽修厂', finishedOn: '2026-06-02', odometer: 45_300, amount: 490_000, invoice: '26530000000000000001', ...more });
  expect((await accept()).body.refused).toMatchObject({ code: 'VEH-07a', sentence: '没有已批准的维修申请，不能验收。' });
  const approved = await sign(asked.body.matterId, '冯涛', '陈立', '王建华');
  expect(approved.body.state).toBe('approved');
  const handler = (await (await as('鲁强')).get(`/api/matters/${asked.body.matterId}`)).body;
  expect(handler.next.map((one: { label: string }) => one.label)).toEqual(['据此报销', '追加维修费用']);
  expect((await accept({ shop: '县城汽配城' })).body.refused).toMatchObject({ code: 'VEH-07a', sentence: '维修点不在定点名单上，票据不予受理。' });
  expect((await accept({ amount: 520_000 })).body.refused).toMatchObject({ code: 'VEH-07a', sentence: '维修金额超过批准的金额。' });

  const raised = await file('鲁强', 'vehicle-repair', repair({ items: '更换轮胎', amount: 520_000 }), asked.body.matterId);
  expect(route(raised)).toEqual(['办公室主任', '分管机关领导', '分管财务领导', '局长']);
  await sign(raised.body.matterId, '冯涛', '陈立', '王建华', '李国栋');

  const clerk = await as('蒋雪');
  const seller = '示范县顺达汽修厂';
  const digest = await clerk.invoice({ number: '26530000000000000001', date: '2026-06-02', seller, buyer: '示范县文化旅游广电体育局', amount: 520_000 as never, item: '轮胎' });
  const claim = (payee: string): Promise<Answer> => clerk.post('/api/matters', {
    kind: 'claim', linkedMatterId: asked.body.matterId, submit: true, files: [{ evidence: '发票', digest, name: '发票.xml' }, { evidence: '原始凭证影像', digest, name: '原始凭证.xml' }],
    form: { purpose: '更换轮胎', category: '公务用车运行', payee, amount: 520_000, paymentMethod: '公务卡', transactionReference: 'POS1', spentOn: '2026-06-02', specialReason: '车辆维修由办公室经办', witnessId: idOf('鲁强'), invoices: [{ issuerKind: '税务发票', number: '26530000000000000001', date: '2026-06-02', seller, amount: 520_000 }] },
  });
  expect((await claim(seller)).body.refused).toMatchObject({ code: 'VEH-07a', sentence: '维修还没有验收，不能报销。' });
  expect((await accept({ amount: 520_000 })).status).toBe(200);
  expect((await claim('别家修理厂')).body.refused).toMatchObject({ code: 'VEH-07a', sentence: '收款单位不是验收的维修点。' });
  const filed = await claim(seller);
  expect(filed.status).toBe(200);
  await deed('周静', 'register-account', { account: '6217000010001234567', bank: '示范县农信社' });
  await deed('周静', 'record-income', { account: '6217000010001234567', receivedOn: '2026-06-01', netted: 0, unitId: null, projectId: null, source: '县财政局', funding: '财政拨款', book: '机关', amount: 10_000_000 });
  const signed = await sign(filed.body.matterId, '鲁强', '周静', '赵敏', '王建华');
  expect(signed.body.state).toBe('approved');
  const paid = await deed('吴芳', 'pay', { matterId: filed.body.matterId, version: signed.body.version, method: '公务卡', reference: 'POS1', paidOn: '2026-06-02' });
  expect(paid.body.result.number).toBe('凭〔2026〕1号');
  const { body } = await (await as('周静')).get('/api/dashboard?year=2026');
  expect(body.threePublic).toMatchObject([{ line: '公务用车运行', fen: 520_000 }]);
});

const hired = (plate: string, more: object = {}): object => ({ plate, owner: '示范县平安汽车租赁公司', vehicleClass: '轿车', registration: `行${plate}`, inspectionUntil: '2026-12-31', compulsoryUntil: '2026-12-31', thirdPartyUntil: '2026-12-31', agreementOn: '2026-01-05', ...more });

test('a car is hired for a request no own car is free for, by 办公室, from a lessor who has signed (VEH-01a, VEH-02b, VEH-03a, VEH-03b, VEH-03d)', async () => {
  office.at('2026-08-03', '09:00');
  const lessors: readonly (readonly [string, object])[] = [['示B00001', {}], ['示B00002', { compulsoryUntil: '2026-08-05' }], ['示B00003', { thirdPartyUntil: null }], ['示B00004', { agreementOn: null }], ['示B00005', { owner: '冯涛', ownerId: idOf('冯涛') }]];
  expect((await deed('冯涛', 'register-hire-car', hired('示B00005', { owner: '冯涛', ownerId: idOf('冯涛') }))).body.refused).toMatchObject({ code: 'own-business' });
  for (const [plate, more] of lessors) expect((await deed('蒋雪', 'register-hire-car', hired(plate, more))).status).toBe(200);
  const day = { fromAt: '2026-08-06T08:00', untilAt: '2026-08-06T12:00' };
  const waiting = await agreed({ ...day, passengers: [idOf('孙丽'), idOf('沈明')] });
  const hire = (plate: string, more: object = {}, who = '蒋雪'): Promise<Answer> => file(who, 'vehicle-hire', { plate, purpose: '检查文化站', route: '河东镇往返', ...day, routeKm: 86, amount: 21_500, driver: '租赁公司司机', ...more }, waiting.matterId);
  expect((await hire('示B00001')).body.refused).toMatchObject({ code: 'VEH-02b', sentence: '这段时间还有空闲公车，不能租车。', releasableBy: '分管机关领导' });
  for (const plate of [CAR, OTHER, '示A00004']) {
    const taken = await file('秦岚', 'vehicle-request', { purposeKind: '会议', purpose: '开会', destination: '市局', ...day, passengers: [idOf('陈立')], vehicleId: cars.get(plate) ?? (await (await as('冯涛')).get('/api/vehicles')).body.find((one: { plate: string }) => one.plate === plate).vehicleId });
    expect(taken.status).toBe(200);
  }
  expect((await hire('示B00001', {}, '秦岚')).body.refused).toMatchObject({ code: 'VEH-01a' });
  expect((await hire('示B00002')).body.refused).toMatchObject({ code: 'VEH-03a', sentence: '拟租车辆交强险已过期。' });
  expect((await hire('示B00003')).body.refused).toMatchObject({ code: 'VEH-03a' });
  expect((await hire('示B00003', { coverageConfirmed: true })).status).toBe(200);
  expect((await hire('示B00004')).body.refused).toMatchObject({ code: 'VEH-03d' });
  expect((await hire('示B00005', { ownerId: idOf('冯涛') }, '冯涛')).body.refused).toMatchObject({ code: 'VEH-03b' });
  expect((await hire('示B00005')).body.refused).toMatchObject({ code: 'owner', sentence: '示B00005备案的车主为冯涛。' });
  expect(route(await hire('示B00005', { ownerId: idOf('冯涛') }))).toEqual(['分管机关领导']);
  expect((await hire('示B00001', { amount: 20_000 })).body.refused).toMatchObject({ code: 'VEH-03c', sentence: '轿车86公里的租金为215.00元，与填写的预计租金不符。' });
  const asked = await hire('示B00001');
  expect(route(asked)).toEqual(['办公室主任']);
  expect((await sign(asked.body.matterId, '冯涛')).body.state).toBe('approved');
  const [slip] = (await (await as('冯涛')).get('/api/registers/vehicle-dispatch?plate=示B00001')).body.rows;
  expect(slip).toMatchObject({ number: '派单〔2026〕1号', driver: '租赁公司司机', matter: asked.body.number });
  expect((await (await as('冯涛')).get('/api/vehicles/dispatches/派单〔2026〕1号/print.pdf')).status).toBe(200);
});

test('rent is the lower of odometer and route at the price of the class; rents of staff are listed by month (VEH-03b, VEH-03c)', async () => {
  office.at('2026-08-07', '09:00');
  const mine = async (kind: string, title: string): Promise<{ readonly number: string; readonly matterId: number }> =>
    (await (await as('蒋雪')).get(`/api/matters?view=mine&kind=${kind}`)).body.rows.filter((one: { state: string }) => one.state === title)[0];
  const firm = await mine('vehicle-hire', 'approved');
  const settle = (hire: string, who = '蒋雪'): Promise<Answer> => deed(who, 'settle-hire', { hire, startKm: 10_000, endKm: 10_092, routeKm: 86 });
  expect((await settle(firm.number)).body.result).toEqual({ billedKm: 86, rent: 21_500 });
  expect((await settle(firm.number)).body.refused).toMatchObject({ code: 'settled-already' });
  const staff = (await (await as('蒋雪')).get('/api/matters?view=mine&kind=vehicle-hire')).body.rows;
  let ofOwner: { readonly number: string; readonly matterId: number } | undefined;
  for (const one of staff) if ((await (await as('蒋雪')).get(`/api/matters/${one.matterId}`)).body.form.plate === '示B00005') ofOwner = one;
  await sign(ofOwner?.matterId ?? 0, '陈立');
  expect((await settle(ofOwner?.number ?? '', '冯涛')).body.refused).toMatchObject({ code: 'own-business' });
  expect((await settle(ofOwner?.number ?? '')).status).toBe(200);
  const { body } = await (await as('赵敏')).get('/api/reports/staff-car-rents?period=2026-08');
  expect(body.tables[0].rows).toEqual([['冯涛', '示B00005', 1, 86, 21_500]]);
  const claim = await (await as('蒋雪')).post('/api/matter-kinds/claim/preview', { linkedMatterId: firm.matterId, files: [], form: { purpose: '租车', category: '租车费', payee: '示范县平安汽车租赁公司', amount: 22_000, paymentMethod: '银行转账', spentOn: '2026-08-07', invoices: [] } });
  expect(claim.body.refusals.map((one: { sentence: string }) => one.sentence)).toContain('结算的租金为215.00元，出租人为示范县平安汽车租赁公司。');
});

test('a case decided against the driver takes the whole bonus of the year once; without fault it stays (VEH-08c)', async () => {
  office.at('2026-11-02', '09:00');
  const report = (sort: string, more: object = {}): Promise<Answer> => deed('冯涛', 'report-vehicle-case', { sort, happenedOn: '2026-07-11', plate: CAR, personId: idOf('鲁强'), ruleBroken: '第八条', facts: '周六驾车外出', loss: 0, insurance: 0, ...more });
  await deed('冯涛', 'set-safety-bonus', { personId: idOf('鲁强'), year: 2026, amount: 200_000, paid: 0 });
  const bonus = async (): Promise<readonly unknown[]> => (await (await as('周静')).get('/api/reports/safety-bonus?period=2026')).body.tables[0].rows[0];
  expect((await deed('韩梅', 'report-vehicle-case', { sort: '事故', happenedOn: '2026-07-11', plate: CAR, personId: idOf('鲁强'), ruleBroken: '第八条', facts: '追尾', loss: 0, insurance: 0 })).body.refused).toMatchObject({ code: 'not-reporter' });
  const innocent = (await report('事故', { facts: '停车等灯时被追尾，对方全责' })).body.result.number;
  const decision = { share: 0, decision: '对方全责，驾驶员无责', responsible: false };
  expect((await deed('王建华', 'decide-vehicle-case', { number: innocent, ...decision })).body.refused).toMatchObject({ code: 'not-head' });
  expect((await deed('李国栋', 'decide-vehicle-case', { number: innocent, ...decision })).status).toBe(200);
  expect(await bonus()).toEqual(['鲁强', 200_000, 0, 200_000, 0, 0]);
  const guilty = (await report('公车私用')).body.result.number;
  await deed('李国栋', 'decide-vehicle-case', { number: guilty, share: 0, responsible: true, decision: '公车私用属实' });
  expect(await bonus()).toEqual(['鲁强', 200_000, 1, 0, 0, 0]);
  await deed('冯涛', 'set-safety-bonus', { personId: idOf('鲁强'), year: 2026, amount: 200_000, paid: 200_000 });
  expect(await bonus()).toEqual(['鲁强', 200_000, 1, 0, 200_000, 200_000]);
});

test('whoever breaks the rules bears the loss less the insurance; less than that only with the head’s reason; it stays due until paid (VEH-10)', async () => {
  office.at('2026-11-03', '09:00');
  const reported = await deed('赵敏', 'report-vehicle-case', { sort: '事故', happenedOn: '2026-11-01', plate: CAR, personId: idOf('鲁强'), ruleBroken: '第二条：无派遣出车', facts: '无派遣出车撞护栏', loss: 800_000, insurance: 500_000 });
  expect(reported.body.result.proposed).toBe(300_000);
  const decide = (more: object): Promise<Answer> => deed('李国栋', 'decide-vehicle-case', { number: reported.body.result.number, responsible: true, share: 300_000, decision: '由驾驶员承担', ...more });
  expect((await decide({ share: 299_999 })).body.refused).toMatchObject({ code: 'VEH-10' });
  expect((await decide({ share: 800_001 })).body.refused).toMatchObject({ code: 'too-much' });
  expect((await decide({ share: 200_000, reason: '雨天路滑，主动报案' })).body.result).toEqual({ share: 200_000, dueOn: '2026-12-03' });
  expect((await duties('鲁强', '车损赔偿')).map((one) => one.dueOn)).toEqual(['2026-12-03']);
  expect((await deed('吴芳', 'settle-vehicle-case', { number: reported.body.result.number, receipt: '收0031' })).status).toBe(200);
  expect(await duties('鲁强', '车损赔偿')).toEqual([]);
});

test('subordinate units hand in their own rules; who has not is listed (VEH-09)', async () => {
  await daily('2026-11-04');
  const first = await duties('邱实', '局属单位用车办法');
  expect(first.map((one) => one.sentence)).toEqual([expect.stringContaining('县文化馆')]);
  office.at('2026-11-05', '09:00');
  const { body: units } = await (await as('邱实')).get('/api/departments');
  const museum = units.find((one: { name: string }) => one.name === '县文化馆').departmentId;
  const handIn = async (name: string): Promise<Answer> => deed(name, 'hand-in-unit-rules', { departmentId: museum, body: '馆务会', madeOn: '2026-11-04', file: await pdf(name) });
  expect((await handIn('白雪')).body.refused).toMatchObject({ code: 'not-head' });
  expect((await handIn('邱实')).status).toBe(200);
  expect(await duties('邱实', '局属单位用车办法')).toEqual([]);
  const { body } = await (await as('冯涛')).get('/api/registers/unit-vehicle-rules?state=未报送');
  expect(body.rows.map((one: { unit: string }) => one.unit)).toEqual(['县图书馆']);
});

test('what each car costs a kilometre is worked out for the year (VEH-05a)', async () => {
  const { body } = await (await as('周静')).get('/api/reports/vehicle-costs?period=2026');
  const row = body.tables[0].rows.find((one: readonly unknown[]) => one[0] === CAR);
  expect(row).toEqual([CAR, 0, 0, 48_000, null, 520_000, 0, 568_000, null]);
  const other = body.tables[0].rows.find((one: readonly unknown[]) => one[0] === OTHER);
  expect(other).toEqual([OTHER, 1, 40, 0, '0.0', 0, 0, 0, 0]);
  expect(body.tables[1].rows[1]).toEqual(['租车费（次）', 2, 172, 43_000, 250]);
  expect((await (await as('韩梅')).get('/api/reports/vehicle-costs?period=2026')).status).toBe(404);
});
