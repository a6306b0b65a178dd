import { addWorkdays } from '../../rules/calendar/working-days.ts';
import { civilDayOf } from '../../rules/calendar/civil-date.ts';
import { holds } from '../../platform/act/actor.ts';
import { Failure } from '../../platform/act/failure.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import { notify, notifyPosts } from '../../platform/notices/notify.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { AnswerObjection, CloseAppraisal, ObjectToAttendance } from './contract-attendance.ts';
import { OFFICER } from './import-punches.ts';
import { PERSONNEL, staffMember } from './record-service.ts';
import type { PersonFigures } from './statistics.ts';

interface Frozen {
  readonly freezeId: number;
  readonly frozenAt: Date;
  readonly figures: PersonFigures | null;
  readonly objected: boolean;
  /** Of this person, of the period itself or one of its months, without an answer. */
  readonly open: boolean;
}

const frozen = statement<Frozen>(
  'frozen-figures',
  `
  select f.freeze_id as "freezeId", f.frozen_at as "frozenAt", (select x from jsonb_array_elements(f.figures) x where (x ->> 'personId')::int = $3) as figures,
    exists (select from attendance_objection o where o.office_id = f.office_id and o.freeze_id = f.freeze_id and o.person_id = $3) as objected,
    exists (select from attendance_objection o join attendance_freeze g on g.office_id = o.office_id and g.freeze_id = o.freeze_id
      where o.office_id = f.office_id and o.person_id = $3 and o.answered_at is null and left(g.period, length(f.period)) = f.period) as open
  from attendance_freeze f where f.office_id = $1 and f.period = $2 order by f.version desc limit 1`,
);
const insertObjection = statement<{ id: number }>(
  'insert-attendance-objection',
  `
  insert into attendance_objection (office_id, freeze_id, person_id, objection, made_at) values ($1, $2, $3, $4, $5) returning objection_id as id`,
);

/** 提出考勤异议 (ATT-01c): against one's own frozen figures, within the days the office has set. */
export function objectToAttendanceVerb(
  rules: RulesInForce,
): Verb<ObjectToAttendance, Frozen, ObjectToAttendance & { readonly freezeId: number }, { readonly objectionId: number }> {
  return {
    name: 'object-to-attendance',
    title: '提出考勤异议',
    who: '本人',
    read: async (tx, { period }, asking) => {
      const actor = await asking.actor;
      const found = await tx.row(frozen, [tx.officeId, period, actor.personId]);
      if (found === undefined) throw new Failure('not-found', `${period}的考勤还没有冻结。`);
      return found;
    },
    decide: ({ freezeId, frozenAt, figures, objected }, input, { actor, today }) => {
      if (figures === null) return no('not-counted', `${input.period}的考勤统计中没有您。`);
      if (objected) return no('objected-already', '对这一版统计已经提出异议。');
      const days = rules.setting({ officeId: actor.officeId, setting: 'objectionDays', on: today });
      const last = typeof days === 'number' ? addWorkdays(civilDayOf(frozenAt), days) : undefined;
      if (last !== undefined && today > last) return no('too-late', `异议应在${last}之前提出。`, ['请办公室更正后重新冻结']);
      return { yes: { ...input, freezeId } };
    },
    write: async (tx, { freezeId, period, objection }, { actor, now, today }) => {
      const made = await tx.row(insertObjection, [tx.officeId, freezeId, actor.personId, objection, now]);
      if (made === undefined) throw new Error('the objection was not inserted');
      const subject = { kind: 'attendance-objection', id: made.id };
      const sent = [notifyPosts(tx, { posts: [OFFICER], on: today, sentence: `${actor.name}对${period}考勤提出异议：${objection}`, subject, now })];
      return { result: { objectionId: made.id }, entry: { subject, detail: { period, objection } }, sent };
    },
  };
}

interface SeenObjection {
  readonly personId: number;
  readonly answered: boolean;
}

const objection = statement<SeenObjection>(
  'objection-to-answer',
  `
  select person_id as "personId", answered_at is not null as answered from attendance_objection where office_id = $1 and objection_id = $2 for update`,
);
const answer = statement<never>(
  'answer-objection',
  `update attendance_objection set answer = $3, answered_by = $4, answered_at = $5 where office_id = $1 and objection_id = $2`,
);

