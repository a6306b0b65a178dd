import type { InvoiceFacts } from '../../../platform/files/invoice-xml.ts';
import type { Row } from '../../../web/kit/rows-field.tsx';
import { rowsOf } from '../../../web/kit/rows-of.ts';

/** Puts an electronic invoice where it belongs by what it bills: 住宿, 餐饮, or transport. */
export function readReceipt(form: Row, { number, date, seller, total, items }: InvoiceFacts): Row {
  const known = ['rides', 'bills', 'meals', 'locals'].some((name) => rowsOf(form, name).some((one) => one['number'] === number));
  if (known) return form;
  const billed = items.join();
  if (/住宿|房费/.test(billed)) {
    const last = rowsOf(form, 'stops').at(-1);
    const bill = {
      number,
      date,
      seller,
      province: last?.['province'],
      city: last?.['city'],
      nights: [{ on: date, amount: total }],
      method: '公务卡',
      standardRoom: true,
    };
    return { ...form, bills: [...rowsOf(form, 'bills'), bill] };
  }
  if (/餐/.test(billed)) return { ...form, meals: [...rowsOf(form, 'meals'), { on: date, amount: total, number, seller }] };
  return { ...form, locals: [...rowsOf(form, 'locals'), { on: date, amount: total, number }] };
}
