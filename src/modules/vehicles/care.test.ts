import { afterAll, beforeAll, expect, test } from 'vitest';
import { CAR, OTHER, openMotorPool, route, type MotorPool } from '../../../test/motor-pool.ts';
import type { Answer } from '../../../test/office.ts';

let pool: MotorPool;
beforeAll(async () => {
  pool = await openMotorPool({ day: '2026-03-10', drivers: ['鲁强', '鲁强'], odometer: 45_210 });
  await pool.deed('冯涛', 'designate-repair-shop', { name: '示范县顺达汽修厂', from: '2024-01-01' });
});
afterAll(() => pool.office.close());

const repair = (more: object): object => ({ vehicleId: pool.cars.get(CAR), items: '更换机油机滤', shop: '示范县顺达汽修厂', amount: 38_000, ...more });

test('use on a day of rest is reported to the leader and filed before departure; a make-up workday is none (VEH-05e)', async () => {
  pool.office.at('2026-05-15', '09:00');
  const sunday = await pool.agreed({ fromAt: '2026-05-17T08:00', untilAt: '2026-05-17T12:00' });
  expect((await pool.send(sunday.number)).body.refused).toMatchObject({ code: 'VEH-05e', sentence: '休息日用车还没有事前报告分管领导。' });
  const report = await pool.file(
    '蒋雪',
    'rest-day-use',
    { vehicleId: pool.cars.get(CAR), from: '2026-05-17', until: '2026-05-17', reason: '周末文化惠民演出', users: [pool.idOf('王建华')] },
    sunday.matterId,
  );
  expect(route(report)).toEqual(['分管机关领导']);
  const filing = { report: report.body.number, filedAt: '2026-05-15T10:30', receiver: '县纪委党风室', reference: '报备〔2026〕31号' };
  pool.office.at('2026-05-15', '11:00');
  expect((await pool.deed('蒋雪', 'file-rest-day-use', filing)).body.refused).toMatchObject({ code: 'not-confirmed' });
  await pool.sign(report.body.matterId, '陈立');
  expect((await pool.send(sunday.number)).body.refused).toMatchObject({ code: 'VEH-05e', sentence: '休息日用车还没有在县纪委事前报备。' });
  expect((await pool.deed('蒋雪', 'file-rest-day-use', filing)).status).toBe(200);
  expect((await pool.send(sunday.number, { plate: OTHER })).body.refused).toMatchObject({ code: 'VEH-05e' });
  expect((await pool.send(sunday.number)).status).toBe(200);
  const makeUp = await pool.agreed({ fromAt: '2026-05-09T08:00', untilAt: '2026-05-09T12:00' });
  expect((await (await pool.as('韩梅')).get(`/api/matters/${makeUp.matterId}`)).body.decision.notices).toEqual([]);
  const own = await pool.file('蒋雪', 'rest-day-use', {
    vehicleId: pool.cars.get(CAR),
    from: '2026-05-24',
    until: '2026-05-24',
    reason: '节日值守',
    users: [pool.idOf('陈立')],
  });
  expect(route(own)).toEqual(['局长']);
});

