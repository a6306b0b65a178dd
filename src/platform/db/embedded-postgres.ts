import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { appendFileSync, chownSync, closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { clusterFolder, postgresFiles, runAs, type RunAs } from './postgres-files.ts';

/** A PostgreSQL of our own, on loopback, with a password nobody has to know. */
export interface EmbeddedPostgres {
  /** Connection of the owner; the database `guiju` exists. */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

export interface EmbeddedOptions {
  /** Folder of the data; the cluster lies in it. */
  readonly data: string;
  /** Where to listen; a free port if none is given. */
  readonly port?: number;
  /** For tests only: faster, and nothing survives a power cut. */
  readonly forgetful?: boolean;
}

const USER = 'guiju';
const DATABASE = 'guiju';

/**
 * Starts PostgreSQL for a data folder, making the cluster at the first start; takes over one that is still running there. Of several that start at the same
 * moment one makes the cluster and one runs it, the others find it.
 * @throws Error with a Chinese sentence if it does not come up.
 */
export async function startPostgres({ data, port: given, forgetful = false }: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const as = runAs();
  const files = postgresFiles(as);
  const cluster = clusterFolder(data, as);
  if (!existsSync(join(cluster, 'PG_VERSION'))) await initialise({ files, cluster, as, forgetful });
  const password = readFileSync(join(cluster, 'guiju-password'), 'utf8');
  const running = await runningServer(cluster, password);
  if (running !== undefined) return running;
  const port = given ?? (await freePort());
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200', 'timezone=Asia/Shanghai'];
  const fast = forgetful ? ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'] : [];
  const args = ['-D', cluster, '-p', String(port), ...[...settings, ...fast].flatMap((one) => ['-c', one])];
  const log = join(cluster, 'server.log');
  const out = openSync(log, 'a');
  // A group of its own: Ctrl+C reaches Guiju first, which then stops the database in order.
  const child = spawn(binary(files, 'postgres'), args, { ...as, cwd: cluster, stdio: ['ignore', out, out], detached: true });
  closeSync(out);
  const url = urlOf(port, password);
  const quicker = await comesUp({ url, child, log, cluster, password });
  if (quicker !== undefined) return quicker;
  child.unref();
  return { url, stop: () => stopProcess(child) };
}

interface Making {
  readonly files: string;
  readonly cluster: string;
  readonly as: RunAs | undefined;
  readonly forgetful: boolean;
}

async function initialise({ cluster, as, ...how }: Making): Promise<void> {
  mkdirSync(dirname(cluster), { recursive: true });
  // Made apart and whole before anybody sees it: a process that starts at the same moment finds a cluster or none.
  const apart = mkdtempSync(`${cluster}-`);
  if (as !== undefined) chownSync(apart, as.uid, as.gid);
  const password = randomBytes(24).toString('hex');
  const passwordFile = `${apart}.new-password`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (as !== undefined) chownSync(passwordFile, as.uid, as.gid);
  const making = { ...how, as, cluster: apart, passwordFile };
  // A signal to our group may meet initdb before it has a group of its own; then nothing was made yet, and it is started once more.
  const made = await initdb(making);
  const { status, told } = made.signal === null ? made : await initdb(making);
  rmSync(passwordFile, { force: true });
  if (status !== 0) {
    rmSync(apart, { recursive: true, force: true });
    throw new Error(`数据库初始化没有成功：${told}`);
  }
  writeFileSync(join(apart, 'guiju-password'), password, { mode: 0o600 });
  appendFileSync(join(apart, 'postgresql.conf'), "\nlog_min_messages = warning\nshared_buffers = '256MB'\n");
  moveIn(apart, cluster);
}

/** Runs in a group of its own: whoever is told to stop while starting leaves no half a cluster. */
async function initdb({ files, cluster, as, forgetful, passwordFile }: Making & { readonly passwordFile: string }) {
  const access = ['-U', USER, '--pwfile', passwordFile, '-A', 'scram-sha-256'];
  const made = spawn(
    binary(files, 'initdb'),
    ['-D', cluster, ...access, '-E', 'UTF8', '--locale-provider=builtin', '--locale=C.UTF-8', ...(forgetful ? ['--no-sync'] : [])],
    { ...as, detached: true, stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, LC_ALL: 'C' } },
  );
  const [told, [status, signal]] = await Promise.all([text(made.stderr), once(made, 'close') as Promise<[number | null, NodeJS.Signals | null]>]); // as node documents it
  return { status, signal, told };
}

/** The whole cluster to its place; if another process was quicker, ours is not needed. */
function moveIn(apart: string, cluster: string): void {
  try {
    renameSync(apart, cluster);
  } catch (error) {
    rmSync(apart, { recursive: true });
    if (!existsSync(join(cluster, 'PG_VERSION'))) throw new Error(`“${cluster}”中有别的内容，不能在其中建立数据库。请移走后重新启动。`, { cause: error });
  }
}

/** A server left running by a process that was killed, or kept by another command on the same data. */
async function runningServer(cluster: string, password: string): Promise<EmbeddedPostgres | undefined> {
  const running = postmasterOf(cluster);
  if (running === undefined) return undefined;
  const url = urlOf(running.port, password);
  return (await answers(url)) ? { url, stop: () => stopPid(running.pid) } : undefined;
}

/** The process that has the cluster, up or on its way. */
function postmasterOf(cluster: string): { readonly pid: number; readonly port: number } | undefined {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const [pid = '', , , port = ''] = readFileSync(file, 'utf8').split('\n');
  return isAlive(Number(pid)) ? { pid: Number(pid), port: Number(port) } : undefined;
}

interface Starting {
  readonly url: string;
  readonly child: ChildProcess;
  readonly log: string;
  readonly cluster: string;
  readonly password: string;
}

/** Waits for the server; the one of another process, if it was quicker on the same cluster: PostgreSQL itself lets only one run, so ours has ended. */
async function comesUp({ url, child, log, cluster, password }: Starting): Promise<EmbeddedPostgres | undefined> {
  const until = Date.now() + 60_000;
  while (Date.now() < until) {
    if (child.exitCode === null) {
      if (await answers(url)) return undefined;
    } else {
      const quicker = await runningServer(cluster, password);
      if (quicker !== undefined) return quicker;
      if (postmasterOf(cluster) === undefined) break;
    }
    await pause(40);
  }
  throw new Error(`内置数据库没有启动：${readFileSync(log, 'utf8').slice(-2000).trim() || '没有输出'}`);
}

/** Is the server up? Makes the database if it is missing. */
async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url.replace(/[^/]*$/, 'postgres'), connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    const found = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`);
    return true;
  } catch {
    return false; // not up yet, or somebody else's port
  } finally {
    await client.end().catch(() => undefined);
  }
}

function stopProcess(child: ChildProcess): Promise<void> {
  return child.pid === undefined ? Promise.resolve() : stopPid(child.pid);
}

/** Fast shutdown: sessions are ended, everything committed is kept. */
async function stopPid(pid: number): Promise<void> {
  if (!isAlive(pid)) return;
  process.kill(pid, 'SIGINT');
  const until = Date.now() + 30_000;
  while (isAlive(pid) && Date.now() < until) await pause(20);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function isZombie(pid: number): boolean {
  const stat = `/proc/${pid}/stat`;
  return existsSync(stat) && / Z /.test(readFileSync(stat, 'utf8').split(')').at(-1)?.slice(0, 3) ?? '');
}

function urlOf(port: number, password: string): string {
  return `postgresql://${USER}:${password}@127.0.0.1:${port}/${DATABASE}`;
}

function binary(files: string, name: string): string {
  return join(files, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('no free port'))));
    });
    server.on('error', reject);
  });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
