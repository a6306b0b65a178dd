import type { LeafRow } from './export.ts';

/** What an entry says of itself; written by appendEntry. */
interface Body {
  readonly at: string;
  readonly person: number | null;
  readonly verb: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly outcome?: string;
}

/** Only the body is hashed; the columns by which an entry is found and shown say the same, or the entry has been moved to somebody or something else. */
export function columnsAgree({ body, columns }: LeafRow): boolean {
  if (body === null || columns === null) return true; // gone, which is found otherwise
  const said = readBody(body);
  if (said === undefined) return true; // not as it was hashed, which is found otherwise
  const { at, personId, verb, subjectKind, subjectId, outcome } = columns;
  return (
    said.verb === verb &&
    said.person === personId &&
    said.subject.kind === subjectKind &&
    said.subject.id === subjectId &&
    (said.outcome ?? 'done') === outcome &&
    new Date(said.at).getTime() === new Date(at).getTime()
  );
}

function readBody(text: string): Body | undefined {
  try {
    return JSON.parse(text) as Body; // a body that is still as it was hashed is one of appendEntry
  } catch {
    return undefined;
  }
}
