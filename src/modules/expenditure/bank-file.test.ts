import { expect, test } from 'vitest';
import { civilDate } from '../../rules/calendar/civil-date.ts';
import { matchLines, type BankLine, type OpenVoucher } from './bank-file.ts';

const line = (more: Partial<BankLine>): BankLine => ({
  on: civilDate('2026-03-18'),
  amount: 32_000,
  counterparty: '某公司',
  reference: 'B001',
  summary: '',
  ...more,
});
const voucher = (more: Partial<OpenVoucher>): OpenVoucher => ({
  voucherId: 1,
  amount: 32_000,
  payee: '某公司',
  reference: 'B001',
  paidOn: civilDate('2026-03-18'),
  ...more,
});

test('a line finds its voucher by reference, else by payee, never by the amount alone', () => {
  expect(matchLines([line({})], [voucher({ payee: '别的公司' })])).toMatchObject([{ voucherId: 1 }]);
  expect(matchLines([line({ reference: 'X' })], [voucher({})])).toMatchObject([{ voucherId: 1 }]);
  expect(matchLines([line({ reference: 'X' })], [voucher({ payee: '别的公司' })])).toMatchObject([{ voucherId: null }]);
  expect(matchLines([line({})], [voucher({ amount: 32_001 })])).toMatchObject([{ voucherId: null }]);
});

test('two lines never take the same voucher, and a reference goes before a payee', () => {
  const lines = [line({ reference: 'X' }), line({ reference: 'B001' })];
  expect(matchLines(lines, [voucher({})]).map((one) => one.voucherId)).toEqual([null, 1]);
});
