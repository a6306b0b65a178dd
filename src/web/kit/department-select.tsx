import { Select } from 'antd';
import type { DepartmentRow } from '../../platform/people/contract.ts';
import { useAnswer } from '../api/queries.ts';

interface Props {
  readonly id?: string;
  /** Only departments of this kind: 站所室. */
  readonly of?: string;
  readonly value?: number | null;
  readonly onChange?: (departmentId: number | null) => void;
}

/** One of the departments there are today. */
export function DepartmentSelect({ id, of, value, onChange }: Props) {
  const { data = [] } = useAnswer<readonly DepartmentRow[]>('/api/departments');
  const placeholder = `请选择${of ?? '股室'}`;
  const options = data
    .filter((one) => (one.standing || one.departmentId === value) && (of === undefined || one.kind === of))
    .map((one) => ({ value: one.departmentId, label: one.name }));
  return (
    <Select
      {...(id === undefined ? { 'aria-label': placeholder } : { id })}
      allowClear
      placeholder={placeholder}
      value={value ?? null}
      options={options}
      onChange={(picked: number | undefined) => onChange?.(picked ?? null)}
    />
  );
}
