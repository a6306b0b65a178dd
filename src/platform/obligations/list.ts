import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { colourOn } from '../../rules/duties/due.ts';
import type { Actor } from '../act/actor.ts';
import { Failure } from '../act/failure.ts';
import type { Asking } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import { requireBusinessReader } from '../people/officers.ts';
import type { Subject } from '../registers/series.ts';
import type { Obligation, ObligationPage } from './contract.ts';
import { mayDischarge, mayHandOver, mayWaive, type SeenObligation } from './may.ts';

const COLUMNS = `o.obligation_id as "obligationId", o.duty, o.sentence, o.clause, coalesce(p.name, o.owner_post) as owner, o.owner_person_id as "ownerPersonId",
  o.owner_post as "ownerPost", o.opened_on::text as "openedOn", o.remind_on::text as "remindOn", o.due_on::text as "dueOn", o.provisional, o.evidence,
  o.report_to as "reportTo", o.state, o.subject_kind as "subjectKind", o.subject_id as "subjectId", o.ended_at as "endedAt"
  from obligation o left join person p on p.office_id = o.office_id and p.person_id = o.owner_person_id`;

const bySubject = statement<SeenObligation>(
  'obligations-of-subject',
  `select ${COLUMNS}
  where o.office_id = $1 and o.subject_kind = $2 and o.subject_id = $3 and not o.confidential order by o.due_on, o.obligation_id`,
);
const page = statement<SeenObligation>(
  'obligations-by-due-day',
  `select ${COLUMNS}
  where o.office_id = $1 and ($2 = '' or o.state = $2) and ($3::int is null or o.owner_person_id = $3 or o.owner_post = any($4::text[]))
    and (not o.confidential or o.owner_person_id = $8) and (o.due_on, o.obligation_id) > ($5::date, $6::bigint) order by o.due_on, o.obligation_id limit $7`,
);
const one = statement<SeenObligation>(
  'obligation-to-act-on',
  `select ${COLUMNS} where o.office_id = $1 and o.obligation_id = $2 and (not o.confidential or o.owner_person_id = $3) for update of o`,
);

/** The duty a person acts on. @throws Failure('not-found') where there is none, or none that he may see. */
export async function obligationToActOn(tx: ReadTx, obligationId: number, { actor }: Asking): Promise<SeenObligation> {
  const found = await tx.row(one, [tx.officeId, obligationId, (await actor).personId]);
  if (found === undefined) throw new Failure('not-found', '没有这项义务。');
  return found;
}

/** The duties that hang on a matter or another subject. */
export async function obligationsOf(tx: ReadTx, { subject, today }: { readonly subject: Subject; readonly today: CivilDate }): Promise<readonly Obligation[]> {
  const rows = await tx.rows(bySubject, [tx.officeId, subject.kind, String(subject.id)]);
  return rows.map((row) => shown(row, { today, actor: undefined }));
}

export interface ObligationQuery {
  readonly scope: 'mine' | 'office';
  readonly state: 'open' | 'discharged' | 'waived' | 'lapsed' | '';
  readonly after: string | null;
  readonly limit: number;
}

/** Duties by due day, the soonest first. @throws Failure('not-allowed') for an officer who asks for the whole office. */
export async function listObligations(
  tx: ReadTx,
  query: ObligationQuery,
  { actor, today }: { readonly actor: Actor; readonly today: CivilDate },
): Promise<ObligationPage> {
  const [day = '0001-01-01', id = '0'] = query.after?.split('.') ?? [];
  const mine = query.scope === 'mine';
  if (!mine) requireBusinessReader(actor);
  const rows = await tx.rows(page, [
    tx.officeId,
    query.state,
    mine ? actor.personId : null,
    actor.posts.map((held) => held.post),
    day,
    Number(id),
    query.limit + 1,
    actor.personId,
  ]);
  const last = rows.length > query.limit ? rows[query.limit - 1] : undefined;
  return {
    rows: rows.slice(0, query.limit).map((row) => shown(row, { today, actor })),
    next: last === undefined ? null : `${last.dueOn}.${last.obligationId}`,
  };
}

function shown(row: SeenObligation, { today, actor }: { readonly today: CivilDate; readonly actor: Actor | undefined }): Obligation {
  const { ownerPersonId: _person, ownerPost: _post, reportTo: _told, subjectKind, subjectId, endedAt, ...rest } = row;
  const subject = subjectKind === null || subjectId === null ? null : { kind: subjectKind, id: subjectId };
  const may =
    actor === undefined
      ? {}
      : {
          discharge: mayDischarge(row, actor) ?? (true as const),
          waive: mayWaive(row, actor) ?? (true as const),
          'hand-over': mayHandOver(row, actor) ?? (true as const),
        };
  return { ...rest, subject, endedAt: endedAt?.toISOString() ?? null, colour: row.state === 'open' ? colourOn(today, row) : 'green', may };
}
