import { expect, test } from 'vitest';
import { allModules } from '../src/all-modules.ts';
import type { RulesInForce } from '../src/platform/regulations/rules-in-force.ts';
import { platformVerbs } from '../src/platform/verbs.ts';

/** Nothing is asked of the rules while verbs are listed. */
const rules: RulesInForce = { knows: () => false, decide: () => { throw new Error('no rules here'); }, duty: () => undefined, setting: () => undefined, bookOf: () => undefined, reload: () => Promise.resolve(), draft: () => ({ pack: undefined, before: undefined, findings: [], book: undefined }) };

test('who may do what is as reviewed', async () => {
  const modules = allModules(rules, () => Promise.reject(new Error('no verb is performed here')));
  const verbs = [...platformVerbs({ rules, modules }), ...modules.flatMap((module) => [...module.verbs, ...module.jobs].flatMap((one) => one.verb ?? []))];
  expect(new Set(verbs.map((verb) => verb.name)).size).toBe(verbs.length);
  const lines = verbs.map(({ name, title, who }) => `${name}\t${title}\t${who}`).toSorted();
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('who-may-do-what.txt');
});
