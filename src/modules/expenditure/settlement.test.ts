import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestOffice, type Answer, type Person, type TestOffice } from '../../../test/office.ts';
import { civilDate } from '../../rules/calendar/civil-date.ts';
import { fen } from '../../rules/money.ts';
import { runDailyDuties } from '../../platform/obligations/daily.ts';
import { oldAccount } from '../../../test/old-account.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
});
afterAll(() => office.close());

const as = (name: string): Promise<Person> => office.as(name, office.stations);
const file = (person: Person, kind: string, form: object): Promise<Answer> =>
  person.post('/api/matters', { kind, form, linkedMatterId: null, files: [], submit: true });
async function sign(name: string, matterId: number): Promise<Answer> {
  const person = await as(name);
  const { body } = await person.get(`/api/matters/${matterId}`);
  return person.post(`/api/matters/${matterId}/approve`, { version: body.version });
}
/** Everybody the matter waits for, one after another. */
async function signAll(matter: Answer['body']): Promise<void> {
  let now = matter;
  while (now.state === 'in_review') {
    const open = now.route.find((step: { state: string }) => step.state === 'open');
    now = (await sign(open.candidates[0].name, now.matterId)).body;
  }
}
async function duties(name: string, of = office.stations): Promise<readonly string[]> {
  const person = await office.as(name, of);
  return (await person.get('/api/obligations?scope=mine')).body.rows.map((one: { duty: string }) => one.duty);
}
async function daily(day: string): Promise<void> {
  await runDailyDuties(office.open.world, { officeId: office.stations.officeId, day: civilDate(day) });
}

test('an IOU is paid in parts; what is left at the year’s end is proposed and signed against its collector (FIN5-05f, FIN5-05g)', async () => {
  office.at('2026-05-11');
  const asked = await file(await as('余波'), 'iou', { reason: '旺季急用', debtor: '城关站', items: '检测票', amount: 57_000, expectedOn: '2026-06-11' });
  await sign('唐敏', asked.body.matterId);
  const iou = asked.body.number;
  const finance = await as('高洁');
  const pay = (amount: number) => finance.post('/api/verbs/receive-iou', { iou, amount, on: '2026-05-11', receipt: '收0031' });
  expect((await pay(12_000)).body.result).toEqual({ open: 45_000 });
  expect((await pay(45_001)).body.refused).toMatchObject({ code: 'too-much' });

  office.at('2026-12-31');
  await daily('2026-12-31');
  const closing = await as('高洁');
  const leader = await as('宋文');
  expect((await leader.post('/api/verbs/sign-iou-deduction', { iou })).body.refused).toMatchObject({ code: 'not-proposed' });
  expect((await closing.post('/api/verbs/propose-iou-deduction', { iou, deposit: 30_000 })).body.result).toEqual({ fromDeposit: 30_000, fromPay: 15_000 });
  expect((await (await as('余波')).post('/api/verbs/sign-iou-deduction', { iou })).body.refused).toMatchObject({ code: 'not-signer' });
  expect(await duties('高洁')).toContain('年终白条清理');
  const object = async (name: string) => (await as(name)).post('/api/verbs/object-to-iou-deduction', { iou, objection: '城关站已答应一月付清' });
  expect((await object('高洁')).body.refused).toMatchObject({ code: 'not-responsible' });
  expect((await object('余波')).status).toBe(200);
  expect((await leader.get('/api/notices')).body.rows[0].sentence).toContain('城关站已答应一月付清');
  expect((await leader.post('/api/verbs/sign-iou-deduction', { iou })).status).toBe(200);
  expect((await object('余波')).body.refused).toMatchObject({ code: 'deducted' });
  expect(await duties('高洁')).not.toContain('年终白条清理');
  expect(await duties('余波')).not.toContain('白条催收');
  expect((await closing.get('/api/registers/iou')).body.rows).toMatchObject([{ open: 45_000, deduction: '已签批', objection: '城关站已答应一月付清' }]);
});

test('the leader who signs an IOU may take its collection on himself, nobody else may be given it (FIN5-05f, FIN5-05g)', async () => {
  office.at('2026-05-12');
  const leader = office.stations.people.get('唐敏');
  const iou = async (collectorId: number | undefined) =>
    file(await as('余波'), 'iou', { reason: '旺季急用', debtor: '河东所', items: '检测票', amount: 20_000, expectedOn: '2026-06-11', collectorId });
  expect((await iou(office.stations.people.get('叶青'))).body.refused).toMatchObject({ code: 'FIN5-05f' });
  const asked = await iou(leader);
  await sign('唐敏', asked.body.matterId);
  const owed = async (name: string) => (await duties(name)).filter((one) => one === '白条催收');
  expect([await owed('唐敏'), await owed('余波')]).toEqual([['白条催收'], []]);
  expect((await (await as('高洁')).get('/api/registers/iou')).body.rows[0]).toMatchObject({ collector: '唐敏', open: 20_000 });
  await (await as('高洁')).post('/api/verbs/propose-iou-deduction', { iou: asked.body.number, deposit: 0 });
  const object = async (name: string) => (await as(name)).post('/api/verbs/object-to-iou-deduction', { iou: asked.body.number, objection: '已在催收' });
  expect((await object('余波')).body.refused).toMatchObject({ code: 'not-responsible' });
  expect((await object('唐敏')).status).toBe(200);
});

