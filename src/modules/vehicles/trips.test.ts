import { afterAll, beforeAll, expect, test } from 'vitest';
import { CAR, openMotorPool, type MotorPool } from '../../../test/motor-pool.ts';
import type { Answer } from '../../../test/office.ts';

let pool: MotorPool;
beforeAll(async () => {
  pool = await openMotorPool({ day: '2026-05-18', drivers: ['鲁强', '杨帆'], odometer: 45_000 });
});
afterAll(() => pool.office.close());

test('the driver sets out fit and on a notice issued before; otherwise it is entered and reported (VEH-02d, VEH-08a, VEH-08b)', async () => {
  pool.office.at('2026-07-06', '07:40');
  const { number } = await pool.agreed({ fromAt: '2026-07-06T08:00', untilAt: '2026-07-06T12:00' });
  const dispatch = (await pool.send(number)).body.result.number;
  const offered = async (name: string): Promise<readonly string[]> =>
    (await (await pool.as(name)).get('/api/vehicles/own-dispatches')).body.map((one: { value: string }) => one.value);
  expect([await offered('鲁强'), await offered('冯涛')]).toEqual([[dispatch], []]);
  pool.office.at('2026-07-06', '08:05');
  const out = { dispatch, outAt: '2026-07-06T08:00', odometer: 45_000 };
  expect((await pool.takeOut({ ...out, fit: false })).body.refused).toMatchObject({ code: 'VEH-08b' });
  expect((await pool.deed('杨帆', 'take-out-vehicle', { plate: CAR, ...out, fit: true })).body.refused).toMatchObject({ code: 'not-driver' });
  const gone = await pool.takeOut({ ...out, checks: ['轮胎'] });
  expect(gone.body.result.remarks).toEqual(['出车检查不齐全，已列入用车登记。']);
  expect((await pool.takeOut(out)).body.refused).toMatchObject({ code: 'out-already' });
  expect(await offered('鲁强')).toEqual([]);
  pool.office.at('2026-07-06', '11:30');
  expect((await pool.bringBack({ backAt: '2026-07-06T11:20', odometer: 45_040 })).status).toBe(200);

  pool.office.at('2026-07-06', '14:30');
  const late = await pool.agreed({ fromAt: '2026-07-06T15:00', untilAt: '2026-07-06T17:00' });
  const issued = (await pool.send(late.number)).body.result.number;
  const before = await pool.takeOut({ dispatch: issued, outAt: '2026-07-06T14:00', odometer: 45_040 });
  expect(before.body.result.remarks).toEqual(['派车通知晚于出车时间，已报告办公室和纪检领导。']);
  for (const name of ['冯涛', '赵敏'])
    expect((await (await pool.as(name)).get('/api/notices')).body.rows[0].sentence).toContain(`${CAR}2026-07-06 14:00由鲁强出车`);
  pool.office.at('2026-07-06', '17:00');
  await pool.bringBack({ backAt: '2026-07-06T16:30', odometer: 45_080 });
  expect((await pool.takeOut({ outAt: '2026-07-06T16:40', odometer: 45_080 })).body.refused).toMatchObject({ code: 'incomplete' });
  const without = await pool.takeOut({ outAt: '2026-07-06T16:40', odometer: 45_080, user: '冯涛', purpose: '紧急送文件', route: '县政府' });
  expect(without.body.result.remarks).toEqual(['没有派车通知出车，已报告办公室和纪检领导。']);
  expect((await pool.deed('冯涛', 'explain-trip', { tripId: without.body.result.tripId, reason: '县政府紧急通知' })).status).toBe(200);
  expect((await pool.deed('冯涛', 'explain-trip', { tripId: without.body.result.tripId, reason: '再次说明' })).body.refused).toMatchObject({
    code: 'explained-already',
  });
  await pool.bringBack({ backAt: '2026-07-06T16:55', odometer: 45_086, routeKm: 6 });
});

