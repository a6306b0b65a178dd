import { afterAll, beforeAll, expect, test } from 'vitest';
import { fen } from '../../rules/money.ts';
import type { Answer, Person } from '../../../test/office.ts';
import { BUYER, openPayingOffice, SELLER, type PayingOffice } from '../../../test/paying-office.ts';

let paying: PayingOffice;
beforeAll(async () => {
  paying = await openPayingOffice();
  paying.office.at('2026-03-12');
});
afterAll(() => paying.office.close());

const clerk = () => paying.office.as('沈明');
const codes = (answer: Answer): readonly string[] => (answer.body.refusals ?? []).map((one: { code: string }) => one.code);
const bill = (number: string, more: object = {}) => ({ issuerKind: '税务发票', number, date: '2026-03-10', seller: SELLER, amount: 30_000, ...more });
const sample = (number: string, more: object = {}) => ({
  number,
  date: '2026-03-10',
  seller: SELLER,
  buyer: BUYER,
  amount: fen(30_000),
  item: '海报',
  ...more,
});
const image = async (person: Person): Promise<string> =>
  (await person.upload('发票.pdf', Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF'))).body.digest;

interface Filing {
  readonly person?: Person;
  readonly invoices: readonly object[];
  readonly digests: readonly string[];
  readonly more?: object;
}
let purposes = 0;
/** A claim of 300.00 for a purpose of its own. */
async function file({ person, invoices, digests, more = {} }: Filing): Promise<Answer> {
  purposes += 1;
  const form = {
    purpose: `海报${purposes}`,
    category: '印刷费',
    payee: SELLER,
    amount: 30_000,
    paymentMethod: '公务卡',
    transactionReference: 'POS-1',
    spentOn: '2026-03-10',
    invoices,
    ...more,
  };
  const files = digests.map((digest, index) => ({ evidence: index === 0 ? '发票' : `发票${index + 1}`, digest, name: `发票${index + 1}` }));
  return (person ?? (await clerk())).post('/api/matters', { kind: 'claim', linkedMatterId: null, submit: true, files, form });
}

test('a number is used once, whatever kind it is called and however it is written (FIN-02h)', async () => {
  const digests = [await image(await clerk())];
  expect((await file({ invoices: [bill('26530000000011110001')], digests })).status).toBe(200);
  expect(codes(await file({ invoices: [bill('26530000000011110001', { issuerKind: '其他凭证' })], digests }))).toEqual(['FIN-02h']);
  expect(codes(await file({ invoices: [bill('2653-0000-0000-1111-0001')], digests }))).toEqual(['FIN-02h']);
  expect((await file({ invoices: [bill('2653-0000-0000-1111-0002', { issuerKind: '其他凭证' })], digests })).status).toBe(200);
  expect(codes(await file({ invoices: [bill('26530000000011110002')], digests }))).toEqual(['FIN-02h']);
});

test('nor twice in one claim; a short number is told from others by whoever gave it out', async () => {
  const digests = [await image(await clerk())];
  const half = { amount: 15_000 };
  expect(codes(await file({ invoices: [bill('26530000000011110003', half), bill('2653-0000000011110003', half)], digests }))).toEqual(['FIN-02h']);
  expect((await file({ invoices: [bill('26530000000011110003', half), bill('26530000000011110004', half)], digests })).status).toBe(200);
  const slip = (seller: string) => ({ invoices: [bill('0007', { issuerKind: '其他凭证', seller })], digests });
  expect((await file(slip('城关小卖部'))).status).toBe(200);
  expect((await file(slip('河东小卖部'))).status).toBe(200);
  expect(codes(await file(slip('城关 小卖部')))).toEqual(['FIN-02h']);
});

test('an electronic invoice is claimed under its own number and with what it says itself', async () => {
  const person = await clerk();
  const number = '26530000000022220001';
  const digests = [await person.invoice(sample(number))];
  expect(codes(await file({ invoices: [bill('26530000000022229999')], digests }))).toEqual(['FIN-02h']);
  expect(codes(await file({ invoices: [bill(number, { amount: 30_001 })], digests }))).toEqual(['FIN-02h']);
  expect(codes(await file({ invoices: [bill(number, { seller: '另一家公司' })], digests }))).toEqual(['FIN-02h']);
  expect(codes(await file({ invoices: [bill(number, { date: '2026-03-09' })], digests }))).toEqual(['FIN-02h']);
  expect(codes(await file({ invoices: [bill(number, { tax: 1 })], digests }))).toEqual(['FIN-02h']);
  expect((await file({ invoices: [bill(number, { tax: 0 })], digests })).status).toBe(200);
});

test('one made out to somebody else is none; one to the union of the office is', async () => {
  const person = await clerk();
  const made = async (number: string, buyer: string) => file({ invoices: [bill(number)], digests: [await person.invoice(sample(number, { buyer }))] });
  expect(codes(await made('26530000000022220002', '示范县某某公司'))).toEqual(['FIN-02h']);
  expect((await made('26530000000022220003', `${BUYER}工会委员会`)).status).toBe(200);
});

test('an electronic invoice that says something else than one of its number handed in before is refused', async () => {
  const [person, other] = [await clerk(), await paying.office.as('韩梅')];
  const number = '26530000000022220004';
  await other.invoice(sample(number, { amount: fen(20_000) }));
  expect(codes(await file({ invoices: [bill(number)], digests: [await person.invoice(sample(number))] }))).toEqual(['FIN-02h']);
  expect((await file({ invoices: [bill('26530000000022220005')], digests: [await person.invoice(sample('26530000000022220005'))] })).status).toBe(200);
});

test('an invoice claimed at one office is not claimed at the other, which learns no more than that (FIN5-07)', async () => {
  const { office } = paying;
  const number = '26530000000033330001';
  const station = await office.as('余波', office.stations);
  const more = { category: '小件办公用品', witnessId: office.stations.people.get('叶青') };
  const atStations = async (own: string) => codes(await file({ person: station, invoices: [bill(own)], digests: [await image(station)], more }));
  expect((await file({ invoices: [bill(number)], digests: [await image(await clerk())] })).status).toBe(200);
  expect(await atStations(number)).toEqual(['FIN5-07']);
  expect(await atStations('26530000000033330002')).toEqual([]);
});
