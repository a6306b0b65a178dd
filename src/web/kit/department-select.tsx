import type { DepartmentRow } from '../../platform/people/contract.ts';
import { useAnswer } from '../api/queries.ts';
import { OneOf, SeveralOf } from './listed-select.tsx';

interface One {
  readonly id?: string;
  /** Only departments of this kind: 站所室. */
  readonly of?: string;
  readonly value?: number | null;
  readonly onChange?: (departmentId: number | null) => void;
}

/** Those there are today, and those chosen before. */
function useOptions({ of, chosen }: { readonly of?: string | undefined; readonly chosen: readonly number[] }) {
  const { data = [] } = useAnswer<readonly DepartmentRow[]>('/api/departments');
  return data
    .filter((one) => (one.standing || chosen.includes(one.departmentId)) && (of === undefined || one.kind === of))
    .map((one) => ({ value: one.departmentId, label: one.name }));
}

/** One of the departments there are today. */
export function DepartmentSelect({ id, of, value = null, onChange }: One) {
  const placeholder = `请选择${of ?? '股室'}`;
  const options = useOptions({ of, chosen: value === null ? [] : [value] });
  return (
    <OneOf id={id} label={placeholder} placeholder={placeholder} options={options} value={value} allowClear onChange={(picked) => onChange?.(picked ?? null)} />
  );
}

interface Many {
  readonly id?: string;
  readonly value: readonly number[];
  readonly onChange: (departments: readonly number[]) => void;
}

/** Several departments. */
export function DepartmentsSelect({ id, value, onChange }: Many) {
  return <SeveralOf id={id} placeholder="可选多个" options={useOptions({ chosen: value })} value={value} onChange={onChange} />;
}