test('the odometer goes on where it stood; a gap is explained and listed (VEH-05a)', async () => {
  pool.office.at('2026-07-07', '07:00');
  const { number } = await pool.agreed({ fromAt: '2026-07-07T08:00', untilAt: '2026-07-07T12:00' });
  const dispatch = (await pool.send(number)).body.result.number;
  pool.office.at('2026-07-07', '08:01');
  const out = { dispatch, outAt: '2026-07-07T08:00' };
  expect((await pool.takeOut({ ...out, odometer: 45_085 })).body.refused).toMatchObject({ code: 'VEH-05a', sentence: '出车里程小于该车上一次登记的里程。' });
  expect((await pool.takeOut({ ...out, odometer: 45_136 })).body.refused).toMatchObject({ code: 'VEH-05a', sentence: expect.stringContaining('断档') });
  expect((await pool.takeOut({ ...out, odometer: 45_136, gapReason: '送维修厂试车' })).status).toBe(200);
  const [line] = (await (await pool.as('冯涛')).get('/api/registers/vehicle-trip?gapKm=50')).body.rows;
  expect(line).toMatchObject({ plate: CAR, gapKm: 50, gapReason: '送维修厂试车' });
  pool.office.at('2026-07-07', '12:00');
  expect((await pool.bringBack({ backAt: '2026-07-07T11:50', odometer: 45_135 })).body.refused).toMatchObject({ code: 'VEH-05a' });
  expect((await pool.bringBack({ backAt: '2026-07-07T11:50', odometer: 45_176 })).status).toBe(200);
});

test('more kilometres than the route and its tolerance, and four hours without a rest, are told (VEH-02a, VEH-08b)', async () => {
  pool.office.at('2026-07-08', '07:00');
  const { number, matterId } = await pool.agreed({ fromAt: '2026-07-08T08:00', untilAt: '2026-07-08T18:00' });
  const dispatch = (await pool.send(number)).body.result.number;
  pool.office.at('2026-07-08', '13:00');
  await pool.takeOut({ dispatch, outAt: '2026-07-08T08:00', odometer: 45_176 });
  const back = await pool.bringBack({ backAt: '2026-07-08T12:30', odometer: 45_271, routeKm: 40 });
  expect(back.body.result).toMatchObject({ surplusKm: 47, remarks: [expect.stringContaining('超过路线里程'), expect.stringContaining('连续驾驶超过4小时')] });
  expect((await (await pool.as('赵敏')).get('/api/notices')).body.rows[0].sentence).toContain(`${CAR}2026-07-08 12:30收车`);
  expect((await (await pool.as('韩梅')).get(`/api/matters/${matterId}`)).body.state).toBe('closed');
  const { body: free } = await (await pool.as('韩梅')).get('/api/vehicles/free?fromAt=2026-07-08T14:00&untilAt=2026-07-08T16:00');
  expect(free[0]).toMatchObject({ plate: CAR, free: true });
});

test('a rest of twenty minutes divides the drive, a shorter one does not (VEH-08b)', async () => {
  for (const [day, breaks, told] of [
    ['2026-07-09', [{ fromAt: '2026-07-09T10:00', untilAt: '2026-07-09T10:20' }], 0],
    ['2026-07-10', [{ fromAt: '2026-07-10T10:00', untilAt: '2026-07-10T10:19' }], 1],
  ] as const) {
    pool.office.at(day, '07:00');
    const { number } = await pool.agreed({ fromAt: `${day}T08:00`, untilAt: `${day}T18:00` });
    const dispatch = (await pool.send(number)).body.result.number;
    pool.office.at(day, '13:00');
    const odometer = day === '2026-07-09' ? 45_271 : 45_311;
    await pool.takeOut({ dispatch, outAt: `${day}T08:00`, odometer });
    expect((await pool.bringBack({ backAt: `${day}T12:30`, odometer: odometer + 40, breaks })).body.result.remarks).toHaveLength(told);
  }
});

