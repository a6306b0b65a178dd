import { Form } from 'antd';
import type { KindForm } from '../../../web/kit/kind-form.ts';
import { CATEGORIES, FUNDING, PAYMENT_METHODS } from '../contract-request.ts';
import { BoughtField } from './bought-field.tsx';
import { ChargedFields } from './charged-fields.tsx';
import { Field } from '../../../web/kit/field.tsx';
import { InvoicesField } from '../../../web/kit/invoices-field.tsx';

/** 费用报销单. */
export default function ClaimForm(props: KindForm) {
  const { value } = props;
  return (
    <Form layout="vertical" component="div">
      <Field {...props} name="purpose" label="报销事由" kind="text" required />
      <Field {...props} name="category" label="支出类别" kind={CATEGORIES} required />
      <Field {...props} name="payee" label="收款单位（人）" kind="text" required />
      <Field {...props} name="amount" label="报销金额（元）" kind="money" required />
      <Field {...props} name="paymentMethod" label="付款方式" kind={PAYMENT_METHODS} required />
      {value['paymentMethod'] === '公务卡' && <Field {...props} name="transactionReference" label="刷卡小票号" kind="text" required />}
      {value['paymentMethod'] === '签单挂账' && <Field {...props} name="creditReason" label="未能当场付清的原因" kind="long" required />}
      <Field {...props} name="spentOn" label="支出日" kind="day" required />
      <Field {...props} name="spentTime" label="支出时刻" kind="time" help="当天才取得同意的填写；支出须在同意之后" />
      <Field {...props} name="funding" label="资金来源" kind={FUNDING} help="不选为财政拨款" />
      <ChargedFields {...props} />
      <InvoicesField {...props} />
      {(value['category'] === '办公用品' || value['category'] === '小件办公用品') && <BoughtField {...props} />}
      <Field {...props} name="witnessId" label="证明人" kind="person" />
      <Field {...props} name="specialReason" label="特殊情况" kind="long" help="经办人不是指定采购人员的，写明由本人经手的原因" />
      <Field {...props} name="spentAlready" label="因特殊原因先支后报" kind="check" />
      <Field {...props} name="payeeId" label="垫付人" kind="person" help="款项归还垫付人的，请选择该人员" />
      <Field {...props} name="beneficiaries" label="受益人" kind="people" help="费用由某位人员直接受益的，请选择该人员" />
    </Form>
  );
}
