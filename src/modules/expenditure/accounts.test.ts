import { afterAll, beforeAll, expect, test } from 'vitest';
import { decidedTogether } from '../../../test/decided-together.ts';
import { deedsOf, type Deeds } from '../../../test/deeds.ts';
import { openTestOffice, type TestOffice } from '../../../test/office.ts';

let office: TestOffice;
let deeds: Deeds;
beforeAll(async () => {
  office = await openTestOffice();
  deeds = deedsOf(office);
});
afterAll(() => office.close());

const account = (more: object = {}): object => ({ account: '6217000010001234567', bank: '示范县农村信用社', openedOn: '2026-03-02', ...more });

test('an account is opened as a body of the office has decided by its day (ICF-03.2o)', async () => {
  const together = async (sort: string): Promise<string> => (await decidedTogether(office, { sort, day: '2026-03-02' })).number;
  const [decision, other] = [await together('开立银行账户'), await together('重大项目')];
  for (const more of [{}, { decision: '局长同意' }, { decision: other }, { decision, openedOn: '2026-03-01' }])
    expect(await deeds.refused('周静', 'register-account', account(more))).toBe('ICF-03.2o');
  expect(await deeds.refused('周静', 'register-account', account({ decision, openedOn: '2026-03-03' }))).toBe('future');
  expect(await deeds.refused('沈明', 'register-account', account({ decision }))).toBe('not-finance-staff');
  await deeds.done('周静', 'register-account', account({ decision }));
  expect(await deeds.refused('周静', 'register-account', account({ decision }))).toBe('registered-already');
  expect(await deeds.register('周静', 'account')).toMatchObject([{ account: '6217000010001234567', openedOn: '2026-03-02', decision, registeredBy: '周静' }]);
});

test('one opened before the regulation came into force needs no decision, one opened again after it does', async () => {
  const older = { account: '6217000010007654321' };
  await deeds.done('周静', 'register-account', account({ ...older, openedOn: '2019-06-03' }));
  expect(await deeds.refused('周静', 'close-account', { ...older, closedOn: '2019-06-02', reason: '合并账户' })).toBe('dates');
  await deeds.done('周静', 'close-account', { ...older, closedOn: '2026-03-02', reason: '合并账户' });
  expect(await deeds.refused('周静', 'register-account', account({ ...older, openedOn: '2019-06-03' }))).toBe('dates');
  expect(await deeds.refused('周静', 'register-account', account(older))).toBe('ICF-03.2o');
});

test('an office without that regulation registers its accounts with their day alone', async () => {
  const books = await office.as('高洁', office.stations);
  expect((await books.post('/api/verbs/register-account', account())).status).toBe(200);
});
