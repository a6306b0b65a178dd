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
import type { ConcludeCase, DecideIntake, HandOverCase, HearCase, MarkCrime, OpenCase, ReportCase } from './contract-cases.ts';
import { lineTable, lineVerb, refusal, ruled } from './lines.ts';

const DISCIPLINE = '纪检领导';
const HEAD = '局长';
/** Where a case goes that the office itself may not handle. */
export const COUNTY = '县纪委';

interface Handlers {
  readonly discipline: number | null;
  readonly head: number | null;
  /** What the person concerned holds: none of these posts hears of the case. */
  readonly subjectPosts: readonly string[];
}
const POSTS_OF_SUBJECT = (person: string, day: string): string =>
  `(select coalesce(jsonb_agg(distinct h.post), '[]') from post_holding h where h.office_id = $1 and h.person_id = ${person} and h.period @> ${day}::date)`;
const handlers = statement<Handlers>(
  'case-handlers',
  `
  select (select person_id from post_holding where office_id = $1 and post = '${DISCIPLINE}' and period @> $2::date limit 1) as discipline,
    (select person_id from post_holding where office_id = $1 and post = '${HEAD}' and period @> $2::date limit 1) as head, ${POSTS_OF_SUBJECT('$3', '$2')} as "subjectPosts"`,
);

async function seeHandlers(tx: ReadTx, { subjectId }: { readonly subjectId: number }, { today }: { readonly today: string }): Promise<Handlers> {
  const found = await tx.row(handlers, [tx.officeId, today, subjectId]);
  if (found === undefined) throw new Error('a select without from gave no row');
  return found;
}

/** 纪检领导's own cases go to the 局长; those of the 局长 to the county, forwarded by the 纪检领导. */
function handlerOf({ discipline, head }: Handlers, subjectId: number): { readonly handlerId: number; readonly forwardedTo: string } {
  const handlerId = subjectId === discipline ? head : discipline;
  if (handlerId === null) throw new Failure('conflict', `${DISCIPLINE}或${HEAD}空缺，请直接向${COUNTY}反映。`);
  return { handlerId, forwardedTo: subjectId === head ? COUNTY : '' };
}

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
  const { handlerId, forwardedTo } = handlerOf(of.handlers, subjectId);
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
async function openCaseDuty(
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

/** 问责立案 (ICF-02.3g). */
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
      register(rules, tx, { number, sort: '问责', ...input, reporterId: null, handlers: seen, duty: '问责办结' }, moment),
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
  readonly subjectPosts: readonly string[];
}
const caseOf = statement<SeenCase>(
  'case-by-number',
  `
  select c.sort, c.subject_id as "subjectId", c.handler_id as "handlerId", c.forwarded_to as "forwardedTo", c.closed_at is not null as closed, c.suspected_crime as crime,
    (select coalesce(jsonb_agg(s.stage order by s.case_stage_id), '[]') from case_stage s where s.office_id = c.office_id and s.case_number = c.number) as stages,
    exists (select from post_holding h join post_holding b on b.office_id = h.office_id and b.person_id = c.subject_id and b.period @> $4::date
      join post p on p.office_id = h.office_id and p.post = h.post and p.superior = b.post
      where h.office_id = c.office_id and h.person_id = $3 and h.period @> $4::date) as subordinate,
    ${POSTS_OF_SUBJECT('c.subject_id', '$4')} as "subjectPosts"
  from conduct_case c where c.office_id = $1 and c.number = $2 for update of c`,
);

async function seeCase(
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

function onlyHandler({ handlerId, closed }: SeenCase, { actor }: Pick<Moment, 'actor'>) {
  if (handlerId !== actor.personId) return refusal('not-handler', '案件只由承办人办理。');
  return closed ? refusal('closed', '案件已经办结，只能另行登记。') : undefined;
}

const stages = lineTable('case_stage', ['case_number', 'stage', 'remark', 'document', 'measures', 'penalty', 'deciding_body', 'decided_on']);
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
  read: async (tx, { number, record }, asking) => {
    const [seen] = await Promise.all([
      seeCase(tx, number, asking),
      record === null ? undefined : requireFiles(tx, [{ evidence: '谈话记录', digest: record, name: '谈话记录' }]),
    ]);
    return seen;
  },
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

const close = statement<never>('case-closed', `update conduct_case set closed_at = $3 where office_id = $1 and number = $2`);

/** 案件结论 (ETH-11a): with a measure or as unfounded; never by whoever it is about, nor by his subordinates; not before a suspected crime was handed over. */
export const concludeCaseVerb = (rules: RulesInForce) =>
  lineVerb<ConcludeCase, SeenCase>({
    name: 'conclude-case',
    title: '案件结论',
    who: [],
    by: '承办人',
    kind: 'conduct-case',
    read: async (tx, { number, document }, asking) => {
      const [seen] = await Promise.all([
        seeCase(tx, number, asking),
        document === null ? undefined : requireFiles(tx, [{ evidence: '决定文书', digest: document, name: '决定文书' }]),
      ]);
      return seen;
    },
    against: (seen, { unfounded, measures, penalty, document, decidedOn }, moment) => {
      if (decidedOn > moment.today) return refusal('future', '决定日不能晚于今天。');
      // A case that was forwarded is decided elsewhere; the handler only records it.
      const involved = ruled(
        rules,
        '问责结论',
        { concluderInvolved: seen.subjectId === moment.actor.personId || (seen.subordinate && seen.forwardedTo === '') },
        moment,
      );
      if (involved !== undefined) return involved;
      const against = onlyHandler(seen, moment);
      if (against !== undefined) return against;
      if (measures.includes('经济处罚') !== penalty > 0) return refusal('penalty', '经济处罚须写明金额，没有经济处罚的金额为零。');
      const facts = {
        firstDecisionMade: seen.sort === '问责' || seen.stages.some((one) => one === '受理' || one === '不予受理'),
        measureTaken: measures.length > 0,
        unfounded,
        decisionDocumented: document !== null,
        subjectHeard: seen.stages.includes('申辩') || seen.forwardedTo !== '',
        suspectedCrime: seen.crime,
        handedOverToJustice: seen.stages.includes('移送') || (!seen.crime && seen.forwardedTo === ''),
      };
      if (seen.forwardedTo !== '' && !seen.stages.includes('转送') && !seen.stages.includes('移送'))
        return refusal('not-forwarded', `本案须转送${seen.forwardedTo}，登记转送文书后按其结论办结。`);
      return ruled(rules, '案件办结', facts, moment);
    },
    told: ({ number, unfounded, measures, decidingBody, decidedOn }) => ({ number, unfounded, measures, decidingBody, decidedOn }),
    write: async (tx, { seen, input }, moment) => {
      const { number, measures, penalty, decidingBody, decidedOn, conclusion, document } = input;
      const { now, today, actor } = moment;
      await stages.insert(
        tx,
        {
          case_number: number,
          stage: '结论',
          remark: conclusion,
          document: document ?? '',
          measures: JSON.stringify(measures),
          penalty,
          deciding_body: decidingBody,
          decided_on: decidedOn,
        },
        moment,
      );
      await tx.rows(close, [tx.officeId, number, now]);
      await endObligation(tx, { duty: '问责办结', occasion: `conduct-case/${number}`, state: 'discharged', by: actor.personId, with: { measures }, now });
      return penalty > 0
        ? openCaseDuty(rules, tx, { name: '经济处罚缴纳', number, ownerId: seen.subjectId, subjectPosts: seen.subjectPosts, event: decidedOn, today })
        : { dueOn: null };
    },
  });
