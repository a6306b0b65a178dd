import { statement } from '../../platform/db/statement.ts';
import type { Report } from '../../platform/reports/report.ts';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';

interface Reported {
  readonly number: string;
  readonly sort: string;
  readonly scope: string;
  readonly span: string;
  readonly firm: string;
  readonly reportedOn: CivilDate;
  readonly findings: number;
  readonly corrected: number;
}
const reported = statement<Reported>(
  'audits-reported-in-year',
  `
  select a.number, a.sort, a.scope, a.from_day || '至' || a.until_day as span, a.firm, a.reported_on::text as "reportedOn",
    (select count(*) from audit_finding f where f.office_id = a.office_id and f.audit_number = a.number) as findings,
    (select count(*) from audit_finding f join improvement_verification v on v.office_id = f.office_id and v.number = replace(f.number, '审问', '改') where f.office_id = a.office_id and f.audit_number = a.number) as corrected
  from audit a where a.office_id = $1 and extract(year from a.reported_on) = $2 order by a.sort, a.reported_on, a.audit_id`,
);

interface External {
  readonly last: CivilDate | null;
  readonly dueOn: CivilDate | null;
}
const external = statement<External>(
  'external-audit-standing',
  `
  select (select max(reported_on)::text from audit where office_id = $1 and sort = '外部审计') as last,
    (select min(due_on)::text from obligation where office_id = $1 and duty = '外部审计' and state = 'open') as "dueOn"`,
);

function standingOf({ last, dueOn }: External, today: CivilDate): string {
  if (last === null) return '外部审计缺口：还没有登记过外部审计报告。';
  if (dueOn === null) return `最近一次外部审计报告日${last}。`;
  return `最近一次外部审计报告日${last}，下一次${dueOn}以前${dueOn < today ? '，已逾期，列为外部审计缺口' : ''}。`;
}

/** 独立检查情况 (ICF-03.2j): audits of both kinds reported in the year, what they found and what was corrected; where one kind lacks. */
export const independentAudits: Report = {
  report: 'independent-audits',
  title: '独立检查情况',
  period: 'year',
  question: '审计独立',
  readers: ['局长', '分管财务领导', '纪检领导', '财务股', '内审人员', '审计员'],
  read: async (tx, { period, moment: { today } }) => {
    const [all, standing] = await Promise.all([tx.rows(reported, [tx.officeId, Number(period)]), tx.row(external, [tx.officeId])]);
    const rows = all.map((one) => [one.sort, one.number, one.scope, one.span, one.firm === '' ? null : one.firm, one.reportedOn, one.findings, one.corrected]);
    const columns = [
      ...['类别', '编号', '范围', '被审期间', '审计机构', '报告日期'].map((title) => ({ title, type: 'text' as const })),
      { title: '问题', type: 'number' as const },
      { title: '已整改', type: 'number' as const },
    ];
    const inside = all.some((one) => one.sort === '内部审计') ? [] : [`${period}年度没有内部审计报告。`];
    return { tables: [{ title: '内部审计和外部审计', columns, rows }], notes: [...inside, standingOf(standing ?? { last: null, dueOn: null }, today)] };
  },
};
