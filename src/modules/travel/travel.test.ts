import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ok } from '../../../test/deeds.ts';
import { runDailyDuties } from '../../platform/obligations/daily.ts';
import { civilDate } from '../../rules/calendar/civil-date.ts';
import type { Answer, TestOffice } from '../../../test/office.ts';
import { bill, claimOf, meal, openTravellingOffice, ride, routeOf, taxi, trip, tripTo, type TravellingOffice } from '../../../test/trips.ts';

let office: TestOffice;
let file: TravellingOffice['file'];
let sign: TravellingOffice['sign'];
let readyTrip: TravellingOffice['readyTrip'];
let told: TravellingOffice['told'];
let owed: TravellingOffice['owed'];
beforeAll(async () => {
  ({ office, file, sign, readyTrip, told, owed } = await openTravellingOffice());
});
afterAll(() => office.close());

describe('a three-day trip across a make-up workday with one day in an official car', () => {
  const form = tripTo('2026-09-18', '2026-09-20', { estimate: [{ name: '食宿交通', amount: 280_000 }] });

  test('goes from the request over consents, sheet, advance and claim to payment and registers (TRV-01b, TRV-01c, TRV-04c, TRV-04f, TRV-05b, TRV-06b)', async () => {
    office.at('2026-09-10', '09:00');
    const asked = await ok(file('杨帆', trip(form)));
    expect(routeOf(asked)).toEqual(['分管领导同意', '分管财务领导同意', '局长同意']);
    const tripId: number = asked.body.matterId;
    for (const one of ['陈立', '王建华', '李国栋']) await sign(one, tripId);
    const agenda = await (await office.as('蒋雪')).get('/api/agenda?from=2026-09-18&until=2026-09-21');
    expect(agenda.body).toMatchObject([{ sort: '出差', name: '杨帆', title: '出差：长沙市' }]);

    const early = await file('杨帆', claimOf(tripId, form, { meals: [meal('2026-09-18', 5_000)] }));
    expect(early.body.refused).toMatchObject({ code: 'TRV-05b' });
    const sheet = await ok(file('杨帆', { kind: 'trip-sheet', form: {}, linked: tripId }));
    expect(routeOf(sheet)).toEqual(['办公室主任签批', '分管领导签批', '办公室确认']);
    const outOfOrder = await office.as('陈立');
    const seen = await outOfOrder.get(`/api/matters/${sheet.body.matterId}`);
    expect((await outOfOrder.post(`/api/matters/${sheet.body.matterId}/approve`, { version: seen.body.version })).body.refused).toMatchObject({
      code: 'not-your-step',
    });
    for (const one of ['冯涛', '陈立', '蒋雪']) await sign(one, sheet.body.matterId);
    const filed = await (await office.as('蒋雪')).get(`/api/matters/${sheet.body.matterId}`);
    expect(filed.body.state).toBe('closed');
    expect(filed.body.paper.rows.flat()).toContainEqual({ label: '备案号', value: '差备〔2026〕1号' });
    const printed = await (await office.as('蒋雪')).get(`/api/matters/${sheet.body.matterId}/print.pdf`);
    expect(printed.body.subarray(0, 5).toString()).toBe('%PDF-');
    expect(await owed('杨帆', '出差报销')).toMatchObject([{ dueOn: '2026-10-10' }]);

    const advance = await ok(file('杨帆', { kind: 'trip-advance', form: { amount: 50_000 }, linked: tripId }));
    expect(routeOf(advance)).toEqual(['分管财务领导批准']);
    expect((await file('杨帆', { kind: 'trip-advance', form: { amount: 230_001 }, linked: tripId })).body.refused).toMatchObject({ code: 'TRV-00' });
    const lent = await sign('王建华', advance.body.matterId);
    await ok(
      (await office.as('吴芳')).post('/api/verbs/pay', {
        matterId: advance.body.matterId,
        version: lent.body.version,
        method: '银行转账',
        reference: 'HD0911',
        paidOn: '2026-09-10',
      }),
    );

    office.at('2026-09-23', '10:00');
    const receipts = {
      carDays: ['2026-09-18'],
      bills: [
        bill([
          ['2026-09-18', 30_000],
          ['2026-09-19', 36_000],
        ]),
      ],
      meals: [meal('2026-09-18', 13_000), meal('2026-09-19', 6_000), meal('2026-09-20', 6_800)],
      locals: [taxi('2026-09-18', 5_000), taxi('2026-09-19', 5_000), taxi('2026-09-20', 9_500)],
      rides: [ride('2026-09-18T08:30'), ride('2026-09-20T16:00')],
    };
    const result = await told('杨帆', claimOf(tripId, form, receipts));
    expect(result.refusals).toEqual([]);
    // The 18th is a Friday, the 19th a Saturday, the 20th a Sunday on which everybody works.
    const at = (item: string, on: string) => result.lines.filter((line) => line.item === item && line.on === on);
    expect(at('就餐', '2026-09-18')).toMatchObject([{ paid: 10_000, personal: 3_000, clause: 'TRV-04d' }]);
    expect(at('就餐', '2026-09-19')).toMatchObject([{ paid: 0, personal: 6_000, clause: 'TRV-04f' }]);
    expect(at('就餐', '2026-09-20')).toMatchObject([{ paid: 6_800, personal: 0 }]);
    expect(at('市内交通', '2026-09-18')).toMatchObject([{ paid: 0, personal: 5_000, clause: 'TRV-04c' }]);
    expect(at('市内交通', '2026-09-19')).toMatchObject([{ paid: 0, clause: 'TRV-04f' }]);
    expect(at('市内交通', '2026-09-20')).toMatchObject([{ paid: 8_000, personal: 1_500 }]);
    expect(at('住宿', '2026-09-19')).toMatchObject([{ paid: 33_000, personal: 3_000, clause: 'TRV-03a' }]);
    expect(result).toMatchObject({ paid: 120_800, personal: 23_500 });
    expect(result.notices).toContain('TRV-04f');

    const claim = await ok(file('杨帆', claimOf(tripId, form, receipts)));
    expect(routeOf(claim)).toEqual(['财务股确认', '纪检领导审核', '分管财务领导签批']);
    expect(claim.body.worksheet.totals.slice(4)).toEqual([144_300, null, 120_800, 23_500]);
    expect(await owed('杨帆', '出差报销')).toEqual([]);
    const { matterId } = claim.body;
    await sign('吴芳', matterId);
    await sign('赵敏', matterId);
    const signed = await sign('王建华', matterId);
    await ok(
      (await office.as('郑洁')).post('/api/verbs/pay', {
        matterId,
        version: signed.body.version,
        method: '银行转账',
        reference: 'HD0924',
        paidOn: '2026-09-23',
      }),
    );
    expect((await (await office.as('杨帆')).get(`/api/matters/${matterId}`)).body.state).toBe('closed');
    const books = await (await office.as('周静')).get('/api/registers/voucher');
    expect(books.body.rows).toMatchObject([
      { category: '差旅费', payee: '杨帆', amount: 70_800 },
      { category: '预借款', payee: '杨帆', amount: 50_000 },
    ]);
    const again = await file('杨帆', claimOf(tripId, form, { ...receipts, bills: [] }));
    expect(again.body.refused).toMatchObject({ code: 'TRV-05b' });
    const trips = await (await office.as('蒋雪')).get('/api/registers/official-trip');
    expect(trips.body.rows).toMatchObject([{ filed: '差备〔2026〕1号', traveller: '杨帆', startOn: '2026-09-18', claim: claim.body.number }]);
    const claims = await (await office.as('杨帆')).get('/api/registers/trip-claim');
    expect(claims.body.rows).toMatchObject([{ claimed: 144_300, payable: 120_800, personal: 23_500, setOff: 50_000, state: '已结清' }]);
  });
});

