import { describe, expect, test } from 'vitest';
import { allFunctions } from '../src/all-modules.ts';
import { runCase } from '../src/rules/cases/run-cases.ts';
import { runLimitCases } from '../src/rules/cases/limit-cases.ts';
import { findingLine } from '../src/rules/finding.ts';
import { compilePacks } from '../src/platform/regulations/compile-packs.ts';
import { readPacksOnDisk } from '../src/platform/regulations/read-packs.ts';

const disk = readPacksOnDisk();
const { offices, findings } = compilePacks(disk, allFunctions);

test('every pack reads and compiles', () => {
  expect(findings.filter((one) => one.severity === 'error').map(findingLine)).toEqual([]);
  expect([...offices.keys()]).toEqual(['文旅局', '站所局']);
});

describe.each([...offices.values()].map((office) => [office.book.office.name, office] as const))('%s', (_name, { book, cases }) => {
  test.each(cases.map((one) => [`${one.id} ${one.name}`, one] as const))('%s', (_title, one) => {
    expect(runCase(one, { book, vocabulary: disk.vocabulary })).toEqual([]);
  });

  test('every limit of every row lies where its cell says', () => {
    const results = book.packs.flatMap((pack) => runLimitCases(pack, allFunctions));
    expect(results.filter((one) => one.differences.length > 0)).toEqual([]);
    expect(results.length).toBeGreaterThan(9);
  });
});
