import { afterAll, beforeAll, expect, test } from 'vitest';
import { deedsOf, ok, type Deeds } from '../../../test/deeds.ts';
import { openTestOffice, type TestOffice } from '../../../test/office.ts';
import { guest, matter, receptionDesk } from '../../../test/reception-desk.ts';

let office: TestOffice;
let deeds: Deeds;
const desk = receptionDesk(() => office);
beforeAll(async () => {
  office = await openTestOffice();
  deeds = deedsOf(office);
  await desk.prepare();
});
afterAll(() => office.close());

const listed = async () => (await deeds.register('赵敏', 'watch-list')).map((one) => [one.number, one.cut, one.again]);

test('what the ceiling cut, and whoever is received again within thirty days, stands on the list of the discipline leader (ETH-04a)', async () => {
  const first = await desk.agreed('2026-05-13', '2026-05-12');
  expect(await listed()).toEqual([]);
  office.at('2026-05-14');
  const clerk = await office.as('沈明');
  const within = await ok(clerk.post('/api/matters', await desk.claimOf(clerk, { day: '2026-05-13', amount: 30_000, linked: first.matterId })));
  expect(await listed()).toEqual([]);
  await ok(clerk.post(`/api/matters/${within.body.matterId}/withdraw`, { version: within.body.version, reason: '金额填错' }));
  const claim = await ok(clerk.post('/api/matters', await desk.claimOf(clerk, { day: '2026-05-13', amount: 36_000, linked: first.matterId })));
  expect(await listed()).toEqual([[claim.body.number, 6_000, null]]);

  const other = await desk.letter(clerk, '2026-05-20', ['程远'], { unit: '益阳市文旅广体局' });
  await ok(
    clerk.post(
      '/api/matters',
      matter(
        desk.plan('2026-05-20', {
          letterNumber: other,
          guests: [guest('程远', '科级及以下', { unit: '益阳市文旅广体局' })],
          meals: [desk.meal('2026-05-20', 10_000, { hosts: desk.hosts('沈明') })],
        }),
      ),
    ),
  );
  expect(await listed()).toHaveLength(1);
  const second = await desk.agreed('2026-06-10', '2026-06-09');
  expect((await listed())[0]).toEqual([second.number, null, first.number]);
  await desk.agreed('2026-07-13', '2026-07-10');
  expect(await listed()).toHaveLength(2);
});