test('before days of rest every car is sealed; a filed use releases it for its days only; kilometres nobody filed are reported (VEH-05c)', async () => {
  await pool.daily('2026-09-29');
  expect(await pool.duties('鲁强', '节假日封存')).toEqual([]);
  await pool.daily('2026-09-30');
  await pool.daily('2026-09-30');
  expect((await pool.duties('鲁强', '节假日封存')).map((one) => one.dueOn)).toEqual(['2026-09-30', '2026-09-30']);
  pool.office.at('2026-09-30', '17:30');
  const seal = (plate: string, odometer: number, keyWith = '蒋雪'): Promise<Answer> =>
    pool.deed('鲁强', 'seal-vehicle', { plate, place: '机关院内车库', odometer, sealNumber: `封${plate}`, keyWith: pool.idOf(keyWith) });
  expect((await seal(CAR, 45_210, '韩梅')).body.refused).toMatchObject({ code: 'key' });
  expect((await seal(CAR, 45_209)).body.refused).toMatchObject({ code: 'odometer' });
  for (const plate of [CAR, OTHER]) expect((await seal(plate, 45_210)).status).toBe(200);
  expect(await pool.duties('鲁强', '节假日封存')).toEqual([]);

  pool.office.at('2026-10-03', '08:00');
  expect((await pool.deed('鲁强', 'unseal-vehicle', { plate: CAR, odometer: 45_210 })).body.refused).toMatchObject({ code: 'VEH-05c' });
  const report = await pool.file('蒋雪', 'rest-day-use', { vehicleId: pool.cars.get(OTHER), from: '2026-10-03', until: '2026-10-03', reason: '景区客流疏导' });
  await pool.sign(report.body.matterId, '陈立');
  await pool.deed('蒋雪', 'file-rest-day-use', {
    report: report.body.number,
    filedAt: '2026-10-03T07:50',
    receiver: '县纪委值班室',
    reference: '报备〔2026〕77号',
  });
  expect(
    (
      await pool.deed('鲁强', 'take-out-vehicle', {
        plate: OTHER,
        outAt: '2026-10-03T07:55',
        odometer: 45_210,
        fit: true,
        user: '王建华',
        purpose: '客流疏导',
        route: '景区',
      })
    ).body.refused,
  ).toMatchObject({ code: 'sealed' });
  expect((await pool.deed('鲁强', 'unseal-vehicle', { plate: OTHER, odometer: 45_210 })).body.result.remarks).toEqual([]);
  const { number } = await pool.agreed({ fromAt: '2026-10-03T09:00', untilAt: '2026-10-03T12:00' });
  const dispatch = (await pool.send(number, { plate: OTHER })).body.result.number;
  pool.office.at('2026-10-03', '12:30');
  await pool.deed('鲁强', 'take-out-vehicle', { plate: OTHER, dispatch, outAt: '2026-10-03T09:00', odometer: 45_210, fit: true });
  await pool.deed('鲁强', 'bring-back-vehicle', { plate: OTHER, backAt: '2026-10-03T12:00', odometer: 45_250, routeKm: 40, parking: '单位车库' });
  expect((await pool.duties('鲁强', '节假日封存')).map((one) => one.dueOn)).toEqual(['2026-10-03']);
  expect((await seal(OTHER, 45_250)).status).toBe(200);
  expect(await pool.duties('鲁强', '节假日封存')).toEqual([]);

  pool.office.at('2026-10-08', '08:30');
  const opened = await pool.deed('鲁强', 'unseal-vehicle', { plate: CAR, odometer: 45_232 });
  expect(opened.body.result.remarks).toEqual(['封存期间里程有变化且没有报备的用车，提请纪检领导核实。']);
  expect((await (await pool.as('赵敏')).get('/api/notices')).body.rows[0].sentence).toContain('相差22公里');
  expect((await pool.deed('鲁强', 'unseal-vehicle', { plate: OTHER, odometer: 45_250 })).body.result.remarks).toEqual([]);
});

