import { Form } from 'antd';
import { Field } from '../../../web/kit/field.tsx';
import { InvoicesField } from '../../../web/kit/invoices-field.tsx';
import type { KindForm } from '../../../web/kit/kind-form.ts';
import { RowsField, type Row } from '../../../web/kit/rows-field.tsx';
import { rowsOf } from '../../../web/kit/rows-of.ts';
import { ITEM_SORTS } from '../contract.ts';
import { PAID_FROM } from '../contract-claim.ts';
import { GuestsField } from './guests-field.tsx';
import { LetterField } from './letter-field.tsx';
import { MealsField } from './meals-field.tsx';
import { RoomsField } from './rooms-field.tsx';

/** 公务接待清单及报销: who came, what was eaten, where they slept, bill by bill. */
export default function ReceptionClaimForm(props: KindForm) {
  const { value, onChange, problems } = props;
  const lodging = (value['lodging'] as Row | null | undefined) ?? {}; // set below only
  const bill = { value: lodging, problems, path: 'lodging.', onChange: (changed: Row) => onChange({ ...value, lodging: changed }) };
  return (
    <Form layout="vertical" component="div">
      <LetterField {...props} />
      <GuestsField {...props} />
      <MealsField {...props} stage="eaten" />
      <RoomsField {...props} />
      {rowsOf(value, 'rooms').length > 0 && (
        <>
          <Field {...bill} name="place" label="住宿地点" kind="text" required />
          <Field {...bill} name="paidFrom" label="住宿付款账户" kind={PAID_FROM} required />
          <Field {...bill} name="reference" label="住宿刷卡小票号或银行回单号" kind="text" />
        </>
      )}
      <RowsField
        legend="其他费用"
        rows={rowsOf(value, 'others')}
        onChange={(others) => onChange({ ...value, others })}
        add="增加一项费用"
        start={() => ({ sort: '其他', paidFrom: '公务卡' })}
        help="礼品、纪念品、土特产不得列支。"
      >
        {(row, index) => {
          const field = { ...row, problems, path: `others.${index}.` };
          return (
            <>
              <Field {...field} name="item" label="项目" kind="text" required />
              <Field {...field} name="sort" label="品类" kind={ITEM_SORTS} required />
              <Field {...field} name="on" label="日期" kind="day" required />
              <Field {...field} name="place" label="收款单位" kind="text" required />
              <Field {...field} name="amount" label="金额（元）" kind="money" required />
              <Field {...field} name="paidFrom" label="付款账户" kind={PAID_FROM} required />
              <Field {...field} name="reference" label="刷卡小票号或银行回单号" kind="text" />
            </>
          );
        }}
      </RowsField>
      <Field {...props} name="payee" label="收款单位（人）" kind="text" help="不填为经办人本人" />
      <InvoicesField {...props} />
      <Field {...props} name="lateReason" label="逾期报销的原因" kind="long" help="活动结束后超过10个工作日的填写，须经放行" />
      <Field {...props} name="noPersonalCost" label="声明：本报销不含应由个人负担的费用" kind="check" />
    </Form>
  );
}
