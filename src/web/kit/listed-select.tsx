import { Select } from 'antd';
import type { CSSProperties } from 'react';

interface Choices<Value> {
  readonly id?: string | undefined;
  readonly placeholder: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
}

interface One<Value> extends Choices<Value> {
  readonly value: Value | null;
  readonly onChange: ((picked: Value | undefined) => void) | undefined;
  /** May the choice be taken back? */
  readonly allowClear?: boolean;
  /** What it is called where no label stands at it. */
  readonly label?: string;
  readonly style?: CSSProperties | undefined;
}

/** One of what is listed, found by typing. */
export function OneOf<Value extends string | number>({ id, placeholder, options, value, onChange, allowClear = false, label, style }: One<Value>) {
  return (
    <Select<Value>
      {...(id !== undefined && { id })}
      {...(id === undefined && label !== undefined && { 'aria-label': label })}
      showSearch={{ optionFilterProp: 'label' }}
      allowClear={allowClear}
      placeholder={placeholder}
      {...(style !== undefined && { style })}
      value={value}
      options={[...options]}
      {...(onChange !== undefined && { onChange })}
    />
  );
}

interface Many<Value> extends Choices<Value> {
  readonly value: readonly Value[];
  readonly onChange: ((picked: readonly Value[]) => void) | undefined;
}

/** Several of what is listed. */
export function SeveralOf<Value extends string | number>({ id, placeholder, options, value, onChange }: Many<Value>) {
  return (
    <Select<Value[]>
      {...(id !== undefined && { id })}
      mode="multiple"
      showSearch={{ optionFilterProp: 'label' }}
      allowClear
      placeholder={placeholder}
      value={[...value]}
      options={[...options]}
      onChange={(picked) => onChange?.(picked)}
    />
  );
}
