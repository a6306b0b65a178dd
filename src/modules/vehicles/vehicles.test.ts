import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestOffice, type Answer, type Person, type TestOffice } from '../../../test/office.ts';

let office: TestOffice;
const CAR = '示A00001';
const VAN = '示A00002';
const cars = new Map<string, number>();

const idOf = (name: string): number => office.culture.people.get(name) ?? 0;
const as = (name: string): Promise<Person> => office.as(name);
const deed = async (name: string, verb: string, input: object): Promise<Answer> => (await as(name)).post(`/api/verbs/${verb}`, input);
const file = async (name: string, kind: string, form: object, linkedMatterId: number | null = null): Promise<Answer> => (await as(name)).post('/api/matters', { kind, form, linkedMatterId, files: [], submit: true });
const route = (answer: Answer): readonly string[] => answer.body.route.map((step: { post: string }) => step.post);

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

const trip = (more: object = {}): object => ({ purposeKind: '下乡', purpose: '检查文化站', destination: '河东镇往返', fromAt: '2026-05-20T08:00', untilAt: '2026-05-20T12:00', passengers: [idOf('王建华'), idOf('韩梅')], ...more });
/** A request of 旅游股 for 副局长 and a clerk, agreed to by 办公室. */
async function agreed(more: object = {}, by = '韩梅'): Promise<{ readonly number: string; readonly matterId: number }> {
  const filed = await file(by, 'vehicle-request', trip(more));
  if (filed.status !== 200) throw new Error(JSON.stringify(filed.body));
  await sign(filed.body.matterId, '蒋雪');
  return { number: filed.body.number, matterId: filed.body.matterId };
}
const send = (request: string, more: object = {}, who = '冯涛'): Promise<Answer> => deed(who, 'dispatch-vehicle', { request, plate: CAR, driverId: idOf('鲁强'), ...more });
const takeOut = (more: object): Promise<Answer> => deed('鲁强', 'take-out-vehicle', { plate: CAR, checks: ['轮胎', '制动', '灯光', '机油'], fit: true, ...more });
const bringBack = (more: object): Promise<Answer> => deed('鲁强', 'bring-back-vehicle', { plate: CAR, routeKm: 40, parking: '单位车库', ...more });

const car = (plate: string, driver: string, more: object = {}): object => ({
  plate, model: '大众帕萨特', vehicleClass: '轿车', seats: 5, registration: `行${plate}`, licenceClass: 'C1', driverId: idOf(driver), garage: '机关院内车库', odometer: 45_000,
  inspectionUntil: '2026-12-31', compulsoryUntil: '2026-12-31', insuranceUntil: '2026-12-31', serviceOn: '2026-12-31', serviceKm: 60_000, ...more,
});

beforeAll(async () => {
  office = await openTestOffice();
  office.at('2026-05-18', '09:00');
  for (const [plate, driver, more] of [[CAR, '鲁强', {}], [VAN, '杨帆', { model: '别克商务车', vehicleClass: '商务车', seats: 7 }]] as const) {
    cars.set(plate, (await deed('冯涛', 'register-vehicle', car(plate, driver, more))).body.result.vehicleId);
    await deed('冯涛', 'record-licence', { personId: idOf(driver), licenceClass: 'C1', number: `证${driver}`, validUntil: '2030-01-01' });
  }
});
afterAll(() => office.close());

test('the purpose of the regulation stands at its head (VEH-00)', async () => {
  const { body } = await (await as('韩梅')).get('/api/regulations/公车管理制度');
  expect(JSON.stringify(body)).toContain('适应公务用车改革');
});

test('only 办公室 registers cars and sends them out; others file requests (VEH-01a)', async () => {
  expect((await deed('秦岚', 'register-vehicle', car('示A00009', '鲁强'))).body.refused).toMatchObject({ code: 'not-office' });
  const { number } = await agreed({ fromAt: '2026-05-18T14:00', untilAt: '2026-05-18T16:00' });
  expect((await send(number, {}, '秦岚')).body.refused).toMatchObject({ code: 'VEH-01a', whatWouldHelp: ['提出用车申请，由办公室安排'] });
  expect((await send(number)).body.result).toMatchObject({ number: '派车〔2026〕1号', version: 1 });
});

