import { Button, Form, Input, Select } from 'antd';
import { DayInput } from './day-input.tsx';
import type { KindForm } from './kind-form.ts';
import { MoneyInput } from './money-input.tsx';
import { ISSUER_KINDS, type Invoice } from '../../platform/invoices/contract.ts';

/** 票据: filled in by hand, or by itself from an electronic invoice handed in. */
export function InvoicesField({ value, onChange }: KindForm) {
  const lines = (value['invoices'] as readonly Partial<Invoice>[] | undefined) ?? []; // set below only
  const set = (index: number, part: Partial<Invoice>): void => onChange({ ...value, invoices: lines.map((line, at) => (at === index ? { ...line, ...part } : line)) });
  return (
    <fieldset style={{ border: 0, padding: 0, margin: '0 0 16px' }}>
      <legend>票据</legend>
      <p className="quiet">上传数电票（XML）后自动填写。</p>
      {lines.map((line, index) => (
        <div key={index} className="card">
          <Form.Item label={`票据种类（第${index + 1}张）`} htmlFor={`kind-${index}`}><Select id={`kind-${index}`} value={line.issuerKind ?? null} options={ISSUER_KINDS.map((one) => ({ value: one, label: one }))} onChange={(issuerKind: Invoice['issuerKind']) => set(index, { issuerKind })} /></Form.Item>
          <Form.Item label="票据号码" htmlFor={`number-${index}`}><Input id={`number-${index}`} value={line.number ?? ''} onChange={(event) => set(index, { number: event.target.value })} /></Form.Item>
          <Form.Item label="开票日期" htmlFor={`date-${index}`}><DayInput id={`date-${index}`} value={line.date ?? null} onChange={(date) => set(index, { date: date as Invoice['date'] })} /></Form.Item>
          <Form.Item label="开票单位" htmlFor={`seller-${index}`}><Input id={`seller-${index}`} value={line.seller ?? ''} onChange={(event) => set(index, { seller: event.target.value })} /></Form.Item>
          <Form.Item label="价税合计（元）" htmlFor={`amount-${index}`}><MoneyInput id={`amount-${index}`} value={line.amount ?? null} onChange={(amount) => set(index, { amount: amount as Invoice['amount'] })} /></Form.Item>
          <Form.Item label="其中税额（元）" htmlFor={`tax-${index}`}><MoneyInput id={`tax-${index}`} value={line.tax ?? null} onChange={(tax) => set(index, { tax: tax as Invoice['tax'] })} /></Form.Item>
          <Button onClick={() => onChange({ ...value, invoices: lines.filter((_, at) => at !== index) })}>删除这张票据</Button>
        </div>
      ))}
      <Button onClick={() => onChange({ ...value, invoices: [...lines, { issuerKind: '税务发票' }] })}>增加一张票据</Button>
    </fieldset>
  );
}