test('one card one car, one car one card; the company’s list is held against the register (VEH-06a)', async () => {
  pool.office.at('2026-04-10', '09:00');
  const bind = (plate: string, number: string): Promise<Answer> => pool.deed('冯涛', 'bind-card', { plate, sort: '油卡', number, from: '2026-04-01' });
  expect((await bind(CAR, '油10001')).status).toBe(200);
  expect((await bind(CAR, '油10002')).body.refused).toMatchObject({ code: 'VEH-06a', sentence: '该车已有在用的同类卡，一车一卡。' });
  expect((await bind(OTHER, '油10001')).body.refused).toMatchObject({ code: 'VEH-06a', sentence: '该卡正由另一辆车使用，一卡一车。' });
  expect((await bind(OTHER, '油10002')).status).toBe(200);
  expect((await pool.deed('冯涛', 'bind-card', { plate: CAR, sort: 'ETC卡', number: 'ETC1', from: '2026-04-01' })).status).toBe(200);
  const fuel = (card: string, more: object = {}): Promise<Answer> =>
    pool.deed('鲁强', 'record-fuelling', {
      plate: CAR,
      on: '2026-04-10',
      station: '城关加油站',
      litres: 42.35,
      amount: 33_000,
      odometer: 45_215,
      card,
      ...more,
    });
  expect((await fuel('油10002')).body.refused).toMatchObject({ code: 'VEH-06a' });
  expect((await fuel('油10001')).status).toBe(200);
  expect((await pool.deed('冯涛', 'end-card', { number: '油10002', until: '2026-04-10' })).status).toBe(200);
  expect((await bind(OTHER, '油10003')).body.refused).toMatchObject({ code: 'VEH-06a' });
  expect((await pool.deed('冯涛', 'bind-card', { plate: OTHER, sort: '油卡', number: '油10003', from: '2026-04-10' })).status).toBe(200);
  const list = await pool.deed('吴芳', 'check-card-list', {
    lines: [
      { card: '油10001', plate: CAR, on: '2026-04-10', amount: 33_000 },
      { card: '油10001', plate: OTHER, on: '2026-04-10', amount: 5_000 },
    ],
  });
  expect(list.body.result).toEqual({ checked: 2, differing: [`2026-04-10${OTHER}使用油10001`] });
  expect((await (await pool.as('赵敏')).get('/api/notices')).body.rows[0].sentence).toContain('1笔车牌与油卡不对应');
});

test('cards are topped up every month, when they run low, and from 500 yuan on a request (VEH-06b)', async () => {
  pool.office.at('2026-04-11', '09:00');
  expect((await pool.duties('周静', '低余额充值')).map((one) => one.dueOn)).toEqual(['2026-04-13']);
  const topUp = (more: object): Promise<Answer> =>
    pool.deed('周静', 'top-up-card', { number: '油10001', amount: 49_999, on: '2026-04-10', method: '公务卡', voucher: '充1', ...more });
  expect(
    (await pool.deed('蒋雪', 'top-up-card', { number: '油10001', amount: 49_999, on: '2026-04-10', method: '公务卡', voucher: '充1' })).body.refused,
  ).toMatchObject({ code: 'not-finance' });
  expect((await topUp({})).body.result.dueOn).toBe('2026-05-10');
  expect(await pool.duties('周静', '低余额充值')).toEqual([]);
  expect((await topUp({ amount: 50_000, on: '2026-04-11', voucher: '充2' })).body.refused).toMatchObject({ code: 'VEH-06b' });
  const request = await pool.file('蒋雪', 'spending-request', {
    purpose: '油卡充值',
    category: '公务用车运行',
    payee: '中国石化示范县加油站',
    amount: 50_000,
    paymentMethod: '公务卡',
    plannedOn: '2026-04-11',
  });
  await pool.sign(request.body.matterId, '王建华');
  expect((await topUp({ amount: 50_000, on: '2026-04-11', voucher: '充2', request: request.body.number })).body.result.dueOn).toBe('2026-05-11');
  expect((await topUp({ amount: 50_000, on: '2026-04-11', voucher: '充3', request: request.body.number })).body.refused).toMatchObject({ code: 'VEH-06b' });
  expect((await pool.duties('周静', '油卡充值')).filter((one) => one.sentence.includes('油10001')).map((one) => one.dueOn)).toEqual(['2026-05-11']);
});

