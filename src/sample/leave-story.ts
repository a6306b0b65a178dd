import { addDays, civilDate, civilDayOf, type CivilDate } from '../rules/calendar/civil-date.ts';
import { addWorkdays, holidayOn, isWorkday } from '../rules/calendar/working-days.ts';
import { keepBytes, keepFileVerb, readBytes } from '../platform/files/store.ts';
import { freezeAttendanceVerb, giveOpinionVerb } from '../modules/leave/freeze-attendance.ts';
import { importPunchesVerb } from '../modules/leave/import-punches.ts';
import { registerOutingVerb } from '../modules/leave/outing.ts';
import { registerOvertimeVerb } from '../modules/leave/overtime.ts';
import { planLeaveVerb } from '../modules/leave/plan-leave.ts';
import { recordServiceVerb } from '../modules/leave/record-service.ts';
import { registerLeaveVerb } from '../modules/leave/register-leave.ts';
import { reportBackVerb } from '../modules/leave/report-back.ts';
import { holidayAround, proposeRoster, publishRosterVerb } from '../modules/leave/roster.ts';
import { setTimetableVerb } from '../modules/leave/timetable.ts';
import type { Cast } from './cast.ts';
import { agreeToAll, submit } from './drive.ts';
import { workdayBefore, workdayOn } from './history.ts';

/** One leave of the story: how many days before today it began, and how far it came. */
interface LeaveScene {
  /** Negative: it lies ahead. */
  readonly daysAgo: number;
  readonly name: string;
  readonly kind: 'leave' | 'annual-leave' | 'rest-in-lieu';
  readonly sort?: '病假' | '事假';
  /** Working days. */
  readonly days: number;
  readonly reason: string;
  readonly cover?: string;
  readonly until: 'asked' | 'agreed' | 'registered' | 'back' | 'late';
}

const SERVICE: readonly (readonly [name: string, firstWorkingDay: string])[] = [
  ['李国栋', '1993-07-01'],
  ['王建华', '1998-07-01'],
  ['赵敏', '2001-08-01'],
  ['陈立', '2000-07-01'],
  ['孙丽', '1999-07-01'],
  ['周静', '2004-07-01'],
  ['吴芳', '2012-07-01'],
  ['郑洁', '2019-09-01'],
  ['冯涛', '2003-07-01'],
  ['蒋雪', '2017-07-01'],
  ['鲁强', '2009-03-01'],
  ['谢芸', '2015-07-01'],
  ['沈明', '2010-07-01'],
  ['秦岚', '2011-07-01'],
  ['韩梅', '2018-07-01'],
  ['罗成', '2008-07-01'],
  ['杨帆', '2016-05-20'],
  ['邱实', '2005-07-01'],
  ['白雪', '2013-07-01'],
];

const LEAVES: readonly LeaveScene[] = [
  { daysAgo: 82, name: '罗成', kind: 'annual-leave', days: 5, reason: '回乡探亲', until: 'back' },
  { daysAgo: 66, name: '白雪', kind: 'leave', sort: '病假', days: 2, reason: '发热就医', until: 'back' },
  { daysAgo: 52, name: '秦岚', kind: 'leave', sort: '事假', days: 1, reason: '孩子家长会', until: 'late' },
  { daysAgo: 40, name: '陈立', kind: 'annual-leave', days: 3, reason: '陪父母体检', cover: '孙丽', until: 'back' },
  { daysAgo: 24, name: '杨帆', kind: 'rest-in-lieu', days: 0.5, reason: '加班补休', until: 'back' },
  { daysAgo: 9, name: '吴芳', kind: 'annual-leave', days: 2, reason: '家事', until: 'registered' },
  { daysAgo: 1, name: '孙丽', kind: 'annual-leave', days: 4, reason: '外出旅行', cover: '赵敏', until: 'registered' },
  { daysAgo: -3, name: '韩梅', kind: 'annual-leave', days: 2, reason: '搬家', until: 'agreed' },
  { daysAgo: -6, name: '沈明', kind: 'annual-leave', days: 3, reason: '回老家', until: 'asked' },
];

