import { Failure } from '../../platform/act/failure.ts';
import type { Moment } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ActTx, ReadTx } from '../../platform/db/transaction.ts';
import { requireFiles } from '../../platform/matters/content.ts';
import { notify } from '../../platform/notices/notify.ts';
import { openDuty } from '../../platform/obligations/open-duty.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { ConcludeCase, DecideIntake, HandOverCase, HearCase, MarkCrime, OpenCase, ReportCase } from './contract-cases.ts';
import { lineTable, lineVerb, refusal, ruled } from './lines.ts';

const DISCIPLINE = '纪检领导';
const HEAD = '局长';
const COUNTY = '县纪委';

interface Handlers {
  readonly discipline: number | null;
  readonly head: number | null;
}
const handlers = statement<Handlers>('case-handlers', `
  select (select person_id from post_holding where office_id = $1 and post = '${DISCIPLINE}' and period @> $2::date limit 1) as discipline,
    (select person_id from post_holding where office_id = $1 and post = '${HEAD}' and period @> $2::date limit 1) as head`);

async function seeHandlers(tx: ReadTx, today: string): Promise<Handlers> {
  return (await tx.row(handlers, [tx.officeId, today])) ?? { discipline: null, head: null };
}

/** 纪检领导's own cases go to the 局长; those of the 局长 to the county, forwarded by the 纪检领导. */
function handlerOf({ discipline, head }: Handlers, subjectId: number): { readonly handlerId: number; readonly forwardedTo: string } {
  const handlerId = subjectId === discipline ? head : discipline;
  if (handlerId === null) throw new Failure('conflict', `${DISCIPLINE}或${HEAD}空缺，请直接向${COUNTY}反映。`);
  return { handlerId, forwardedTo: subjectId === head ? COUNTY : '' };
}

const insert = statement<never>('insert-conduct-case', `
  insert into conduct_case (office_id, number, sort, facts, subject_id, manager_id, reporter_id, handler_id, forwarded_to, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`);

interface NewCase {
  readonly number: string;
  readonly sort: '问责' | '线索';
  readonly facts: string;
  readonly subjectId: number;
  readonly managerId: number | null;
  readonly reporterId: number | null;
  readonly handlers: Handlers;
  readonly duty: string;
}

async function register(rules: RulesInForce, tx: ActTx, of: NewCase, { now, today }: Moment): Promise<Readonly<Record<string, unknown>>> {
  const { number, sort, facts, subjectId, managerId, reporterId } = of;
  const { handlerId, forwardedTo } = handlerOf(of.handlers, subjectId);
  await tx.rows(insert, [tx.officeId, number, sort, facts, subjectId, managerId, reporterId, handlerId, forwardedTo, now]);
  const subject = { kind: 'conduct-case', id: number };
  await notify(tx, { personIds: [handlerId], sentence: `${number}已登记，请按期办理${forwardedTo === '' ? '' : `并转送${forwardedTo}`}。`, subject, now });
  const duty = rules.duty({ officeId: tx.officeId, duty: of.duty, on: today });
  return { dueOn: duty === undefined ? null : await openDuty(tx, { duty, event: today, today, subject, handlerId, about: number }) };
}

/** 反映问题 (ETH-10b, ETH-10c): by anybody, by name or without; the log keeps neither text nor subject. */
export const reportCaseVerb = (rules: RulesInForce) =>
  lineVerb<ReportCase, Handlers>({
    name: 'report-case', title: '反映问题', who: [], kind: 'conduct-case', series: '线',
    read: (tx, _input, { today }) => seeHandlers(tx, today),
    against: () => undefined,
    told: () => ({}),
    write: (tx, { seen, input, number }, moment) =>
      register(rules, tx, { number, sort: '线索', facts: input.facts, subjectId: input.subjectId, managerId: null, reporterId: input.anonymous ? null : moment.actor.personId, handlers: seen, duty: '线索初核' }, moment),
  });

/** 问责立案 (ICF-02.3g). */
export const openCaseVerb = (rules: RulesInForce) =>
  lineVerb<OpenCase, Handlers>({
    name: 'open-case', title: '问责立案', who: [DISCIPLINE, HEAD], kind: 'conduct-case', series: '问',
    read: (tx, _input, { today }) => seeHandlers(tx, today),
    against: (_seen, { subjectId }, { actor }) => (subjectId === actor.personId ? refusal('own-business', '不能办理本人的案件。') : undefined),
    told: ({ subjectId, managerId }) => ({ subjectId, managerId }),
    write: (tx, { seen, input, number }, moment) => register(rules, tx, { number, sort: '问责', ...input, reporterId: null, handlers: seen, duty: '问责办结' }, moment),
  });

