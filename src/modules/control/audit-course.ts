import { statement } from '../../platform/db/statement.ts';
import { requireFiles } from '../../platform/matters/content.ts';
import { openDuty } from '../../platform/obligations/open-duty.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { CARRIED_OUT, seeAudit, UPWARDS, type SeenAudit } from './audits.ts';
import type { ApproveAuditPlan, CloseAudit, PlanAudit, ReportAuditUpwards } from './contract-audit.ts';
import { lineTable, lineVerb, refusal, ruled } from './lines.ts';

const PLAN = '年度审计计划';
const plans = lineTable('audit_plan', ['number', 'year', 'subject', 'scope', 'planned_on']);
const approvals = lineTable('audit_plan_approval', ['year', 'remark']);

interface Plan {
  readonly approved: boolean;
  readonly lines: readonly { readonly number: string; readonly subject: string; readonly scope: string; readonly plannedOn: CivilDate }[];
}
const planOf = statement<Plan>(
  'audit-plan-of-year',
  `
  select exists (select from audit_plan_approval where office_id = $1 and year = $2) as approved,
    (select coalesce(jsonb_agg(jsonb_build_object('number', number, 'subject', subject, 'scope', scope, 'plannedOn', planned_on) order by audit_plan_id), '[]') from audit_plan where office_id = $1 and year = $2) as lines`,
);
const NO_PLAN: Plan = { approved: false, lines: [] };

/** 编列审计计划 (ICF-02.3a): a line of the year's plan; it stands once the plan is approved. */
export const planAuditVerb = (rules: RulesInForce) =>
  lineVerb<PlanAudit, Plan>({
    name: 'plan-audit',
    title: '编列审计计划',
    who: ['内审人员'],
    kind: 'audit-plan',
    series: '审计划',
    read: async (tx, { year }) => (await tx.row(planOf, [tx.officeId, year])) ?? NO_PLAN,
    against: (_seen, { year, plannedOn }) => (plannedOn.slice(0, 4) === String(year) ? undefined : refusal('other-year', `计划完成日期应在${year}年以内。`)),
    write: async (tx, { seen, input, number }, moment) => {
      const { year, subject, scope, plannedOn } = input;
      await plans.insert(tx, { number, year, subject, scope, planned_on: plannedOn }, moment);
      // The plan stands already: what is added to it is owed at once.
      const duty = seen.approved ? rules.duty({ officeId: tx.officeId, duty: CARRIED_OUT, on: moment.today }) : undefined;
      if (duty !== undefined)
        await openDuty(tx, {
          duty,
          event: plannedOn,
          today: moment.today,
          subject: { kind: 'audit-plan', id: number },
          handlerId: null,
          about: `${number}${scope}`,
        });
      return undefined;
    },
  });

/** 批准年度审计计划: with an audit of the accounting data and one of a subordinate unit; each line is owed from then on. */
export const approveAuditPlanVerb = (rules: RulesInForce) =>
  lineVerb<ApproveAuditPlan, Plan>({
    name: 'approve-audit-plan',
    title: '批准年度审计计划',
    who: ['局长'],
    kind: 'audit-plan',
    read: async (tx, { year }) => (await tx.row(planOf, [tx.officeId, year])) ?? NO_PLAN,
    against: ({ approved, lines }, { year }, moment) => {
      if (approved) return refusal('approved-already', `${year}年的审计计划已经批准。`);
      return ruled(
        rules,
        '审计计划',
        { accountsPlanned: lines.some((one) => one.subject === '会计资料'), unitPlanned: lines.some((one) => one.subject === '局属单位') },
        moment,
      );
    },
    write: async (tx, { seen, input }, moment) => {
      const { today, now, actor } = moment;
      await approvals.insert(tx, input, moment);
      await endObligation(tx, {
        duty: PLAN,
        occasion: `${input.year}-01-01`,
        state: 'discharged',
        by: actor.personId,
        with: { lines: seen.lines.length },
        now,
      });
      const duty = rules.duty({ officeId: tx.officeId, duty: CARRIED_OUT, on: today });
      for (const { number, scope, plannedOn } of duty === undefined ? [] : seen.lines) {
        if (duty !== undefined)
          await openDuty(tx, { duty, event: plannedOn, today, subject: { kind: 'audit-plan', id: number }, handlerId: null, about: `${number}${scope}` });
      }
      return { lines: seen.lines.length };
    },
  });

const superiors = lineTable('audit_superior', ['audit_number', 'body', 'document']);

/** 审计另报上级 (ICF-02.3c): what concerns the head goes to the body the 纪检领导 chooses. */
export const reportAuditUpwardsVerb = lineVerb<ReportAuditUpwards, SeenAudit>({
  name: 'report-audit-upwards',
  title: '审计问题另报上级',
  who: ['纪检领导'],
  kind: 'audit',
  read: async (tx, { number, document }, asking) => {
    const [seen] = await Promise.all([seeAudit(tx, number, asking), requireFiles(tx, [{ evidence: '报送文书', digest: document, name: '报送文书' }])]);
    return seen;
  },
  against: ({ reported, concernsHead }) => {
    if (!reported) return refusal('not-reported', '审计报告提交以后才另报上级。');
    return concernsHead ? undefined : refusal('not-about-head', '本项审计的问题不涉及局长，不另报上级。');
  },
  write: async (tx, { input }, moment) => {
    const { number, body, document } = input;
    await superiors.insert(tx, { audit_number: number, body, document }, moment);
    await endObligation(tx, {
      duty: UPWARDS,
      occasion: `audit/${number}`,
      state: 'discharged',
      by: moment.actor.personId,
      with: { body, document },
      now: moment.now,
    });
    return undefined;
  },
});

const reviews = lineTable('audit_review', ['audit_number', 'conclusion']);
const close = statement<never>('audit-closed', `update audit set closed_at = $3 where office_id = $1 and number = $2`);

/** 审计复核办结 (ICF-02.3a): by its auditors, once somebody has verified that everything found was corrected. */
export const closeAuditVerb = (rules: RulesInForce) =>
  lineVerb<CloseAudit, SeenAudit>({
    name: 'close-audit',
    title: '审计复核办结',
    who: [],
    by: '本项审计人员',
    kind: 'audit',
    read: (tx, { number }, asking) => seeAudit(tx, number, asking),
    against: ({ auditors, reported, closed, uncorrected, papers, sampled, sort }, _input, moment) => {
      if (!auditors.includes(moment.actor.personId ?? 0)) return refusal('not-auditor', '复核由本项审计的审计人员办理。');
      if (closed) return refusal('closed', '本项审计已经办结。');
      if (!reported) return refusal('not-reported', '先提交审计报告，再复核整改。', ['提交审计报告']);
      // An external audit keeps its papers where it comes from.
      const own = sort === '内部审计' ? { workingPapers: papers, sampleDrawn: sampled } : { workingPapers: 1, sampleDrawn: true };
      return ruled(rules, '审计办结', { ...own, findingsUncorrected: uncorrected }, moment);
    },
    write: async (tx, { input }, moment) => {
      await reviews.insert(tx, { audit_number: input.number, conclusion: input.conclusion }, moment);
      await tx.rows(close, [tx.officeId, input.number, moment.now]);
      return undefined;
    },
  });
