import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decidedTogether } from './decided-together.ts';
import { openTestOffice, type Person, type TestOffice } from './office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
});
afterAll(() => office.close());

async function sheet(head: readonly string[], lines: readonly (readonly (string | number)[])[]): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('旧台账').addRows([['示范县文化旅游广电体育局旧台账'], [...head], ...lines.map((line) => [...line])]);
  return Buffer.from(await book.xlsx.writeBuffer());
}

async function stage(who: Person, register: string, bytes: Buffer) {
  const { body: file } = await who.upload('旧台账.xlsx', bytes);
  return who.post('/api/imports', { register, file: file.digest });
}

const VOUCHER = ['凭证号', '付款日期', '事由', '收款单位', '金额', '付款方式', '付款凭据号', '审批人'] as const;
const good = ['2024-1', '2024-05-18', '音响维修', '声远电器行', '1,260.00', '公务卡', 'POS1', '王建华'] as const;

test('every line of an old ledger is judged by the rules of its day, and only what was read can be taken', async () => {
  office.at('2026-03-02');
  const finance = await office.as('周静');
  const staged = await stage(
    finance,
    'old-voucher',
    await sheet(VOUCHER, [
      good,
      ['2024-2', '2024/5/19', '招待用茶', '茶叶店', '500', '现金', '', '王建华'],
      ['2024-3', '2024年5月20日', '打印纸', '文具店', '499.99', '现金', '', '王建华'],
      ['2019-7', '2019-05-20', '打印纸', '文具店', '80', '现金', '', ''],
      ['2024-5', '2024-13-40', '打印纸', '文具店', '八十', '现金', '', '王建华'],
      ['2024-1', '2024-05-18', '音响维修', '声远电器行', '1260', '公务卡', 'POS1', '王建华'],
    ]),
  );
  const { body } = await finance.get(`/api/imports/${staged.body.batchId}`);
  expect(body.lines.map((one: { line: number; verdict: string }) => [one.line, one.verdict])).toEqual([
    [3, 'good'],
    [4, 'doubtful'],
    [5, 'good'],
    [6, 'doubtful'],
    [7, 'bad'],
    [8, 'bad'],
  ]);
  expect(body.lines[1].findings).toMatchObject([{ sentence: '按当时的制度：单次消费满500元不得支付现金。', clause: { id: 'FIN-01c' } }]);
  expect(body.lines[3].findings[0].sentence).toContain('没有现行制度');
  expect(body.lines[4].findings.map((one: { sentence: string }) => one.sentence)).toEqual([
    '付款日期：“2024-13-40”不是日期，应像2019-03-02。',
    '金额：“八十”不是金额，应像1234.50。',
  ]);
  expect(body.lines[5].findings[0].sentence).toContain('已经有了');
  expect((await finance.get('/api/registers/old-voucher')).body.rows).toEqual([]);
});

test('good lines come in, doubtful ones by name and with a reason, bad ones never; each says where it came from', async () => {
  const finance = await office.as('周静');
  const { batches } = (await finance.get('/api/imports')).body;
  const accept = (more: object) => finance.post(`/api/imports/${batches[0].batchId}/accept`, more);
  expect((await accept({ doubtful: [4] })).body.refused).toMatchObject({ code: 'reason' });
  expect((await accept({ doubtful: [7], reason: '补录' })).body.refused).toMatchObject({ code: 'bad-lines' });
  expect((await accept({ doubtful: [4], reason: '当年确已付现' })).body).toEqual({ taken: 3, left: 3 });
  const { rows } = (await finance.get('/api/registers/old-voucher')).body;
  expect(rows.map((one: { number: string; origin: string }) => [one.number, one.origin])).toEqual([
    ['2024-3', '导入〔2026〕1号第5行'],
    ['2024-2', '导入〔2026〕1号第4行'],
    ['2024-1', '导入〔2026〕1号第3行'],
  ]);
  expect(rows[1].findings).toContain('FIN-01c');
  expect((await accept({})).body.refused).toMatchObject({ code: 'ended-already' });
});

