import ExcelJS from 'exceljs';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ok } from '../../../test/deeds.ts';
import { openTestOffice, type Person, type TestOffice } from '../../../test/office.ts';
import { civilDate } from '../../rules/calendar/civil-date.ts';
import { runDailyDuties } from '../obligations/daily.ts';
import { verifyPack } from './verify-pack.ts';

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF');

let office: TestOffice;
let files: Map<string, Buffer>;
const as = (name: string): Promise<Person> => office.as(name, office.stations);

beforeAll(async () => {
  office = await openTestOffice();
  office.at('2026-03-05');
  await runDailyDuties(office.open.world, { officeId: office.stations.officeId, day: civilDate('2026-03-05') });
  await releaseOne();
  await endDuties();
  await office.sealed();
});
afterAll(() => office.close());

/** A claim without an invoice: refused (FIN5-07), then released on request. */
async function releaseOne(): Promise<void> {
  const request = { purpose: '路边抛锚拖车', category: '维修费', payee: '示范县拖车行', amount: 40_000, paymentMethod: '公务卡', plannedOn: '2026-03-10' };
  const asked = await ok((await as('余波')).post('/api/matters', { kind: 'spending-request', form: request, linkedMatterId: null, files: [], submit: true }));
  await ok((await as('宋文')).post(`/api/matters/${asked.body.matterId}/approve`, { version: asked.body.version, remark: null }));
  office.at('2026-03-13');
  const clerk = await as('余波');
  const form = {
    ...request,
    transactionReference: 'POS-0312',
    spentOn: '2026-03-12',
    witnessId: office.stations.people.get('叶青'),
    invoices: [{ issuerKind: '其他凭证', number: '', date: '2026-03-12', seller: request.payee, amount: 40_000 }],
  };
  const claim = { kind: 'claim', form, linkedMatterId: asked.body.matterId, files: [] };
  expect((await clerk.post('/api/matters', { ...claim, submit: true })).body.refusals.map((one: { code: string }) => one.code)).toContain('FIN5-07');
  const draft = await ok(clerk.post('/api/matters', { ...claim, submit: false }));
  await ok(clerk.post(`/api/matters/${draft.body.matterId}/ask-release`, { version: draft.body.version, code: 'FIN5-07', reason: '山区摊点没有发票' }));
  const leader = await as('宋文');
  const seen = await leader.get(`/api/matters/${draft.body.matterId}`);
  await ok(leader.post(`/api/matters/${draft.body.matterId}/release`, { version: seen.body.version, code: 'FIN5-07', reason: '情况属实' }));
}

/** 站所月报 (FIN5-05h) was due on the tenth and is handed in on the thirteenth; 收支月报 (FIN5-03b) is waived. */
async function endDuties(): Promise<void> {
  const accountant = await as('高洁');
  const mine = (await accountant.get('/api/obligations?scope=mine')).body.rows as { duty: string; obligationId: number }[];
  const idOf = (duty: string): number => mine.find((one) => one.duty === duty)?.obligationId ?? 0;
  const { digest } = (await accountant.upload('月报.pdf', PDF)).body;
  const originals = ['站所室送达记录', '分管领导送达记录', '局长送达记录'].map((evidence) => ({ evidence, digest, name: '月报.pdf' }));
  await ok(accountant.post(`/api/obligations/${idOf('站所月报')}/discharge`, { files: originals, remark: '系统故障，迟三日' }));
  await ok((await as('马志远')).post(`/api/obligations/${idOf('收支月报')}/waive`, { reason: '当月无收支' }));
}

async function sheet(name: string): Promise<readonly (readonly unknown[])[]> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(files.get('迎检包.xlsx') as unknown as ExcelJS.Buffer); // as in read-sheet.ts
  return (book.getWorksheet(name)?.getRows(2, 50) ?? []).map((row) => (row.values as unknown[]).slice(1)).filter((row) => row.length > 0);
}

test('duties of the clauses are in the population and the sample, with the originals they ended with and their entries of the log', async () => {
  const head = await as('马志远');
  const made = await ok(
    head.post('/api/inspection-packs', { clauses: ['FIN5-05h', 'FIN5-03b', 'FIN5-07'], from: '2026-03-01', until: '2026-03-31', sample: 200 }),
  );
  files = new Map(
    Object.entries(unzipSync((await head.get(`/api/inspection-packs/${made.body.packId}/pack.zip`)).body)).map(([name, bytes]) => [name, Buffer.from(bytes)]),
  );
  const population = await sheet('总体');
  const duties = await sheet('义务');
  expect(duties.length).toBeGreaterThanOrEqual(2);
  expect(population.filter((row) => row[2] === '义务')).toHaveLength(duties.length);
  expect(await sheet('样本')).toEqual(population);
  expect(JSON.parse(strFromU8(files.get('manifest.json') ?? new Uint8Array()))).toMatchObject({ population: population.length, sample: population.length });
  expect(
    [...files.keys()]
      .filter((name) => /^样本\/义务\d+\//.test(name))
      .map((name) => String(name.split('/')[2]?.split('-')[0]))
      .toSorted((one, other) => one.localeCompare(other)),
  ).toEqual(['分管领导送达记录', '局长送达记录', '站所室送达记录']);
  const proved = JSON.parse(strFromU8(files.get('log-proof.json') ?? new Uint8Array())).entries.map((one: { body: string }) => JSON.parse(one.body).verb);
  expect(proved).toEqual(expect.arrayContaining(['discharge', 'waive']));
  expect(verifyPack(files)).toMatchObject({ unaltered: true, complete: true, troubles: [] });
});

test('the release, the late duty, the waived one and the refused attempt stand among the exceptions, each with clause, reason and person', async () => {
  const exceptions = await sheet('例外');
  const of = (what: string) => exceptions.filter((row) => row[0] === what).map((row) => [row[3], row[5] ?? null, row[6]]);
  expect(of('放行')).toEqual([['FIN5-07', '山区摊点没有发票', '宋文']]);
  expect(of('义务逾期')).toContainEqual(['FIN5-05h', null, '财务人员']);
  expect(of('义务免除')).toEqual([['FIN5-03b', '当月无收支', '马志远']]);
  expect(of('被拒绝的办理')).toContainEqual(['FIN5-07', null, '余波']);
  expect((await sheet('说明')).find((row) => row[0] === '例外')?.[1]).toMatch(/放行1次.*义务免除1次.*被拒绝的办理\d+次/);
});

test('a period without any of it is a pack of nothing', async () => {
  const head = await as('马志远');
  const made = await ok(head.post('/api/inspection-packs', { clauses: ['FIN5-05h'], from: '2026-01-01', until: '2026-01-31', sample: 5 }));
  const empty = unzipSync((await head.get(`/api/inspection-packs/${made.body.packId}/pack.zip`)).body);
  expect(JSON.parse(strFromU8(empty['manifest.json'] ?? new Uint8Array()))).toMatchObject({ population: 0, sample: 0 });
});
