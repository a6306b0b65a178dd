import { checkFunctions } from '../../rules/check/functions.ts';
import { checkQuestions } from '../../rules/check/questions.ts';
import type { Case } from '../../rules/cases/case.ts';
import type { RuleFunctions } from '../../rules/decide/compile-row.ts';
import type { Finding } from '../../rules/finding.ts';
import { compileRulebook, type Rulebook } from '../../rules/rulebook.ts';
import type { OfficeFile, PacksOnDisk } from './read-packs.ts';

/** An office from disk with its rulebook: all of its packs that have no error. */
export interface CompiledOffice {
  readonly book: Rulebook;
  readonly cases: readonly Case[];
  readonly file: OfficeFile;
}

export interface CompiledPacks {
  /** By office key. */
  readonly offices: ReadonlyMap<string, CompiledOffice>;
  readonly rulebooks: ReadonlyMap<string, Rulebook>;
  /** Of reading and compiling. */
  readonly findings: readonly Finding[];
}

/** Compiles what was read from disk, one rulebook per office. A pack with an error is left out and reported. */
export function compilePacks(disk: PacksOnDisk, functions: RuleFunctions): CompiledPacks {
  const findings = [...disk.findings];
  const offices = new Map(disk.offices.map((file) => [file.office.key, compileOffice(file, functions, findings)]));
  return { offices, rulebooks: new Map([...offices].map(([key, { book }]) => [key, book])), findings };
}

function compileOffice(file: OfficeFile, functions: RuleFunctions, findings: Finding[]): CompiledOffice {
  const packs = file.packs.flatMap(({ pack, faulty }) => {
    if (pack === undefined || faulty) return [];
    const missing = checkFunctions(pack, functions);
    findings.push(...missing);
    return missing.length > 0 ? [] : [pack];
  });
  findings.push(...checkQuestions(packs));
  const cases = new Map(file.packs.flatMap((pack) => pack.cases).map((one) => [`${one.place.file}:${one.place.line}`, one]));
  return { book: compileRulebook(file.office, packs, functions), cases: [...cases.values()], file };
}
