import { existsSync, readdirSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { startPostgres } from '../src/platform/db/embedded-postgres.ts';
import { clusterFolder, runAs } from '../src/platform/db/postgres-files.ts';
import { start, type Started } from './started.ts';

const TAKEN = /正由另一个规矩进程使用/;

let programs: readonly Started[] = [];
let data = '';
afterEach(async () => {
  for (const program of programs) program.tell('SIGKILL');
  const { stop } = await startPostgres({ data }); // what a failed test left running
  await stop();
  await rm(data, { recursive: true, force: true });
});

const serve = (): Started => start([process.execPath, join(import.meta.dirname, '..', 'bin', 'guiju.mjs'), 'serve', '--port', '0', '--data', data]);

/** What became of a start: the address it serves at, or null where it said that another process has the folder and ended. */
async function outcome(program: Started): Promise<URL | null> {
  const link = program.says(/http\S+\/setup\?token=\S+/).catch(() => null);
  const said = await Promise.race([link, program.says(TAKEN).catch(() => link)]);
  if (said === null || TAKEN.test(said)) return null;
  return new URL(said);
}

test('of two first starts on one empty folder at the same moment one serves; the other says so, ends, and takes nothing from it', async () => {
  data = await mkdtemp(join(tmpdir(), 'guiju-at-once-'));
  await chmod(data, 0o755);
  const [one, other] = [serve(), serve()];
  programs = [one, other];
  const [first, second] = await Promise.all([outcome(one), outcome(other)]);
  expect([first, second].filter((address) => address === null)).toHaveLength(1);
  const [running, refused] = first === null ? [other, one] : [one, other];
  expect(await refused.says(TAKEN)).toMatch(TAKEN);
  expect(await refused.ends()).not.toBe(0);
  const address = first ?? second ?? new URL('none:');
  expect(await (await fetch(new URL('/api/health', address))).json()).toEqual({ ok: true });

  const cluster = clusterFolder(data, runAs());
  expect(readdirSync(dirname(cluster)).filter((name) => name.startsWith(`${basename(cluster)}-`))).toEqual([]);
  running.tell('SIGTERM');
  expect(await running.ends()).toBe(0);
  expect(existsSync(join(cluster, 'postmaster.pid'))).toBe(false);

  const again = serve();
  programs = [again];
  await again.says(/规矩已启动/);
  again.tell('SIGTERM');
  expect(await again.ends()).toBe(0);
});

test('a process that was killed leaves its database to the next one', async () => {
  data = await mkdtemp(join(tmpdir(), 'guiju-at-once-'));
  await chmod(data, 0o755);
  const killed = serve();
  programs = [killed];
  await killed.says(/规矩已启动/);
  killed.tell('SIGKILL');
  await killed.ends();
  const next = serve();
  programs = [next];
  await next.says(/规矩已启动/);
  next.tell('SIGTERM');
  expect(await next.ends()).toBe(0);
  expect(existsSync(join(clusterFolder(data, runAs()), 'postmaster.pid'))).toBe(false);
});
