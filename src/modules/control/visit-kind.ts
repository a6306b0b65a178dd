import { addDays, daysBetween } from '../../rules/calendar/civil-date.ts';
import { Failure } from '../../platform/act/failure.ts';
import { statement } from '../../platform/db/statement.ts';
import { requireFiles } from '../../platform/matters/content.ts';
import type { MatterKind } from '../../platform/matters/kind.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import { visitForm, type ReportVisit, type VisitForm } from './contract-ethics.ts';
import { lineTable, lineVerb, refusal } from './lines.ts';

/** Days of the visit for which nothing is planned. */
function idleDays({ from, until, programme }: VisitForm): number {
  const days = Array.from({ length: Math.max(0, daysBetween(from, until) + 1) }, (_, index) => addDays(from, index));
  return days.filter((day) => !programme.some((one) => one.on === day)).length;
}

/** 学习考察 (ETH-04c): topic, host and a programme for every day, or the 局长 releases it. */
export const studyVisit: MatterKind<VisitForm> = {
  kind: 'study-visit',
  title: '学习考察',
  purpose: '外出学习、考察，逐日写明安排；回来后先交报告再报销。',
  question: '学习考察',
  series: '考',
  form: visitForm,
  gist: ({ form }) => ({ title: form.topic === '' ? '学习考察' : form.topic, amount: form.estimate, factDay: form.from, parties: form.travellers.map((personId) => ({ personId, role: '受益人' as const })), linkedMatterId: null }),
  facts: async (_tx, { form }) => ({ daysWithoutProgramme: idleDays(form), scenicDestination: form.scenic, visitComplete: form.topic !== '' && form.host !== '' }),
  eventDay: (form) => form.until,
  leadsTo: [{ kind: 'trip', label: '据此出差', start: () => ({}) }],
  endsIn: 'closed',
};

interface SeenVisit {
  readonly matterId: number;
  readonly handlerId: number;
}
const visitOf = statement<SeenVisit>('visit-to-report', `select matter_id as "matterId", handler_id as "handlerId" from matter where office_id = $1 and number = $2 and kind = 'study-visit' and state = 'closed'`);
const reports = lineTable('visit_report', ['number', 'report']);

/** 提交考察报告 (ETH-04c). */
export const reportVisitVerb = lineVerb<ReportVisit, SeenVisit>({
  name: 'report-visit', title: '提交考察报告', who: [], by: '经办人', kind: 'study-visit',
  read: async (tx, { number, report }) => {
    const [found] = await Promise.all([tx.row(visitOf, [tx.officeId, number]), requireFiles(tx, [{ evidence: '考察报告', digest: report, name: '考察报告' }])]);
    if (found === undefined) throw new Failure('not-found', `没有已批准的学习考察“${number}”。`);
    return found;
  },
  against: ({ handlerId }, _input, { actor }) => (handlerId === actor.personId ? undefined : refusal('not-handler', '由经办人提交考察报告。')),
  write: async (tx, { seen, input }, moment) => {
    await reports.insert(tx, input, moment);
    await endObligation(tx, { duty: '考察报告', occasion: `matter/${seen.matterId}`, state: 'discharged', by: moment.actor.personId, with: { report: input.report }, now: moment.now });
    return undefined;
  },
});
