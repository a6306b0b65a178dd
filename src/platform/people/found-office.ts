import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { civilDayOf } from '../../rules/calendar/civil-date.ts';
import type { Separation } from '../../rules/pack/pack.ts';
import type { IncompatibleDuties } from '../../rules/separation/incompatible.ts';
import type { PostPlace } from '../../rules/route/staff.ts';
import { statement } from '../db/statement.ts';
import { enter, transactionOf, type ActTx } from '../db/transaction.ts';
import { appendEntry } from '../log/append.ts';
import { tellProcesses } from '../regulations/follow-rules.ts';
import { writeSeparations } from '../regulations/write-separations.ts';
import type { DepartmentKind } from './contract.ts';
import { OFFICERS } from './contract-officers.ts';
import { insertPerson } from './employ.ts';

export interface NewDepartment {
  readonly name: string;
  readonly kind: DepartmentKind;
}

export interface FirstPerson {
  readonly name: string;
  readonly loginName: string;
  readonly passwordHash: string | null;
  readonly department: string | null;
  readonly rank: string | null;
  /** Post, and the department it is held for (portfolio, section headed). */
  readonly posts: readonly { readonly post: string; readonly department: string | null }[];
}

export interface PublishedRegulation {
  readonly title: string;
  readonly version: string;
  readonly field: string;
  readonly effective: CivilDate;
  readonly until: CivilDate | null;
  readonly source: string;
  readonly separations: readonly Separation[];
  readonly incompatibles: readonly IncompatibleDuties[];
}

export interface NewOffice {
  readonly key: string;
  readonly name: string;
  readonly sample: boolean;
  readonly startedOn: CivilDate;
  readonly posts: readonly PostPlace[];
  readonly departments: readonly NewDepartment[];
  readonly people: readonly FirstPerson[];
  readonly regulations: readonly PublishedRegulation[];
}

export interface FoundedOffice {
  readonly officeId: number;
  readonly people: ReadonlyMap<string, number>;
  readonly departments: ReadonlyMap<string, number>;
}

const insertOffice = statement<{ id: number }>(
  'found-office',
  `insert into office (key, name, started_on, sample, created_at) values ($1, $2, $3, $4, $5) returning office_id as id`,
);
const insertPost = statement<never>(
  'found-post',
  `insert into post (office_id, post, superior, sole, collective, members, quorum) values ($1, $2, $3, $4, $5, $6, $7)`,
);
const insertDepartment = statement<{ id: number }>(
  'found-department',
  `insert into department (office_id, name, kind, from_day) values ($1, $2, $3, $4) returning department_id as id`,
);
const insertHolding = statement<never>(
  'found-holding',
  `
  insert into post_holding (office_id, post, person_id, department_id, sole, from_day) values ($1, $2, $3, $4, $5, $6)`,
);
const insertRegulation = statement<never>(
  'publish-regulation',
  `
  insert into regulation (office_id, title, version, field, effective, until_day, digest, source, published_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
);

/**
 * Founds an office: its posts, departments, first people and regulations, in one transaction with the first entry of its log.
 * The only writing outside an act, since before it there is nobody who could act.
 */
export async function foundOffice(pool: Pool, { office, now }: { readonly office: NewOffice; readonly now: Date }): Promise<FoundedOffice> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const made = await transactionOf(client, 0).row(insertOffice, [office.key, office.name, office.startedOn, office.sample, now]);
    if (made === undefined) throw new Error('the office was not inserted');
    await enter(client, made.id);
    const founded = await fill(transactionOf(client, made.id), { office, now });
    await client.query('commit');
    return founded;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

async function fill(tx: ActTx, { office, now }: { readonly office: NewOffice; readonly now: Date }): Promise<FoundedOffice> {
  const posts: readonly PostPlace[] = [...office.posts, ...OFFICERS.map((post) => ({ post, superior: null, sole: false, collective: false }))];
  // a body after the post of its members
  const inOrder = posts.toSorted((one, other) => Number((one.members ?? null) !== null) - Number((other.members ?? null) !== null));
  for (const { post, superior, sole, collective, members = null, quorum = null } of inOrder)
    await tx.rows(insertPost, [tx.officeId, post, superior, sole, collective, members, quorum]);
  const departments = new Map<string, number>();
  for (const { name, kind } of office.departments)
    departments.set(name, (await tx.row(insertDepartment, [tx.officeId, name, kind, office.startedOn]))?.id ?? 0);
  const soleOf = new Map(posts.map((one) => [one.post, one.sole]));
  const people = new Map<string, number>();
  for (const person of office.people) {
    const departmentId = person.department === null ? null : (departments.get(person.department) ?? null);
    const personId = await insertPerson(tx, { ...person, departmentId, passwordDue: 'initial', joinedOn: office.startedOn }, now);
    people.set(person.name, personId);
    for (const { post, department } of person.posts) {
      const portfolio = department === null ? null : (departments.get(department) ?? null);
      await tx.rows(insertHolding, [tx.officeId, post, personId, portfolio, soleOf.get(post) ?? false, office.startedOn]);
    }
  }
  for (const one of office.regulations) {
    const digest = createHash('sha256').update(one.source).digest();
    await tx.rows(insertRegulation, [tx.officeId, one.title, one.version, one.field, one.effective, one.until, digest, one.source, now]);
    await writeSeparations(tx, one);
  }
  const actor = { officeId: tx.officeId, personId: null, name: '系统', departmentId: null, posts: [] };
  const detail = {
    key: office.key,
    name: office.name,
    people: [...people.keys()],
    regulations: office.regulations.map((one) => `${one.title}@${one.version}`),
  };
  await appendEntry(tx, {
    moment: { actor, now, today: civilDayOf(now) },
    verb: 'found-office',
    entry: { subject: { kind: 'office', id: tx.officeId }, detail },
  });
  await tellProcesses(tx);
  return { officeId: tx.officeId, people, departments };
}
