import { afterAll, beforeAll, expect, test } from 'vitest';
import { deedsOf, type Deeds } from '../../../test/deeds.ts';
import { openTestOffice, type Answer, type TestOffice } from '../../../test/office.ts';
import { attendanceDuties } from './attendance-duties.ts';

let office: TestOffice;
let deeds: Deeds;
beforeAll(async () => {
  office = await openTestOffice();
  deeds = deedsOf(office);
});
afterAll(() => office.close());

const duties = async (name: string): Promise<readonly (readonly [string, string])[]> =>
  (await (await office.as(name)).get('/api/obligations?scope=mine')).body.rows.map((one: { duty: string; dueOn: string }) => [one.duty, one.dueOn]);
const NATIONAL = ['2026-10-01', '2026-10-02', '2026-10-03', '2026-10-04', '2026-10-05', '2026-10-06', '2026-10-07'] as const;
const NAMES = ['沈明', '韩梅', '杨帆', '罗成', '秦岚', '吴芳', '谢芸'] as const;
const roster = (more: object = {}): object => ({
  holiday: '国庆节',
  from: '2026-10-01',
  until: '2026-10-07',
  days: NATIONAL.map((day, index) => ({ day, personId: deeds.id(NAMES[index] ?? '') })),
  ...more,
});

test('a holiday’s roster is due the day before, with somebody on every day; whoever has done least comes first (ATT-06a)', async () => {
  office.at('2026-09-20');
  await attendanceDuties(office.open.rules).run(office.open.world, office.culture.officeId);
  expect(await duties('蒋雪')).toContainEqual(['节假日值班表', '2026-09-30']);
  const draft = (await (await office.as('蒋雪')).get('/api/leave/roster-draft?from=2026-10-01&until=2026-10-07')).body.days;
  expect(new Set(draft.map((one: { personId: number }) => one.personId)).size).toBe(7);
  const gap = NATIONAL.filter((day) => day !== '2026-10-04').map((day) => ({ day, personId: deeds.id('沈明') }));
  expect((await deeds.deed('沈明', 'publish-roster', roster())).body.refused).toMatchObject({ code: 'not-office' });
  expect((await deeds.deed('蒋雪', 'publish-roster', roster({ days: gap }))).body.refused).toMatchObject({
    code: 'ATT-06a',
    sentence: expect.stringContaining('2026-10-04'),
  });
  expect((await deeds.deed('蒋雪', 'publish-roster', roster({ until: '2026-10-03', days: gap.slice(0, 3) }))).body.refused).toMatchObject({
    code: 'ATT-06a',
    sentence: expect.stringContaining('2026-10-07'),
  });
  const published = await deeds.deed('蒋雪', 'publish-roster', roster());
  expect(published.body.result.duties).toHaveLength(7);
  expect((await deeds.deed('蒋雪', 'publish-roster', roster())).body.refused).toMatchObject({ code: 'published-already' });
  expect(await duties('蒋雪')).not.toContainEqual(['节假日值班表', '2026-09-30']);
  expect((await (await office.as('韩梅')).get('/api/agenda?from=2026-10-01&until=2026-10-08')).body).toHaveLength(7);
  const next = (await (await office.as('蒋雪')).get('/api/leave/roster-draft?from=2026-10-10&until=2026-10-10')).body.days;
  expect(NAMES.map((name) => deeds.id(name))).not.toContain(next[0].personId);
});

test('a swap needs the other and the office; a duty is in one swap only, and nobody has two on one day (ATT-06a)', async () => {
  office.at('2026-09-21');
  const rows = async (): Promise<readonly { dutyId: number; day: string; name: string; source: string }[]> =>
    (await (await office.as('沈明')).get('/api/registers/duty')).body.rows;
  const dutyOf = async (name: string): Promise<number> => (await rows()).find((one) => one.name === name)?.dutyId ?? 0;
  const [mine, hers, third] = [await dutyOf('沈明'), await dutyOf('韩梅'), await dutyOf('杨帆')];
  expect((await deeds.deed('沈明', 'propose-swap', { givenId: hers, takenId: third, reason: '回乡' })).body.refused).toMatchObject({ code: 'not-yours' });
  const { swapId } = (await deeds.deed('沈明', 'propose-swap', { givenId: mine, takenId: hers, reason: '回乡' })).body.result;
  expect((await deeds.deed('杨帆', 'propose-swap', { givenId: third, takenId: hers, reason: '有事' })).body.refused).toMatchObject({
    code: 'swapping-already',
  });
  expect((await deeds.deed('蒋雪', 'confirm-swap', { swapId })).body.refused).toMatchObject({ code: 'not-agreed' });
  expect((await deeds.deed('杨帆', 'answer-swap', { swapId })).body.refused).toMatchObject({ code: 'not-asked' });
  expect((await deeds.deed('韩梅', 'answer-swap', { swapId })).status).toBe(200);
  expect((await deeds.deed('韩梅', 'confirm-swap', { swapId })).body.refused).toMatchObject({ code: 'not-office' });
  expect((await deeds.deed('蒋雪', 'confirm-swap', { swapId })).status).toBe(200);
  expect(
    (await rows())
      .filter((one) => one.source === '换班')
      .map((one) => `${one.day}${one.name}`)
      .toSorted(),
  ).toEqual(['2026-10-01韩梅', '2026-10-02沈明']);
  const agenda = (await (await office.as('沈明')).get(`/api/agenda?from=2026-10-01&until=2026-10-03&personId=${deeds.id('沈明')}`)).body;
  expect(agenda.map((one: { fromAt: string }) => one.fromAt)).toEqual(['2026-10-01T16:00:00.000Z']);
  expect(await duties('沈明')).toContainEqual(['值班记录', '2026-10-03']);
  const refused = (await deeds.deed('杨帆', 'propose-swap', { givenId: third, takenId: await dutyOf('罗成'), reason: '有事' })).body.result;
  expect((await deeds.deed('罗成', 'answer-swap', { swapId: refused.swapId, agreed: false })).body.result).toMatchObject({ agreed: false });
  expect((await deeds.deed('杨帆', 'propose-swap', { givenId: third, takenId: await dutyOf('罗成'), reason: '再商量' })).status).toBe(200);
});

