import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { Refusal } from '../../rules/decision.ts';
import { holds } from '../../platform/act/actor.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import { requireFiles } from '../../platform/matters/content.ts';
import { notifyPosts } from '../../platform/notices/notify.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { FROM_BOOKS, type Disclose } from './contract-oversight.ts';
import { mainPurposeNotices, readUnionStatement, type UnionStatement } from './union-statement.ts';

const UNION_LEADER = '分管工会领导';
const PUBLISHERS = ['财务股', '财务人员', '工会', '办公室'] as const;

/** Which published contents together end which duty of the year. */
const ENDS = [
  { duty: '工会经费通报', needs: [FROM_BOOKS] },
  { duty: '资金使用通报', needs: ['资金使用情况', '下一年预算计划'] },
] as const;

const published = statement<{ content: string }>('disclosed-in-year', `select distinct content from disclosure where office_id = $1 and year = $2`);
const insert = statement<{ id: number }>(
  'insert-disclosure',
  `
  insert into disclosure (office_id, content, year, audience, document, statement, published_by, published_at) values ($1, $2, $3, $4, decode($5, 'hex'), $6, $7, $8) returning disclosure_id as id`,
);
// What the office must announce is announced: it reaches everybody, not only whoever opens the page.
const announce = statement<never>(
  'announce-disclosure',
  `
  insert into notice (office_id, person_id, sentence, subject_kind, subject_id, made_at)
  select $1, person_id, $2, 'disclosure', $3, $4 from person where office_id = $1 and (left_on is null or left_on > $5::date)`,
);

interface Seen {
  readonly before: readonly string[];
  readonly statement: UnionStatement | undefined;
}

interface Plan extends Disclose {
  readonly statement: UnionStatement | null;
  /** What the union's leader is to look at. */
  readonly remarks: readonly string[];
  readonly ended: readonly string[];
}

/** 财务公开: each part is published on its own; a duty ends when all its parts are (FIN-06e, FIN-07c). What the union took and spent is stated from its books. */
export function discloseVerb(rules: RulesInForce): Verb<Disclose, Seen, Plan, { readonly disclosureId: number; readonly ended: readonly string[] }> {
  return {
    name: 'disclose',
    title: '财务公开',
    who: '财务人员、工会、办公室',
    read: async (tx, { content, year, document }, { today }) => {
      const [rows, made] = await Promise.all([
        tx.rows(published, [tx.officeId, year]),
        content === FROM_BOOKS ? readUnionStatement(tx, { year, today }) : undefined,
        requireFiles(tx, document === null ? [] : [{ evidence: '公开文件', digest: document, name: '公开文件' }]),
      ]);
      return { before: rows.map((row) => row.content), statement: made };
    },
    decide: ({ before, statement: made }, input, { actor, today }) => {
      if (!PUBLISHERS.some((post) => holds(actor, post))) return no('not-publisher', '财务公开由财务人员、工会或办公室办理。');
      const against = input.content === FROM_BOOKS ? againstStatement(made, input, today) : againstDocument(rules, input, { officeId: actor.officeId, today });
      if (against !== undefined) return { no: against };
      const now = new Set([...before, input.content]);
      const ended = ENDS.filter(({ needs }) => needs.some((one) => one === input.content) && needs.every((one) => now.has(one))).map((one) => one.duty);
      const remarks = made === undefined ? [] : mainPurposeNotices(rules, { spent: made.byPurpose, officeId: actor.officeId, on: today });
      return { yes: { ...input, statement: made ?? null, remarks, ended } };
    },
    write: async (tx, { content, year, audience, document, statement: made, remarks, ended }, { actor, now, today }) => {
      const kept = await tx.row(insert, [tx.officeId, content, year, audience, document, made === null ? null : JSON.stringify(made), actor.personId, now]);
      if (kept === undefined) throw new Error('the disclosure was not inserted');
      const sent = ended.map((duty) =>
        endObligation(tx, { duty, occasion: `${year}-01-01`, state: 'discharged', by: actor.personId, with: { disclosure: kept.id }, now }),
      ) as Promise<unknown>[];
      if (ENDS.some(({ needs }) => needs.some((one) => one === content)))
        sent.push(tx.rows(announce, [tx.officeId, `${year}年度${content}已经公开，请查看。`, String(kept.id), now, today]));
      for (const sentence of remarks)
        sent.push(notifyPosts(tx, { posts: [UNION_LEADER], on: today, sentence, subject: { kind: 'disclosure', id: kept.id }, now }));
      return {
        result: { disclosureId: kept.id, ended },
        entry: { subject: { kind: 'disclosure', id: kept.id }, detail: { content, year, audience, document, statement: made, ended } },
        sent,
      };
    },
  };
}

function againstStatement(made: UnionStatement | undefined, { year, document }: Disclose, today: CivilDate): Refusal | undefined {
  if (year > Number(today.slice(0, 4))) return no('future', `${year}年度还没有开始。`).no;
  if (document !== null) return no('from-books', `${FROM_BOOKS}由工会账上生成，不上传文件。`, ['去掉公开文件后公开']).no;
  return made === undefined ? no('nothing-new', '到这一天为止的工会经费收支已经通报过。').no : undefined;
}

function againstDocument(
  rules: RulesInForce,
  { document, masked }: Disclose,
  { officeId, today }: { readonly officeId: number; readonly today: CivilDate },
): Refusal | undefined {
  if (document === null) return no('no-document', '没有上传公开文件。', ['上传公开文件']).no;
  const ask = { officeId, question: '财务公开', on: today };
  return rules.knows(ask) ? rules.decide({ ...ask, facts: { personalDataMasked: masked } }).refusals[0] : undefined;
}
