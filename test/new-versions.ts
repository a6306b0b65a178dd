import { expect } from 'vitest';
import { ok } from './deeds.ts';
import type { Answer, Person } from './office.ts';

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF');

/** What is handed in with a new version. */
export interface Submitted {
  readonly text: string;
  readonly issuer: string;
  readonly documentNumber: string;
  readonly issuedOn: string;
  readonly original: string;
}

/** A new version from a day on: the one in force with some of its words replaced, and the issued document. */
export async function newVersion(drafter: Person, title: string, words: Readonly<Record<string, string>> = {}, from = '2026-04-01'): Promise<Submitted> {
  const source = Buffer.from((await ok(drafter.get(`/api/regulations/${title}/source.yaml?version=2024-01-01`))).body).toString('utf8');
  const text = Object.entries({ '版本: 2024-01-01': `版本: ${from}`, '施行: 2024-01-01': `施行: ${from}`, ...words }).reduce((all, [was, is]) => {
    expect(all).toContain(was);
    return all.replace(was, is);
  }, source);
  return {
    text,
    issuer: '示范县文化旅游广电体育局',
    documentNumber: '文旅发〔2026〕3号',
    issuedOn: '2026-03-01',
    original: (await ok(drafter.upload('印发稿.pdf', PDF))).body.digest,
  };
}

/** The same with more rules at the head of a clause's. */
export function withRules({ text, ...rest }: Submitted, { clause, rules }: { readonly clause: string; readonly rules: string }): Submitted {
  const head = new RegExp(`( {2}- 编号: ${clause}\n[\\s\\S]*? {4}规则:\n)`);
  expect(text).toMatch(head);
  return { ...rest, text: text.replace(head, `$1${rules}`) };
}

/** Hands it in. */
export function submitVersion(drafter: Person, submitted: Submitted): Promise<Answer> {
  return drafter.post('/api/regulations/drafts', submitted);
}

/** Hands it in, and has the second person publish it. */
export async function publishVersion({ drafter, publisher }: { readonly drafter: Person; readonly publisher: Person }, submitted: Submitted): Promise<void> {
  const { draftId } = (await ok(submitVersion(drafter, submitted))).body;
  await ok(publisher.post(`/api/regulations/drafts/${draftId}/publish`));
}
