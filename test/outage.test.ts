import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { afterEach, expect, test } from 'vitest';

interface Installation {
  readonly address: string;
  readonly officeId: number;
  readonly people: Readonly<Record<string, number>>;
}

let child: ChildProcess | undefined;
let folder = '';
let lines: AsyncIterator<string>;
afterEach(async () => {
  child?.stdin?.end();
  if (child?.exitCode === null) await new Promise((resolve) => child?.once('exit', resolve));
  await rm(folder, { recursive: true, force: true });
});

/** Starts an installation; on a disk of its own of so many megabytes if asked. */
async function start({ megabytes }: { readonly megabytes: number | null }): Promise<Installation> {
  folder = await mkdtemp(join(tmpdir(), 'guiju-outage-'));
  await chmod(folder, 0o755);
  const program = [process.execPath, join(import.meta.dirname, 'outage-child.ts'), folder];
  const command = megabytes === null ? program : ['unshare', ...NAMESPACE, 'sh', '-c', `mount -t tmpfs -o size=${megabytes}m,mode=755 tmpfs ${folder} && exec "$@"`, 'sh', ...program];
  child = spawn(command[0] ?? '', command.slice(1), { stdio: ['pipe', 'pipe', 'inherit'] });
  if (child.stdout === null) throw new Error('the child has no output');
  const output: Interface = createInterface({ input: child.stdout });
  lines = output[Symbol.asyncIterator]();
  return JSON.parse((await lines.next()).value ?? '') as Installation; // printed by outage-child.ts
}

/** A mount of one's own needs no rights beyond a user namespace; root needs none. */
const NAMESPACE: readonly string[] = process.getuid?.() === 0 ? ['-m'] : ['-Urm'];
const mayMount = spawnSync('unshare', [...NAMESPACE, 'sh', '-c', 'mount -t tmpfs tmpfs /tmp']).status === 0;

async function happens(what: 'terminate' | 'crash' | 'fill' | 'free'): Promise<void> {
  child?.stdin?.write(`${what}\n`);
  await lines.next();
}

interface Answer {
  readonly status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- read as a browser would, by name
  readonly body: any;
}

type Ask = (method: 'GET' | 'POST', path: string, sent?: { readonly body: unknown; readonly key?: string }) => Promise<Answer>;

async function signIn({ address, officeId, people }: Installation, name: string): Promise<Ask> {
  const headers = { 'content-type': 'application/json', 'x-guiju': '1' };
  const signed = await fetch(`${address}/api/session`, { method: 'POST', headers, body: JSON.stringify({ officeId, personId: people[name] }) });
  const cookie = signed.headers.get('set-cookie')?.split(';')[0] ?? '';
  return async (method, path, sent) => {
    const answer = await fetch(`${address}${path}`, { method, headers: { ...headers, cookie, 'idempotency-key': sent?.key ?? randomUUID() }, ...(sent !== undefined && { body: JSON.stringify(sent.body) }) });
    return { status: answer.status, body: await answer.json() };
  };
}

const form = (purpose: string) => ({ purpose, category: '印刷费', payee: '示范县文印商贸有限公司', amount: 60_000, paymentMethod: '公务卡', plannedOn: '2026-12-10' });

async function submitted(ask: Ask, count: number): Promise<readonly number[]> {
  const matters: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const made = await ask('POST', '/api/matters', { body: { kind: 'spending-request', form: form(`展板${index}`), linkedMatterId: null, files: [], submit: true } });
    matters.push(made.body.matterId);
  }
  return matters;
}

/** Approves each under one key, again and again until it is answered as done; the statuses on the way. */
async function approveAll(ask: Ask, matters: readonly number[]): Promise<ReadonlySet<number>> {
  const statuses = new Set<number>();
  await Promise.all(matters.map(async (matterId) => {
    const key = randomUUID();
    for (;;) {
      const answer = await ask('POST', `/api/matters/${matterId}/approve`, { body: { version: 1, remark: null }, key });
      statuses.add(answer.status);
      if (answer.status === 200) return;
      if (answer.status < 500) throw new Error(JSON.stringify(answer.body));
      expect(answer.body.failure.sentence).toMatch(/^(数据库暂时连接不上|服务器磁盘空间不足)/);
    }
  }));
  return statuses;
}

async function expectWhole(ask: Ask, auditor: Ask, matters: readonly number[]): Promise<void> {
  for (const matterId of matters) {
    const { body } = await ask('GET', `/api/matters/${matterId}`);
    expect(body).toMatchObject({ state: 'approved' });
    expect(body.history.filter((line: { verb: string }) => line.verb === 'approve')).toHaveLength(1);
  }
  await expect.poll(async () => (await auditor('POST', '/api/log/verify', { body: {} })).body, { timeout: 20_000 }).toMatchObject({ unaltered: true, complete: true });
}

test('connections that are cut and a database that crashes cost nobody an act: the same act again under its key is done once', async () => {
  const installation = await start({ megabytes: null });
  const [clerk, leader, auditor] = await Promise.all([signIn(installation, '沈明'), signIn(installation, '王建华'), signIn(installation, '曾岚')]);
  const matters = await submitted(clerk, 40);
  await Promise.all([approveAll(leader, matters.slice(0, 20)), happens('terminate')]);
  await Promise.all([approveAll(leader, matters.slice(20)), happens('crash')]);
  await expectWhole(leader, auditor, matters);
}, 60_000);

test.skipIf(!mayMount)('a full disk is said to be full; nothing is half written, and once there is room everything goes on', async () => {
  const installation = await start({ megabytes: 160 });
  const [clerk, leader, auditor] = await Promise.all([signIn(installation, '沈明'), signIn(installation, '王建华'), signIn(installation, '曾岚')]);
  const matters = await submitted(clerk, 6);
  await happens('fill');
  const upload = async (): Promise<number> => {
    const body = new FormData();
    body.append('file', new File([`%PDF-1.7\n${'0'.repeat(200_000)}`], '附件.pdf'));
    const cookie = (await fetch(`${installation.address}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-guiju': '1' }, body: JSON.stringify({ officeId: installation.officeId, personId: installation.people['沈明'] }) })).headers.get('set-cookie')?.split(';')[0] ?? '';
    return (await fetch(`${installation.address}/api/files`, { method: 'POST', headers: { 'x-guiju': '1', 'idempotency-key': randomUUID(), cookie }, body })).status;
  };
  expect(await upload()).toBe(507);
  await happens('free');
  expect(await upload()).toBe(200);
  await approveAll(leader, matters);
  await expectWhole(leader, auditor, matters);
}, 60_000);
