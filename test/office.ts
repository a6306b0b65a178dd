import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from '../src/platform/http/app.ts';
import { buildServer } from '../src/platform/http/server.ts';
import type { FoundedOffice } from '../src/platform/people/found-office.ts';
import { invoiceXml, type SampleInvoice } from '../src/sample/invoice.ts';
import { foundSamples } from '../src/sample/found-samples.ts';
import { openWorld, type OpenWorld } from '../src/world.ts';
import { openTestDatabase, type TestDatabase } from './database.ts';

/** What came back over HTTP. `body` is whatever the route answers; tests say what they expect of it. */
export interface Answer {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- the tests read answers as a browser would, by name
  readonly body: any;
}

/** Somebody signed in. */
export interface Person {
  readonly personId: number;
  get(path: string): Promise<Answer>;
  post(path: string, body?: unknown, key?: string): Promise<Answer>;
  put(path: string, body: unknown): Promise<Answer>;
  delete(path: string): Promise<Answer>;
  upload(name: string, bytes: Buffer): Promise<Answer>;
  /** Hands in a made-up electronic invoice; the digest of the file. */
  invoice(invoice: SampleInvoice): Promise<string>;
}

export interface TestOffice {
  readonly database: TestDatabase;
  readonly open: OpenWorld;
  readonly app: App;
  readonly culture: FoundedOffice;
  readonly stations: FoundedOffice;
  /** Moves the clock: `2026-03-02`, `09:30` in Asia/Shanghai. */
  at(day: string, time?: string): void;
  as(name: string, office?: FoundedOffice): Promise<Person>;
  /** Everything done so far has its place in the log; other tests of the same server may keep it waiting. */
  sealed(): Promise<void>;
  close(): Promise<void>;
}

interface Beginning {
  /** As founded, or as they are after some months. */
  readonly samples?: (open: OpenWorld) => Promise<ReadonlyMap<string, FoundedOffice>>;
  /** The day on the clock. */
  readonly day?: string;
}

/** Both sample offices over a database of their own, served as in production, with a clock that stands still. */
export async function openTestOffice({ samples = foundSamples, day: first = '2026-03-02' }: Beginning = {}): Promise<TestOffice> {
  const database = await openTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'guiju-files-'));
  let now = new Date(`${first}T09:00:00+08:00`);
  const open = await openWorld({ url: database.url, folder, clock: () => now });
  const founded = await samples(open);
  const [culture, stations] = [founded.get('文旅局'), founded.get('站所局')];
  if (culture === undefined || stations === undefined) throw new Error('the sample offices were not founded');
  const app = await buildServer(open.world, { limits: { requests: 1_000_000, signIns: 1_000_000 }, pages: undefined, logger: false });
  return {
    database,
    open,
    app,
    culture,
    stations,
    at: (day, time = '09:00') => {
      now = new Date(`${day}T${time}:00+08:00`);
    },
    as: (name, office = culture) => signIn(app, { office, name }),
    sealed: () => sealed(open),
    close: async () => {
      await app.close();
      await open.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Seals until nothing waits. */
export async function sealed({ sealer }: OpenWorld): Promise<void> {
  for (let asked = 0; asked < MOST_ASKED; asked += 1) if (await sealer.settle()) return;
  throw new Error('something of the log still waits');
}

const MOST_ASKED = 20;
const OWN_PAGE = { 'x-guiju': '1', host: 'guiju.test' };

/** Somebody of an office signs in at a server. */
export async function signIn(
  app: App,
  { office, name }: { readonly office: Pick<FoundedOffice, 'officeId' | 'people'>; readonly name: string },
): Promise<Person> {
  const personId = office.people.get(name);
  if (personId === undefined) throw new Error(`nobody is called ${name}`);
  const signed = await app.inject({ method: 'POST', url: '/api/session', headers: OWN_PAGE, payload: { officeId: office.officeId, personId } });
  if (signed.statusCode !== 200) throw new Error(`sign-in of ${name}: ${signed.body}`);
  const [cookie] = signed.cookies;
  const headers = { ...OWN_PAGE, cookie: `${cookie?.name}=${cookie?.value}` };
  const send = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: unknown, key: string = randomUUID()): Promise<Answer> => {
    const answer = await app.inject({
      method,
      url: encodeURI(url),
      headers: { ...headers, 'idempotency-key': key, ...(payload !== undefined && { 'content-type': 'application/json' }) },
      ...(payload !== undefined && { payload: JSON.stringify(payload) }),
    });
    const json = String(answer.headers['content-type'] ?? '').startsWith('application/json');
    return { status: answer.statusCode, body: json ? answer.json() : answer.rawPayload };
  };
  const upload = async (fileName: string, bytes: Buffer): Promise<Answer> => {
    const boundary = 'x-guiju-boundary';
    const head = Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${fileName}"\r\nContent-Type: application/octet-stream\r\n\r\n`,
    );
    const payload = Buffer.concat([head, bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]);
    const answer = await app.inject({
      method: 'POST',
      url: '/api/files',
      headers: { ...headers, 'idempotency-key': randomUUID(), 'content-type': `multipart/form-data; boundary=${boundary}` },
      payload,
    });
    return { status: answer.statusCode, body: answer.json() };
  };
  return {
    personId,
    get: (path) => send('GET', path),
    post: (path, body, key) => send('POST', path, body ?? {}, key),
    put: (path, body) => send('PUT', path, body),
    delete: (path) => send('DELETE', path),
    upload,
    invoice: async (invoice) => {
      const answer = await upload(`${invoice.number}.xml`, Buffer.from(invoiceXml(invoice)));
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
      return String(answer.body.digest);
    },
  };
}
