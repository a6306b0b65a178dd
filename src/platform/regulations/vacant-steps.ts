import type { ClauseRef } from '../../rules/decision.ts';
import type { Finding } from '../../rules/finding.ts';
import type { Pack, Row, RowStep } from '../../rules/pack/pack.ts';
import { WITNESS } from '../../rules/route/resolve-route.ts';
import type { Staff } from '../../rules/route/staff.ts';

interface VacantStep {
  readonly row: Row;
  readonly step: RowStep;
}

/** Steps of a regulation whose post nobody holds on the day of the staff, each post once a clause. */
function vacantSteps(pack: Pack, staff: Staff): readonly VacantStep[] {
  const held = new Set(staff.holders.map((one) => one.post));
  const collective = new Set(staff.posts.filter((one) => one.collective).map((one) => one.post));
  const steps = [...pack.tables.values()].flatMap((table) => table.rows.flatMap((row) => row.answer.steps.map((step) => ({ row, step }))));
  const vacant = steps.filter(({ step: { post } }) => post !== WITNESS && !held.has(post) && !collective.has(post));
  return [...new Map(vacant.map((one) => [`${one.row.clause.ref.id}/${one.step.post}/${one.step.act}`, one])).values()];
}

/** The same as findings, for the office's check-up and for whoever is about to publish. */
export function vacancyFindings(pack: Pack, staff: Staff): readonly Finding[] {
  return vacantSteps(pack, staff).map(({ row, step }) => ({
    check: 'post-nobody-holds',
    severity: 'warning',
    sentence: `${row.clause.ref.id}要求${step.post}${step.act}，今天没有人担任${step.post}，事项将上移办理。`,
    place: pack.source.place(row.path),
    clause: row.clause.ref.id,
  }));
}

/** The posts among them, with the first clause that asks for each. */
export function vacantPostsOf(pack: Pack, staff: Staff): ReadonlyMap<string, ClauseRef> {
  return new Map(
    vacantSteps(pack, staff)
      .toReversed()
      .map(({ row, step }) => [step.post, row.clause.ref]),
  );
}
