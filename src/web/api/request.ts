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

/** Sends a deed with a key of its own, so that a repeated request changes nothing twice. */
export function send<Result>(method: 'POST' | 'PUT' | 'DELETE', path: string, body: unknown = {}, key: string = crypto.randomUUID()): Promise<Result> {
  return call(path, { method, headers: { 'content-type': 'application/json', 'x-guiju': '1', 'idempotency-key': key, prefer: 'return=minimal' }, body: JSON.stringify(body) });
}

export function upload<Result>(file: File): Promise<Result> {
  const body = new FormData();
  body.append('file', file);
  return call('/api/files', { method: 'POST', headers: { 'x-guiju': '1', 'idempotency-key': crypto.randomUUID() }, body });
}

async function call<Result>(path: string, init: RequestInit): Promise<Result> {
  const answer = await fetch(path, { ...init, credentials: 'same-origin' }).catch(() => {
    throw new Failed('offline', '连接不上服务器，没有办理。', ['检查网络后重试，已填写的内容不会丢失']);
  });
  if (answer.ok) return (await answer.json()) as Result; // the contract of the path
  const told = (await answer.json().catch(() => ({}))) as ErrorAnswer;
  if (told.refused !== undefined) throw new Refused(told.refusals ?? [told.refused]);
  const { code, sentence, whatWouldHelp, fields } = told.failure ?? { code: String(answer.status), sentence: '服务器没有正常答复，没有办理。', whatWouldHelp: ['稍后重试'], fields: [] };
  throw new Failed(code, sentence, whatWouldHelp, fields);
}
