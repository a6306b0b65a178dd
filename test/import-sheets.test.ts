import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ok } from './deeds.ts';
import { newVersion, submitVersion } from './new-versions.ts';
import { openTestOffice, type Answer, type Person, type TestOffice } from './office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
  office.at('2026-03-02');
});
afterAll(() => office.close());

const HEAD = ['凭证号', '付款日期', '事由', '收款单位', '金额', '付款方式', '付款凭据号', '审批人'];
type Cells = readonly ExcelJS.CellValue[];
/** A line of which all is well. */
const paid = (number: string, more: Partial<Record<(typeof HEAD)[number], ExcelJS.CellValue>> = {}): Cells => {
  const good: Readonly<Record<string, ExcelJS.CellValue>> = {
    凭证号: number,
    付款日期: '2024-05-18',
    事由: '音响维修',
    收款单位: '声远电器行',
    金额: '1260',
    付款方式: '公务卡',
    付款凭据号: 'POS1',
    审批人: '王建华',
    ...more,
  };
  return HEAD.map((title) => good[title] ?? '');
};

interface Verdict {
  readonly line: number;
  readonly verdict: string;
  readonly said: readonly string[];
}

const verdicts = ({ body }: Answer): readonly Verdict[] =>
  body.lines.map((one: { line: number; verdict: string; findings: readonly { sentence: string }[] }) => ({
    line: one.line,
    verdict: one.verdict,
    said: one.findings.map(({ sentence }) => sentence),
  }));

async function bytesOf(book: ExcelJS.Workbook): Promise<Buffer> {
  return Buffer.from(await book.xlsx.writeBuffer());
}

async function stage(who: Person, register: string, bytes: Buffer): Promise<Answer> {
  return who.post('/api/imports', { register, file: (await ok(who.upload('旧台账.xlsx', bytes))).body.digest });
}

/** What is said of each line of a workbook that came in as an old ledger of payments. */
async function judged(book: ExcelJS.Workbook): Promise<readonly Verdict[]> {
  const finance = await office.as('周静');
  const { body } = await ok(stage(finance, 'old-voucher', await bytesOf(book)));
  return verdicts(await ok(finance.get(`/api/imports/${body.batchId}`)));
}

function ledger(lines: readonly Cells[], head: readonly Cells[] = [HEAD]): { readonly book: ExcelJS.Workbook; readonly sheet: ExcelJS.Worksheet } {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('旧台账');
  sheet.addRows([...head, ...lines].map((line) => [...line]));
  return { book, sheet };
}

const read = async (lines: readonly Cells[]): Promise<readonly Verdict[]> => judged(ledger(lines).book);

describe('the heading', () => {
  test('may stand under a title merged over the sheet, in two lines, with breaks, stars and units', async () => {
    const { book, sheet } = ledger(
      [paid('甲-1')],
      [
        ['示范县文化旅游广电体育局旧台账'],
        ['*凭证号', '付款', '事 由', '收款\n单位', '金额（元）', '付款', '', '审批人'],
        ['', '日期', '', '', '', '方式', '凭据号', ''],
      ],
    );
    for (const range of ['A1:H1', 'A2:A3', 'C2:C3', 'D2:D3', 'E2:E3', 'F2:G2', 'H2:H3']) sheet.mergeCells(range);
    expect(await judged(book)).toEqual([{ line: 4, verdict: 'good', said: [] }]);
  });

  test('that has a column twice, or stands in two sheets, is refused, since nobody knows which is meant', async () => {
    const finance = await office.as('周静');
    const refusal = async (book: ExcelJS.Workbook): Promise<string> => (await stage(finance, 'old-voucher', await bytesOf(book))).body.failure.sentence;
    expect(await refusal(ledger([[...paid('乙-1'), '99']], [[...HEAD, '金额']]).book)).toBe('表头有两列“金额”，不知道用哪一列。');
    const { book } = ledger([paid('乙-1')]);
    const second = book.addWorksheet('2023年');
    second.addRows([[...HEAD], [...paid('乙-2')]]);
    expect(await refusal(book)).toBe('工作表“旧台账”、“2023年”都有这些列，一次只读取一张，不知道用哪一张。');
    second.state = 'hidden';
    expect(await judged(book)).toEqual([{ line: 2, verdict: 'good', said: [] }]);
  });
});