test('fuel is never paid in cash, unless the finance leader has released it (VEH-06c)', async () => {
  pool.office.at('2026-04-13', '09:00');
  const fuel = (more: object): Promise<Answer> =>
    pool.deed('鲁强', 'record-fuelling', {
      plate: CAR,
      on: '2026-04-12',
      station: '省道加油站',
      litres: 18.5,
      amount: 15_000,
      odometer: 45_216,
      method: '现金',
      ...more,
    });
  expect((await fuel({})).body.refused).toMatchObject({ code: 'VEH-06c' });
  const clerk = await pool.as('蒋雪');
  const digest = await clerk.invoice({
    number: '26531122334455667788',
    date: '2026-04-12',
    seller: '省道加油站',
    buyer: '示范县文化旅游广电体育局',
    amount: 15_000 as never,
    item: '汽油',
  });
  const form = {
    purpose: '途中加油',
    category: '公务用车运行',
    payee: '省道加油站',
    amount: 15_000,
    paymentMethod: '现金',
    spentOn: '2026-04-12',
    specialReason: '油卡读卡失败',
    witnessId: pool.idOf('鲁强'),
    invoices: [{ issuerKind: '税务发票', number: '26531122334455667788', date: '2026-04-12', seller: '省道加油站', amount: 15_000 }],
  };
  const files = [
    { evidence: '发票', digest, name: '发票.xml' },
    { evidence: '原始凭证影像', digest, name: '原始凭证.xml' },
  ];
  const content = { kind: 'claim', form, linkedMatterId: null, files };
  const refused = await clerk.post('/api/matters', { ...content, submit: true });
  expect(refused.body.refusals.map((one: { code: string; releasableBy: string }) => [one.code, one.releasableBy])).toEqual([
    ['VEH-06c', '分管财务领导'],
    ['VEH-07a', '分管财务领导'],
  ]);
  const draft = await clerk.post('/api/matters', { ...content, submit: false });
  const { matterId } = draft.body;
  const at = async (): Promise<number> => (await clerk.get(`/api/matters/${matterId}`)).body.version;
  for (const code of ['VEH-06c', 'VEH-07a']) {
    expect((await clerk.post(`/api/matters/${matterId}/ask-release`, { version: await at(), code, reason: '油卡在外县读不出' })).status).toBe(200);
    expect((await (await pool.as('王建华')).post(`/api/matters/${matterId}/release`, { version: await at(), code, reason: '情况属实' })).status).toBe(200);
  }
  const filed = await clerk.post(`/api/matters/${matterId}/submit`, { version: await at() });
  expect(filed.status).toBe(200);
  expect((await fuel({ claim: filed.body.number })).status).toBe(200);
});

test('the duty to renew a paper opens thirty days before it runs out, once, for the car’s driver (VEH-06d)', async () => {
  pool.office.at('2026-05-20', '09:00');
  await pool.deed('冯涛', 'register-vehicle', pool.car('示A00004', '鲁强', { inspectionUntil: '2026-06-30', serviceKm: 45_000 }));
  await pool.daily('2026-05-30');
  expect((await pool.duties('鲁强', '车辆年检')).map((one) => one.dueOn)).toEqual([]);
  expect((await pool.duties('鲁强', '车辆保养')).map((one) => one.sentence)).toEqual([expect.stringContaining('已行驶45210公里')]);
  await pool.daily('2026-05-31');
  await pool.daily('2026-06-01');
  expect((await pool.duties('鲁强', '车辆年检')).map((one) => [one.openedOn, one.dueOn])).toEqual([['2026-05-31', '2026-06-30']]);
  pool.office.at('2026-06-05', '09:00');
  expect(
    (
      await pool.deed('韩梅', 'renew-vehicle', {
        plate: '示A00004',
        sort: '年检',
        doneOn: '2026-06-05',
        validUntil: '2028-06-30',
        cost: 20_000,
        document: '检1',
      })
    ).body.refused,
  ).toMatchObject({ code: 'not-driver' });
  expect(
    (
      await pool.deed('鲁强', 'renew-vehicle', {
        plate: '示A00004',
        sort: '年检',
        doneOn: '2026-06-05',
        validUntil: '2028-06-30',
        cost: 20_000,
        document: '检1',
      })
    ).status,
  ).toBe(200);
  expect(await pool.duties('鲁强', '车辆年检')).toEqual([]);
});

