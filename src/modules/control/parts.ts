import { z } from 'zod';
import type { FurtherQuestion } from '../../platform/matters/kind.ts';
import { statement } from '../../platform/db/statement.ts';
import { groundOfParts, PARTS, partsFacts } from '../../platform/matters/parts-agree.ts';

/** 资料相符 (ICF-02.3d): before a claim is filed payee, amount and days agree with its invoices and its approval; asked again at each signature and at payment. */
export const partsAgree: FurtherQuestion = {
  kinds: ['claim', 'union-claim'],
  question: PARTS,
  facts: async (tx, { form, linkedMatterId, today }) => partsFacts(form, await groundOfParts(tx, linkedMatterId), today),
};

// Same issuer, amount and day under another number, and the same content as far as electronic invoices tell it.
const alike = statement<{ alike: boolean }>(
  'invoices-alike',
  `
  select exists (select from jsonb_to_recordset($3::jsonb) as i (number text, seller text, amount bigint, date text)
    join matter m on m.office_id = $1 and m.kind = any($5::text[]) and m.facts ->> 'payee' = $4 and m.state in ('in_review', 'approved', 'closed') and m.matter_id is distinct from $2::bigint
    cross join jsonb_to_recordset(m.facts -> 'invoices') as o (number text, seller text, amount bigint, date text)
    left join file a on a.office_id = $1 and a.read_as ->> 'number' = i.number left join file b on b.office_id = $1 and b.read_as ->> 'number' = o.number
    where o.seller = i.seller and o.amount = i.amount and o.date = i.date and o.number <> i.number and (a.read_as is null or b.read_as is null or a.read_as -> 'items' = b.read_as -> 'items')) as alike`,
);
const withInvoices = z.object({
  payee: z.string(),
  invoices: z.array(z.object({ number: z.string(), seller: z.string(), amount: z.number(), date: z.string() })),
});
const CLAIMS = ['claim', 'union-claim'];

/** 报销内控 (ICF-02.3d): what a claim of this sort must bring, and whether an invoice looks like one claimed before; the rest are the claim's own facts. */
export const claimEvidence: FurtherQuestion = {
  kinds: ['claim'],
  question: '报销内控',
  facts: async (tx, { form, matterId }) => {
    const { payee, invoices } = withInvoices.parse(form);
    const found = invoices.length === 0 ? undefined : await tx.row(alike, [tx.officeId, matterId, JSON.stringify(invoices), payee, CLAIMS]);
    return { invoiceLookAlike: found?.alike === true };
  },
};
