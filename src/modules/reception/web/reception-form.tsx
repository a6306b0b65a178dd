import { Checkbox, Form } from 'antd';
import { Field } from '../../../web/kit/field.tsx';
import type { KindForm } from '../../../web/kit/kind-form.ts';
import { RowsField, type Row } from '../../../web/kit/rows-field.tsx';
import { rowsOf } from '../../../web/kit/rows-of.ts';
import { OCCASIONS } from '../contract.ts';
import { GuestsField } from './guests-field.tsx';
import { LetterField } from './letter-field.tsx';
import { MealsField } from './meals-field.tsx';
import { RoomsField } from './rooms-field.tsx';

/** 公务接待审批单. */
export default function ReceptionForm(props: KindForm) {
  const { value, onChange, problems } = props;
  return (
    <Form layout="vertical" component="div">
      <p className="quiet">接待工作热情周到、务实节俭、严格标准、高效透明。接待之前报批，未经同意不得安排。</p>
      <Field {...props} name="occasion" label="接待场合" kind={OCCASIONS} required />
      <LetterField {...props} />
      <Field {...props} name="activity" label="公务活动项目" kind="text" required />
      <Field {...props} name="reason" label="接待事由" kind="long" required />
      <Field {...props} name="startAt" label="开始时间" kind="moment" required />
      <Field {...props} name="endAt" label="结束时间" kind="moment" required />
      <Field {...props} name="place" label="接待地点" kind="text" required />
      <GuestsField {...props} />
      <MealsField {...props} stage="planned" />
      <RoomsField {...props} />
      <RowsField legend="其他费用" rows={rowsOf(value, 'others')} onChange={(others) => onChange({ ...value, others })} add="增加一项费用" start={() => ({})}>
        {(row, index) => (
          <>
            <Field {...row} problems={problems} path={`others.${index}.`} name="item" label="项目" kind="text" required />
            <Field {...row} problems={problems} path={`others.${index}.`} name="amount" label="预计金额（元）" kind="money" required />
          </>
        )}
      </RowsField>
      <Field {...props} name="vehicles" label="用车安排" kind="text" />
      <AlcoholField {...props} />
      <Field {...props} name="raiseReason" label="按重要接待办理的理由" kind="long" help="由办公室提出" />
      <Field {...props} name="lowerReason" label="申请按一般接待办理的理由" kind="long" help="有处级及以上来客的，须经局长放行" />
      <Field {...props} name="unapproved" label="未经审批先行接待的情况" kind="long" help="接待已经开始的才填写，如实说明；送纪检领导，报销须经局长放行" />
    </Form>
  );
}

/** The exception for alcohol, with the evidence it rests on. */
function AlcoholField({ value, onChange, problems }: KindForm) {
  const alcohol = value['alcohol'] as Row | null | undefined; // set below only
  const asked = alcohol !== null && alcohol !== undefined;
  const field = { value: alcohol ?? {}, problems, path: 'alcohol.', onChange: (changed: Row) => onChange({ ...value, alcohol: changed }) };
  return (
    <>
      <Form.Item>
        <Checkbox checked={asked} onChange={(event) => onChange({ ...value, alcohol: event.target.checked ? {} : null })}>
          招商引资等特殊情况，县纪委已同意在晚餐时用酒
        </Checkbox>
      </Form.Item>
      {asked && (
        <>
          <Field {...field} name="occasion" label="特殊情况" kind="long" required />
          <Field {...field} name="product" label="酒的品名" kind="text" required help="限本单位准用酒名录之内" />
          <Field {...field} name="consentBy" label="县纪委同意人" kind="text" required />
          <Field {...field} name="consentAt" label="同意时间" kind="moment" required help="须早于用餐" />
          <Field {...field} name="document" label="同意文号" kind="text" required />
        </>
      )}
    </>
  );
}
