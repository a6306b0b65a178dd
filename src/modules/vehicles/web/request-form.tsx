import { Form, Radio } from 'antd';
import { Answered } from '../../../web/kit/answered.tsx';
import { Field } from '../../../web/kit/field.tsx';
import type { KindForm } from '../../../web/kit/kind-form.ts';
import type { FreeLine } from '../contract-overview.ts';
import { PURPOSES, URGENCIES } from '../contract-trip.ts';

/** 用车申请单: who goes, where, when; which cars are free in that time stands beneath the times. */
export default function RequestForm(props: KindForm) {
  const { value } = props;
  const urgent = value['urgency'] !== undefined && value['urgency'] !== '一般';
  return (
    <Form layout="vertical" component="div">
      <Field {...props} name="purposeKind" label="用车类别" kind={PURPOSES} required />
      <Field {...props} name="purpose" label="用车事由" kind="text" required />
      {value['purposeKind'] === '其他公务' && <Field {...props} name="explanation" label="其他公务的具体事由" kind="long" required />}
      <Field {...props} name="passengers" label="乘车人" kind="people" />
      <Field {...props} name="destination" label="目的地和路线" kind="text" required />
      <Field {...props} name="fromAt" label="出车时间" kind="moment" required />
      <Field {...props} name="untilAt" label="预计返回时间" kind="moment" required />
      <Cars {...props} />
      <Field {...props} name="urgency" label="轻重缓急" kind={URGENCIES} />
      {urgent && <Field {...props} name="urgencyReason" label="要事、急事的理由" kind="long" required />}
      <Field {...props} name="specialReason" label="特殊情况" kind="long" help="没有局党组成员参加的填写，须报局长批准" />
    </Form>
  );
}

/** Every car: free in that time, or who has it; 办公室 chooses if none is named. */
function Cars({ value, onChange, problems }: KindForm) {
  const [fromAt, untilAt] = ['fromAt', 'untilAt'].map((name) => (typeof value[name] === 'string' ? value[name] : ''));
  const known = fromAt !== undefined && untilAt !== undefined && fromAt !== '' && untilAt > fromAt;
  const chosen = typeof value['vehicleId'] === 'number' ? value['vehicleId'] : 0;
  const people = Array.isArray(value['passengers']) ? value['passengers'].length : 0;
  const problem = problems['vehicleId'];
  return (
    <Form.Item label="希望使用的车辆" {...(problem !== undefined && { validateStatus: 'error' as const, help: problem })}>
      {!known && <span className="quiet">填写起止时间后，这里列出空闲车辆。</span>}
      <Answered<readonly FreeLine[]> path={known ? `/api/vehicles/free?fromAt=${fromAt}&untilAt=${untilAt}` : undefined}>
        {(cars) => (
          <Radio.Group
            aria-label="希望使用的车辆"
            value={chosen}
            onChange={(event) => onChange({ ...value, vehicleId: event.target.value === 0 ? undefined : (event.target.value as number) })}
            style={{ display: 'grid', gap: 6 }}
          >
            <Radio value={0}>由办公室安排</Radio>
            {cars.map((car) => (
              <Radio key={car.vehicleId} value={car.vehicleId} disabled={!car.free && car.vehicleId !== chosen}>
                {car.plate}（{car.model}，{car.seats}座） {car.free ? <span className="green">空闲</span> : <span className="red">{car.why}</span>}
                {car.free && people >= car.seats && <span className="amber"> 乘车人较多，座位可能不够</span>}
              </Radio>
            ))}
          </Radio.Group>
        )}
      </Answered>
    </Form.Item>
  );
}
