import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from './step.ts';

/** What a first visit may load of script, gzipped. */
const MOST = 300 * 1024;

interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
}

const dist = join(root, 'dist', 'web');
// Written by vite's own build; its shape is documented there.
const manifest = JSON.parse(readFileSync(join(dist, '.vite', 'manifest.json'), 'utf8')) as Readonly<Record<string, Chunk>>;
const entry = Object.keys(manifest).find((key) => manifest[key]?.isEntry === true);
if (entry === undefined) throw new Error('the manifest names no entry');

const needed = new Set<string>();
const follow = (key: string): void => {
  const chunk = manifest[key];
  if (chunk === undefined || needed.has(chunk.file)) return;
  needed.add(chunk.file);
  for (const imported of chunk.imports ?? []) follow(imported);
};
follow(entry);

const size = [...needed].filter((file) => file.endsWith('.js')).reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0);
console.log(`首屏脚本 ${(size / 1024).toFixed(0)} KB（gzip），上限 ${MOST / 1024} KB`);
if (size > MOST) process.exit(1);