describe('before departure', () => {
  test('a trip needs its document, and a reason for going elsewhere (TRV-01a)', async () => {
    office.at('2026-03-02');
    const form = tripTo('2026-03-10', '2026-03-12');
    const bare = await file('韩梅', { kind: 'official-trip', form });
    expect(bare.body.refused).toMatchObject({ code: 'evidence:出差依据', clause: { id: 'TRV-01a' } });
    const elsewhere = { ...form, stops: [{ reachedOn: '2026-03-10', province: '湖南', city: '岳阳市' }] };
    expect((await file('韩梅', trip(elsewhere))).body.refused).toMatchObject({ code: 'TRV-01a' });
    expect((await file('韩梅', trip({ ...elsewhere, outsideReason: '会后考察岳阳' }))).status).toBe(200);
  });

  test('nobody is on two trips at once, companions included (TRV-01a)', async () => {
    office.at('2026-03-02');
    const form = tripTo('2026-03-11', '2026-03-13', { companions: [office.culture.people.get('秦岚')] });
    expect((await file('韩梅', trip(form))).body.refused).toMatchObject({ code: 'TRV-01a' });
    const later = tripTo('2026-03-16', '2026-03-17', { companions: [office.culture.people.get('秦岚')] });
    const booked = await ok(file('韩梅', trip(later)));
    expect((await file('秦岚', trip(tripTo('2026-03-17', '2026-03-18')))).body.refused).toMatchObject({ code: 'TRV-01a' });
    await ok((await office.as('韩梅')).post(`/api/matters/${booked.body.matterId}/withdraw`, { version: booked.body.version, reason: '会议取消' }));
    expect((await file('秦岚', trip(tripTo('2026-03-17', '2026-03-18')))).status).toBe(200);
  });

  test('who is asked depends on who travels and what it costs (TRV-01b, TRV-01c)', async () => {
    office.at('2026-03-03');
    const asked = (name: string, form: object) => file(name, trip(form));
    expect(routeOf(await asked('沈明', tripTo('2026-03-10', '2026-03-12')))).toEqual(['分管领导同意', '局长同意']);
    expect(routeOf(await asked('孙丽', tripTo('2026-03-10', '2026-03-12')))).toEqual(['局长同意']);
    const costly = { estimate: [{ name: '食宿交通', amount: 2_000_000 }] };
    expect(routeOf(await asked('邱实', tripTo('2026-03-10', '2026-03-12', costly)))).toEqual(['分管领导同意', '分管财务领导同意', '局长同意', '局务会决定']);
    const chief = await file('李国栋', { ...trip(tripTo('2026-03-10', '2026-03-12')), evidence: ['出差依据'] });
    expect(chief.body.refused).toMatchObject({ code: 'evidence:上级同意记录' });
    const own = await ok(file('李国栋', { ...trip(tripTo('2026-03-10', '2026-03-12')), evidence: ['出差依据', '上级同意记录'] }));
    expect(own.body.state).toBe('approved');
    const director = await ok(asked('冯涛', tripTo('2026-03-10', '2026-03-12')));
    for (const one of ['陈立', '李国栋']) await sign(one, director.body.matterId);
    const sheet = await ok(file('冯涛', { kind: 'trip-sheet', form: {}, linked: director.body.matterId }));
    expect(routeOf(sheet)).toEqual(['分管领导签批', '办公室确认']);
    expect((await file('冯涛', { kind: 'trip-sheet', form: {}, linked: director.body.matterId })).body.refused).toMatchObject({ code: 'TRV-01c' });
  });

  test('a sheet waits for the consents (TRV-01c)', async () => {
    office.at('2026-03-04');
    const asked = await ok(file('罗成', trip(tripTo('2026-03-10', '2026-03-12'))));
    const early = await file('罗成', { kind: 'trip-sheet', form: {}, linked: asked.body.matterId });
    expect(early.body.refused).toMatchObject({ code: 'TRV-01c' });
    for (const one of ['陈立', '李国栋']) await sign(one, asked.body.matterId);
    expect((await file('罗成', { kind: 'trip-sheet', form: {}, linked: asked.body.matterId })).status).toBe(200);
  });
});

