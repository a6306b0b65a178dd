import { Form } from 'antd';
import { Field } from '../../../web/kit/field.tsx';
import { yuan } from '../../../web/kit/formats.ts';
import type { KindForm } from '../../../web/kit/kind-form.ts';
import { RowsField, type Row } from '../../../web/kit/rows-field.tsx';
import { BASIS_SORTS, MEANS, TRIP_SORTS } from '../contract.ts';
import { rowsOf } from '../../../web/kit/rows-of.ts';
import { StopsField } from './stops-field.tsx';

/** 出差申请单, in the order of the paper. */
export default function TripForm(props: KindForm) {
  const { value, onChange } = props;
  const estimate = rowsOf(value, 'estimate');
  const total = estimate.reduce((sum, one) => sum + (typeof one['amount'] === 'number' ? one['amount'] : 0), 0);
  return (
    <Form layout="vertical" component="div">
      <Field {...props} name="purpose" label="出差事由" kind="text" required />
      <Field {...props} name="sort" label="出差性质" kind={TRIP_SORTS} help="学习、考察从批准的学习考察事项发起" />
      <Basis {...props} />
      <Field {...props} name="startAt" label="出发时间" kind="moment" required />
      <Field {...props} name="endAt" label="返回时间" kind="moment" required />
      <StopsField {...props} />
      <Field {...props} name="outsideReason" label="超出依据的理由" kind="long" help="目的地或起止日期超出依据文件的，写明理由" />
      <Field {...props} name="means" label="拟乘交通工具" kind={MEANS} several required />
      <Field {...props} name="companions" label="同行人员" kind="people" />
      <RowsField
        legend={`预计费用（每人），合计${yuan(total)}元`}
        rows={estimate}
        onChange={(rows) => onChange({ ...value, estimate: rows })}
        add="增加一项"
        start={() => ({})}
        help="每人满500元加报分管财务领导，满20000元经局务会。"
      >
        {(row, index) => (
          <>
            <Field {...row} problems={props.problems} path={`estimate.${index}.`} name="name" label="项目" kind="text" required />
            <Field {...row} problems={props.problems} path={`estimate.${index}.`} name="amount" label="金额（元）" kind="money" required />
          </>
        )}
      </RowsField>
      <Field
        {...props}
        name="cityMealReason"
        label="须在市级以上区域就餐的特殊情况"
        kind="long"
        help="地级以上市市区开具的就餐发票，没有经批准的特殊情况不予报销；在此写明的，随本单一并报批"
      />
    </Form>
  );
}

/** 出差依据: what the document itself says. */
function Basis({ value, onChange, problems }: KindForm) {
  const basis = (value['basis'] as Row | undefined) ?? {}; // set below only
  const field = { value: basis, onChange: (changed: Row) => onChange({ ...value, basis: changed }), problems, path: 'basis.' };
  return (
    <fieldset style={{ border: 0, padding: 0, margin: '0 0 16px' }}>
      <legend>出差依据</legend>
      <div className="card">
        <Field {...field} name="sort" label="种类" kind={BASIS_SORTS} required />
        <Field {...field} name="issuer" label="发文（邀请）单位" kind="text" required />
        <Field {...field} name="number" label="文号" kind="text" />
        <Field {...field} name="date" label="文件日期" kind="day" required />
        <Field {...field} name="place" label="所载地点" kind="text" required />
        <Field {...field} name="from" label="所载起始日" kind="day" required />
        <Field {...field} name="until" label="所载终止日" kind="day" required />
      </div>
    </fieldset>
  );
}
