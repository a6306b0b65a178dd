import { Select } from 'antd';
import type { PersonRow } from '../../platform/people/contract.ts';
import { useAnswer } from '../api/queries.ts';

interface One {
  readonly id?: string;
  readonly value?: number | null;
  readonly onChange?: (personId: number | null) => void;
  readonly placeholder?: string;
}

function useOptions() {
  const { data = [] } = useAnswer<readonly PersonRow[]>('/api/people');
  return data
    .filter((person) => person.leftOn === null)
    .map(({ personId, name, department }) => ({ value: personId, label: department === null ? name : `${name}（${department}）` }));
}

/** One person of the office. */
export function PersonSelect({ id, value, onChange, placeholder = '请选择人员' }: One) {
  return (
    <Select
      {...(id === undefined ? { 'aria-label': placeholder } : { id })}
      showSearch={{ optionFilterProp: 'label' }}
      allowClear
      placeholder={placeholder}
      value={value ?? null}
      options={useOptions()}
      onChange={(picked: number | undefined) => onChange?.(picked ?? null)}
    />
  );
}

interface Many {
  readonly id?: string;
  readonly value?: readonly number[];
  readonly onChange?: (people: readonly number[]) => void;
}

/** Several people of the office. */
export function PeopleSelect({ id, value = [], onChange }: Many) {
  return (
    <Select
      {...(id !== undefined && { id })}
      mode="multiple"
      showSearch={{ optionFilterProp: 'label' }}
      allowClear
      placeholder="可选多人"
      value={[...value]}
      options={useOptions()}
      onChange={(picked: number[]) => onChange?.(picked)}
    />
  );
}
