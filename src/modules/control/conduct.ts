import { holds } from '../../platform/act/actor.ts';
import { dueInPeriod } from '../../rules/duties/due.ts';
import { Failure } from '../../platform/act/failure.ts';
import { statement } from '../../platform/db/statement.ts';
import { requireFiles } from '../../platform/matters/content.ts';
import { notifyPosts } from '../../platform/notices/notify.ts';
import { openDuty } from '../../platform/obligations/open-duty.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type {
  Acknowledge,
  Circulate,
  DeclareHospitality,
  DeclareInvitation,
  PlanEducation,
  RecordEducation,
  RegisterGift,
  SettleGift,
} from './contract-ethics.ts';
import { lineTable, lineVerb, refusal, ruled } from './lines.ts';

const DISCIPLINE = '纪检领导';
const GIFT_DUTY = '礼品处理';

const gifts = lineTable('gift', ['number', 'happened_on', 'giver', 'giver_unit', 'sort', 'description', 'value', 'occasion', 'receiver_id']);
/** 礼品登记 (ETH-06a): one's own or somebody else's; open until it is refused, returned or handed over. */
export const registerGiftVerb = (rules: RulesInForce) =>
  lineVerb<RegisterGift, null>({
    name: 'register-gift',
    title: '礼品登记',
    who: [],
    kind: 'gift',
    series: '礼',
    read: async () => null,
    against: (_seen, { happenedOn }, { today }) => (happenedOn > today ? refusal('future', '日期不能晚于今天。') : undefined),
    write: async (tx, { input, number }, moment) => {
      const { happenedOn, giver, giverUnit, sort, description, value, occasion, receiverId } = input;
      await gifts.insert(
        tx,
        { number, happened_on: happenedOn, giver, giver_unit: giverUnit, sort, description, value, occasion, receiver_id: receiverId },
        moment,
      );
      const duty = rules.duty({ officeId: tx.officeId, duty: GIFT_DUTY, on: happenedOn });
      const dueOn =
        duty === undefined
          ? null
          : await openDuty(tx, {
              duty,
              event: happenedOn,
              today: moment.today,
              subject: { kind: 'gift', id: number },
              handlerId: receiverId,
              about: `${number}${description}`,
            });
      return { dueOn, reportedBy: receiverId === moment.actor.personId ? '本人' : '他人' };
    },
  });

interface SeenGift {
  readonly receiverId: number;
  readonly settled: boolean;
}
const giftOf = statement<SeenGift>(
  'gift-to-settle',
  `
  select g.receiver_id as "receiverId", exists (select from gift_settlement s where s.office_id = g.office_id and s.number = g.number) as settled from gift g where g.office_id = $1 and g.number = $2 for update of g`,
);
const settlements = lineTable('gift_settlement', ['number', 'fate', 'receipt']);

/** 礼品处理: with its receipt, by whoever received it or the 纪检领导; never kept. */
export const settleGiftVerb = (rules: RulesInForce) =>
  lineVerb<SettleGift, SeenGift>({
    name: 'settle-gift',
    title: '礼品处理',
    who: [],
    by: '收受人、纪检领导',
    kind: 'gift',
    read: async (tx, { number }) => {
      const found = await tx.row(giftOf, [tx.officeId, number]);
      if (found === undefined) throw new Failure('not-found', `没有礼品“${number}”。`);
      return found;
    },
    against: ({ receiverId, settled }, { fate, receipt }, moment) => {
      if (receiverId !== moment.actor.personId && !holds(moment.actor, DISCIPLINE)) return refusal('not-receiver', `由收受人或${DISCIPLINE}登记处理。`);
      if (settled) return refusal('settled-already', '这件礼品已经处理。');
      return ruled(rules, '礼品处理', { giftFate: fate, giftEvidence: receipt !== '' }, moment);
    },
    write: async (tx, { input }, moment) => {
      await settlements.insert(tx, input, moment);
      await endObligation(tx, {
        duty: GIFT_DUTY,
        occasion: `gift/${input.number}`,
        state: 'discharged',
        by: moment.actor.personId,
        with: input,
        now: moment.now,
      });
      return undefined;
    },
  });

