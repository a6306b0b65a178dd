import { dayBefore } from '../../rules/duties/due.ts';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { Failure } from '../../platform/act/failure.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import { requireFiles } from '../../platform/matters/content.ts';
import { notify } from '../../platform/notices/notify.ts';
import { openDuty } from '../../platform/obligations/open-duty.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { AddFinding, AddPaper, OpenAudit, RemarkFinding, ReportAudit } from './contract-posts.ts';
import { improve } from './improvements.ts';
import { lineTable, lineVerb, refusal, ruled } from './lines.ts';

const AUDITOR = '内审人员';
const audits = lineTable('audit', ['number', 'sort', 'scope', 'area_post', 'from_day', 'until_day', 'auditors']);

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
    against: (seen, { sort, from, until }, moment) => {
      if (until < from) return refusal('dates', '被审期间止日不能早于起日。');
      if (sort === '外部审计') return undefined;
      return ruled(rules, '审计独立', { holdsExecutivePost: seen.now, heldExecutivePost: seen.before }, moment);
    },
    write: async (tx, { input, number }, moment) => {
      const { sort, scope, areaPost, from, until, auditorIds } = input;
      await audits.insert(tx, { number, sort, scope, area_post: areaPost, from_day: from, until_day: until, auditors: JSON.stringify(auditorIds) }, moment);
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
const report = statement<never>('audit-reported', `update audit set reported_at = $3, closed_at = $3 where office_id = $1 and number = $2`);

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
    read: async (tx, { number }, { today }) => {
      const [seen, people] = await Promise.all([seeAudit(tx, number), tx.rows(receivers, [tx.officeId, [...RECEIVERS], today])]);
      return { ...seen, receivers: people };
    },
    against: (seen, _input, moment) =>
      onlyAuditor(seen, moment.actor.personId) ??
      (seen.sort === '外部审计' ? undefined : ruled(rules, '审计办结', { workingPapers: seen.papers, sampleDrawn: seen.sampled }, moment)),
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
      const toSuperior = seen.receivers.some((one) => one.post === '局长' && seen.owners.includes(one.personId));
      return { told: told.map((one) => one.post), toSuperior, nextDueOn };
    },
  });