test('a car goes only with a member of the party group, or with the head’s approval (VEH-01c, VEH-01d)', async () => {
  office.at('2026-05-18', '09:00');
  const clerks = { passengers: [idOf('韩梅'), idOf('杨帆')], fromAt: '2026-06-01T08:00', untilAt: '2026-06-01T10:00' };
  expect((await file('韩梅', 'vehicle-request', trip(clerks))).body.refused).toMatchObject({ code: 'VEH-01c' });
  expect((await file('秦岚', 'vehicle-request', trip({ ...clerks, passengers: [idOf('秦岚')] }))).body.refused).toMatchObject({ code: 'VEH-01d' });
  const special = await file('秦岚', 'vehicle-request', trip({ ...clerks, passengers: [idOf('秦岚')], specialReason: '夜间暴雨，景区紧急处置' }));
  expect(route(special)).toEqual(['办公室', '局长']);
  await sign(special.body.matterId, '蒋雪');
  expect((await send(special.body.number)).body.refused).toMatchObject({ code: 'VEH-01a' });
  await sign(special.body.matterId, '李国栋');
  expect((await send(special.body.number)).status).toBe(200);
});

test('approval after departure is none (VEH-01d)', async () => {
  office.at('2026-06-02', '09:00');
  const late = await agreed({ fromAt: '2026-06-02T08:00', untilAt: '2026-06-02T12:00' });
  expect((await send(late.number)).body.refused).toMatchObject({ code: 'VEH-01d' });
  office.at('2026-06-02', '07:30');
  const early = await agreed({ fromAt: '2026-06-02T13:00', untilAt: '2026-06-02T14:00' });
  expect((await send(early.number)).status).toBe(200);
});

test('private purposes cannot be chosen; other business is explained (VEH-02a)', async () => {
  office.at('2026-05-18', '09:00');
  const day = { fromAt: '2026-06-03T08:00', untilAt: '2026-06-03T10:00' };
  const school = await file('韩梅', 'vehicle-request', trip({ ...day, purposeKind: '接送子女', purpose: '送孩子上学' }));
  expect(school.status).toBe(400);
  expect(school.body.failure.fields).toMatchObject([{ path: 'purposeKind', sentence: expect.stringContaining('公车只能用于公务') }]);
  expect((await file('韩梅', 'vehicle-request', trip({ ...day, purposeKind: '其他公务' }))).body.refused).toMatchObject({ code: 'VEH-02a' });
  expect((await file('韩梅', 'vehicle-request', trip({ ...day, purposeKind: '其他公务', explanation: '送非遗展品到省博物馆' }))).status).toBe(200);
});

test('the second request for a car is told who has it, from when to when, and which cars are free (VEH-02b)', async () => {
  office.at('2026-05-18', '09:00');
  const day = { vehicleId: cars.get(CAR), fromAt: '2026-06-04T08:00', untilAt: '2026-06-04T12:00' };
  const first = await file('韩梅', 'vehicle-request', trip(day));
  expect(first.status).toBe(200);
  const second = await file('沈明', 'vehicle-request', trip({ ...day, fromAt: '2026-06-04T09:00', untilAt: '2026-06-04T15:00', passengers: [idOf('孙丽')] }));
  expect(second.body.refused).toMatchObject({ code: 'VEH-02b', sentence: `${CAR}已由王建华、韩梅预定：2026-06-04 08:00至2026-06-04 12:00。`, whatWouldHelp: expect.arrayContaining([`这段时间空闲的车辆：${VAN}（别克商务车，7座）`]) });
  const preview = await (await as('沈明')).post('/api/matter-kinds/vehicle-request/preview', { form: trip({ ...day, passengers: [idOf('孙丽')] }), files: [] });
  expect(preview.body.refusals[0]).toMatchObject({ code: 'VEH-02b' });
  const after = await file('沈明', 'vehicle-request', trip({ ...day, fromAt: '2026-06-04T12:00', untilAt: '2026-06-04T15:00', passengers: [idOf('孙丽')] }));
  expect(after.status).toBe(200);
  const { body: free } = await (await as('沈明')).get('/api/vehicles/free?fromAt=2026-06-04T11:00&untilAt=2026-06-04T13:00');
  expect(free.map((one: { plate: string; free: boolean }) => [one.plate, one.free])).toEqual([[CAR, false], [VAN, true]]);
});

