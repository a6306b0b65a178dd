import { Form, Input, Radio } from 'antd';
import type { KindForm } from '../../../web/kit/kind-form.ts';
import { DayInput } from '../../../web/kit/day-input.tsx';
import { PersonSelect } from '../../../web/kit/person-select.tsx';
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
        <DayInput id={`field-${day}`} value={(value[day] as string | undefined) ?? null} onChange={(picked) => onChange({ ...value, [day]: picked ?? undefined })} />
        <Radio.Group aria-label={`${label}时段`} optionType="button" options={HALVES.map((one) => ({ value: one, label: one }))} value={value[half]} onChange={(event) => onChange({ ...value, [half]: event.target.value })} />
      </div>
    </Form.Item>
  );
}

/** 起止、事由、去向、电话、代理人: what every 请假 form asks; days, balance, route and clause are told beside it. */
export function PeriodFields(props: KindForm) {
  const { value, onChange, problems } = props;
  const text = (name: string): string => (typeof value[name] === 'string' ? value[name] : '');
  const cover = typeof value['coverPersonId'] === 'number' ? value['coverPersonId'] : null;
  return (
    <>
      <End {...props} day="from" half="fromHalf" label="开始" />
      <End {...props} day="until" half="untilHalf" label="结束" />
      <Form.Item label="事由" htmlFor="field-reason" required {...(problems['reason'] !== undefined && { validateStatus: 'error' as const })} help={problems['reason']}>
        <Input.TextArea id="field-reason" rows={2} maxLength={2000} value={text('reason')} onChange={(event) => onChange({ ...value, reason: event.target.value })} />
      </Form.Item>
      <Form.Item label="去向" htmlFor="field-destination"><Input id="field-destination" maxLength={200} value={text('destination')} onChange={(event) => onChange({ ...value, destination: event.target.value })} /></Form.Item>
      <Form.Item label="联系电话" htmlFor="field-phone"><Input id="field-phone" inputMode="tel" maxLength={200} value={text('phone')} onChange={(event) => onChange({ ...value, phone: event.target.value })} /></Form.Item>
      <Form.Item label="代理人" htmlFor="field-coverPersonId" extra="请假期间由代理人代为审批；销假时自动结束。没有担任职务的可不填">
        <PersonSelect id="field-coverPersonId" value={cover} onChange={(picked) => onChange({ ...value, coverPersonId: picked })} />
      </Form.Item>
    </>
  );
}
