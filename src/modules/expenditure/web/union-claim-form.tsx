import { Form } from 'antd';
import type { KindForm } from '../../../web/kit/kind-form.ts';
import { UNION_PURPOSES } from '../contract-claim.ts';
import { PAYMENT_METHODS } from '../contract-request.ts';
import { Field } from '../../../web/kit/field.tsx';
import { InvoicesField } from '../../../web/kit/invoices-field.tsx';

/** 工会经费支出单. */
export default function UnionClaimForm(props: KindForm) {
  const { value } = props;
  return (
    <Form layout="vertical" component="div">
      <Field {...props} name="purpose" label="支出事由" kind="text" required />
      <Field {...props} name="unionPurpose" label="用途" kind={UNION_PURPOSES} required />
      {value['unionPurpose'] === '其他' && <Field {...props} name="otherReason" label="列入其他的原因" kind="long" required />}
      <Field {...props} name="payee" label="收款单位（人）" kind="text" required />
      <Field {...props} name="amount" label="金额（元）" kind="money" required />
      <Field {...props} name="paymentMethod" label="付款方式" kind={PAYMENT_METHODS.filter((one) => one !== '签单挂账')} required />
      <Field {...props} name="transactionReference" label="刷卡小票号或银行回单号" kind="text" />
      <Field {...props} name="spentOn" label="支出日" kind="day" required />
      <InvoicesField {...props} />
      <Field {...props} name="beneficiaries" label="受益人" kind="people" />
    </Form>
  );
}
