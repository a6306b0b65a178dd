import { bookQuestion } from '../../platform/books/book-question.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import type { Facts } from '../../rules/decision.ts';
import { civilDate, type CivilDate } from '../../rules/calendar/civil-date.ts';
import type { AdoptPolicy } from './contract-accounting.ts';
import { lineTable, lineVerb, refusal } from './lines.ts';
import { periodEnd } from './rules.ts';

const policies = lineTable('accounting_policy', ['version', 'chart', 'basis', 'depreciation', 'recognition', 'closing', 'correction', 'from_day', 'approval']);
const titles = lineTable('account_title', ['policy_version', 'code', 'name', 'items']);

interface Newest {
  readonly version: number;
  readonly from: CivilDate | null;
}
const newest = statement<Newest>(
  'accounting-policy-newest',
  `
  select coalesce(max(version), 0) as version, max(from_day)::text as "from" from accounting_policy where office_id = $1`,
);

/** 登记会计政策 (ICF-03.2h): a new version with its chart of accounts, from a day of its own, never before the one it follows. */
export const adoptPolicyVerb = lineVerb<AdoptPolicy, Newest>({
  name: 'adopt-accounting-policy',
  title: '登记会计政策',
  who: ['财务股'],
  kind: 'accounting-policy',
  read: async (tx) => (await tx.row(newest, [tx.officeId])) ?? { version: 0, from: null },
  against: ({ from: before }, { from, accounts }) => {
    if (before !== null && before >= from) return refusal('backdated', `新版的起用日应晚于上一版的${before}。`);
    const twice = [...accounts.map((one) => one.code), ...accounts.flatMap((one) => one.items)].find((one, index, all) => all.indexOf(one) !== index);
    return twice === undefined ? undefined : refusal('doubled', `科目表中“${twice}”出现两次，记账时不能确定科目。`, ['每个科目编码、每个类别只列一次']);
  },
  write: async (tx, { seen, input }, moment) => {
    const { from, accounts, ...rest } = input;
    const version = seen.version + 1;
    await policies.insert(tx, { ...rest, version, from_day: from }, moment);
    await Promise.all(
      accounts.map(({ code, name, items }) => titles.insert(tx, { policy_version: version, code, name, items: JSON.stringify(items) }, moment)),
    );
    return { version };
  },
});

interface Entered {
  readonly chart: boolean;
  readonly title: string | null;
}
const enteredUnder = statement<Entered>(
  'account-title-of-item',
  `
  select exists (select from account_title a where a.office_id = p.office_id and a.policy_version = p.version) as chart,
    (select a.code || ' ' || a.name from account_title a where a.office_id = p.office_id and a.policy_version = p.version and a.items @> to_jsonb($3::text)) as title
  from accounting_policy p where p.office_id = $1 and p.from_day <= $2::date order by p.version desc limit 1`,
);

/** The account an item is entered under on a day. The union keeps books and accounts of its own. */
async function accountOf(tx: ReadTx, { book, item, day }: { readonly book: string; readonly item: string; readonly day: CivilDate }): Promise<Facts> {
  const found = book === '工会' ? undefined : await tx.row(enteredUnder, [tx.officeId, day, item]);
  return { chartAdopted: found?.chart === true, inChart: (found?.title ?? null) !== null, accountTitle: found?.title ?? '' };
}

/** 记账科目 (ICF-03.2h): asked of whatever is paid, by its category, and of what comes in, by its fund. */
export const entryInChart = bookQuestion({
  sorts: ['付款', '收入'],
  question: '记账科目',
  facts: (tx, entry) => accountOf(tx, { book: entry.book, item: entry.sort === '付款' ? entry.item : entry.funding, day: entry.day }),
});

const standing = statement<{ version: number }>(
  'accounting-policy-on-day',
  `
  select coalesce(max(version), 0) as version from accounting_policy where office_id = $1 and from_day <= $2::date`,
);

/** 结账政策 (ICF-03.2h): a month is closed under the policy of its last day. */
export const closedUnderPolicy = bookQuestion({
  sorts: ['结账'],
  question: '结账政策',
  facts: async (tx, { month }) => ({
    accountingPolicyVersion: (await tx.row(standing, [tx.officeId, periodEnd('月', civilDate(`${month}-01`))]))?.version ?? 0,
  }),
});
