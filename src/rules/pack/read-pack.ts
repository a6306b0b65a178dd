import { readCivilDate, type CivilDate } from '../calendar/civil-date.ts';
import type { z } from 'zod';
import type { Finding } from '../finding.ts';
import { nearestHint } from '../nearest.ts';
import type { Vocabulary } from '../vocabulary.ts';
import type { Clause, Pack, Row, Table } from './pack.ts';
import { readRules, type RulesOfPack } from './read-rules.ts';
import { readConditions } from './read-row.ts';
import { packShape } from './shape.ts';
import { shapeFindings } from './shape-findings.ts';
import type { Path, Source } from './source.ts';

export type WrittenPack = z.output<typeof packShape>;

/** What reading leaves behind: the pack, unless the file has no usable head, and everything wrong with it. */
export interface ReadPack {
  readonly pack: Pack | undefined;
  readonly findings: readonly Finding[];
}

/** Collects findings while one file is read. */
export interface Reading {
  readonly source: Source;
  readonly vocabulary: Vocabulary;
  readonly findings: Finding[];
}

/**
 * Reads a pack that was opened with `openSource`. A faulty part is reported and left out, so that one run tells everything;
 * a pack with findings of severity error must not be compiled.
 * @param digest SHA-256 of the source text, hex.
 */
export function readPack({ source, vocabulary, digest }: { readonly source: Source; readonly vocabulary: Vocabulary; readonly digest: string }): ReadPack {
  if (source.data === undefined) return { pack: undefined, findings: source.findings };
  const parsed = packShape.safeParse(source.data, { reportInput: true });
  if (!parsed.success) return { pack: undefined, findings: [...source.findings, ...shapeFindings(source, [], parsed.error.issues)] };
  const written = parsed.data;
  const reading: Reading = { source, vocabulary, findings: [...source.findings] };
  const inForceFrom = day(reading, ['施行'], written.施行);
  const clauses = written.条款.map((_, index) => clauseOf(written, index));
  reportRepeatedIds(reading, clauses);
  const rules = readRules(reading, written, clauses);
  const tables = tablesOf(reading, written, rules);
  if (inForceFrom === undefined) return { pack: undefined, findings: reading.findings };
  const pack: Pack = {
    regulation: written.制度,
    office: written.单位,
    field: written.领域,
    version: written.版本,
    inForceFrom,
    inForceUntil: written.废止 === undefined || written.废止 === null ? undefined : day(reading, ['废止'], written.废止),
    confirmed: written.确认 === undefined || written.确认 === null ? undefined : day(reading, ['确认'], written.确认),
    legalBasis: written.依据,
    digest,
    tables,
    questions: questionsOf(reading, written, tables),
    clauses,
    ...rules.kept,
    source,
  };
  return { pack, findings: reading.findings };
}

function clauseOf(written: WrittenPack, index: number): Clause {
  const clause = written.条款[index];
  if (clause === undefined) throw new RangeError(`no clause ${index}`);
  const shown = clause.规则.find((rule) => typeof rule['公示'] === 'string')?.['公示'];
  return {
    ref: { regulation: written.制度, version: written.版本, clause: clause.条, id: clause.编号 },
    level: clause.级别,
    text: clause.文,
    reading: clause.解读,
    shown: typeof shown === 'string' ? shown : undefined,
    ruleCount: clause.规则.length,
    path: ['条款', index],
  };
}

function reportRepeatedIds(reading: Reading, clauses: readonly Clause[]): void {
  const seen = new Set<string>();
  for (const { ref, path } of clauses) {
    if (seen.has(ref.id)) fault(reading, { check: 'reference', sentence: `编号${ref.id}出现了两次；同一条目的规则请写在同一处。`, path: [...path, '编号'] });
    seen.add(ref.id);
  }
}

function tablesOf(reading: Reading, written: WrittenPack, rules: RulesOfPack): ReadonlyMap<string, Table> {
  const tables = new Map<string, Table>();
  for (const [name, head] of Object.entries(written.表)) {
    const path = ['表', name];
    const rows: readonly Row[] = rules.rows.get(name) ?? [];
    if (rows.length === 0) fault(reading, { check: 'reference', sentence: `表“${name}”没有一行规则；请在条款下写行，或删去这张表。`, path });
    if (head.替代 !== undefined && !(head.替代 in written.表)) {
      fault(reading, {
        check: 'reference',
        sentence: `表“${name}”要替代的“${head.替代}”不存在${nearestHint(head.替代, Object.keys(written.表))}。`,
        path: [...path, '替代'],
      });
    }
    const scope = head.范围 === '无' ? 'none' : readConditions(reading, [...path, '范围'], head.范围 ?? {}).conditions;
    tables.set(name, { name, hit: head.命中, scope, replaces: head.替代, columns: rules.columns.get(name) ?? [], rows, path });
  }
  return tables;
}

function questionsOf(reading: Reading, written: WrittenPack, tables: ReadonlyMap<string, Table>): ReadonlyMap<string, readonly Table[]> {
  return new Map(
    Object.entries(written.问题).map(([question, names]) => {
      const found = names.flatMap((name, index) => {
        const table = tables.get(name);
        const path = ['问题', question, index];
        if (table === undefined)
          fault(reading, { check: 'reference', sentence: `问题“${question}”所列的表“${name}”不存在${nearestHint(name, tables.keys())}。`, path });
        else if (table.replaces !== undefined)
          fault(reading, { check: 'reference', sentence: `表“${name}”是“${table.replaces}”的例外，随它一起判定，不必列入问题“${question}”。`, path });
        return table === undefined ? [] : [table];
      });
      return [question, found];
    }),
  );
}

function day(reading: Reading, path: Path, text: string): CivilDate | undefined {
  const found = readCivilDate(text);
  if (found === undefined) fault(reading, { check: 'shape', sentence: `“${String(path.at(-1))}”写的“${text}”不是日期；应当像2024-01-01。`, path });
  return found;
}

/** Notes something wrong at `path`; `key` points at the key instead of its value. */
export function fault(
  reading: Reading,
  what: { readonly check: Finding['check']; readonly sentence: string; readonly path: Path; readonly key?: boolean; readonly clause?: Clause },
): void {
  const place = what.key === true ? reading.source.keyPlace(what.path) : reading.source.place(what.path);
  reading.findings.push({ check: what.check, severity: 'error', sentence: what.sentence, place, ...(what.clause && { clause: what.clause.ref.id }) });
}
