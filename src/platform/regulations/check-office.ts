import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { checkPack } from '../../rules/check/check-pack.ts';
import type { Finding } from '../../rules/finding.ts';
import { inForce, type Rulebook } from '../../rules/rulebook.ts';
import type { Staff } from '../../rules/route/staff.ts';

/** 体检 of a living office: what `guiju check` finds in its regulations, and posts of a route that nobody holds today. */
export function checkOffice(book: Rulebook, { staff, today }: { readonly staff: Staff; readonly today: CivilDate }): readonly Finding[] {
  const packs = book.packs.filter((pack) => inForce(pack, today));
  const held = new Set(staff.holders.map((one) => one.post));
  const collective = new Set(staff.posts.filter((one) => one.collective).map((one) => one.post));
  const vacant = packs.flatMap((pack) =>
    [...pack.tables.values()].flatMap((table) =>
      table.rows.flatMap((row) =>
        row.answer.steps
          .filter((step) => step.post !== '证明人' && !held.has(step.post) && !collective.has(step.post))
          .map((step): Finding => ({
            check: 'post-nobody-holds', severity: 'warning', sentence: `${row.clause.ref.id}要求${step.post}${step.act}，今天没有人担任${step.post}，事项将上移办理。`,
            place: pack.source.place(row.path), clause: row.clause.ref.id,
          })),
      ),
    ),
  );
  return [...packs.flatMap((pack) => checkPack(pack, book.office)), ...unique(vacant)];
}

function unique(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((one) => [one.sentence, one])).values()];
}
