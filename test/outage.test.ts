import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { afterEach, expect, test } from 'vitest';
import { addDays, civilDayOf } from '../src/rules/calendar/civil-date.ts';
import { buildServer } from '../src/platform/http/server.ts';
import { openWorld } from '../src/world.ts';
import { newVersion, publishVersion } from './new-versions.ts';
import { signIn as signInAt } from './office.ts';

interface Installation {
  readonly address: string;
  readonly databaseUrl: string;
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
  const command =
    megabytes === null
      ? program
      : ['unshare', ...NAMESPACE, 'sh', '-c', `mount -t tmpfs -o size=${megabytes}m,mode=755 tmpfs ${folder} && exec "$@"`, 'sh', ...program];
  child = spawn(command[0] ?? '', command.slice(1), { stdio: ['pipe', 'pipe', 'inherit'] });
  if (child.stdout === null) throw new Error('the child has no output');
  const output: Interface = createInterface({ input: child.stdout });
  lines = output[Symbol.asyncIterator]();
  return JSON.parse((await lines.next()).value ?? '') as Installation; // printed by outage-child.ts
}

/** A mount of one's own needs no rights beyond a user namespace; root needs none. */
const NAMESPACE: readonly string[] = process.getuid?.() === 0 ? ['-m'] : ['-Urm'];
const mayMount = spawnSync('unshare', [...NAMESPACE, 'sh', '-c', 'mount -t tmpfs tmpfs /tmp']).status === 0;

async function happens(what: 'hold' | 'terminate' | 'crash' | 'stop' | 'start' | 'fill' | 'free'): Promise<void> {
  child?.stdin?.write(`${what}\n`);
  await lines.next();
}

interface Answer {
  readonly status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- read as a browser would, by name
  readonly body: any;
}

type Ask = (method: 'GET' | 'POST', path: string, sent?: { readonly body: unknown; readonly key?: string }) => Promise<Answer>;

const HEADERS = { 'content-type': 'application/json', 'x-guiju': '1' };

async function cookieOf({ address, officeId, people }: Installation, name: string): Promise<string> {
  const signed = await fetch(`${address}/api/session`, { method: 'POST', headers: HEADERS, body: JSON.stringify({ officeId, personId: people[name] }) });
  return signed.headers.get('set-cookie')?.split(';')[0] ?? '';
}

async function signIn(installation: Installation, name: string): Promise<Ask> {
  const cookie = await cookieOf(installation, name);
  return async (method, path, sent) => {
    const answer = await fetch(`${installation.address}${path}`, {
      method,
      headers: { ...HEADERS, cookie, 'idempotency-key': sent?.key ?? randomUUID() },
      ...(sent !== undefined && { body: JSON.stringify(sent.body) }),
    });
    return { status: answer.status, body: await answer.json() };
  };
}

const form = (purpose: string) => ({
  purpose,
  category: '印刷费',
  payee: '示范县文印商贸有限公司',
  amount: 60_000,
  paymentMethod: '公务卡',
  plannedOn: '2026-12-10',
});

async function submitted(ask: Ask, count: number): Promise<readonly number[]> {
  const matters: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const made = await ask('POST', '/api/matters', {
      body: { kind: 'spending-request', form: form(`展板${index}`), linkedMatterId: null, files: [], submit: true },
    });
    matters.push(made.body.matterId);
  }
  return matters;
}

interface Approving {
  /** Statuses seen on the way, once each is answered as done. */
  readonly statuses: Promise<ReadonlySet<number>>;
  /** Once something else than done has been answered. */
  readonly troubled: Promise<void>;
}

/** Approves each under one key, again and again until it is answered as done. */
function approveAll(ask: Ask, matters: readonly number[]): Approving {
  const statuses = new Set<number>();
  const { promise: troubled, resolve } = Promise.withResolvers<void>();
  const approve = async (matterId: number): Promise<void> => {
    const key = randomUUID();
    for (;;) {
      const answer = await ask('POST', `/api/matters/${matterId}/approve`, { body: { version: 1, remark: null }, key });
      statuses.add(answer.status);
      if (answer.status === 200) return;
      if (answer.status < 500) throw new Error(JSON.stringify(answer.body));
      expect(answer.body.failure.sentence).toMatch(/^(数据库暂时连接不上|服务器磁盘空间不足)/);
      resolve();
    }
  };
  return { statuses: Promise.all(matters.map(approve)).then(() => statuses), troubled };
}

