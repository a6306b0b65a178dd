import { afterAll, beforeAll, expect, test } from 'vitest';
import { CAR, OTHER, openMotorPool, route, type MotorPool } from '../../../test/motor-pool.ts';
import type { Answer, Person } from '../../../test/office.ts';

let pool: MotorPool;
beforeAll(async () => {
  pool = await openMotorPool({ day: '2026-05-18', drivers: ['鲁强', '杨帆'], odometer: 45_000 });
});
afterAll(() => pool.office.close());

test('the purpose of the regulation stands at its head (VEH-00)', async () => {
  const { body } = await (await pool.as('韩梅')).get('/api/regulations/公车管理制度');
  expect(JSON.stringify(body)).toContain('适应公务用车改革');
});

test('only 办公室 registers cars and sends them out; others file requests (VEH-01a)', async () => {
  expect((await pool.deed('秦岚', 'register-vehicle', pool.car('示A00009', '鲁强'))).body.refused).toMatchObject({ code: 'not-office' });
  const { number } = await pool.agreed({ fromAt: '2026-05-18T14:00', untilAt: '2026-05-18T16:00' });
  expect((await pool.send(number, {}, '秦岚')).body.refused).toMatchObject({ code: 'VEH-01a', whatWouldHelp: ['提出用车申请，由办公室安排'] });
  expect((await pool.send(number)).body.result).toMatchObject({ number: '派车〔2026〕1号', version: 1 });
});

test('a car goes only with a member of the party group, or with the head’s approval (VEH-01c, VEH-01d)', async () => {
  pool.office.at('2026-05-18', '09:00');
  const clerks = { passengers: [pool.idOf('韩梅'), pool.idOf('杨帆')], fromAt: '2026-06-01T08:00', untilAt: '2026-06-01T10:00' };
  expect((await pool.file('韩梅', 'vehicle-request', pool.trip(clerks))).body.refused).toMatchObject({ code: 'VEH-01c' });
  expect((await pool.file('秦岚', 'vehicle-request', pool.trip({ ...clerks, passengers: [pool.idOf('秦岚')] }))).body.refused).toMatchObject({
    code: 'VEH-01d',
  });
  const special = await pool.file(
    '秦岚',
    'vehicle-request',
    pool.trip({ ...clerks, passengers: [pool.idOf('秦岚')], specialReason: '夜间暴雨，景区紧急处置' }),
  );
  expect(route(special)).toEqual(['办公室', '局长']);
  await pool.sign(special.body.matterId, '蒋雪');
  expect((await pool.send(special.body.number)).body.refused).toMatchObject({ code: 'VEH-01a' });
  await pool.sign(special.body.matterId, '李国栋');
  expect((await pool.send(special.body.number)).status).toBe(200);
});

test('approval after departure is none (VEH-01d)', async () => {
  pool.office.at('2026-06-02', '09:00');
  const late = await pool.agreed({ fromAt: '2026-06-02T08:00', untilAt: '2026-06-02T12:00' });
  expect((await pool.send(late.number)).body.refused).toMatchObject({ code: 'VEH-01d' });
  pool.office.at('2026-06-02', '07:30');
  const early = await pool.agreed({ fromAt: '2026-06-02T13:00', untilAt: '2026-06-02T14:00' });
  expect((await pool.send(early.number)).status).toBe(200);
});

test('private purposes cannot be chosen; other business is explained (VEH-02a)', async () => {
  pool.office.at('2026-05-18', '09:00');
  const day = { fromAt: '2026-06-03T08:00', untilAt: '2026-06-03T10:00' };
  const school = await pool.file('韩梅', 'vehicle-request', pool.trip({ ...day, purposeKind: '接送子女', purpose: '送孩子上学' }));
  expect(school.status).toBe(400);
  expect(school.body.failure.fields).toMatchObject([{ path: 'purposeKind', sentence: expect.stringContaining('公车只能用于公务') }]);
  expect((await pool.file('韩梅', 'vehicle-request', pool.trip({ ...day, purposeKind: '其他公务' }))).body.refused).toMatchObject({ code: 'VEH-02a' });
  expect((await pool.file('韩梅', 'vehicle-request', pool.trip({ ...day, purposeKind: '其他公务', explanation: '送非遗展品到省博物馆' }))).status).toBe(200);
});

