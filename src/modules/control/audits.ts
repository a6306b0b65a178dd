import { dayBefore } from '../../rules/duties/due.ts';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { Failure } from '../../platform/act/failure.ts';
import { statement } from '../../platform/db/statement.ts';
import type { Moment } from '../../platform/act/verb.ts';
import type { ActTx, ReadTx } from '../../platform/db/transaction.ts';
import { requireFiles } from '../../platform/matters/content.ts';
import { notify } from '../../platform/notices/notify.ts';
import { openDuty } from '../../platform/obligations/open-duty.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { AddFinding, AddPaper, OpenAudit, RemarkFinding, ReportAudit } from './contract-posts.ts';
import { improve } from './improvements.ts';
import { lineTable, lineVerb, refusal, ruled } from './lines.ts';

const AUDITOR = '内审人员';
/** The sort of an audit, and the duty to have one. */
const EXTERNAL = '外部审计';
const audits = lineTable('audit', ['number', 'sort', 'scope', 'area_post', 'from_day', 'until_day', 'auditors', 'firm', 'ordered_by']);

interface Independence {
  readonly now: boolean;
  readonly before: boolean;
}
const independence = statement<Independence>(
  'auditors-independence',
  `
  select exists (select from post_holding where office_id = $1 and person_id = any($2::int[]) and post = any($3::text[]) and period @> $4::date) as now,
    exists (select from post_holding where office_id = $1 and person_id = any($2::int[]) and post = any($3::text[]) and period && daterange($5::date, $6::date, '[]')) as before`,
);

/** A year before a day. */
function yearBefore(day: CivilDate): CivilDate {
  return dayBefore(day, { count: 12, unit: 'month' });
}

/** 立项审计 (ICF-02.3b): nobody who holds an executive post, or held one in the period or the twelve months before. */
export const openAuditVerb = (rules: RulesInForce) =>
  lineVerb<OpenAudit, Independence>({
    name: 'open-audit',
    title: '审计立项',
    who: [AUDITOR, '纪检领导'],
    kind: 'audit',
    series: '审',
    read: async (tx, { auditorIds, areaPost, from, until }, { today }) => {
      const set = rules.setting({ officeId: tx.officeId, setting: 'executivePosts', on: today });
      const posts = [...new Set([areaPost, ...(typeof set === 'object' ? set : [])])];
      return (await tx.row(independence, [tx.officeId, auditorIds, posts, today, yearBefore(from), until])) ?? { now: false, before: false };
    },
    against: (seen, { sort, from, until, firm, orderedBy }, moment) => {
      if (until < from) return refusal('dates', '被审期间止日不能早于起日。');
      if (sort === EXTERNAL)
        return firm === '' || orderedBy === ''
          ? refusal('no-firm', '外部审计须写明审计机构和委托、安排的机关。', ['填写审计机构', '填写委托或安排的机关'])
          : undefined;
      return ruled(rules, '审计独立', { holdsExecutivePost: seen.now, heldExecutivePost: seen.before }, moment);
    },
    write: async (tx, { input, number }, moment) => {
      const { sort, scope, areaPost, from, until, auditorIds, firm, orderedBy } = input;
      await audits.insert(
        tx,
        { number, sort, scope, area_post: areaPost, from_day: from, until_day: until, auditors: JSON.stringify(auditorIds), firm, ordered_by: orderedBy },
        moment,
      );
      return undefined;
    },
  });

interface SeenAudit {
  readonly sort: string;
  readonly auditors: readonly number[];
  readonly reported: boolean;
  readonly papers: number;
  readonly sampled: boolean;
  readonly owners: readonly number[];
}
const auditOf = statement<SeenAudit>(
  'audit-by-number',
  `
  select a.sort, a.auditors, a.reported_at is not null as reported, (select count(*) from audit_paper p where p.office_id = a.office_id and p.audit_number = a.number) as papers,
    exists (select from audit_paper p join sample s on s.office_id = p.office_id and s.number = p.sample_number where p.office_id = a.office_id and p.audit_number = a.number) as sampled,
    (select coalesce(jsonb_agg(distinct f.owner_id), '[]') from audit_finding f where f.office_id = a.office_id and f.audit_number = a.number) as owners
  from audit a where a.office_id = $1 and a.number = $2 for update of a`,
);

async function seeAudit(tx: ReadTx, number: string): Promise<SeenAudit> {
  const found = await tx.row(auditOf, [tx.officeId, number]);
  if (found === undefined) throw new Failure('not-found', `没有审计“${number}”。`);
  return found;
}

