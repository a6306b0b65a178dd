import { Failure } from '../../platform/act/failure.ts';
import { statement } from '../../platform/db/statement.ts';
import { requireFiles } from '../../platform/matters/content.ts';
import { openDuty } from '../../platform/obligations/open-duty.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { inForce } from '../../rules/rulebook.ts';
import type { AnswerRequest, EvaluateDepartment, NameMember, NoteLawChange, RegisterRequest } from './contract-accounting.ts';
import { lineTable, lineVerb, refusal, ruled } from './lines.ts';

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
/** 登记内控小组成员 (ICF-03.1b). */
export const nameMemberVerb = lineVerb<NameMember, null>({
  name: 'name-control-member',
  title: '登记内控小组成员',
  who: ['局长'],
  kind: 'control-member',
  read: async () => null,
  against: () => undefined,
  write: async (tx, { input }, moment) => {
    await members.insert(tx, { person_id: input.personId, task: input.task, from_day: input.from }, moment);
    return undefined;
  },
});

const changes = lineTable('law_change', ['law', 'effective', 'change', 'regulations']);
/** 登记上位规定变动 (ICF-03.1c): every regulation that names it is to be reviewed. */
export const noteLawChangeVerb = (rules: RulesInForce) =>
  lineVerb<NoteLawChange, null>({
    name: 'note-law-change',
    title: '登记上位规定变动',
    who: ['财务股', '办公室', '纪检领导'],
    kind: 'law-change',
    read: async () => null,
    against: () => undefined,
    write: async (tx, { input }, moment) => {
      const { law, effective, change } = input;
      const packs = (rules.bookOf(tx.officeId)?.packs ?? []).filter((pack) => inForce(pack, moment.today) && pack.legalBasis.includes(law));
      const id = await changes.insert(tx, { law, effective, change, regulations: JSON.stringify(packs.map((pack) => pack.regulation)) }, moment);
      const duty = rules.duty({ officeId: tx.officeId, duty: '依据复核', on: moment.today });
      for (const pack of duty === undefined ? [] : packs) {
        if (duty !== undefined)
          await openDuty(tx, {
            duty,
            event: effective,
            today: moment.today,
            subject: { kind: 'law-change', id: `${id}/${pack.regulation}` },
            handlerId: null,
            about: `《${law}》变动，复核《${pack.regulation}》`,
          });
      }
      return { regulations: packs.map((pack) => pack.regulation) };
    },
  });

interface Evaluated {
  readonly done: boolean;
  readonly kept: number;
  readonly due: number;
  readonly exceptions: number;
  readonly late: number;
  readonly improvements: number;
}
// What the platform itself knows of a section in a year: its people's duties, exceptions and open improvements.
const evaluated = statement<Evaluated>(
  'department-measured',
  `
  with staff as (select person_id from person where office_id = $1 and department_id = $2),
    duty as (select * from obligation where office_id = $1 and owner_person_id in (select person_id from staff) and extract(year from due_on) = $3 and due_on <= $4::date)
  select exists (select from control_evaluation where office_id = $1 and department_id = $2 and year = $3) as done,
    (select count(*) from duty where state = 'discharged' and (ended_at at time zone 'Asia/Shanghai')::date <= due_on) as kept, (select count(*) from duty) as due,
    (select count(*) from release r join matter m on m.office_id = r.office_id and m.matter_id = r.matter_id where r.office_id = $1 and m.department_id = $2 and r.released_at is not null and extract(year from r.released_at) = $3) as exceptions,
    (select count(*) from duty where state = 'open' and due_on < $4::date) as late,
    (select count(*) from improvement i where i.office_id = $1 and i.owner_id in (select person_id from staff) and not exists (select from improvement_verification v where v.office_id = i.office_id and v.number = i.number)) as improvements`,
);
const evaluations = lineTable('control_evaluation', ['department_id', 'year', 'measures', 'score', 'comment']);

/** 内控评价 (ICF-03.3b): measures are worked out; score and comment come from outside the section. */
export const evaluateDepartmentVerb = (rules: RulesInForce) =>
  lineVerb<EvaluateDepartment, Evaluated>({
    name: 'evaluate-department',
    title: '内控评价',
    who: ['内审人员', '纪检领导', '财务股'],
    kind: 'control-evaluation',
    read: async (tx, { departmentId, year }, { today }) => {
      const found = await tx.row(evaluated, [tx.officeId, departmentId, year, today]);
      if (found === undefined) throw new Error('a select without from gave no row');
      return found;
    },
    against: ({ done }, { departmentId }, moment) => {
      if (done) return refusal('done-already', '这个股室本年度已经评价。');
      return ruled(rules, '内控评价', { evaluatorInside: moment.actor.departmentId === departmentId }, moment);
    },
    write: async (tx, { seen, input }, moment) => {
      const { departmentId, year, score, comment } = input;
      const { done: _done, ...measures } = seen;
      await evaluations.insert(tx, { department_id: departmentId, year, measures: JSON.stringify(measures), score, comment }, moment);
      await endObligation(tx, {
        duty: '内控评价',
        occasion: `department/${departmentId}/${year}`,
        state: 'discharged',
        by: moment.actor.personId,
        with: { score },
        now: moment.now,
      });
      return { measures };
    },
  });
