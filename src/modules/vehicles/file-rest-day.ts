import { civilDate, civilDayOf, momentOf, type CivilDate } from '../../rules/calendar/civil-date.ts';
import { holds } from '../../platform/act/actor.ts';
import { Failure } from '../../platform/act/failure.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import type { FileRestDay } from './contract-trip.ts';
import { GENERAL_OFFICE, LEADER } from './posts.ts';

interface Report {
  readonly matterId: number;
  readonly state: string;
  readonly vehicleId: number;
  readonly from: CivilDate;
  readonly until: CivilDate;
  readonly filed: boolean;
}

const report = statement<Report>(
  'rest-day-report',
  `
  select m.matter_id as "matterId", m.state, (m.facts ->> 'vehicleId')::bigint as "vehicleId", m.facts ->> 'from' as from, m.facts ->> 'until' as until,
    exists (select from rest_day_filing f where f.office_id = m.office_id and f.matter_id = m.matter_id) as filed
  from matter m where m.office_id = $1 and m.number = $2 and m.kind = 'rest-day-use' for update of m`,
);
const file = statement<{ id: number }>(
  'file-rest-day',
  `
  insert into rest_day_filing (office_id, matter_id, vehicle_id, days, filed_at, receiver, reference, recorded_by, recorded_at)
  values ($1, $2, $3, daterange($4::date, $5::date, '[]'), $6, $7, $8, $9, $10) returning filing_id as id`,
);

/** 登记县纪委报备 (VEH-05e): what was filed, with whom, when; of a report the leader has confirmed. */
export const fileRestDayVerb: Verb<FileRestDay, Report, FileRestDay & { readonly seen: Report }, { readonly filingId: number }> = {
  name: 'file-rest-day-use',
  title: '登记县纪委报备',
  who: `${GENERAL_OFFICE}、${LEADER}`,
  read: async (tx, { report: number }) => {
    const found = await tx.row(report, [tx.officeId, number]);
    if (found === undefined) throw new Failure('not-found', `没有节假日用车报告“${number}”。`);
    return found;
  },
  decide: (seen, input, { actor, now }) => {
    if (!holds(actor, GENERAL_OFFICE) && !holds(actor, LEADER)) return no('not-office', `报备由${GENERAL_OFFICE}或${LEADER}登记。`);
    if (seen.filed) return no('filed-already', '这份报告已经报备。');
    if (seen.state !== 'approved') return no('not-confirmed', '分管领导还没有确认这份报告。', ['待分管领导确认后报备']);
    const filedAt = momentOf(input.filedAt);
    if (filedAt > now) return no('future', '报备时间不能晚于现在。');
    return civilDayOf(filedAt) > civilDate(seen.until) ? no('afterwards', '报备须在用车之前。') : { yes: { ...input, seen } };
  },
  write: async (tx, { seen, filedAt, receiver, reference }, { actor, now }) => {
    const { matterId, vehicleId, from, until } = seen;
    const made = await tx.row(file, [tx.officeId, matterId, vehicleId, from, until, momentOf(filedAt), receiver, reference, actor.personId, now]);
    if (made === undefined) throw new Error('the filing was not inserted');
    return {
      result: { filingId: made.id },
      entry: { subject: { kind: 'matter', id: matterId }, detail: { vehicleId, from, until, filedAt, receiver, reference } },
    };
  },
};
