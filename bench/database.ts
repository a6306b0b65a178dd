import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { startPostgres } from '../src/platform/db/embedded-postgres.ts';
import { migrate } from '../src/platform/db/migrate.ts';
import { ownerPool } from '../src/platform/db/pools.ts';
import { benchApprove } from './approve.ts';
import { benchAttendance } from './attendance.ts';
import { rates } from './measure.ts';

const ROWS = 1_000_000;

/** Approvals over HTTP against one SQL function, a month of attendance against a bare sum, the log against a plain insert, a register page of a million rows against primary keys. */
export async function benchDatabase() {
  const data = await mkdtemp(join(tmpdir(), 'guiju-bench-'));
  await chmod(data, 0o755);
  const postgres = await startPostgres({ data });
  try {
    await migrate(postgres.url);
    const owner = ownerPool(postgres.url);
    const approve = await benchApprove(postgres.url, { owner, data });
    const attendance = await benchAttendance(postgres.url, { owner, data });
    const log = await benchLog(owner);
    const register = await benchRegister(owner);
    await owner.end();
    return { ...approve, ...attendance, ...log, ...register };
  } finally {
    await postgres.stop();
    await rm(data, { recursive: true, force: true });
  }
}

/** A line of the log against the same line in a table without hash, index or office. */
async function benchLog(owner: Pool) {
  await owner.query('create table bench_plain (id bigint generated always as identity primary key, at timestamptz not null, person_id integer, verb text not null, body text not null)');
  const { rows } = await owner.query<{ office_id: number }>('select office_id from office limit 1');
  const office = rows[0]?.office_id ?? 0;
  const body = JSON.stringify({ office, at: new Date().toISOString(), person: 2, name: '王建华', verb: 'approve', subject: { kind: 'matter', id: '1' }, detail: { step: 1, post: '分管财务领导', act: '同意', round: 1, remark: null } });
  const { createHash } = await import('node:crypto');
  const log = { name: 'bench-log', text: 'insert into log_entry (office_id, at, person_id, verb, subject_kind, subject_id, body, leaf) values ($1, $2, $3, $4, $5, $6, $7, $8)' };
  const plain = { name: 'bench-plain', text: 'insert into bench_plain (at, person_id, verb, body) values ($1, $2, $3, $4)' };
  const rate = await rates({
    log: async () => {
      const leaf = createHash('sha256').update('\0').update(body).digest();
      await owner.query({ ...log, values: [office, new Date(), 2, 'approve', 'matter', '1', body, leaf] });
      return 1;
    },
    plain: async () => {
      await owner.query({ ...plain, values: [new Date(), 2, 'approve', body] });
      return 1;
    },
  });
  return { log_append_vs_insert: rate.log / rate.plain };
}

/** The page of 20 a reader sees in the middle of a register of a million vouchers, against 20 vouchers by primary key. */
async function benchRegister(owner: Pool) {
  const { rows } = await owner.query<{ office_id: number; person_id: number }>('select office_id, person_id from person order by 1, 2 limit 1');
  const { office_id: office, person_id: person } = rows[0] ?? { office_id: 0, person_id: 0 };
  await owner.query(`
    insert into voucher (office_id, number, book, purpose, payee, category, funding, amount, payment_method, reference, spent_on, paid_on, paid_by, handler_id, made_at)
    select $1, '凭〔2020〕' || n || '号', '机关', '展板' || n, '收款单位' || n % 1000, '印刷费', '财政拨款', 100 + n % 100000, '公务卡', 'POS' || n, date '2020-01-01' + n % 2000, date '2020-01-01' + n % 2000, $2, $2, now()
    from generate_series(1, $3::int) n`, [office, person, ROWS]);
  await owner.query('analyze voucher');
  const { registers } = await import('../src/modules/expenditure/registers.ts');
  const register = registers.find((one) => one.register === 'voucher');
  if (register === undefined) throw new Error('the register is missing');
  const page = { name: 'bench-page', text: `select ${register.keyset} as register_key, ${register.select} ${register.from} and ${register.keyset} < $2::bigint order by ${register.keyset} desc limit 21` };
  const byKey = { name: 'bench-key', text: 'select * from voucher where office_id = $1 and voucher_id = any($2::bigint[])' };
  const rate = await rates({
    page: async () => {
      const { rowCount } = await owner.query({ ...page, values: [office, Math.floor(Math.random() * ROWS * 0.9) + 1_000] });
      if (rowCount !== 21) throw new Error('the page is not full');
      return 1;
    },
    byKey: async () => {
      const first = Math.floor(Math.random() * ROWS * 0.9) + 1_000;
      await owner.query({ ...byKey, values: [office, Array.from({ length: 20 }, (_, index) => first + index)] });
      return 1;
    },
  });
  return { register_page_vs_primary_key: rate.byKey / rate.page };
}
