import { Form } from 'antd';
import { Field } from '../../../web/kit/field.tsx';
import type { KindForm } from '../../../web/kit/kind-form.ts';
import { MEAL_SORTS } from '../contract.ts';

/** 工作餐申请单. */
export default function WorkMealForm(props: KindForm) {
  return (
    <Form layout="vertical" component="div">
      <Field {...props} name="on" label="用餐日期" kind="day" required />
      <Field {...props} name="sort" label="餐别" kind={MEAL_SORTS} required />
      <Field {...props} name="overtimeRecord" label="加班记录编号" kind="text" />
      <Field {...props} name="reason" label="工作原因" kind="long" help="没有加班记录的，写明其他工作原因" />
      <Field {...props} name="diners" label="用餐人" kind="people" required />
      <Field {...props} name="place" label="用餐地点" kind="text" required />
      <Field {...props} name="estimate" label="预计金额（元）" kind="money" required help="限额按用餐人数列在核算单中" />
    </Form>
  );
}
