import { Form, Input, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import { Answered } from '../../../web/kit/answered.tsx';
import type { KindForm } from '../../../web/kit/kind-form.ts';
import { PeopleSelect } from '../../../web/kit/person-select.tsx';
import type { FreeLine } from '../contract-overview.ts';
import { PURPOSES, URGENCIES } from '../contract-trip.ts';

/** 用车申请单: who goes, where, when; which cars are free in that time stands beneath the times. */
export default function RequestForm({ value, onChange, problems }: KindForm) {
  const words = (name: string): string => (typeof value[name] === 'string' ? value[name] : '');
  const set = (name: string) => (part: unknown): void => onChange({ ...value, [name]: part ?? undefined });
  const typed = (name: string) => (event: { readonly target: { readonly value: string } }): void => set(name)(event.target.value === '' ? undefined : event.target.value);
  const moment = (name: string) => (event: { readonly target: { readonly value: string } }): void => set(name)(event.target.value === '' ? undefined : event.target.value.slice(0, 16));
  const line = (name: string, label: string, input: ReactNode, required = false): ReactNode => (
    <Form.Item label={label} htmlFor={name} required={required} {...(problems[name] !== undefined && { validateStatus: 'error' as const, help: problems[name] })}>{input}</Form.Item>
  );
  const passengers = Array.isArray(value['passengers']) ? (value['passengers'] as readonly number[]) : []; // set by the select below only
  const vehicleId = typeof value['vehicleId'] === 'number' ? value['vehicleId'] : null;
  const urgent = words('urgency') !== '' && words('urgency') !== '一般';
  return (
    <Form layout="vertical" component="div">
      {line('purposeKind', '用车类别', <Select id="purposeKind" value={words('purposeKind') || null} placeholder="请选择" options={PURPOSES.map((one) => ({ value: one, label: one }))} onChange={set('purposeKind')} />, true)}
      {line('purpose', '用车事由', <Input id="purpose" maxLength={200} value={words('purpose')} onChange={typed('purpose')} />, true)}
      {words('purposeKind') === '其他公务' && line('explanation', '其他公务的具体事由', <Input id="explanation" maxLength={500} value={words('explanation')} onChange={typed('explanation')} />, true)}
      {line('passengers', '乘车人', <PeopleSelect id="passengers" value={passengers} onChange={set('passengers')} />)}
      {line('destination', '目的地和路线', <Input id="destination" maxLength={200} value={words('destination')} onChange={typed('destination')} />, true)}
      {line('fromAt', '出车时间', <Input id="fromAt" type="datetime-local" value={words('fromAt')} onChange={moment('fromAt')} />, true)}
      {line('untilAt', '预计返回时间', <Input id="untilAt" type="datetime-local" value={words('untilAt')} onChange={moment('untilAt')} />, true)}
      {line('vehicleId', '希望使用的车辆', <Cars fromAt={words('fromAt')} untilAt={words('untilAt')} people={passengers.length} value={vehicleId} onChange={(picked) => set('vehicleId')(picked)} />)}
      {line('urgency', '轻重缓急', <Radio.Group id="urgency" value={words('urgency') || '一般'} options={[...URGENCIES]} onChange={(event) => set('urgency')(event.target.value)} />)}
      {urgent && line('urgencyReason', '要事、急事的理由', <Input.TextArea id="urgencyReason" rows={2} maxLength={500} value={words('urgencyReason')} onChange={typed('urgencyReason')} />, true)}
      {line('specialReason', '特殊情况（没有局党组成员参加时填写，须报局长批准）', <Input.TextArea id="specialReason" rows={2} maxLength={500} value={words('specialReason')} onChange={typed('specialReason')} />)}
    </Form>
  );
}

interface CarsProps {
  readonly fromAt: string;
  readonly untilAt: string;
  readonly people: number;
  readonly value: number | null;
  readonly onChange: (vehicleId: number | null) => void;
}

/** Every car: free in that time, or who has it; 办公室 chooses if none is named. */
function Cars({ fromAt, untilAt, people, value, onChange }: CarsProps) {
  if (fromAt === '' || untilAt === '' || untilAt <= fromAt) return <span className="quiet">填写起止时间后，这里列出空闲车辆。</span>;
  return (
    <Answered<readonly FreeLine[]> path={`/api/vehicles/free?fromAt=${fromAt}&untilAt=${untilAt}`}>
      {(cars) => (
        <Radio.Group value={value ?? 0} onChange={(event) => onChange(event.target.value === 0 ? null : (event.target.value as number))} style={{ display: 'grid', gap: 6 }}>
          <Radio value={0}>由办公室安排</Radio>
          {cars.map((car) => (
            <Radio key={car.vehicleId} value={car.vehicleId} disabled={!car.free && car.vehicleId !== value}>
              {car.plate}（{car.model}，{car.seats}座） {car.free ? <span className="green">空闲</span> : <span className="red">{car.why}</span>}
              {car.free && people >= car.seats && <span className="amber"> 乘车人较多，座位可能不够</span>}
            </Radio>
          ))}
        </Radio.Group>
      )}
    </Answered>
  );
}
