import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import type { Figure, SheetTable } from '../../platform/reports/contract.ts';
import type { Report } from '../../platform/reports/report.ts';
import { LEAVE_KINDS } from './contract.ts';
import { exceptionTable } from './exceptions.ts';
import { dayBegins, firstHalf, lastHalf } from './half-day-sql.ts';
import { halfDayWords, type HalfDays } from './half-days.ts';
import { ledgerDifferences } from './ledger-check.ts';
import { attendanceOf, periodOf, type PersonFigures } from './statistics.ts';
import { WATCHERS } from './watchers.ts';

interface Origin {
  readonly number: string;
  readonly name: string;
  readonly sort: string;
  readonly from: number;
  readonly until: number;
}

const origins = statement<Origin>(
  'origins-of-period',
  `
  select m.number, p.name, x.kind as sort, lower(x.halves) as "from", upper(x.halves) as "until" from leave_line x join matter m on m.office_id = x.office_id and m.matter_id = x.matter_id
    join person p on p.office_id = x.office_id and p.person_id = x.person_id where x.office_id = $1 and x.replaced_at is null and x.halves && int4range($2::int, $3::int)
  union all
  select coalesce(m.number, '日程' || a.entry_id), p.name, '出差', ${firstHalf('a.from_at')},
    ${lastHalf('a.until_at')} + 1
    from agenda_entry a join person p on p.office_id = a.office_id and p.person_id = a.person_id left join matter m on m.office_id = a.office_id and m.matter_id = a.matter_id
    where a.office_id = $1 and a.sort = '出差' and a.ended_at is null and a.from_at < ${dayBegins('$3::int')} and a.until_at > ${dayBegins('$2::int')}
  union all
  select '外' || o.outing_id, p.name, case when o.late and o.confirmed_at is null then '县内外出（待确认）' else '县内外出' end, lower(o.halves), upper(o.halves) from outing o
    join person p on p.office_id = o.office_id and p.person_id = o.person_id where o.office_id = $1 and o.halves && int4range($2::int, $3::int)
  order by 4, 2, 1`,
);
const frozen = statement<{ version: number; frozenAt: string; by: string }>(
  'freeze-of-period',
  `
  select f.version, to_char(f.frozen_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as "frozenAt", p.name as by from attendance_freeze f join person p on p.office_id = f.office_id and p.person_id = f.frozen_by
  where f.office_id = $1 and f.period = $2 order by f.version desc limit 1`,
);

/** 考勤统计 (ATT-01b, ATT-07b): each person and section, and every register line the figures come from. */
function attendanceReport(report: string, title: string, period: 'month' | 'year'): Report {
  return {
    report,
    title,
    period,
    question: '半日考勤',
    readers: WATCHERS,
    read: async (tx, { period: asked, moment, rules }) => {
      const { halves } = periodOf(asked, moment.today);
      const of = { period: asked, today: moment.today };
      const [figures, from, exceptions, notes] = await Promise.all([
        attendanceOf(tx, rules, of),
        tx.rows(origins, [tx.officeId, halves.from, halves.until]),
        exceptionTable(tx, rules, of),
        notesOf(tx, { period: asked, halves }),
      ]);
      return { tables: [byPerson(figures), byDepartment(figures), originTable(from), exceptions], notes };
    },
  };
}

async function notesOf(tx: ReadTx, { period, halves }: { readonly period: string; readonly halves: HalfDays }): Promise<readonly string[]> {
  const [done, differences] = await Promise.all([tx.row(frozen, [tx.officeId, period]), ledgerDifferences(tx, halves)]);
  const state = done === undefined ? '尚未冻结，随登记变动；只计到昨天为止的工作日。' : `第${done.version}版已由${done.by}于${done.frozenAt}冻结。`;
  return [state, ...differences];
}

const days = (halves: number): number => halves / 2;
const LEAVES = LEAVE_KINDS.filter((kind) => kind !== '补休');
const COLUMNS: SheetTable['columns'] = [
  { title: '应出勤（天）', type: 'number' },
  { title: '正常（天）', type: 'number' },
  { title: '迟到（次）', type: 'number' },
  { title: '早退（次）', type: 'number' },
  { title: '缺勤（天）', type: 'number' },
  { title: '公休假（天）', type: 'number' },
  { title: '病假（天）', type: 'number' },
  { title: '事假（天）', type: 'number' },
  { title: '其他假（天）', type: 'number' },
  { title: '补休（天）', type: 'number' },
  { title: '出差（天）', type: 'number' },
  { title: '县内外出（天）', type: 'number' },
  { title: '值班（天）', type: 'number' },
  { title: '检查发现（次）', type: 'number' },
];

function figuresRow(one: PersonFigures): readonly number[] {
  const others = LEAVES.filter((kind) => !['公休假', '病假', '事假'].includes(kind)).reduce((sum, kind) => sum + one.leave[kind], 0);
  return [
    days(one.due),
    days(one.present),
    one.late,
    one.leftEarly,
    days(one.absent),
    days(one.leave.公休假),
    days(one.leave.病假),
    days(one.leave.事假),
    days(others),
    days(one.leave.补休),
    days(one.trip),
    days(one.outing),
    one.duty,
    one.findings,
  ];
}

function byPerson(figures: readonly PersonFigures[]): SheetTable {
  return {
    title: '个人考勤',
    columns: [{ title: '股室', type: 'text' }, { title: '姓名', type: 'text' }, ...COLUMNS],
    rows: figures.map((one): readonly Figure[] => [one.department, one.name, ...figuresRow(one)]),
  };
}

function byDepartment(figures: readonly PersonFigures[]): SheetTable {
  const sections = [...Map.groupBy(figures, (one) => one.department)].map(([department, members]): readonly Figure[] => {
    const rows = members.map(figuresRow);
    return [department, members.length, ...COLUMNS.map((_, index) => rows.reduce((sum, row) => sum + (row[index] ?? 0), 0))];
  });
  return { title: '股室考勤', columns: [{ title: '股室', type: 'text' }, { title: '人数', type: 'number' }, ...COLUMNS], rows: sections };
}

function originTable(lines: readonly Origin[]): SheetTable {
  return {
    title: '登记来源',
    columns: [
      { title: '编号', type: 'text' },
      { title: '姓名', type: 'text' },
      { title: '类别', type: 'text' },
      { title: '起', type: 'text' },
      { title: '止', type: 'text' },
    ],
    rows: lines.map(({ number, name, sort, from, until }) => [number, name, sort, halfDayWords(from), halfDayWords(until - 1)]),
  };
}

export const reports: readonly Report[] = [
  attendanceReport('attendance-month', '考勤月统计', 'month'),
  attendanceReport('attendance-year', '考勤年汇总', 'year'),
];