describe('a day', () => {
  test.each([
    ['2024-5-8', 'good', []],
    ['2024/05/08', 'good', []],
    ['2024.5.8', 'good', []],
    ['2024年5月8日', 'good', []],
    ['20240508', 'good', []],
    ['２０２４－０５－０８', 'good', []],
    ['2024-05-08 09:30:00', 'good', []],
    [new Date('2024-05-08T00:00:00Z'), 'good', []],
    [45420, 'good', ['“付款日期”写的45420是日期序号，读作2024-05-08。']],
    [12345, 'bad', ['付款日期：“12345”不是日期，应像2019-03-02。']],
    ['24.5.8', 'bad', ['付款日期：“24.5.8”不是日期，应像2019-03-02。']],
    ['2024-02-30', 'bad', ['付款日期：“2024-02-30”不是日期，应像2019-03-02。']],
    ['5月8日', 'bad', ['付款日期：“5月8日”不是日期，应像2019-03-02。']],
  ] as const)('%s is %s', async (...[written, verdict, said]) =>
    expect(await read([paid(`日-${String(written)}`, { 付款日期: written })])).toEqual([{ line: 2, verdict, said: [...said] }]),
  );
});

describe('an amount', () => {
  test.each([
    ['1,260.00', 'good', []],
    ['￥1,260.00', 'good', []],
    ['1260元', 'good', []],
    ['１，２６０．５０', 'good', []],
    [1260.5, 'good', []],
    [1260.1 + 0.2, 'good', []],
    ['12,60.00', 'bad', ['金额：“12,60.00”不是金额，应像1234.50。']],
    ['0.126万元', 'bad', ['金额：“0.126万元”不是金额，应像1234.50。']],
    [1260.005, 'bad', ['金额：“1260.005”不是金额，应像1234.50。']],
    ['-1260', 'bad', ['金额：“-1260”是负数，红字冲销不作为一笔导入。']],
    ['', 'bad', ['金额：没有填写。']],
  ] as const)('%s is %s', async (...[written, verdict, said]) =>
    expect(await read([paid(`额-${String(written)}`, { 金额: written })])).toEqual([{ line: 2, verdict, said: [...said] }]),
  );
});

