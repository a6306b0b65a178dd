import type { CSSProperties } from 'react';
import type { PersonRow } from '../../platform/people/contract.ts';
import { useAnswer } from '../api/queries.ts';
import { OneOf, SeveralOf } from './listed-select.tsx';

interface One {
  readonly id?: string;
  readonly value?: number | null;
  readonly onChange?: (personId: number | null) => void;
  readonly placeholder?: string;
  readonly style?: CSSProperties;
}

function useOptions() {
  const { data = [] } = useAnswer<readonly PersonRow[]>('/api/people');
  return data
    .filter((person) => person.leftOn === null)
    .map(({ personId, name, department }) => ({ value: personId, label: department === null ? name : `${name}（${department}）` }));
}

/** One person of the office. */
export function PersonSelect({ id, value = null, onChange, placeholder = '请选择人员', style }: One) {
  return (
    <OneOf
      id={id}
      label={placeholder}
      placeholder={placeholder}
      options={useOptions()}
      value={value}
      allowClear
      style={style}
      onChange={(picked) => onChange?.(picked ?? null)}
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
  return <SeveralOf id={id} placeholder="可选多人" options={useOptions()} value={value} onChange={onChange} />;
}
