import { dayBefore } from '../../rules/duties/due.ts';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { holds } from '../../platform/act/actor.ts';
import { Failure } from '../../platform/act/failure.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import { requireFiles } from '../../platform/matters/content.ts';
import { notify, notifyPosts } from '../../platform/notices/notify.ts';
import { openDuty } from '../../platform/obligations/open-duty.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { AddFinding, AddPaper, OpenAudit, RemarkFinding, ReportAudit } from './contract-audit.ts';
import { improve } from './improvements.ts';
import { lineTable, lineVerb, refusal, ruled } from './lines.ts';

const AUDITOR = '内审人员';
/** Who is sent every report, at one moment. */
const RECEIVERS = ['局长', '纪检领导', '分管财务领导'] as const;
const audits = lineTable('audit', ['number', 'sort', 'scope', 'area_post', 'from_day', 'until_day', 'auditors', 'plan_number']);
const checks = lineTable('audit_independence', ['audit_number', 'person_id', 'holds_now', 'held_before', 'same_section']);

/** What is found of one auditor. */
interface Independence {
  readonly personId: number;
  readonly now: boolean;
  readonly before: boolean;
  /** He works in a section somebody in the audited post works in: both report to its head. */
  readonly section: boolean;
}
interface ToOpen {
  readonly auditors: readonly Independence[];
  /** Of the line of the plan it carries out; undefined where there is none such. */
  readonly planned: { readonly approved: boolean; readonly opened: boolean } | undefined;
}
const independence = statement<Independence>(
  'auditors-independence',
  `
  select p.person_id as "personId",
    exists (select from post_holding h where h.office_id = p.office_id and h.person_id = p.person_id and h.post = any($3::text[]) and h.period @> $4::date) as now,
    exists (select from post_holding h where h.office_id = p.office_id and h.person_id = p.person_id and h.post = any($3::text[]) and h.period && daterange($5::date, $6::date, '[]')) as before,
    exists (select from post_holding h join person a on a.office_id = h.office_id and a.person_id = h.person_id join department d on d.office_id = a.office_id and d.department_id = a.department_id
      where h.office_id = p.office_id and h.post = $7 and h.period @> $4::date and d.kind <> '局领导' and a.department_id = p.department_id) as section
  from person p where p.office_id = $1 and p.person_id = any($2::int[]) order by 1`,
);
const planned = statement<{ approved: boolean; opened: boolean }>(
  'audit-plan-to-carry-out',
  `
  select exists (select from audit_plan_approval a where a.office_id = p.office_id and a.year = p.year) as approved, exists (select from audit a where a.office_id = p.office_id and a.plan_number = p.number) as opened
  from audit_plan p where p.office_id = $1 and p.number = $2 for update of p`,
);

/** A year before a day. */
function yearBefore(day: CivilDate): CivilDate {
  return dayBefore(day, { count: 12, unit: 'month' });
}

/** 立项审计 (ICF-02.3b): nobody who holds an executive post, or held one in the period or the twelve months before, or sits in the audited section. The audited are given notice at once. */
export const openAuditVerb = (rules: RulesInForce) =>
  lineVerb<OpenAudit, ToOpen>({
    name: 'open-audit',
    title: '审计立项',
    who: [AUDITOR, '纪检领导'],
    kind: 'audit',
    series: '审',
    read: async (tx, { auditorIds, areaPost, from, until, plan }, { today }) => {
      const set = rules.setting({ officeId: tx.officeId, setting: 'executivePosts', on: today });
      const posts = [...new Set([areaPost, ...(typeof set === 'object' ? set : [])])];
      const [auditors, line] = await Promise.all([
        tx.rows(independence, [tx.officeId, auditorIds, posts, today, yearBefore(from), until, areaPost]),
        tx.row(planned, [tx.officeId, plan]),
      ]);
      return { auditors, planned: line };
    },
    against: ({ auditors, planned: line }, { sort, from, until, plan }, moment) => {
      if (until < from) return refusal('dates', '被审期间止日不能早于起日。');
      if (plan !== '' && line?.approved !== true) return refusal('not-planned', `经批准的年度审计计划中没有“${plan}”。`, ['核对计划编号', '计划外的审计留空']);
      if (line?.opened === true) return refusal('opened-already', `计划“${plan}”已经立项。`);
      if (sort === '外部审计') return undefined;
      return ruled(
        rules,
        '审计独立',
        {
          holdsExecutivePost: auditors.some((one) => one.now),
          heldExecutivePost: auditors.some((one) => one.before),
          inAuditedSection: auditors.some((one) => one.section),
        },
        moment,
      );
    },
    write: async (tx, { seen, input, number }, moment) => {
      const { sort, scope, areaPost, from, until, auditorIds, plan } = input;
      await audits.insert(
        tx,
        {
          number,
          sort,
          scope,
          area_post: areaPost,
          from_day: from,
          until_day: until,
          auditors: JSON.stringify(auditorIds),
          plan_number: plan === '' ? null : plan,
        },
        moment,
      );
      for (const { personId, now, before, section } of seen.auditors)
        await checks.insert(tx, { audit_number: number, person_id: personId, holds_now: now, held_before: before, same_section: section }, moment);
      await notifyPosts(tx, {
        posts: [areaPost],
        on: moment.today,
        sentence: `审计通知${number}：对${scope}（${from}至${until}）进行${sort}，请准备资料。`,
        subject: { kind: 'audit', id: number },
        now: moment.now,
      });
      return undefined;
    },
  });

