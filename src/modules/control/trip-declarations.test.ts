import { afterAll, beforeAll, expect, test } from 'vitest';
import { deedsOf, type Deeds } from '../../../test/deeds.ts';
import { openTravellingOffice, tripTo, type TravellingOffice } from '../../../test/trips.ts';

let travelling: TravellingOffice;
let deeds: Deeds;
beforeAll(async () => {
  travelling = await openTravellingOffice();
  deeds = deedsOf(travelling.office);
});
afterAll(() => travelling.office.close());

const DUTY = '异地接待申报';
const openOf = async (name: string) => (await deeds.mine(name)).filter((one) => one.duty === DUTY).map((one) => one.dueOn);

test('everybody who was on a trip says how he was received: above standard with what, by whom and its value, and the discipline leader is told (ETH-04b)', async () => {
  const { office, readyTrip } = travelling;
  office.at('2026-03-13');
  const form = tripTo('2026-03-16', '2026-03-18', { companions: [deeds.id('韩梅')] });
  const tripId = await readyTrip('杨帆', form, { consents: ['陈立', '李国栋'], sheet: ['冯涛', '陈立', '蒋雪'] });
  const trip = (await (await office.as('杨帆')).get(`/api/matters/${tripId}`)).body.number;
  const nothing = { trip, aboveStandard: false, value: 0 };
  expect(await deeds.refused('杨帆', 'declare-hospitality', nothing)).toBe('not-back');
  await deeds.daily('2026-03-18');
  expect(await openOf('杨帆')).toEqual([]);
  await deeds.daily('2026-03-19');
  expect([await openOf('杨帆'), await openOf('韩梅'), await openOf('沈明')]).toEqual([['2026-04-01'], ['2026-04-01'], []]);

  expect(await deeds.refused('沈明', 'declare-hospitality', nothing)).toBe('no-such-trip');
  await deeds.done('杨帆', 'declare-hospitality', nothing);
  expect(await deeds.refused('杨帆', 'declare-hospitality', nothing)).toBe('no-such-trip');
  const suite = { trip, aboveStandard: true, kind: '套房2晚', value: 80_000 };
  expect(await deeds.refused('韩梅', 'declare-hospitality', suite)).toBe('ETH-04b');
  await deeds.done('韩梅', 'declare-hospitality', { ...suite, host: '邻县文旅局' });
  expect(await deeds.told('赵敏')).toContain('韩梅申报异地接待超标准：邻县文旅局套房2晚。');
  expect((await deeds.register('赵敏', 'hospitality')).map((one) => [one.recordedBy, one.above, one.host])).toEqual([
    ['韩梅', '是', '邻县文旅局'],
    ['杨帆', '否', ''],
  ]);
  expect([await openOf('杨帆'), await openOf('韩梅')]).toEqual([[], []]);
});