test('an advance of 1,800.00 with a claim of 1,650.00 leaves 150.00 to be paid back before the duty ends (FIN5-09c)', async () => {
  office.at('2026-05-25');
  const clerk = await as('潘越');
  const asked = await file(clerk, 'advance', {
    purpose: '参加业务培训',
    occasion: '培训',
    reference: '第12号通知',
    estimate: [{ name: '住宿', amount: 200_000 }],
    amount: 180_000,
    returnOn: '2026-06-03',
  });
  await sign('宋文', asked.body.matterId);
  office.at('2026-06-02', '07:00');
  const trip = await file(await as('潘越'), 'trip', {
    tripKind: '出差',
    destination: '市局',
    purpose: '培训',
    startAt: '2026-06-02T09:00',
    endAt: '2026-06-03T18:00',
  });
  await signAll(trip.body);
  office.at('2026-06-04');
  const again = await as('潘越');
  const bill = { number: '26530000000077770001', date: '2026-06-03', seller: '市宾馆' };
  const digest = await again.invoice({ ...bill, buyer: '示范县站所管理局', amount: fen(165_000), item: '住宿' });
  const claim = await again.post('/api/matters', {
    kind: 'travel-claim',
    linkedMatterId: trip.body.matterId,
    files: [{ evidence: '发票', digest, name: '发票.xml' }],
    submit: true,
    form: {
      tripKind: '出差',
      purpose: '培训差旅',
      places: '市局',
      startAt: '2026-06-02T09:00',
      endAt: '2026-06-03T18:00',
      items: [{ name: '住宿', amount: 165_000 }],
      witnessId: office.stations.people.get('叶青'),
      invoices: [{ ...bill, issuerKind: '税务发票', amount: 165_000 }],
    },
  });
  await signAll(claim.body);
  const finance = await as('高洁');
  const settle = (more: object) => finance.post('/api/verbs/settle-advance', { advance: asked.body.number, repaid: 0, on: '2026-06-04', ...more });
  expect((await settle({})).body.refused).toMatchObject({ code: 'nothing' });
  expect((await settle({ claim: claim.body.number })).body.result).toEqual({ setOff: 165_000, open: 15_000 });
  expect((await settle({ claim: claim.body.number })).body.refused).toMatchObject({ code: 'used' });
  expect(await duties('潘越')).toContain('借款核销');
  expect((await settle({ repaid: 15_001, receipt: '收0040' })).body.refused).toMatchObject({ code: 'too-much' });
  expect((await settle({ repaid: 15_000, receipt: '收0040' })).body.result).toEqual({ setOff: 0, open: 0 });
  expect(await duties('潘越')).not.toContain('借款核销');
});

test('a month is closed when it balances, reported from closed books only, and to everybody (FIN5-03a–c, FIN5-05h)', async () => {
  office.at('2026-04-08');
  await daily('2026-04-08');
  const finance = await as('高洁');
  const deliver = (more: object) => finance.post('/api/verbs/deliver-report', { report: '站所月报', month: '2026-03', ...more });
  const close = (more: object) => finance.post('/api/verbs/close-month', { month: '2026-03', counted: 500_000, opinion: '无', ...more });
  expect((await deliver({ leaders: ['局长'] })).body.refused).toMatchObject({ code: 'month-open' });
  expect((await close({})).body.refused).toMatchObject({ code: 'no-opening' });
  expect((await close({ opening: 499_999 })).body.refused).toMatchObject({ code: 'FIN5-05h' });
  expect((await close({ opening: 500_000, month: '2026-04' })).body.refused).toMatchObject({ code: 'future' });
  expect((await close({ opening: 500_000, opinion: '' })).body.refused).toMatchObject({ code: 'FIN5-03c' });
  expect((await close({ opening: 500_000 })).body.result).toMatchObject({ closing: 500_000 });
  const stations = (await finance.get('/api/departments')).body as readonly { departmentId: number; name: string }[];
  const units = stations.filter((one) => ['城关站', '河东所', '检测室'].includes(one.name)).map((one) => one.departmentId);
  expect((await deliver({ leaders: ['分管领导', '局长'], departments: units.slice(1) })).body.result).toEqual({ missing: 1 });
  expect(await duties('高洁')).toContain('站所月报');
  expect((await deliver({ departments: units.slice(0, 1) })).body.result).toEqual({ missing: 0 });
  expect(await duties('高洁')).not.toContain('站所月报');
  expect((await deliver({ report: '收支月报', leaders: ['局长'] })).body.refused).toMatchObject({ code: 'not-recipient' });
  expect((await deliver({ report: '收支月报', leaders: ['分管领导'] })).body.result).toEqual({ missing: 0 });
  expect((await finance.get('/api/reports/month?period=2026-03')).body).toMatchObject({
    tables: [
      {
        rows: [
          ['期初', 500_000],
          ['收入', 0],
          ['支出', 0],
          ['期末', 500_000],
        ],
      },
      { title: '各站所室' },
      { title: '分户结存' },
      { title: '物品结存', rows: [] },
    ],
    notes: ['变化、风险和建议：无'],
  });
});

