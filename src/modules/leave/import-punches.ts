import { civilDayOf } from '../../rules/calendar/civil-date.ts';
import { holds } from '../../platform/act/actor.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import { readSheet, type ReadKept } from '../../platform/files/read-sheet.ts';
import { openDuty } from '../../platform/obligations/open-duty.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { ImportPunches } from './contract-attendance.ts';
import { dayOf } from './half-days.ts';
import { PUNCH_TITLES, readPunchLines, type NotTaken, type PunchLine } from './punch-file.ts';
import { officeTimes, type OfficeTimes } from './timetable.ts';

/** Downloads, corrects and freezes; one person on any day (ATT-07a). */
export const OFFICER = '考勤员';
const DUTY = '下载打卡数据';
/** As many lines that were not taken are told at once; all of them are kept. */
const MOST_TOLD = 200;

interface Known {
  readonly people: readonly { readonly personId: number; readonly name: string; readonly loginName: string }[];
  readonly before: number | null;
}

interface Seen extends Known {
  readonly punches: readonly PunchLine[];
  readonly unread: readonly NotTaken[];
  readonly times: OfficeTimes;
  /** Machine moments already taken, `person/moment`. */
  readonly taken: ReadonlySet<string>;
}

/** A punch with the half day it belongs to. */
interface Judged {
  readonly personId: number;
  readonly at: string;
  readonly half: number;
  readonly standing: '有效' | '迟到' | '过早';
}

interface Plan extends ImportPunches {
  readonly judged: readonly Judged[];
  readonly notTaken: readonly NotTaken[];
  readonly before: number | null;
}

export interface PunchesImported {
  readonly fileId: number;
  readonly taken: number;
  readonly notTaken: number;
  readonly lines: readonly NotTaken[];
}

const known = statement<Known>(
  'people-who-punch',
  `
  select (select coalesce(jsonb_agg(jsonb_build_object('personId', person_id, 'name', name, 'loginName', login_name)), '[]') from person where office_id = $1) as people,
    (select max(punch_file_id)::int from punch_file where office_id = $1) as before`,
);
const takenBetween = statement<{ key: string }>(
  'punches-between',
  `
  select person_id || '/' || extract(epoch from punched_at)::bigint as key from punch where office_id = $1 and punched_at between $2 and $3`,
);
const insertFile = statement<{ id: number }>(
  'insert-punch-file',
  `
  insert into punch_file (office_id, digest, taken, not_taken, imported_by, imported_at) values ($1, decode($2, 'hex'), $3, $4, $5, $6) returning punch_file_id as id`,
);
const insertPunches = statement<never>(
  'insert-punches',
  `
  with line as (select * from jsonb_to_recordset($2::jsonb) as x ("personId" int, at timestamptz, half int, standing text)),
    kept as (insert into punch (office_id, person_id, punched_at, half, standing, punch_file_id) select $1, "personId", at, half, standing, $3 from line)
  insert into attendance_half (office_id, person_id, half, standing)
  select $1, "personId", half, min(case standing when '有效' then 1 when '迟到' then 2 else 3 end)::smallint from line group by "personId", half
  on conflict (office_id, half, person_id) do update set standing = least(attendance_half.standing, excluded.standing)`,
);

