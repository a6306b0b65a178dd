import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { allModules } from '../src/all-modules.ts';
import type { RulesInForce } from '../src/platform/regulations/rules-in-force.ts';
import { platformVerbs } from '../src/platform/verbs.ts';

/** Nothing is asked of the rules while verbs are listed. */
const rules: RulesInForce = {
  knows: () => false,
  decide: () => {
    throw new Error('no rules here');
  },
  duty: () => undefined,
  setting: () => undefined,
  bookOf: () => undefined,
  reload: () => Promise.resolve(),
  draft: () => ({ pack: undefined, before: undefined, findings: [], book: undefined }),
};

const modules = allModules(rules, () => Promise.reject(new Error('no verb is performed here')));
const secrets = { seal: (text: string) => text, unseal: (sealed: string) => sealed };
const verbs = [
  ...platformVerbs({ rules, modules, folder: '', secrets }),
  ...modules.flatMap((module) => [...module.verbs, ...module.jobs].flatMap((one) => one.verb ?? [])),
];

test('who may do what is as reviewed', async () => {
  expect(new Set(verbs.map((verb) => verb.name)).size).toBe(verbs.length);
  const lines = verbs.map(({ name, title, who }) => `${name}\t${title}\t${who}`).toSorted();
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('who-may-do-what.txt');
});

test('every verb written anywhere in the program is in the list', () => {
  const src = join(import.meta.dirname, '..', 'src');
  const files = globSync(['platform/**/*.ts', 'modules/**/*.ts'], { cwd: src }).filter((file) => !file.endsWith('.test.ts'));
  const written = files.flatMap((file) =>
    [...readFileSync(join(src, file), 'utf8').matchAll(/\n\s+name: '([a-z-]+)',\n\s+title: /g)].map((match) => match[1] ?? ''),
  );
  const listed = new Set(verbs.map((verb) => verb.name));
  expect(written.filter((name) => !listed.has(name))).toEqual([]);
  expect(written.length).toBeGreaterThan(60);
});