test('the second request for a car is told who has it, from when to when, and which cars are free (VEH-02b)', async () => {
  pool.office.at('2026-05-18', '09:00');
  const day = { vehicleId: pool.cars.get(CAR), fromAt: '2026-06-04T08:00', untilAt: '2026-06-04T12:00' };
  const first = await pool.file('韩梅', 'vehicle-request', pool.trip(day));
  expect(first.status).toBe(200);
  const second = await pool.file(
    '沈明',
    'vehicle-request',
    pool.trip({ ...day, fromAt: '2026-06-04T09:00', untilAt: '2026-06-04T15:00', passengers: [pool.idOf('孙丽')] }),
  );
  expect(second.body.refused).toMatchObject({
    code: 'VEH-02b',
    sentence: `${CAR}已由王建华、韩梅预定：2026-06-04 08:00至2026-06-04 12:00。`,
    whatWouldHelp: expect.arrayContaining([`这段时间空闲的车辆：${OTHER}（别克商务车，7座）`]),
  });
  const preview = await (
    await pool.as('沈明')
  ).post('/api/matter-kinds/vehicle-request/preview', { form: pool.trip({ ...day, passengers: [pool.idOf('孙丽')] }), files: [] });
  expect(preview.body.refusals[0]).toMatchObject({ code: 'VEH-02b' });
  const after = await pool.file(
    '沈明',
    'vehicle-request',
    pool.trip({ ...day, fromAt: '2026-06-04T12:00', untilAt: '2026-06-04T15:00', passengers: [pool.idOf('孙丽')] }),
  );
  expect(after.status).toBe(200);
  const { body: free } = await (await pool.as('沈明')).get('/api/vehicles/free?fromAt=2026-06-04T11:00&untilAt=2026-06-04T13:00');
  expect(free.map((one: { plate: string; free: boolean }) => [one.plate, one.free])).toEqual([
    [CAR, false],
    [OTHER, true],
  ]);
});

test('of two requests for one car at the same moment one is held, the other told (VEH-02b)', async () => {
  pool.office.at('2026-05-18', '09:00');
  const day = { vehicleId: pool.cars.get(OTHER), fromAt: '2026-06-05T08:00', untilAt: '2026-06-05T12:00' };
  const [one, other] = await Promise.all([pool.as('韩梅'), pool.as('沈明')]);
  const filing = (person: Person): Promise<Answer> =>
    person.post('/api/matters', { kind: 'vehicle-request', form: pool.trip(day), linkedMatterId: null, files: [], submit: true });
  const answers = await Promise.all([filing(one), filing(other)]);
  const [done, told] = answers.toSorted((a, b) => a.status - b.status);
  expect(done?.status).toBe(200);
  expect(JSON.stringify(told?.body)).toContain(`${OTHER}已由王建华、韩梅预定：2026-06-05 08:00至2026-06-05 12:00`);
  expect([409, 422]).toContain(told?.status);
  const held = await pool.office.database.owner.query('select 1 from vehicle_booking where vehicle_id = $1 and span && tstzrange($2, $3)', [
    pool.cars.get(OTHER),
    '2026-06-05T08:00+08:00',
    '2026-06-05T12:00+08:00',
  ]);
  expect(held.rowCount).toBe(1);
});

test('a withdrawn request gives the car back (VEH-02b)', async () => {
  pool.office.at('2026-05-18', '09:00');
  const day = { vehicleId: pool.cars.get(CAR), fromAt: '2026-06-08T08:00', untilAt: '2026-06-08T12:00' };
  const first = await pool.file('韩梅', 'vehicle-request', pool.trip(day));
  expect((await pool.file('沈明', 'vehicle-request', pool.trip(day))).body.refused).toMatchObject({ code: 'VEH-02b' });
  expect((await (await pool.as('韩梅')).post(`/api/matters/${first.body.matterId}/withdraw`, { version: first.body.version, reason: '改期' })).status).toBe(
    200,
  );
  expect((await pool.file('沈明', 'vehicle-request', pool.trip(day))).status).toBe(200);
});

test('the head’s business goes first, then what is urgent, then the earlier request; another order needs its reason (VEH-01b)', async () => {
  pool.office.at('2026-05-18', '08:00');
  const day = { fromAt: '2026-06-09T08:00', untilAt: '2026-06-09T12:00' };
  const a = await pool.agreed({ ...day, vehicleId: pool.cars.get(CAR) });
  pool.office.at('2026-05-18', '09:00');
  const b = await pool.agreed({ ...day, passengers: [pool.idOf('李国栋')] });
  const other = await pool.agreed({ ...day, passengers: [pool.idOf('孙丽')], vehicleId: pool.cars.get(OTHER) }, '沈明');
  expect((await pool.send(other.number, { plate: OTHER, driverId: pool.idOf('杨帆') })).body.refused).toMatchObject({ code: 'VEH-01b' });
  const { body: waiting } = await (await pool.as('冯涛')).get('/api/vehicles/waiting');
  const lines = waiting.filter((one: { fromAt: string }) => one.fromAt.startsWith('2026-06-09'));
  expect(lines.map((one: { number: string; rank: number }) => [one.number, one.rank])).toEqual([
    [b.number, 1],
    [a.number, 3],
    [other.number, 3],
  ]);
  expect(lines.map((one: { proposed: string | null; driverId: number | null }) => [one.proposed, one.driverId])).toEqual([
    [CAR, pool.idOf('鲁强')],
    [OTHER, pool.idOf('杨帆')],
    [null, null],
  ]);

  const sent = await pool.send(b.number);
  expect(sent.status).toBe(200);
  const told = (await (await pool.as('韩梅')).get('/api/notices')).body.rows.map((one: { sentence: string }) => one.sentence);
  expect(told.some((one: string) => one.includes(`${a.number}预定的${CAR}已按派车次序让给`) && one.includes('租车'))).toBe(true);
  expect((await pool.send(a.number, { plate: CAR })).body.refused).toMatchObject({ code: 'VEH-02b', sentence: expect.stringContaining('李国栋使用') });
  expect((await pool.send(other.number, { plate: OTHER, driverId: pool.idOf('杨帆') })).body.refused).toMatchObject({ code: 'VEH-01b' });
  expect((await pool.send(other.number, { plate: OTHER, driverId: pool.idOf('杨帆'), deviation: '文化馆排练，参加人多' })).status).toBe(200);
});