test('a duty log with an urgent event closes only with the time the leader was told (ATT-06b)', async () => {
  office.at('2026-10-03', '20:00');
  const { body } = await (await office.as('杨帆')).get('/api/registers/duty?name=杨帆');
  const { dutyId } = body.rows[0];
  const log = (reportedAt: string | null): Promise<Answer> =>
    deeds.deed('杨帆', 'sign-duty-log', {
      dutyId,
      startedAt: '2026-10-03T08:00',
      endedAt: '2026-10-03T18:00',
      events: [{ at: '2026-10-03T14:10', what: '景区游客走失', urgent: true, reportedAt }],
    });
  expect((await log(null)).body.refused).toMatchObject({ code: 'ATT-06b' });
  expect((await log('2026-10-03T14:00')).body.refused).toMatchObject({ code: 'reported-before' });
  expect(await duties('杨帆')).toContainEqual(['值班记录', '2026-10-04']);
  expect((await log('2026-10-03T14:25')).body.result.minutes).toEqual([15]);
  expect(await duties('杨帆')).toEqual([]);
  expect((await (await office.as('韩梅')).get('/api/registers/duty?name=杨帆')).body.rows[0]).toMatchObject({ log: '已签署', events: '景区游客走失' });
});

test('overtime gives time off in lieu, taken with the section leader’s consent (ATT-06c)', async () => {
  office.at('2026-05-18');
  const overtime = (until: string, more: object = {}): Promise<Answer> =>
    deeds.deed('冯涛', 'register-overtime', {
      personId: deeds.id('韩梅'),
      fromAt: '2026-05-16T08:00',
      untilAt: until,
      reason: '旅游节布展',
      orderedById: deeds.id('王建华'),
      ...more,
    });
  expect(
    (
      await deeds.deed('韩梅', 'register-overtime', {
        personId: deeds.id('韩梅'),
        fromAt: '2026-05-16T08:00',
        untilAt: '2026-05-16T12:00',
        reason: '布展',
        orderedById: deeds.id('王建华'),
      })
    ).body.refused,
  ).toMatchObject({ code: 'not-office' });
  expect((await overtime('2026-05-16T12:00')).body.result).toMatchObject({ days: 0.5 });
  expect((await overtime('2026-05-16T13:00')).body.refused).toMatchObject({ code: 'overlaps' });
  const person = await office.as('韩梅');
  const inLieu = async (): Promise<number> => (await person.get('/api/leave/balance')).body.inLieu;
  expect(await inLieu()).toBe(0.5);
  const rest = (from: string, fromHalf: string): Promise<Answer> =>
    person.post('/api/matters', {
      kind: 'rest-in-lieu',
      form: { from, fromHalf, until: from, untilHalf: '下午', reason: '补休' },
      linkedMatterId: null,
      files: [],
      submit: true,
    });
  expect((await rest('2026-05-20', '上午')).body.refused).toMatchObject({ code: 'ATT-06c' });
  const asked = await rest('2026-05-20', '下午');
  expect(asked.body.route.map((one: { post: string }) => one.post)).toEqual(['分管领导', '办公室']);
  const leader = await office.as('王建华');
  await leader.post(`/api/matters/${asked.body.matterId}/approve`, { version: asked.body.version });
  expect((await deeds.deed('蒋雪', 'register-leave', { matterId: asked.body.matterId })).status).toBe(200);
  expect(await inLieu()).toBe(0);
  office.at('2026-05-21');
  const later = await office.as('韩梅');
  expect((await later.get('/api/leave/attendance?period=2026-05')).body.leave['补休']).toBe(1);
  expect((await later.get('/api/registers/overtime')).body.rows).toMatchObject([{ name: '韩梅', days: 0.5, balance: 0 }]);
});
