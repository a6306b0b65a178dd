import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { Rulebook } from '../../rules/rulebook.ts';
import type { ClauseChange, LawClause } from './contract.ts';
import { lawPage } from './law-page.ts';

/** Two versions of a regulation, clause by clause: what is new, gone or different, as the law page shows it. Unchanged clauses are left out. */
export function compareVersions(
  book: Rulebook,
  of: { readonly title: string; readonly before: string | null; readonly after: string; readonly today: CivilDate },
): readonly ClauseChange[] {
  const clausesOf = (version: string | null): readonly LawClause[] =>
    version === null ? [] : (lawPage(book, { title: of.title, version, today: of.today })?.clauseList ?? []);
  const [old, now] = [clausesOf(of.before), clausesOf(of.after)];
  const before = new Map(old.map((clause) => [clause.id, clause]));
  const kept = new Set(now.map((clause) => clause.id));
  return [
    ...now.flatMap((after): readonly ClauseChange[] => {
      const was = before.get(after.id) ?? null;
      return was !== null && JSON.stringify(was) === JSON.stringify(after) ? [] : [{ id: after.id, before: was, after }];
    }),
    ...old.filter((clause) => !kept.has(clause.id)).map((clause): ClauseChange => ({ id: clause.id, before: clause, after: null })),
  ];
}