test('the settlement of a station: 120,000.00 at 30 % is an allowance of 36,000.00 (FIN5-06b)', async () => {
  office.at('2026-12-31');
  const finance = await as('高洁');
  const departments = (await finance.get('/api/departments')).body as readonly { departmentId: number; name: string }[];
  const unit = (name: string): number => departments.find((one) => one.name === name)?.departmentId ?? 0;
  const settle = (name: string) => finance.post('/api/verbs/settle-unit', { year: 2026, departmentId: unit(name), base: 12_000_000, rate: 30 });
  expect((await settle('办公室')).body.refused).toMatchObject({ code: 'not-station' });
  expect((await settle('城关站')).body.result).toEqual({ allowance: 3_600_000, actual: 0, saved: 3_600_000, overspent: 0 });
  expect((await settle('城关站')).body.refused).toMatchObject({ code: 'settled-already' });
});

test('cash above the overnight limit that is lost is proposed against its keeper, and the head decides (FIN5-10c)', async () => {
  office.at('2026-06-12');
  const finance = await as('高洁');
  const loss = { happenedOn: '2026-06-11', overnight: 65_000, lost: 65_000, keeperId: office.stations.people.get('邓莉'), facts: '保险柜被撬' };
  expect((await finance.post('/api/verbs/report-cash-loss', { ...loss, overnight: 10_000, lost: 10_000 })).body.result.proposed).toBe(0);
  const reported = (await finance.post('/api/verbs/report-cash-loss', loss)).body.result;
  expect(reported.proposed).toBe(65_000);
  const decide = { number: reported.number, borne: 65_000, decision: '由保管人承担' };
  expect((await finance.post('/api/verbs/decide-cash-loss', decide)).body.refused).toMatchObject({ code: 'not-head' });
  expect((await (await as('马志远')).post('/api/verbs/decide-cash-loss', decide)).body.result).toEqual({ borne: 65_000 });
});

async function bankFile(lines: readonly (readonly (string | number)[])[]): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('流水').addRows([['某银行交易明细'], ['交易日期', '收入金额', '支出金额', '对方户名', '流水号', '摘要'], ...lines]);
  return Buffer.from(await book.xlsx.writeBuffer());
}

test('a payment in the bank’s file that nobody approved opens an incident (FIN-02c)', async () => {
  office.at('2026-03-20');
  const account = '6217000010001234567';
  const finance = await office.as('周静');
  await finance.post('/api/verbs/register-account', oldAccount(account, '基本户'));
  const keep = async (lines: readonly (readonly (string | number)[])[]): Promise<string> =>
    (await finance.upload('流水.xlsx', await bankFile(lines))).body.digest;
  const record = async (lines: readonly (readonly (string | number)[])[]) => finance.post('/api/verbs/record-bank-file', { account, file: await keep(lines) });
  expect((await record([['2026-03-18', '', '12.345', '某公司', 'B001', '付款']])).body.refused).toMatchObject({ code: 'unreadable-lines' });
  const answer = await record([
    ['2026-03-18', '', '320.00', '某公司', 'B001', '付款'],
    ['2026-03-18', '5,000.00', '', '县财政局', 'B002', '拨款'],
  ]);
  expect(answer.body.result).toEqual({ recorded: 1, matched: 0, unapproved: 1 });
  expect(await duties('赵敏', office.culture)).toContain('未批付款核查');
  expect((await record([['2026-03-18', '', '320.00', '某公司', 'B001', '付款']])).body.refused).toMatchObject({ code: 'nothing-new' });
  const csv = await finance.upload('流水.csv', Buffer.from('交易日期,支出金额,对方户名,流水号,摘要\n2026-03-19,48.00,某公司,B003,付款\n'));
  expect((await finance.post('/api/verbs/record-bank-file', { account, file: csv.body.digest })).body.result).toEqual({
    recorded: 1,
    matched: 0,
    unapproved: 1,
  });
  expect((await finance.get('/api/registers/bank-line')).body.rows).toMatchObject([
    { reference: 'B003', verdict: '没有审批' },
    { reference: 'B001', verdict: '没有审批' },
  ]);
});
