import { civilDate } from '../../rules/calendar/civil-date.ts';
import { Failure } from '../../platform/act/failure.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import { requireFiles } from '../../platform/matters/content.ts';
import { openDuty } from '../../platform/obligations/open-duty.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { GROUNDWORK, type AccountBook, type AdoptPolicy, type IssueBook, type SignGroundwork, type SignReconciliation } from './contract-accounting.ts';
import { incompleteIn } from './completeness.ts';
import { lineTable, lineVerb, noticed, refusal, ruled } from './lines.ts';
import { missingNumbers } from './rules.ts';

const FINANCE = ['财务股'] as const;
const reconciliations = lineTable('reconciliation', ['month', 'account', 'book_balance', 'bank_balance', 'explanation', 'statement']);
const reconciled = statement<{ account: string }>('accounts-reconciled', `select account from reconciliation where office_id = $1 and month = $2`);

/** The accounts the other modules keep. */
export type BankAccounts = (tx: ReadTx) => Promise<readonly string[]>;

interface SeenMonth {
  readonly done: boolean;
  /** Other accounts whose month is not reconciled yet. */
  readonly left: readonly string[];
}

/** 银行对账 (ICF-03.2g): not by the cashier; a difference has its explanation. The last account ends the duty of the month. */
export const signReconciliationVerb = (rules: RulesInForce, bankAccounts: BankAccounts) =>
  lineVerb<SignReconciliation, SeenMonth>({
    name: 'sign-reconciliation',
    title: '银行对账',
    who: [...FINANCE, '出纳'],
    kind: 'reconciliation',
    read: async (tx, { month, account, statement: file }) => {
      const [found, accounts] = await Promise.all([
        tx.rows(reconciled, [tx.officeId, month]),
        bankAccounts(tx),
        requireFiles(tx, [{ evidence: '调节表', digest: file, name: '银行存款余额调节表' }]),
      ]);
      const done = new Set(found.map((one) => one.account));
      return { done: done.has(account), left: accounts.filter((one) => one !== account && !done.has(one)) };
    },
    against: ({ done }, { month, bookBalance, bankBalance, explanation }, moment) => {
      const against = ruled(rules, '银行对账', { preparerIsCashier: moment.actor.posts.some((held) => held.post === '出纳') }, moment);
      if (against !== undefined) return against;
      if (done) return refusal('done-already', `${month}的这个账户已经对账。`);
      if (month >= moment.today.slice(0, 7)) return refusal('month-open', '当月结束后对账。');
      return bookBalance !== bankBalance && explanation === '' ? refusal('unexplained', '账面与银行余额不一致，须说明差异。', ['填写差异说明']) : undefined;
    },
    write: async (tx, { seen: { left }, input }, moment) => {
      const { month, account, bookBalance, bankBalance, explanation, statement: file } = input;
      await reconciliations.insert(tx, { month, account, book_balance: bookBalance, bank_balance: bankBalance, explanation, statement: file }, moment);
      if (left.length === 0)
        await endObligation(tx, {
          duty: '银行对账',
          occasion: `${month}-01`,
          state: 'discharged',
          by: moment.actor.personId,
          with: { account },
          now: moment.now,
        });
      return { difference: bookBalance - bankBalance, left };
    },
  });

type Measured = Readonly<Record<(typeof GROUNDWORK)[number], boolean>>;
const measures = statement<{ explained: boolean; numbered: boolean }>(
  'groundwork-measured',
  `
  select not exists (select from reconciliation where office_id = $1 and month = $2 and book_balance <> bank_balance and explanation = '') as explained,
    not exists (select from series s where s.office_id = $1 and s.year = left($2, 4)::int
      and s.last_number <> (select count(*) from series_number n where n.office_id = s.office_id and n.series = s.series and n.year = s.year)) as numbered`,
);
const groundworks = lineTable('groundwork', ['month', 'answers', 'measured']);

/** 会计基础检查 (ICF-03.4a): what is claimed is never better than what is measured. */
export const signGroundworkVerb = (rules: RulesInForce, bankAccounts: BankAccounts) =>
  lineVerb<SignGroundwork, Measured>({
    name: 'sign-groundwork',
    title: '会计基础检查',
    who: FINANCE,
    kind: 'groundwork',
    read: async (tx, { month }) => {
      const [found, incomplete, done, accounts] = await Promise.all([
        tx.row(measures, [tx.officeId, month]),
        incompleteIn(rules, tx, month),
        tx.rows(reconciled, [tx.officeId, month]),
        bankAccounts(tx),
      ]);
      const balanced = done.length > 0 && accounts.every((account) => done.some((one) => one.account === account));
      return { 凭证附件齐全: incomplete.length === 0, 编号连续: found?.numbered === true, 银行对账完成: balanced, 差异已说明: found?.explained === true };
    },
    against: (measured, { fulfilled }, moment) => {
      const beyond = fulfilled.filter((one) => !measured[one]);
      const against = ruled(rules, '会计基础', { claimsBeyondMeasure: beyond.length }, moment);
      return against === undefined ? undefined : { ...against, sentence: `${against.sentence}不符的项目：${beyond.join('、')}。` };
    },
    write: async (tx, { seen, input }, moment) => {
      await groundworks.insert(
        tx,
        { month: input.month, answers: JSON.stringify({ fulfilled: input.fulfilled, remark: input.remark }), measured: JSON.stringify(seen) },
        moment,
      );
      await endObligation(tx, {
        duty: '会计基础检查',
        occasion: `${input.month}-01`,
        state: 'discharged',
        by: moment.actor.personId,
        with: seen,
        now: moment.now,
      });
      return { measured: seen };
    },
  });

