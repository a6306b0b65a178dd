import { afterAll, beforeAll, expect, test } from 'vitest';
import { CAR, openMotorPool, route, type MotorPool } from '../../../test/motor-pool.ts';
import type { Answer } from '../../../test/office.ts';
import { oldAccount } from '../../../test/old-account.ts';

let pool: MotorPool;
beforeAll(async () => {
  pool = await openMotorPool({ day: '2026-03-10', drivers: ['鲁强', '鲁强'], odometer: 45_210 });
  await pool.deed('冯涛', 'designate-repair-shop', { name: '示范县顺达汽修厂', from: '2024-01-01' });
});
afterAll(() => pool.office.close());

const repair = (more: object): object => ({ vehicleId: pool.cars.get(CAR), items: '更换机油机滤', shop: '示范县顺达汽修厂', amount: 38_000, ...more });

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
  expect((await claim('别家修理厂')).body.refusals).toMatchObject([{ code: 'ICF-02.3d' }, { code: 'VEH-07a', sentence: '收款单位不是验收的维修点。' }]);
  const filed = await claim(seller);
  expect(filed.status).toBe(200);
  await pool.deed('周静', 'register-account', oldAccount('6217000010001234567', '示范县农信社'));
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

test('what repairs cost stands in the costs of the year (VEH-05a)', async () => {
  const { body } = await (await pool.as('周静')).get('/api/reports/vehicle-costs?period=2026');
  expect(body.tables[0].rows.find((one: readonly unknown[]) => one[0] === CAR)).toEqual([CAR, 0, 0, 0, null, 520_000, 0, 520_000, null]);
});
