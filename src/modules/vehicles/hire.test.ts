import { afterAll, beforeAll, expect, test } from 'vitest';
import { CAR, OTHER, openMotorPool, route, type MotorPool } from '../../../test/motor-pool.ts';
import type { Answer } from '../../../test/office.ts';

let pool: MotorPool;
beforeAll(async () => {
  pool = await openMotorPool({ day: '2026-03-10', drivers: ['鲁强', '鲁强'], odometer: 45_210 });
});
afterAll(() => pool.office.close());

const pdf = async (name: string): Promise<string> =>
  (await (await pool.as(name)).upload('凭证.pdf', Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF'))).body.digest;

const hired = (plate: string, more: object = {}): object => ({
  plate,
  owner: '示范县平安汽车租赁公司',
  vehicleClass: '轿车',
  registration: `行${plate}`,
  inspectionUntil: '2026-12-31',
  compulsoryUntil: '2026-12-31',
  thirdPartyUntil: '2026-12-31',
  agreementOn: '2026-01-05',
  ...more,
});

test('a car is hired for a request no own car is free for, by 办公室, from a lessor who has signed (VEH-01a, VEH-02b, VEH-03a, VEH-03b, VEH-03d)', async () => {
  pool.office.at('2026-08-03', '09:00');
  const lessors: readonly (readonly [string, object])[] = [
    ['示B00001', {}],
    ['示B00002', { compulsoryUntil: '2026-08-05' }],
    ['示B00003', { thirdPartyUntil: null }],
    ['示B00004', { agreementOn: null }],
    ['示B00005', { owner: '冯涛', ownerId: pool.idOf('冯涛') }],
  ];
  expect((await pool.deed('冯涛', 'register-hire-car', hired('示B00005', { owner: '冯涛', ownerId: pool.idOf('冯涛') }))).body.refused).toMatchObject({
    code: 'own-business',
  });
  for (const [plate, more] of lessors) expect((await pool.deed('蒋雪', 'register-hire-car', hired(plate, more))).status).toBe(200);
  const day = { fromAt: '2026-08-06T08:00', untilAt: '2026-08-06T12:00' };
  const waiting = await pool.agreed({ ...day, passengers: [pool.idOf('孙丽'), pool.idOf('沈明')] });
  const offered = async (name: string) =>
    (await (await pool.as(name)).get(`/api/matters/${waiting.matterId}`)).body.next.map((one: { label: string }) => one.label);
  expect([await offered('韩梅'), await offered('蒋雪')]).toEqual([[], ['据此租车', '节假日用车报告']]);
  const hire = (plate: string, more: object = {}, who = '蒋雪'): Promise<Answer> =>
    pool.file(
      who,
      'vehicle-hire',
      { plate, purpose: '检查文化站', route: '河东镇往返', ...day, routeKm: 86, amount: 21_500, driver: '租赁公司司机', ...more },
      waiting.matterId,
    );
  expect((await hire('示B00001')).body.refused).toMatchObject({ code: 'VEH-02b', sentence: '这段时间还有空闲公车，不能租车。', releasableBy: '分管机关领导' });
  for (const plate of [CAR, OTHER]) {
    const taken = await pool.file('秦岚', 'vehicle-request', {
      purposeKind: '会议',
      purpose: '开会',
      destination: '市局',
      ...day,
      passengers: [pool.idOf('陈立')],
      vehicleId: pool.cars.get(plate),
    });
    expect(taken.status).toBe(200);
  }
  expect((await hire('示B00001', {}, '秦岚')).body.failure).toMatchObject({ sentence: '所关联的事项不能作为本次租车审批的依据。' });
  expect(
    (
      await pool.file('秦岚', 'vehicle-hire', {
        plate: '示B00001',
        purpose: '检查文化站',
        route: '河东镇往返',
        ...day,
        routeKm: 86,
        amount: 21_500,
        driver: '租赁公司司机',
      })
    ).body.refused,
  ).toMatchObject({ code: 'VEH-01a' });
  expect((await hire('示B00002')).body.refused).toMatchObject({ code: 'VEH-03a', sentence: '拟租车辆交强险已过期。' });
  expect((await hire('示B00003')).body.refused).toMatchObject({ code: 'VEH-03a' });
  expect((await hire('示B00003', { coverageConfirmed: true })).status).toBe(200);
  expect((await hire('示B00004')).body.refused).toMatchObject({ code: 'VEH-03d' });
  expect((await hire('示B00005', { ownerId: pool.idOf('冯涛') }, '冯涛')).body.refused).toMatchObject({ code: 'VEH-03b' });
  expect((await hire('示B00005')).body.refused).toMatchObject({ code: 'owner', sentence: '示B00005备案的车主为冯涛。' });
  expect(route(await hire('示B00005', { ownerId: pool.idOf('冯涛') }))).toEqual(['分管机关领导']);
  expect((await hire('示B00001', { amount: 20_000 })).body.refused).toMatchObject({
    code: 'VEH-03c',
    sentence: '轿车86公里的租金为215.00元，与填写的预计租金不符。',
  });
  const asked = await hire('示B00001');
  expect(route(asked)).toEqual(['办公室主任']);
  expect((await pool.sign(asked.body.matterId, '冯涛')).body.state).toBe('approved');
  const [slip] = (await (await pool.as('冯涛')).get('/api/registers/vehicle-dispatch?plate=示B00001')).body.rows;
  expect(slip).toMatchObject({ number: '派单〔2026〕1号', driver: '租赁公司司机', matter: asked.body.number });
  expect((await (await pool.as('冯涛')).get('/api/vehicles/dispatches/派单〔2026〕1号/print.pdf')).status).toBe(200);
});

test('rent is the lower of odometer and route at the price of the class; rents of staff are listed by month (VEH-03b, VEH-03c)', async () => {
  pool.office.at('2026-08-07', '09:00');
  const mine = async (kind: string, title: string): Promise<{ readonly number: string; readonly matterId: number }> =>
    (await (await pool.as('蒋雪')).get(`/api/matters?view=mine&kind=${kind}`)).body.rows.filter((one: { state: string }) => one.state === title)[0];
  const firm = await mine('vehicle-hire', 'approved');
  const settle = (hire: string, who = '蒋雪'): Promise<Answer> => pool.deed(who, 'settle-hire', { hire, startKm: 10_000, endKm: 10_092, routeKm: 86 });
  expect((await settle(firm.number)).body.result).toEqual({ billedKm: 86, rent: 21_500 });
  expect((await settle(firm.number)).body.refused).toMatchObject({ code: 'settled-already' });
  const staff = (await (await pool.as('蒋雪')).get('/api/matters?view=mine&kind=vehicle-hire')).body.rows;
  let ofOwner: { readonly number: string; readonly matterId: number } | undefined;
  for (const one of staff) if ((await (await pool.as('蒋雪')).get(`/api/matters/${one.matterId}`)).body.form.plate === '示B00005') ofOwner = one;
  await pool.sign(ofOwner?.matterId ?? 0, '陈立');
  expect((await settle(ofOwner?.number ?? '', '冯涛')).body.refused).toMatchObject({ code: 'own-business' });
  expect((await settle(ofOwner?.number ?? '')).status).toBe(200);
  const { body } = await (await pool.as('赵敏')).get('/api/reports/staff-car-rents?period=2026-08');
  expect(body.tables[0].rows).toEqual([['冯涛', '示B00005', 1, 86, 21_500]]);
  const claim = await (
    await pool.as('蒋雪')
  ).post('/api/matter-kinds/claim/preview', {
    linkedMatterId: firm.matterId,
    files: [],
    form: {
      purpose: '租车',
      category: '租车费',
      payee: '示范县平安汽车租赁公司',
      amount: 22_000,
      paymentMethod: '银行转账',
      spentOn: '2026-08-07',
      invoices: [],
    },
  });
  expect(claim.body.refusals.map((one: { sentence: string }) => one.sentence)).toContain('结算的租金为215.00元，出租人为示范县平安汽车租赁公司。');
});

test('a case decided against the driver takes the whole bonus of the year once; without fault it stays (VEH-08c)', async () => {
  pool.office.at('2026-11-02', '09:00');
  const report = (sort: string, more: object = {}): Promise<Answer> =>
    pool.deed('冯涛', 'report-vehicle-case', {
      sort,
      happenedOn: '2026-07-11',
      plate: CAR,
      personId: pool.idOf('鲁强'),
      ruleBroken: '第八条',
      facts: '周六驾车外出',
      loss: 0,
      insurance: 0,
      ...more,
    });
  await pool.deed('冯涛', 'set-safety-bonus', { personId: pool.idOf('鲁强'), year: 2026, amount: 200_000, paid: 0 });
  const bonus = async (): Promise<readonly unknown[]> => (await (await pool.as('周静')).get('/api/reports/safety-bonus?period=2026')).body.tables[0].rows[0];
  expect(
    (
      await pool.deed('韩梅', 'report-vehicle-case', {
        sort: '事故',
        happenedOn: '2026-07-11',
        plate: CAR,
        personId: pool.idOf('鲁强'),
        ruleBroken: '第八条',
        facts: '追尾',
        loss: 0,
        insurance: 0,
      })
    ).body.refused,
  ).toMatchObject({ code: 'not-reporter' });
  const innocent = (await report('事故', { facts: '停车等灯时被追尾，对方全责' })).body.result.number;
  const decision = { share: 0, decision: '对方全责，驾驶员无责', responsible: false };
  expect((await pool.deed('王建华', 'decide-vehicle-case', { number: innocent, ...decision })).body.refused).toMatchObject({ code: 'not-head' });
  expect((await pool.deed('李国栋', 'decide-vehicle-case', { number: innocent, ...decision })).status).toBe(200);
  expect(await bonus()).toEqual(['鲁强', 200_000, 0, 200_000, 0, 0]);
  const guilty = (await report('公车私用')).body.result.number;
  await pool.deed('李国栋', 'decide-vehicle-case', { number: guilty, share: 0, responsible: true, decision: '公车私用属实' });
  expect(await bonus()).toEqual(['鲁强', 200_000, 1, 0, 0, 0]);
  await pool.deed('冯涛', 'set-safety-bonus', { personId: pool.idOf('鲁强'), year: 2026, amount: 200_000, paid: 200_000 });
  expect(await bonus()).toEqual(['鲁强', 200_000, 1, 0, 200_000, 200_000]);
});

test('whoever breaks the rules bears the loss less the insurance; less than that only with the head’s reason; it stays due until paid (VEH-10)', async () => {
  pool.office.at('2026-11-03', '09:00');
  const reported = await pool.deed('赵敏', 'report-vehicle-case', {
    sort: '事故',
    happenedOn: '2026-11-01',
    plate: CAR,
    personId: pool.idOf('鲁强'),
    ruleBroken: '第二条：无派遣出车',
    facts: '无派遣出车撞护栏',
    loss: 800_000,
    insurance: 500_000,
  });
  expect(reported.body.result.proposed).toBe(300_000);
  const decide = (more: object): Promise<Answer> =>
    pool.deed('李国栋', 'decide-vehicle-case', { number: reported.body.result.number, responsible: true, share: 300_000, decision: '由驾驶员承担', ...more });
  expect((await decide({ share: 299_999 })).body.refused).toMatchObject({ code: 'VEH-10' });
  expect((await decide({ share: 800_001 })).body.refused).toMatchObject({ code: 'too-much' });
  expect((await decide({ share: 200_000, reason: '雨天路滑，主动报案' })).body.result).toEqual({ share: 200_000, dueOn: '2026-12-03' });
  expect((await pool.duties('鲁强', '车损赔偿')).map((one) => one.dueOn)).toEqual(['2026-12-03']);
  expect((await pool.deed('吴芳', 'settle-vehicle-case', { number: reported.body.result.number, receipt: '收0031' })).status).toBe(200);
  expect(await pool.duties('鲁强', '车损赔偿')).toEqual([]);
});

test('subordinate units hand in their own rules; who has not is listed (VEH-09)', async () => {
  await pool.daily('2026-11-04');
  const first = await pool.duties('邱实', '局属单位用车办法');
  expect(first.map((one) => one.sentence)).toEqual([expect.stringContaining('县文化馆')]);
  pool.office.at('2026-11-05', '09:00');
  const { body: units } = await (await pool.as('邱实')).get('/api/departments');
  const museum = units.find((one: { name: string }) => one.name === '县文化馆').departmentId;
  const handIn = async (name: string): Promise<Answer> =>
    pool.deed(name, 'hand-in-unit-rules', { departmentId: museum, body: '馆务会', madeOn: '2026-11-04', file: await pdf(name) });
  expect((await handIn('白雪')).body.refused).toMatchObject({ code: 'not-head' });
  expect((await handIn('邱实')).status).toBe(200);
  expect(await pool.duties('邱实', '局属单位用车办法')).toEqual([]);
  const { body } = await (await pool.as('冯涛')).get('/api/registers/unit-vehicle-rules?state=未报送');
  expect(body.rows.map((one: { unit: string }) => one.unit)).toEqual(['县图书馆']);
});

test('hire stands beside the running of the cars in the yearly report (VEH-03c)', async () => {
  const { body } = await (await pool.as('周静')).get('/api/reports/vehicle-costs?period=2026');
  expect(body.tables[1].rows[1]).toEqual(['租车费（次）', 2, 172, 43_000, 250]);
});
