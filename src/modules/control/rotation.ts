import { Failure } from '../../platform/act/failure.ts';
import { addDays, type CivilDate } from '../../rules/calendar/civil-date.ts';
import { statement } from '../../platform/db/statement.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import { openDuty } from '../../platform/obligations/open-duty.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { HandOverPost, KeepInPost } from './contract-posts.ts';
import { lineTable, lineVerb, refusal } from './lines.ts';

export const ROTATION = '岗位轮换';
export const SPECIAL_AUDIT = '年度专项审计';

interface SeenHolders {
  readonly fromUntil: CivilDate | null;
  readonly fromEver: boolean;
}
const heldBy = statement<SeenHolders>(
  'post-held-by',
  `
  select exists (select from post_holding where office_id = $1 and post = $2 and person_id = $3) as "fromEver",
    (select max(coalesce(until_day, 'infinity'))::text from post_holding where office_id = $1 and post = $2 and person_id = $3) as "fromUntil"`,
);
interface OpenRotation {
  readonly occasion: string;
  readonly dueOn: CivilDate;
}
const openRotation = statement<OpenRotation>(
  'rotation-open-for',
  `
  select occasion, due_on::text as "dueOn" from obligation where office_id = $1 and duty = '${ROTATION}' and state = 'open' and occasion like 'rotation/' || $2::text || '/' || $3::text || '/%'`,
);
const handovers = lineTable('post_handover', ['post', 'from_person_id', 'to_person_id', 'supervisor_id', 'items', 'open_items']);

interface SeenHandover extends SeenHolders {
  readonly occasions: readonly string[];
}

/** 岗位交接 (ICF-02.2a): taken over by the next holder, before a third person; this ends the rotation of the one before. */
export const handOverPostVerb = lineVerb<HandOverPost, SeenHandover>({
  name: 'hand-over-post',
  title: '接收岗位交接',
  who: [],
  by: '接任人员',
  kind: 'post-handover',
  series: '交',
  read: async (tx, { post, fromPersonId }) => {
    const [held, open] = await Promise.all([
      tx.row(heldBy, [tx.officeId, post, fromPersonId]),
      tx.rows(openRotation, [tx.officeId, post, String(fromPersonId)]),
    ]);
    return { fromUntil: held?.fromUntil ?? null, fromEver: held?.fromEver === true, occasions: open.map((one) => one.occasion) };
  },
  against: ({ fromEver, fromUntil }, { post, fromPersonId, supervisorId }, { actor, today }) => {
    if (!actor.posts.some((held) => held.post === post && held.coverFor === null)) return refusal('not-receiver', `由${post}的接任人员接收。`);
    if (!fromEver || fromPersonId === actor.personId) return refusal('not-former', '移交人应是此前任本岗位的另一人。');
    if (fromUntil === 'infinity' || (fromUntil !== null && fromUntil > today))
      return refusal('still-held', '移交人仍任本岗位，先登记免职。', ['由安全管理员登记免职']);
    return supervisorId === actor.personId || supervisorId === fromPersonId
      ? refusal('supervisor', '监交人应是移交人、接收人以外的人。', ['另请监交人'])
      : undefined;
  },
  write: async (tx, { seen, input, number }, moment) => {
    const { post, fromPersonId, supervisorId, items, openItems } = input;
    const { actor, now } = moment;
    await handovers.insert(
      tx,
      { post, from_person_id: fromPersonId, to_person_id: actor.personId, supervisor_id: supervisorId, items, open_items: openItems },
      moment,
    );
    for (const occasion of seen.occasions)
      await endObligation(tx, { duty: ROTATION, occasion, state: 'discharged', by: actor.personId, with: { number }, now });
    return { ended: seen.occasions.length };
  },
});

const stays = lineTable('post_stay', ['post', 'person_id', 'rotation_due_on', 'reason']);

/** 无法轮岗: the 局长 says why; instead of the rotation the post is audited every year. */
export const keepInPostVerb = (rules: RulesInForce) =>
  lineVerb<KeepInPost, OpenRotation>({
    name: 'keep-in-post',
    title: '登记无法轮岗',
    who: ['局长'],
    kind: 'post-stay',
    read: async (tx, { post, personId }) => {
      const found = await tx.row(openRotation, [tx.officeId, post, String(personId)]);
      if (found === undefined) throw new Failure('not-found', '没有这名人员在该岗位的轮换义务。');
      return found;
    },
    against: (_seen, { personId }, { actor }) => (personId === actor.personId ? refusal('own-business', '本人的岗位由集体决定。') : undefined),
    write: async (tx, { seen, input }, moment) => {
      const { post, personId, reason } = input;
      const id = await stays.insert(tx, { post, person_id: personId, rotation_due_on: seen.dueOn, reason }, moment);
      await endObligation(tx, { duty: ROTATION, occasion: seen.occasion, state: 'lapsed', by: moment.actor.personId, with: { reason }, now: moment.now });
      const duty = rules.duty({ officeId: tx.officeId, duty: SPECIAL_AUDIT, on: moment.today });
      if (duty === undefined) return undefined;
      const subject = { kind: 'post-stay', id: `${id}/${seen.dueOn}` };
      return {
        dueOn: await openDuty(tx, {
          duty,
          event: seen.dueOn,
          today: moment.today,
          subject,
          handlerId: null,
          about: `${post}（${addDays(seen.dueOn, 1)}起未轮换）`,
        }),
      };
    },
  });
