import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startPostgres } from '../src/platform/db/embedded-postgres.ts';
import { median } from './measure.ts';

const ROUNDS = 3;
const root = join(import.meta.dirname, '..');
/** What any program over the database costs: a server that answers, and a connection. */
const BARE = `import { createServer } from 'node:http'; import pg from '${join(root, 'node_modules', 'pg', 'esm', 'index.mjs')}';
  const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
  const server = createServer((_, answer) => void pool.query('select 1').then(() => answer.end('{}'))).listen(0, '127.0.0.1', () => console.log('规矩已启动：http://127.0.0.1:' + server.address().port));`;

interface Started {
  readonly milliseconds: number;
  /** Bytes of memory, idle. */
  readonly resident: number;
}

/** From the command to the first answer, on a database that is up and migrated, and what it keeps in memory; against a bare server. What is installed, in megabytes. */
export async function benchFootprint() {
  const data = await mkdtemp(join(tmpdir(), 'guiju-bench-'));
  await chmod(data, 0o755);
  const postgres = await startPostgres({ data });
  try {
    const serve = () => started([join(root, 'src', 'cli.ts'), 'serve', '--port', '0', '--data', data], postgres.url);
    await serve();
    const [ours, bare]: [Started[], Started[]] = [[], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      ours.push(await serve());
      bare.push(await started(['--input-type=module', '--eval', BARE], postgres.url));
    }
    const of = (what: keyof Started, all: readonly Started[]): number => median(all.map((one) => one[what]));
    return {
      cold_start_seconds: of('milliseconds', ours) / 1_000,
      cold_start_vs_bare_server: of('milliseconds', ours) / of('milliseconds', bare),
      idle_megabytes: of('resident', ours) / 1e6,
      idle_memory_vs_bare_server: of('resident', ours) / of('resident', bare),
      installed_megabytes: installed(),
    };
  } finally {
    await postgres.stop();
    await rm(data, { recursive: true, force: true });
  }
}

async function started(args: readonly string[], databaseUrl: string): Promise<Started> {
  const begun = performance.now();
  const child: ChildProcess = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, DATABASE_URL: databaseUrl, GUIJU_ROOT: root },
  });
  if (child.stdout === null) throw new Error('the process has no output');
  for await (const line of createInterface({ input: child.stdout })) {
    const [, url] = /规矩已启动：(\S+)/.exec(line) ?? [];
    if (url === undefined) continue;
    const answer = await fetch(`${url}/api/health`);
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    const milliseconds = performance.now() - begun;
    const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '')) ?? [];
    child.kill('SIGTERM');
    await once(child, 'exit');
    return { milliseconds, resident: Number(kilobytes) * 1_024 };
  }
  throw new Error('the process ended before it listened');
}

/** What a production install holds: the program and the packages it needs to run, without those for development. */
function installed(): number {
  const { stdout } = spawnSync('npm', ['ls', '--omit=dev', '--all', '--parseable'], { cwd: root, encoding: 'utf8' });
  const folders = [...new Set(stdout.split('\n').filter((folder) => folder.startsWith('/') && folder !== root)), join(root, 'src'), join(root, 'dist')];
  const { stdout: sizes } = spawnSync('du', ['-cms', '--', ...folders], { encoding: 'utf8' });
  return Number(/(\d+)\s+total/.exec(sizes)?.[1] ?? 0);
}
