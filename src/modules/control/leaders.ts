import { holds } from '../../platform/act/actor.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ViewLeader } from './contract-ethics.ts';
import { lineVerb, refusal } from './lines.ts';

const DISCIPLINE = '纪检领导';
const HEAD = '局长';

interface Overview {
  readonly leads: boolean;
  readonly isDiscipline: boolean;
  readonly kinds: readonly { readonly kind: string; readonly count: number; readonly fen: number }[];
  readonly overrides: number;
  readonly absences: number;
}
const overview = statement<Overview>(
  'leader-overview',
  `
  with span as (select make_date($3, $4 * 3 - 2, 1) as a, (make_date($3, $4 * 3 - 2, 1) + interval '3 months')::date as z)
  select exists (select from post_holding h where h.office_id = $1 and h.person_id = $2 and h.post in ('班子成员', '${HEAD}', '${DISCIPLINE}') and h.period && daterange((select a from span), (select z from span))) as leads,
    exists (select from post_holding h where h.office_id = $1 and h.person_id = $2 and h.post = '${DISCIPLINE}' and h.until_day is null) as "isDiscipline",
    (select coalesce(jsonb_agg(x order by x.kind), '[]') from (select m.kind, count(*) as count, coalesce(sum(m.amount), 0)::bigint as fen from matter m, span
      where m.office_id = $1 and m.handler_id = $2 and m.state not in ('draft', 'withdrawn') and m.fact_day >= span.a and m.fact_day < span.z group by m.kind) x) as kinds,
    (select count(*) from release r join matter m on m.office_id = r.office_id and m.matter_id = r.matter_id, span
      where r.office_id = $1 and m.handler_id = $2 and r.released_at is not null and m.fact_day >= span.a and m.fact_day < span.z) as overrides,
    (select count(*) from agenda_entry e, span where e.office_id = $1 and e.person_id = $2 and e.sort in ('出差', '休假') and e.ended_at is null
      and (e.from_at at time zone 'Asia/Shanghai')::date >= span.a and (e.from_at at time zone 'Asia/Shanghai')::date < span.z) as absences`,
);

/** 查看领导干部情况 (ETH-10a): by the 纪检领导; that of the 纪检领导 by the 局长. Looking is an act: the log keeps who looked. */
export const viewLeaderVerb = lineVerb<ViewLeader, Overview>({
  name: 'view-leader',
  title: '查看领导干部情况',
  who: [DISCIPLINE, HEAD],
  kind: 'leader-overview',
  read: async (tx, { personId, year, quarter }) => {
    const found = await tx.row(overview, [tx.officeId, personId, year, quarter]);
    if (found === undefined) throw new Error('a select without from gave no row');
    return found;
  },
  against: ({ leads, isDiscipline }, { personId }, { actor }) => {
    if (!leads) return refusal('not-leader', '只汇总领导干部的情况。');
    if (personId === actor.personId) return refusal('own-business', '本人的情况由他人查看。');
    const post = isDiscipline ? HEAD : DISCIPLINE;
    return holds(actor, post) ? undefined : refusal('not-watcher', `这名领导干部的情况由${post}查看。`);
  },
  told: (input) => ({ ...input }),
  write: async (_tx, { seen: { kinds, overrides, absences } }) => ({ kinds, overrides, absences }),
});
