import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import type { Finding } from '../../rules/finding.ts';
import type { Pack } from '../../rules/pack/pack.ts';
import { readPack } from '../../rules/pack/read-pack.ts';
import { officeShape } from '../../rules/pack/shape.ts';
import { shapeFindings } from '../../rules/pack/shape-findings.ts';
import { openSource, type Source } from '../../rules/pack/source.ts';
import type { OfficeDefinition } from '../../rules/rulebook.ts';
import { readVocabulary, type Vocabulary } from '../../rules/vocabulary.ts';

const src = join(import.meta.dirname, '..', '..');
const root = join(src, '..');

/** A pack with the text it was read from. */
export interface PackFile {
  readonly file: string;
  readonly text: string;
  readonly pack: Pack | undefined;
  /** Its cases, if there are any beside it. */
  readonly cases: Source | undefined;
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

/** Reads the vocabulary, the office files and the packs that come with the program. Nothing is thrown: what is wrong is a finding. */
export function readPacksOnDisk(): PacksOnDisk {
  const { vocabulary, findings } = readVocabulary(openFile(join(src, 'rules', 'vocabulary.yaml')));
  const all: Finding[] = [...findings];
  const packs = globSync('modules/*/regulation/*@*.yaml', { cwd: src }).toSorted().map((file) => readPackFile(join(src, file), vocabulary, all));
  const offices = globSync('platform/regulations/offices/*.yaml', { cwd: src }).toSorted().flatMap((file) => readOffice(join(src, file), packs, all));
  return { vocabulary, offices, findings: all };
}

/** Reads one pack from any place, e.g. one somebody is writing. */
export function readPackFile(path: string, vocabulary: Vocabulary, findings: Finding[]): PackFile {
  const source = openFile(path);
  const text = readFileSync(path, 'utf8');
  const digest = createHash('sha256').update(text).digest('hex');
  const read = readPack({ source, vocabulary, digest });
  findings.push(...read.findings);
  const casesPath = path.replace(/@[^/]*\.yaml$/, '.cases.yaml');
  const cases = globSync(casesPath).length > 0 ? openFile(casesPath) : undefined;
  if (cases !== undefined) findings.push(...cases.findings);
  return { file: relative(root, path), text, pack: read.pack, cases };
}

function readOffice(path: string, packs: readonly PackFile[], findings: Finding[]): readonly OfficeFile[] {
  const source = openFile(path);
  const parsed = officeShape.safeParse(source.data, { reportInput: true });
  if (!parsed.success) {
    findings.push(...source.findings, ...shapeFindings(source, [], parsed.error.issues));
    return [];
  }
  const { 单位: key, 名称: name, 职务: written, 制度: files } = parsed.data;
  const posts = Object.entries(written).map(([post, place]) => ({ post, superior: place?.上级 ?? null, sole: place?.独任 === '是', collective: place?.集体 === '是' }));
  const own = files.flatMap((file, index) => {
    const found = packs.find((pack) => basename(pack.file) === file);
    if (found === undefined) findings.push({ check: 'reference', severity: 'error', sentence: `制度文件“${file}”不存在。`, place: source.place(['制度', index]) });
    else if (found.pack !== undefined && found.pack.office !== key) findings.push({ check: 'reference', severity: 'error', sentence: `“${file}”是${found.pack.office}的制度，不是${key}的。`, place: source.place(['制度', index]) });
    return found === undefined ? [] : [found];
  });
  return [{ office: { key, name, posts }, packs: own, source }];
}

function openFile(path: string): Source {
  return openSource({ file: relative(root, path), text: readFileSync(path, 'utf8') });
}
