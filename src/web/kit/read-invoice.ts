import type { InvoiceFacts } from '../../platform/files/invoice-xml.ts';
import type { Invoice } from '../../platform/invoices/contract.ts';

type Form = Readonly<Record<string, unknown>>;

/** Fills a claim from an electronic invoice: one more line of 票据, and payee, day and amount where they are still empty. */
export function readInvoice(form: Form, { number, date, seller, tax, total }: InvoiceFacts): Form {
  const lines = (form['invoices'] as readonly Partial<Invoice>[] | undefined) ?? []; // filled in by the form's own field
  if (lines.some((line) => line.number === number)) return form;
  const known = { payee: isEmpty(form['payee']) ? seller : form['payee'], spentOn: form['spentOn'] ?? date, amount: form['amount'] ?? total };
  const read = { issuerKind: '税务发票', number, date, seller, amount: total, tax };
  return { ...form, ...known, invoices: [...lines.filter((line) => (line.number ?? '') !== ''), read] };
}

/** A form begins with the defaults of its schema, which for words are empty. */
function isEmpty(part: unknown): boolean {
  return part === undefined || part === '';
}
