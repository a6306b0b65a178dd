import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startPostgres } from '../../src/platform/db/embedded-postgres.ts';

const root = join(import.meta.dirname, '..', '..');

/** One process of the product, started by its own command. */
export interface Process {
  readonly url: string;
  readonly child: ChildProcess;
  /** Asks it to stop, as a service manager does. @returns its exit code. */
  readonly stop: () => Promise<number>;
}

interface Start {
  readonly data: string;
  readonly databaseUrl: string;
}

/** `npm start` on a database and a data folder, on a free port. */
export async function startProcess({ sample, ...start }: Start & { readonly sample: boolean }): Promise<Process> {
  const { child, told } = await startUntil(/规矩已启动：(\S+)/, start, ...(sample ? ['--sample'] : []));
  return { url: told, child, stop: () => stopped(child) };
}

/** The same before there is an office: it prints the link for whoever sets one up. */
export async function startEmpty(start: Start): Promise<Process & { readonly setupLink: URL }> {
  const { child, told } = await startUntil(/^(\S+\/setup\?token=\S+)$/, start);
  const setupLink = new URL(told);
  return { url: setupLink.origin, setupLink, child, stop: () => stopped(child) };
}

/** Starts the product and reads what it prints until it says what one waits for. */
async function startUntil(
  sign: RegExp,
  { data, databaseUrl }: Start,
  ...more: readonly string[]
): Promise<{ readonly child: ChildProcess; readonly told: string }> {
  const child = spawn(process.execPath, [join(root, 'bin', 'guiju.mjs'), 'serve', '--port', '0', '--data', data, ...more], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, DATABASE_URL: databaseUrl },
  });
  if (child.stdout === null) throw new Error('the process has no output');
  for await (const line of createInterface({ input: child.stdout })) {
    const [, told] = sign.exec(line) ?? [];
    if (told !== undefined) return { child, told };
  }
  throw new Error('the process ended before it listened');
}

/** A process whose clock stands until it is moved. */
export interface ClockedProcess extends Omit<Process, 'child'> {
  /** Moves its clock; done once it is told to have moved. */
  readonly at: (moment: string) => Promise<void>;
}

/** A server with the pages and without the clockwork, at a moment of one's own. */
export async function startClocked({
  data,
  databaseUrl,
  moment,
}: {
  readonly data: string;
  readonly databaseUrl: string;
  readonly moment: string;
}): Promise<ClockedProcess> {
  const child = fork(join(root, 'test', 'serve-child.ts'), [databaseUrl, data, moment]);
  const [url] = (await once(child, 'message')) as [string]; // its first word, as it documents
  return {
    url,
    at: async (to) => {
      const moved = once(child, 'message');
      child.send(to);
      await moved;
    },
    stop: () => stopped(child),
  };
}

/** Two processes over one PostgreSQL behind a proxy that takes turns. */
export interface Pair<Of> {
  /** Of the proxy. */
  readonly url: string;
  readonly processes: readonly Of[];
  readonly close: () => Promise<void>;
}

/** Starts a database of its own in a new folder, and both processes on it. */
export async function openPair<Of extends Pick<Process, 'url' | 'stop'>>({
  forgetful,
  start,
}: {
  readonly forgetful: boolean;
  readonly start: (on: Start) => Promise<readonly Of[]>;
}): Promise<Pair<Of>> {
  const data = await mkdtemp(join(tmpdir(), 'guiju-browser-'));
  await chmod(data, 0o755);
  const database = await startPostgres({ data, forgetful });
  const processes = await start({ data, databaseUrl: database.url });
  const proxy = await startProxy(processes.map((one) => one.url));
  return {
    url: proxy.url,
    processes,
    close: async () => {
      await proxy.close();
      await Promise.all(processes.map((one) => one.stop()));
      await database.stop();
      await rm(data, { recursive: true, force: true });
    },
  };
}

async function stopped(child: ChildProcess): Promise<number> {
  if (child.exitCode !== null) return child.exitCode;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  const [code] = (await exit) as [number | null]; // as node documents it
  return code ?? -1;
}

/** A proxy before several processes: each request goes to the next of them, under the name the browser called. It speaks for this machine alone, so samples stay open to it. */
export async function startProxy(urls: readonly string[]): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  let next = 0;
  const server: Server = createServer((asked, answer) => {
    const target = urls[next % urls.length] ?? '';
    next += 1;
    const passed = request(`${target}${asked.url ?? ''}`, { method: asked.method, headers: asked.headers }, (from) => {
      answer.writeHead(from.statusCode ?? 502, from.headers);
      from.pipe(answer);
    });
    passed.on('error', () => answer.writeHead(502).end());
    asked.pipe(passed);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a listening TCP server has one
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
