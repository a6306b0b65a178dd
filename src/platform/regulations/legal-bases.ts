import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { Pack } from '../../rules/pack/pack.ts';
import { inForce, type Rulebook } from '../../rules/rulebook.ts';
import type { LegalBasis } from './contract.ts';

/**
 * The 上位依据 of a regulation, each with where it stands if it is another regulation of the office: by title, with or without 《》, and with the
 * clause if one is meant, `《财务财物管理制度》第二条`. The version that applies on the day is meant, else the latest.
 */
export function legalBasesOf(pack: Pack, { book, today }: { readonly book: Rulebook; readonly today: CivilDate }): readonly LegalBasis[] {
  return pack.legalBasis.map((name) => ({ name, at: placeOf(name, { others: book.packs.filter((one) => one.regulation !== pack.regulation), today }) }));
}

function placeOf(name: string, { others, today }: { readonly others: readonly Pack[]; readonly today: CivilDate }): LegalBasis['at'] {
  const named = others.filter(({ regulation }) => clauseNamed(name, regulation) !== undefined);
  const pack = named.find((one) => inForce(one, today)) ?? named.at(-1);
  if (pack === undefined) return null;
  const clause = clauseNamed(name, pack.regulation);
  return { title: pack.regulation, version: pack.version, clause: pack.clauses.find(({ ref }) => ref.clause === clause)?.ref.id ?? null };
}

/** What is written after the title: a clause, or nothing (`''`); undefined if the name is not of this regulation. */
function clauseNamed(name: string, title: string): string | undefined {
  const rest = [`《${title}》`, title].flatMap((start) => (name.startsWith(start) ? [name.slice(start.length)] : []))[0];
  return rest === undefined ? undefined : rest === '' ? '' : /^第(.+)条$/.exec(rest)?.[1];
}
