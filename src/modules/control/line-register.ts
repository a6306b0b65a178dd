import type { ColumnType, Register, RegisterColumn } from '../../platform/registers/register.ts';

/** key, title, type, SQL; filtered where it says so. */
export type LineColumn = readonly [key: string, title: string, type: ColumnType, sql: string, filter?: 'filter'];

export interface LineRegister {
  readonly register: string;
  readonly title: string;
  readonly question: string;
  readonly readers: readonly string[];
  readonly own?: string;
  /** Without an alias; the alias is `t`. */
  readonly table: string;
  readonly joins?: string;
  readonly where?: string;
  readonly columns: readonly LineColumn[];
}

/** Who recorded a line and when, as the last two columns of every register of lines. */
const RECORDED: readonly LineColumn[] = [
  ['recordedBy', '登记人', 'person', `(select p.name from person p where p.office_id = t.office_id and p.person_id = t.recorded_by)`],
  ['recordedAt', '登记时间', 'moment', 't.recorded_at'],
];

/** The register of a table of this module's lines. */
export function lineRegister({ register, title, question, readers, own, table, joins = '', where = '', columns }: LineRegister): Register {
  const all = [...columns, ...RECORDED];
  return {
    register,
    title,
    module: 'control',
    question,
    readers,
    ...(own !== undefined && { own }),
    columns: all.map(([key, name, type, sql, filter]): RegisterColumn => ({
      key,
      title: name,
      type,
      ...(filter === 'filter' && { filter: true as const, sql }),
    })),
    select: all.map(([key, , type, sql]) => `${type === 'day' ? `(${sql})::text` : sql} as "${key}"`).join(', '),
    from: `from ${table} t ${joins} where t.office_id = $1 ${where}`,
    keyset: `t.${table}_id`,
  };
}

/** The name of a person or department named by a column. */
export const nameOf = (column: string): string => `(select p.name from person p where p.office_id = t.office_id and p.person_id = ${column})`;
export const departmentOf = (column: string): string => `(select d.name from department d where d.office_id = t.office_id and d.department_id = ${column})`;
/** Names of the people listed in a JSON column. */
export const namesOf = (column: string): string =>
  `(select string_agg(p.name, '、' order by p.pinyin) from person p where p.office_id = t.office_id and ${column} @> to_jsonb(p.person_id))`;
/** Items of a JSON list of words. */
export const wordsOf = (column: string): string => `(select string_agg(x, '、') from jsonb_array_elements_text(${column}) as w (x))`;
