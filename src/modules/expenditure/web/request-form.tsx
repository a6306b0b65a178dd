import { Button, Checkbox, Form, Input } from 'antd';
import type { KindForm } from '../../../web/kit/kind-form.ts';
import { DayInput } from '../../../web/kit/day-input.tsx';
import { MoneyInput } from '../../../web/kit/money-input.tsx';
import { CATEGORIES, FUNDING, PAYMENT_METHODS, type SupplyLine } from '../contract-request.ts';
import { Field } from '../../../web/kit/field.tsx';

/** 支出事前审批表. */
export default function RequestForm(props: KindForm) {
  const { value, onChange } = props;
  const spent = value['spentAlready'] as { readonly spentOn?: string; readonly reason?: string } | null | undefined; // set below only
  const supplies = value['category'] === '办公用品' || value['category'] === '小件办公用品';
  return (
    <Form layout="vertical" component="div">
      <Field {...props} name="purpose" label="支出事由" kind="text" required />
      <Field {...props} name="category" label="支出类别" kind={CATEGORIES} required />
      <Field {...props} name="payee" label="收款单位（人）" kind="text" required />
      <Field {...props} name="amount" label="预计金额（元）" kind="money" required />
      <Field {...props} name="paymentMethod" label="拟付款方式" kind={PAYMENT_METHODS.filter((one) => one !== '签单挂账')} required />
      <Field {...props} name="funding" label="资金来源" kind={FUNDING} help="不选为财政拨款" />
      <Field {...props} name="plannedOn" label="拟支出日" kind="day" required />
      <Field {...props} name="beneficiaries" label="受益人" kind="people" help="费用由某位人员直接受益的，请选择该人员" />
      {supplies && <Supplies {...props} />}
      <Checkbox checked={spent !== null && spent !== undefined} onChange={(event) => onChange({ ...value, spentAlready: event.target.checked ? {} : null })}>因特殊原因已经支出，现在补报</Checkbox>
      {spent !== null && spent !== undefined && (
        <div style={{ marginTop: 12 }}>
          <Form.Item label="支出日" htmlFor="spent-on"><DayInput id="spent-on" value={spent.spentOn ?? null} onChange={(spentOn) => onChange({ ...value, spentAlready: { ...spent, spentOn } })} /></Form.Item>
          <Form.Item label="先行支出的特殊原因" htmlFor="spent-reason"><Input.TextArea id="spent-reason" value={spent.reason ?? ''} onChange={(event) => onChange({ ...value, spentAlready: { ...spent, reason: event.target.value } })} /></Form.Item>
        </div>
      )}
    </Form>
  );
}

/** 采购清单: every line with its market price and where it comes from. */
function Supplies({ value, onChange }: KindForm) {
  const lines = (value['supplies'] as readonly Partial<SupplyLine>[] | undefined) ?? []; // set below only
  const set = (index: number, part: Partial<SupplyLine>): void => onChange({ ...value, supplies: lines.map((line, at) => (at === index ? { ...line, ...part } : line)) });
  return (
    <fieldset style={{ border: 0, padding: 0, margin: '0 0 16px' }}>
      <legend>采购清单</legend>
      {lines.map((line, index) => (
        <div key={index} className="card">
          <Form.Item label={`品名（第${index + 1}项）`} htmlFor={`item-${index}`}><Input id={`item-${index}`} value={line.item ?? ''} onChange={(event) => set(index, { item: event.target.value })} /></Form.Item>
          <Form.Item label="规格" htmlFor={`specification-${index}`}><Input id={`specification-${index}`} value={line.specification ?? ''} onChange={(event) => set(index, { specification: event.target.value })} /></Form.Item>
          <Form.Item label="数量" htmlFor={`quantity-${index}`}><Input id={`quantity-${index}`} type="number" min={1} value={line.quantity ?? 1} onChange={(event) => set(index, { quantity: Number(event.target.value) })} /></Form.Item>
          <Form.Item label="市场单价（元）" htmlFor={`price-${index}`}><MoneyInput id={`price-${index}`} value={line.unitPrice ?? null} onChange={(unitPrice) => set(index, { unitPrice })} /></Form.Item>
          <Form.Item label="价格来源" htmlFor={`source-${index}`}><Input id={`source-${index}`} value={line.priceSource ?? ''} onChange={(event) => set(index, { priceSource: event.target.value })} /></Form.Item>
          <Button onClick={() => onChange({ ...value, supplies: lines.filter((_, at) => at !== index) })}>删除这一项</Button>
        </div>
      ))}
      <Button onClick={() => onChange({ ...value, supplies: [...lines, { quantity: 1 }] })}>增加一项</Button>
    </fieldset>
  );
}
