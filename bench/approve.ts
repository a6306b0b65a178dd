import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Pool } from 'pg';
import { buildServer } from '../src/platform/http/server.ts';
import { addDays, civilDayOf } from '../src/rules/calendar/civil-date.ts';
import { castOf, stage } from '../src/sample/cast.ts';
import { foundSamples } from '../src/sample/found-samples.ts';
import { submit } from '../src/sample/drive.ts';
import { openWorld } from '../src/world.ts';
import type { Load, Told } from './load.ts';
import { median } from './measure.ts';

const EACH = 240;
const ROUNDS = 3;

/** The least that would still be an approval: one function in one round trip – lock, sign, close to-dos, open the next step, notice, log line. */
const FUNCTION = `
  create or replace function bench_approve(the_office int, the_matter bigint, the_actor int) returns text language plpgsql as $$
  declare m record; next_step int; next_person int; line text;
  begin
    select * into m from matter where office_id = the_office and matter_id = the_matter and state = 'in_review' for update;
    if not found then return 'no'; end if;
    perform 1 from todo where office_id = the_office and person_id = the_actor and matter_id = the_matter and round = m.round;
    if not found then return 'no'; end if;
    update matter_step set state = 'done', acted_by = the_actor, acted_at = now(), verdict = 'agreed' where office_id = the_office and matter_id = the_matter and round = m.round and state = 'open';
    delete from todo where office_id = the_office and matter_id = the_matter;
    update matter_step set state = 'open', opened_at = now() where office_id = the_office and matter_id = the_matter and round = m.round
      and step = (select min(step) from matter_step where office_id = the_office and matter_id = the_matter and round = m.round and state = 'waiting') returning step into next_step;
    select person_id into next_person from post_holding where office_id = the_office and post = '局长' and period @> current_date limit 1;
    insert into todo (office_id, person_id, matter_id, round, step, opened_at) values (the_office, next_person, the_matter, m.round, next_step, now());
    update matter set version = version + 1 where office_id = the_office and matter_id = the_matter;
    insert into notice (office_id, person_id, sentence, subject_kind, subject_id, made_at) values (the_office, next_person, '请办理：' || m.title || '。', 'matter', the_matter::text, now());
    line := json_build_object('office', the_office, 'at', now(), 'person', the_actor, 'verb', 'approve', 'matter', the_matter)::text;
    insert into log_entry (office_id, at, person_id, verb, subject_kind, subject_id, body, leaf) values (the_office, now(), the_actor, 'approve', 'matter', the_matter::text, line, sha256(convert_to(line, 'UTF8')));
    return 'yes';
  end $$`;

/** Approvals of a first of two signatures over HTTP, with separation, a cover beside the holder and the log, against the same by one SQL function, by people in another process. */
export async function benchApprove(url: string, { owner, data }: { readonly owner: Pool; readonly data: string }) {
  const open = await openWorld({ url, folder: data, connections: 16 });
  const office = (await foundSamples(open)).get('文旅局');
  if (office === undefined) throw new Error('the office was not founded');
  const cast = castOf(stage(open.world), office);
  const app = await buildServer(open.world, { limits: { requests: 1e9, signIns: 1e9 }, pages: undefined, logger: false });
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  await owner.query(FUNCTION);
  const actorId = cast.personId('王建华');
  const signed = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-guiju': '1' },
    body: JSON.stringify({ officeId: office.officeId, personId: actorId }),
  });
  const cookie = signed.headers.get('set-cookie')?.split(';')[0] ?? '';
  const today = civilDayOf(open.world.clock());
  const lent = {
    post: '分管财务领导',
    absentPersonId: actorId,
    coverPersonId: cast.personId('陈立'),
    from: today,
    until: addDays(today, 7),
    reason: '出差',
    kinds: ['spending-request'],
  };
  const granted = await fetch(`${address}/api/covers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-guiju': '1', 'idempotency-key': 'bench-cover', cookie },
    body: JSON.stringify(lent),
  });
  if (!granted.ok) throw new Error(await granted.text());
  const crowd = fork(new URL('load.ts', import.meta.url));
  const work = { address, url, cookie, officeId: office.officeId, actorId };
  const form = { purpose: '展板', category: '印刷费', payee: '示范县文印商贸有限公司', amount: 600_000, paymentMethod: '公务卡', plannedOn: '2026-11-24' };
  const submitOne = (): Promise<number> => submit(cast, '沈明', { content: { kind: 'spending-request', form, linkedMatterId: null }, digest: null });
  const measure = async (clients: number): Promise<number> => {
    const matters = await Promise.all(Array.from({ length: EACH * 2 }, submitOne));
    const http = await timed(crowd, { ...work, clients, way: 'http', matters: matters.slice(0, EACH) });
    const sql = await timed(crowd, { ...work, clients, way: 'sql', matters: matters.slice(EACH) });
    if (process.env['GUIJU_BENCH_DETAIL'] !== undefined) console.error(clients, { http, sql });
    // One client waits: what counts is how long. Sixteen keep the machine busy: what counts is how many get done.
    return clients === 1 ? sql.median / http.median : sql.perApproval / http.perApproval;
  };
  // Once without counting: both ways then run as they do in a server that has been up for a while: tables counted, plans made, code compiled.
  await measure(16);
  await owner.query('analyze');
  const ratios = new Map<number, number[]>([
    [1, []],
    [16, []],
  ]);
  for (let round = 0; round < ROUNDS; round += 1) for (const [clients, found] of ratios) found.push(await measure(clients));
  crowd.kill();
  await app.close();
  await open.close();
  return { approve_vs_sql_function_1: median(ratios.get(1) ?? []), approve_vs_sql_function_16: median(ratios.get(16) ?? []) };
}

async function timed(crowd: ChildProcess, load: Load): Promise<Told> {
  crowd.send(load);
  const [told] = (await once(crowd, 'message')) as [Told]; // what the load generator answers with
  return told;
}
