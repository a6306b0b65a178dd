import { XMLParser } from 'fast-xml-parser';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { readCivilDate } from '../../rules/calendar/civil-date.ts';
import type { Fen } from '../../rules/money.ts';
import { readYuan } from '../../rules/money.ts';

/** What the office needs of an electronic invoice. Amounts in fen; `total` = amount + tax. */
export interface InvoiceFacts {
  /** 20 digits; the older electronic invoice has a code of 12 and a number of 8. */
  readonly number: string;
  readonly date: CivilDate;
  readonly seller: string;
  readonly buyer: string;
  readonly amount: Fen;
  readonly tax: Fen;
  readonly total: Fen;
  readonly items: readonly string[];
}

/** The issuers' two common shapes differ in names only: paths to the same facts, tried in order. The parts of a number are joined. */
const SHAPES = [
  {
    number: [['EInvoice.TaxSupervisionInfo.InvoiceNumber'], ['EInvoice.Header.EIid']],
    date: ['EInvoice.TaxSupervisionInfo.IssueTime', 'EInvoice.EInvoiceData.BasicInformation.RequestTime'],
    seller: ['EInvoice.EInvoiceData.SellerInformation.SellerName'],
    buyer: ['EInvoice.EInvoiceData.BuyerInformation.BuyerName'],
    amount: ['EInvoice.EInvoiceData.BasicInformation.TotalAmWithoutTax'],
    tax: ['EInvoice.EInvoiceData.BasicInformation.TotalTaxAm'],
    total: ['EInvoice.EInvoiceData.BasicInformation.TotalTax-includedAmount'],
    items: ['EInvoice.EInvoiceData.IssuItemInformation'],
    itemName: 'ItemName',
  },
  {
    number: [['eInvoice.InvoiceCode', 'eInvoice.InvoiceNo']],
    date: ['eInvoice.IssueDate'],
    seller: ['eInvoice.Seller.SellerName'],
    buyer: ['eInvoice.Buyer.BuyerName'],
    amount: ['eInvoice.TaxExclusiveTotalAmount'],
    tax: ['eInvoice.TaxTotalAmount'],
    total: ['eInvoice.TaxInclusiveTotalAmount'],
    items: ['eInvoice.GoodsInfos.GoodsInfo'],
    itemName: 'Item',
  },
] as const;

const parser = new XMLParser({ ignoreAttributes: true, removeNSPrefix: true, parseTagValue: false, processEntities: false, trimValues: true });

/**
 * Reads a 数电票 (or the XML inside an older electronic invoice).
 * @returns undefined if the text is not an invoice or lacks a number, a day or a total that adds up.
 */
export function readInvoiceXml(text: string): InvoiceFacts | undefined {
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) return undefined;
  const tree = parse(text);
  if (tree === undefined) return undefined;
  for (const shape of SHAPES) {
    const invoice = readShape(tree, shape);
    if (invoice !== undefined) return invoice;
  }
  return undefined;
}

function parse(text: string): unknown {
  try {
    return parser.parse(text);
  } catch {
    return undefined; // not XML: an answer, not a fault
  }
}

function readShape(tree: unknown, shape: (typeof SHAPES)[number]): InvoiceFacts | undefined {
  const text = (paths: readonly string[]): string =>
    paths
      .map((path) => at(tree, path))
      .find((value) => typeof value === 'string' && value !== '')
      ?.toString() ?? '';
  const number = shape.number.map((parts) => parts.map((path) => text([path])).join('')).find((joined) => joined !== '') ?? '';
  const date = readCivilDate(dayIn(text(shape.date)));
  const amount = readYuan(text(shape.amount));
  const tax = readYuan(text(shape.tax) || '0');
  const total = readYuan(text(shape.total));
  if (!/^\d{20}$/.test(number) || date === undefined || amount === undefined || tax === undefined || total === undefined) return undefined;
  if (amount + tax !== total) return undefined;
  return { number, date, seller: text(shape.seller), buyer: text(shape.buyer), amount, tax, total, items: itemNames(at(tree, shape.items[0]), shape.itemName) };
}

/** `2026-03-02 10:11:12`, `2026年03月02日` and `20260302` all name a day. */
function dayIn(text: string): string {
  const digits = text.replaceAll(/\D/g, '');
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`;
}

function itemNames(items: unknown, name: string): readonly string[] {
  const list: readonly unknown[] = Array.isArray(items) ? items : [items];
  return list.map((item) => at(item, name)).filter((value): value is string => typeof value === 'string');
}

function at(tree: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((node, key) => (isRecord(node) ? node[key] : undefined), tree);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
