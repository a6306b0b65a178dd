import { holds, type Actor } from '../../platform/act/actor.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import type { AnyMatterKind } from '../../platform/matters/kind.ts';
import type { Refusal } from '../../rules/decision.ts';
import { fen, yuanInWords } from '../../rules/money.ts';
import type { PrintedReport } from './annual-report.ts';
import type { ViewLeader } from './contract-ethics.ts';
import type { LeaderOverview } from './contract-overview.ts';
import { refusal } from './lines.ts';

const DISCIPLINE = '纪检领导';
const HEAD = '局长';

/** What a quarter holds of somebody, and what he is: it decides who looks at it. */
interface Seen extends Omit<LeaderOverview, 'forCounty'> {
  readonly leads: boolean;
  readonly isDiscipline: boolean;
  readonly isHead: boolean;
}
const NOW_HOLDS = (post: string): string =>
  `exists (select from post_holding h where h.office_id = $1 and h.person_id = $2 and h.post = '${post}' and h.until_day is null)`;
const overview = statement<Seen>(
  'leader-overview',
  `
  with span as (select make_date($3, $4 * 3 - 2, 1) as a, (make_date($3, $4 * 3 - 2, 1) + interval '3 months')::date as z)
  select (select name from person where office_id = $1 and person_id = $2) as name,
    exists (select from post_holding h where h.office_id = $1 and h.person_id = $2 and h.post in ('班子成员', '${HEAD}', '${DISCIPLINE}') and h.period && daterange((select a from span), (select z from span))) as leads,
    ${NOW_HOLDS(DISCIPLINE)} as "isDiscipline", ${NOW_HOLDS(HEAD)} as "isHead",
    (select coalesce(jsonb_agg(x order by x.kind), '[]') from (select m.kind, m.kind as title, count(*) as count, coalesce(sum(m.amount), 0)::bigint as fen from matter m, span
      where m.office_id = $1 and m.handler_id = $2 and m.state not in ('draft', 'withdrawn') and m.fact_day >= span.a and m.fact_day < span.z group by m.kind) x) as kinds,
    (select coalesce(jsonb_agg(x order by x.on, x.matter), '[]') from (select coalesce(m.number, '未编号') as matter, m.title, r.code as clause, r.reason, (r.released_at at time zone 'Asia/Shanghai')::date::text as on from release r join matter m on m.office_id = r.office_id and m.matter_id = r.matter_id, span
      where r.office_id = $1 and m.handler_id = $2 and r.released_at is not null and m.fact_day >= span.a and m.fact_day < span.z) x) as released,
    (select coalesce(jsonb_agg(x order by x.from), '[]') from (select e.sort, (e.from_at at time zone 'Asia/Shanghai')::date::text as from, (e.until_at at time zone 'Asia/Shanghai')::date::text as until from agenda_entry e, span
      where e.office_id = $1 and e.person_id = $2 and e.sort in ('出差', '休假') and e.ended_at is null and (e.from_at at time zone 'Asia/Shanghai')::date >= span.a and (e.from_at at time zone 'Asia/Shanghai')::date < span.z) x) as absent`,
);

async function seeLeader(tx: ReadTx, { personId, year, quarter }: ViewLeader): Promise<Seen> {
  const found = await tx.row(overview, [tx.officeId, personId, year, quarter]);
  if (found === undefined) throw new Error('a select without from gave no row');
  return found;
}

function watcherAgainst({ leads, isDiscipline }: Seen, { personId }: ViewLeader, { actor }: { readonly actor: Actor }): Refusal | undefined {
  if (!leads) return refusal('not-leader', '只汇总领导干部的情况。');
  if (personId === actor.personId) return refusal('own-business', '本人的情况由他人查看。');
  const post = isDiscipline ? HEAD : DISCIPLINE;
  return holds(actor, post) ? undefined : refusal('not-watcher', `这名领导干部的情况由${post}查看。`);
}

function shown({ name, isHead, kinds: seen, released, absent }: Seen, kinds: readonly AnyMatterKind[]): LeaderOverview {
  return {
    name,
    forCounty: isHead,
    kinds: seen.map((one) => ({ ...one, title: kinds.find(({ kind }) => kind === one.kind)?.title ?? one.kind })),
    released,
    absent,
  };
}

const about = ({ personId, year, quarter }: ViewLeader) => ({ kind: 'leader-overview', id: `${personId}/${year}/${quarter}` });

/** 查看领导干部情况 (ETH-10a): by the 纪检领导; that of the 纪检领导 by the 局长. Looking is an act: the log keeps who looked at whom, never what there was to see. */
export const viewLeaderVerb = (
  kinds: readonly AnyMatterKind[],
): Verb<ViewLeader, Seen, { readonly seen: Seen; readonly input: ViewLeader }, LeaderOverview> => ({
  name: 'view-leader',
  title: '查看领导干部情况',
  who: `${DISCIPLINE}、${HEAD}`,
  read: (tx, input) => seeLeader(tx, input),
  decide: (seen, input, moment) => {
    const against = watcherAgainst(seen, input, moment);
    return against === undefined ? { yes: { seen, input } } : { no: against };
  },
  write: async (_tx, { seen, input }) => ({ result: shown(seen, kinds), entry: { subject: about(input), detail: { ...input } } }),
});

interface Export extends ViewLeader {
  readonly format: 'docx' | 'pdf';
  /** SHA-256 of the file that leaves the office. */
  readonly digest: string;
}

/** 导出领导干部情况 (ETH-10a): the head's own goes to the county; the log keeps who took it out, and the digest of what he took. */
export const exportLeaderVerb: Verb<Export, Seen, Export, { readonly digest: string }> = {
  name: 'export-leader',
  title: '导出领导干部情况',
  who: DISCIPLINE,
  read: (tx, input) => seeLeader(tx, input),
  decide: (seen, input, moment) => {
    const against = watcherAgainst(seen, input, moment) ?? (seen.isHead ? undefined : refusal('not-head', `只有${HEAD}的情况导出送县纪委。`));
    return against === undefined ? { yes: input } : { no: against };
  },
  write: async (_tx, input) => ({ result: { digest: input.digest }, entry: { subject: about(input), detail: { ...input } } }),
};

/** The overview as a document for the county; undefined for whoever may not look. */
export async function leaderReport(
  tx: ReadTx,
  { ask, actor, office, kinds }: { readonly ask: ViewLeader; readonly actor: Actor; readonly office: string; readonly kinds: readonly AnyMatterKind[] },
): Promise<PrintedReport | undefined> {
  const seen = await seeLeader(tx, ask);
  if (watcherAgainst(seen, ask, { actor }) !== undefined) return undefined;
  const { name, kinds: counted, released, absent } = shown(seen, kinds);
  const lines = (list: readonly string[]): readonly string[] => (list.length === 0 ? ['无。'] : list);
  return {
    office,
    title: `${ask.year}年第${ask.quarter}季度领导干部情况（${name}）`,
    figures:
      counted.length === 0 ? [['经办事项', '无']] : counted.map((one) => [one.title, `${one.count}件${one.fen === 0 ? '' : `，${yuanInWords(fen(one.fen))}`}`]),
    sections: [
      { title: '一、例外放行', lines: lines(released.map((one) => `${one.on}　${one.matter}${one.title}，条款${one.clause}，理由：${one.reason}`)) },
      { title: '二、出差和休假', lines: lines(absent.map((one) => `${one.sort}：${one.from}至${one.until}`)) },
    ],
  };
}
