import { Input } from 'antd';

interface Props {
  readonly id?: string;
  /** YYYY-MM-DD */
  readonly value?: string | null;
  readonly onChange?: (day: string | null) => void;
}

/** A day: the browser's own field, which keyboard, phone and screen reader know. */
export function DayInput({ id, value, onChange }: Props) {
  return (
    <Input
      {...(id !== undefined && { id })}
      type="date"
      value={value ?? ''}
      onChange={(event) => onChange?.(event.target.value === '' ? null : event.target.value)}
    />
  );
}