export interface SeenAudit {
  readonly sort: string;
  readonly auditors: readonly number[];
  readonly reported: boolean;
  readonly papers: number;
  readonly sampled: boolean;
  readonly owners: readonly number[];
  readonly closed: boolean;
  /** Findings not withdrawn whose correction nobody has verified. */
  readonly uncorrected: number;
  readonly planNumber: string | null;
  /** One of the owners is the head. */
  readonly concernsHead: boolean;
}
const auditOf = statement<SeenAudit>(
  'audit-by-number',
  `
  select a.sort, a.auditors, a.reported_at is not null as reported, a.closed_at is not null as closed, a.plan_number as "planNumber", (select count(*) from audit_paper p where p.office_id = a.office_id and p.audit_number = a.number) as papers,
    exists (select from audit_paper p join sample s on s.office_id = p.office_id and s.number = p.sample_number where p.office_id = a.office_id and p.audit_number = a.number) as sampled,
    (select coalesce(jsonb_agg(distinct f.owner_id), '[]') from audit_finding f where f.office_id = a.office_id and f.audit_number = a.number) as owners,
    (select count(*) from audit_finding f where f.office_id = a.office_id and f.audit_number = a.number and not exists (select from audit_remark r where r.office_id = f.office_id and r.finding_number = f.number and r.sort = '撤回')
      and not exists (select from improvement_verification v where v.office_id = f.office_id and v.number = replace(f.number, '审问', '改'))) as uncorrected,
    exists (select from audit_finding f join post_holding h on h.office_id = f.office_id and h.person_id = f.owner_id and h.post = '局长' and h.period @> $3::date where f.office_id = a.office_id and f.audit_number = a.number) as "concernsHead"
  from audit a where a.office_id = $1 and a.number = $2 for update of a`,
);

export async function seeAudit(tx: ReadTx, number: string, { today }: { readonly today: CivilDate }): Promise<SeenAudit> {
  const found = await tx.row(auditOf, [tx.officeId, number, today]);
  if (found === undefined) throw new Failure('not-found', `没有审计“${number}”。`);
  return found;
}

/** Only whoever audits writes into an audit, and only until it is reported. */
function onlyAuditor({ auditors, reported }: Pick<SeenAudit, 'auditors' | 'reported'>, personId: number | null) {
  if (!auditors.includes(personId ?? 0)) return refusal('not-auditor', '审计底稿和问题只由本项审计的审计人员登记。');
  return reported ? refusal('reported', '审计报告已经提交，不能再改动。', ['另行登记撤回说明']) : undefined;
}

const papers = lineTable('audit_paper', ['audit_number', 'title', 'sample_number', 'file']);
/** 登记审计底稿. */
export const addPaperVerb = lineVerb<AddPaper, SeenAudit>({
  name: 'add-audit-paper',
  title: '登记审计底稿',
  who: [],
  by: '本项审计人员',
  kind: 'audit',
  read: async (tx, { number, file }, asking) => {
    const [seen] = await Promise.all([seeAudit(tx, number, asking), requireFiles(tx, [{ evidence: '底稿', digest: file, name: '底稿' }])]);
    return seen;
  },
  against: (seen, _input, { actor }) => onlyAuditor(seen, actor.personId),
  write: async (tx, { input }, moment) => {
    await papers.insert(tx, { audit_number: input.number, title: input.title, sample_number: input.sampleNumber, file: input.file }, moment);
    return undefined;
  },
});

const findings = lineTable('audit_finding', ['number', 'audit_number', 'gravity', 'facts', 'owner_id', 'due_on']);
/** 登记审计问题: only by the auditor; it opens an item of improvement. */
export const addFindingVerb = (rules: RulesInForce) =>
  lineVerb<AddFinding, SeenAudit>({
    name: 'add-audit-finding',
    title: '登记审计问题',
    who: [],
    by: '本项审计人员',
    kind: 'audit',
    read: (tx, { number }, asking) => seeAudit(tx, number, asking),
    against: (seen, _input, { actor }) => onlyAuditor(seen, actor.personId),
    write: async (tx, { seen, input }, moment) => {
      const { number: audit, gravity, facts, measure, ownerId, dueOn, controlNumber } = input;
      const improvement = await improve(
        rules,
        tx,
        { source: seen.sort === '内部审计' ? '内部审计' : '外部审计', about: audit, problem: facts, measure, ownerId, dueOn, controlNumber },
        moment,
      );
      const finding = improvement.replace('改', '审问');
      await findings.insert(tx, { number: finding, audit_number: audit, gravity, facts, owner_id: ownerId, due_on: dueOn }, moment);
      return { finding, improvement };
    },
  });

