import { createHash } from 'node:crypto';
import { checkFunctions } from '../../rules/check/functions.ts';
import { checkPack } from '../../rules/check/check-pack.ts';
import { checkPeriods } from '../../rules/check/periods.ts';
import { checkQuestions } from '../../rules/check/questions.ts';
import { checkSupervision } from '../../rules/check/supervision.ts';
import type { RuleFunctions } from '../../rules/decide/compile-row.ts';
import type { Finding } from '../../rules/finding.ts';
import type { Pack } from '../../rules/pack/pack.ts';
import { readPack } from '../../rules/pack/read-pack.ts';
import { openSource } from '../../rules/pack/source.ts';
import { compileRulebook, type Rulebook } from '../../rules/rulebook.ts';
import type { Vocabulary } from '../../rules/vocabulary.ts';

/** A version somebody wants to publish, read and checked; `book` is the office's rulebook as it would be, if nothing is wrong. */
export interface DraftRules {
  readonly pack: Pack | undefined;
  /** The version it takes the place of, if there is one. */
  readonly before: Pack | undefined;
  readonly findings: readonly Finding[];
  readonly book: Rulebook | undefined;
}

/** Reads a version as `guiju check` does and sets it behind the one in force: its first day is the last one's end. Pure; @throws nothing. */
export function readDraft(of: {
  readonly text: string;
  readonly book: Rulebook;
  readonly vocabulary: Vocabulary;
  readonly functions: RuleFunctions;
}): DraftRules {
  const { text, book, vocabulary, functions } = of;
  const { pack, findings: found } = readPack({
    source: openSource({ file: '新版', text }),
    vocabulary,
    digest: createHash('sha256').update(text).digest('hex'),
  });
  if (pack === undefined || found.some(({ severity }) => severity === 'error')) return { pack, before: undefined, findings: found, book: undefined };
  const versions = book.packs.filter((one) => one.regulation === pack.regulation);
  const before = versions.find((one) => one.inForceUntil === undefined);
  const packs = [...book.packs.map((one) => (one === before ? { ...one, inForceUntil: pack.inForceFrom } : one)), pack];
  const after = packs.filter((one) => one.inForceUntil === undefined || one.inForceUntil > pack.inForceFrom);
  const findings = [
    ...found,
    ...checkFunctions(pack, functions),
    ...checkPack(pack, book.office),
    ...checkPeriods(pack, after),
    ...checkQuestions(after),
    ...(before === undefined ? [] : checkSupervision({ pack, before, posts: book.office.posts })),
  ];
  const sound = findings.every(({ severity }) => severity !== 'error');
  return { pack, before, findings, book: sound ? compileRulebook(book.office, packs, functions) : undefined };
}
