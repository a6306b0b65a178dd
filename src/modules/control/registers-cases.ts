import type { Register } from '../../platform/registers/register.ts';
import { lineRegister, wordsOf } from './line-register.ts';

/** 线索和案件, 处理决定. */
export const caseRegisters: readonly Register[] = [
  {
    // Everybody sees the cases he handles, and no others: not even that they exist (ETH-10c).
    register: 'conduct-case',
    title: '线索和案件台账',
    module: 'control',
    question: '案件办结',
    readers: [],
    looksLogged: true,
    columns: [
      { key: 'number', title: '编号', type: 'text' },
      { key: 'sort', title: '类别', type: 'text' },
      { key: 'facts', title: '事由', type: 'text' },
      { key: 'subject', title: '对象', type: 'person' },
      { key: 'manager', title: '管理责任人', type: 'person' },
      { key: 'reporter', title: '反映人', type: 'text' },
      { key: 'forwardedTo', title: '转送', type: 'text' },
      { key: 'stages', title: '办理情况', type: 'text' },
      { key: 'course', title: '核查、执行和归档', type: 'text' },
      { key: 'formerHandlers', title: '原承办人', type: 'text' },
      { key: 'closedAt', title: '办结时间', type: 'moment' },
    ],
    select: `c.number, c.sort, c.facts, s.name as subject, g.name as manager, coalesce(r.name, '匿名或立案') as reporter, c.forwarded_to as "forwardedTo",
      (select string_agg(x.stage || '：' || x.remark, '；' order by x.case_stage_id) from case_stage x where x.office_id = c.office_id and x.case_number = c.number) as stages,
      (select string_agg(y.step || '：' || y.remark, '；' order by y.case_course_id) from case_course y where y.office_id = c.office_id and y.case_number = c.number) as course,
      (select string_agg(p.name, '、' order by x.case_succession_id) from case_succession x join person p on p.office_id = x.office_id and p.person_id = x.from_person_id where x.office_id = c.office_id and x.case_number = c.number) as "formerHandlers", c.closed_at as "closedAt"`,
    from: `from conduct_case c join person s on s.office_id = c.office_id and s.person_id = c.subject_id left join person g on g.office_id = c.office_id and g.person_id = c.manager_id left join person r on r.office_id = c.office_id and r.person_id = c.reporter_id
      where c.office_id = $1 and c.handler_id = $2`,
    keyset: 'c.conduct_case_id',
  },
  // Nobody reads there what was decided about himself.
  lineRegister({
    register: 'case-measure',
    title: '处理决定台账',
    question: '案件办结',
    readers: ['纪检领导', '审计员'],
    table: 'case_stage',
    joins: 'join conduct_case c on c.office_id = t.office_id and c.number = t.case_number',
    where: `and t.stage = '结论' and c.subject_id <> $2`,
    columns: [
      ['number', '案件', 'text', 't.case_number', 'filter'],
      ['measures', '处理措施', 'text', wordsOf('t.measures')],
      ['penalty', '经济处罚', 'money', 't.penalty'],
      ['body', '决定机构', 'text', 't.deciding_body'],
      ['decidedOn', '决定日', 'day', 't.decided_on'],
      ['document', '文书', 'text', `case when t.document = '' then '无' else '已附' end`],
      [
        'heard',
        '当事人陈述',
        'text',
        `case when exists (select from case_stage h where h.office_id = t.office_id and h.case_number = t.case_number and h.stage = '申辩') then '已记录' else '无' end`,
      ],
    ],
  }),
];