test('of two requests for one car at the same moment one is held, the other told (VEH-02b)', async () => {
  office.at('2026-05-18', '09:00');
  const day = { vehicleId: cars.get(VAN), fromAt: '2026-06-05T08:00', untilAt: '2026-06-05T12:00' };
  const [one, other] = await Promise.all([as('韩梅'), as('沈明')]);
  const filing = (person: Person): Promise<Answer> => person.post('/api/matters', { kind: 'vehicle-request', form: trip(day), linkedMatterId: null, files: [], submit: true });
  const answers = await Promise.all([filing(one), filing(other)]);
  const [done, told] = answers.toSorted((a, b) => a.status - b.status);
  expect(done?.status).toBe(200);
  expect(JSON.stringify(told?.body)).toContain(`${VAN}已由王建华、韩梅预定：2026-06-05 08:00至2026-06-05 12:00`);
  expect([409, 422]).toContain(told?.status);
  const held = await office.database.owner.query('select 1 from vehicle_booking where vehicle_id = $1 and span && tstzrange($2, $3)', [cars.get(VAN), '2026-06-05T08:00+08:00', '2026-06-05T12:00+08:00']);
  expect(held.rowCount).toBe(1);
});

test('a withdrawn request gives the car back (VEH-02b)', async () => {
  office.at('2026-05-18', '09:00');
  const day = { vehicleId: cars.get(CAR), fromAt: '2026-06-08T08:00', untilAt: '2026-06-08T12:00' };
  const first = await file('韩梅', 'vehicle-request', trip(day));
  expect((await file('沈明', 'vehicle-request', trip(day))).body.refused).toMatchObject({ code: 'VEH-02b' });
  expect((await (await as('韩梅')).post(`/api/matters/${first.body.matterId}/withdraw`, { version: first.body.version, reason: '改期' })).status).toBe(200);
  expect((await file('沈明', 'vehicle-request', trip(day))).status).toBe(200);
});

test('the head’s business goes first, then what is urgent, then the earlier request; another order needs its reason (VEH-01b)', async () => {
  office.at('2026-05-18', '08:00');
  const day = { fromAt: '2026-06-09T08:00', untilAt: '2026-06-09T12:00' };
  const a = await agreed({ ...day, vehicleId: cars.get(CAR) });
  office.at('2026-05-18', '09:00');
  const b = await agreed({ ...day, passengers: [idOf('李国栋')] });
  const other = await agreed({ ...day, passengers: [idOf('孙丽')], vehicleId: cars.get(VAN) }, '沈明');
  expect((await send(other.number, { plate: VAN, driverId: idOf('杨帆') })).body.refused).toMatchObject({ code: 'VEH-01b' });
  const { body: waiting } = await (await as('冯涛')).get('/api/vehicles/waiting');
  const lines = waiting.filter((one: { fromAt: string }) => one.fromAt.startsWith('2026-06-09'));
  expect(lines.map((one: { number: string; rank: number }) => [one.number, one.rank])).toEqual([[b.number, 1], [a.number, 3], [other.number, 3]]);
  expect(lines.map((one: { proposed: string | null }) => one.proposed)).toEqual([CAR, VAN, null]);

  const sent = await send(b.number);
  expect(sent.status).toBe(200);
  const told = (await (await as('韩梅')).get('/api/notices')).body.rows.map((one: { sentence: string }) => one.sentence);
  expect(told.some((one: string) => one.includes(`${a.number}预定的${CAR}已按派车次序让给`) && one.includes('租车'))).toBe(true);
  expect((await send(a.number, { plate: CAR })).body.refused).toMatchObject({ code: 'VEH-02b', sentence: expect.stringContaining('李国栋使用') });
  expect((await send(other.number, { plate: VAN, driverId: idOf('杨帆') })).body.refused).toMatchObject({ code: 'VEH-01b' });
  expect((await send(other.number, { plate: VAN, driverId: idOf('杨帆'), deviation: '文化馆排练，参加人多' })).status).toBe(200);
});

