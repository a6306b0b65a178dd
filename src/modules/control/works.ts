import { Failure } from '../../platform/act/failure.ts';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { dayAfter } from '../../rules/duties/due.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import { requireFiles } from '../../platform/matters/content.ts';
import { openDuty } from '../../platform/obligations/open-duty.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { AnswerObjection, OpenWorks, PostNotice, RecordObjection, SignWorks } from './contract-ethics.ts';
import { lineTable, lineVerb, refusal, ruled } from './lines.ts';

const KEEPERS = ['办公室', '财务股', '纪检领导'] as const;
const works = lineTable('works', ['number', 'name', 'amount', 'leader_id', 'supervisor_id', 'procedure', 'basis']);
const NOTICE_DUTY = '项目公示';

/** 登记基建发包项目 (ETH-07a): with its procedure and legal basis; the duty of the opening notice begins (ETH-07b). */
export const openWorksVerb = (rules: RulesInForce) =>
  lineVerb<OpenWorks, null>({
    name: 'open-works',
    title: '登记基建发包项目',
    who: KEEPERS,
    kind: 'works',
    series: '建',
    read: async () => null,
    against: (_seen, { leaderId, supervisorId }) => (leaderId === supervisorId ? refusal('same-person', '责任领导和纪检监督人不能是同一人。') : undefined),
    write: async (tx, { input, number }, moment) => {
      const { name, amount, leaderId, supervisorId, procedure, basis } = input;
      const { today } = moment;
      await works.insert(tx, { number, name, amount, leader_id: leaderId, supervisor_id: supervisorId, procedure, basis }, moment);
      const duty = rules.duty({ officeId: tx.officeId, duty: NOTICE_DUTY, on: today });
      for (const stage of duty === undefined ? [] : ['启动', '授予']) {
        if (duty !== undefined)
          await openDuty(tx, {
            duty,
            event: today,
            today,
            subject: { kind: 'works', id: `${number}/${stage}` },
            handlerId: moment.actor.personId,
            about: `${number}${name}${stage}`,
          });
      }
      return undefined;
    },
  });

interface SeenWorks {
  readonly grounded: boolean;
  readonly startUntil: CivilDate | null;
  readonly awardUntil: CivilDate | null;
  readonly openObjections: number;
  readonly signed: boolean;
}
const worksOf = statement<SeenWorks>(
  'works-by-number',
  `
  select w.procedure <> '' and w.basis <> '' as grounded, (select max(n.until_day)::text from works_notice n where n.office_id = w.office_id and n.works_number = w.number and n.stage = '启动') as "startUntil",
    (select max(n.until_day)::text from works_notice n where n.office_id = w.office_id and n.works_number = w.number and n.stage = '授予') as "awardUntil",
    (select count(*) from works_objection o where o.office_id = w.office_id and o.works_number = w.number and not exists (select from works_objection_answer a where a.office_id = o.office_id and a.number = o.number)) as "openObjections",
    exists (select from works_contract c where c.office_id = w.office_id and c.works_number = w.number) as signed
  from works w where w.office_id = $1 and w.number = $2 for update of w`,
);

async function seeWorks(tx: ReadTx, number: string): Promise<SeenWorks> {
  const found = await tx.row(worksOf, [tx.officeId, number]);
  if (found === undefined) throw new Failure('not-found', `没有项目“${number}”。`);
  return found;
}

const notices = lineTable('works_notice', ['works_number', 'stage', 'place', 'from_day', 'until_day', 'channel', 'notice']);
const NOTICE_WORKDAYS = { count: 5, unit: 'workday' } as const;

/** 项目公示 (ETH-07b, ETH-07c): long enough, with a channel for objections. */
export const postNoticeVerb = (rules: RulesInForce) =>
  lineVerb<PostNotice, SeenWorks>({
    name: 'post-works-notice',
    title: '登记项目公示',
    who: KEEPERS,
    kind: 'works',
    read: async (tx, { number, notice }) => {
      const [seen] = await Promise.all([seeWorks(tx, number), requireFiles(tx, [{ evidence: '公示文本', digest: notice, name: '公示文本' }])]);
      return seen;
    },
    against: (_seen, { from, until }, { actor, today }) => {
      if (rules.duty({ officeId: actor.officeId, duty: NOTICE_DUTY, on: today }) === undefined) return undefined;
      const shortest = dayAfter(from, NOTICE_WORKDAYS);
      return until < shortest ? refusal('too-short', `公示不少于5个工作日，止日不早于${shortest}。`) : undefined;
    },
    write: async (tx, { input }, moment) => {
      const { number, stage, place, from, until, channel, notice } = input;
      await notices.insert(tx, { works_number: number, stage, place, from_day: from, until_day: until, channel, notice }, moment);
      await endObligation(tx, {
        duty: NOTICE_DUTY,
        occasion: `works/${number}/${stage}`,
        state: 'discharged',
        by: moment.actor.personId,
        with: { notice, from, until },
        now: moment.now,
      });
      return undefined;
    },
  });

