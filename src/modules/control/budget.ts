import type { MatterKind, FurtherQuestion } from '../../platform/matters/kind.ts';
import { fen } from '../../rules/money.ts';
import { addDays } from '../../rules/calendar/civil-date.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ActTx, ReadTx } from '../../platform/db/transaction.ts';
import { budgetForm, collectiveForm, SHEETS, type BudgetForm, type CollectiveForm, type ConfirmBaseSheet } from './contract-accounting.ts';
import { lineTable, lineVerb } from './lines.ts';

const SHEET_DAYS = 90;
const sheets = lineTable('base_sheet', ['year', 'sheet', 'figures']);

/** 确认预算基础表 (ICF-03.4b): by the sections; it holds for ninety days. */
export const confirmBaseSheetVerb = lineVerb<ConfirmBaseSheet, null>({
  name: 'confirm-base-sheet',
  title: '确认预算基础表',
  who: ['股室负责人', '政工人事股', '办公室', '财务股', '资产管理员'],
  kind: 'base-sheet',
  read: async () => null,
  against: () => undefined,
  write: async (tx, { input }, moment) => {
    await sheets.insert(tx, input, moment);
    return undefined;
  },
});

const confirmed = statement<{ sheet: string }>(
  'base-sheets-confirmed',
  `
  select distinct sheet from base_sheet where office_id = $1 and year = $2 and (recorded_at at time zone 'Asia/Shanghai')::date >= $3::date`,
);
const setLines = statement<never>(
  'set-budget-lines',
  `
  insert into budget_line (office_id, year, item, amount, basis, matter_id, recorded_at)
  select $1, $2, x.item, x.amount, x.basis, $6, $7 from unnest($3::text[], $4::bigint[], $5::text[]) as x (item, amount, basis)`,
);

interface Lines {
  readonly year: number;
  readonly lines: BudgetForm['lines'];
  readonly matterId: number;
  readonly now: Date;
}

async function writeLines(tx: ActTx, { year, lines, matterId, now }: Lines): Promise<void> {
  await tx.rows(setLines, [tx.officeId, year, lines.map((one) => one.item), lines.map((one) => one.amount), lines.map((one) => one.basis), matterId, now]);
}

/** 年度预算 (ICF-03.4b, ICF-03.2o): on base sheets that are complete and fresh, decided by the body. */
export const budgetDraft: MatterKind<BudgetForm> = {
  kind: 'budget-draft',
  title: '年度预算',
  purpose: '编制本年度部门预算，基础表确认齐全后提交。',
  question: '预算编制',
  businessClass: '预算',
  series: '预',
  form: budgetForm,
  gist: ({ form, today }) => ({
    title: `${form.year}年度预算`,
    amount: fen(form.lines.reduce((sum, line) => sum + line.amount, 0)),
    factDay: today,
    parties: [],
    linkedMatterId: null,
  }),
  facts: async (tx, { form, today }) => {
    const found = await tx.rows(confirmed, [tx.officeId, form.year, addDays(today, -SHEET_DAYS)]);
    return { baseSheetsMissing: SHEETS.filter((sheet) => !found.some((one) => one.sheet === sheet)).length };
  },
  whenApproved: (tx, { matterId, form }, { now }) => writeLines(tx, { ...form, matterId, now }),
  endsIn: 'closed',
};

/** 集体决策事项 (ICF-03.2o): whoever has an interest is a party and is not counted. */
export const collectiveMatter: MatterKind<CollectiveForm> = {
  kind: 'collective-matter',
  title: '集体决策事项',
  purpose: '预算调整、固定资产处置、开立银行账户等须集体决定的事项。',
  question: '集体决策',
  series: '集',
  form: collectiveForm,
  gist: ({ form, today }) => ({
    title: form.title,
    amount: form.amount,
    factDay: today,
    parties: form.interested.map((personId) => ({ personId, role: '受益人' as const })),
    linkedMatterId: null,
  }),
  facts: async (_tx, { form }) => ({ collectiveClass: form.sort }),
  whenApproved: async (tx, { matterId, form: { sort, budget } }, { now }) => {
    if (sort === '预算调整' && budget !== null) await writeLines(tx, { year: budget.year, lines: [budget], matterId, now });
  },
  endsIn: 'closed',
};

interface Left {
  readonly budget: number | null;
  readonly taken: number;
}
// Requests in progress take their amount first; a claim resting on one takes nothing more.
const left = statement<Left>(
  'budget-left',
  `
  select (select amount from budget_line where office_id = $1 and year = $2 and item = $3 order by budget_line_id desc limit 1) as budget,
    (select coalesce(sum(m.amount), 0)::bigint from matter m where m.office_id = $1 and m.kind in ('spending-request', 'claim') and m.facts ->> 'category' = $3
      and extract(year from m.fact_day) = $2 and m.state in ('in_review', 'approved', 'closed') and m.matter_id is distinct from $4::bigint
      and (m.kind = 'spending-request' or m.linked_matter_id is null)) as taken`,
);

export function budgetLeft(tx: ReadTx, of: { readonly year: number; readonly item: string; readonly matterId: number | null }): Promise<Left | undefined> {
  return tx.row(left, [tx.officeId, of.year, of.item, of.matterId]);
}

/** 预算控制 (ICF-03.4b): asked of what others spend. A claim within an approved request was counted with the request. */
export const budgetControl: FurtherQuestion = {
  kinds: ['spending-request', 'claim'],
  question: '预算控制',
  facts: async (tx, { form, matterId, linkedMatterId }, { factDay, amount }) => {
    const item = typeof form['category'] === 'string' ? form['category'] : '';
    const found = await budgetLeft(tx, { year: Number(factDay.slice(0, 4)), item, matterId });
    if (found === undefined || found.budget === null || linkedMatterId !== null) return { amount: amount ?? 0, budgetLineExists: false, budgetLeft: 0 };
    return { amount: amount ?? 0, budgetLineExists: true, budgetLeft: Math.max(0, found.budget - found.taken) };
  },
};

/** 报销内控 (ICF-02.3d): what a claim of this sort must bring; it needs nothing but the claim's own facts. */
export const claimEvidence: FurtherQuestion = { kinds: ['claim'], question: '报销内控', facts: async () => ({}) };