test('an urgent request stands before an ordinary one that came earlier, and says why (VEH-01b)', async () => {
  office.at('2026-05-18', '08:00');
  const day = { fromAt: '2026-06-10T08:00', untilAt: '2026-06-10T12:00' };
  const bare = await file('沈明', 'vehicle-request', trip({ ...day, urgency: '急事' }));
  expect(bare.body.failure.fields).toMatchObject([{ path: 'urgencyReason', sentence: '要事、急事须写明理由' }]);
  const c = await agreed(day);
  office.at('2026-05-18', '08:30');
  const a = await agreed({ ...day, urgency: '急事', urgencyReason: '舞台坍塌险情', passengers: [idOf('孙丽')] }, '沈明');
  const { body } = await (await as('冯涛')).get('/api/vehicles/waiting');
  expect(body.filter((one: { fromAt: string }) => one.fromAt.startsWith('2026-06-10')).map((one: { number: string }) => one.number)).toEqual([a.number, c.number]);
});

test('a notice names car, driver, time, route and user; a change is a new version; passengers and car stand in the agenda (VEH-02c)', async () => {
  office.at('2026-05-18', '10:00');
  const { number, matterId } = await agreed({ fromAt: '2026-06-11T08:00', untilAt: '2026-06-11T17:00' });
  const first = await send(number);
  const notices = (await (await as('鲁强')).get('/api/notices')).body.rows;
  expect(notices[0].sentence).toBe(`${first.body.result.number}：请于2026-06-11 08:00至2026-06-11 17:00驾驶${CAR}，河东镇往返，用车人王建华、韩梅。`);
  const again = await send(number, { plate: VAN, driverId: idOf('杨帆') });
  expect(again.body.result).toEqual({ number: first.body.result.number, version: 2 });
  const lines = (await (await as('冯涛')).get(`/api/registers/vehicle-dispatch?number=${first.body.result.number}`)).body.rows;
  expect(lines.map((one: { version: number; plate: string; ended: string }) => [one.version, one.plate, one.ended])).toEqual([[2, VAN, '现行'], [1, CAR, '更改派车']]);
  const { body: agenda } = await (await as('韩梅')).get('/api/agenda?from=2026-06-11&until=2026-06-12');
  expect(agenda.map((one: { name: string | null; resource: string | null }) => one.name ?? one.resource).toSorted()).toEqual([VAN, '杨帆', '王建华', '韩梅'].toSorted());
  const paper = await (await as('鲁强')).get(`/api/vehicles/dispatches/${first.body.result.number}/print.pdf`);
  expect(paper.body.subarray(0, 5).toString()).toBe('%PDF-');
  expect((await deed('冯涛', 'cancel-dispatch', { number: first.body.result.number, reason: '会议改期' })).status).toBe(200);
  expect((await (await as('韩梅')).get('/api/agenda?from=2026-06-11&until=2026-06-12')).body).toEqual([]);
  expect((await (await as('韩梅')).get(`/api/matters/${matterId}`)).body.state).toBe('approved');
});

test('nobody drives two cars at once, and all who go have a seat (VEH-02c)', async () => {
  office.at('2026-05-18', '10:00');
  const day = { fromAt: '2026-06-12T08:00', untilAt: '2026-06-12T12:00' };
  const [one, other] = [await agreed(day), await agreed({ ...day, passengers: [idOf('孙丽')] }, '沈明')];
  const substitute = await file('鲁强', 'driver-substitute', { vehicleId: cars.get(VAN), driverId: idOf('鲁强'), from: '2026-06-12', until: '2026-06-12', reason: '杨帆休假' });
  expect(substitute.status).toBe(200);
  expect((await send(one.number)).status).toBe(200);
  expect((await send(other.number, { plate: VAN })).body.refused).toMatchObject({ code: 'VEH-04' });
  await deed('冯涛', 'record-licence', { personId: idOf('邱实'), licenceClass: 'C1', number: '证邱实', validUntil: '2030-01-01' });
  const crowd = await agreed({ fromAt: '2026-06-15T08:00', untilAt: '2026-06-15T12:00', passengers: ['王建华', '韩梅', '秦岚', '罗成', '沈明'].map(idOf) });
  expect((await send(crowd.number)).body.refused).toMatchObject({ code: 'seats', sentence: `${CAR}核定5座，乘车人和驾驶人共6人。` });
});

