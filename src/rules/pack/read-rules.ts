import type { z } from 'zod';
import type { Term } from '../vocabulary.ts';
import { unknownTerm } from '../vocabulary.ts';
import { nearestHint } from '../nearest.ts';
import type { Attestation, Clause, Duty, Pack, RegisterRule, Row, Separation, Setting, SoleHolder } from './pack.ts';
import type { IncompatibleDuties } from '../separation/incompatible.ts';
import { readDuty } from './read-duty.ts';
import { fault, type Reading, type WrittenPack } from './read-pack.ts';
import { readRow, readValues } from './read-row.ts';
import { ruleShapes, type RuleSort } from './shape.ts';
import { shapeFindings } from './shape-findings.ts';
import type { Path } from './source.ts';

type Kept = Pick<Pack, 'settings' | 'duties' | 'separations' | 'incompatibles' | 'soleHolders' | 'registers' | 'attestations'>;

/** Everything that stands under the clauses, gathered by sort. */
export interface RulesOfPack {
  readonly rows: ReadonlyMap<string, readonly Row[]>;
  readonly columns: ReadonlyMap<string, readonly Term[]>;
  readonly kept: Kept;
}

class Gathering {
  readonly rows = new Map<string, Row[]>();
  readonly columns = new Map<string, Set<Term>>();
  readonly settings = new Map<string, Setting>();
  readonly duties = new Map<string, Duty>();
  readonly separations: Separation[] = [];
  readonly incompatibles: IncompatibleDuties[] = [];
  readonly soleHolders: SoleHolder[] = [];
  readonly registers: RegisterRule[] = [];
  readonly attestations: Attestation[] = [];
}

interface Spot {
  readonly reading: Reading;
  readonly clause: Clause;
  readonly path: Path;
  readonly gathered: Gathering;
  readonly tables: readonly string[];
}

/** Reads the `规则` of every clause, in clause order: that order numbers the rows of each table. */
export function readRules(reading: Reading, written: WrittenPack, clauses: readonly Clause[]): RulesOfPack {
  const gathered = new Gathering();
  for (const [index, clause] of clauses.entries()) {
    for (const [position, rule] of (written.条款[index]?.规则 ?? []).entries()) {
      readRule({ reading, clause, path: [...clause.path, '规则', position], gathered, tables: Object.keys(written.表) }, rule);
    }
  }
  reportUnknownDuties(reading, gathered);
  const columns = new Map([...gathered.columns].map(([table, terms]) => [table, [...terms]]));
  return { rows: gathered.rows, columns, kept: gathered };
}

function readRule(spot: Spot, rule: Readonly<Record<string, unknown>>): void {
  const sorts = Object.keys(ruleShapes) as RuleSort[]; // keys of a literal
  const sort = sorts.find((key) => key in rule);
  if (sort === undefined) {
    const [key = ''] = Object.keys(rule);
    fault(spot.reading, {
      check: 'shape',
      sentence: `规则“${key}”不认识${nearestHint(key, sorts)}；可以写${sorts.join('、')}。`,
      path: spot.path,
      clause: spot.clause,
    });
    return;
  }
  const parsed = ruleShapes[sort].safeParse(rule, { reportInput: true });
  if (!parsed.success) {
    spot.reading.findings.push(...shapeFindings(spot.reading.source, spot.path, parsed.error.issues));
    return;
  }
  keep(spot, parsed.data);
}

function keep({ reading, clause, path, gathered, tables }: Spot, rule: z.output<(typeof ruleShapes)[RuleSort]>): void {
  if ('表' in rule) keepRows({ reading, clause, path, gathered, tables }, rule);
  else if ('义务' in rule) {
    if (gathered.duties.has(rule.义务)) fault(reading, { check: 'reference', sentence: `义务“${rule.义务}”写了两次。`, path, clause });
    gathered.duties.set(rule.义务, readDuty({ reading, clause, path }, rule));
  } else if ('分离' in rule) gathered.separations.push({ name: rule.分离, posts: rule.职务, exception: rule.例外 === '准', clause, path });
  else if ('不相容' in rule) gathered.incompatibles.push({ duties: rule.不相容, exception: rule.例外 === '准', clause: clause.ref });
  else if ('独任' in rule) gathered.soleHolders.push({ post: rule.独任, clause, path });
  else if ('设定' in rule) keepSettings({ reading, clause, path, gathered, tables }, rule.设定);
  else if ('台账' in rule) gathered.registers.push({ name: rule.台账.名, requiredFields: rule.台账.必填, clause });
  else if ('确认' in rule)
    gathered.attestations.push({
      name: rule.确认.名,
      statements: rule.确认.内容,
      occasions: rule.确认.时点 ?? [],
      posts: rule.确认.职务 ?? [],
      reportTo: rule.确认.上报 ?? [],
      clause,
    });
}

function keepRows({ reading, clause, path, gathered, tables }: Spot, rule: z.output<(typeof ruleShapes)['表']>): void {
  if (!tables.includes(rule.表)) {
    fault(reading, {
      check: 'reference',
      sentence: `表“${rule.表}”没有在文件开头的“表”中列出${nearestHint(rule.表, tables)}。`,
      path: [...path, '表'],
      clause,
    });
    return;
  }
  const rows = gathered.rows.get(rule.表) ?? [];
  const columns = gathered.columns.get(rule.表) ?? new Set<Term>();
  for (const [index, written] of rule.行.entries()) {
    const read = readRow(reading, { clause, path: [...path, '行', index], position: rows.length + 1 }, written);
    rows.push(read.row);
    for (const term of read.columns) columns.add(term);
  }
  gathered.rows.set(rule.表, rows);
  gathered.columns.set(rule.表, columns);
}

function keepSettings({ reading, clause, path, gathered }: Spot, written: Readonly<Record<string, unknown>>): void {
  const set = Object.fromEntries(Object.entries(written).filter(([, raw]) => raw !== null));
  for (const { term, value } of readValues(reading, [...path, '设定'], set))
    gathered.settings.set(term.id, { term, value, clause, path: [...path, '设定', term.name] });
  for (const [name] of Object.entries(written).filter(([, raw]) => raw === null)) {
    const term = reading.vocabulary.byName.get(name);
    const place: Path = [...path, '设定', name];
    if (term === undefined) fault(reading, { check: 'term', sentence: unknownTerm(reading.vocabulary, name), path: place, key: true });
    else gathered.settings.set(term.id, { term, value: undefined, clause, path: place });
  }
}

function reportUnknownDuties(reading: Reading, gathered: Gathering): void {
  for (const row of [...gathered.rows.values()].flat()) {
    for (const [index, duty] of row.answer.duties.entries()) {
      if (gathered.duties.has(duty)) continue;
      const hint = nearestHint(duty, gathered.duties.keys());
      fault(reading, {
        check: 'reference',
        sentence: `义务“${duty}”没有在任何条款下规定${hint}。`,
        path: [...row.path, '则', '义务', index],
        clause: row.clause,
      });
    }
  }
}
