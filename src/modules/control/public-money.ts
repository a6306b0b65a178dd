import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { bookQuestion } from '../../platform/books/book-question.ts';
import { statement } from '../../platform/db/statement.ts';
import type { FurtherQuestion } from '../../platform/matters/kind.ts';
import { openDuty } from '../../platform/obligations/open-duty.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { ExpectIncome, FileFund, ListFee, TakeFee } from './contract-ethics.ts';
import { lineTable, lineVerb, refusal, ruled } from './lines.ts';
import { againstReceipt, receiptToUse, type SeenReceipt } from './receipt-books.ts';

const FINANCE = ['财务股'] as const;
const filings = lineTable('fund_filing', ['project_id', 'name', 'source', 'amount', 'purpose', 'from_day', 'until_day', 'authority', 'filed_on', 'filing']);

/** 专项资金备案 (ETH-08d): a change is another filing. */
export const fileFundVerb = lineVerb<FileFund, null>({
  name: 'file-fund',
  title: '专项资金备案',
  who: FINANCE,
  kind: 'fund-filing',
  read: async () => null,
  against: (_seen, { from, until, filedOn }, { today }) => {
    if (filedOn > today) return refusal('future', '备案日不能晚于今天。');
    return until < from ? refusal('dates', '备案期止日不能早于起日。') : undefined;
  },
  write: async (tx, { input }, moment) => {
    const { projectId, name, source, amount, purpose, from, until, authority, filedOn, filing } = input;
    await filings.insert(
      tx,
      { project_id: projectId, name, source, amount, purpose, from_day: from, until_day: until, authority, filed_on: filedOn, filing },
      moment,
    );
    return undefined;
  },
});

const filed = statement<{ from: CivilDate; until: CivilDate }>(
  'fund-filing-newest',
  `
  select from_day::text as "from", until_day::text as "until" from fund_filing where office_id = $1 and project_id = $2 order by fund_filing_id desc limit 1`,
);

/** 专项备案 (ETH-08d): asked of whatever is charged to a fund. */
export const fundControl: FurtherQuestion = {
  kinds: ['spending-request', 'claim'],
  question: '专项备案',
  facts: async (tx, { form }, { factDay }) => {
    const projectId = typeof form['projectId'] === 'number' ? form['projectId'] : null;
    const found = projectId === null ? undefined : await tx.row(filed, [tx.officeId, projectId]);
    return {
      chargedToProject: projectId !== null,
      projectFiled: found !== undefined,
      withinFiling: found !== undefined && found.from <= factDay && factDay <= found.until,
    };
  },
};

const unitOf = statement<{ subordinate: boolean; member: boolean }>(
  'unit-and-handler',
  `
  select d.kind = '局属单位' as subordinate, not exists (select from person p where p.office_id = d.office_id and p.person_id = any($3::int[]) and p.department_id is distinct from d.department_id) as member
  from department d where d.office_id = $1 and d.department_id = $2`,
);

/** Whoever handles a claim, is paid by it or gains from it. */
function namedIn({ form, handlerId }: { readonly form: Readonly<Record<string, unknown>>; readonly handlerId: number }): readonly number[] {
  const people = [handlerId, form['payeeId'], ...(Array.isArray(form['beneficiaries']) ? form['beneficiaries'] : [])];
  return people.filter((one): one is number => typeof one === 'number');
}

/** 列支单位 (ETH-06b): what is charged to a subordinate unit is claimed by its own people, for its own people only. */
export const unitControl: FurtherQuestion = {
  kinds: ['claim'],
  question: '列支单位',
  facts: async (tx, draft) => {
    const { form } = draft;
    const unitId = typeof form['unitId'] === 'number' ? form['unitId'] : null;
    const found = unitId === null ? undefined : await tx.row(unitOf, [tx.officeId, unitId, namedIn(draft)]);
    return { chargedToUnit: found?.subordinate === true, handlerOfUnit: found?.member === true };
  },
};

const median = statement<{ median: number | null }>(
  'median-of-category',
  `
  select percentile_cont(0.5) within group (order by m.amount) as median from matter m
  where m.office_id = $1 and m.kind = 'spending-request' and m.facts ->> 'category' = $2 and m.state in ('approved', 'closed') and m.fact_day > $3::date - interval '1 year' and m.fact_day <= $3::date`,
);

