import { Form, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { DayInput } from '../../../web/kit/day-input.tsx';
import type { KindForm } from '../../../web/kit/kind-form.ts';
import { MoneyInput } from '../../../web/kit/money-input.tsx';
import { PeopleSelect, PersonSelect } from '../../../web/kit/person-select.tsx';

type FieldKind = 'text' | 'long' | 'money' | 'day' | 'person' | 'people';

interface FieldProps extends Pick<KindForm, 'value' | 'onChange' | 'problems'> {
  readonly name: string;
  readonly label: string;
  readonly kind: FieldKind | readonly string[];
  readonly required?: boolean;
  readonly help?: string;
}

/** One field of a paper form: label above, its own input, the trouble beneath. */
export function Field({ value, onChange, problems, name, label, kind, required = false, help }: FieldProps) {
  const problem = problems[name];
  const id = `field-${name}`;
  const set = (part: unknown): void => onChange({ ...value, [name]: part ?? undefined });
  return (
    <Form.Item label={label} htmlFor={id} required={required} {...(problem !== undefined && { validateStatus: 'error' as const })} help={problem ?? help}>
      {input({ id, kind, part: value[name], set })}
    </Form.Item>
  );
}

interface InputProps {
  readonly id: string;
  readonly kind: FieldProps['kind'];
  readonly part: unknown;
  readonly set: (part: unknown) => void;
}

// The parts were put in by these same inputs, so each has the type its input gives.
function input({ id, kind, part, set }: InputProps): ReactNode {
  if (typeof kind !== 'string') return <Select id={id} value={(part as string | undefined) ?? null} options={kind.map((one) => ({ value: one, label: one }))} onChange={(picked: string) => set(picked)} placeholder="请选择" />;
  switch (kind) {
    case 'text': return <Input id={id} value={(part as string | undefined) ?? ''} maxLength={200} onChange={(event) => set(event.target.value)} />;
    case 'long': return <Input.TextArea id={id} rows={2} value={(part as string | undefined) ?? ''} maxLength={1000} onChange={(event) => set(event.target.value)} />;
    case 'money': return <MoneyInput id={id} value={(part as number | undefined) ?? null} onChange={set} />;
    case 'day': return <DayInput id={id} value={(part as string | undefined) ?? null} onChange={set} />;
    case 'person': return <PersonSelect id={id} value={(part as number | undefined) ?? null} onChange={set} />;
    case 'people': return <PeopleSelect id={id} value={(part as readonly number[] | undefined) ?? []} onChange={set} />;
    default: { const never: never = kind; return never; }
  }
}
