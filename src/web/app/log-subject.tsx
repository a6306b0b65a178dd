import { Link } from '@tanstack/react-router';
import type { LogChoices, LogRow } from '../../platform/log/contract.ts';
import type { PersonRow } from '../../platform/people/contract.ts';
import type { RegisterInfo } from '../../platform/registers/contract.ts';
import { useAnswer } from '../api/queries.ts';

/** What an act was about: by name where it has one, a matter with the way to it. */
export function LogSubject({ row }: { readonly row: LogRow }) {
  const { subjectKind: kind, subjectTitle: title, subjectId: id } = row;
  const name = useNameOf(kind, id);
  if (kind === 'matter')
    return (
      <Link to="/matters/$matterId" params={{ matterId: id }}>
        {title} {id}
      </Link>
    );
  return (
    <span title={name === '' ? undefined : id}>
      {title} {name}
    </span>
  );
}

/** A digest or a key says enough by its beginning. */
const SAID = 24;

function useNameOf(kind: string, id: string): string {
  const people = useAnswer<readonly PersonRow[]>(kind === 'person' ? '/api/people' : undefined).data;
  const registers = useAnswer<readonly RegisterInfo[]>(kind === 'register' ? '/api/registers' : undefined).data;
  const choices = useAnswer<LogChoices>(kind === 'verb' ? '/api/log/choices' : undefined).data;
  switch (kind) {
    case 'office':
      return '';
    case 'person':
      return people?.find((one) => String(one.personId) === id)?.name ?? id;
    case 'register':
      return registers?.find((one) => one.register === id)?.title ?? id;
    case 'verb':
      return choices?.verbs.find((one) => one.verb === id)?.title ?? id;
    default:
      return id.length > SAID ? `${id.slice(0, SAID)}…` : id;
  }
}