test('a substitute drives on an approved order and a valid licence (VEH-04)', async () => {
  office.at('2026-06-15', '09:00');
  await deed('冯涛', 'record-licence', { personId: idOf('白雪'), licenceClass: 'C1', number: '证白雪', validUntil: '2026-06-19' });
  const order = (until: string): Promise<Answer> => file('鲁强', 'driver-substitute', { vehicleId: cars.get(CAR), driverId: idOf('白雪'), from: '2026-06-16', until, reason: '鲁强公休' });
  expect((await order('2026-06-20')).body.refused).toMatchObject({ code: 'VEH-04' });
  const asked = await order('2026-06-18');
  expect(route(asked)).toEqual(['分管领导', '局长']);
  await sign(asked.body.matterId, '陈立', '李国栋');
  const inside = await agreed({ fromAt: '2026-06-17T08:00', untilAt: '2026-06-17T12:00' });
  expect((await send(inside.number, { driverId: idOf('白雪') })).status).toBe(200);
  const outside = await agreed({ fromAt: '2026-06-19T08:00', untilAt: '2026-06-19T12:00' });
  expect((await send(outside.number, { driverId: idOf('白雪') })).body.refused).toMatchObject({ code: 'VEH-04' });
  const own = await file('鲁强', 'driver-substitute', { vehicleId: cars.get(CAR), driverId: idOf('陈立'), from: '2026-06-16', until: '2026-06-16', reason: '鲁强公休' });
  expect(own.body.refused).toMatchObject({ code: 'VEH-04' });
  await deed('冯涛', 'record-licence', { personId: idOf('陈立'), licenceClass: 'C1', number: '证陈立', validUntil: '2030-01-01' });
  expect(route(await file('鲁强', 'driver-substitute', { vehicleId: cars.get(CAR), driverId: idOf('陈立'), from: '2026-06-16', until: '2026-06-16', reason: '鲁强公休' }))).toEqual(['局长']);
});

test('a car whose inspection runs out before the trip ends does not go (VEH-06d)', async () => {
  office.at('2026-05-18', '09:00');
  await deed('冯涛', 'register-vehicle', car('示A00003', '鲁强', { inspectionUntil: '2026-06-30' }));
  const last = await agreed({ fromAt: '2026-06-30T08:00', untilAt: '2026-06-30T12:00' });
  expect((await send(last.number, { plate: '示A00003' })).status).toBe(200);
  const after = await agreed({ fromAt: '2026-07-01T08:00', untilAt: '2026-07-01T12:00' });
  expect((await send(after.number, { plate: '示A00003' })).body.refused).toMatchObject({ code: 'VEH-06d' });
  office.at('2026-06-29', '09:00');
  expect((await deed('鲁强', 'renew-vehicle', { plate: '示A00003', sort: '年检', doneOn: '2026-06-29', validUntil: '2027-06-30', cost: 30_000, document: '检2026-1' })).status).toBe(200);
  expect((await send(after.number, { plate: '示A00003' })).status).toBe(200);
  expect((await deed('冯涛', 'retire-vehicle', { plate: '示A00003', on: '2026-06-29', reason: '报废' })).body.refused).toMatchObject({ code: 'booked' });
});

test('the driver sets out fit and on a notice issued before; otherwise it is entered and reported (VEH-02d, VEH-08a, VEH-08b)', async () => {
  office.at('2026-07-06', '07:40');
  const { number } = await agreed({ fromAt: '2026-07-06T08:00', untilAt: '2026-07-06T12:00' });
  const dispatch = (await send(number)).body.result.number;
  office.at('2026-07-06', '08:05');
  const out = { dispatch, outAt: '2026-07-06T08:00', odometer: 45_000 };
  expect((await takeOut({ ...out, fit: false })).body.refused).toMatchObject({ code: 'VEH-08b' });
  expect((await deed('杨帆', 'take-out-vehicle', { plate: CAR, ...out, fit: true })).body.refused).toMatchObject({ code: 'not-driver' });
  const gone = await takeOut({ ...out, checks: ['轮胎'] });
  expect(gone.body.result.remarks).toEqual(['出车检查不齐全，已列入用车登记。']);
  expect((await takeOut(out)).body.refused).toMatchObject({ code: 'out-already' });
  office.at('2026-07-06', '11:30');
  expect((await bringBack({ backAt: '2026-07-06T11:20', odometer: 45_040 })).status).toBe(200);

  office.at('2026-07-06', '14:30');
  const late = await agreed({ fromAt: '2026-07-06T15:00', untilAt: '2026-07-06T17:00' });
  const issued = (await send(late.number)).body.result.number;
  const before = await takeOut({ dispatch: issued, outAt: '2026-07-06T14:00', odometer: 45_040 });
  expect(before.body.result.remarks).toEqual(['派车通知晚于出车时间，已报告办公室和纪检领导。']);
  for (const name of ['冯涛', '赵敏']) expect((await (await as(name)).get('/api/notices')).body.rows[0].sentence).toContain(`${CAR}2026-07-06 14:00由鲁强出车`);
  office.at('2026-07-06', '17:00');
  await bringBack({ backAt: '2026-07-06T16:30', odometer: 45_080 });
  expect((await takeOut({ outAt: '2026-07-06T16:40', odometer: 45_080 })).body.refused).toMatchObject({ code: 'incomplete' });
  const without = await takeOut({ outAt: '2026-07-06T16:40', odometer: 45_080, user: '冯涛', purpose: '紧急送文件', route: '县政府' });
  expect(without.body.result.remarks).toEqual(['没有派车通知出车，已报告办公室和纪检领导。']);
  expect((await deed('冯涛', 'explain-trip', { tripId: without.body.result.tripId, reason: '县政府紧急通知' })).status).toBe(200);
  expect((await deed('冯涛', 'explain-trip', { tripId: without.body.result.tripId, reason: '再次说明' })).body.refused).toMatchObject({ code: 'explained-already' });
  await bringBack({ backAt: '2026-07-06T16:55', odometer: 45_086, routeKm: 6 });
});