test('drivers attest safe driving each January (VEH-08a)', async () => {
  const { runDailyDuties } = await import('../../platform/obligations/daily.ts');
  const { civilDate } = await import('../../rules/calendar/civil-date.ts');
  pool.office.at('2027-01-04', '00:05');
  await runDailyDuties(pool.office.open.world, { officeId: pool.office.culture.officeId, day: civilDate('2027-01-04') });
  expect((await pool.duties('鲁强', '驾驶员安全承诺')).map((one) => one.dueOn)).toEqual(['2027-01-31']);
});

test('maintenance is verified and approved before, at a shop of the list; major repairs go to the head, large ones to the meeting (VEH-07a, VEH-07b)', async () => {
  pool.office.at('2026-06-01', '09:00');
  expect((await pool.file('鲁强', 'vehicle-repair', repair({ shop: '路边修理铺' }))).body.refused).toMatchObject({ code: 'VEH-07a' });
  expect(route(await pool.file('鲁强', 'vehicle-repair', repair({})))).toEqual(['办公室主任', '分管机关领导']);
  expect(route(await pool.file('鲁强', 'vehicle-repair', repair({ items: '更换刹车片', amount: 90_000 })))).toEqual([
    '办公室主任',
    '分管机关领导',
    '分管财务领导',
  ]);
  expect(route(await pool.file('鲁强', 'vehicle-repair', repair({ items: '变速箱维修', repairSort: '大修', amount: 380_000 })))).toEqual([
    '办公室主任',
    '分管机关领导',
    '分管财务领导',
    '局长',
  ]);
  expect(route(await pool.file('鲁强', 'vehicle-repair', repair({ items: '日常维修', amount: 500_000 })))).toEqual([
    '办公室主任',
    '分管机关领导',
    '分管财务领导',
    '局长',
  ]);
  expect(route(await pool.file('鲁强', 'vehicle-repair', repair({ items: '发动机大修', repairSort: '大修', amount: 2_600_000 })))).toEqual([
    '办公室主任',
    '分管机关领导',
    '分管财务领导',
    '局长',
    '局务会',
  ]);
  const road = await pool.file('鲁强', 'vehicle-repair', repair({ shop: '路边修理铺', emergency: { approvedBy: '陈立', reason: '高速爆胎' } }));
  expect(road.status).toBe(200);
});

