import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { showFact } from '../../rules/facts.ts';
import { stepInWords } from '../../rules/decision.ts';
import type { Clause, Duty, Pack, Row, Table } from '../../rules/pack/pack.ts';
import { inForce, type Rulebook } from '../../rules/rulebook.ts';
import type { Case } from '../../rules/cases/case.ts';
import type { LawCase, LawClause, LawPage, LawTable, RegulationInfo } from './contract.ts';
import { lawCases } from './law-cases.ts';

/** The regulations of an office, newest version first. */
export function regulationsOf(book: Rulebook, today: CivilDate): readonly RegulationInfo[] {
  return book.packs
    .map((pack) => infoOf(pack, today))
    .toSorted((one, other) => one.title.localeCompare(other.title) || other.version.localeCompare(one.version));
}

/** The cases beside a published version, by the digest of its text. */
export type CasesOf = (digest: string) => readonly Case[];

/** A regulation as a page: each clause with what it makes the system do, and its cases if they are given. Undefined if the office has no such regulation. */
export function lawPage(
  book: Rulebook,
  { title, version, today, casesOf }: { readonly title: string; readonly version: string | null; readonly today: CivilDate; readonly casesOf?: CasesOf },
): LawPage | undefined {
  const versions = book.packs.filter((pack) => pack.regulation === title);
  const pack = versions.find((one) => (version === null ? inForce(one, today) : one.version === version)) ?? versions.at(-1);
  if (pack === undefined) return undefined;
  const cases = lawCases(pack, casesOf?.(pack.digest) ?? []);
  return {
    ...infoOf(pack, today),
    digest: pack.digest,
    versions: versions.map((one) => infoOf(one, today)),
    clauseList: pack.clauses.map((clause) => clauseOf(pack, clause, cases.get(clause.ref.id) ?? [])),
  };
}

function infoOf(pack: Pack, today: CivilDate): RegulationInfo {
  return {
    title: pack.regulation,
    version: pack.version,
    field: pack.field,
    effective: pack.inForceFrom,
    until: pack.inForceUntil ?? null,
    confirmed: pack.confirmed ?? null,
    clauses: pack.clauses.length,
    inForce: inForce(pack, today),
    legalBasis: pack.legalBasis,
  };
}

function clauseOf(pack: Pack, clause: Clause, cases: readonly LawCase[]): LawClause {
  const { ref, level, text, reading, shown } = clause;
  const tables = [...pack.tables.values()].flatMap((table) => tableOf(table, clause));
  return { id: ref.id, clause: ref.clause, level, text, reading: reading ?? null, shown: shown ?? null, tables, rules: sentencesOf(pack, clause), cases };
}

function tableOf(table: Table, clause: Clause): readonly LawTable[] {
  const rows = table.rows.filter((row) => row.clause.ref.id === clause.ref.id);
  if (rows.length === 0) return [];
  const columns = table.columns.filter((term) => rows.some((row) => row.when.some((one) => one.term.id === term.id)));
  const shown = rows.map((row) => ({
    position: row.position,
    cells: columns.map((term) => row.when.find((one) => one.term.id === term.id)?.cell.words ?? '任意'),
    outcome: outcomeOf(row),
  }));
  return [{ table: table.name, columns: columns.map((term) => term.name), rows: shown }];
}

function outcomeOf({ answer }: Row): string {
  const { steps, refusal, required, duties, notice, compute, values } = answer;
  const parts = [
    ...steps.map(
      (step) => `${step.beside ? '同时' : ''}${stepInWords(step)}${step.onOwnBusiness.length > 0 ? `（本人事项：${step.onOwnBusiness.join('、')}）` : ''}`,
    ),
    ...(refusal === undefined ? [] : [`不予办理：${refusal.sentence}${refusal.releasableBy === undefined ? '' : `（${refusal.releasableBy}可放行）`}`]),
    ...(required.length === 0 ? [] : [`须附${required.join('、')}`]),
    ...duties.map((duty) => `须办理${duty}`),
    ...(notice === undefined ? [] : [notice]),
    ...(compute === undefined ? [] : [`按“${compute.function}”计算${compute.into.name}`]),
    ...(Object.keys(values).length === 0 ? [] : [Object.values(values).map(String).join('、')]),
  ];
  return parts.join('；');
}

function sentencesOf(pack: Pack, { ref }: Clause): readonly string[] {
  const here = (one: { readonly clause: Clause }): boolean => one.clause.ref.id === ref.id;
  return [
    ...[...pack.duties.values()].filter(here).map(dutySentence),
    ...pack.incompatibles
      .filter((one) => one.clause.id === ref.id)
      .map((one) => `同一事项的${one.duties.join('、')}由不同的人办理${one.exception ? '，紧急情况可由两人核准例外' : ''}。`),
    ...pack.separations.filter(here).map((one) => `${one.posts.join('、')}不得由一人兼任。`),
    ...pack.soleHolders.filter(here).map((one) => `${one.post}同一天只有一人担任。`),
    ...[...pack.settings.values()]
      .filter(here)
      .map((one) => `${one.term.name}：${one.value === undefined ? '尚未设定' : showFact(one.term, one.value)}（本单位自行设定）。`),
    ...pack.registers.filter(here).map((one) => `登记${one.name}，必填${one.requiredFields.join('、')}。`),
    ...pack.attestations.filter(here).map((one) => `${one.name}：${one.statements.join('；')}`),
  ];
}

function dutySentence(duty: Duty): string {
  const evidence = duty.evidence.length === 0 ? '' : `，凭${duty.evidence.join('、')}办结`;
  const told = duty.reportTo.length === 0 ? '' : `，逾期报${duty.reportTo.join('、')}`;
  return `${duty.owner ?? '责任人'}：${duty.duty}（${duty.period?.written ?? '不定期'}）${evidence}${told}。`;
}