describe('deadlines and irregular trips', () => {
  test('after ten working days a claim needs a reason and a release; the traveller is reminded on the fifth and the ninth (TRV-05a)', async () => {
    office.at('2026-03-05');
    const form = tripTo('2026-03-12', '2026-03-13');
    const tripId = await readyTrip('杨帆', form, { consents: ['陈立', '李国栋'], sheet: ['冯涛', '陈立', '蒋雪'] });
    const reminders = async (): Promise<number> =>
      (await (await office.as('杨帆')).get('/api/notices')).body.rows.filter((one: { sentence: string }) => one.sentence.startsWith('请按期办结')).length;
    const before = await reminders();
    for (const day of ['2026-03-19', '2026-03-20', '2026-03-25', '2026-03-26']) {
      office.at(day);
      await runDailyDuties(office.open.world, { officeId: office.culture.officeId, day: civilDate(day) });
    }
    expect(await reminders()).toBe(before + 2);
    const claim = claimOf(tripId, form, { meals: [meal('2026-03-12', 6_000)] });
    office.at('2026-03-27', '23:00');
    expect((await told('杨帆', claim)).refusals).toEqual([]);
    office.at('2026-03-28');
    expect((await told('杨帆', claim)).refusals).toEqual(['TRV-05a']);
    const asked = await ok(file('杨帆', { kind: 'trip-exception', form: { sort: '逾期报销放行', reason: '住院' }, linked: tripId }));
    await sign('王建华', asked.body.matterId);
    expect((await told('杨帆', claim)).refusals).toEqual([]);
  });

  test('a trip whose sheet was filed after departure pays nothing until the chief releases it (TRV-01b, TRV-06a)', async () => {
    office.at('2026-06-01');
    const form = tripTo('2026-06-03', '2026-06-04');
    const asked = await ok(file('罗成', trip(form)));
    await sign('陈立', asked.body.matterId);
    office.at('2026-06-03', '09:00');
    await sign('李国栋', asked.body.matterId);
    const sheet = await ok(file('罗成', { kind: 'trip-sheet', form: {}, linked: asked.body.matterId }));
    for (const one of ['冯涛', '陈立', '蒋雪']) await sign(one, sheet.body.matterId);
    office.at('2026-06-05');
    const claim = claimOf(asked.body.matterId, form, {
      bills: [bill([['2026-06-03', 36_000]])],
      meals: [meal('2026-06-03', 12_000), meal('2026-06-04', 9_000)],
      rides: [ride('2026-06-03T10:00', { fare: 29_000 })],
    });
    const result = await told('罗成', claim);
    expect(result).toMatchObject({ paid: 0, personal: 86_000, refusals: [] });
    expect(result.lines.slice(0, 2).map((line) => line.reason)).toEqual(['分管领导和局长的同意没有在出发之前完成', '《出差审批单》没有在出发之前签批备案']);
    const release = await ok(file('罗成', { kind: 'trip-exception', form: { sort: '违规出差放行', reason: '防汛紧急出动' }, linked: asked.body.matterId }));
    expect(routeOf(release)).toEqual(['局长批准']);
    await sign('李国栋', release.body.matterId);
    expect(await told('罗成', claim)).toMatchObject({ paid: 33_000 + 10_000 + 9_000 + 29_000, personal: 5_000 });
  });

  test('what the claim does not use up of an advance comes back, all of it (TRV-00)', async () => {
    office.at('2026-06-08');
    const form = tripTo('2026-06-10', '2026-06-11', { estimate: [{ name: '食宿交通', amount: 60_000 }] });
    const tripId = await readyTrip('秦岚', form, { consents: ['王建华', '李国栋'], sheet: ['冯涛', '王建华', '蒋雪'] });
    const advance = await ok(file('秦岚', { kind: 'trip-advance', form: { amount: 60_000 }, linked: tripId }));
    const lent = await sign('王建华', advance.body.matterId);
    await ok(
      (await office.as('吴芳')).post('/api/verbs/pay', {
        matterId: advance.body.matterId,
        version: lent.body.version,
        method: '银行转账',
        reference: 'HD0608',
        paidOn: '2026-06-08',
      }),
    );
    office.at('2026-06-15');
    const claim = await ok(file('秦岚', claimOf(tripId, form, { meals: [meal('2026-06-10', 9_000), meal('2026-06-11', 9_500)] })));
    for (const one of ['吴芳', '赵敏', '王建华']) await sign(one, claim.body.matterId);
    expect((await (await office.as('秦岚')).get(`/api/matters/${claim.body.matterId}`)).body.state).toBe('closed');
    expect(await owed('秦岚', '预借余款缴回')).toMatchObject([{ dueOn: '2026-06-30' }]);
    const repay = (name: string, more: object): Promise<Answer> =>
      office
        .as(name)
        .then((person) =>
          person.post('/api/verbs/repay-trip-advance', { claim: claim.body.number, amount: 41_500, receipt: '收0616', on: '2026-06-15', ...more }),
        );
    expect((await repay('韩梅', {})).body.refused).toMatchObject({ code: 'not-finance-staff' });
    expect((await repay('郑洁', { amount: 41_000 })).body.refused).toMatchObject({ code: 'not-all' });
    await ok(repay('郑洁', {}));
    expect((await repay('郑洁', {})).body.refused).toMatchObject({ code: 'settled' });
    expect(await owed('秦岚', '预借余款缴回')).toEqual([]);
  });

  test('a trip that does not take place is called off, filed or not: the days are free, no claim is due (TRV-01c, TRV-05a)', async () => {
    office.at('2026-07-01');
    const form = tripTo('2026-07-06', '2026-07-07');
    const tripId = await readyTrip('沈明', form, { consents: ['孙丽', '李国栋'], sheet: ['冯涛', '孙丽', '蒋雪'] });
    const { body } = await (await office.as('沈明')).get(`/api/matters/${tripId}`);
    const due = (await owed('沈明', '出差报销')).length;
    const callOff = (name: string): Promise<Answer> =>
      office.as(name).then((person) => person.post('/api/verbs/call-off-trip', { trip: body.number, reason: '会议延期' }));
    expect((await callOff('邱实')).body.refused).toMatchObject({ code: 'not-handler' });
    expect((await file('沈明', trip(form))).body.refused).toMatchObject({ code: 'TRV-01a' });
    await ok(callOff('沈明'));
    expect((await (await office.as('沈明')).get(`/api/matters/${tripId}`)).body.state).toBe('void');
    expect(await owed('沈明', '出差报销')).toHaveLength(due - 1);
    expect((await (await office.as('沈明')).get(`/api/agenda?from=2026-07-06&until=2026-07-08`)).body).toEqual([]);
    expect((await told('沈明', claimOf(tripId, form, { meals: [meal('2026-07-06', 5_000)] }))).refusals).toContain('TRV-05b');
    expect((await file('沈明', trip(form))).status).toBe(200);
  });
});
