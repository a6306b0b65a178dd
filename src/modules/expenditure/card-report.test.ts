import { afterAll, beforeAll, expect, test } from 'vitest';
import { deedsOf, ok, type Deeds } from '../../../test/deeds.ts';
import type { TestOffice } from '../../../test/office.ts';
import { bill, claimOf, openTravellingOffice, ride, taxi, tripTo, type TravellingOffice } from '../../../test/trips.ts';

let office: TestOffice;
let deeds: Deeds;
let travelling: TravellingOffice;
beforeAll(async () => {
  travelling = await openTravellingOffice();
  office = travelling.office;
  deeds = deedsOf(office);
});
afterAll(() => office.close());

test('of twenty receipts of a trip that must be paid by card one was not: 95 percent, with reason and releaser (ETH-08c)', async () => {
  office.at('2026-04-08');
  const form = tripTo('2026-04-13', '2026-04-15');
  const tripId = await travelling.readyTrip('杨帆', form, { consents: ['陈立', '李国栋'], sheet: ['冯涛', '陈立', '蒋雪'] });
  office.at('2026-04-17');
  const flights = Array.from({ length: 18 }, () => ride('2026-04-13T08:30', { travelClass: '飞机经济舱', fare: 30_000 }));
  // Below 500 yuan, and yet obliged: the clause on trips knows no amount. A train and a taxi are not.
  const receipts = {
    rides: [...flights, ride('2026-04-15T16:00')],
    bills: [bill([['2026-04-13', 30_000]]), bill([['2026-04-14', 30_000]], { method: '现金', reference: '' })],
    locals: [taxi('2026-04-13', 5_000)],
  };
  expect((await travelling.told('杨帆', claimOf(tripId, form, receipts))).refusals).toEqual(['TRV-05c']);
  const asked = await ok(travelling.file('杨帆', { kind: 'trip-exception', form: { sort: '非公务卡付款', reason: '酒店不能刷卡' }, linked: tripId }));
  await travelling.sign('王建华', asked.body.matterId);
  const claim = await ok(travelling.file('杨帆', claimOf(tripId, form, receipts)));
  for (;;) {
    const { body: now } = await (await office.as('杨帆')).get(`/api/matters/${claim.body.matterId}`);
    const open = now.route.find((step: { state: string }) => step.state === 'open');
    if (open === undefined) break;
    await travelling.sign(open.candidates[0].name, claim.body.matterId);
  }
  const { body: ready } = await (await office.as('杨帆')).get(`/api/matters/${claim.body.matterId}`);
  await deeds.done('吴芳', 'pay', { matterId: claim.body.matterId, version: ready.version, method: '银行转账', reference: 'HD0417', paidOn: '2026-04-17' });
  const { body } = await ok((await office.as('赵敏')).get('/api/reports/card-share?period=2026'));
  expect(body.tables[0].rows).toEqual([['第2季度', 20, 19, 95, 1]]);
  expect(body.tables[1].rows).toMatchObject([['2026-04-17', ready.number, '湘江宾馆', 30_000, '现金', '酒店不能刷卡', '王建华']]);
});