/** Only whoever audits writes into an audit, and only until it is reported. */
function onlyAuditor({ auditors, reported }: SeenAudit, personId: number | null) {
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
  read: async (tx, { number, file }) => {
    const [seen] = await Promise.all([seeAudit(tx, number), requireFiles(tx, [{ evidence: '底稿', digest: file, name: '底稿' }])]);
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
    read: (tx, { number }) => seeAudit(tx, number),
    against: (seen, _input, { actor }) => onlyAuditor(seen, actor.personId),
    write: async (tx, { seen, input }, moment) => {
      const { number: audit, gravity, facts, measure, ownerId, dueOn } = input;
      const improvement = await improve(
        rules,
        tx,
        { source: seen.sort === '内部审计' ? '内部审计' : '外部审计', about: audit, problem: facts, measure, ownerId, dueOn },
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
}
const findingOf = statement<SeenFinding>(
  'audit-finding-by-number',
  `
  select a.auditors, f.recorded_by as "recordedBy" from audit_finding f join audit a on a.office_id = f.office_id and a.number = f.audit_number where f.office_id = $1 and f.number = $2`,
);
const remarks = lineTable('audit_remark', ['finding_number', 'sort', 'remark']);

/** 答复或撤回审计问题 (ICF-02.3c): leaders answer; only the auditor himself withdraws, with his reasons; the finding stays as it was written. */
export const remarkFindingVerb = lineVerb<RemarkFinding, SeenFinding>({
  name: 'remark-audit-finding',
  title: '答复或撤回审计问题',
  who: [],
  kind: 'audit',
  read: async (tx, { finding }) => {
    const found = await tx.row(findingOf, [tx.officeId, finding]);
    if (found === undefined) throw new Failure('not-found', `没有审计问题“${finding}”。`);
    return found;
  },
  against: ({ recordedBy }, { sort }, { actor }) =>
    sort === '撤回' && actor.personId !== recordedBy ? refusal('not-auditor', '问题只由写下它的审计人员自己说明理由撤回；领导可以答复。') : undefined,
  write: async (tx, { input }, moment) => {
    await remarks.insert(tx, { finding_number: input.finding, sort: input.sort, remark: input.remark }, moment);
    return undefined;
  },
});

const RECEIVERS = ['局长', '纪检领导', '分管财务领导'] as const;
const receivers = statement<{ post: string; personId: number }>(
  'audit-report-receivers',
  `
  select post, person_id as "personId" from post_holding where office_id = $1 and post = any($2::text[]) and period @> $3::date`,
);
const report = statement<never>(
  'audit-reported',
  `update audit set reported_at = $3, closed_at = $3, report = $4, reported_on = $5 where office_id = $1 and number = $2`,
);
const owed = statement<{ occasion: string }>(
  'external-audits-owed',
  `select occasion from obligation where office_id = $1 and duty = '${EXTERNAL}' and state = 'open' for update`,
);

interface SeenReport extends SeenAudit {
  readonly receivers: readonly { readonly post: string; readonly personId: number }[];
  /** Duties an external report ends. */
  readonly owed: readonly string[];
}

function againstExternalReport({ report: file, reportedOn }: ReportAudit, { today }: Pick<Moment, 'today'>) {
  if (file === null || reportedOn === null) return refusal('no-report', '外部审计须附审计报告并写明报告日期。', ['上传审计报告', '填写报告日期']);
  return reportedOn > today ? refusal('future', '报告日期不能晚于今天。') : undefined;
}

/** The report ends what was owed; the next falls due from its day (ICF-03.2j). */
async function nextExternal(
  rules: RulesInForce,
  tx: ActTx,
  { number, owed: open, reportedOn }: { readonly number: string; readonly owed: readonly string[]; readonly reportedOn: CivilDate },
  { actor, now, today }: Moment,
): Promise<CivilDate | null> {
  await Promise.all(
    open.map((occasion) => endObligation(tx, { duty: EXTERNAL, occasion, state: 'discharged', by: actor.personId, with: { audit: number, reportedOn }, now })),
  );
  const duty = rules.duty({ officeId: tx.officeId, duty: EXTERNAL, on: today });
  return duty === undefined
    ? null
    : await openDuty(tx, { duty, event: reportedOn, today, subject: { kind: 'audit', id: number }, handlerId: null, about: '下一次外部审计' });
}

/** 提交审计报告 (ICF-02.3a, ICF-02.3c): with papers and a drawn sample; to the three leaders at one moment, without whoever it concerns. */
export const reportAuditVerb = (rules: RulesInForce) =>
  lineVerb<ReportAudit, SeenReport>({
    name: 'report-audit',
    title: '提交审计报告',
    who: [],
    by: '本项审计人员',
    kind: 'audit',
    read: async (tx, { number, report: file }, { today }) => {
      const files = file === null ? [] : [{ evidence: '审计报告', digest: file, name: '审计报告' }];
      const [seen, people, open] = await Promise.all([
        seeAudit(tx, number),
        tx.rows(receivers, [tx.officeId, [...RECEIVERS], today]),
        tx.rows(owed, [tx.officeId]),
        requireFiles(tx, files),
      ]);
      return { ...seen, receivers: people, owed: open.map((one) => one.occasion) };
    },
    against: (seen, input, moment) =>
      onlyAuditor(seen, moment.actor.personId) ??
      (seen.sort === EXTERNAL
        ? againstExternalReport(input, moment)
        : ruled(rules, '审计办结', { workingPapers: seen.papers, sampleDrawn: seen.sampled }, moment)),
    write: async (tx, { seen, input }, moment) => {
      const { now, today } = moment;
      const told = seen.receivers.filter((one) => !seen.owners.includes(one.personId));
      const reportedOn = input.reportedOn ?? today;
      await tx.rows(report, [tx.officeId, input.number, now, input.report, reportedOn]);
      await notify(tx, {
        personIds: told.map((one) => one.personId),
        sentence: `审计报告${input.number}已提交。`,
        subject: { kind: 'audit', id: input.number },
        now,
      });
      const nextDueOn = seen.sort === EXTERNAL ? await nextExternal(rules, tx, { number: input.number, owed: seen.owed, reportedOn }, moment) : null;
      const toSuperior = seen.receivers.some((one) => one.post === '局长' && seen.owners.includes(one.personId));
      return { told: told.map((one) => one.post), toSuperior, nextDueOn };
    },
  });