test('a repair is accepted from the designated shop within what was agreed, and only then claimed and paid (VEH-07a, VEH-07b)', async () => {
  pool.office.at('2026-06-02', '09:00');
  const asked = await pool.file('鲁强', 'vehicle-repair', repair({ items: '更换轮胎', amount: 490_000 }));
  const accept = (more: object = {}): Promise<Answer> =>
    pool.deed('冯涛', 'accept-repair', {
      request: asked.body.number,
      shop: '示范县顺达汽修厂',
      finishedOn: '2026-06-02',
      odometer: 45_300,
      amount: 490_000,
      invoice: '26530000000000000001',
      ...more,
    });
  expect((await accept()).body.refused).toMatchObject({ code: 'VEH-07a', sentence: '没有已批准的维修申请，不能验收。' });
  const approved = await pool.sign(asked.body.matterId, '冯涛', '陈立', '王建华');
  expect(approved.body.state).toBe('approved');
  const handler = (await (await pool.as('鲁强')).get(`/api/matters/${asked.body.matterId}`)).body;
  expect(handler.next.map((one: { label: string }) => one.label)).toEqual(['据此报销', '追加维修费用']);
  expect((await accept({ shop: '县城汽配城' })).body.refused).toMatchObject({ code: 'VEH-07a', sentence: '维修点不在定点名单上，票据不予受理。' });
  expect((await accept({ amount: 520_000 })).body.refused).toMatchObject({ code: 'VEH-07a', sentence: '维修金额超过批准的金额。' });

  const raised = await pool.file('鲁强', 'vehicle-repair', repair({ items: '更换轮胎', amount: 520_000 }), asked.body.matterId);
  expect(route(raised)).toEqual(['办公室主任', '分管机关领导', '分管财务领导', '局长']);
  await pool.sign(raised.body.matterId, '冯涛', '陈立', '王建华', '李国栋');

  const clerk = await pool.as('蒋雪');
  const seller = '示范县顺达汽修厂';
  const digest = await clerk.invoice({
    number: '26530000000000000001',
    date: '2026-06-02',
    seller,
    buyer: '示范县文化旅游广电体育局',
    amount: 520_000 as never,
    item: '轮胎',
  });
  const claim = (payee: string): Promise<Answer> =>
    clerk.post('/api/matters', {
      kind: 'claim',
      linkedMatterId: asked.body.matterId,
      submit: true,
      files: [
        { evidence: '发票', digest, name: '发票.xml' },
        { evidence: '原始凭证影像', digest, name: '原始凭证.xml' },
      ],
      form: {
        purpose: '更换轮胎',
        category: '公务用车运行',
        payee,
        amount: 520_000,
        paymentMethod: '公务卡',
        transactionReference: 'POS1',
        spentOn: '2026-06-02',
        specialReason: '车辆维修由办公室经办',
        witnessId: pool.idOf('鲁强'),
        invoices: [{ issuerKind: '税务发票', number: '26530000000000000001', date: '2026-06-02', seller, amount: 520_000 }],
      },
    });
  expect((await claim(seller)).body.refused).toMatchObject({ code: 'VEH-07a', sentence: '维修还没有验收，不能报销。' });
  expect((await accept({ amount: 520_000 })).status).toBe(200);
  expect((await claim('别家修理厂')).body.refused).toMatchObject({ code: 'VEH-07a', sentence: '收款单位不是验收的维修点。' });
  const filed = await claim(seller);
  expect(filed.status).toBe(200);
  await pool.deed('周静', 'register-account', { account: '6217000010001234567', bank: '示范县农信社' });
  await pool.deed('周静', 'record-income', {
    account: '6217000010001234567',
    receivedOn: '2026-06-01',
    netted: 0,
    unitId: null,
    projectId: null,
    source: '县财政局',
    funding: '财政拨款',
    book: '机关',
    amount: 10_000_000,
  });
  const signed = await pool.sign(filed.body.matterId, '鲁强', '周静', '赵敏', '王建华');
  expect(signed.body.state).toBe('approved');
  const paid = await pool.deed('吴芳', 'pay', {
    matterId: filed.body.matterId,
    version: signed.body.version,
    method: '公务卡',
    reference: 'POS1',
    paidOn: '2026-06-02',
  });
  expect(paid.body.result.number).toBe('凭〔2026〕1号');
  const { body } = await (await pool.as('周静')).get('/api/dashboard?year=2026');
  expect(body.threePublic).toMatchObject([{ line: '公务用车运行', fen: 520_000 }]);
});

test('what each car costs a kilometre is worked out for the year (VEH-05a)', async () => {
  const { body } = await (await pool.as('周静')).get('/api/reports/vehicle-costs?period=2026');
  const row = (plate: string) => body.tables[0].rows.find((one: readonly unknown[]) => one[0] === plate);
  expect(row(CAR)).toEqual([CAR, 0, 0, 48_000, null, 520_000, 0, 568_000, null]);
  expect(row(OTHER)).toEqual([OTHER, 1, 40, 0, '0.0', 0, 0, 0, 0]);
  expect(row('示A00004').at(-3)).toBe(20_000);
  expect(body.tables[1].rows[0]).toEqual(['公务用车运行（辆）', 3, 40, 588_000, 14_700]);
  expect((await (await pool.as('韩梅')).get('/api/reports/vehicle-costs?period=2026')).status).toBe(404);
});