describe('a line', () => {
  test('that repeats another, in the file or in the register, is bad, and the other is named', async () => {
    expect(await read([paid('重-1'), paid('重-2'), paid('重-1')])).toEqual([
      { line: 2, verdict: 'good', said: [] },
      { line: 3, verdict: 'good', said: [] },
      { line: 4, verdict: 'bad', said: ['与第2行是同一张凭证（重-1，2024-05-18）。'] },
    ]);
  });

  test('without any content is none, whether only formatted, numbered in advance or far below', async () => {
    const head = ['序号', ...HEAD];
    const { book, sheet } = ledger([[1, ...paid('空-1')], [2, ...paid('空-2')], [3, ...HEAD.map(() => ' ')], [4]], [head]);
    sheet.getRow(60_000).getCell(2).border = { top: { style: 'thin' } };
    sheet.getRow(60_000).height = 20;
    expect(await judged(book)).toEqual([
      { line: 2, verdict: 'good', said: [] },
      { line: 3, verdict: 'good', said: [] },
    ]);
  });

  test('that is a sum is not taken for a payment', async () => {
    expect(await read([paid('合-1'), paid('', { 凭证号: '合 计', 付款日期: '', 金额: 1260 })])).toEqual([
      { line: 2, verdict: 'good', said: [] },
      { line: 3, verdict: 'bad', said: ['合计行不作为明细导入。'] },
    ]);
  });

  test('that is hidden is doubtful, and comes in only by name and with a reason', async () => {
    const { book, sheet } = ledger([paid('隐-1'), paid('隐-2')]);
    sheet.getRow(3).hidden = true;
    const finance = await office.as('周静');
    const { batchId } = (await ok(stage(finance, 'old-voucher', await bytesOf(book)))).body;
    expect(verdicts(await finance.get(`/api/imports/${batchId}`))).toEqual([
      { line: 2, verdict: 'good', said: [] },
      { line: 3, verdict: 'doubtful', said: ['本行在原文件中是隐藏的，请核对是否应当导入。'] },
    ]);
    expect((await finance.post(`/api/imports/${batchId}/accept`, { doubtful: [3] })).body.refused).toMatchObject({ code: 'reason' });
    expect((await finance.post(`/api/imports/${batchId}/accept`, {})).body).toEqual({ taken: 1, left: 1 });
  });

  test('whose cell is merged with the one above is bad: the amount is not counted twice', async () => {
    const { book, sheet } = ledger([paid('并-1'), paid('并-2'), paid('并-3')]);
    sheet.mergeCells('E2:E3');
    expect(await judged(book)).toEqual([
      { line: 2, verdict: 'good', said: [] },
      { line: 3, verdict: 'bad', said: ['“金额”与上一行合并为一个单元格，须取消合并、逐行填写。'] },
      { line: 4, verdict: 'good', said: [] },
    ]);
  });

  test('with a formula is read by its result and says so; without a result, or with an error, it is bad', async () => {
    const amount = (formula: ExcelJS.CellValue): object => ({ 金额: formula });
    expect(
      await read([
        paid('式-1', amount({ formula: '600+660', result: 1260 })),
        paid('式-2', amount({ formula: '1/0', result: { error: '#DIV/0!' } })),
        paid('式-3', amount({ formula: '600+660' })),
        paid('式-4', { 付款日期: { formula: 'B2', result: new Date('2024-05-18T00:00:00Z') } }),
      ]),
    ).toEqual([
      { line: 2, verdict: 'good', said: ['“金额”由公式得出，取文件中保存的结果1260。'] },
      { line: 3, verdict: 'bad', said: ['“金额”的公式没有结果或者出错，须填写数值。'] },
      { line: 4, verdict: 'bad', said: ['“金额”的公式没有结果或者出错，须填写数值。'] },
      { line: 5, verdict: 'good', said: ['“付款日期”由公式得出，取文件中保存的结果2024-05-18。'] },
    ]);
  });

  test('whose long number has lost its end is bad; as text it is whole', async () => {
    expect(await read([paid('长-1', { 付款凭据号: 26_532_000_000_056_780_000 }), paid('长-2', { 付款凭据号: '26532000000056780001' })])).toEqual([
      { line: 2, verdict: 'bad', said: ['“付款凭据号”是超过15位的数字，表格只保留前15位，须以文本格式重新填写。'] },
      { line: 3, verdict: 'good', said: [] },
    ]);
  });
});

describe('assets', () => {
  const head = ['名称', '类别', '原值', '是否固定资产', '取得日期', '来源', '存放地点', '使用人', '保管人', '批准文件'];
  const asset = (name: string, more: readonly ExcelJS.CellValue[] = []): Cells => [
    ...[name, '家具用具', '９００元', '否', 45461, '购入', '办公室', '蒋雪', '冯涛', ''].slice(0, head.length - more.length),
    ...more,
  ];

  test('are read the same way; one like another of the file is doubtful', async () => {
    const keeper = await office.as('田苗');
    const { book, sheet } = ledger([asset('书柜'), asset('书柜'), asset('文件柜'), ['合计', '', 2700]], [head]);
    sheet.getRow(4).hidden = true;
    const { batchId } = (await ok(stage(keeper, 'asset', await bytesOf(book)))).body;
    const serial = '“取得日期”写的45461是日期序号，读作2024-06-18。';
    expect(verdicts(await keeper.get(`/api/imports/${batchId}`))).toEqual([
      { line: 2, verdict: 'good', said: [serial] },
      { line: 3, verdict: 'doubtful', said: ['与第2行同名、同日、同值，请核对是否重复。', serial] },
      { line: 4, verdict: 'doubtful', said: ['本行在原文件中是隐藏的，请核对是否应当导入。', serial] },
      { line: 5, verdict: 'bad', said: ['合计行不作为明细导入。'] },
    ]);
    expect((await ok(keeper.post(`/api/imports/${batchId}/accept`, { doubtful: [3], reason: '两个书柜，已核对实物' }))).body).toEqual({ taken: 2, left: 2 });
  });
});