interface SeenCase {
  readonly sort: '问责' | '线索';
  readonly subjectId: number;
  readonly handlerId: number;
  readonly forwardedTo: string;
  readonly closed: boolean;
  readonly crime: boolean;
  readonly stages: readonly string[];
  readonly subordinate: boolean;
}
const caseOf = statement<SeenCase>('case-by-number', `
  select c.sort, c.subject_id as "subjectId", c.handler_id as "handlerId", c.forwarded_to as "forwardedTo", c.closed_at is not null as closed, c.suspected_crime as crime,
    (select coalesce(jsonb_agg(s.stage order by s.case_stage_id), '[]') from case_stage s where s.office_id = c.office_id and s.case_number = c.number) as stages,
    exists (select from post_holding h join post_holding b on b.office_id = h.office_id and b.person_id = c.subject_id and b.period @> $4::date
      join post p on p.office_id = h.office_id and p.post = h.post and p.superior = b.post
      where h.office_id = c.office_id and h.person_id = $3 and h.period @> $4::date) as subordinate
  from conduct_case c where c.office_id = $1 and c.number = $2 for update of c`);

async function seeCase(tx: ReadTx, number: string, asking: { readonly actor: Promise<{ readonly personId: number | null }>; readonly today: string }): Promise<SeenCase> {
  const found = await tx.row(caseOf, [tx.officeId, number, (await asking.actor).personId, asking.today]);
  if (found === undefined) throw new Failure('not-found', `没有案件“${number}”。`);
  return found;
}

function onlyHandler({ handlerId, closed }: SeenCase, { actor }: Pick<Moment, 'actor'>) {
  // Whoever does not handle it is not even told that it exists.
  if (handlerId !== actor.personId) return refusal('not-handler', '案件只由承办人办理。');
  return closed ? refusal('closed', '案件已经办结，只能另行登记。') : undefined;
}

const stages = lineTable('case_stage', ['case_number', 'stage', 'remark', 'document', 'measures', 'penalty', 'deciding_body']);
const plain = { document: '', measures: '[]', penalty: 0, deciding_body: '' };

/** 初核决定 (ETH-10b): accepted or not, with the reason; this ends the duty of the first decision. */
export const decideIntakeVerb = lineVerb<DecideIntake, SeenCase>({
  name: 'decide-intake', title: '线索初核', who: [DISCIPLINE, HEAD], kind: 'conduct-case',
  read: (tx, { number }, asking) => seeCase(tx, number, asking),
  against: (seen, _input, moment) => onlyHandler(seen, moment),
  told: ({ number, accepted }) => ({ number, accepted }),
  write: async (tx, { input }, moment) => {
    const { number, accepted, reason } = input;
    await stages.insert(tx, { ...plain, case_number: number, stage: accepted ? '受理' : '不予受理', remark: reason }, moment);
    await endObligation(tx, { duty: '线索初核', occasion: `conduct-case/${number}`, state: 'discharged', by: moment.actor.personId, with: { accepted }, now: moment.now });
    return undefined;
  },
});

/** 陈述申辩: by the person concerned himself. */
export const hearCaseVerb = lineVerb<HearCase, SeenCase>({
  name: 'hear-case', title: '陈述申辩', who: [], by: '当事人', kind: 'conduct-case',
  read: (tx, { number }, asking) => seeCase(tx, number, asking),
  against: ({ subjectId, closed, sort }, _input, { actor }) => (subjectId !== actor.personId || closed || sort === '线索' ? refusal('not-subject', '由已立案问责的当事人本人在办结以前陈述。') : undefined),
  told: ({ number }) => ({ number }),
  write: async (tx, { input }, moment) => {
    await stages.insert(tx, { ...plain, case_number: input.number, stage: '申辩', remark: input.statement }, moment);
    return undefined;
  },
});

const crime = statement<never>('case-suspected-crime', `update conduct_case set suspected_crime = true where office_id = $1 and number = $2`);
/** 认定涉嫌犯罪 (ETH-11b): opens the duty to hand the case over. */
export const markCrimeVerb = (rules: RulesInForce) =>
  lineVerb<MarkCrime, SeenCase>({
    name: 'mark-crime', title: '认定涉嫌犯罪', who: [DISCIPLINE, HEAD], kind: 'conduct-case',
    read: (tx, { number }, asking) => seeCase(tx, number, asking),
    against: (seen, _input, moment) => onlyHandler(seen, moment),
    told: ({ number }) => ({ number }),
    write: async (tx, { seen, input }, moment) => {
      const { today } = moment;
      await tx.rows(crime, [tx.officeId, input.number]);
      await stages.insert(tx, { ...plain, case_number: input.number, stage: '涉嫌犯罪', remark: input.reason }, moment);
      const duty = rules.duty({ officeId: tx.officeId, duty: '移送司法机关', on: today });
      return { dueOn: duty === undefined ? null : await openDuty(tx, { duty, event: today, today, subject: { kind: 'conduct-case', id: input.number }, handlerId: seen.handlerId, about: input.number }) };
    },
  });

