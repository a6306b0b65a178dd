import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clusterFolder, runAs } from '../src/platform/db/postgres-files.ts';

const root = join(import.meta.dirname, '..');
let data: string;
let child: ChildProcess;
let said = '';

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'guiju-stop-'));
  await chmod(data, 0o755);
  const { DATABASE_URL: _, ...env } = process.env;
  // A group of its own, as a terminal and a service manager make one: what is sent to it reaches the launcher and the server.
  child = spawn(process.execPath, [join(root, 'bin', 'guiju.mjs'), 'serve', '--port', '0', '--data', data], { stdio: ['ignore', 'pipe', 'inherit'], detached: true, env });
  child.stdout?.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8');
  });
}, 120_000);
afterAll(async () => {
  if (child.exitCode === null) toTheGroup('SIGKILL');
  await rm(data, { recursive: true, force: true });
});

/** Waits for the process to say it. @throws Error if it ends first. */
async function says(words: RegExp): Promise<string> {
  for (;;) {
    const [found] = words.exec(said) ?? [];
    if (found !== undefined) return found;
    if (child.stdout === null || child.exitCode !== null) throw new Error(`the process ended without saying ${words.source}`);
    await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  }
}

function toTheGroup(signal: NodeJS.Signals): void {
  process.kill(-(child.pid ?? 0), signal);
}

/** Asks for the set-up; the server has begun on it when this returns, and waits for the rest. */
async function begin(link: URL, body: string): Promise<ClientRequest> {
  const headers = { 'content-type': 'application/json', 'x-guiju': '1', 'content-length': Buffer.byteLength(body), expect: '100-continue' };
  const asked = request(new URL('/api/setup', link), { method: 'POST', headers });
  asked.flushHeaders();
  await once(asked, 'continue');
  return asked;
}

const person = (name: string, loginName: string) => ({ name, loginName, password: 'Guiju-规矩-2026' });
const office = { key: '测试局', name: '测试县文化局', regulations: '文旅局', departments: ['办公室'], officers: [person('甲一', 'jiayi'), person('乙二', 'yier'), person('丙三', 'bingsan')] };

test('told to stop, each process and more than once, the program answers what it has begun, stops PostgreSQL and ends well', async () => {
  const link = new URL(await says(/http\S+\/setup\?token=\S+/));
  const body = JSON.stringify({ token: link.searchParams.get('token'), office });
  const asked = await begin(link, body);
  expect(existsSync(join(clusterFolder(data, runAs()), 'postmaster.pid'))).toBe(true);

  toTheGroup('SIGTERM');
  await says(/正在停止/);
  toTheGroup('SIGTERM');
  toTheGroup('SIGINT');
  const answered = once(asked, 'response');
  asked.end(body);
  const [answer] = (await answered) as [IncomingMessage];
  expect(answer.statusCode).toBe(200);
  answer.resume();

  const [code] = child.exitCode === null ? ((await once(child, 'exit')) as [number | null]) : [child.exitCode];
  expect(code).toBe(0);
  expect(existsSync(join(clusterFolder(data, runAs()), 'postmaster.pid'))).toBe(false);
});
