import { Failure } from '../../platform/act/failure.ts';
import { statement } from '../../platform/db/statement.ts';
import { requireFiles } from '../../platform/matters/content.ts';
import { openDuty } from '../../platform/obligations/open-duty.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { AnswerRequest, NameMember, RegisterRequest } from './contract-accounting.ts';
import { lineTable, lineVerb, refusal } from './lines.ts';

const REPLY = '外部来文答复';
const requests = lineTable('external_request', ['number', 'authority', 'subject', 'letter', 'due_on', 'owner_id']);

/** 登记外部来文检查 (ICF-03.1a): due on the day the authority names. */
export const registerRequestVerb = (rules: RulesInForce) =>
  lineVerb<RegisterRequest, null>({
    name: 'register-external-request',
    title: '登记外部来文检查',
    who: ['办公室', '财务股', '纪检领导'],
    kind: 'external-request',
    series: '外',
    read: async () => null,
    against: () => undefined,
    write: async (tx, { input, number }, moment) => {
      const { authority, subject, letter, dueOn, ownerId } = input;
      await requests.insert(tx, { number, authority, subject, letter, due_on: dueOn, owner_id: ownerId }, moment);
      const duty = rules.duty({ officeId: tx.officeId, duty: REPLY, on: moment.today });
      if (duty !== undefined)
        await openDuty(tx, {
          duty,
          event: dueOn,
          today: moment.today,
          subject: { kind: 'external-request', id: number },
          handlerId: ownerId,
          about: `${authority}${letter}${subject}`,
        });
      return { dueOn };
    },
  });

const replies = lineTable('external_reply', ['number', 'document', 'sent_on']);
const requestOf = statement<{ ownerId: number; answered: boolean }>(
  'external-request-to-answer',
  `
  select r.owner_id as "ownerId", exists (select from external_reply a where a.office_id = r.office_id and a.number = r.number) as answered from external_request r where r.office_id = $1 and r.number = $2 for update of r`,
);

/** 登记答复: the document that was sent ends the duty. */
export const answerRequestVerb = lineVerb<AnswerRequest, { readonly ownerId: number; readonly answered: boolean }>({
  name: 'answer-external-request',
  title: '登记外部来文答复',
  who: [],
  by: '责任人',
  kind: 'external-request',
  read: async (tx, { number, document }) => {
    const [found] = await Promise.all([tx.row(requestOf, [tx.officeId, number]), requireFiles(tx, [{ evidence: '答复', digest: document, name: '答复' }])]);
    if (found === undefined) throw new Failure('not-found', `没有来文“${number}”。`);
    return found;
  },
  against: ({ ownerId, answered }, { sentOn }, { actor, today }) => {
    if (ownerId !== actor.personId) return refusal('not-owner', '由来文的责任人登记答复。');
    if (answered) return refusal('answered', '这件来文已经答复。');
    return sentOn > today ? refusal('future', '发出日期不能晚于今天。') : undefined;
  },
  write: async (tx, { input }, moment) => {
    const { number, document, sentOn } = input;
    await replies.insert(tx, { number, document, sent_on: sentOn }, moment);
    await endObligation(tx, {
      duty: REPLY,
      occasion: `external-request/${number}`,
      state: 'discharged',
      by: moment.actor.personId,
      with: { document, sentOn },
      now: moment.now,
    });
    return undefined;
  },
});

const members = lineTable('control_member', ['person_id', 'task', 'from_day']);
/** Who the group is made of. */
const SECTIONS = ['办公室', '财务股', '政工人事股', '纪检领导'] as const;
const unrepresented = statement<{ post: string }>(
  'control-group-lacks',
  `
  select x.post from unnest($2::text[]) with ordinality as x (post, place) where not exists (select from control_member m join post_holding h on h.office_id = m.office_id and h.person_id = m.person_id and h.period @> $3::date
    where m.office_id = $1 and h.post = x.post) order by x.place`,
);

/** 登记内控小组成员 (ICF-03.1b): office, finance, personnel and discipline are in it; whoever lacks is named. */
export const nameMemberVerb = lineVerb<NameMember, null>({
  name: 'name-control-member',
  title: '登记内控小组成员',
  who: ['局长'],
  kind: 'control-member',
  read: async () => null,
  against: () => undefined,
  write: async (tx, { input }, moment) => {
    await members.insert(tx, { person_id: input.personId, task: input.task, from_day: input.from }, moment);
    return { missing: (await tx.rows(unrepresented, [tx.officeId, [...SECTIONS], moment.today])).map((one) => one.post) };
  },
});
