import { Form } from 'antd';
import { PeopleSelect } from '../../../web/kit/person-select.tsx';
import type { Row } from '../../../web/kit/rows-field.tsx';
import { rowsOf } from '../../../web/kit/rows-of.ts';

interface Props {
  readonly meal: Row;
  readonly onChange: (meal: Row) => void;
  readonly id: string;
}

/** 陪餐人员 of one meal: anyone of the office at the table. */
export function HostsField({ meal, onChange, id }: Props) {
  const hosts = rowsOf(meal, 'hosts');
  const picked = hosts.map((one) => Number(one['personId']));
  const pick = (people: readonly number[]): void =>
    onChange({ ...meal, hosts: people.map((personId) => hosts.find((one) => one['personId'] === personId) ?? { personId, rank: '科级及以下' }) });
  return (
    <Form.Item label="陪餐人员" htmlFor={id} extra={`已选${picked.length}人；人数上限和餐费限额列在核算单中`}>
      <PeopleSelect id={id} value={picked} onChange={pick} />
    </Form.Item>
  );
}
