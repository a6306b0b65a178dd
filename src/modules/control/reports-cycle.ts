import { statement } from '../../platform/db/statement.ts';
import type { Report } from '../../platform/reports/report.ts';
import type { SheetColumn } from '../../platform/reports/contract.ts';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';

const WATCHERS = ['局长', '分管财务领导', '纪检领导', '财务股', '内审人员', '审计员'] as const;
const texts = (...titles: readonly string[]): readonly SheetColumn[] => titles.map((title) => ({ title, type: 'text' }));

interface Stages {
  readonly number: string;
  readonly name: string;
  readonly identified: CivilDate;
  readonly assessed: CivilDate;
  readonly controlled: CivilDate | null;
  readonly control: string | null;
  readonly monitored: CivilDate | null;
  readonly improved: CivilDate | null;
}
const stages = statement<Stages>(
  'risks-through-their-stages',
  `
  select r.number, r.name, (r.recorded_at at time zone 'Asia/Shanghai')::date::text as identified, r.controlled_on::text as controlled, r.control_number as control,
    (select max(a.assessed_on)::text from risk_assessment a where a.office_id = r.office_id and a.number = r.number) as assessed,
    (select max(x.day)::text from (
      select c.ran_on as day from control_run c where c.office_id = r.office_id and c.number = r.control_number
      union all select (l.at at time zone 'Asia/Shanghai')::date from control_point p join log_entry l on l.office_id = p.office_id and l.verb = p.run_by where p.office_id = r.office_id and p.number = r.control_number and p.run_by <> '') x) as monitored,
    (select max((i.recorded_at at time zone 'Asia/Shanghai')::date)::text from improvement i where i.office_id = r.office_id and i.control_number = r.control_number) as improved
  from risk r where r.office_id = $1 order by r.risk_id`,
);

/** 风险管理五环节 (ICF-01c): 识别、评估、控制、监测、改进, each with its day. */
const cycle: Report = {
  report: 'risk-cycle',
  title: '风险管理五环节',
  period: 'year',
  question: '风险评价',
  readers: WATCHERS,
  read: async (tx) => {
    const found = await tx.rows(stages, [tx.officeId]);
    const open = found.filter((one) => one.controlled === null || one.monitored === null).map((one) => `${one.number}${one.name}`);
    return {
      tables: [
        {
          title: '逐项',
          columns: texts('编号', '风险', '识别', '评估', '控制', '应对控制', '监测', '改进'),
          rows: found.map((one) => [one.number, one.name, one.identified, one.assessed, one.controlled, one.control, one.monitored, one.improved]),
        },
      ],
      notes: open.length === 0 ? [] : [`还没有应对控制或者运行记录：${open.join('、')}。`],
    };
  },
};

interface Reviewed {
  readonly number: string;
  readonly name: string;
  readonly complete: boolean;
  readonly by: string | null;
  readonly at: CivilDate | null;
  readonly principles: string | null;
}
const reviewed = statement<Reviewed>(
  'controls-reviewed-in-year',
  `
  select c.number, c.name, c.basis <> '' and c.check_post <> '' as complete, p.name as by, (r.recorded_at at time zone 'Asia/Shanghai')::date::text as at,
    (select string_agg(x, '、') from jsonb_array_elements_text(r.principles) as w (x)) as principles
  from (select distinct on (number) * from control_point where office_id = $1 order by number, version desc) c
  left join control_review r on r.office_id = c.office_id and r.number = c.number and r.year = $2 left join person p on p.office_id = r.office_id and p.person_id = r.recorded_by
  where c.state = '运行' order by c.number`,
);

/** 内控年度评审清单 (ICF-01b): what is incomplete stands first, then what nobody has reviewed. */
const reviewList: Report = {
  report: 'control-review-list',
  title: '内控年度评审清单',
  period: 'year',
  question: '控制评审',
  readers: WATCHERS,
  read: async (tx, { period }) => {
    const found = await tx.rows(reviewed, [tx.officeId, Number(period)]);
    const first = found.toSorted((one, other) => Number(one.complete) - Number(other.complete) || Number(one.by !== null) - Number(other.by !== null));
    return {
      tables: [
        {
          title: '逐项',
          columns: texts('编号', '控制', '登记情况', '评审', '评审日', '确认的原则'),
          rows: first.map((one) => [one.number, one.name, one.complete ? '完整' : '不完整', one.by ?? '未评审', one.at, one.principles]),
        },
      ],
      notes: [`登记不完整${found.filter((one) => !one.complete).length}项，本年度未评审${found.filter((one) => one.by === null).length}项。`],
    };
  },
};

export const cycleReports: readonly Report[] = [cycle, reviewList];
