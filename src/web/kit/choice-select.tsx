import { Select } from 'antd';
import { useAnswer } from '../api/queries.ts';

interface Props {
  readonly id?: string;
  /** Answers `{ value, label }` for everything that may be chosen. */
  readonly path: string;
  readonly value: string | number | null;
  readonly onChange: (picked: string | number | undefined) => void;
}

/** One of the things the server lists: a car, a hired car. */
export function ChoiceSelect({ id, path, value, onChange }: Props) {
  const { data = [] } = useAnswer<readonly { readonly value: string | number; readonly label: string }[]>(path);
  return (
    <Select
      {...(id !== undefined && { id })}
      showSearch={{ optionFilterProp: 'label' }}
      allowClear
      placeholder="请选择"
      value={value}
      options={[...data]}
      onChange={onChange}
    />
  );
}
