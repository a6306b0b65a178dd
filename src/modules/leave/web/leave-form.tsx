import { Form } from 'antd';
import { Field } from '../../../web/kit/field.tsx';
import type { KindForm } from '../../../web/kit/kind-form.ts';
import { LEAVE_KINDS } from '../contract.ts';
import { PeriodFields } from './period-fields.tsx';

const SORTS = LEAVE_KINDS.filter((one) => one !== '公休假' && one !== '补休');

/** 机关工作人员病事假审批表. */
export default function LeaveForm(props: KindForm) {
  return (
    <Form layout="vertical" component="div">
      <Field {...props} name="leaveKind" label="请假类别" kind={SORTS} required />
      <PeriodFields {...props} />
      {props.value['leaveKind'] === '病假' && <Field {...props} name="documentLater" label="诊断证明随后补交" kind="check" />}
    </Form>
  );
}
