import { AUDIT_OFFICER } from '../people/contract-officers.ts';
import type { Register } from '../registers/register.ts';
import { OUTCOMES } from './contract.ts';

/**
 * 留痕 read like any other register: filters, pages by key, export with the same filters. The audit officer reads all of it, everybody
 * else his own acts.
 * @param titles Chinese titles of the verbs, by name.
 */
export function logRegister(titles: ReadonlyMap<string, string>): Register {
  const known = (names: Readonly<Record<string, string>>, column: string): string =>
    `coalesce(${literal(JSON.stringify(names))}::jsonb ->> ${column}, ${column})`;
  return {
    register: 'log',
    title: '留痕',
    module: 'platform',
    readers: [AUDIT_OFFICER],
    own: 'l.person_id = $2',
    keyset: 'l.entry_id',
    columns: [
      { key: 'leafIndex', title: '序号', type: 'number' },
      { key: 'at', title: '时间', type: 'moment', filter: true, sql: 'l.at' },
      { key: 'person', title: '人员', type: 'person', filter: true, sql: 'l.person_id' },
      { key: 'verbTitle', title: '动作', type: 'choice', filter: true, sql: 'l.verb' },
      { key: 'outcomeTitle', title: '结果', type: 'choice', filter: true, sql: 'l.outcome' },
      { key: 'subjectKind', title: '对象', type: 'choice', filter: true, sql: 'l.subject_kind' },
      { key: 'subjectId', title: '对象编号', type: 'choice', filter: true, sql: 'l.subject_id' },
      { key: 'body', title: '内容', type: 'text' },
      { key: 'leaf', title: '摘要', type: 'text' },
    ],
    select: `l.entry_id as "entryId", f.leaf_index as "leafIndex", l.at, case when l.person_id is null and l.body::jsonb ->> 'name' = '' then '不记姓名' else p.name end as person, l.person_id as "personId",
      ${known(Object.fromEntries(titles), 'l.verb')} as "verbTitle", l.verb, l.subject_kind as "subjectKind", l.subject_id as "subjectId", l.outcome,
      ${known(OUTCOMES, 'l.outcome')} as "outcomeTitle", l.body, encode(l.leaf, 'hex') as leaf`,
    from: `from log_entry l left join person p on p.office_id = l.office_id and p.person_id = l.person_id
      left join log_leaf f on f.office_id = l.office_id and f.entry_id = l.entry_id where l.office_id = $1`,
  };
}

/** A text as SQL writes it; the words come from the program, never from a request. */
function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
