import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { statement } from '../../platform/db/statement.ts';
import type { FurtherQuestion } from '../../platform/matters/kind.ts';
import { openDuty } from '../../platform/obligations/open-duty.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { ExpectIncome, FileFund, ListFee, TakeFee } from './contract-ethics.ts';
import { lineTable, lineVerb, refusal, ruled } from './lines.ts';

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
  select d.kind = '局属单位' as subordinate, exists (select from person p where p.office_id = d.office_id and p.person_id = $3 and p.department_id = d.department_id) as member
  from department d where d.office_id = $1 and d.department_id = $2`,
);

/** 列支单位 (ETH-06b): what is charged to a subordinate unit is claimed by its own people only. */
export const unitControl: FurtherQuestion = {
  kinds: ['claim'],
  question: '列支单位',
  facts: async (tx, { form, handlerId }) => {
    const unitId = typeof form['unitId'] === 'number' ? form['unitId'] : null;
    const found = unitId === null ? undefined : await tx.row(unitOf, [tx.officeId, unitId, handlerId]);
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
const taken = lineTable('fee_taken', ['number', 'item', 'amount', 'payer', 'receipt']);
/** 收费登记 (ETH-05b): only what stands in the catalogue, up to its price. */
export const takeFeeVerb = (rules: RulesInForce) =>
  lineVerb<TakeFee, { readonly price: number } | undefined>({
    name: 'take-fee',
    title: '收费登记',
    who: [...FINANCE, '出纳'],
    kind: 'fee',
    series: '费',
    read: (tx, { item }, { today }) => tx.row(priceOf, [tx.officeId, item, today]),
    against: (fee, { amount }, moment) =>
      ruled(rules, '收费', { feeInCatalogue: fee !== undefined, aboveFee: fee === undefined ? 0 : Math.max(0, amount - fee.price) }, moment),
    write: async (tx, { input, number }, moment) => {
      await taken.insert(tx, { ...input, number }, moment);
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
