import { statement } from '../../platform/db/statement.ts';
import type { Report } from '../../platform/reports/report.ts';

const WATCHERS = ['局长', '纪检领导', '分管财务领导', '财务股', '内审人员', '审计员'] as const;
const text = (title: string) => ({ title, type: 'text' as const });

interface Executed {
  readonly number: string;
  readonly title: string;
  readonly ground: string;
  readonly approvedAt: string | null;
  readonly spentOn: string | null;
  readonly before: boolean;
  readonly advance: boolean;
  readonly approvedPayee: string | null;
  readonly payee: string | null;
  readonly approvedCategory: string | null;
  readonly category: string | null;
  readonly approvedAmount: number | null;
  readonly amount: number;
}
const executed = statement<Executed>(
  'approved-and-executed',
  `
  select m.number, m.title, g.number as ground, to_char(a.at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as "approvedAt", m.facts ->> 'spentOn' as "spentOn",
    coalesce((m.facts ->> 'spentOn')::date < (a.at at time zone 'Asia/Shanghai')::date, false) as before, coalesce((m.facts ->> 'spentAlready')::boolean, false) as advance,
    g.facts ->> 'payee' as "approvedPayee", m.facts ->> 'payee' as payee, g.facts ->> 'category' as "approvedCategory", m.facts ->> 'category' as category, g.amount as "approvedAmount", m.amount
  from matter m join matter g on g.office_id = m.office_id and g.matter_id = m.linked_matter_id
  left join lateral (select max(s.acted_at) as at from matter_step s where s.office_id = g.office_id and s.matter_id = g.matter_id and s.round = g.round and s.act <> '知会') a on true
  where m.office_id = $1 and m.kind = 'claim' and m.state in ('in_review', 'approved', 'closed') and m.submitted_at >= ($2::date)::timestamp at time zone 'Asia/Shanghai'
    and m.submitted_at < ($2::date + interval '1 month')::timestamp at time zone 'Asia/Shanghai' order by m.matter_id`,
);

const agrees = (one: Executed): boolean =>
  one.approvedPayee === one.payee && one.approvedCategory === one.category && (one.approvedAmount === null || one.amount <= one.approvedAmount);

/** 批准与执行对照 (ICF-03.2n, ICF-03.2q): of every claim of the month that rests on an approval, when it was approved and spent, and what of it was carried out as approved. */
export const execution: Report = {
  report: 'execution',
  title: '批准与执行对照',
  period: 'month',
  question: '报销内控',
  readers: WATCHERS,
  read: async (tx, { period }) => {
    const found = await tx.rows(executed, [tx.officeId, `${period}-01`]);
    const money = (title: string) => ({ title, type: 'money' as const });
    const timing = found.map((one) => [
      one.number,
      one.title,
      one.ground,
      one.approvedAt,
      one.spentOn,
      one.before ? '先办后批' : '先批后办',
      one.before ? (one.advance ? '按先支后报办理' : '待说明') : null,
    ]);
    const content = found.map((one) => [
      one.number,
      one.approvedPayee,
      one.payee,
      one.approvedCategory,
      one.category,
      one.approvedAmount,
      one.amount,
      agrees(one) ? '相符' : '不符',
    ]);
    return {
      tables: [
        { title: '批准与发生的先后', columns: ['事项', '事由', '依据事项', '批准时间', '支出日', '先后', '说明'].map(text), rows: timing },
        {
          title: '批准与执行的内容',
          columns: [...['事项', '批准的收款方', '执行的收款方', '批准的类别', '执行的类别'].map(text), money('批准金额'), money('执行金额'), text('核对')],
          rows: content,
        },
      ],
      notes: [],
    };
  },
};

interface Reviewed {
  readonly number: string;
  readonly title: string;
  readonly handler: string;
  readonly reviewers: string | null;
}
const reviewed = statement<Reviewed>(
  'independent-reviews',
  `
  select m.number, m.title, h.name as handler, (select string_agg(distinct p.name, '、') from matter_step s join person p on p.office_id = s.office_id and p.person_id = s.acted_by
      where s.office_id = m.office_id and s.matter_id = m.matter_id and s.round = m.round and s.act in ('审核', '确认') and s.state = 'done' and p.department_id is distinct from m.department_id and s.acted_by <> m.handler_id) as reviewers
  from matter m join person h on h.office_id = m.office_id and h.person_id = m.handler_id where m.office_id = $1 and m.state = 'closed' and m.payment is not null
    and (m.ended_at at time zone 'Asia/Shanghai')::date >= $2::date and (m.ended_at at time zone 'Asia/Shanghai')::date < ($2::date + interval '1 month')::date order by m.matter_id`,
);

/** 独立复核率 (ICF-03.2s): of what was paid in the month, how much was reviewed from another section. */
export const independentReviews: Report = {
  report: 'independent-reviews',
  title: '独立复核率',
  period: 'month',
  question: '业务程序',
  readers: WATCHERS,
  read: async (tx, { period }) => {
    const found = await tx.rows(reviewed, [tx.officeId, `${period}-01`]);
    const elsewhere = found.filter((one) => one.reviewers !== null);
    const rate = found.length === 0 ? 100 : Math.floor((elsewhere.length * 1000) / found.length) / 10;
    return {
      tables: [
        {
          title: '逐笔',
          columns: ['事项', '事由', '经办人', '其他股室复核人'].map(text),
          rows: found.map((one) => [one.number, one.title, one.handler, one.reviewers]),
        },
      ],
      notes: [`付款办结${found.length}笔，经其他股室复核${elsewhere.length}笔，复核率${rate}%。`],
    };
  },
};
