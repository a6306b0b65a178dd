import type { Finding } from '../../rules/finding.ts';
import type { Pack } from '../../rules/pack/pack.ts';
import type { Staff } from '../../rules/route/staff.ts';

/** People who hold, or cover for another, two posts a regulation keeps apart: said before it is published, and in the office's check-up. */
export function heldTogetherFindings(pack: Pack, staff: Staff): readonly Finding[] {
  const people = Map.groupBy(staff.holders, (one) => one.personId);
  return pack.separations.flatMap(({ posts, clause, path }) =>
    [...people.values()].flatMap((held): readonly Finding[] => {
      const together = [...new Set(held.map((one) => one.post).filter((post) => posts.includes(post)))];
      if (together.length < 2) return [];
      const sentence = `${held[0]?.name ?? ''}今天同时担任或代理${together.join('、')}，按${clause.ref.id}不得由一人兼任，须先结束其一并办理交接。`;
      return [{ check: 'held-together', severity: 'warning', sentence, place: pack.source.place(path), clause: clause.ref.id }];
    }),
  );
}