/** 移送或转送 (ETH-11b): to the judicial authorities, or to the county where the office itself may not handle the case. */
export const handOverCaseVerb = lineVerb<HandOverCase, SeenCase>({
  name: 'hand-over-case', title: '移送或转送案件', who: [DISCIPLINE, HEAD], kind: 'conduct-case',
  read: async (tx, { number, document }, asking) => {
    const [seen] = await Promise.all([seeCase(tx, number, asking), requireFiles(tx, [{ evidence: '移送文书', digest: document, name: '移送文书' }])]);
    return seen;
  },
  against: (seen, _input, moment) => onlyHandler(seen, moment),
  told: ({ number, receiver, document }) => ({ number, receiver, document }),
  write: async (tx, { seen, input }, moment) => {
    const { number, receiver, document } = input;
    await stages.insert(tx, { ...plain, case_number: number, stage: seen.crime ? '移送' : '转送', remark: receiver, document }, moment);
    await endObligation(tx, { duty: '移送司法机关', occasion: `conduct-case/${number}`, state: 'discharged', by: moment.actor.personId, with: { receiver, document }, now: moment.now });
    return undefined;
  },
});

const close = statement<never>('case-closed', `update conduct_case set closed_at = $3 where office_id = $1 and number = $2`);

/** 案件结论 (ETH-11a): with a measure or as unfounded; never by whoever it is about, nor by his subordinates; not before a suspected crime was handed over. */
export const concludeCaseVerb = (rules: RulesInForce) =>
  lineVerb<ConcludeCase, SeenCase>({
    name: 'conclude-case', title: '案件结论', who: [], by: '承办人', kind: 'conduct-case',
    read: async (tx, { number, document }, asking) => {
      const [seen] = await Promise.all([seeCase(tx, number, asking), document === null ? undefined : requireFiles(tx, [{ evidence: '决定文书', digest: document, name: '决定文书' }])]);
      return seen;
    },
    against: (seen, { unfounded, measures, penalty }, moment) => {
      // A case that was forwarded is decided elsewhere; the handler only records it.
      const involved = ruled(rules, '问责结论', { concluderInvolved: seen.subjectId === moment.actor.personId || (seen.subordinate && seen.forwardedTo === '') }, moment);
      if (involved !== undefined) return involved;
      const against = onlyHandler(seen, moment);
      if (against !== undefined) return against;
      if (measures.includes('经济处罚') !== penalty > 0) return refusal('penalty', '经济处罚须写明金额，没有经济处罚的金额为零。');
      const facts = {
        firstDecisionMade: seen.sort === '问责' || seen.stages.some((one) => one === '受理' || one === '不予受理'), measureTaken: measures.length > 0, unfounded,
        suspectedCrime: seen.crime, handedOverToJustice: seen.stages.includes('移送') || (!seen.crime && seen.forwardedTo === ''),
      };
      if (seen.forwardedTo !== '' && !seen.stages.includes('转送') && !seen.stages.includes('移送')) return refusal('not-forwarded', `本案须转送${seen.forwardedTo}，登记转送文书后按其结论办结。`);
      return ruled(rules, '案件办结', facts, moment);
    },
    told: ({ number, unfounded, measures, decidingBody }) => ({ number, unfounded, measures, decidingBody }),
    write: async (tx, { seen, input }, moment) => {
      const { number, measures, penalty, decidingBody, conclusion, document } = input;
      const { now, today, actor } = moment;
      await stages.insert(tx, { case_number: number, stage: '结论', remark: conclusion, document: document ?? '', measures: JSON.stringify(measures), penalty, deciding_body: decidingBody }, moment);
      await tx.rows(close, [tx.officeId, number, now]);
      await endObligation(tx, { duty: '问责办结', occasion: `conduct-case/${number}`, state: 'discharged', by: actor.personId, with: { measures }, now });
      const duty = penalty > 0 ? rules.duty({ officeId: tx.officeId, duty: '经济处罚缴纳', on: today }) : undefined;
      return { dueOn: duty === undefined ? null : await openDuty(tx, { duty, event: today, today, subject: { kind: 'conduct-case', id: number }, handlerId: seen.subjectId, about: number }) };
    },
  });