/** A year of leave in various states, a month of punches, rosters – everything by verbs, on the calendar of the clock. */
export async function liveThroughLeave(cast: Cast): Promise<void> {
  const end = cast.world.clock();
  const today = civilDayOf(end);
  await begin(cast, today);
  for (const scene of LEAVES) await takeLeave(cast, scene, today);
  await punchAMonth(cast, today);
  await rosters(cast, today);
  cast.world.setClock(end);
}

/** Years of work, the yearly plan, summer time, an overtime and an outing. */
async function begin(cast: Cast, today: CivilDate): Promise<void> {
  const { rules } = cast.world;
  const year = today.slice(0, 4);
  cast.at(workdayOn(addDays(today, -100)), '09:00');
  for (const [name, first] of SERVICE)
    await cast.perform('彭涛', recordServiceVerb(rules), {
      personId: cast.personId(name),
      firstWorkingDay: civilDate(first),
      deductedMonths: 0,
      basis: '干部人事档案',
    });
  const line = (name: string): { personId: number; wished: string; planned: []; coverPersonId: null } => ({
    personId: cast.personId(name),
    wished: '下半年',
    planned: [],
    coverPersonId: null,
  });
  await cast.perform('谢芸', planLeaveVerb(rules), { year: Number(year), lines: SERVICE.map(([name]) => line(name)) });
  const summer = {
    name: '夏令时',
    from: civilDate(`${year}-06-01`),
    until: civilDate(`${year}-09-30`),
    morningStarts: '08:00',
    morningEnds: '12:00',
    afternoonStarts: '15:00',
    afternoonEnds: '18:00',
  };
  await cast.perform('冯涛', setTimetableVerb, summer);
  const saturday = restDayBefore(addDays(today, -30));
  cast.at(workdayOn(addDays(saturday, 1)), '09:00');
  await cast.perform('冯涛', registerOvertimeVerb(rules), {
    personId: cast.personId('杨帆'),
    fromAt: `${saturday}T08:00`,
    untilAt: `${saturday}T12:00`,
    reason: '全民健身月活动',
    orderedById: cast.personId('陈立'),
  });
  const out = workdayOn(addDays(today, -12));
  cast.at(out, '08:05');
  await cast.perform('韩梅', registerOutingVerb(rules), {
    personId: cast.personId('韩梅'),
    fromAt: `${out}T08:30`,
    untilAt: `${out}T11:30`,
    place: '云溪景区',
    purpose: '安全检查',
    toldId: cast.personId('蒋雪'),
  });
}

function restDayBefore(day: CivilDate): CivilDate {
  let at = day;
  while (isWorkday(at)) at = addDays(at, -1);
  return at;
}

const REACHED = ['asked', 'agreed', 'registered', 'back', 'late'] as const;

async function takeLeave(cast: Cast, { daysAgo, name, kind, sort, days, reason, cover, until }: LeaveScene, today: CivilDate): Promise<void> {
  const reaches = (stage: LeaveScene['until']): boolean => REACHED.indexOf(until) >= REACHED.indexOf(stage);
  const { rules } = cast.world;
  const first = workdayOn(addDays(today, -daysAgo));
  const last = addWorkdays(first, days - 1);
  const before = workdayBefore(addDays(first, -6));
  const asked = before < today ? before : today;
  const form = {
    ...(sort !== undefined && { leaveKind: sort, documentLater: sort === '病假' }),
    from: first,
    fromHalf: days === 0.5 ? '下午' : '上午',
    until: last,
    untilHalf: '下午',
    reason,
    coverPersonId: cover === undefined ? null : cast.personId(cover),
  };
  cast.at(asked, '08:40');
  const matterId = await submit(cast, name, { content: { kind, form, linkedMatterId: null }, digest: null });
  if (!reaches('agreed')) return;
  cast.at(asked, '10:30');
  await agreeToAll(cast, matterId, { recorder: { name: '冯涛', present: [] }, reader: '冯涛', minutes: '' });
  if (!reaches('registered')) return;
  cast.at(asked, '11:00');
  await cast.perform('蒋雪', registerLeaveVerb(rules), { matterId, from: null, fromHalf: null, until: null, untilHalf: null });
  if (!reaches('back')) return;
  const back = workdayOn(addDays(last, until === 'late' ? 5 : 1));
  cast.at(back, '08:10');
  await cast.perform(name, reportBackVerb(rules), { matterId, backOn: back, backHalf: '上午' });
}

