import { Form } from 'antd';
import type { KindForm } from '../../../web/kit/kind-form.ts';
import { PeriodFields } from './period-fields.tsx';

/** 公休假审批表, 补休审批表: the period is all there is to say. */
export default function AnnualLeaveForm(props: KindForm) {
  return (
    <Form layout="vertical" component="div">
      <PeriodFields {...props} />
    </Form>
  );
}
