import { Checkbox, Form, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import type { FieldSchema } from '../../platform/http/contract.ts';
import { ChoiceSelect } from './choice-select.tsx';
import { DayInput } from './day-input.tsx';
import { DepartmentSelect } from './department-select.tsx';
import { FileDrop } from './file-drop.tsx';
import { MoneyInput } from './money-input.tsx';
import { PeopleSelect, PersonSelect } from './person-select.tsx';
import { RowsField } from './rows-field.tsx';

export type Filled = Readonly<Record<string, unknown>>;

/** What a form begins with: the defaults of its schema. */
export function startOf(schema: FieldSchema): Filled {
  return Object.fromEntries(Object.entries(schema.properties ?? {}).flatMap(([key, field]) => (field.default === undefined ? [] : [[key, field.default]])));
}

interface Props {
  readonly schema: FieldSchema;
  readonly value: Filled;
  readonly onChange: (value: Filled) => void;
  /** Of the object within the form, for ids. */
  readonly path: string;
}

/** The fields of an object, in the order of its schema. */
export function SchemaFields({ schema, value, onChange, path }: Props) {
  return (
    <>
      {Object.entries(schema.properties ?? {}).map(([key, field]) => {
        const id = `${path}${key}`;
        const label = field.description ?? key;
        const set = (part: unknown): void => onChange({ ...value, [key]: part ?? undefined });
        const plain = field.anyOf?.find((one) => one.type !== 'null') ?? field;
        const shape = { ...plain, format: plain.format ?? field.format, choices: plain.choices ?? field.choices };
        if (shape.format === 'people')
          return (
            <Form.Item key={key} label={label} htmlFor={id}>
              <PeopleSelect id={id} value={asNumbers(value[key])} onChange={set} />
            </Form.Item>
          );
        if (shape.type === 'array')
          return <Rows key={key} id={id} label={label} items={shape.items ?? {}} value={Array.isArray(value[key]) ? value[key] : []} onChange={set} />;
        if (shape.type === 'object')
          return (
            <fieldset key={key} style={{ border: 0, padding: 0 }}>
              <legend>{label}</legend>
              <SchemaFields schema={shape} value={asFilled(value[key])} onChange={set} path={`${id}-`} />
            </fieldset>
          );
        if (shape.type === 'boolean')
          return (
            <Form.Item key={key}>
              <Checkbox checked={value[key] === true} onChange={(event) => set(event.target.checked)}>
                {label}
              </Checkbox>
            </Form.Item>
          );
        return (
          <Form.Item key={key} label={label} htmlFor={id} required={schema.required?.includes(key) === true}>
            {input({ id, label, shape, part: value[key], set })}
          </Form.Item>
        );
      })}
    </>
  );
}

function asNumbers(part: unknown): readonly number[] {
  return Array.isArray(part) ? part.filter((one): one is number => typeof one === 'number') : [];
}

function asFilled(part: unknown): Filled {
  return typeof part === 'object' && part !== null ? { ...part } : {};
}

interface InputProps {
  readonly id: string;
  readonly label: string;
  readonly shape: FieldSchema;
  readonly part: unknown;
  readonly set: (part: unknown) => void;
}

function input({ id, label, shape, part, set }: InputProps): ReactNode {
  const words = typeof part === 'string' ? part : '';
  const number = typeof part === 'number' ? part : null;
  if (shape.choices !== undefined) return <ChoiceSelect id={id} path={shape.choices} value={number ?? (words === '' ? null : words)} onChange={set} />;
  if (shape.enum !== undefined)
    return (
      <Select id={id} value={words === '' ? null : words} placeholder="请选择" options={shape.enum.map((one) => ({ value: one, label: one }))} onChange={set} />
    );
  switch (shape.format) {
    case 'fen':
      return <MoneyInput id={id} value={number} onChange={set} />;
    case 'moment':
      return (
        <Input id={id} type="datetime-local" value={words} onChange={(event) => set(event.target.value === '' ? undefined : event.target.value.slice(0, 16))} />
      );
    case 'time':
      return <Input id={id} type="time" value={words} onChange={(event) => set(event.target.value === '' ? undefined : event.target.value)} />;
    case 'date':
      return <DayInput id={id} value={words} onChange={set} />;
    case 'person':
      return <PersonSelect id={id} value={number} onChange={set} />;
    case 'department':
      return <DepartmentSelect id={id} value={number} onChange={set} />;
    case 'long':
      return <Input.TextArea id={id} rows={3} value={words} onChange={(event) => set(event.target.value)} />;
    case 'file':
      return (
        <FileDrop
          evidence={[label]}
          value={words === '' ? [] : [{ evidence: label, digest: words, name: '已上传' }]}
          onChange={(files) => set(files.at(-1)?.digest)}
        />
      );
    default:
      break;
  }
  if (shape.type === 'integer' || shape.type === 'number')
    return (
      <Input id={id} inputMode="numeric" value={number ?? ''} onChange={(event) => set(event.target.value === '' ? undefined : Number(event.target.value))} />
    );
  return <Input id={id} value={words} onChange={(event) => set(event.target.value)} />;
}

interface RowsProps {
  readonly id: string;
  readonly label: string;
  readonly items: FieldSchema;
  readonly value: readonly unknown[];
  readonly onChange: (rows: readonly unknown[]) => void;
}

/** A list: of choices, of words, or of small forms. */
function Rows({ id, label, items, value, onChange }: RowsProps) {
  if (items.type !== 'object') {
    const chosen = value.filter((one): one is string => typeof one === 'string');
    const options = items.enum?.map((one) => ({ value: one, label: one }));
    return (
      <Form.Item label={label} htmlFor={id}>
        <Select id={id} mode={options === undefined ? 'tags' : 'multiple'} value={chosen} {...(options !== undefined && { options })} onChange={onChange} />
      </Form.Item>
    );
  }
  return (
    <RowsField legend={label} rows={value.map(asFilled)} onChange={onChange} add="增加一行" start={() => startOf(items)}>
      {(row, index) => <SchemaFields schema={items} value={row.value} onChange={row.onChange} path={`${id}-${index}-`} />}
    </RowsField>
  );
}
