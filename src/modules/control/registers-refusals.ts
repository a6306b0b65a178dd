import type { Register } from '../../platform/registers/register.ts';

/** 例外放行, 被拒绝的办理. */
export const refusalRegisters: readonly Register[] = [
  {
    register: 'override',
    title: '例外放行台账',
    module: 'control',
    question: '控制运行',
    readers: ['局长', '纪检领导', '分管财务领导', '审计员', '内审人员'],
    columns: [
      { key: 'number', title: '事项', type: 'text', filter: true, sql: 'm.number' },
      { key: 'title', title: '事由', type: 'text' },
      { key: 'clause', title: '条款', type: 'text', filter: true, sql: 'r.code' },
      { key: 'reason', title: '理由', type: 'text' },
      { key: 'releasedBy', title: '放行人', type: 'person' },
      { key: 'releasedOn', title: '放行日期', type: 'day', filter: true, sql: `(r.released_at at time zone 'Asia/Shanghai')::date` },
      { key: 'until', title: '有效至', type: 'day' },
    ],
    select: `m.number, m.title, r.code as clause, r.reason, p.name as "releasedBy", (r.released_at at time zone 'Asia/Shanghai')::date::text as "releasedOn", r.until_day::text as until`,
    from: 'from release r join matter m on m.office_id = r.office_id and m.matter_id = r.matter_id join person p on p.office_id = r.office_id and p.person_id = r.released_by where r.office_id = $1',
    keyset: 'r.release_id',
  },
  {
    register: 'refused-attempt',
    title: '被拒绝的办理',
    module: 'control',
    question: '控制运行',
    readers: ['纪检领导', '审计员', '内审人员'],
    columns: [
      { key: 'person', title: '人员', type: 'text', filter: true, sql: 'p.name' },
      { key: 'verb', title: '办理', type: 'text', filter: true, sql: 'a.verb' },
      { key: 'about', title: '记录', type: 'text' },
      { key: 'code', title: '依据', type: 'text' },
      { key: 'sentence', title: '原因', type: 'text' },
      { key: 'at', title: '时间', type: 'moment' },
    ],
    select: 'p.name as person, a.verb, a.about, a.code, a.sentence, a.at',
    from: 'from refused_attempt a left join person p on p.office_id = a.office_id and p.person_id = a.person_id where a.office_id = $1',
    keyset: 'a.attempt_id',
  },
];