/** 导入打卡 (ATT-02a, ATT-02c): line by line; what can be taken is, the rest is told with its verdict. The next download falls due. */
export function importPunchesVerb(rules: RulesInForce, readKept: ReadKept): Verb<ImportPunches, Seen, Plan, PunchesImported> {
  return {
    name: 'import-punches',
    title: '导入打卡',
    who: OFFICER,
    read: async (tx, { file }) => {
      const { punches, unread } = readPunchLines(await readSheet(await readKept(tx.officeId, file), PUNCH_TITLES));
      const moments = punches.map((one) => one.at.getTime()).toSorted((one, other) => one - other);
      const [first, last] = [new Date(moments[0] ?? 0), new Date(moments.at(-1) ?? 0)];
      const [found, taken, times] = await Promise.all([
        tx.row(known, [tx.officeId]),
        tx.rows(takenBetween, [tx.officeId, first, last]),
        officeTimes(tx, rules, { from: civilDayOf(first), until: civilDayOf(last) }),
      ]);
      return { people: found?.people ?? [], before: found?.before ?? null, punches, unread, times, taken: new Set(taken.map((one) => one.key)) };
    },
    decide: (seen, input, { actor, now }) => {
      if (!holds(actor, OFFICER)) return no('not-officer', `打卡数据由${OFFICER}导入。`);
      const { judged, notTaken } = judge(rules, seen, { officeId: actor.officeId, now });
      if (judged.length === 0)
        return no('nothing-new', `文件中没有可以登记的打卡${notTaken.length === 0 ? '' : `：第${notTaken[0]?.line}行${notTaken[0]?.verdict}`}。`);
      return { yes: { ...input, judged, notTaken, before: seen.before } };
    },
    write: async (tx, { file, judged, notTaken, before }, { actor, now, today }) => {
      const made = await tx.row(insertFile, [tx.officeId, file, judged.length, JSON.stringify(notTaken), actor.personId, now]);
      if (made === undefined) throw new Error('the file was not inserted');
      await tx.rows(insertPunches, [tx.officeId, JSON.stringify(judged), made.id]);
      const subject = { kind: 'punch-file', id: made.id };
      if (before !== null)
        await endObligation(tx, { duty: DUTY, occasion: `punch-file/${before}`, state: 'discharged', by: actor.personId, with: { file }, now });
      const duty = rules.duty({ officeId: tx.officeId, duty: DUTY, on: today });
      if (duty !== undefined) await openDuty(tx, { duty, event: today, today, subject, handlerId: null, about: `${today}之后的打卡` });
      const result = { fileId: made.id, taken: judged.length, notTaken: notTaken.length, lines: notTaken.slice(0, MOST_TOLD) };
      return { result, entry: { subject, detail: { file, taken: judged.length, notTaken: notTaken.length } } };
    },
  };
}

/** Whose punch it is and how it stands. A name two people share is no name; then the sign-in name is needed. */
function judge(
  rules: RulesInForce,
  { people, punches, unread, times, taken }: Seen,
  { officeId, now }: { readonly officeId: number; readonly now: Date },
): { readonly judged: readonly Judged[]; readonly notTaken: readonly NotTaken[] } {
  const judged: Judged[] = [];
  const notTaken: NotTaken[] = [...unread];
  const byName = Map.groupBy(people, (one) => one.name);
  const byLogin = new Map(people.map((one) => [one.loginName, one]));
  const seen = new Set(taken);
  for (const { line, name, at } of punches) {
    const named = byName.get(name) ?? [];
    const person = byLogin.get(name) ?? (named.length === 1 ? named[0] : undefined);
    const half = times.halfAt(at);
    const key = `${person?.personId}/${Math.floor(at.getTime() / 1000)}`;
    const verdict =
      person === undefined
        ? named.length > 1
          ? '有同名的人，请写登录名'
          : '不是本单位人员'
        : at > now
          ? '时间晚于现在'
          : seen.has(key)
            ? '已经登记'
            : half === undefined
              ? '下班之后，不作到岗认定'
              : undefined;
    if (verdict !== undefined || person === undefined || half === undefined) {
      notTaken.push({ line, text: `${name} ${at.toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' })}`, verdict: verdict ?? '' });
      continue;
    }
    seen.add(key);
    judged.push({ personId: person.personId, at: at.toISOString(), half, standing: standingOf(rules, { officeId, at, half, startsAt: times.startsAt(half) }) });
  }
  return { judged, notTaken: notTaken.toSorted((one, other) => one.line - other.line) };
}

function standingOf(
  rules: RulesInForce,
  { officeId, at, half, startsAt }: { readonly officeId: number; readonly at: Date; readonly half: number; readonly startsAt: Date },
): Judged['standing'] {
  const seconds = Math.floor((at.getTime() - startsAt.getTime()) / 1000);
  const facts = { secondsEarly: Math.max(0, -seconds), secondsLate: Math.max(0, seconds) };
  const standing = rules.decide({ officeId, question: '打卡认定', facts, on: dayOf(half) }).values['punchStanding'];
  if (standing !== '有效' && standing !== '迟到' && standing !== '过早') throw new Error(`a punch stands as ${String(standing)}`);
  return standing;
}
