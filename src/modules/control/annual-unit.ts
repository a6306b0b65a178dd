import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { AnnualReport } from './contract-overview.ts';
import { ROTATION } from './rotation.ts';

type Section = AnnualReport['sections'][number];

interface OfYear {
  readonly year: number;
  /** The last day of the year, or today. */
  readonly day: CivilDate;
}

/** Who answers for the internal control of the office (行政事业单位内部控制规范, article 6). */
const HEAD = '局长';

interface UnitFigures {
  readonly head: string | null;
  readonly lessons: number;
  readonly ethics: number;
  readonly attended: number;
  readonly sheets: number;
  readonly acknowledged: number;
  readonly exceptions: number;
  readonly standing: number;
  readonly rotationsDue: number;
  readonly rotated: number;
  readonly rotationsLate: number;
  readonly stays: number;
}
const unit = statement<UnitFigures>(
  'control-unit-of-year',
  `
  with y as (select make_date($2, 1, 1) as a, make_date($2 + 1, 1, 1) as z),
    turn as (select * from obligation, y where office_id = $1 and duty = '${ROTATION}' and due_on >= y.a and due_on < y.z)
  select (select string_agg(p.name, '、') from post_holding h join person p on p.office_id = h.office_id and p.person_id = h.person_id where h.office_id = $1 and h.post = '${HEAD}' and h.period @> $3::date) as head,
    (select count(*) from education e, y where e.office_id = $1 and e.sort in ('内控学习', '关键岗位培训') and e.held_on >= y.a and e.held_on < y.z) as lessons,
    (select count(*) from education e, y where e.office_id = $1 and e.sort in ('廉政教育', '专项活动') and e.held_on >= y.a and e.held_on < y.z) as ethics,
    (select coalesce(sum(jsonb_array_length(e.attendees)), 0)::int from education e, y where e.office_id = $1 and e.held_on >= y.a and e.held_on < y.z) as attended,
    (select count(distinct post) from post_sheet where office_id = $1 and (recorded_at at time zone 'Asia/Shanghai')::date <= $3::date) as sheets,
    (select count(*) from acknowledgement a, y where a.office_id = $1 and (a.recorded_at at time zone 'Asia/Shanghai')::date >= y.a and (a.recorded_at at time zone 'Asia/Shanghai')::date < y.z) as acknowledged,
    (select count(*) from separation_exception s, y where s.office_id = $1 and s.from_day < y.z and s.until_day > y.a) as exceptions,
    (select count(*) from separation_exception s where s.office_id = $1 and s.from_day <= $3::date and s.until_day > $3::date) as standing,
    (select count(*) from turn) as "rotationsDue", (select count(*) from turn where state = 'discharged') as rotated,
    (select count(*) from turn where state = 'open' and due_on < $3::date) as "rotationsLate",
    (select count(*) from post_stay s, y where s.office_id = $1 and s.rotation_due_on >= y.a and s.rotation_due_on < y.z) as stays`,
);

/** 单位层面: who answers, who was taught, how duties are kept apart, whose post was rotated. */
export async function unitSection(tx: ReadTx, { year, day }: OfYear): Promise<Section> {
  const found = await tx.row(unit, [tx.officeId, year, day]);
  if (found === undefined) throw new Error('a select without from gave no row');
  return {
    title: '一、单位层面的内部控制',
    lines: [
      `内部控制由单位负责人负责：${found.head === null ? `现无人担任${HEAD}` : `${HEAD}${found.head}`}。`,
      `内控学习和关键岗位培训${found.lessons}次，廉政教育和专项活动${found.ethics}次，参加${found.attended}人次。`,
      `岗位说明书涉及${found.sheets}个岗位，本年签收${found.acknowledged}份。`,
      `不相容岗位分离的例外${found.exceptions}项，其中现仍有效${found.standing}项。`,
      `关键岗位应轮换${found.rotationsDue}人次，已轮换${found.rotated}人次，逾期${found.rotationsLate}人次；不能轮换、改作专项审计${found.stays}人次。`,
    ],
  };
}

const sealed = statement<{ checkpoints: number; last: string | null; size: number | null }>(
  'control-sealing-of-year',
  `
  select count(*) as checkpoints, max(size) as size, to_char(max(at) at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as last
  from log_checkpoint where office_id = $1 and extract(year from at at time zone 'Asia/Shanghai') = $2`,
);

/** 信息系统: what runs in it, and how it is kept from being altered. */
export async function systemSection(
  tx: ReadTx,
  { year, inUse, classes, acts }: { readonly year: number; readonly inUse: number; readonly classes: number; readonly acts: number },
): Promise<Section> {
  const { checkpoints = 0, last = null, size = null } = (await tx.row(sealed, [tx.officeId, year])) ?? {};
  return {
    title: '三、信息系统',
    lines: [
      `${classes}类经济业务中${inUse}类已在系统内启用审批程序。`,
      `本年留痕${acts}条；${last === null ? '没有封存记录。' : `封存${checkpoints}次，最近一次于${last}，累计封存${size}条。`}`,
    ],
  };
}

interface OpenImprovement {
  readonly number: string;
  readonly source: string;
  readonly owner: string;
  readonly dueOn: CivilDate;
}
const openImprovements = statement<OpenImprovement>(
  'improvements-not-verified',
  `
  select i.number, i.source, p.name as owner, i.due_on::text as "dueOn" from improvement i join person p on p.office_id = i.office_id and p.person_id = i.owner_id
  where i.office_id = $1 and (i.recorded_at at time zone 'Asia/Shanghai')::date <= $2::date
    and not exists (select from improvement_verification v where v.office_id = i.office_id and v.number = i.number and (v.recorded_at at time zone 'Asia/Shanghai')::date <= $2::date)
  order by i.due_on, i.number`,
);
const MOST_NAMED = 20;

/** 存在的问题和改进: what is not put right yet, by number; what it is about is read in its register by those who may. */
export async function problemsSection(tx: ReadTx, day: CivilDate): Promise<Section> {
  const open = await tx.rows(openImprovements, [tx.officeId, day]);
  const named = open
    .slice(0, MOST_NAMED)
    .map((one) => `${one.number}（${one.source}），${one.owner}，${one.dueOn}前完成${one.dueOn < day ? '，已逾期' : ''}。`);
  return { title: '七、存在的问题和改进', lines: open.length === 0 ? ['改进项均已验证。'] : [`尚未验证的改进项${open.length}项：`, ...named] };
}
