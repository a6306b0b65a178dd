import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadSamples } from '../src/sample/load-samples.ts';
import { filledIn, knownOf, type Known, type Schema } from './filled-in.ts';
import { openTestOffice, signIn, type Answer, type Person, type TestOffice } from './office.ts';
import { SITE } from './visitor.ts';

/** Every address that changes something, as the product describes them itself, tried by people who have no business there. A new verb is swept by itself. */

const DAY = '2026-11-24';
let office: TestOffice;
let deeds: readonly Deed[];
beforeAll(async () => {
  office = await openTestOffice({ samples: loadSamples, day: DAY });
  const described = (await office.app.inject({ method: 'GET', url: '/api/openapi.json' })).json() as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  };
  const known = await knownOf(office, office.culture.officeId);
  deeds = Object.entries(described.paths).flatMap(([path, of]) =>
    Object.entries(of)
      .filter(([method]) => method !== 'get')
      .map(([method, operation]) => deedOf({ path, method, operation, known })),
  );
}, 600_000);
afterAll(() => office.close());

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly schema: Schema }[];
  readonly requestBody?: { readonly content: { readonly 'application/json'?: { readonly schema: Schema } } };
}

interface Deed {
  readonly path: string;
  readonly method: 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly body: unknown;
}

/** A request as the address asks for it, naming records of the culture bureau that are there. */
function deedOf({
  path,
  method,
  operation,
  known,
}: {
  readonly path: string;
  readonly method: string;
  readonly operation: Operation;
  readonly known: Known;
}): Deed {
  const schema = operation.requestBody?.content['application/json']?.schema;
  const part = (name: string): unknown =>
    filledIn(operation.parameters?.find((one) => one.name === name)?.schema ?? { type: 'integer' }, { known, day: DAY, name });
  return {
    path,
    method: method.toUpperCase() as Deed['method'],
    url: path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => String(part(name))),
    body: schema === undefined ? undefined : filledIn(schema, { known, day: DAY }),
  };
}

function tried(person: Person, { path, method, url, body }: Deed): Promise<Answer> {
  if (path === '/api/files') return person.upload('试.pdf', Buffer.from('%PDF-1.7\n%%EOF'));
  switch (method) {
    case 'POST':
      return person.post(url, body);
    case 'PUT':
      return person.put(url, body);
    case 'DELETE':
      return person.delete(url);
  }
}

/** Notes of what was refused (also in the log) and who is signed in, and the sealing of what was logged before, are kept by themselves. */
const BESIDES = ['refused_attempt', 'session', 'log_leaf', 'log_tile', 'log_checkpoint'];

/** Every table with its rows, as one text each: of the whole database, or of one office. */
async function contents(of: number | null): Promise<Readonly<Record<string, string>>> {
  const { owner } = office.database;
  const { rows: tables } = await owner.query<{ name: string }>(
    `
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'office_id' where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname <> all($1)`,
    [BESIDES],
  );
  const each = tables.map(
    ({ name }) =>
      `select '${name}' as name, count(*) || '/' || coalesce(sum(hashtextextended(x::text, 0)), 0) as rows from ${name} x where ($1::int is null or office_id = $1)${name === 'log_entry' ? " and outcome = 'done'" : ''}`,
  );
  const { rows } = await owner.query<{ name: string; rows: string }>(each.join(' union all '), [of]);
  return Object.fromEntries(rows.map((one) => [one.name, one.rows]));
}

/** A sentence that says it, in Chinese; never a fault of the program, nor a form the sweep has filled in wrongly. */
function properly({ path, method }: Deed, { status, body }: Answer): void {
  const what = `${method} ${path}: ${status} ${JSON.stringify(body)}`;
  expect([400, 401, 403, 404, 409, 422], what).toContain(status);
  expect(body.failure?.fields ?? [], what).toEqual([]);
  const said = body.refused ?? body.failure;
  expect(said?.sentence, what).toMatch(/[\u4e00-\u9fff].*。$/);
}

