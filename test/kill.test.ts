import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestOffice, type TestOffice } from './office.ts';

const MATTERS = 200;
let office: TestOffice;
let child: ChildProcess;
let address = '';
const matters: number[] = [];

beforeAll(async () => {
  office = await openTestOffice();
  const clerk = await office.as('沈明');
  for (let index = 0; index < MATTERS; index += 1) {
    const form = {
      purpose: `展板${index}`,
      category: '印刷费',
      payee: '示范县文印商贸有限公司',
      amount: 60_000,
      paymentMethod: '公务卡',
      plannedOn: '2026-03-10',
    };
    const made = await clerk.post('/api/matters', { kind: 'spending-request', form, linkedMatterId: null, files: [], submit: true });
    matters.push(made.body.matterId);
  }
  child = spawn(process.execPath, [join(import.meta.dirname, 'serve-child.ts'), office.database.url, office.open.world.folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.stdout === null) throw new Error('the child has no output');
  const [first] = (await once(child.stdout, 'data')) as [Buffer];
  address = first.toString('utf8').trim();
}, 120_000);
afterAll(async () => {
  child.kill('SIGKILL');
  await office.close();
});

async function signIn(): Promise<string> {
  const answer = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-guiju': '1' },
    body: JSON.stringify({ officeId: office.culture.officeId, personId: office.culture.people.get('王建华') }),
  });
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

test('a process killed in the middle of 200 approvals loses none it has acknowledged and leaves none half done', async () => {
  const cookie = await signIn();
  const acknowledged = new Set<number>();
  const approve = async (matterId: number): Promise<void> => {
    const headers = { 'content-type': 'application/json', 'x-guiju': '1', 'idempotency-key': randomUUID(), cookie };
    const answer = await fetch(`${address}/api/matters/${matterId}/approve`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ version: 1, remark: null }),
    }).catch(() => undefined);
    if (answer?.status === 200) acknowledged.add(matterId);
    if (acknowledged.size === 60) child.kill('SIGKILL');
  };
  // Forty at a time: when the sixtieth is acknowledged, up to forty more are on their way.
  const queue = [...matters];
  await Promise.all(
    Array.from({ length: 40 }, async () => {
      for (let matterId = queue.pop(); matterId !== undefined; matterId = queue.pop()) await approve(matterId);
    }),
  );

  const { rows } = await office.database.owner.query<{ id: number; approved: boolean; signed: number; logged: number; answered: number }>(`
    select m.matter_id as id, m.state = 'approved' as approved,
      (select count(*)::int from matter_step s where s.office_id = m.office_id and s.matter_id = m.matter_id and s.verdict = 'agreed') as signed,
      (select count(*)::int from log_entry l where l.office_id = m.office_id and l.subject_kind = 'matter' and l.subject_id = m.matter_id::text and l.verb = 'approve') as logged,
      (select count(*)::int from act_key k where k.office_id = m.office_id and k.verb = 'approve' and (k.answer ->> 'matterId')::bigint = m.matter_id) as answered
    from matter m order by 1`);
  expect(acknowledged.size).toBeGreaterThanOrEqual(60);
  expect(rows.filter((row) => row.approved).length).toBeLessThan(MATTERS);
  expect([...acknowledged].filter((id) => !rows.some((row) => row.id === id && row.approved))).toEqual([]);
  const half = rows.filter((row) => new Set([Number(row.approved), row.signed, row.logged, row.answered]).size > 1);
  expect(half).toEqual([]);
});

test('after a new start the log is unaltered and complete', async () => {
  office.open.sealer.wake(office.culture.officeId);
  await office.sealed();
  const auditor = await office.as('曾岚');
  await office.sealed();
  expect((await auditor.post('/api/log/verify')).body).toMatchObject({ unaltered: true, complete: true, troubles: [] });
});
