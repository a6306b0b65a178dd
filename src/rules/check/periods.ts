import type { Finding } from '../finding.ts';
import type { Pack } from '../pack/pack.ts';

/** Duties of the same subject with different periods, in a pack and in any other regulation of the office that is in force at the same time. */
export function checkPeriods(pack: Pack, others: readonly Pack[]): readonly Finding[] {
  const elsewhere = others
    .filter((other) => other.regulation !== pack.regulation && overlap(other, pack))
    .flatMap((other) => [...other.duties.values()].map((duty) => ({ other, duty })));
  return [...pack.duties.values()].flatMap((duty) =>
    elsewhere
      .filter(({ duty: earlier }) => earlier.subject !== undefined && earlier.subject === duty.subject && earlier.period?.written !== duty.period?.written)
      .map(({ other, duty: earlier }): Finding => ({
        check: 'period-conflict',
        severity: 'warning',
        clause: duty.clause.ref.id,
        place: pack.source.place(duty.path),
        sentence: `“${duty.subject}”的期限不一：《${other.regulation}》${earlier.clause.ref.id}为${earlier.period?.written ?? '不定期'}，《${pack.regulation}》${duty.clause.ref.id}为${duty.period?.written ?? '不定期'}。`,
      })),
  );
}

/** Among all of them, each pair once. */
export function checkAllPeriods(packs: readonly Pack[]): readonly Finding[] {
  return packs.flatMap((pack, index) => checkPeriods(pack, packs.slice(0, index)));
}

function overlap(one: Pack, other: Pack): boolean {
  const begunBefore = (first: Pack, second: Pack): boolean => second.inForceUntil === undefined || first.inForceFrom < second.inForceUntil;
  return begunBefore(one, other) && begunBefore(other, one);
}