/** What every person of an office may do for himself, as reviewed. */
const OPEN_TO_ALL = ['任何人', '本人', '经办人'];
const WHO = new Map(
  readFileSync(new URL('who-may-do-what.txt', import.meta.url), 'utf8')
    .split('\n')
    .map((line) => line.split('\t'))
    .map(([name = '', , who = '']) => [name, who]),
);

async function newestOf(personId: number): Promise<{ readonly entryId: number; readonly verb: string } | undefined> {
  const {
    rows: [entry],
  } = await office.database.owner.query<{ entryId: number; verb: string }>(
    `
    select entry_id as "entryId", verb from log_entry where person_id = $1 and outcome = 'done' order by entry_id desc limit 1`,
    [personId],
  );
  return entry;
}

/** Tries everything; what was done must be open to all. @returns what was refused, which changes nothing when it is tried once more. */
async function swept(person: Person): Promise<readonly Deed[]> {
  const refused: Deed[] = [];
  // whoever signs out, or ends his session, is an outsider of another sort
  for (const deed of deeds.filter(({ path }) => path !== '/api/session')) {
    const before = await newestOf(person.personId);
    const answer = await tried(person, deed);
    const after = await newestOf(person.personId);
    if (answer.status === 200)
      expect(after?.entryId === before?.entryId || OPEN_TO_ALL.includes(WHO.get(after?.verb ?? '') ?? ''), `${deed.path} was done by ${after?.verb}`).toBe(
        true,
      );
    else properly(deed, answer);
    if (answer.status !== 200) expect(after, deed.path).toEqual(before);
    if (answer.status !== 200) refused.push(deed);
  }
  return refused;
}

async function newcomer(): Promise<Person> {
  const { body } = await (
    await office.as('何平')
  ).post('/api/people', { name: '新人', loginName: 'xinren', password: '初次登录密码-2026', departmentId: null, rank: null, joinedOn: DAY });
  return signIn(office.app, { office: { officeId: office.culture.officeId, people: new Map([['新人', body.personId]]) }, name: '新人' });
}

describe('every verb', () => {
  test('is answered properly and done by nobody who is signed out', async () => {
    const before = await contents(null);
    for (const { path, method, url, body } of deeds) {
      const payload = body === undefined ? {} : { 'content-type': 'application/json' };
      const answer = await office.app.inject({
        method,
        url: encodeURI(url),
        headers: { 'x-guiju': '1', host: SITE.host, 'idempotency-key': randomUUID(), ...payload },
        ...(body !== undefined && { payload: JSON.stringify(body) }),
      });
      // signing out without being signed in is done already
      if (`${method} ${path}` === 'DELETE /api/session') continue;
      const door = path === '/api/session' || path.startsWith('/api/sign-in/') || path.startsWith('/api/directory/');
      if (!door) expect(answer.statusCode, `${method} ${path}: ${answer.body}`).toBe(401);
      properly({ path, method, url, body }, { status: answer.statusCode, body: answer.json() });
    }
    expect(await contents(null)).toEqual(before);
  });

  test('is answered properly by whoever is new in the office, without post or part: what is not open to all changes nothing', async () => {
    const person = await newcomer();
    const refused = await swept(person);
    expect(refused.length).toBeGreaterThan(200);
    const before = await contents(null);
    for (const deed of refused) properly(deed, await tried(person, deed));
    expect(await contents(null)).toEqual(before);
  });

  test('is answered properly by whoever is of another office, whatever he may do there: nothing of this one changes', async () => {
    const before = await contents(office.culture.officeId);
    for (const name of office.stations.people.keys()) {
      const person = await office.as(name, office.stations);
      for (const deed of deeds.filter(({ path }) => path !== '/api/session')) {
        const answer = await tried(person, deed);
        if (answer.status !== 200) properly(deed, answer);
      }
    }
    expect(await contents(office.culture.officeId)).toEqual(before);
  });
});
