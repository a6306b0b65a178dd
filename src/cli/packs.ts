import { resolve } from 'node:path';
import { allFunctions } from '../all-modules.ts';
import { compilePacks, type CompiledPacks } from '../platform/regulations/compile-packs.ts';
import { readPackFile, readPacksOnDisk, type PacksOnDisk } from '../platform/regulations/read-packs.ts';
import { checkPack } from '../rules/check/check-pack.ts';
import { checkAllPeriods, checkPeriods } from '../rules/check/periods.ts';
import type { Finding } from '../rules/finding.ts';

export interface LoadedPacks extends CompiledPacks {
  readonly disk: PacksOnDisk;
}

/** The regulations that come with the program, read and compiled. No database is needed. */
export function loadPacks(): LoadedPacks {
  const disk = readPacksOnDisk();
  return { ...compilePacks(disk, allFunctions), disk };
}

/** Everything there is to say about the regulations on disk, or about these files alone. */
export function checkAll(files: readonly string[]): readonly Finding[] {
  const packs = loadPacks();
  if (files.length > 0) return files.flatMap((file) => checkFile(resolve(file), packs));
  const perOffice = [...packs.offices.values()].flatMap(({ book }) => [
    ...book.packs.flatMap((pack) => checkPack(pack, book.office)),
    ...checkAllPeriods(book.packs),
  ]);
  return [...packs.findings, ...perOffice];
}

function checkFile(path: string, { disk, rulebooks }: LoadedPacks): readonly Finding[] {
  const findings: Finding[] = [];
  const { pack } = readPackFile(path, disk.vocabulary, findings);
  if (pack === undefined) return findings;
  const book = rulebooks.get(pack.office);
  if (book === undefined)
    return [
      ...findings,
      {
        check: 'reference',
        severity: 'error',
        sentence: `没有单位“${pack.office}”（现有${[...rulebooks.keys()].join('、')}）。`,
        place: pack.source.place(['单位']),
      },
    ];
  return [...findings, ...checkPack(pack, book.office), ...checkPeriods(pack, book.packs)];
}
