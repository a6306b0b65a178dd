import { addDays, daysBetween, type CivilDate } from '../../rules/calendar/civil-date.ts';
import { Failure } from '../../platform/act/failure.ts';
import { statement } from '../../platform/db/statement.ts';
import { requireFiles } from '../../platform/matters/content.ts';
import type { FurtherQuestion, MatterKind } from '../../platform/matters/kind.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { visitForm, type ReportVisit, type VisitForm } from './contract-ethics.ts';
import { lineTable, lineVerb, refusal } from './lines.ts';

/** Days of the visit for which nothing is planned. */
function idleDays({ from, until, programme }: VisitForm): number {
  const days = Array.from({ length: Math.max(0, daysBetween(from, until) + 1) }, (_, index) => addDays(from, index));
  return days.filter((day) => !programme.some((one) => one.on === day)).length;
}

/** The office's own list of scenic areas; whatever the form says, a destination or topic with one of these names is one. */
function isScenic({ scenic, topic, destinations, programme }: VisitForm, listed: readonly string[]): boolean {
  const words = [topic, ...destinations, ...programme.map((one) => one.item)];
  return scenic || listed.some((name) => words.some((word) => word.includes(name)));
}

/** 学习考察 (ETH-04c): topic, host and a programme for every day, or the 局长 releases it. */
export const studyVisit = (rules: RulesInForce): MatterKind<VisitForm> => ({
  kind: 'study-visit',
  title: '学习考察',
  purpose: '外出学习、考察，逐日写明安排；回来后先交报告再报销。',
  question: '学习考察',
  series: '考',
  form: visitForm,
  gist: ({ form }) => ({
    title: form.topic === '' ? '学习考察' : form.topic,
    amount: form.estimate,
    factDay: form.from,
    parties: form.travellers.map((personId) => ({ personId, role: '受益人' as const })),
    linkedMatterId: null,
  }),
  facts: async (tx, { form }) => ({
    daysWithoutProgramme: idleDays(form),
    scenicDestination: isScenic(form, scenicAreas(rules, { officeId: tx.officeId, on: form.from })),
    visitComplete: form.topic !== '' && form.host !== '',
  }),
  eventDay: (form) => form.until,
  leadsTo: [
    {
      kind: 'official-trip',
      label: '据此出差',
      start: ({ topic, from, until, travellers }) => ({
        purpose: `考察：${topic}`,
        sort: '考察',
        startAt: `${from}T08:00`,
        endAt: `${until}T18:00`,
        companions: travellers,
      }),
    },
  ],
  endsIn: 'closed',
});

function scenicAreas(rules: RulesInForce, of: { readonly officeId: number; readonly on: CivilDate }): readonly string[] {
  const listed = rules.setting({ ...of, setting: 'scenicAreas' });
  return typeof listed === 'string' ? listed.split('、').filter((name) => name !== '') : [];
}

/** 学习、考察 by what the traveller calls it, in the field or in his own words. */
function isStudy({ sort, purpose }: { readonly sort?: unknown; readonly purpose?: unknown }): boolean {
  return sort === '学习' || sort === '考察' || (typeof purpose === 'string' && /学习|考察/.test(purpose));
}

interface Approved {
  readonly handlerId: number;
  readonly form: VisitForm;
}
const approvedVisit = statement<Approved>(
  'visit-approved',
  `select handler_id as "handlerId", facts as form from matter where office_id = $1 and matter_id = $2 and kind = 'study-visit' and state = 'closed'`,
);

/** 学习考察出差 (ETH-04c): asked of every trip; a visit is approved first, and the trip keeps to it. */
export const visitBeforeTrip: FurtherQuestion = {
  kinds: ['official-trip'],
  question: '学习考察出差',
  facts: async (tx, { form, handlerId, linkedMatterId }) => {
    const visit = linkedMatterId === null ? undefined : await tx.row(approvedVisit, [tx.officeId, linkedMatterId]);
    const takesPart = visit !== undefined && (visit.handlerId === handlerId || visit.form.travellers.includes(handlerId));
    return { studyTrip: isStudy(form), visitApproved: takesPart, withinVisit: visit !== undefined && isWithin(form, visit.form) };
  },
};

/** The form is another module's: what it names otherwise lies outside. */
function isWithin({ startAt, endAt, stops }: Readonly<Record<string, unknown>>, { from, until, destinations }: VisitForm): boolean {
  if (typeof startAt !== 'string' || typeof endAt !== 'string' || !Array.isArray(stops)) return false;
  const named = (city: unknown): boolean => typeof city === 'string' && destinations.some((one) => one.includes(city) || city.includes(one));
  return startAt.slice(0, 10) >= from && endAt.slice(0, 10) <= until && stops.every((stop: { readonly city?: unknown }) => named(stop.city));
}

interface TripOfClaim {
  readonly sort: string | null;
  readonly purpose: string | null;
  readonly reported: boolean;
}
const tripOfClaim = statement<TripOfClaim>(
  'trip-of-claim',
  `
  select t.facts ->> 'sort' as sort, t.facts ->> 'purpose' as purpose, exists (select from matter v join visit_report r on r.office_id = v.office_id and r.number = v.number where v.office_id = t.office_id and v.matter_id = t.linked_matter_id) as reported
  from matter t where t.office_id = $1 and t.matter_id = $2 and t.kind = 'official-trip'`,
);

/** 考察报销 (ETH-04c): no claim before the report. */
export const reportBeforeClaim: FurtherQuestion = {
  kinds: ['trip-claim'],
  question: '考察报销',
  facts: async (tx, { linkedMatterId }) => {
    const trip = linkedMatterId === null ? undefined : await tx.row(tripOfClaim, [tx.officeId, linkedMatterId]);
    return { studyTrip: trip !== undefined && isStudy(trip), visitReported: trip?.reported === true };
  },
};

interface SeenVisit {
  readonly matterId: number;
  readonly handlerId: number;
}
const visitOf = statement<SeenVisit>(
  'visit-to-report',
  `select matter_id as "matterId", handler_id as "handlerId" from matter where office_id = $1 and number = $2 and kind = 'study-visit' and state = 'closed'`,
);
const reports = lineTable('visit_report', ['number', 'report']);

/** 提交考察报告 (ETH-04c). */
export const reportVisitVerb = lineVerb<ReportVisit, SeenVisit>({
  name: 'report-visit',
  title: '提交考察报告',
  who: [],
  by: '经办人',
  kind: 'study-visit',
  read: async (tx, { number, report }) => {
    const [found] = await Promise.all([tx.row(visitOf, [tx.officeId, number]), requireFiles(tx, [{ evidence: '考察报告', digest: report, name: '考察报告' }])]);
    if (found === undefined) throw new Failure('not-found', `没有已批准的学习考察“${number}”。`);
    return found;
  },
  against: ({ handlerId }, _input, { actor }) => (handlerId === actor.personId ? undefined : refusal('not-handler', '由经办人提交考察报告。')),
  write: async (tx, { seen, input }, moment) => {
    await reports.insert(tx, input, moment);
    await endObligation(tx, {
      duty: '考察报告',
      occasion: `matter/${seen.matterId}`,
      state: 'discharged',
      by: moment.actor.personId,
      with: { report: input.report },
      now: moment.now,
    });
    return undefined;
  },
});
