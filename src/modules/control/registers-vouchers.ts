import type { Register } from '../../platform/registers/register.ts';
import { lineRegister, nameOf, wordsOf } from './line-register.ts';
import { STOPPED } from './receipt-books.ts';

const WATCHERS = ['局长', '分管财务领导', '纪检领导', '财务股', '内审人员', '审计员'] as const;

/** 凭证种类, 票据领用 (ICF-03.2d). */
export const voucherRegisters: readonly Register[] = [
  lineRegister({
    register: 'voucher-type',
    title: '凭证种类台账',
    question: '票据结存',
    readers: [],
    table: 'voucher_type',
    columns: [
      ['name', '凭证名称', 'text', 't.name', 'filter'],
      ['sort', '类别', 'text', 't.sort', 'filter'],
      ['fields', '必填项目', 'text', wordsOf('t.fields')],
    ],
  }),
  lineRegister({
    register: 'receipt-book',
    title: '票据领用台账',
    question: '票据结存',
    readers: WATCHERS,
    table: 'receipt_book',
    joins:
      'left join lateral (select * from receipt_account a where a.office_id = t.office_id and a.book_number = t.number order by receipt_account_id desc limit 1) a on true',
    columns: [
      ['number', '编号', 'text', 't.number', 'filter'],
      ['name', '票据名称', 'text', 't.name', 'filter'],
      ['year', '年度', 'number', 't.year', 'filter'],
      ['first', '起号', 'number', 't.first_number'],
      ['last', '止号', 'number', 't.last_number'],
      ['holder', '领用人', 'person', nameOf('t.holder_id')],
      ['missing', '缺号', 'text', wordsOf(`coalesce(a.missing, '[]')`)],
      ['doubled', '重号', 'text', wordsOf(`coalesce(a.doubled, '[]')`)],
      [
        'state',
        '状态',
        'text',
        `(select case when ${STOPPED} then '停用' when a.missing is null then '未结存' else '可用' end from (select t.office_id, t.number) b)`,
      ],
    ],
  }),
];