interface SeenFinding {
  readonly auditors: readonly number[];
  readonly recordedBy: number;
  readonly ownerId: number;
}
const findingOf = statement<SeenFinding>(
  'audit-finding-by-number',
  `
  select a.auditors, f.recorded_by as "recordedBy", f.owner_id as "ownerId" from audit_finding f join audit a on a.office_id = f.office_id and a.number = f.audit_number where f.office_id = $1 and f.number = $2`,
);
const remarks = lineTable('audit_remark', ['finding_number', 'sort', 'remark']);

/** 答复、布置或撤回审计问题 (ICF-02.3c): whoever it concerns and the leaders answer, the leaders order measures; only the auditor himself withdraws, with his reasons; the finding stays as it was written. */
export const remarkFindingVerb = lineVerb<RemarkFinding, SeenFinding>({
  name: 'remark-audit-finding',
  title: '答复、布置或撤回审计问题',
  who: [],
  by: '责任人、局长、纪检领导、分管财务领导、审计人员',
  kind: 'audit',
  read: async (tx, { finding }) => {
    const found = await tx.row(findingOf, [tx.officeId, finding]);
    if (found === undefined) throw new Failure('not-found', `没有审计问题“${finding}”。`);
    return found;
  },
  against: ({ recordedBy, ownerId }, { sort }, { actor }) => {
    if (sort === '撤回') return actor.personId === recordedBy ? undefined : refusal('not-auditor', '问题只由写下它的审计人员自己说明理由撤回；领导可以答复。');
    const leads = RECEIVERS.some((post) => holds(actor, post));
    if (sort === '布置') return leads ? undefined : refusal('not-leader', `整改由${RECEIVERS.join('、')}布置。`);
    return leads || actor.personId === ownerId ? undefined : refusal('not-concerned', `审计问题由责任人和${RECEIVERS.join('、')}答复。`);
  },
  write: async (tx, { input }, moment) => {
    await remarks.insert(tx, { finding_number: input.finding, sort: input.sort, remark: input.remark }, moment);
    return undefined;
  },
});

const receivers = statement<{ post: string; personId: number }>(
  'audit-report-receivers',
  `
  select post, person_id as "personId" from post_holding where office_id = $1 and post = any($2::text[]) and period @> $3::date`,
);
const report = statement<never>('audit-reported', `update audit set reported_at = $3 where office_id = $1 and number = $2`);

/** Duties of an audit: its line of the plan, and the report to the body above where it concerns the head. */
export const CARRIED_OUT = '审计实施';
export const UPWARDS = '审计另报上级';

interface SeenReport extends SeenAudit {
  readonly receivers: readonly { readonly post: string; readonly personId: number }[];
}

/** 提交审计报告 (ICF-02.3a, ICF-02.3c): with papers and a drawn sample; to the three leaders at one moment, without whoever it concerns. */
export const reportAuditVerb = (rules: RulesInForce) =>
  lineVerb<ReportAudit, SeenReport>({
    name: 'report-audit',
    title: '提交审计报告',
    who: [],
    by: '本项审计人员',
    kind: 'audit',
    read: async (tx, { number }, asking) => {
      const [seen, people] = await Promise.all([seeAudit(tx, number, asking), tx.rows(receivers, [tx.officeId, [...RECEIVERS], asking.today])]);
      return { ...seen, receivers: people };
    },
    against: (seen, _input, moment) =>
      onlyAuditor(seen, moment.actor.personId) ??
      (seen.sort === '外部审计'
        ? undefined
        : ruled(rules, '审计办结', { workingPapers: seen.papers, sampleDrawn: seen.sampled, findingsUncorrected: 0 }, moment)),
    write: async (tx, { seen, input }, moment) => {
      const { now, today } = moment;
      const told = seen.receivers.filter((one) => !seen.owners.includes(one.personId));
      await tx.rows(report, [tx.officeId, input.number, now]);
      await notify(tx, {
        personIds: told.map((one) => one.personId),
        sentence: `审计报告${input.number}已提交。`,
        subject: { kind: 'audit', id: input.number },
        now,
      });
      const duty = seen.sort === '外部审计' ? rules.duty({ officeId: tx.officeId, duty: '外部审计', on: today }) : undefined;
      const nextDueOn =
        duty === undefined
          ? null
          : await openDuty(tx, { duty, event: today, today, subject: { kind: 'audit', id: input.number }, handlerId: null, about: '下一次外部审计' });
      const upwards = seen.concernsHead ? rules.duty({ officeId: tx.officeId, duty: UPWARDS, on: today }) : undefined;
      if (upwards !== undefined)
        await openDuty(tx, {
          duty: upwards,
          event: today,
          today,
          subject: { kind: 'audit', id: input.number },
          handlerId: null,
          about: `${input.number}涉及局长`,
        });
      if (seen.planNumber !== null)
        await endObligation(tx, {
          duty: CARRIED_OUT,
          occasion: `audit-plan/${seen.planNumber}`,
          state: 'discharged',
          by: moment.actor.personId,
          with: { audit: input.number },
          now,
        });
      return { told: told.map((one) => one.post), toSuperior: seen.concernsHead, nextDueOn };
    },
  });
