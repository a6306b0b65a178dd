import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { PoolClient } from 'pg';
import { ownerPool, ROLES } from './pools.ts';

const src = join(import.meta.dirname, '..', '..');

/** Tables that stand outside any office, with why: the office itself, what exists before the first office, and the common invoice numbers. */
export const WITHOUT_OFFICE = ['office', 'setup_link', 'migration', 'invoice_lock'] as const;

/** What the application may do to each table beyond select and insert. Everything else is corrected by new rows. */
const APPEND_ONLY = ['log_entry', 'log_leaf', 'log_tile', 'log_checkpoint', 'matter_decision', 'separation', 'refused_attempt', 'case_stage'] as const;
/** What is closed, never struck out: a case (ETH-10b). */
const NEVER_DELETED = ['conduct_case'] as const;

/**
 * Brings the schema up to date: every `tables/NNN-*.sql` not yet run, in the order of the numbers, each in the one transaction that also
 * sets who may do what. Two processes starting together wait for each other.
 * @param only names of the files to run, for a schema as it was; all if not given.
 * @throws Error naming a file that was changed after it had been run, or what in the data stands in the way of one, and what would help.
 */
export async function migrate(url: string, { only }: { readonly only?: ReadonlySet<string> } = {}): Promise<void> {
  const pool = ownerPool(url);
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(`select pg_advisory_xact_lock(hashtext('guiju-migrate'))`);
    await client.query('create table if not exists migration (name text primary key, digest text not null, at timestamptz not null default now())');
    await makeRoles(client);
    await runMissing(client, only);
    await grant(client);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
    await pool.end();
  }
}

/** Every migration of this program by name, with the digest of its text. */
export function knownMigrations(): ReadonlyMap<string, string> {
  return new Map(migrationFiles().map(({ name, digest }) => [name, digest]));
}

interface MigrationFile {
  readonly name: string;
  /** From the folder of the sources. */
  readonly file: string;
  readonly text: string;
  readonly digest: string;
}

function migrationFiles(): readonly MigrationFile[] {
  return globSync(['platform/*/tables/*.sql', 'modules/*/tables/*.sql'], { cwd: src })
    .map((file) => ({ name: basename(file), file, text: readFileSync(join(src, file), 'utf8') }))
    .map((file) => ({ ...file, digest: createHash('sha256').update(file.text).digest('hex') }))
    .toSorted((one, other) => one.name.localeCompare(other.name));
}

async function runMissing(client: PoolClient, only: ReadonlySet<string> | undefined): Promise<void> {
  const done = new Map((await client.query<{ name: string; digest: string }>('select name, digest from migration')).rows.map((row) => [row.name, row.digest]));
  for (const { name, file: path, text, digest } of migrationFiles().filter((file) => only?.has(file.name) !== false)) {
    const known = done.get(name);
    if (known === digest) continue;
    if (known !== undefined) throw new Error(`数据库结构文件 ${name} 在执行之后被改动过。请恢复原文件，改动写成新的文件。`);
    await requireNothingInTheWay(client, path);
    await client.query(text);
    await client.query('insert into migration (name, digest) values ($1, $2)', [name, digest]);
  }
}

/** `tables/before/NNN-*.sql` asks what in the data the file of that name would refuse: a sentence a row, with what would help. */
async function requireNothingInTheWay(client: PoolClient, file: string): Promise<void> {
  const before = join(src, dirname(file), 'before', basename(file));
  if (!existsSync(before)) return;
  const { rows } = await client.query<{ sentence: string; help: string }>(readFileSync(before, 'utf8'));
  if (rows.length === 0) return;
  const helps = [...new Set(rows.map(({ help }) => help))];
  throw new Error(
    `数据库没有升级，任何内容都没有改变。下列情况与新版本的规定不符：\n${rows.map(({ sentence }) => `  ${sentence}`).join('\n')}\n${helps.map((help) => `可以：${help}`).join('\n')}`,
  );
}

async function makeRoles(client: PoolClient): Promise<void> {
  await client.query('create extension if not exists btree_gist');
  for (const role of Object.values(ROLES)) {
    await client.query(`do $$ begin create role ${role} nologin; exception when duplicate_object then null; end $$`);
    await client.query(`grant ${role} to current_user`);
    await client.query(`grant usage on schema public to ${role}`);
  }
}

/** One mechanism for every table: the rows of the office at work, and nothing else. Run after each migration, so no table is forgotten. */
async function grant(client: PoolClient): Promise<void> {
  const tables = await client.query<{ name: string; leaded: boolean }>(`
    select c.relname as name, exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'office_id' and not a.attisdropped) as leaded
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`);
  const { application, sealer, auditor } = ROLES;
  for (const { name, leaded } of tables.rows) {
    if (name === 'migration' || name === 'invoice_lock') continue;
    const append = (APPEND_ONLY as readonly string[]).includes(name);
    const kept = (NEVER_DELETED as readonly string[]).includes(name);
    // A table may have been granted more by an earlier release.
    if (append || kept) await client.query(`revoke ${append ? 'update, ' : ''}delete on ${name} from ${application}`);
    await client.query(
      `grant select, insert${append ? '' : kept ? ', update' : ', update, delete'} on ${name} to ${application}; grant select on ${name} to ${auditor}, ${sealer}`,
    );
    if (!leaded || name === 'office') continue;
    await client.query(`alter table ${name} enable row level security; alter table ${name} force row level security`);
    await client.query(`drop policy if exists one_office on ${name};
      create policy one_office on ${name} using (office_id = nullif(current_setting('app.office_id', true), '')::integer)`);
  }
  await client.query(`grant insert on log_leaf, log_tile, log_checkpoint to ${sealer}; grant update on log_tile to ${sealer}`);
  await client.query(`revoke insert, update, delete on log_leaf, log_tile, log_checkpoint from ${application}`);
  await client.query(`grant usage on all sequences in schema public to ${application}`);
  await client.query(`grant execute on all functions in schema public to ${application}`);
}