const objections = lineTable('works_objection', ['number', 'works_number', 'received_on', 'objector', 'content']);
/** 登记异议 (ETH-07c): with a number and a day by which it is answered. */
export const recordObjectionVerb = (rules: RulesInForce) =>
  lineVerb<RecordObjection, SeenWorks>({
    name: 'record-works-objection',
    title: '登记公示异议',
    who: KEEPERS,
    kind: 'works-objection',
    series: '公异',
    read: (tx, { number }) => seeWorks(tx, number),
    against: (_seen, { receivedOn }, { today }) => (receivedOn > today ? refusal('future', '收到日期不能晚于今天。') : undefined),
    write: async (tx, { input, number }, moment) => {
      const { number: worksNumber, receivedOn, objector, content } = input;
      const { today, actor } = moment;
      await objections.insert(tx, { number, works_number: worksNumber, received_on: receivedOn, objector, content }, moment);
      const duty = rules.duty({ officeId: tx.officeId, duty: '异议答复', on: today });
      return {
        objection: number,
        dueOn:
          duty === undefined
            ? null
            : await openDuty(tx, {
                duty,
                event: receivedOn,
                today,
                subject: { kind: 'works-objection', id: number },
                handlerId: actor.personId,
                about: number,
              }),
      };
    },
  });

const answers = lineTable('works_objection_answer', ['number', 'answer']);
const objectionOf = statement<{ answered: boolean }>(
  'works-objection-to-answer',
  `
  select exists (select from works_objection_answer a where a.office_id = o.office_id and a.number = o.number) as answered from works_objection o where o.office_id = $1 and o.number = $2 for update of o`,
);
export const answerObjectionVerb = lineVerb<AnswerObjection, { readonly answered: boolean }>({
  name: 'answer-works-objection',
  title: '答复公示异议',
  who: KEEPERS,
  kind: 'works-objection',
  read: async (tx, { objection }) => {
    const found = await tx.row(objectionOf, [tx.officeId, objection]);
    if (found === undefined) throw new Failure('not-found', `没有异议“${objection}”。`);
    return found;
  },
  against: ({ answered }) => (answered ? refusal('answered', '这件异议已经答复。') : undefined),
  write: async (tx, { input: { objection, answer } }, moment) => {
    await answers.insert(tx, { number: objection, answer }, moment);
    await endObligation(tx, {
      duty: '异议答复',
      occasion: `works-objection/${objection}`,
      state: 'discharged',
      by: moment.actor.personId,
      with: { answer },
      now: moment.now,
    });
    return undefined;
  },
});

const contracts = lineTable('works_contract', ['works_number', 'contractor', 'signed_on', 'approved_on', 'contract']);
/** 签订发包合同 (ETH-07a, ETH-07b, ICF-03.2n): on a grounded procedure, after the notice, with every objection answered, and after the approval. */
export const signWorksVerb = (rules: RulesInForce) =>
  lineVerb<SignWorks, SeenWorks>({
    name: 'sign-works-contract',
    title: '登记发包合同',
    who: KEEPERS,
    kind: 'works',
    read: async (tx, { number, contract }) => {
      const [seen] = await Promise.all([seeWorks(tx, number), requireFiles(tx, [{ evidence: '合同', digest: contract, name: '合同' }])]);
      return seen;
    },
    against: ({ grounded, startUntil, awardUntil, openObjections, signed }, { signedOn, approvedOn }, moment) => {
      if (signed) return refusal('signed-already', '本项目的合同已经登记。');
      const facts = {
        procedureGrounded: grounded,
        startNoticeOver: startUntil !== null && startUntil < signedOn,
        noticeOver: awardUntil !== null && awardUntil < signedOn,
        openObjections,
      };
      return ruled(rules, '工程合同', facts, moment) ?? ruled(rules, '先办后批', { happenedBeforeApproval: signedOn < approvedOn }, moment);
    },
    write: async (tx, { input }, moment) => {
      const { number, contractor, signedOn, approvedOn, contract } = input;
      await contracts.insert(tx, { works_number: number, contractor, signed_on: signedOn, approved_on: approvedOn, contract }, moment);
      return undefined;
    },
  });
