import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { quickSteps } from './quick-steps.ts';
import { bin, runSteps } from './step.ts';

const reports = await mkdtemp(join(tmpdir(), 'guiju-test-'));
const report = (name: string): string => join(reports, `${name}.json`);

const suites = ['pure', 'server', 'browser'] as const;
const suite = (name: (typeof suites)[number]): readonly [string, ...string[]] => [
  bin('vitest/vitest.mjs'),
  'run',
  '--project',
  name,
  '--reporter',
  'default',
  '--reporter',
  'json',
  '--outputFile.json',
  report(name),
];

await runSteps([
  ...quickSteps,
  { title: '规则与分层', command: suite('pure') },
  { title: '平台与各模块（PostgreSQL）', command: suite('server') },
  { title: '网页构建', command: [bin('vite/bin/vite.js'), 'build'] },
  { title: '首屏体积', command: ['scripts/check-size.ts'] },
  { title: '浏览器旅程', command: suite('browser') },
]);

let passed = 0;
let failed = 0;
for (const name of suites) {
  // Written by vitest's own reporter; its shape is documented there.
  const counts = JSON.parse(await readFile(report(name), 'utf8')) as { numPassedTests: number; numFailedTests: number };
  passed += counts.numPassedTests;
  failed += counts.numFailedTests;
}
await rm(reports, { recursive: true });
console.log(`\n${passed} passed, ${failed} failed`);
