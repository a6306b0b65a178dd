import { expect, test } from 'vitest';
import { readSheet } from './read-sheet.ts';

const TITLES = ['日期', '金额'];
const LINES = [{ line: 2, cells: { 日期: '2026-03-02', 金额: '1,320.00', 户名: '某公司' } }];

test('a csv is read below its header, quoted or not, in UTF-8 with or without mark', async () => {
  expect(await readSheet(Buffer.from('日期,金额,户名\n2026-03-02,"1,320.00",某公司\n'), TITLES)).toEqual(LINES);
  expect(await readSheet(Buffer.from('\uFEFF日期,金额,户名\r\n2026-03-02,"1,320.00",某公司\r\n\r\n'), TITLES)).toEqual(LINES);
});

test('a csv in GB18030, as Chinese programs write it, is read the same', async () => {
  // 日期,金额,户名 / 2026-03-02,"1,320.00",某公司
  const bytes = Buffer.from('c8d5c6da2cbdf0b6ee2cbba7c3fb0a323032362d30332d30322c22312c3332302e3030222cc4b3b9abcbbe0a', 'hex');
  expect(await readSheet(bytes, TITLES)).toEqual(LINES);
});

test('a file without the header, or with an open quote, is refused with what is wrong', async () => {
  await expect(readSheet(Buffer.from('日期,数量\n2026-03-02,3\n'), TITLES)).rejects.toMatchObject({ sentence: expect.stringContaining('金额') });
  await expect(readSheet(Buffer.from('日期,金额\n"2026-03-02,3\n'), TITLES)).rejects.toMatchObject({ sentence: expect.stringContaining('csv') });
});