const invitations = lineTable('invitation', ['number', 'inviter', 'relation', 'occasion', 'held_on', 'decision', 'reason', 'warning']);
const dealings = statement<{ number: string | null }>(
  'open-matters-with',
  `
  select m.number from matter m where m.office_id = $1 and m.state in ('in_review', 'approved') and m.facts ->> 'payee' = $2
    and (m.handler_id = $3 or exists (select from matter_step s where s.office_id = m.office_id and s.matter_id = m.matter_id and s.acted_by = $3)
      or exists (select from todo t where t.office_id = m.office_id and t.matter_id = m.matter_id and t.person_id = $3)) order by m.matter_id limit 5`,
);

/** 宴请娱乐邀请申报 (ETH-06c): whoever has business with the inviter in hand is warned. */
export const declareInvitationVerb = lineVerb<DeclareInvitation, readonly string[]>({
  name: 'declare-invitation',
  title: '宴请娱乐邀请申报',
  who: [],
  kind: 'invitation',
  series: '邀',
  read: async (tx, { inviter }, { actor }) => (await tx.rows(dealings, [tx.officeId, inviter, (await actor).personId])).flatMap((one) => one.number ?? []),
  against: (_seen, { decision, reason }) =>
    decision === '参加' && reason === '' ? refusal('no-reason', '决定参加的，须写明理由。', ['填写理由', '谢绝邀请']) : undefined,
  write: async (tx, { seen, input, number }, moment) => {
    const { inviter, relation, occasion, on, decision, reason } = input;
    const warning = seen.length === 0 ? '' : `您正在办理与${inviter}有关的事项（${seen.join('、')}），建议谢绝。`;
    await invitations.insert(tx, { number, inviter, relation, occasion, held_on: on, decision, reason, warning }, moment);
    return { warning };
  },
});

const hospitality = lineTable('hospitality', ['number', 'trip', 'above_standard', 'kind', 'host', 'value']);
/** 异地接待申报 (ETH-04b). */
export const declareHospitalityVerb = (rules: RulesInForce) =>
  lineVerb<DeclareHospitality, null>({
    name: 'declare-hospitality',
    title: '异地公务接待申报',
    who: [],
    kind: 'hospitality',
    series: '接申',
    read: async () => null,
    against: (_seen, { aboveStandard, kind, host, value }, moment) =>
      ruled(rules, '异地接待', { hostAboveStandard: aboveStandard, hostNamed: kind !== '' && host !== '' && value > 0 }, moment),
    write: async (tx, { input, number }, moment) => {
      const { trip, aboveStandard, kind, host, value } = input;
      await hospitality.insert(tx, { number, trip, above_standard: aboveStandard, kind, host, value }, moment);
      if (aboveStandard)
        await notifyPosts(tx, {
          posts: [DISCIPLINE],
          on: moment.today,
          sentence: `${moment.actor.name}申报异地接待超标准：${host}${kind}。`,
          subject: { kind: 'hospitality', id: number },
          now: moment.now,
        });
      return undefined;
    },
  });

const EDUCATION_DUTY = '廉政教育活动';
const plans = lineTable('education_plan', ['number', 'planned_on', 'topic']);
/** 廉政教育计划 (ETH-01): one line for each activity of the year. */
export const planEducationVerb = lineVerb<PlanEducation, null>({
  name: 'plan-education',
  title: '廉政教育计划',
  who: [DISCIPLINE],
  kind: 'education-plan',
  series: '教计',
  read: async () => null,
  against: () => undefined,
  write: async (tx, { input: { plannedOn, topic }, number }, moment) => {
    await plans.insert(tx, { number, planned_on: plannedOn, topic }, moment);
    return undefined;
  },
});