/** 开支提示 (ETH-03a): how many times the median of the year's requests of the same sort; 1 where there is none. */
export const thriftHint: FurtherQuestion = {
  kinds: ['spending-request'],
  question: '开支提示',
  facts: async (tx, { form }, { amount, factDay }) => {
    const found = await tx.row(median, [tx.officeId, typeof form['category'] === 'string' ? form['category'] : '', factDay]);
    const usual = Number(found?.median ?? 0);
    return { timesMedian: usual === 0 ? 1 : Math.floor(((amount ?? 0) / usual) * 10) / 10 };
  },
};

const fees = lineTable('fee', ['item', 'price', 'basis', 'from_day']);
/** 登记收费目录 (ETH-05b). */
export const listFeeVerb = lineVerb<ListFee, null>({
  name: 'list-fee',
  title: '登记收费目录',
  who: FINANCE,
  kind: 'fee',
  read: async () => null,
  against: () => undefined,
  write: async (tx, { input }, moment) => {
    const { item, price, basis, from } = input;
    await fees.insert(tx, { item, price, basis, from_day: from }, moment);
    return undefined;
  },
});

const priceOf = statement<{ price: number }>(
  'fee-of-day',
  `select price from fee where office_id = $1 and item = $2 and from_day <= $3::date order by from_day desc, fee_id desc limit 1`,
);
/** What is called a fee is one; appropriations and the dues of the union are none. */
function isFee({ source, funding, book }: { readonly source: string; readonly funding: string; readonly book: string }): boolean {
  return book === '机关' && funding !== '财政拨款' && source.endsWith('费');
}

/** 收费 (ETH-05b): asked of what comes in as a fee. */
export const feeInCatalogue = bookQuestion({
  sorts: ['收入'],
  question: '收费',
  facts: async (tx, entry) => {
    if (!isFee(entry)) return { feeInCatalogue: true, aboveFee: 0 };
    const fee = await tx.row(priceOf, [tx.officeId, entry.source, entry.day]);
    return { feeInCatalogue: fee !== undefined, aboveFee: fee === undefined ? 0 : Math.max(0, entry.amount - fee.price * entry.copies) };
  },
});

const taken = lineTable('fee_taken', ['number', 'item', 'amount', 'payer', 'receipt', 'book_number', 'receipt_number']);

interface SeenFee {
  readonly fee: { readonly price: number } | undefined;
  readonly receipt: SeenReceipt;
}

/** 收费登记 (ETH-05b): only what stands in the catalogue, up to its price, on a numbered receipt (ICF-03.2d). */
export const takeFeeVerb = (rules: RulesInForce) =>
  lineVerb<TakeFee, SeenFee>({
    name: 'take-fee',
    title: '收费登记',
    who: [...FINANCE, '出纳'],
    kind: 'fee',
    series: '费',
    read: async (tx, input, { today }) => {
      const [fee, receipt] = await Promise.all([tx.row(priceOf, [tx.officeId, input.item, today]), receiptToUse(tx, input)]);
      return { fee, receipt };
    },
    against: ({ fee, receipt }, { amount }, moment) =>
      ruled(rules, '收费', { feeInCatalogue: fee !== undefined, aboveFee: fee === undefined ? 0 : Math.max(0, amount - fee.price) }, moment) ??
      againstReceipt(rules, receipt, moment),
    write: async (tx, { seen: { receipt }, input: { item, amount, payer, book, receiptNumber }, number }, moment) => {
      await taken.insert(
        tx,
        { number, item, amount, payer, receipt: `${receipt.name}${receiptNumber}号`, book_number: book, receipt_number: receiptNumber },
        moment,
      );
      return undefined;
    },
  });

const expected = lineTable('expected_income', ['number', 'source', 'amount', 'due_on']);
/** 登记应收款 (ETH-03b): not booked by its day it is a check for 财务股, seen by the 纪检领导. */
export const expectIncomeVerb = (rules: RulesInForce) =>
  lineVerb<ExpectIncome, null>({
    name: 'expect-income',
    title: '登记应收款',
    who: [...FINANCE, '纪检领导'],
    kind: 'expected-income',
    series: '应收',
    read: async () => null,
    against: () => undefined,
    write: async (tx, { input, number }, moment) => {
      const { source, amount, dueOn } = input;
      await expected.insert(tx, { number, source, amount, due_on: dueOn }, moment);
      const duty = rules.duty({ officeId: tx.officeId, duty: '应收款核查', on: moment.today });
      if (duty !== undefined)
        await openDuty(tx, {
          duty,
          event: dueOn,
          today: moment.today,
          subject: { kind: 'expected-income', id: number },
          handlerId: null,
          about: `${source}应收款`,
        });
      return { dueOn };
    },
  });
