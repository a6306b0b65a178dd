import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { readCases, type Case } from '../../rules/cases/case.ts';
import type { Finding } from '../../rules/finding.ts';
import { nearestHint } from '../../rules/nearest.ts';
import type { Pack } from '../../rules/pack/pack.ts';
import { readOffice, type ReadOffice } from '../../rules/pack/read-office.ts';
import { readPack } from '../../rules/pack/read-pack.ts';
import { openSource, type Source } from '../../rules/pack/source.ts';
import type { OfficeDefinition } from '../../rules/rulebook.ts';
import { readVocabulary, type Vocabulary } from '../../rules/vocabulary.ts';

const src = join(import.meta.dirname, '..', '..');

/** A pack with the text it was read from. */
export interface PackFile {
  readonly file: string;
  readonly text: string;
  readonly pack: Pack | undefined;
  /** Reading found an error in it: it must not be compiled. */
  readonly faulty: boolean;
  /** The cases beside it, of all versions. */
  readonly cases: readonly Case[];
}

/** A sample set of regulations: what an office may start from. */
export interface OfficeFile {
  readonly office: OfficeDefinition;
  readonly packs: readonly PackFile[];
  readonly source: Source;
}

export interface PacksOnDisk {
  readonly vocabulary: Vocabulary;
  readonly offices: readonly OfficeFile[];
  readonly findings: readonly Finding[];
}

/**
 * Reads the vocabulary, the office files and the packs that come with the program. Nothing is thrown: what is wrong is a finding.
 * @param root folder with `rules/vocabulary.yaml`, `platform/regulations/offices/` and `modules/<field>/regulation/`.
 */
export function readPacksOnDisk(root: string = src): PacksOnDisk {
  const vocabulary = readVocabulary(openFile(join(root, 'rules', 'vocabulary.yaml')).source);
  const findings: Finding[] = [...vocabulary.findings];
  const files = globSync('modules/*/regulation/*@*.yaml', { cwd: root })
    .toSorted()
    .map((file) => readPackFile(join(root, file), vocabulary.vocabulary, findings));
  const read = globSync('platform/regulations/offices/*.yaml', { cwd: root })
    .toSorted()
    .map((file) => readOffice(openFile(join(root, file)).source));
  const offices = read.flatMap((office) => officeFile(office, files, findings));
  findings.push(...alike(files), ...unlisted(files, offices));
  return { vocabulary: vocabulary.vocabulary, offices, findings };
}

/** Reads one pack from any place, e.g. one somebody is writing, with the cases beside it. */
export function readPackFile(path: string, vocabulary: Vocabulary, findings: Finding[]): PackFile {
  const { source, text } = openFile(path);
  const read = readPack({ source, vocabulary, digest: createHash('sha256').update(text).digest('hex') });
  const found = [...read.findings, ...(read.pack === undefined ? [] : versionFaults(read.pack, path))];
  findings.push(...found);
  const casesPath = path.replace(/(@[^/]*)?\.yaml$/, '.cases.yaml');
  const cases = existsSync(casesPath) ? readCases(openFile(casesPath).source) : { cases: [], findings: [] };
  // Two versions share one file of cases; it is reported once.
  findings.push(
    ...cases.findings.filter(
      (one) => !findings.some((other) => other.sentence === one.sentence && other.place.file === one.place.file && other.place.line === one.place.line),
    ),
  );
  return {
    file: source.file,
    text,
    pack: read.pack,
    faulty: read.pack === undefined || found.some(({ severity }) => severity === 'error'),
    cases: cases.cases,
  };
}

function versionFaults(pack: Pack, path: string): readonly Finding[] {
  const version = /@([^@]*)\.yaml$/.exec(basename(path))?.[1];
  if (version === undefined || pack.version === version) return [];
  return [
    { check: 'reference', severity: 'error', sentence: `“版本”写的是${pack.version}，文件名里是${version}；两处须相同。`, place: pack.source.place(['版本']) },
  ];
}

function officeFile({ office, regulations, findings: faults, source }: ReadOffice, files: readonly PackFile[], findings: Finding[]): readonly OfficeFile[] {
  findings.push(...faults);
  if (office === undefined) return [];
  const own = regulations.flatMap((written, index) => {
    const name = written.endsWith('.yaml') ? written : `${written}.yaml`;
    const found = files.find((file) => basename(file.file) === name);
    const fault = (sentence: string): unknown => findings.push({ check: 'reference', severity: 'error', sentence, place: source.place(['制度', index]) });
    if (found === undefined)
      fault(
        `“制度”所列的文件“${name}”不存在${nearestHint(
          name,
          files.map(({ file }) => basename(file)),
        )}。`,
      );
    else if (found.pack !== undefined && found.pack.office !== office.key) fault(`“${name}”是${found.pack.office}的制度，不是${office.key}的。`);
    return found === undefined ? [] : [found];
  });
  return [{ office, packs: own, source }];
}

function alike(files: readonly PackFile[]): readonly Finding[] {
  return files.flatMap(({ file }, index): readonly Finding[] => {
    const other = files.slice(0, index).find((one) => basename(one.file) === basename(file));
    return other === undefined
      ? []
      : [{ check: 'reference', severity: 'error', sentence: `文件名与${other.file}相同，请改其中一个。`, place: { file, line: 1, column: 1 } }];
  });
}

function unlisted(files: readonly PackFile[], offices: readonly OfficeFile[]): readonly Finding[] {
  const listed = new Set(offices.flatMap((office) => office.packs));
  return files
    .filter((file) => !listed.has(file))
    .map(({ file }) => ({
      check: 'reference',
      severity: 'warning',
      sentence: '没有一个单位的“制度”列有这个文件，它不起作用。',
      place: { file, line: 1, column: 1 },
    }));
}

function openFile(path: string): { readonly source: Source; readonly text: string } {
  const text = readFileSync(path, 'utf8');
  return { source: openSource({ file: relative(join(src, '..'), path), text }), text };
}
