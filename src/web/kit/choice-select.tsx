import { useAnswer } from '../api/queries.ts';
import { OneOf } from './listed-select.tsx';

interface Props {
  readonly id?: string;
  /** Answers `{ value, label }` for everything that may be chosen. */
  readonly path: string;
  readonly value?: string | number | null;
  readonly onChange?: (picked: string | number | undefined) => void;
}

/** One of the things the server lists: a car, a hired car. */
export function ChoiceSelect({ id, path, value = null, onChange }: Props) {
  const { data = [] } = useAnswer<readonly { readonly value: string | number; readonly label: string }[]>(path);
  return <OneOf id={id} placeholder="请选择" options={data} value={value} allowClear onChange={onChange} />;
}
