import { Form, Radio } from 'antd';
import { Field } from '../../../web/kit/field.tsx';
import type { KindForm } from '../../../web/kit/kind-form.ts';
import { DayInput } from '../../../web/kit/day-input.tsx';
import { HALVES } from '../contract.ts';

interface EndProps extends KindForm {
  readonly day: 'from' | 'until';
  readonly half: 'fromHalf' | 'untilHalf';
  readonly label: string;
}

/** One end of the leave: the day and its half, side by side as on the paper form. */
function End({ value, onChange, problems, day, half, label }: EndProps) {
  const problem = problems[day] ?? problems[half];
  return (
    <Form.Item label={label} htmlFor={`field-${day}`} required {...(problem !== undefined && { validateStatus: 'error' as const })} help={problem}>
      <div className="actions">
        <DayInput
          id={`field-${day}`}
          value={(value[day] as string | undefined) ?? null}
          onChange={(picked) => onChange({ ...value, [day]: picked ?? undefined })}
        />
        <Radio.Group
          aria-label={`${label}时段`}
          optionType="button"
          options={HALVES.map((one) => ({ value: one, label: one }))}
          value={value[half]}
          onChange={(event) => onChange({ ...value, [half]: event.target.value })}
        />
      </div>
    </Form.Item>
  );
}

/** 起止、事由、去向、电话、代理人: what every 请假 form asks; days, balance, route and clause are told beside it. */
export function PeriodFields(props: KindForm) {
  return (
    <>
      <End {...props} day="from" half="fromHalf" label="开始" />
      <End {...props} day="until" half="untilHalf" label="结束" />
      <Field {...props} name="reason" label="事由" kind="long" required />
      <Field {...props} name="destination" label="去向" kind="text" />
      <Field {...props} name="phone" label="联系电话" kind="text" />
      <Field {...props} name="coverPersonId" label="代理人" kind="person" help="请假期间由代理人代为审批；销假时自动结束。没有担任职务的可不填" />
    </>
  );
}