/** Last month's punches of everybody as the machine exports them; one was late too often, which the office comments on before it freezes the month. */
async function punchAMonth(cast: Cast, today: CivilDate): Promise<void> {
  const { rules, folder } = cast.world;
  const until = civilDate(`${today.slice(0, 7)}-01`);
  const month = addDays(until, -1).slice(0, 7);
  const lines = ['姓名,打卡时间'];
  const summer = Number(month.slice(5)) >= 6 && Number(month.slice(5)) <= 9;
  for (let day = civilDate(`${month}-01`); day < until; day = addDays(day, 1)) {
    if (isWorkday(day)) for (const name of cast.office.people.keys()) lines.push(...punchesOf(name, day, summer));
  }
  cast.at(until, '08:30');
  const bytes = Buffer.from(lines.join('\n'));
  const digest = await keepBytes(folder, cast.office.officeId, bytes);
  await cast.perform('蒋雪', keepFileVerb, { digest, name: `打卡${month}.csv`, size: bytes.length, mediaType: 'text/csv', invoice: null });
  await cast.perform(
    '蒋雪',
    importPunchesVerb(rules, (officeId, file) => readBytes(folder, officeId, file)),
    { file: digest },
  );
  await cast.perform('冯涛', giveOpinionVerb, { month, personId: cast.personId('韩梅'), opinion: '本月多次迟到，请注意按时到岗' });
  cast.at(until, '16:00');
  await cast.perform('蒋雪', freezeAttendanceVerb(rules), { period: month });
}

/** Some minutes before eight and before the afternoon begins; one person is late every seventh day. */
function punchesOf(name: string, day: CivilDate, summer: boolean): readonly string[] {
  const date = Number(day.slice(8));
  const early = 5 + ((name.charCodeAt(0) * 7 + date * 13) % 40);
  const late = name === '韩梅' && date % 7 === 0;
  const at = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  const [morning, afternoon] = [8 * 60, summer ? 15 * 60 : 14 * 60 + 30];
  return [`${name},${day} ${at(late ? morning + early : morning - early)}`, `${name},${day} ${at(afternoon - early)}`];
}

/** The last holiday's roster, and that of the next if it is announced and near. */
async function rosters(cast: Cast, today: CivilDate): Promise<void> {
  const days = Array.from({ length: 150 }, (_, index) => addDays(today, index - 110));
  const found = [
    days.filter((day) => day < today).findLast((day) => holidayOn(day) !== undefined),
    days.filter((day) => day > today).find((day) => holidayOn(day) !== undefined),
  ];
  for (const day of found) {
    const holiday = day === undefined ? undefined : holidayAround(day);
    if (holiday === undefined || (holiday.from <= today && holiday.until >= today)) continue;
    const { name, from, until } = holiday;
    cast.at(addDays(from, -4) < today ? addDays(from, -4) : today, '10:00');
    const duties = await cast.read('蒋雪', (tx) => proposeRoster(tx, { from, until }));
    await cast.perform('蒋雪', publishRosterVerb(cast.world.rules), {
      holiday: name,
      from,
      until,
      days: duties.map(({ day: on, personId }) => ({ day: on, personId })),
    });
  }
}
