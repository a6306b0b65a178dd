import { Select } from 'antd';
import type { DepartmentRow } from '../../platform/people/contract.ts';
import { useAnswer } from '../api/queries.ts';

interface Props {
  readonly id?: string;
  readonly value?: number | null;
  readonly onChange?: (departmentId: number | null) => void;
}

/** One of the departments there are today. */
export function DepartmentSelect({ id, value, onChange }: Props) {
  const { data = [] } = useAnswer<readonly DepartmentRow[]>('/api/departments');
  const options = data.filter((one) => one.standing || one.departmentId === value).map((one) => ({ value: one.departmentId, label: one.name }));
  return <Select {...(id !== undefined && { id })} allowClear placeholder="请选择股室" value={value ?? null} options={options} onChange={(picked: number | undefined) => onChange?.(picked ?? null)} />;
}
