import { holds } from '../../platform/act/actor.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import { requireFiles } from '../../platform/matters/content.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { Disclose } from './contract-oversight.ts';

const PUBLISHERS = ['财务股', '财务人员', '工会', '办公室'] as const;

/** Which published contents together end which duty of the year. */
const ENDS = [
  { duty: '工会经费通报', needs: ['工会经费收支'] },
  { duty: '资金使用通报', needs: ['资金使用情况', '下一年预算计划'] },
] as const;

const published = statement<{ content: string }>('disclosed-in-year', `select distinct content from disclosure where office_id = $1 and year = $2`);
const insert = statement<{ id: number }>(
  'insert-disclosure',
  `
  insert into disclosure (office_id, content, year, audience, document, published_by, published_at) values ($1, $2, $3, $4, decode($5, 'hex'), $6, $7) returning disclosure_id as id`,
);

interface Plan extends Disclose {
  readonly ended: readonly string[];
}

/** 财务公开: each part is published on its own; a duty ends when all its parts are (FIN-06e, FIN-07c). */
export const discloseVerb: Verb<Disclose, readonly string[], Plan, { readonly disclosureId: number; readonly ended: readonly string[] }> = {
  name: 'disclose',
  title: '财务公开',
  who: '财务人员、工会、办公室',
  read: async (tx, { year, document }) => {
    const [rows] = await Promise.all([
      tx.rows(published, [tx.officeId, year]),
      requireFiles(tx, [{ evidence: '公开文件', digest: document, name: '公开文件' }]),
    ]);
    return rows.map((row) => row.content);
  },
  decide: (before, input, { actor }) => {
    if (!PUBLISHERS.some((post) => holds(actor, post))) return no('not-publisher', '财务公开由财务人员、工会或办公室办理。');
    const now = new Set([...before, input.content]);
    const ended = ENDS.filter(({ needs }) => needs.some((one) => one === input.content) && needs.every((one) => now.has(one))).map((one) => one.duty);
    return { yes: { ...input, ended } };
  },
  write: async (tx, { content, year, audience, document, ended }, { actor, now }) => {
    const made = await tx.row(insert, [tx.officeId, content, year, audience, document, actor.personId, now]);
    if (made === undefined) throw new Error('the disclosure was not inserted');
    const sent = ended.map((duty) =>
      endObligation(tx, { duty, occasion: `${year}-01-01`, state: 'discharged', by: actor.personId, with: { disclosure: made.id }, now }),
    );
    return {
      result: { disclosureId: made.id, ended },
      entry: { subject: { kind: 'disclosure', id: made.id }, detail: { content, year, audience, document, ended } },
      sent,
    };
  },
};
