import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readInvoiceXml } from './invoice-xml.ts';

const fixture = (name: string): string => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');
const digital = fixture('digital-invoice.xml');

describe('an electronic invoice', () => {
  test('of the fully digital kind gives number, day, parties and amounts', () => {
    expect(readInvoiceXml(digital)).toEqual({
      number: '26532000000012345678',
      date: '2026-03-12',
      seller: '示范县文印商贸有限公司',
      buyer: '示范县文化旅游广电体育局',
      amount: 1_088_496,
      tax: 141_504,
      total: 1_230_000,
      items: ['*印刷品*展板制作'],
    });
  });

  test('of the older kind is read through its namespace, with several items', () => {
    expect(readInvoiceXml(fixture('electronic-invoice.xml'))).toMatchObject({
      number: '05300190011112345678',
      date: '2026-03-02',
      amount: 97_087,
      tax: 2_913,
      total: 100_000,
      items: ['*纸制品*复印纸', '*文具*签字笔'],
    });
  });

  test.each([
    ['a total that does not add up', digital.replace('<TotalTaxAm>1415.04', '<TotalTaxAm>1415.05')],
    ['no number', digital.replaceAll('26532000000012345678', '')],
    ['a day that does not exist', digital.replaceAll('2026-03-12', '2026-02-30')],
    ['a document type declaration', `<!DOCTYPE x [<!ENTITY e "e">]>${digital}`],
    ['other content', '<html><body>发票</body></html>'],
    ['no XML at all', 'invoice 12300.00'],
  ])('with %s is not taken for one', (_what, text) => {
    expect(readInvoiceXml(text)).toBeUndefined();
  });
});
