import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ActTx, ReadTx } from '../../platform/db/transaction.ts';
import type { Choice } from './contract-account.ts';

/** Whose money: a book, and where the office keeps them, the account of a unit and of a project. */
export interface AccountOf {
  readonly book: '机关' | '工会';
  readonly funding: string | null;
  readonly unitId: number | null;
  readonly projectId: number | null;
}

interface Balance {
  readonly received: number;
  readonly spent: number;
  readonly projectCategories: readonly string[] | null;
}

const balance = statement<Balance>(
  'account-balance',
  `
  select (select coalesce(sum(amount), 0)::bigint from income where office_id = $1 and book = $2 and ($3::text is null or funding = $3)
      and ($4::int is null or unit_id = $4) and ($5::bigint is null or project_id = $5)) as received,
    (select coalesce(sum(amount), 0)::bigint from voucher where office_id = $1 and book = $2 and ($3::text is null or funding = $3)
      and ($4::int is null or unit_id = $4) and ($5::bigint is null or project_id = $5)) as spent,
    (select categories from project where office_id = $1 and project_id = $5) as "projectCategories"`,
);

export interface AccountState {
  /** Recorded income less what was paid, in fen. */
  readonly left: number;
  readonly projectCategories: readonly string[] | null;
}

/** What is left of the recorded money of an account. */
export async function accountState(tx: ReadTx, { book, funding, unitId, projectId }: AccountOf): Promise<AccountState> {
  const found = await tx.row(balance, [tx.officeId, book, funding, unitId, projectId]);
  return { left: (found?.received ?? 0) - (found?.spent ?? 0), projectCategories: found?.projectCategories ?? null };
}

export interface NewIncome extends AccountOf {
  readonly number: string;
  readonly source: string;
  readonly funding: string;
  readonly amount: number;
  readonly account: string;
  readonly receivedOn: CivilDate;
}

/** The check of what was expected and not booked (ETH-03b). */
export const EXPECTED_DUTY = '应收款核查';

const insert = statement<{ id: number }>(
  'record-income',
  `
  insert into income (office_id, number, source, funding, book, amount, account, received_on, unit_id, project_id, recorded_by, recorded_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning income_id as id`,
);

export async function insertIncome(tx: ActTx, income: NewIncome, by: { readonly personId: number | null; readonly now: Date }): Promise<number> {
  const { number, source, funding, book, amount, account, receivedOn, unitId, projectId } = income;
  const made = await tx.row(insert, [tx.officeId, number, source, funding, book, amount, account, receivedOn, unitId, projectId, by.personId, by.now]);
  if (made === undefined) throw new Error('the income was not inserted');
  return made.id;
}

const charged = statement<{ price: number | null; awaited: boolean }>(
  'fee-and-claim-of-income',
  `
  select (select price from fee where office_id = $1 and item = $2 and from_day <= $3::date order by from_day desc, fee_id desc limit 1) as price,
    exists (select from obligation where office_id = $1 and duty = '${EXPECTED_DUTY}' and occasion = 'expected-income/' || $4 and state = 'open') as awaited`,
);

/** What the catalogue of fees asks for an item of that name, null where it has none; whether the income is awaited under that number. */
export async function chargedAs(
  tx: ReadTx,
  { source, receivedOn, expected }: { readonly source: string; readonly receivedOn: CivilDate; readonly expected: string },
): Promise<{ readonly price: number | null; readonly awaited: boolean }> {
  return (await tx.row(charged, [tx.officeId, source, receivedOn, expected])) ?? { price: null, awaited: false };
}

const official = statement<{ known: boolean }>(
  'account-is-official',
  `
  select exists (select from official_account where office_id = $1 and account = $2 and closed_on is null) as known`,
);

export async function isOfficialAccount(tx: ReadTx, account: string): Promise<boolean> {
  return (await tx.row(official, [tx.officeId, account]))?.known === true;
}

const openAccounts = statement<{ account: string }>(
  'accounts-open',
  `select account from official_account where office_id = $1 and closed_on is null order by 1`,
);

/** The accounts the office's money lies on. */
export async function bankAccounts(tx: ReadTx): Promise<readonly string[]> {
  return (await tx.rows(openAccounts, [tx.officeId])).map((one) => one.account);
}

const register = statement<never>(
  'register-account',
  `
  insert into official_account (office_id, account, bank, registered_by, registered_at) values ($1, $2, $3, $4, $5)
  on conflict (office_id, account) do update set bank = excluded.bank, closed_on = null`,
);

export function registerAccount(
  tx: ActTx,
  of: { readonly account: string; readonly bank: string; readonly personId: number | null; readonly now: Date },
): Promise<unknown> {
  return tx.rows(register, [tx.officeId, of.account, of.bank, of.personId, of.now]);
}

const toClose = statement<{ closed: boolean }>(
  'account-to-close',
  `select closed_on is not null as closed from official_account where office_id = $1 and account = $2 for update`,
);

/** undefined if the office has no such account. */
export async function isAccountClosed(tx: ReadTx, account: string): Promise<boolean | undefined> {
  return (await tx.row(toClose, [tx.officeId, account]))?.closed;
}

const close = statement<never>('close-account', `update official_account set closed_on = $3 where office_id = $1 and account = $2`);

export function closeAccount(tx: ActTx, of: { readonly account: string; readonly closedOn: CivilDate }): Promise<unknown> {
  return tx.rows(close, [tx.officeId, of.account, of.closedOn]);
}

const open = statement<{ id: number }>(
  'open-project',
  `
  insert into project (office_id, name, categories, opened_by, opened_at) values ($1, $2, $3, $4, $5)
  on conflict (office_id, name) do nothing returning project_id as id`,
);

const choices = statement<Choice>('projects-to-choose', `select project_id as value, name as label from project where office_id = $1 order by project_id`);

export function projectChoices(tx: ReadTx): Promise<readonly Choice[]> {
  return tx.rows(choices, [tx.officeId]);
}

/** @returns undefined if the office has a project of that name. */
export async function insertProject(
  tx: ActTx,
  of: { readonly name: string; readonly categories: readonly string[]; readonly personId: number | null; readonly now: Date },
): Promise<number | undefined> {
  return (await tx.row(open, [tx.officeId, of.name, JSON.stringify(of.categories), of.personId, of.now]))?.id;
}
