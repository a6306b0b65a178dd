import { Select } from 'antd';
import type { DepartmentRow } from '../../platform/people/contract.ts';
import { useAnswer } from '../api/queries.ts';

interface Props {
  readonly id?: string;
  readonly value?: number | null;
  readonly onChange?: (departmentId: number | null) => void;
}

/** One department of the office. */
export function DepartmentSelect({ id, value, onChange }: Props) {
  const { data = [] } = useAnswer<readonly DepartmentRow[]>('/api/departments');
  return <Select {...(id !== undefined && { id })} allowClear placeholder="请选择股室" value={value ?? null} options={data.map((one) => ({ value: one.departmentId, label: one.name }))} onChange={(picked: number | undefined) => onChange?.(picked ?? null)} />;
}
