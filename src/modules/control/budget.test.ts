import { afterAll, beforeAll, expect, test } from 'vitest';
import { ok } from '../../../test/deeds.ts';
import type { Answer } from '../../../test/office.ts';
import { openPayingOffice, SELLER, type PayingOffice } from '../../../test/paying-office.ts';

let paying: PayingOffice;
beforeAll(async () => {
  paying = await openPayingOffice();
  paying.office.at('2026-03-02');
});
afterAll(() => paying.office.close());

const LINE = '培训费';
let today = '2026-03-02';

/** The line of the year, as the meeting has changed it. */
async function setLine(amount: number, year = 2026): Promise<void> {
  const { deeds, office } = paying;
  const form = { sort: '预算调整', title: `${LINE}调整`, content: '按实际需要调整', budget: { year, item: LINE, amount, basis: '项目' } };
  const { body } = await ok((await office.as('周静')).post('/api/matters', { kind: 'collective-matter', linkedMatterId: null, files: [], submit: true, form }));
  const resolution = {
    body: '局务会',
    metOn: today,
    item: form.title,
    agreed: true,
    minutesReference: '局务会纪要1号',
    present: ['李国栋', '赵敏', '陈立'].map((name) => deeds.id(name)),
  };
  await ok((await office.as('冯涛')).post(`/api/matters/${body.matterId}/resolve`, { version: body.version, resolution }));
}

const ask = async (amount: number, supplements: number | null = null): Promise<Answer> => {
  const form = { purpose: `${LINE}${amount}`, category: LINE, payee: SELLER, amount, paymentMethod: '公务卡', plannedOn: today };
  return (await paying.office.as('沈明')).post('/api/matters', { kind: 'spending-request', linkedMatterId: supplements, files: [], submit: true, form });
};
const claim = async (amount: number, linked: number | null): Promise<Answer> =>
  paying.claim(await paying.office.as('沈明'), { amount, day: today, more: { category: LINE }, ...(linked !== null && { linked }) });
const agreed = async (answer: Promise<Answer>): Promise<number> => (await paying.signAll((await ok(answer)).body)).matterId;
const code = async (answer: Promise<Answer>): Promise<string> => (await answer).body.refused?.code;

test('what raises an approval takes the difference, and a claim within it nothing more (ICF-03.4b)', async () => {
  await setLine(300_000);
  const request = await agreed(ask(200_000));
  expect(await code(ask(300_001, request))).toBe('ICF-03.4b');
  const supplement = await agreed(ask(250_000, request));
  expect(await code(ask(50_001))).toBe('ICF-03.4b');
  expect((await claim(240_000, supplement)).status).toBe(200);
  expect(await code(ask(50_001))).toBe('ICF-03.4b');
});

test('a claim on no approval takes its own amount (ICF-03.4b)', async () => {
  expect((await claim(40_000, null)).status).toBe(200);
  expect(await code(ask(10_001))).toBe('ICF-03.4b');
  expect((await ask(10_000)).status).toBe(200);
});

test('what an approval holds stays held when the line is cut afterwards (ICF-03.4b)', async () => {
  await setLine(400_000);
  const request = await agreed(ask(100_000));
  await setLine(300_000);
  expect((await claim(100_000, request)).status).toBe(200);
  expect(await code(ask(1))).toBe('ICF-03.4b');
});

test('a claim on an approval of the year before takes the line of its own year (ICF-03.4b)', async () => {
  await setLine(500_000);
  const request = await agreed(ask(60_000));
  await setLine(50_000, 2027);
  today = '2027-01-06';
  paying.office.at(today);
  expect(await code(claim(50_001, request))).toBe('ICF-03.4b');
  expect((await claim(30_000, request)).status).toBe(200);
  expect(await code(ask(20_001))).toBe('ICF-03.4b');
  expect((await ask(20_000)).status).toBe(200);
});