const books = lineTable('receipt_book', ['number', 'name', 'first_number', 'last_number', 'holder_id']);
const overlapping = statement<{ number: string }>(
  'receipt-book-overlapping',
  `
  select number from receipt_book where office_id = $1 and name = $2 and first_number <= $4 and last_number >= $3 limit 1`,
);

/** 领用票据: no number is handed out twice. */
export const issueBookVerb = lineVerb<IssueBook, string | undefined>({
  name: 'issue-receipt-book',
  title: '领用票据',
  who: FINANCE,
  kind: 'receipt-book',
  series: '票',
  read: async (tx, { name, first, last }) => (await tx.row(overlapping, [tx.officeId, name, first, last]))?.number,
  against: (other, { first, last }) => {
    if (last < first) return refusal('numbers', '止号不能小于起号。');
    return other === undefined ? undefined : refusal('issued-already', `号段与${other}重复。`);
  },
  write: async (tx, { input, number }, moment) => {
    const { name, first, last, holderId } = input;
    await books.insert(tx, { number, name, first_number: first, last_number: last, holder_id: holderId }, moment);
    return undefined;
  },
});

interface SeenBook {
  readonly first: number;
  readonly last: number;
  readonly stopped: boolean;
}
const bookOf = statement<SeenBook>(
  'receipt-book-to-account-for',
  `
  select b.first_number as first, b.last_number as last, exists (select from obligation o where o.office_id = b.office_id and o.duty = '缺号核查' and o.occasion = 'receipt-book/' || b.number and o.state = 'open') as stopped
  from receipt_book b where b.office_id = $1 and b.number = $2 for update of b`,
);
const accounts = lineTable('receipt_account', ['book_number', 'used', 'void', 'in_stock', 'missing']);
const numbersOf = (spans: readonly { readonly first: number; readonly last: number }[]): readonly number[] =>
  spans.flatMap(({ first, last }) => Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index));

/** 票据结存 (ICF-03.2d, ETH-03b): issued = used + void + in stock; a gap opens a check and stops the book. */
export const accountBookVerb = (rules: RulesInForce) =>
  lineVerb<AccountBook, SeenBook>({
    name: 'account-for-receipt-book',
    title: '票据结存',
    who: FINANCE,
    kind: 'receipt-book',
    read: async (tx, { number }) => {
      const found = await tx.row(bookOf, [tx.officeId, number]);
      if (found === undefined) throw new Failure('not-found', `没有领用的票据“${number}”。`);
      return found;
    },
    against: ({ first, last, stopped }, { used, void: spoilt, inStock }) => {
      if (stopped) return refusal('stopped', '本册有缺号，核查清楚以前停用。', ['先办结缺号核查']);
      const all = numbersOf([...used, ...spoilt, ...inStock]);
      if (all.some((one) => one < first || one > last)) return refusal('outside', `号码应在${first}至${last}之间。`);
      return new Set(all).size === all.length ? undefined : refusal('doubled', '同一号码填了两次。');
    },
    write: async (tx, { seen, input }, moment) => {
      const { number, used, void: spoilt, inStock } = input;
      const missing = missingNumbers(seen, numbersOf([...used, ...spoilt, ...inStock]));
      const count = (spans: typeof used): number => numbersOf(spans).length;
      await accounts.insert(
        tx,
        { book_number: number, used: JSON.stringify(used), void: JSON.stringify(spoilt), in_stock: JSON.stringify(inStock), missing: JSON.stringify(missing) },
        moment,
      );
      const facts = { numbersIssued: seen.last - seen.first + 1, numbersUsed: count(used), numbersVoid: count(spoilt), numbersInStock: count(inStock) };
      const duty = missing.length === 0 ? undefined : rules.duty({ officeId: tx.officeId, duty: '缺号核查', on: moment.today });
      const { today } = moment;
      const dueOn =
        duty === undefined
          ? null
          : await openDuty(tx, {
              duty,
              event: today,
              today,
              subject: { kind: 'receipt-book', id: number },
              handlerId: null,
              about: `${number}缺号${missing.join('、')}`,
            });
      return { missing, dueOn, notices: noticed(rules, '票据结存', facts, { officeId: tx.officeId, on: today }) };
    },
  });

const policies = lineTable('accounting_policy', ['version', 'chart', 'basis', 'depreciation', 'recognition', 'closing', 'correction', 'from_day', 'approval']);
const newestPolicy = statement<{ version: number; from: string | null }>(
  'accounting-policy-newest',
  `
  select coalesce(max(version), 0) as version, max(from_day)::text as "from" from accounting_policy where office_id = $1`,
);

/** 登记会计政策 (ICF-03.2h): a new version, from a day of its own, never before the one it follows. */
export const adoptPolicyVerb = lineVerb<AdoptPolicy, { readonly version: number; readonly from: string | null }>({
  name: 'adopt-accounting-policy',
  title: '登记会计政策',
  who: FINANCE,
  kind: 'accounting-policy',
  read: async (tx) => (await tx.row(newestPolicy, [tx.officeId])) ?? { version: 0, from: null },
  against: ({ from: before }, { from }) =>
    before !== null && civilDate(before) >= from ? refusal('backdated', `新版的起用日应晚于上一版的${before}。`) : undefined,
  write: async (tx, { seen, input }, moment) => {
    const { from, ...rest } = input;
    await policies.insert(tx, { ...rest, version: seen.version + 1, from_day: from }, moment);
    return { version: seen.version + 1 };
  },
});
