import { yuan, type Fen } from '../rules/money.ts';
import { keepFileVerb, keepBytes } from '../platform/files/store.ts';
import { readInvoiceXml } from '../platform/files/invoice-xml.ts';
import type { Cast } from './cast.ts';

export interface SampleInvoice {
  readonly number: string;
  readonly date: string;
  readonly seller: string;
  readonly buyer: string;
  readonly amount: Fen;
  readonly item: string;
}

/** A 数电票 as its issuer would send it, with made-up parties. */
export function invoiceXml({ number, date, seller, buyer, amount, item }: SampleInvoice): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<EInvoice><Header><EIid>${number}</EIid></Header>
<EInvoiceData><SellerInformation><SellerName>${seller}</SellerName></SellerInformation><BuyerInformation><BuyerName>${buyer}</BuyerName></BuyerInformation>
<BasicInformation><TotalAmWithoutTax>${yuan(amount)}</TotalAmWithoutTax><TotalTaxAm>0.00</TotalTaxAm><TotalTax-includedAmount>${yuan(amount)}</TotalTax-includedAmount><RequestTime>${date} 10:00:00</RequestTime></BasicInformation>
<IssuItemInformation><ItemName>*服务*${item}</ItemName></IssuItemInformation></EInvoiceData>
<TaxSupervisionInfo><InvoiceNumber>${number}</InvoiceNumber><IssueTime>${date}</IssueTime></TaxSupervisionInfo></EInvoice>`;
}

/** Hands an invoice in, as the person would. @returns its digest. */
export async function handIn(cast: Cast, name: string, invoice: SampleInvoice): Promise<string> {
  const text = invoiceXml(invoice);
  const bytes = Buffer.from(text);
  const digest = await keepBytes(cast.world.folder, cast.office.officeId, bytes);
  await cast.perform(name, keepFileVerb, {
    digest,
    name: `${invoice.number}.xml`,
    size: bytes.length,
    mediaType: 'application/xml',
    invoice: readInvoiceXml(text) ?? null,
  });
  return digest;
}
