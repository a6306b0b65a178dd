import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import { halfDayWords, type HalfDays } from './half-days.ts';

interface Difference {
  readonly number: string;
  readonly name: string;
  readonly formFrom: number | null;
  readonly formUntil: number | null;
  readonly lineFrom: number | null;
  readonly lineUntil: number | null;
}

const differences = statement<Difference>(
  'ledger-differences',
  `
  select m.number, p.name, lower(f.halves) as "formFrom", upper(f.halves) as "formUntil", lower(x.halves) as "lineFrom", upper(x.halves) as "lineUntil"
  from (select l.* from leave l join matter a on a.office_id = l.office_id and a.matter_id = l.matter_id and a.state = 'approved' where l.office_id = $1 and l.ended_at is null) f
  full join (select * from leave_line where office_id = $1 and replaced_at is null) x on x.matter_id = f.matter_id
  join matter m on m.office_id = $1 and m.matter_id = coalesce(f.matter_id, x.matter_id) join person p on p.office_id = $1 and p.person_id = coalesce(f.person_id, x.person_id)
  where (f.halves && int4range($2::int, $3::int) or x.halves && int4range($2::int, $3::int)) and f.halves is distinct from x.halves order by m.matter_id`,
);

/** 台账与审批表核对 (ATT-07c): forms without a line, lines without a form, lines of other days; one sentence each. */
export async function ledgerDifferences(tx: ReadTx, { from, until }: HalfDays): Promise<readonly string[]> {
  const found = await tx.rows(differences, [tx.officeId, from, until]);
  return found.map(({ number, name, formFrom, formUntil, lineFrom, lineUntil }) => {
    if (lineFrom === null || lineUntil === null) return `${number}（${name}）已同意而没有登记。`;
    if (formFrom === null || formUntil === null) return `${number}（${name}）登记在册而审批表已失效。`;
    return `${number}（${name}）审批表为${words(formFrom, formUntil)}，台账为${words(lineFrom, lineUntil)}。`;
  });
}

function words(from: number, until: number): string {
  return `${halfDayWords(from)}至${halfDayWords(until - 1)}`;
}