test('the same file is not taken twice, nor a voucher that stands there already', async () => {
  const finance = await office.as('周静');
  const again = await stage(finance, 'old-voucher', await sheet(VOUCHER, [good, ['2024-9', '2024-06-01', '横幅', '文具店', '90', '现金', '', '王建华']]));
  const { body } = await finance.get(`/api/imports/${again.body.batchId}?verdict=bad`);
  expect(body.lines.map((one: { line: number }) => one.line)).toEqual([3]);
  expect((await finance.post(`/api/imports/${again.body.batchId}/accept`, {})).body).toEqual({ taken: 1, left: 1 });
  const bytes = await sheet(VOUCHER, [['2024-10', '2024-06-02', '横幅', '文具店', '90', '现金', '', '王建华']]);
  const first = await stage(finance, 'old-voucher', bytes);
  await finance.post(`/api/imports/${first.body.batchId}/accept`, {});
  expect((await stage(finance, 'old-voucher', bytes)).body.refused).toMatchObject({
    code: 'imported-already',
    sentence: expect.stringContaining(first.body.number),
  });
});

test('only whoever keeps the register imports, and what was staged may be given up', async () => {
  const clerk = await office.as('沈明');
  const bytes = await sheet(VOUCHER, [['2024-11', '2024-06-02', '横幅', '文具店', '90', '现金', '', '王建华']]);
  expect((await stage(clerk, 'old-voucher', bytes)).body.refused).toMatchObject({ code: 'not-keeper' });
  expect((await clerk.get('/api/imports')).body).toEqual({ imports: [], batches: [] });
  const finance = await office.as('周静');
  const staged = await stage(finance, 'old-voucher', bytes);
  await finance.post(`/api/imports/${staged.body.batchId}/discard`, { reason: '文件有误' });
  expect((await finance.post(`/api/imports/${staged.body.batchId}/accept`, {})).body.refused).toMatchObject({
    code: 'ended-already',
    sentence: expect.stringContaining('放弃'),
  });
  expect((await stage(finance, 'old-voucher', await sheet(['凭证号', '金额'], []))).body.failure.sentence).toContain('付款日期');
});

test('old assets become lines of the ledger that can be moved like any other', async () => {
  const keeper = await office.as('田苗');
  const head = ['名称', '类别', '原值', '是否固定资产', '取得日期', '来源', '存放地点', '使用人', '保管人', '批准文件'];
  const staged = await stage(
    keeper,
    'asset',
    await sheet(head, [
      ['投影仪', '通用设备', '8600', '是', '2024-05-18', '购入', '会议室', '蒋雪', '冯涛', '文旅资〔2024〕3号'],
      ['复印机', '通用设备', '12000', '是', '2024-06-18', '购入', '文印室', '蒋雪', '冯涛', ''],
      ['书柜', '家具用具', '900', '否', '2024-06-18', '购入', '办公室', '查无此人', '冯涛', ''],
    ]),
  );
  const { lines } = (await keeper.get(`/api/imports/${staged.body.batchId}`)).body;
  expect(lines.map((one: { verdict: string }) => one.verdict)).toEqual(['good', 'doubtful', 'bad']);
  expect(lines[1].findings[0].clause).toMatchObject({ id: 'FIN-05d' });
  expect((await keeper.post(`/api/imports/${staged.body.batchId}/accept`, {})).body).toEqual({ taken: 1, left: 2 });
  const [asset] = (await keeper.get('/api/registers/asset')).body.rows;
  expect(asset).toMatchObject({ name: '投影仪', user: '蒋雪', origin: expect.stringMatching(/^导入〔2026〕\d+号第3行$/) });
  const decision = (await decidedTogether(office, { sort: '固定资产处置', day: '2026-03-02' })).number;
  const disposed = await keeper.post('/api/verbs/dispose-asset', {
    number: asset.number,
    disposal: '报废',
    on: '2026-03-02',
    reason: '损坏',
    document: '文旅资〔2026〕1号',
    decision,
  });
  expect(disposed.status).toBe(200);
});

test('the template has the columns the import asks for', async () => {
  const finance = await office.as('周静');
  const book = new ExcelJS.Workbook();
  await book.xlsx.load((await finance.get('/api/imports/templates/old-voucher')).body as unknown as ExcelJS.Buffer); // as in read-sheet.ts
  expect(book.worksheets[0]?.getRow(1).values).toContain('付款方式');
});