test('the odometer goes on where it stood; a gap is explained and listed (VEH-05a)', async () => {
  office.at('2026-07-07', '07:00');
  const { number } = await agreed({ fromAt: '2026-07-07T08:00', untilAt: '2026-07-07T12:00' });
  const dispatch = (await send(number)).body.result.number;
  office.at('2026-07-07', '08:01');
  const out = { dispatch, outAt: '2026-07-07T08:00' };
  expect((await takeOut({ ...out, odometer: 45_085 })).body.refused).toMatchObject({ code: 'VEH-05a', sentence: '出车里程小于该车上一次登记的里程。' });
  expect((await takeOut({ ...out, odometer: 45_136 })).body.refused).toMatchObject({ code: 'VEH-05a', sentence: expect.stringContaining('断档') });
  expect((await takeOut({ ...out, odometer: 45_136, gapReason: '送维修厂试车' })).status).toBe(200);
  const [line] = (await (await as('冯涛')).get('/api/registers/vehicle-trip?gapKm=50')).body.rows;
  expect(line).toMatchObject({ plate: CAR, gapKm: 50, gapReason: '送维修厂试车' });
  office.at('2026-07-07', '12:00');
  expect((await bringBack({ backAt: '2026-07-07T11:50', odometer: 45_135 })).body.refused).toMatchObject({ code: 'VEH-05a' });
  expect((await bringBack({ backAt: '2026-07-07T11:50', odometer: 45_176 })).status).toBe(200);
});

test('more kilometres than the route and its tolerance, and four hours without a rest, are told (VEH-02a, VEH-08b)', async () => {
  office.at('2026-07-08', '07:00');
  const { number, matterId } = await agreed({ fromAt: '2026-07-08T08:00', untilAt: '2026-07-08T18:00' });
  const dispatch = (await send(number)).body.result.number;
  office.at('2026-07-08', '13:00');
  await takeOut({ dispatch, outAt: '2026-07-08T08:00', odometer: 45_176 });
  const back = await bringBack({ backAt: '2026-07-08T12:30', odometer: 45_271, routeKm: 40 });
  expect(back.body.result).toMatchObject({ surplusKm: 47, remarks: [expect.stringContaining('超过路线里程'), expect.stringContaining('连续驾驶超过4小时')] });
  expect((await (await as('赵敏')).get('/api/notices')).body.rows[0].sentence).toContain(`${CAR}2026-07-08 12:30收车`);
  expect((await (await as('韩梅')).get(`/api/matters/${matterId}`)).body.state).toBe('closed');
  const { body: free } = await (await as('韩梅')).get('/api/vehicles/free?fromAt=2026-07-08T14:00&untilAt=2026-07-08T16:00');
  expect(free[0]).toMatchObject({ plate: CAR, free: true });
});

