import { z } from 'zod';
import { civilDate, type CivilDate } from '../../rules/calendar/civil-date.ts';
import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';

/** The question that holds the parts of one payment against each other. */
export const PARTS = '资料相符';

/** What the question is told; all of it agrees where a form has no such parts. */
export interface PartsFacts extends Readonly<Record<string, boolean>> {
  /** 收款方与票据相符: every invoice is of whoever is paid, or the money goes back to a member of the office who laid it out */
  readonly payeeAsInvoiced: boolean;
  /** 票据金额相符 */
  readonly invoicesCover: boolean;
  /** 日期顺序相符: approval before spending and before the invoice, nothing dated after the day it is judged on */
  readonly datesInOrder: boolean;
}

const AGREES: PartsFacts = { payeeAsInvoiced: true, invoicesCover: true, datesInOrder: true };

/** The forms that are paid on invoices, whichever module they are of. */
const paidOnInvoices = z.object({
  payee: z.string(),
  payeeId: z.number().nullable().default(null),
  amount: z.number(),
  spentOn: z.string(),
  spentAlready: z.boolean().default(false),
  invoices: z.array(z.object({ date: z.string(), seller: z.string(), amount: z.number() })).min(1),
});

/** When what the payment rests on was agreed to; null where it rests on nothing. */
export interface GroundOfParts {
  readonly agreedOn: CivilDate | null;
  /** 先支后报: spent first by the clause that allows it. */
  readonly spentAlready: boolean;
}

/** Do payee, amount and days of a payment agree with its invoices and its approval? Days as of `on`. */
export function partsFacts(form: unknown, { agreedOn, spentAlready }: GroundOfParts, on: CivilDate): PartsFacts {
  const read = paidOnInvoices.safeParse(form);
  if (!read.success) return AGREES;
  const { payee, payeeId, amount, spentOn, invoices, ...own } = read.data;
  const days = [civilDate(spentOn), ...invoices.map((one) => civilDate(one.date))];
  const early = agreedOn !== null && !spentAlready && !own.spentAlready && days.some((day) => day < agreedOn);
  return {
    payeeAsInvoiced: payeeId !== null || invoices.every((one) => plain(one.seller) === plain(payee)),
    invoicesCover: invoices.reduce((sum, one) => sum + one.amount, 0) >= amount,
    datesInOrder: !early && days.every((day) => day <= on),
  };
}

/** Full-width brackets and spaces make no other name. */
function plain(name: string): string {
  return name.normalize('NFKC').replaceAll(/\s/g, '');
}

const GROUND = `min((x.agreed_at at time zone 'Asia/Shanghai')::date)::text as "agreedOn", coalesce(bool_or(jsonb_typeof(x.facts -> 'spentAlready') = 'object'), false) as "spentAlready"
  from (select c.facts, (select max(s.acted_at) from matter_step s where s.office_id = c.office_id and s.matter_id = c.matter_id and s.round = c.round and s.act <> '知会') as agreed_at from chain c) x`;
const CHAIN = (first: string): string => `with recursive chain as (
    select m.office_id, m.matter_id, m.linked_matter_id, m.facts, m.round from matter m where m.office_id = $1 and m.matter_id = ${first}
    union all select m.office_id, m.matter_id, m.linked_matter_id, m.facts, m.round from matter m join chain c on m.office_id = c.office_id and m.matter_id = c.linked_matter_id)`;
const ground = statement<GroundOfParts>('ground-of-parts', `${CHAIN('$2::bigint')} select ${GROUND}`);
const ofMatter = statement<GroundOfParts & { readonly form: unknown }>(
  'parts-of-matter',
  `
  ${CHAIN('(select linked_matter_id from matter where office_id = $1 and matter_id = $2::bigint)')}
  select m.facts as form, g.* from matter m, (select ${GROUND}) g where m.office_id = $1 and m.matter_id = $2::bigint`,
);

/** The matter a payment rests on, with what that one supplements: agreed to on the first of their days. */
export async function groundOfParts(tx: ReadTx, linkedMatterId: number | null): Promise<GroundOfParts> {
  const found = linkedMatterId === null ? undefined : await tx.row(ground, [tx.officeId, linkedMatterId]);
  return found ?? { agreedOn: null, spentAlready: false };
}

/** The same of a matter as it stands, judged on a day. */
export async function partsOfMatter(tx: ReadTx, { matterId, on }: { readonly matterId: number; readonly on: CivilDate }): Promise<PartsFacts> {
  const found = await tx.row(ofMatter, [tx.officeId, matterId]);
  return found === undefined ? AGREES : partsFacts(found.form, found, on);
}
