import { addDays, civilDate, type CivilDate } from '../../rules/calendar/civil-date.ts';
import type { Attestation } from '../../rules/pack/pack.ts';
import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import type { NewObligation } from './open.ts';

export interface Holding {
  readonly post: string;
  readonly personId: number;
  readonly from: CivilDate;
}

const holdings = statement<Holding>(
  'holdings-of-day',
  `
  select post, person_id as "personId", from_day::text as "from" from post_holding where office_id = $1 and period @> $2::date order by post, person_id`,
);

export function holdingsOn(tx: ReadTx, day: CivilDate): Promise<readonly Holding[]> {
  return tx.rows(holdings, [tx.officeId, day]);
}

/**
 * 确认: what a clause has people attest, each for himself, within the month in which it is due – on taking up the post, every month, or in one month
 * of each year. Whoever holds two of the posts attests once.
 */
export function attestationsDue(
  attestations: readonly Attestation[],
  { day, since, held }: { readonly day: CivilDate; readonly since: CivilDate; readonly held: readonly Holding[] },
): readonly NewObligation[] {
  return attestations.flatMap((one) => {
    const people = new Map(held.filter(({ post }) => one.posts.includes(post)).map((holding) => [holding.personId, holding]));
    return [...people.values()].filter((holding) => isDue(one, { day, since, holding })).map(({ personId }) => asked(one, { day, personId }));
  });
}

function isDue(
  { occasions }: Attestation,
  { day, since, holding }: { readonly day: CivilDate; readonly since: CivilDate; readonly holding: Holding },
): boolean {
  const month = day.slice(0, 7);
  return occasions.some((occasion) => {
    if (occasion === '每月') return true;
    // Whoever held the post when the office began took it up before.
    if (occasion === '任职') return holding.from.slice(0, 7) === month && holding.from > since;
    return occasion === `每年${Number(month.slice(5))}月`;
  });
}

function asked({ name, statements, clause, reportTo }: Attestation, { day, personId }: { readonly day: CivilDate; readonly personId: number }): NewObligation {
  const first = civilDate(`${day.slice(0, 7)}-01`);
  const next = addDays(first, 31);
  const dueOn = addDays(civilDate(`${next.slice(0, 7)}-01`), -1);
  return {
    duty: name,
    occasion: `${personId}/${first}`,
    clause: clause.ref,
    sentence: `${name}：${statements.join('；')}。请逐项确认。`,
    subject: null,
    owner: { personId },
    openedOn: day,
    remindOn: addDays(dueOn, -3),
    dueOn,
    provisional: false,
    evidence: [],
    reportTo,
  };
}