test('a trip without its parking stays open; another place needs a reason (VEH-05a, VEH-05b)', async () => {
  pool.office.at('2026-07-13', '07:00');
  const { number } = await pool.agreed({ fromAt: '2026-07-13T08:00', untilAt: '2026-07-13T12:00' });
  const dispatch = (await pool.send(number)).body.result.number;
  pool.office.at('2026-07-13', '12:00');
  await pool.takeOut({ dispatch, outAt: '2026-07-13T08:00', odometer: 45_351 });
  const open = async (): Promise<number> =>
    (await (await pool.as('鲁强')).get('/api/obligations?scope=mine')).body.rows.filter(
      (one: { duty: string; dueOn: string }) => one.duty === '收车登记' && one.dueOn === '2026-07-13',
    ).length;
  expect((await pool.bringBack({ backAt: '2026-07-13T11:00', odometer: 45_391, parking: '途中停放', place: '县宾馆' })).body.refused).toMatchObject({
    code: 'VEH-05b',
  });
  expect((await pool.bringBack({ backAt: '2026-07-13T11:00', odometer: 45_391, parking: null })).status).toBe(200);
  expect(await open()).toBe(1);
  const park = (more: object): Promise<Answer> =>
    pool.deed('鲁强', 'park-vehicle', { plate: CAR, parkedAt: '2026-07-13T11:10', parking: '途中停放', place: '县宾馆', ...more });
  expect((await park({})).body.refused).toMatchObject({ code: 'VEH-05b' });
  expect((await park({ reason: '会务用车，次日继续使用' })).status).toBe(200);
  expect(await open()).toBe(0);
  expect((await (await pool.as('冯涛')).get('/api/notices')).body.rows[0].sentence).toContain('停放在县宾馆');
});

test('a resort is no place to park, except for enforcement or with 办公室’s word beforehand; the car there is an incident (VEH-05d)', async () => {
  const drive = async (day: string, request: object, dispatching: object): Promise<Answer> => {
    pool.office.at(day, '07:00');
    const { number } = await pool.agreed({ fromAt: `${day}T08:00`, untilAt: `${day}T12:00`, ...request });
    const dispatch = (await pool.send(number, dispatching)).body.result.number;
    pool.office.at(day, '12:30');
    const { odometer } = (await (await pool.as('冯涛')).get('/api/vehicles')).body[0];
    await pool.takeOut({ dispatch, outAt: `${day}T08:00`, odometer });
    return pool.bringBack({ backAt: `${day}T12:00`, odometer: odometer + 40, parking: '度假区', place: '碧水湾度假区' });
  };
  expect((await drive('2026-07-14', { purposeKind: '会议' }, {})).body.result.parkingRefused).toContain('不得停放在度假区');
  const [incident] = (await (await pool.as('赵敏')).get('/api/registers/vehicle-incident')).body.rows;
  expect(incident).toMatchObject({ plate: CAR, place: '度假区碧水湾度假区' });
  expect(
    (await pool.deed('鲁强', 'park-vehicle', { plate: CAR, parkedAt: '2026-07-14T12:20', parking: '度假区', place: '碧水湾' })).body.refused,
  ).toMatchObject({ code: 'VEH-05d' });
  expect((await pool.deed('鲁强', 'park-vehicle', { plate: CAR, parkedAt: '2026-07-14T12:20', parking: '单位车库', place: '机关院内' })).status).toBe(200);
  expect((await drive('2026-07-15', { purposeKind: '执法' }, {})).body.result.parkingRefused).toBeNull();
  expect((await drive('2026-07-16', { purposeKind: '会议' }, { parkingConfirmed: '景区安全检查组驻点' })).body.result.parkingRefused).toBeNull();
  expect((await pool.deed('白雪', 'report-parking', { plate: CAR, seenAt: '2026-07-16T11:00', place: '金色年华娱乐城', facts: '中午停在门口' })).status).toBe(
    200,
  );
});