test('a rest of twenty minutes divides the drive, a shorter one does not (VEH-08b)', async () => {
  for (const [day, breaks, told] of [['2026-07-09', [{ fromAt: '2026-07-09T10:00', untilAt: '2026-07-09T10:20' }], 0], ['2026-07-10', [{ fromAt: '2026-07-10T10:00', untilAt: '2026-07-10T10:19' }], 1]] as const) {
    office.at(day, '07:00');
    const { number } = await agreed({ fromAt: `${day}T08:00`, untilAt: `${day}T18:00` });
    const dispatch = (await send(number)).body.result.number;
    office.at(day, '13:00');
    const odometer = day === '2026-07-09' ? 45_271 : 45_311;
    await takeOut({ dispatch, outAt: `${day}T08:00`, odometer });
    expect((await bringBack({ backAt: `${day}T12:30`, odometer: odometer + 40, breaks })).body.result.remarks).toHaveLength(told);
  }
});

test('a trip without its parking stays open; another place needs a reason (VEH-05a, VEH-05b)', async () => {
  office.at('2026-07-13', '07:00');
  const { number } = await agreed({ fromAt: '2026-07-13T08:00', untilAt: '2026-07-13T12:00' });
  const dispatch = (await send(number)).body.result.number;
  office.at('2026-07-13', '12:00');
  await takeOut({ dispatch, outAt: '2026-07-13T08:00', odometer: 45_351 });
  const open = async (): Promise<number> => (await (await as('鲁强')).get('/api/obligations?scope=mine')).body.rows.filter((one: { duty: string; dueOn: string }) => one.duty === '收车登记' && one.dueOn === '2026-07-13').length;
  expect((await bringBack({ backAt: '2026-07-13T11:00', odometer: 45_391, parking: '途中停放', place: '县宾馆' })).body.refused).toMatchObject({ code: 'VEH-05b' });
  expect((await bringBack({ backAt: '2026-07-13T11:00', odometer: 45_391, parking: null })).status).toBe(200);
  expect(await open()).toBe(1);
  const park = (more: object): Promise<Answer> => deed('鲁强', 'park-vehicle', { plate: CAR, parkedAt: '2026-07-13T11:10', parking: '途中停放', place: '县宾馆', ...more });
  expect((await park({})).body.refused).toMatchObject({ code: 'VEH-05b' });
  expect((await park({ reason: '会务用车，次日继续使用' })).status).toBe(200);
  expect(await open()).toBe(0);
  expect((await (await as('冯涛')).get('/api/notices')).body.rows[0].sentence).toContain('停放在县宾馆');
});

test('a resort is no place to park, except for enforcement or with 办公室’s word beforehand; the car there is an incident (VEH-05d)', async () => {
  const drive = async (day: string, request: object, dispatching: object): Promise<Answer> => {
    office.at(day, '07:00');
    const { number } = await agreed({ fromAt: `${day}T08:00`, untilAt: `${day}T12:00`, ...request });
    const dispatch = (await send(number, dispatching)).body.result.number;
    office.at(day, '12:30');
    const { odometer } = (await (await as('冯涛')).get('/api/vehicles')).body[0];
    await takeOut({ dispatch, outAt: `${day}T08:00`, odometer });
    return bringBack({ backAt: `${day}T12:00`, odometer: odometer + 40, parking: '度假区', place: '碧水湾度假区' });
  };
  expect((await drive('2026-07-14', { purposeKind: '会议' }, {})).body.result.parkingRefused).toContain('不得停放在度假区');
  const [incident] = (await (await as('赵敏')).get('/api/registers/vehicle-incident')).body.rows;
  expect(incident).toMatchObject({ plate: CAR, place: '度假区碧水湾度假区' });
  expect((await deed('鲁强', 'park-vehicle', { plate: CAR, parkedAt: '2026-07-14T12:20', parking: '度假区', place: '碧水湾' })).body.refused).toMatchObject({ code: 'VEH-05d' });
  expect((await deed('鲁强', 'park-vehicle', { plate: CAR, parkedAt: '2026-07-14T12:20', parking: '单位车库', place: '机关院内' })).status).toBe(200);
  expect((await drive('2026-07-15', { purposeKind: '执法' }, {})).body.result.parkingRefused).toBeNull();
  expect((await drive('2026-07-16', { purposeKind: '会议' }, { parkingConfirmed: '景区安全检查组驻点' })).body.result.parkingRefused).toBeNull();
  expect((await deed('白雪', 'report-parking', { plate: CAR, seenAt: '2026-07-16T11:00', place: '金色年华娱乐城', facts: '中午停在门口' })).status).toBe(200);
});
