import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ok } from '../../../test/deeds.ts';
import type { TestOffice } from '../../../test/office.ts';
import { bill, claimOf, meal, openTravellingOffice, ride, routeOf, taxi, tripTo, type TravellingOffice } from '../../../test/trips.ts';

let office: TestOffice;
let file: TravellingOffice['file'];
let sign: TravellingOffice['sign'];
let readyTrip: TravellingOffice['readyTrip'];
let told: TravellingOffice['told'];
beforeAll(async () => {
  ({ office, file, sign, readyTrip, told } = await openTravellingOffice());
});
afterAll(() => office.close());

describe('the claim of a regular trip', () => {
  const form = tripTo('2026-04-13', '2026-04-17');
  let tripId: number;

  test('rides are paid by class, with ticket, or as approved before they left (TRV-00, TRV-02a, TRV-02b, TRV-02c)', async () => {
    office.at('2026-04-07');
    tripId = await readyTrip('白雪', form, { consents: ['孙丽', '李国栋'], sheet: ['冯涛', '孙丽', '蒋雪'] });
    const higher = {
      sort: '超等级乘坐',
      reason: '二等座售罄，须当晚赶到',
      rideAt: '2026-04-13T09:12',
      route: '常德—长沙',
      travelClass: '一等座',
      fare: 26_400,
    };
    office.at('2026-04-13', '08:00');
    const asked = await ok(file('白雪', { kind: 'trip-exception', form: higher, linked: tripId }));
    expect(routeOf(asked)).toEqual(['局长批准']);
    const first = ride('2026-04-13T09:12', { travelClass: '一等座', fare: 26_400, referenceFare: 16_500, referenceSource: '12306截图' });
    const before = await told('白雪', claimOf(tripId, form, { rides: [first] }));
    expect(before.lines).toMatchObject([{ paid: 16_500, personal: 9_900, clause: 'TRV-02c' }]);
    await sign('李国栋', asked.body.matterId);
    expect((await told('白雪', claimOf(tripId, form, { rides: [first] }))).lines).toMatchObject([{ paid: 26_400, clause: 'TRV-02b' }]);

    const second = { ...higher, rideAt: '2026-04-17T16:10' };
    office.at('2026-04-17', '16:30');
    expect((await file('白雪', { kind: 'trip-exception', form: second, linked: tripId })).body.refused).toMatchObject({ code: 'TRV-02b' });
    const { lines } = await told(
      '白雪',
      claimOf(tripId, form, {
        rides: [ride('2026-04-13T10:00'), ride('2026-04-14T10:00', { travelClass: '硬卧', number: '' }), ride('2026-04-15T10:00', { travelClass: '商务座' })],
      }),
    );
    expect(lines).toMatchObject([
      { paid: 16_500, clause: 'TRV-02a' },
      { paid: 0, clause: 'TRV-02a' },
      { paid: 0, clause: 'TRV-02c' },
    ]);
    const { body } = await ok(
      (await office.as('白雪')).post('/api/matter-kinds/trip-claim/preview', {
        form: claimOf(tripId, form, { meals: [meal('2026-04-13', 6_000)] }).form,
        linkedMatterId: tripId,
        files: [],
        matterId: null,
      }),
    );
    expect(body.worksheet.note).toContain('《公务出差管理制度》');
    expect(body.worksheet.note).toContain('临财发[2014]34号');
  });

  test('lodging: each night alone, each person his share, invoice and slip together (TRV-03a, TRV-03b)', async () => {
    office.at('2026-04-20');
    const pay = async (...bills: readonly object[]) => (await told('白雪', claimOf(tripId, form, { bills }))).lines.map((line) => line.paid);
    expect(await pay(bill([['2026-04-13', 33_000]]))).toEqual([33_000]);
    expect(
      await pay(
        bill([
          ['2026-04-13', 30_000],
          ['2026-04-14', 36_000],
        ]),
      ),
    ).toEqual([30_000, 33_000]);
    expect(await pay(bill([['2026-04-13', 28_000]], { posSlip: null }))).toEqual([0]);
    expect(await pay(bill([['2026-04-13', 30_000]], { posSlip: { number: 'P1', amount: 28_000 } }))).toEqual([0]);
    expect(await pay(bill([['2026-04-13', 20_000]]), bill([['2026-04-13', 20_000]]))).toEqual([20_000, 13_000]);
    expect(await pay(bill([['2026-04-18', 20_000]]))).toEqual([0]);
    const single = await told('白雪', claimOf(tripId, form, { bills: [bill([['2026-04-13', 28_000]], { standardRoom: false })] }));
    expect(single.lines[0]?.reason).toContain('不是标准间');
    const without = await told('白雪', claimOf(tripId, form, { bills: [bill([['2026-04-13', 28_000]])], evidence: ['POS小票'] }));
    expect(without.lines).toMatchObject([{ paid: 0, clause: 'TRV-03b' }]);
  });

  test('a bill of several travellers is divided among them to the fen (TRV-03a, TRV-04d)', async () => {
    office.at('2026-04-20');
    const [one, other] = ['邱实', '沈明'].map((name) => office.culture.people.get(name));
    const shared = tripTo('2026-05-11', '2026-05-13', { companions: [other] });
    const both = await readyTrip('邱实', shared, { consents: ['孙丽', '李国栋'], sheet: ['冯涛', '孙丽', '蒋雪'] });
    office.at('2026-05-14');
    const { lines, personal } = await told(
      '邱实',
      claimOf(both, shared, {
        bills: [bill([['2026-05-11', 40_000]], { forWhom: [one, other] })],
        meals: [meal('2026-05-11', 18_001, { forWhom: [one, other] })],
      }),
    );
    expect(lines.map((line) => [line.item, line.paid])).toEqual([
      ['住宿', 20_000],
      ['住宿', 20_000],
      ['就餐', 9_001],
      ['就餐', 9_000],
    ]);
    expect(personal).toBe(0);
    const stranger = await told('邱实', claimOf(both, shared, { meals: [meal('2026-05-11', 5_000, { forWhom: [office.culture.people.get('白雪')] })] }));
    expect(stranger.lines).toMatchObject([{ paid: 0, clause: 'TRV-05b' }]);
  });

  test('what falls outside the trip, and what was paid otherwise than by official card (TRV-05b, TRV-05c)', async () => {
    office.at('2026-04-20');
    const cash = claimOf(tripId, form, { bills: [bill([['2026-04-13', 18_000]], { method: '现金', reference: '' })] });
    expect((await told('白雪', cash)).refusals).toContain('TRV-05c');
    const flight = (more: object) => claimOf(tripId, form, { rides: [ride('2026-04-13T09:00', { travelClass: '飞机经济舱', fare: 98_000, ...more })] });
    expect((await told('白雪', flight({}))).refusals).toEqual([]);
    expect((await told('白雪', flight({ method: '银行转账' }))).refusals).toEqual(['TRV-05c']);
    const asked = await ok(file('白雪', { kind: 'trip-exception', form: { sort: '非公务卡付款', reason: '公务卡被锁定，酒店不能刷卡' }, linked: tripId }));
    expect(routeOf(asked)).toEqual(['分管财务领导批准']);
    await sign('王建华', asked.body.matterId);
    expect((await told('白雪', cash)).refusals).toEqual([]);
  });

  test('meal invoices of a city need approved circumstances; one invoice is used once (TRV-04e, TRV-05b)', async () => {
    office.at('2026-04-20');
    const inCity = meal('2026-04-13', 8_000, { city: '长沙市', level: '地级以上市市区' });
    const result = await told('白雪', claimOf(tripId, form, { meals: [inCity, meal('2026-04-14', 4_500)] }));
    expect(result.lines).toMatchObject([{ paid: 0, clause: 'TRV-04e' }, { paid: 4_500 }]);
    expect(result.notices).toContain('TRV-04e');
    const asked = await ok(file('白雪', { kind: 'trip-exception', form: { sort: '市级以上就餐', reason: '正式会议，主办方不供餐' }, linked: tripId }));
    await sign('王建华', asked.body.matterId);
    expect((await told('白雪', claimOf(tripId, form, { meals: [inCity] }))).lines).toMatchObject([{ paid: 8_000 }]);
    const twice = await told('白雪', claimOf(tripId, form, { meals: [inCity, { ...inCity, on: '2026-04-14' }] }));
    expect(twice.refusals).toContain('TRV-05b');
    await ok(file('白雪', claimOf(tripId, form, { meals: [inCity] })));
    const other = await readyTrip('沈明', tripTo('2026-04-27', '2026-04-28'), { consents: ['孙丽', '李国栋'], sheet: ['冯涛', '孙丽', '蒋雪'] });
    office.at('2026-04-29');
    const stolen = await told('沈明', claimOf(other, tripTo('2026-04-27', '2026-04-28'), { meals: [{ ...inCity, on: '2026-04-27' }] }));
    expect(stolen.refusals).toEqual(['TRV-05b']);
  });
});