const planned = statement<{ held: boolean }>(
  'education-planned',
  `
  select exists (select from education e where e.office_id = p.office_id and e.plan_number = p.number) as held from education_plan p where p.office_id = $1 and p.number = $2 for update of p`,
);
const educations = lineTable('education', ['number', 'sort', 'held_on', 'topic', 'speaker', 'attendees', 'material', 'plan_number']);
/** 登记教育活动 (ETH-01, ICF-02.2c, ICF-03.3c): fulfils the plan and the half-year's duty; whoever attended a training of key posts has done the year's. */
export const recordEducationVerb = (rules: RulesInForce) =>
  lineVerb<RecordEducation, { readonly held: boolean } | undefined>({
    name: 'record-education',
    title: '登记教育活动',
    who: [DISCIPLINE, '政工人事股', '财务股'],
    kind: 'education',
    series: '教',
    read: async (tx, { material, plan }) => {
      if (material !== null) await requireFiles(tx, [{ evidence: '材料', digest: material, name: '材料' }]);
      return plan === '' ? undefined : await tx.row(planned, [tx.officeId, plan]);
    },
    against: (seen, { heldOn, plan }, { today }) => {
      if (heldOn > today) return refusal('future', '活动日期不能晚于今天。');
      if (plan === '') return undefined;
      if (seen === undefined) return refusal('no-such-plan', `没有计划“${plan}”。`, ['核对计划编号']);
      return seen.held ? refusal('held-already', '这项计划的活动已经登记。') : undefined;
    },
    write: async (tx, { input, number }, moment) => {
      const { sort, heldOn, topic, speaker, attendees, material, plan } = input;
      await educations.insert(
        tx,
        { number, sort, held_on: heldOn, topic, speaker, attendees: JSON.stringify(attendees), material, plan_number: plan === '' ? null : plan },
        moment,
      );
      const half = sort === '廉政教育' ? rules.duty({ officeId: tx.officeId, duty: EDUCATION_DUTY, on: heldOn })?.period : undefined;
      if (half?.kind === 'recurring')
        await endObligation(tx, {
          duty: EDUCATION_DUTY,
          occasion: dueInPeriod(half, heldOn).occasion,
          state: 'discharged',
          by: moment.actor.personId,
          with: { number },
          now: moment.now,
        });
      for (const personId of sort === '关键岗位培训' ? attendees : []) {
        await endObligation(tx, {
          duty: '关键岗位培训',
          occasion: `training/${personId}/${heldOn.slice(0, 4)}`,
          state: 'discharged',
          by: moment.actor.personId,
          with: { number },
          now: moment.now,
        });
      }
      return undefined;
    },
  });

const DUTY_TO_KNOW = '规定文件学习确认';
const circulars = lineTable('circular', ['title', 'issuer', 'version', 'text']);
const everybody = statement<{ personId: number }>(
  'staff-to-tell',
  `select person_id as "personId" from person where office_id = $1 and joined_on <= $2::date and (left_on is null or left_on > $2::date) order by 1`,
);

/** 发布规定文件 (ETH-09a, ETH-09b): everybody acknowledges it for himself. */
export const circulateVerb = (rules: RulesInForce) =>
  lineVerb<Circulate, readonly number[]>({
    name: 'circulate-document',
    title: '发布规定文件',
    who: [DISCIPLINE],
    kind: 'circular',
    read: async (tx, { text }, { today }) => {
      const [people] = await Promise.all([tx.rows(everybody, [tx.officeId, today]), requireFiles(tx, [{ evidence: '文本', digest: text, name: '文本' }])]);
      return people.map((one) => one.personId);
    },
    against: () => undefined,
    write: async (tx, { seen, input }, moment) => {
      const { today } = moment;
      await circulars.insert(tx, input, moment);
      const duty = rules.duty({ officeId: tx.officeId, duty: DUTY_TO_KNOW, on: today });
      for (const personId of duty === undefined ? [] : seen) {
        if (duty !== undefined)
          await openDuty(tx, {
            duty,
            event: today,
            today,
            subject: { kind: 'circular', id: `${input.title}/${input.version}/${personId}` },
            handlerId: personId,
            about: `《${input.title}》`,
          });
      }
      return { told: seen.length };
    },
  });

const acknowledgements = lineTable('acknowledgement', ['about', 'version']);
const newestCircular = statement<{ version: number }>(
  'circular-newest',
  `select version from circular where office_id = $1 and title = $2 order by version desc limit 1`,
);
/** 确认学习规定文件. */
export const acknowledgeVerb = lineVerb<Acknowledge, number>({
  name: 'acknowledge-document',
  title: '确认学习规定文件',
  who: [],
  kind: 'circular',
  read: async (tx, { title }) => {
    const found = await tx.row(newestCircular, [tx.officeId, title]);
    if (found === undefined) throw new Failure('not-found', `没有发布“${title}”。`);
    return found.version;
  },
  against: () => undefined,
  write: async (tx, { seen: version, input: { title } }, moment) => {
    const { actor, now } = moment;
    await acknowledgements.insert(tx, { about: `文件/${title}`, version }, moment);
    await endObligation(tx, {
      duty: DUTY_TO_KNOW,
      occasion: `circular/${title}/${version}/${actor.personId}`,
      state: 'discharged',
      by: actor.personId,
      with: { version },
      now,
    });
    return { version };
  },
});