async function expectWhole(ask: Ask, auditor: Ask, matters: readonly number[]): Promise<void> {
  for (const matterId of matters) {
    const { body } = await ask('GET', `/api/matters/${matterId}`);
    expect(body).toMatchObject({ state: 'approved' });
    expect(body.history.filter((line: { verb: string }) => line.verb === 'approve')).toHaveLength(1);
  }
  await expect
    .poll(async () => (await auditor('POST', '/api/log/verify', { body: {} })).body, { timeout: 20_000 })
    .toMatchObject({ unaltered: true, complete: true });
}

const ANSWERED_AND_DONE = new Set([200, 503]);

test('connections that are cut and a database that crashes cost nobody an act: the same act again under its key is done once', async () => {
  const installation = await start({ megabytes: null });
  const [clerk, leader, auditor] = await Promise.all([signIn(installation, '沈明'), signIn(installation, '王建华'), signIn(installation, '曾岚')]);
  const matters = await submitted(clerk, 12);
  for (const [what, some] of [
    ['terminate', matters.slice(0, 6)],
    ['crash', matters.slice(6)],
  ] as const) {
    await happens('hold');
    const { statuses } = approveAll(leader, some);
    await happens(what);
    expect(await statuses).toEqual(ANSWERED_AND_DONE);
  }
  await expectWhole(leader, auditor, matters);
});

test('a database that is stopped is said to be away; started again, it is found, and so is what other processes publish', async () => {
  const installation = await start({ megabytes: null });
  const [clerk, leader, auditor] = await Promise.all([signIn(installation, '沈明'), signIn(installation, '王建华'), signIn(installation, '曾岚')]);
  const matters = await submitted(clerk, 10);
  await happens('stop');
  expect(await clerk('GET', `/api/matters/${matters[0]}`)).toMatchObject({ status: 503, body: { failure: { sentence: '数据库暂时连接不上。' } } });
  const { statuses, troubled } = approveAll(leader, matters);
  await troubled;
  await happens('start');
  expect(await statuses).toEqual(ANSWERED_AND_DONE);
  const version = await publishElsewhere(installation);
  const versions = async (): Promise<readonly string[]> => (await clerk('GET', '/api/regulations')).body.map((one: { version: string }) => one.version);
  await expect.poll(versions, { timeout: 30_000 }).toContain(version);
  await expectWhole(leader, auditor, matters);
});

/** Another process on the same database submits and publishes a version of the finance regulation. */
async function publishElsewhere({ databaseUrl, officeId, people }: Installation): Promise<string> {
  const other = await openWorld({ url: databaseUrl, folder });
  const app = await buildServer(other.world, { limits: { requests: 1_000_000, signIns: 1_000_000 }, pages: undefined, logger: false });
  const as = (name: string) => signInAt(app, { office: { officeId, people: new Map(Object.entries(people)) }, name });
  const [drafter, head] = [await as('冯涛'), await as('李国栋')];
  const version = addDays(civilDayOf(new Date()), 30);
  const submitted = await newVersion(drafter, '财务财物管理制度', {}, version);
  await publishVersion({ drafter, publisher: head }, { ...submitted, text: submitted.text.replaceAll('[5000元, ', '[6000元, ') });
  await app.close();
  await other.close();
  return version;
}

test('a full disk is said to be full; nothing is half written, and once there is room everything goes on', async ({ skip }) => {
  skip(!mayMount, 'no disk of its own can be mounted here (unshare), so a full one was not tried');
  const installation = await start({ megabytes: 160 });
  const [clerk, leader, auditor] = await Promise.all([signIn(installation, '沈明'), signIn(installation, '王建华'), signIn(installation, '曾岚')]);
  const matters = await submitted(clerk, 6);
  const cookie = await cookieOf(installation, '沈明');
  const upload = async (): Promise<number> => {
    const body = new FormData();
    body.append('file', new File([`%PDF-1.7\n${'0'.repeat(200_000)}`], '附件.pdf'));
    return (await fetch(`${installation.address}/api/files`, { method: 'POST', headers: { 'x-guiju': '1', 'idempotency-key': randomUUID(), cookie }, body }))
      .status;
  };
  const [first = 0, ...others] = matters;
  const key = randomUUID();
  const approve = () => leader('POST', `/api/matters/${first}/approve`, { body: { version: 1, remark: null }, key });
  await happens('fill');
  expect(await upload()).toBe(507);
  const full = await approve(); // the journal may still have room for one act
  expect([200, 507]).toContain(full.status);
  if (full.status === 507) expect(full.body.failure.sentence).toBe('服务器磁盘空间不足，本次操作没有办理，任何内容都没有改变。');
  await happens('free');
  expect(await upload()).toBe(200);
  expect((await approve()).status).toBe(200);
  await approveAll(leader, others).statuses;
  await expectWhole(leader, auditor, matters);
});
