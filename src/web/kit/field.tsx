import { Checkbox, Form, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { DayInput } from './day-input.tsx';
import type { KindForm } from './kind-form.ts';
import { MoneyInput } from './money-input.tsx';
import { PeopleSelect, PersonSelect } from './person-select.tsx';

type FieldKind = 'text' | 'long' | 'money' | 'count' | 'day' | 'time' | 'moment' | 'person' | 'people' | 'check';

/** A list longer than this is searched by typing. */
const LOOKED_THROUGH = 12;

interface FieldProps extends Pick<KindForm, 'value' | 'onChange' | 'problems'> {
  readonly name: string;
  /** Of the row the field stands in, as problems and ids have it: `meals.0.` */
  readonly path?: string;
  readonly label: string;
  /** Its input; a list of choices, of which `several` may be picked. */
  readonly kind: FieldKind | readonly string[];
  readonly several?: boolean;
  readonly required?: boolean;
  readonly help?: string;
}

/** One field of a paper form: label above, its own input, the trouble beneath. */
export function Field({ value, onChange, problems, name, path = '', label, kind, several = false, required = false, help }: FieldProps) {
  const problem = problems[path + name];
  const id = `field-${path}${name}`.replaceAll('.', '-');
  const set = (part: unknown): void => onChange({ ...value, [name]: part ?? undefined });
  if (kind === 'check')
    return (
      <Form.Item>
        <Checkbox id={id} checked={value[name] === true} onChange={(event) => set(event.target.checked)}>
          {label}
        </Checkbox>
      </Form.Item>
    );
  return (
    <Form.Item label={label} htmlFor={id} required={required} {...(problem !== undefined && { validateStatus: 'error' as const })} help={problem} extra={help}>
      {input({ id, kind, several, part: value[name], set })}
    </Form.Item>
  );
}

interface InputProps {
  readonly id: string;
  readonly kind: Exclude<FieldProps['kind'], 'check'>;
  readonly several: boolean;
  readonly part: unknown;
  readonly set: (part: unknown) => void;
}

// The parts were put in by these same inputs, so each has the type its input gives.
function input({ id, kind, several, part, set }: InputProps): ReactNode {
  const options = typeof kind === 'string' ? [] : kind.map((one) => ({ value: one, label: one }));
  if (several)
    return (
      <Select
        id={id}
        mode="multiple"
        value={[...((part as readonly string[] | undefined) ?? [])]}
        options={options}
        onChange={(picked: string[]) => set(picked)}
        placeholder="可选多项"
      />
    );
  if (typeof kind !== 'string')
    return (
      <Select
        id={id}
        showSearch={options.length > LOOKED_THROUGH}
        value={(part as string | undefined) ?? null}
        options={options}
        onChange={(picked: string) => set(picked)}
        placeholder="请选择"
      />
    );
  switch (kind) {
    case 'text':
      return <Input id={id} value={(part as string | undefined) ?? ''} maxLength={200} onChange={(event) => set(event.target.value)} />;
    case 'long':
      return <Input.TextArea id={id} rows={2} value={(part as string | undefined) ?? ''} maxLength={1000} onChange={(event) => set(event.target.value)} />;
    case 'money':
      return <MoneyInput id={id} value={(part as number | undefined) ?? null} onChange={set} />;
    case 'count':
      return (
        <Input
          id={id}
          type="number"
          min={1}
          value={(part as number | undefined) ?? ''}
          onChange={(event) => set(event.target.value === '' ? undefined : Number(event.target.value))}
        />
      );
    case 'day':
      return <DayInput id={id} value={(part as string | undefined) ?? null} onChange={set} />;
    case 'time':
      return (
        <Input
          id={id}
          type="time"
          value={(part as string | undefined) ?? ''}
          onChange={(event) => set(event.target.value === '' ? undefined : event.target.value)}
        />
      );
    case 'moment':
      return (
        <Input
          id={id}
          type="datetime-local"
          value={(part as string | undefined) ?? ''}
          onChange={(event) => set(event.target.value === '' ? undefined : event.target.value.slice(0, 16))}
        />
      );
    case 'person':
      return <PersonSelect id={id} value={(part as number | undefined) ?? null} onChange={set} />;
    case 'people':
      return <PeopleSelect id={id} value={(part as readonly number[] | undefined) ?? []} onChange={set} />;
    default: {
      const never: never = kind;
      return never;
    }
  }
}