/** 答复考勤异议 (ATT-01c). */
export const answerObjectionVerb: Verb<AnswerObjection, SeenObjection, AnswerObjection & SeenObjection, { readonly objectionId: number }> = {
  name: 'answer-objection',
  title: '答复考勤异议',
  who: OFFICER,
  read: async (tx, { objectionId }) => {
    const found = await tx.row(objection, [tx.officeId, objectionId]);
    if (found === undefined) throw new Failure('not-found', '没有这项异议。');
    return found;
  },
  decide: (found, input, { actor }) => {
    if (!holds(actor, OFFICER)) return no('not-officer', `考勤异议由${OFFICER}答复。`);
    if (found.personId === actor.personId) return no('own-business', '本人的异议由他人答复。');
    return found.answered ? no('answered-already', '已经答复。') : { yes: { ...input, ...found } };
  },
  write: async (tx, { objectionId, answer: text, personId }, { actor, now }) => {
    const subject = { kind: 'attendance-objection', id: objectionId };
    const sent = [
      tx.rows(answer, [tx.officeId, objectionId, text, actor.personId, now]),
      notify(tx, { personIds: [personId], sentence: `考勤异议已答复：${text}`, subject, now }),
    ];
    return { result: { objectionId }, entry: { subject, detail: { answer: text } }, sent };
  },
};

interface SeenAppraisal {
  readonly year: Frozen | undefined;
  readonly closed: boolean;
}

const closed = statement<{ closed: boolean }>(
  'appraisal-closed',
  `select exists (select from appraisal where office_id = $1 and year = $2 and person_id = $3) as closed`,
);
const insertAppraisal = statement<never>(
  'insert-appraisal',
  `
  insert into appraisal (office_id, year, person_id, grade, attendance, freeze_id, closed_by, closed_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
);

/** 办结年度考核 (ATT-01c): its attendance part is the frozen year, and without it the appraisal stays open. */
export function closeAppraisalVerb(
  rules: RulesInForce,
): Verb<CloseAppraisal, SeenAppraisal, CloseAppraisal & { readonly frozen: Frozen; readonly attendance: string }, { readonly attendance: string }> {
  return {
    name: 'close-appraisal',
    title: '办结年度考核',
    who: PERSONNEL,
    read: async (tx, { year, personId }) => {
      const [, found, done] = await Promise.all([
        staffMember(tx, personId),
        tx.row(frozen, [tx.officeId, String(year), personId]),
        tx.row(closed, [tx.officeId, year, personId]),
      ]);
      return { year: found, closed: done?.closed === true };
    },
    decide: ({ year, closed: done }, input, { actor, today }) => {
      if (!holds(actor, PERSONNEL)) return no('not-personnel', `年度考核由${PERSONNEL}办结。`);
      if (input.personId === actor.personId) return no('own-business', '本人的考核由他人办结。');
      if (done) return no('closed-already', '该年度考核已经办结。');
      const { refusals } = rules.decide({
        officeId: actor.officeId,
        question: '考核办结',
        facts: { yearFrozen: year !== undefined, objectionOpen: year?.open === true },
        on: today,
      });
      const [refusal] = refusals;
      if (refusal !== undefined) return { no: refusal, all: refusals };
      if (year === undefined || year.figures === null) return no('not-counted', '该年度考勤汇总中没有此人。');
      return { yes: { ...input, frozen: year, attendance: inWords(year.figures) } };
    },
    write: async (tx, { year, personId, grade, frozen: figures, attendance }, { actor, now }) => {
      const subject = { kind: 'appraisal', id: `${year}/${personId}` };
      const sent = [
        tx.rows(insertAppraisal, [tx.officeId, year, personId, grade, attendance, figures.freezeId, actor.personId, now]),
        notify(tx, { personIds: [personId], sentence: `${year}年度考核：${grade}。${attendance}`, subject, now }),
      ];
      return { result: { attendance }, entry: { subject, detail: { grade, attendance } }, sent };
    },
  };
}

function inWords({ due, present, late, leftEarly, absent, findings }: PersonFigures): string {
  return `应出勤${due / 2}天，正常${present / 2}天，迟到${late}次，早退${leftEarly}次，缺勤${absent / 2}天，检查发现${findings}次`;
}
