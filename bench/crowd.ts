import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { percentile } from './measure.ts';

/** What a crowd asks for: the same request over and over, so many at a time. */
export interface Asking {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly cookie: string;
  readonly body: string | null;
  readonly connections: number;
  readonly seconds: number;
}

export interface Served {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/** People in a process of their own: what the server is measured by is not the server's work. */
export function openCrowd(): { readonly ask: (asking: Asking) => Promise<Served>; readonly close: () => void } {
  const child: ChildProcess = fork(import.meta.filename);
  return {
    ask: async (asking) => {
      child.send(asking);
      const [served] = (await once(child, 'message')) as [Served | { readonly trouble: string }]; // what the crowd answers with
      if ('trouble' in served) throw new Error(served.trouble);
      return served;
    },
    close: () => child.kill(),
  };
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

function once200({ url, method, cookie, body }: Asking): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = {
      cookie,
      'x-guiju': '1',
      ...(body !== null && {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'idempotency-key': randomUUID(),
        prefer: 'return=minimal',
      }),
    };
    const sent = request(url, { method, agent, headers }, (answered) => {
      answered.resume();
      answered.on('end', () => (answered.statusCode === 200 ? resolve() : reject(new Error(`${url}: status ${answered.statusCode}`))));
    });
    sent.on('error', reject);
    sent.end(body ?? undefined);
  });
}

async function serve(asking: Asking): Promise<Served> {
  const each: number[] = [];
  const started = performance.now();
  const until = started + asking.seconds * 1_000;
  await Promise.all(
    Array.from({ length: asking.connections }, async () => {
      while (performance.now() < until) {
        const asked = performance.now();
        await once200(asking);
        each.push(performance.now() - asked);
      }
    }),
  );
  return { perSecond: (each.length * 1_000) / (performance.now() - started), p50: percentile(each, 0.5), p99: percentile(each, 0.99) };
}

if (process.argv[1] === import.meta.filename) {
  process.on('message', (asking: Asking) => {
    serve(asking).then(
      (served) => process.send?.(served),
      (error: unknown) => process.send?.({ trouble: String(error) }),
    );
  });
}