test('an urgent request stands before an ordinary one that came earlier, and says why (VEH-01b)', async () => {
  pool.office.at('2026-05-18', '08:00');
  const day = { fromAt: '2026-06-10T08:00', untilAt: '2026-06-10T12:00' };
  const bare = await pool.file('沈明', 'vehicle-request', pool.trip({ ...day, urgency: '急事' }));
  expect(bare.body.failure.fields).toMatchObject([{ path: 'urgencyReason', sentence: '要事、急事须写明理由' }]);
  const c = await pool.agreed(day);
  pool.office.at('2026-05-18', '08:30');
  const a = await pool.agreed({ ...day, urgency: '急事', urgencyReason: '舞台坍塌险情', passengers: [pool.idOf('孙丽')] }, '沈明');
  const { body } = await (await pool.as('冯涛')).get('/api/vehicles/waiting');
  expect(body.filter((one: { fromAt: string }) => one.fromAt.startsWith('2026-06-10')).map((one: { number: string }) => one.number)).toEqual([
    a.number,
    c.number,
  ]);
});

test('a notice names car, driver, time, route and user; a change is a new version; passengers and car stand in the agenda (VEH-02c)', async () => {
  pool.office.at('2026-05-18', '10:00');
  const { number, matterId } = await pool.agreed({ fromAt: '2026-06-11T08:00', untilAt: '2026-06-11T17:00' });
  const first = await pool.send(number);
  const notices = (await (await pool.as('鲁强')).get('/api/notices')).body.rows;
  expect(notices[0].sentence).toBe(`${first.body.result.number}：请于2026-06-11 08:00至2026-06-11 17:00驾驶${CAR}，河东镇往返，用车人王建华、韩梅。`);
  const again = await pool.send(number, { plate: OTHER, driverId: pool.idOf('杨帆') });
  expect(again.body.result).toEqual({ number: first.body.result.number, version: 2 });
  const lines = (await (await pool.as('冯涛')).get(`/api/registers/vehicle-dispatch?number=${first.body.result.number}`)).body.rows;
  expect(lines.map((one: { version: number; plate: string; ended: string }) => [one.version, one.plate, one.ended])).toEqual([
    [2, OTHER, '现行'],
    [1, CAR, '更改派车'],
  ]);
  const { body: agenda } = await (await pool.as('韩梅')).get('/api/agenda?from=2026-06-11&until=2026-06-12');
  expect(agenda.map((one: { name: string | null; resource: string | null }) => one.name ?? one.resource).toSorted()).toEqual(
    [OTHER, '杨帆', '王建华', '韩梅'].toSorted(),
  );
  const paper = await (await pool.as('鲁强')).get(`/api/vehicles/dispatches/${first.body.result.number}/print.pdf`);
  expect(paper.body.subarray(0, 5).toString()).toBe('%PDF-');
  expect((await pool.deed('冯涛', 'cancel-dispatch', { number: first.body.result.number, reason: '会议改期' })).status).toBe(200);
  expect((await (await pool.as('韩梅')).get('/api/agenda?from=2026-06-11&until=2026-06-12')).body).toEqual([]);
  expect((await (await pool.as('韩梅')).get(`/api/matters/${matterId}`)).body.state).toBe('approved');
});