describe('with two versions in force one after another', () => {
  const asset = ['投影仪', '通用设备', '8600', '是', '', '购入', '会议室', '蒋雪', '冯涛', ''];
  beforeAll(async () => {
    const drafter = await office.as('冯涛');
    const words = {
      '当: { 付款方式: 现金, 金额: "[500元, )" }\n            则: { 拒绝: 单次消费满500元不得支付现金。, 办法: [改用公务卡, 改用银行转账] }\n          - 当: { 付款方式: 现金, 金额: "[, 500元)", 同日合计: "[500元, )" }\n            则: { 拒绝: 同日向同一收款人、同一事由的现金支出':
        '当: { 付款方式: 现金, 金额: "[400元, )" }\n            则: { 拒绝: 单次消费满400元不得支付现金。, 办法: [改用公务卡, 改用银行转账] }\n          - 当: { 付款方式: 现金, 金额: "[, 400元)", 同日合计: "[500元, )" }\n            则: { 拒绝: 同日向同一收款人、同一事由的现金支出',
      '处置方式: [变卖, 报废, 购入], 有批准文件: 否': '处置方式: [变卖, 报废], 有批准文件: 否',
    };
    const { draftId } = (await ok(submitVersion(drafter, await newVersion(drafter, '财务财物管理制度', words)))).body;
    await ok((await office.as('李国栋')).post(`/api/regulations/drafts/${draftId}/publish`));
    office.at('2026-05-06');
  });

  test('each payment is judged by the version of its own day', async () => {
    const cash = (number: string, on: string, amount: number): Cells =>
      paid(number, { 付款日期: on, 金额: amount, 付款方式: '现金', 付款凭据号: '', 事由: `打印纸${number}` });
    const finance = await office.as('周静');
    const { batchId } = (
      await ok(
        stage(
          finance,
          'old-voucher',
          await bytesOf(
            ledger([
              cash('版-1', '2026-03-31', 450),
              cash('版-2', '2026-03-31', 500),
              cash('版-3', '2026-04-01', 450),
              cash('版-4', '2026-04-01', 399.99),
              cash('版-5', '2023-12-31', 450),
            ]).book,
          ),
        ),
      )
    ).body;
    const { body } = await finance.get(`/api/imports/${batchId}`);
    const judgedBy = (one: { line: number; findings: readonly { sentence: string; clause: { version: string } | null }[] }): readonly unknown[] => [
      one.line,
      ...one.findings.flatMap(({ sentence, clause }) => [sentence, clause?.version]),
    ];
    expect(body.lines.map(judgedBy)).toEqual([
      [2],
      [3, '按当时的制度：单次消费满500元不得支付现金。', '2024-01-01'],
      [4, '按当时的制度：单次消费满400元不得支付现金。', '2026-04-01'],
      [5],
      [6, '2023-12-31没有现行制度，未作判定。', undefined],
    ]);
  });

  test('so is each asset', async () => {
    const keeper = await office.as('田苗');
    const head = ['名称', '类别', '原值', '是否固定资产', '取得日期', '来源', '存放地点', '使用人', '保管人', '批准文件'];
    const on = (day: string): Cells => asset.map((cell, index) => (index === 4 ? day : cell));
    const { batchId } = (await ok(stage(keeper, 'asset', await bytesOf(ledger([on('2026-03-31'), on('2026-04-01')], [head]).book)))).body;
    const { lines } = (await keeper.get(`/api/imports/${batchId}`)).body;
    expect(
      lines.map((one: { verdict: string; findings: readonly { clause: { id: string; version: string } | null }[] }) => [
        one.verdict,
        one.findings[0]?.clause?.id,
        one.findings[0]?.clause?.version,
      ]),
    ).toEqual([
      ['doubtful', 'FIN-05d', '2024-01-01'],
      ['good', undefined, undefined],
    ]);
  });
});