describe('standards by place and day', () => {
  test('Lhasa is 120 from the day it is reached; a day is bounded, nothing is carried over (TRV-04a, TRV-04d)', async () => {
    office.at('2026-10-08');
    const form = tripTo('2026-10-10', '2026-10-16', {
      basis: { sort: '外派通知', issuer: '县委组织部', number: '', date: '2026-10-01', place: '成都', from: '2026-10-10', until: '2026-10-16' },
      outsideReason: '经成都赴拉萨对口支援',
      stops: [
        { reachedOn: '2026-10-10', province: '四川', city: '成都市' },
        { reachedOn: '2026-10-12', province: '西藏', city: '拉萨市' },
      ],
    });
    const tripId = await readyTrip('秦岚', form, { consents: ['王建华', '李国栋'], sheet: ['冯涛', '王建华', '蒋雪'] });
    office.at('2026-10-19');
    const days = ['2026-10-10', '2026-10-12', '2026-10-16'];
    const { lines } = await told(
      '秦岚',
      claimOf(tripId, form, { meals: [...days.map((day) => meal(day, 13_000)), meal('2026-10-13', 6_000), meal('2026-10-14', 14_000)] }),
    );
    expect(lines.map((line) => [line.on, line.paid])).toEqual([
      ['2026-10-10', 10_000],
      ['2026-10-12', 12_000],
      ['2026-10-13', 6_000],
      ['2026-10-14', 12_000],
      ['2026-10-16', 12_000],
    ]);
    const nights = await told('秦岚', claimOf(tripId, form, { bills: [bill([['2026-10-12', 36_000]], { province: '西藏', city: '拉萨市' })] }));
    expect(nights).toMatchObject({ paid: 35_000, personal: 1_000, refusals: [] });
    const unknown = await told('秦岚', claimOf(tripId, form, { bills: [bill([['2026-10-12', 36_000]], { province: '西藏', city: '日喀则市' })] }));
    expect(unknown.refusals).toContain('TRV-03c');
    expect(unknown.paid).toBe(0);
  });

  test('first and last day count whatever the hour; an official car on the agenda ends the day’s local transport and is asked for (TRV-04b, TRV-04c)', async () => {
    office.at('2026-05-18');
    const form = { ...tripTo('2026-05-20', '2026-05-21'), startAt: '2026-05-20T15:00', endAt: '2026-05-21T09:00' };
    const tripId = await readyTrip('沈明', form, { consents: ['孙丽', '李国栋'], sheet: ['冯涛', '孙丽', '蒋雪'] });
    office.at('2026-05-22');
    const rides = claimOf(tripId, form, { locals: [taxi('2026-05-20', 9_500), taxi('2026-05-21', 9_500)] });
    expect(await told('沈明', rides)).toMatchObject({ paid: 16_000, personal: 3_000, notices: [] });
    // Whoever sends out cars writes the agenda; nobody of this field does.
    await office.database.owner.query(
      `insert into agenda_entry (office_id, sort, title, person_id, from_at, until_at, made_at)
      values ($1, '用车', '公务用车', $2, '2026-05-20T15:00+08', '2026-05-20T18:00+08', '2026-05-20T08:00+08')`,
      [office.culture.officeId, office.culture.people.get('沈明')],
    );
    const result = await told('沈明', rides);
    expect(result.lines).toMatchObject([
      { on: '2026-05-20', paid: 0, clause: 'TRV-04c' },
      { on: '2026-05-21', paid: 8_000 },
    ]);
    expect(result.notices).toEqual(['TRV-04c']);
    const declared = await told('沈明', claimOf(tripId, form, { carDays: ['2026-05-20'], locals: [taxi('2026-05-21', 9_500)] }));
    expect(declared.notices).toEqual([]);
  });
});
