import { Button, Input } from 'antd';
import { OUTCOMES, type LogChoices } from '../../platform/log/contract.ts';
import { useAnswer } from '../api/queries.ts';
import { Labelled } from '../kit/labelled.tsx';
import { OneOf } from '../kit/listed-select.tsx';
import { Narrowing } from '../kit/narrowing.tsx';
import { PersonSelect } from '../kit/person-select.tsx';

const KEYS = ['person', 'verb', 'outcome', 'subjectKind', 'subjectId', 'from', 'to'] as const;
type Key = (typeof KEYS)[number];

/** What the log is narrowed to; a filter that is not set is not there. */
export type Filters = Readonly<Partial<Record<Key, string>>>;

/** The filters an address names. */
export function filtersIn(search: Readonly<Record<string, string | undefined>>): Filters {
  return Object.fromEntries(KEYS.flatMap((key) => (search[key] === undefined || search[key] === '' ? [] : [[key, search[key]]])));
}

interface Props {
  readonly filters: Filters;
  readonly show: (filters: Filters) => void;
  /** Whoever reads everybody's acts may ask for one person's. */
  readonly whole: boolean;
}

/** Who, what, how it ended, on what, when. */
export function LogFilters({ filters, show, whole }: Props) {
  const choices = useAnswer<LogChoices>('/api/log/choices').data;
  const verbs = (choices?.verbs ?? []).map(({ verb, title }) => ({ value: verb, label: title }));
  const kinds = (choices?.subjectKinds ?? []).map(({ kind, title }) => ({ value: kind, label: title }));
  const outcomes = Object.entries(OUTCOMES).map(([value, label]) => ({ value, label }));
  const change = (key: Key, value: string): void => show(filtersIn({ ...filters, [key]: value }));
  const pick = (key: Key, title: string, options: readonly { readonly value: string; readonly label: string }[]) => (
    <OneOf
      label={title}
      placeholder={title}
      options={options}
      value={filters[key] ?? null}
      allowClear
      style={{ minWidth: 150 }}
      onChange={(value) => change(key, value ?? '')}
    />
  );
  const day = (key: 'from' | 'to', title: string) => (
    <Labelled title={title}>
      {(id) => <Input id={id} type="date" style={{ width: 150 }} value={filters[key] ?? ''} onChange={(event) => change(key, event.target.value)} />}
    </Labelled>
  );
  return (
    <Narrowing count={Object.keys(filters).length}>
      {whole && (
        <PersonSelect
          placeholder="人员"
          style={{ minWidth: 180 }}
          value={filters.person === undefined ? null : Number(filters.person)}
          onChange={(personId) => change('person', String(personId ?? ''))}
        />
      )}
      {pick('verb', '动作', verbs)}
      {pick('outcome', '结果', outcomes)}
      {pick('subjectKind', '对象', kinds)}
      <Input.Search
        key={filters.subjectId}
        allowClear
        placeholder="对象编号"
        aria-label="对象编号"
        style={{ width: 170 }}
        defaultValue={filters.subjectId}
        onSearch={(subjectId) => change('subjectId', subjectId.trim())}
      />
      {day('from', '起日')}
      {day('to', '止日')}
      {Object.keys(filters).length > 0 && <Button onClick={() => show({})}>清除条件</Button>}
    </Narrowing>
  );
}