test('nobody drives two cars at once, and all who go have a seat (VEH-02c)', async () => {
  pool.office.at('2026-05-18', '10:00');
  const day = { fromAt: '2026-06-12T08:00', untilAt: '2026-06-12T12:00' };
  const [one, other] = [await pool.agreed(day), await pool.agreed({ ...day, passengers: [pool.idOf('孙丽')] }, '沈明')];
  const substitute = await pool.file('鲁强', 'driver-substitute', {
    vehicleId: pool.cars.get(OTHER),
    driverId: pool.idOf('鲁强'),
    from: '2026-06-12',
    until: '2026-06-12',
    reason: '杨帆休假',
  });
  expect(substitute.status).toBe(200);
  expect((await pool.send(one.number)).status).toBe(200);
  expect((await pool.send(other.number, { plate: OTHER })).body.refused).toMatchObject({ code: 'VEH-04' });
  await pool.deed('冯涛', 'record-licence', { personId: pool.idOf('邱实'), licenceClass: 'C1', number: '证邱实', validUntil: '2030-01-01' });
  const crowd = await pool.agreed({
    fromAt: '2026-06-15T08:00',
    untilAt: '2026-06-15T12:00',
    passengers: ['王建华', '韩梅', '秦岚', '罗成', '沈明'].map((name) => pool.idOf(name)),
  });
  expect((await pool.send(crowd.number)).body.refused).toMatchObject({ code: 'seats', sentence: `${CAR}核定5座，乘车人和驾驶人共6人。` });
});

test('a substitute drives on an approved order and a valid licence (VEH-04)', async () => {
  pool.office.at('2026-06-15', '09:00');
  await pool.deed('冯涛', 'record-licence', { personId: pool.idOf('白雪'), licenceClass: 'C1', number: '证白雪', validUntil: '2026-06-19' });
  const order = (until: string): Promise<Answer> =>
    pool.file('鲁强', 'driver-substitute', { vehicleId: pool.cars.get(CAR), driverId: pool.idOf('白雪'), from: '2026-06-16', until, reason: '鲁强公休' });
  expect((await order('2026-06-20')).body.refused).toMatchObject({ code: 'VEH-04' });
  const asked = await order('2026-06-18');
  expect(route(asked)).toEqual(['分管领导', '局长']);
  await pool.sign(asked.body.matterId, '陈立', '李国栋');
  const inside = await pool.agreed({ fromAt: '2026-06-17T08:00', untilAt: '2026-06-17T12:00' });
  expect((await pool.send(inside.number, { driverId: pool.idOf('白雪') })).status).toBe(200);
  const outside = await pool.agreed({ fromAt: '2026-06-19T08:00', untilAt: '2026-06-19T12:00' });
  expect((await pool.send(outside.number, { driverId: pool.idOf('白雪') })).body.refused).toMatchObject({ code: 'VEH-04' });
  const own = await pool.file('鲁强', 'driver-substitute', {
    vehicleId: pool.cars.get(CAR),
    driverId: pool.idOf('陈立'),
    from: '2026-06-16',
    until: '2026-06-16',
    reason: '鲁强公休',
  });
  expect(own.body.refused).toMatchObject({ code: 'VEH-04' });
  await pool.deed('冯涛', 'record-licence', { personId: pool.idOf('陈立'), licenceClass: 'C1', number: '证陈立', validUntil: '2030-01-01' });
  expect(
    route(
      await pool.file('鲁强', 'driver-substitute', {
        vehicleId: pool.cars.get(CAR),
        driverId: pool.idOf('陈立'),
        from: '2026-06-16',
        until: '2026-06-16',
        reason: '鲁强公休',
      }),
    ),
  ).toEqual(['局长']);
});

test('a car whose inspection runs out before the trip ends does not go (VEH-06d)', async () => {
  pool.office.at('2026-05-18', '09:00');
  await pool.deed('冯涛', 'register-vehicle', pool.car('示A00003', '鲁强', { inspectionUntil: '2026-06-30' }));
  const last = await pool.agreed({ fromAt: '2026-06-30T08:00', untilAt: '2026-06-30T12:00' });
  expect((await pool.send(last.number, { plate: '示A00003' })).status).toBe(200);
  const after = await pool.agreed({ fromAt: '2026-07-01T08:00', untilAt: '2026-07-01T12:00' });
  expect((await pool.send(after.number, { plate: '示A00003' })).body.refused).toMatchObject({ code: 'VEH-06d' });
  pool.office.at('2026-06-29', '09:00');
  expect(
    (
      await pool.deed('鲁强', 'renew-vehicle', {
        plate: '示A00003',
        sort: '年检',
        doneOn: '2026-06-29',
        validUntil: '2027-06-30',
        cost: 30_000,
        document: '检2026-1',
      })
    ).status,
  ).toBe(200);
  expect((await pool.send(after.number, { plate: '示A00003' })).status).toBe(200);
  expect((await pool.deed('冯涛', 'retire-vehicle', { plate: '示A00003', on: '2026-06-29', reason: '报废' })).body.refused).toMatchObject({ code: 'booked' });
});
