import { Checkbox, Form } from 'antd';
import { Field } from '../../../web/kit/field.tsx';
import type { KindForm } from '../../../web/kit/kind-form.ts';
import { RowsField, type Row } from '../../../web/kit/rows-field.tsx';
import { rowsOf } from '../../../web/kit/rows-of.ts';
import { CATEGORIES, FUNDING, PAYMENT_METHODS } from '../contract-request.ts';
import { ChargedFields } from './charged-fields.tsx';

/** 支出事前审批表. */
export default function RequestForm(props: KindForm) {
  const { value } = props;
  const supplies = value['category'] === '办公用品' || value['category'] === '小件办公用品';
  return (
    <Form layout="vertical" component="div">
      <Field {...props} name="purpose" label="支出事由" kind="text" required />
      <Field {...props} name="category" label="支出类别" kind={CATEGORIES} required />
      <Field {...props} name="payee" label="收款单位（人）" kind="text" required />
      <Field {...props} name="amount" label="预计金额（元）" kind="money" required />
      <Field {...props} name="paymentMethod" label="拟付款方式" kind={PAYMENT_METHODS.filter((one) => one !== '签单挂账')} required />
      <Field {...props} name="funding" label="资金来源" kind={FUNDING} help="不选为财政拨款" />
      <ChargedFields {...props} />
      <Field {...props} name="plannedOn" label="拟支出日" kind="day" required />
      <Field {...props} name="beneficiaries" label="受益人" kind="people" help="费用由某位人员直接受益的，请选择该人员" />
      {supplies && <Supplies {...props} />}
      <SpentAlready {...props} />
    </Form>
  );
}

/** 先支后报: when it was spent, and why before anybody had agreed. */
function SpentAlready({ value, onChange, problems }: KindForm) {
  const spent = value['spentAlready'] as Row | null | undefined; // set below only
  const told = spent !== null && spent !== undefined;
  const field = { value: spent ?? {}, problems, path: 'spentAlready.', onChange: (changed: Row) => onChange({ ...value, spentAlready: changed }) };
  return (
    <>
      <Form.Item>
        <Checkbox checked={told} onChange={(event) => onChange({ ...value, spentAlready: event.target.checked ? {} : null })}>
          因特殊原因已经支出，现在补报
        </Checkbox>
      </Form.Item>
      {told && <Field {...field} name="spentOn" label="支出日" kind="day" required />}
      {told && <Field {...field} name="reason" label="先行支出的特殊原因" kind="long" required />}
    </>
  );
}

/** 采购清单: every line with its market price and where it comes from. */
function Supplies(props: KindForm) {
  const { value, onChange, problems } = props;
  return (
    <>
      <RowsField
        legend="采购清单"
        rows={rowsOf(value, 'supplies')}
        onChange={(supplies) => onChange({ ...value, supplies })}
        add="增加一项"
        start={() => ({ quantity: 1 })}
      >
        {({ value: line, onChange: set }, index) => {
          const field = { value: line, onChange: set, problems, path: `supplies.${index}.` };
          return (
            <>
              <Field {...field} name="item" label={`品名（第${index + 1}项）`} kind="text" required />
              <Field {...field} name="specification" label="规格" kind="text" />
              <Field {...field} name="quantity" label="数量" kind="count" required />
              <Field {...field} name="unitPrice" label="市场单价（元）" kind="money" />
              <Field {...field} name="priceSource" label="价格来源" kind="text" />
            </>
          );
        }}
      </RowsField>
      <Field {...props} name="batch" label="批量采购" kind="check" />
    </>
  );
}
