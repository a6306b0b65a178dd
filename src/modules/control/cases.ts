import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { Failure } from '../../platform/act/failure.ts';
import type { Moment } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ActTx, ReadTx } from '../../platform/db/transaction.ts';
import { requireFiles } from '../../platform/matters/content.ts';
import { notify } from '../../platform/notices/notify.ts';
import { openDuty } from '../../platform/obligations/open-duty.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { COUNTY, DISCIPLINE, handlerOf, HEAD, POSTS_OF_SUBJECT, seeHandlers, type Handlers } from './case-handlers.ts';
import type { DecideIntake, HandOverCase, HearCase, MarkCrime, OpenCase, ReportCase } from './contract-cases.ts';
import { lineTable, lineVerb, refusal } from './lines.ts';

const insert = statement<never>(
  'insert-conduct-case',
  `
  insert into conduct_case (office_id, number, sort, facts, subject_id, manager_id, reporter_id, handler_id, forwarded_to, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
);

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
  const handling = handlerOf(of.handlers, subjectId);
  if (handling === undefined) throw new Failure('conflict', `${DISCIPLINE}空缺，请直接向${COUNTY}反映。`);
  const { handlerId, forwardedTo } = handling;
  await tx.rows(insert, [tx.officeId, number, sort, facts, subjectId, managerId, reporterId, handlerId, forwardedTo, now]);
  const subject = { kind: 'conduct-case', id: number };
  await notify(tx, { personIds: [handlerId], sentence: `${number}已登记，请按期办理${forwardedTo === '' ? '' : `并转送${forwardedTo}`}。`, subject, now });
  return openCaseDuty(rules, tx, { name: of.duty, number, ownerId: handlerId, subjectPosts: of.handlers.subjectPosts, event: today, today });
}

interface CaseDuty {
  readonly name: string;
  readonly number: string;
  readonly ownerId: number;
  readonly subjectPosts: readonly string[];
  /** Day 0. */
  readonly event: CivilDate;
  readonly today: CivilDate;
}

/** A duty of a case is seen by its owner alone, and never reported to whom the case is about. */
export async function openCaseDuty(
  rules: RulesInForce,
  tx: ActTx,
  { name, number, ownerId, subjectPosts, event, today }: CaseDuty,
): Promise<{ readonly dueOn: CivilDate | null }> {
  const duty = rules.duty({ officeId: tx.officeId, duty: name, on: today });
  if (duty === undefined) return { dueOn: null };
  const reportTo = duty.reportTo.filter((post) => !subjectPosts.includes(post));
  return {
    dueOn: await openDuty(tx, {
      duty: { ...duty, reportTo },
      event,
      today,
      subject: { kind: 'conduct-case', id: number },
      handlerId: ownerId,
      about: number,
      confidential: true,
    }),
  };
}

/** 反映问题 (ETH-10b, ETH-10c): by anybody, by name or without; the log keeps neither text nor subject, nor who it was. */
export const reportCaseVerb = (rules: RulesInForce) =>
  lineVerb<ReportCase, Handlers>({
    name: 'report-case',
    title: '反映问题',
    who: [],
    kind: 'conduct-case',
    series: '线',
    unnamed: true,
    read: seeHandlers,
    against: () => undefined,
    told: () => ({}),
    write: (tx, { seen, input, number }, moment) =>
      register(
        rules,
        tx,
        {
          number,
          sort: '线索',
          facts: input.facts,
          subjectId: input.subjectId,
          managerId: null,
          reporterId: input.anonymous ? null : moment.actor.personId,
          handlers: seen,
          duty: '线索初核',
        },
        moment,
      ),
  });

/** 问责立案 (ICF-02.3g): whoever is to answer as his manager stands in the sheet of his post, if nobody is named. */
export const openCaseVerb = (rules: RulesInForce) =>
  lineVerb<OpenCase, Handlers>({
    name: 'open-case',
    title: '问责立案',
    who: [DISCIPLINE, HEAD],
    kind: 'conduct-case',
    series: '问',
    read: seeHandlers,
    against: (_seen, { subjectId }, { actor }) => (subjectId === actor.personId ? refusal('own-business', '不能办理本人的案件。') : undefined),
    told: ({ subjectId, managerId }) => ({ subjectId, managerId }),
    write: (tx, { seen, input, number }, moment) =>
      register(
        rules,
        tx,
        {
          number,
          sort: '问责',
          facts: input.facts,
          subjectId: input.subjectId,
          managerId: input.managerId ?? seen.manager,
          reporterId: null,
          handlers: oneLevelUp(seen, input.subjectId),
          duty: '问责办结',
        },
        moment,
      ),
  });

/** A case about one of the leaders goes to the head, not to another of them. */
function oneLevelUp(seen: Handlers, subjectId: number): Handlers {
  return seen.subjectPosts.includes('班子成员') && subjectId !== seen.head ? { ...seen, discipline: seen.head } : seen;
}

export interface SeenCase {
  readonly sort: '问责' | '线索';
  readonly subjectId: number;
  readonly handlerId: number;
  readonly forwardedTo: string;
  readonly closed: boolean;
  readonly crime: boolean;
  readonly stages: readonly string[];
  /** The conclusion names a measure. */
  readonly measured: boolean;
  /** 核查, 执行, 归档 so far. */
  readonly course: readonly string[];
  readonly subordinate: boolean;
  readonly subjectPosts: readonly string[];
}
const caseOf = statement<SeenCase>(
  'case-by-number',
  `
  select c.sort, c.subject_id as "subjectId", c.handler_id as "handlerId", c.forwarded_to as "forwardedTo", c.closed_at is not null as closed, c.suspected_crime as crime,
    (select coalesce(jsonb_agg(s.stage order by s.case_stage_id), '[]') from case_stage s where s.office_id = c.office_id and s.case_number = c.number) as stages,
    exists (select from case_stage s where s.office_id = c.office_id and s.case_number = c.number and s.stage = '结论' and s.measures <> '[]') as measured,
    (select coalesce(jsonb_agg(x.step order by x.case_course_id), '[]') from case_course x where x.office_id = c.office_id and x.case_number = c.number) as course,
    exists (select from post_holding h join post_holding b on b.office_id = h.office_id and b.person_id = c.subject_id and b.period @> $4::date
      join post p on p.office_id = h.office_id and p.post = h.post and p.superior = b.post
      where h.office_id = c.office_id and h.person_id = $3 and h.period @> $4::date) as subordinate,
    ${POSTS_OF_SUBJECT('c.subject_id', '$4')} as "subjectPosts"
  from conduct_case c where c.office_id = $1 and c.number = $2 for update of c`,
);

export async function seeCase(
  tx: ReadTx,
  number: string,
  asking: { readonly actor: Promise<{ readonly personId: number | null }>; readonly today: string },
): Promise<SeenCase> {
  const { personId } = await asking.actor;
  const found = await tx.row(caseOf, [tx.officeId, number, personId, asking.today]);
  // Whoever does not handle it is not even told that it exists; who is to account for something knows it.
  if (found === undefined || (found.handlerId !== personId && (found.sort === '线索' || found.subjectId !== personId)))
    throw new Failure('not-found', `没有案件“${number}”。`);
  return found;
}

/** The same, with what is handed in on it, if anything. */
export async function seeCaseWith(
  tx: ReadTx,
  { number, evidence, file }: { readonly number: string; readonly evidence: string; readonly file: string | null },
  asking: Parameters<typeof seeCase>[2],
): Promise<SeenCase> {
  const [seen] = await Promise.all([seeCase(tx, number, asking), requireFiles(tx, file === null ? [] : [{ evidence, digest: file, name: evidence }])]);
  return seen;
}

export function onlyHandler({ handlerId, closed }: SeenCase, { actor }: Pick<Moment, 'actor'>) {
  if (handlerId !== actor.personId) return refusal('not-handler', '案件只由承办人办理。');
  return closed ? refusal('closed', '案件已经办结，只能另行登记。') : undefined;
}

export const stages = lineTable('case_stage', ['case_number', 'stage', 'remark', 'document', 'measures', 'penalty', 'deciding_body', 'decided_on']);
const plain = { document: '', measures: '[]', penalty: 0, deciding_body: '', decided_on: null };

/** 初核决定 (ETH-10b): accepted or not, with the reason; this ends the duty of the first decision. */
export const decideIntakeVerb = lineVerb<DecideIntake, SeenCase>({
  name: 'decide-intake',
  title: '线索初核',
  who: [DISCIPLINE, HEAD],
  kind: 'conduct-case',
  read: (tx, { number }, asking) => seeCase(tx, number, asking),
  against: (seen, _input, moment) => onlyHandler(seen, moment),
  told: ({ number, accepted }) => ({ number, accepted }),
  write: async (tx, { input }, moment) => {
    const { number, accepted, reason } = input;
    await stages.insert(tx, { ...plain, case_number: number, stage: accepted ? '受理' : '不予受理', remark: reason }, moment);
    await endObligation(tx, {
      duty: '线索初核',
      occasion: `conduct-case/${number}`,
      state: 'discharged',
      by: moment.actor.personId,
      with: { accepted },
      now: moment.now,
    });
    return undefined;
  },
});

/** 陈述申辩 (ETH-11a): by whoever is to account for something himself; of a report, which he need not know of, by its handler once he has talked with him. */
export const hearCaseVerb = lineVerb<HearCase, SeenCase>({
  name: 'hear-case',
  title: '陈述申辩',
  who: [],
  by: '当事人、承办人',
  kind: 'conduct-case',
  read: (tx, { number, record }, asking) => seeCaseWith(tx, { number, evidence: '谈话记录', file: record }, asking),
  against: ({ closed, sort, stages: so }) => {
    if (closed) return refusal('closed', '案件已经办结，只能另行登记。');
    return sort === '线索' && !so.includes('受理') ? refusal('not-accepted', '线索受理以后才听取当事人的陈述。', ['先作初核决定']) : undefined;
  },
  told: ({ number }) => ({ number }),
  write: async (tx, { input }, moment) => {
    await stages.insert(tx, { ...plain, case_number: input.number, stage: '申辩', remark: input.statement, document: input.record ?? '' }, moment);
    return undefined;
  },
});

const crime = statement<never>('case-suspected-crime', `update conduct_case set suspected_crime = true where office_id = $1 and number = $2`);
/** 认定涉嫌犯罪 (ETH-11b): opens the duty to hand the case over. */
export const markCrimeVerb = (rules: RulesInForce) =>
  lineVerb<MarkCrime, SeenCase>({
    name: 'mark-crime',
    title: '认定涉嫌犯罪',
    who: [DISCIPLINE, HEAD],
    kind: 'conduct-case',
    read: (tx, { number }, asking) => seeCase(tx, number, asking),
    against: (seen, _input, moment) => onlyHandler(seen, moment),
    told: ({ number }) => ({ number }),
    write: async (tx, { seen, input }, moment) => {
      await tx.rows(crime, [tx.officeId, input.number]);
      await stages.insert(tx, { ...plain, case_number: input.number, stage: '涉嫌犯罪', remark: input.reason }, moment);
      return openCaseDuty(rules, tx, {
        name: '移送司法机关',
        number: input.number,
        ownerId: seen.handlerId,
        subjectPosts: seen.subjectPosts,
        event: moment.today,
        today: moment.today,
      });
    },
  });

/** 移送或转送 (ETH-11b): to the judicial authorities, or to the county where the office itself may not handle the case. */
export const handOverCaseVerb = lineVerb<HandOverCase, SeenCase>({
  name: 'hand-over-case',
  title: '移送或转送案件',
  who: [DISCIPLINE, HEAD],
  kind: 'conduct-case',
  read: async (tx, { number, document }, asking) => {
    const [seen] = await Promise.all([seeCase(tx, number, asking), requireFiles(tx, [{ evidence: '移送文书', digest: document, name: '移送文书' }])]);
    return seen;
  },
  against: (seen, _input, moment) => onlyHandler(seen, moment),
  told: ({ number, receiver, document }) => ({ number, receiver, document }),
  write: async (tx, { seen, input }, moment) => {
    const { number, receiver, document } = input;
    await stages.insert(tx, { ...plain, case_number: number, stage: seen.crime ? '移送' : '转送', remark: receiver, document }, moment);
    await endObligation(tx, {
      duty: '移送司法机关',
      occasion: `conduct-case/${number}`,
      state: 'discharged',
      by: moment.actor.personId,
      with: { receiver, document },
      now: moment.now,
    });
    return undefined;
  },
});
