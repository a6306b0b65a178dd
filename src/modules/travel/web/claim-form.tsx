import { Form } from 'antd';
import { Field } from '../../../web/kit/field.tsx';
import type { KindForm } from '../../../web/kit/kind-form.ts';
import { RowsField, type Row } from '../../../web/kit/rows-field.tsx';
import { CLASSES, PAYMENT_METHODS } from '../contract.ts';
import { BillsField } from './bills-field.tsx';
import { DaysField } from './days-field.tsx';
import { rowsOf } from '../../../web/kit/rows-of.ts';
import { StopsField } from './stops-field.tsx';

/** 差旅费报销单; what each receipt comes to stands beside it while it is filled in. */
export default function ClaimForm(props: KindForm) {
  return (
    <Form layout="vertical" component="div">
      <Field {...props} name="startAt" label="实际出发时间" kind="moment" required />
      <Field {...props} name="endAt" label="实际返回时间" kind="moment" required />
      <StopsField {...props} />
      <Rides {...props} />
      <BillsField {...props} />
      <DaysField {...props} />
      <Tickets {...props} />
      <Field {...props} name="note" label="说明" kind="long" />
    </Form>
  );
}

/** 景点门票: nothing of it is paid, but what was handed in is seen. */
function Tickets({ value, onChange, problems }: KindForm) {
  return (
    <RowsField
      legend="景点门票"
      rows={rowsOf(value, 'tickets')}
      onChange={(tickets) => onChange({ ...value, tickets })}
      add="增加一张门票"
      start={() => ({})}
      help="景点门票和游览费用由个人负担，不予报销。"
    >
      {(row, index) => {
        const field = { ...row, problems, path: `tickets.${index}.` };
        return (
          <>
            <Field {...field} name="on" label="日期" kind="day" required />
            <Field {...field} name="place" label="景点" kind="text" required />
            <Field {...field} name="amount" label="金额（元）" kind="money" required />
            <Field {...field} name="number" label="票号" kind="text" />
          </>
        );
      }}
    </RowsField>
  );
}

/** 城市间交通: one ticket a card; the reference fare is asked for where the class is above what is allowed. */
function Rides({ value, onChange, problems }: KindForm) {
  const start = (): Row => ({ at: value['startAt'], method: '公务卡' });
  return (
    <RowsField
      legend="城市间交通"
      rows={rowsOf(value, 'rides')}
      onChange={(rides) => onChange({ ...value, rides })}
      add="增加一程"
      start={start}
      help="机票须用公务卡并填写交易号。"
    >
      {(row, index) => {
        const field = { ...row, problems, path: `rides.${index}.` };
        return (
          <>
            <Field {...field} name="at" label="乘坐时间" kind="moment" required />
            <Field {...field} name="route" label="区间" kind="text" required />
            <Field {...field} name="travelClass" label="等级" kind={CLASSES} required />
            <Field {...field} name="fare" label="票价（元）" kind="money" required />
            <Field {...field} name="number" label="票号" kind="text" help="没有票的不予报销" />
            <Field {...field} name="method" label="付款方式" kind={PAYMENT_METHODS} />
            <Field {...field} name="reference" label="交易号" kind="text" />
            <Field
              {...field}
              name="referenceFare"
              label="规定等级的参考票价（元）"
              kind="money"
              help="超等级乘坐又没有事先批准的，按同日同程规定等级的票价核报"
            />
            <Field {...field} name="referenceSource" label="参考票价依据" kind="text" />
            <Field {...field} name="forWhom" label="由谁分摊" kind="people" help="不选为本人" />
          </>
        );
      }}
    </RowsField>
  );
}
