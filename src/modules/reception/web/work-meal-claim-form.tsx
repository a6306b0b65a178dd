import { Form } from 'antd';
import { Field } from '../../../web/kit/field.tsx';
import { InvoicesField } from '../../../web/kit/invoices-field.tsx';
import type { KindForm } from '../../../web/kit/kind-form.ts';
import { PAID_FROM } from '../contract-claim.ts';
import { ItemsField } from './items-field.tsx';

/** 工作餐报销单. */
export default function WorkMealClaimForm(props: KindForm) {
  const { value, onChange, problems } = props;
  return (
    <Form layout="vertical" component="div">
      <Field {...props} name="diners" label="实到用餐人" kind="people" required />
      <Field {...props} name="place" label="用餐地点" kind="text" required />
      <ItemsField row={{ value, onChange }} problems={problems} path="" stage="eaten" />
      <Field {...props} name="paidFrom" label="付款账户" kind={PAID_FROM} required />
      <Field {...props} name="reference" label="刷卡小票号或银行回单号" kind="text" />
      <Field {...props} name="payee" label="收款单位（人）" kind="text" help="不填为经办人本人" />
      <InvoicesField {...props} />
      <Field {...props} name="noPersonalCost" label="声明：本报销不含应由个人负担的费用" kind="check" />
    </Form>
  );
}
