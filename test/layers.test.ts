import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const src = join(import.meta.dirname, '..', 'src');

/** Where a file belongs: its layer, and its module if it has one. */
function placeOf(path: string): { layer: string; module: string | undefined; web: boolean } {
  const [layer = '', module, part] = path.split('/');
  if (layer === 'modules') return { layer, module, web: part === 'web' };
  return { layer: path.includes('/') ? layer : 'entrance', module: undefined, web: layer === 'web' };
}

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(join(src, file), 'utf8');
  const found = text.matchAll(/(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g);
  return [...found].map((match) => ({ from: file, to: match[2] ?? match[3] ?? '', typeOnly: match[1] !== undefined }));
}

function mayImport({ from, to, typeOnly }: Import): boolean {
  const here = placeOf(from);
  if (!to.startsWith('.')) return here.layer !== 'rules' || from.endsWith('.test.ts') || ['yaml', 'zod', 'chinese-days'].includes(to);
  const target = relative(src, resolve(dirname(join(src, from)), to));
  if (target.startsWith('..')) return /\.test\.tsx?$/.test(from);
  const there = placeOf(target);
  const shared = typeOnly || /(^|\/)contract[a-z-]*\.ts$/.test(target);
  switch (here.layer) {
    case 'rules':
      return there.layer === 'rules';
    case 'platform':
      return there.layer === 'rules' || there.layer === 'platform';
    case 'modules':
      if (there.layer === 'modules') return there.module === here.module && (here.web || !there.web || from.endsWith('.test.tsx'));
      if (there.layer === 'web') return here.web && target.startsWith('web/kit/');
      return there.layer === 'rules' || (there.layer === 'platform' && (!here.web || shared));
    case 'web':
      return there.layer === 'web' || there.layer === 'rules' || shared || (from.startsWith('web/app/') && there.layer === 'modules' && there.web);
    default:
      return true;
  }
}

const files = globSync('**/*.{ts,tsx}', { cwd: src });

test('imports point downwards only; modules are strangers to each other; rules import nothing from outside', () => {
  const wrong = files.flatMap((file) => importsOf(file)).filter((one) => !mayImport(one));
  expect(wrong.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
});

test('the border test sees imports at all', () => {
  expect(mayImport({ from: 'rules/table/cell.ts', to: '../../platform/world.ts', typeOnly: true })).toBe(false);
  expect(mayImport({ from: 'rules/table/cell.ts', to: 'pg', typeOnly: false })).toBe(false);
  expect(mayImport({ from: 'modules/assets/store.ts', to: '../expenditure/store.ts', typeOnly: false })).toBe(false);
  expect(mayImport({ from: 'modules/assets/store.ts', to: '../../platform/db/statement.ts', typeOnly: false })).toBe(true);
  expect(files.flatMap((file) => importsOf(file)).length).toBeGreaterThan(10);
});

test('no file is called utils, helpers, manager, service, common or index', () => {
  expect(files.filter((file) => /(^|\/)(utils?|helpers?|manager|service|common|index)\.tsx?$/.test(file))).toEqual([]);
});
