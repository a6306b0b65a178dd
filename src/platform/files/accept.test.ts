import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { acceptFile, plainName } from './accept.ts';

const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF');
const zip = (entries: Record<string, Uint8Array>): Buffer => Buffer.from(zipSync(entries, { level: 9 }));
const ofd = { 'OFD.xml': Buffer.from('<OFD/>') };

describe('evidence', () => {
  test.each([
    ['发票.pdf', pdf, 'application/pdf'],
    ['发票.OFD', zip(ofd), 'application/ofd'],
    ['流水.csv', Buffer.from('交易日期,支出金额\n2026-03-02,320.00\n'), 'text/csv'],
    ['发票.xml', Buffer.from('<?xml version="1.0"?><EInvoice/>'), 'application/xml'],
  ])('%s is taken by its content', async (name, bytes, mediaType) => {
    expect(await acceptFile(bytes, name)).toEqual({ mediaType });
  });

  test.each([
    ['空.pdf', Buffer.alloc(0), '空文件'],
    ['脚本.exe', Buffer.from('MZ'), '不接收“.exe”文件'],
    ['图.svg', Buffer.from('<svg onload="x"/>'), '不接收“.svg”文件'],
    ['网页.xml', Buffer.from('<html><script>1</script></html>'), '不符'],
    ['网页.csv', Buffer.from('<html></html>'), '不符'],
    ['程序.csv', Buffer.from([0x61, 0x00, 0x62]), '不符'],
    ['网页.pdf', Buffer.from('<html></html>'), '不符'],
    ['照片.png', pdf, '不符'],
    ['坏.ofd', Buffer.concat([zip(ofd).subarray(0, 30), Buffer.from('xxxx')]), '无法读取'],
    ['炸弹.ofd', zip({ a: new Uint8Array(30_000_000) }), '过大'],
    ['越界.ofd', zip({ '../../etc/passwd': Buffer.from('x') }), '越出目录'],
    ['套娃.ofd', zip({ 'inner.zip': zip(ofd) }), '压缩包'],
  ])('%s is refused with a reason', async (name, bytes, reason) => {
    expect(await acceptFile(bytes, name)).toEqual({ sentence: expect.stringContaining(reason) });
  });
});

test('a file name keeps its last part only', () => {
  expect(plainName('../../etc/发票 1.pdf')).toBe('发票 1.pdf');
  expect(plainName('C:\\用户\\a.pdf')).toBe('a.pdf');
  expect(plainName('\u0000\u0007.pdf')).toBe('.pdf');
  expect(plainName('')).toBe('未命名');
});
