import type { Refusal } from '../../rules/decision.ts';

/** A no by a clause: shown with its clause and what would help. */
export class Refused extends Error {
  readonly refusals: readonly Refusal[];

  constructor(refusals: readonly Refusal[]) {
    super(refusals[0]?.sentence ?? '不予办理');
    this.refusals = refusals;
  }
}

/** Something that did not work: bad input, stale page, no connection. */
export class Failed extends Error {
  readonly code: string;
  readonly whatWouldHelp: readonly string[];
  readonly fields: readonly { readonly path: string; readonly sentence: string }[];

  constructor(code: string, sentence: string, whatWouldHelp: readonly string[] = [], fields: Failed['fields'] = []) {
    super(sentence);
    this.code = code;
    this.whatWouldHelp = whatWouldHelp;
    this.fields = fields;
  }
}

interface ErrorAnswer {
  readonly refused?: Refusal;
  readonly refusals?: readonly Refusal[];
  readonly failure?: { readonly code: string; readonly sentence: string; readonly whatWouldHelp: readonly string[]; readonly fields: Failed['fields'] };
}

export function get<Result>(path: string): Promise<Result> {
  return call(path, { method: 'GET' });
}

/** Keys of deeds nobody knows the outcome of: the connection broke before the answer. */
const unanswered = new Map<string, string>();

/** Sends a deed with a key of its own. The same deed sent again after a broken connection has the same key, so that it is never done twice. */
export async function send<Result>(method: 'POST' | 'PUT' | 'DELETE', path: string, body: unknown = {}): Promise<Result> {
  const text = JSON.stringify(body);
  const deed = `${method} ${path} ${text}`;
  const key = unanswered.get(deed) ?? crypto.randomUUID();
  unanswered.set(deed, key);
  try {
    const done = await call<Result>(path, {
      method,
      headers: { 'content-type': 'application/json', 'x-guiju': '1', 'idempotency-key': key, prefer: 'return=minimal' },
      body: text,
    });
    unanswered.delete(deed);
    return done;
  } catch (error) {
    if (!(error instanceof Failed && UNKNOWN.includes(error.code))) unanswered.delete(deed);
    throw error;
  }
}

/** Failures that leave open whether the deed was done. */
const UNKNOWN: readonly string[] = ['offline', 'unavailable', 'internal'];

export function upload<Result>(file: File): Promise<Result> {
  const body = new FormData();
  body.append('file', file);
  return call('/api/files', { method: 'POST', headers: { 'x-guiju': '1', 'idempotency-key': crypto.randomUUID() }, body });
}

async function call<Result>(path: string, init: RequestInit): Promise<Result> {
  const answer = await fetch(path, { ...init, credentials: 'same-origin' }).catch(() => {
    throw new Failed('offline', '与服务器的连接断开了。', ['检查网络后原样再办一次，已经办理的不会重复办理', '已填写的内容不会丢失']);
  });
  if (answer.ok) return (await answer.json()) as Result; // the contract of the path
  const told = (await answer.json().catch(() => ({}))) as ErrorAnswer;
  if (told.refused !== undefined) throw new Refused(told.refusals ?? [told.refused]);
  const { code, sentence, whatWouldHelp, fields } = told.failure ?? {
    code: 'unavailable',
    sentence: '服务器没有正常答复。',
    whatWouldHelp: ['稍后原样再办一次，已经办理的不会重复办理'],
    fields: [],
  };
  throw new Failed(code, sentence, whatWouldHelp, fields);
}
