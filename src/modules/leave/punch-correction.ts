import { holds } from '../../platform/act/actor.ts';
import { Failure } from '../../platform/act/failure.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import { notify, notifyPosts } from '../../platform/notices/notify.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { CorrectPunch } from './contract-attendance.ts';
import type { z } from 'zod';
import type { settleCorrection } from './contract-attendance.ts';
import { halfDay, halfDayWords } from './half-days.ts';
import { OFFICER } from './import-punches.ts';
import { staffMember } from './record-service.ts';

const OFFICE = '办公室';
const HEAD = '办公室主任';

interface Seen {
  readonly name: string;
  readonly ofOfficer: boolean;
  readonly open: boolean;
}

const seen = statement<Omit<Seen, 'name'>>(
  'punch-to-correct',
  `
  select exists (select from post_holding where office_id = $1 and person_id = $2 and post = '${OFFICER}' and period @> $4::date) as "ofOfficer",
    exists (select from punch_correction where office_id = $1 and person_id = $2 and half = $3 and confirmed_at is null and withdrawn_at is null) as open`,
);
const insert = statement<{ id: number }>(
  'insert-punch-correction',
  `
  insert into punch_correction (office_id, person_id, half, standing, reason, corrected_by, corrected_at) values ($1, $2, $3, $4, $5, $6, $7) returning correction_id as id`,
);

/** 更正打卡 (ATT-02a, ATT-07a): by the officer, his own by the head of the office; it counts once a second person has confirmed it. */
export function correctPunchVerb(
  rules: RulesInForce,
): Verb<CorrectPunch, Seen, CorrectPunch & { readonly half: CorrectPunch['half']; readonly name: string }, { readonly correctionId: number }> {
  return {
    name: 'correct-punch',
    title: '更正打卡',
    who: `${OFFICER}、${HEAD}`,
    read: async (tx, { personId, day, half }, { today }) => {
      const [{ name }, found] = await Promise.all([staffMember(tx, personId), tx.row(seen, [tx.officeId, personId, halfDay(day, half), today])]);
      if (found === undefined) throw new Error('a select without from gave no row');
      return { name, ...found };
    },
    decide: ({ name, ofOfficer, open }, input, { actor, today }) => {
      const facts = {
        correctsHimself: input.personId === actor.personId,
        byAttendanceOfficer: holds(actor, OFFICER),
        byOfficeHead: holds(actor, HEAD) && ofOfficer,
      };
      const { refusals } = rules.decide({ officeId: actor.officeId, question: '打卡更正', facts, on: input.day < today ? input.day : today });
      const [refusal] = refusals;
      if (refusal !== undefined) return { no: refusal, all: refusals };
      if (input.day > today) return no('future', '不能更正还没有到的日子。');
      if (open) return no('open-already', '这个半日已有一项更正等待确认。', ['先确认或者撤回原来的更正']);
      return { yes: { ...input, name } };
    },
    write: async (tx, plan, { actor, now, today }) => {
      const half = halfDay(plan.day, plan.half);
      const made = await tx.row(insert, [tx.officeId, plan.personId, half, plan.standing, plan.reason, actor.personId, now]);
      if (made === undefined) throw new Error('the correction was not inserted');
      const subject = { kind: 'punch-correction', id: made.id };
      const sentence = `${plan.name}${halfDayWords(half)}的打卡更正为${plan.standing}，请第二人确认。`;
      return {
        result: { correctionId: made.id },
        entry: { subject, detail: { ...plan } },
        sent: [notifyPosts(tx, { posts: [OFFICE], on: today, sentence, subject, now })],
      };
    },
  };
}

type Settle = z.infer<typeof settleCorrection>;

interface Correction {
  readonly personId: number;
  readonly half: number;
  readonly standing: '有效' | '迟到';
  readonly correctedBy: number;
  readonly settled: boolean;
}

const correction = statement<Correction>(
  'correction-to-settle',
  `
  select person_id as "personId", half, standing, corrected_by as "correctedBy", confirmed_at is not null or withdrawn_at is not null as settled
  from punch_correction where office_id = $1 and correction_id = $2 for update`,
);
const confirm = statement<never>(
  'confirm-correction',
  `
  with done as (update punch_correction set confirmed_by = $3, confirmed_at = $4 where office_id = $1 and correction_id = $2 returning *)
  insert into attendance_half (office_id, person_id, half, standing) select office_id, person_id, half, case standing when '有效' then 1 else 2 end from done
  on conflict (office_id, half, person_id) do update set standing = excluded.standing`,
);
const withdraw = statement<never>('withdraw-correction', `update punch_correction set withdrawn_at = $3 where office_id = $1 and correction_id = $2`);

/** 确认打卡更正: by somebody else of the office; whoever made it may take it back. */
export const settleCorrectionVerb: Verb<Settle, Correction, Settle & { readonly seen: Correction }, { readonly correctionId: number }> = {
  name: 'settle-correction',
  title: '确认打卡更正',
  who: OFFICE,
  read: async (tx, { correctionId }) => {
    const found = await tx.row(correction, [tx.officeId, correctionId]);
    if (found === undefined) throw new Failure('not-found', '没有这项更正。');
    return found;
  },
  decide: (found, input, { actor }) => {
    if (found.settled) return no('settled-already', '这项更正已经办结。');
    const own = found.correctedBy === actor.personId;
    if (!input.agreed) return own || holds(actor, OFFICE) ? { yes: { ...input, seen: found } } : no('not-office', `由更正人或者${OFFICE}撤回。`);
    if (!holds(actor, OFFICE)) return no('not-office', `打卡更正由${OFFICE}人员确认。`);
    if (own || found.personId === actor.personId) return no('second-person', '更正须由更正人和本人之外的第二人确认。', ['请办公室另一人确认']);
    return { yes: { ...input, seen: found } };
  },
  write: async (tx, { correctionId, agreed, seen: found }, { actor, now }) => {
    const subject = { kind: 'punch-correction', id: correctionId };
    const sentence = `${halfDayWords(found.half)}的打卡已更正为${found.standing}。`;
    const sent: Promise<unknown>[] = agreed
      ? [tx.rows(confirm, [tx.officeId, correctionId, actor.personId, now]), notify(tx, { personIds: [found.personId], sentence, subject, now })]
      : [tx.rows(withdraw, [tx.officeId, correctionId, now])];
    return { result: { correctionId }, entry: { subject, detail: { agreed } }, sent };
  },
};
