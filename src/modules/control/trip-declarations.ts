import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import { notifyPosts } from '../../platform/notices/notify.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { DeclareHospitality } from './contract-ethics.ts';
import { lineTable, lineVerb, refusal, ruled } from './lines.ts';

const DISCIPLINE = '纪检领导';
export const DECLARATION_DUTY = '异地接待申报';

/** A traveller who is back and has not said yet how he was received. */
export interface Undeclared {
  readonly trip: string;
  readonly title: string;
  readonly personId: number;
  readonly returnedOn: CivilDate;
}

const TRAVELLED = `select m.office_id, m.number, m.title, t.person_id, (m.facts ->> 'endAt')::timestamp::date as returned_on from matter m
    cross join lateral (select m.handler_id as person_id union select c::int from jsonb_array_elements_text(m.facts -> 'companions') c) t
  where m.office_id = $1 and m.kind = 'official-trip' and m.state in ('approved', 'closed') and not exists (select from hospitality h where h.office_id = m.office_id and h.trip = m.number and h.recorded_by = t.person_id)`;
const undeclared = statement<Undeclared>(
  'trips-undeclared',
  `
  select x.number as trip, x.title, x.person_id as "personId", x.returned_on::text as "returnedOn" from (${TRAVELLED}) x
  where x.returned_on between $2::date - 31 and $2::date - 1 order by x.number, x.person_id`,
);

/** Whoever came back within the month, from the day after: each answers for himself (ETH-04b). */
export function undeclaredTrips(tx: ReadTx, day: CivilDate): Promise<readonly Undeclared[]> {
  return tx.rows(undeclared, [tx.officeId, day]);
}

const own = statement<{ returnedOn: CivilDate }>(
  'trip-to-declare',
  `select x.returned_on::text as "returnedOn" from (${TRAVELLED}) x where x.number = $2 and x.person_id = $3`,
);
const hospitality = lineTable('hospitality', ['number', 'trip', 'above_standard', 'kind', 'host', 'value']);

/** 异地接待申报 (ETH-04b): by everybody who was on the trip, once; above standard with what, by whom and its value. */
export const declareHospitalityVerb = (rules: RulesInForce) =>
  lineVerb<DeclareHospitality, { readonly returnedOn: CivilDate } | undefined>({
    name: 'declare-hospitality',
    title: '异地公务接待申报',
    who: [],
    by: '出差人员',
    kind: 'hospitality',
    series: '接申',
    read: async (tx, { trip }, { actor }) => tx.row(own, [tx.officeId, trip, (await actor).personId]),
    against: (seen, { trip, aboveStandard, kind, host, value }, moment) => {
      if (seen === undefined) return refusal('no-such-trip', `没有待您申报的出差“${trip}”。`, ['核对出差编号，已经申报的不重复申报']);
      if (seen.returnedOn > moment.today) return refusal('not-back', `出差到${seen.returnedOn}为止，回来以后申报。`);
      return ruled(rules, '异地接待', { hostAboveStandard: aboveStandard, hostNamed: kind !== '' && host !== '' && value > 0 }, moment);
    },
    write: async (tx, { input, number }, moment) => {
      const { trip, aboveStandard, kind, host, value } = input;
      const { actor, now, today } = moment;
      await hospitality.insert(tx, { number, trip, above_standard: aboveStandard, kind, host, value }, moment);
      await endObligation(tx, {
        duty: DECLARATION_DUTY,
        occasion: `hospitality/${trip}/${actor.personId}`,
        state: 'discharged',
        by: actor.personId,
        with: { number },
        now,
      });
      if (aboveStandard)
        await notifyPosts(tx, {
          posts: [DISCIPLINE],
          on: today,
          sentence: `${actor.name}申报异地接待超标准：${host}${kind}。`,
          subject: { kind: 'hospitality', id: number },
          now,
        });
      return undefined;
    },
  });
