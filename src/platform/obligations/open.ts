import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { ClauseRef } from '../../rules/decision.ts';
import { statement } from '../db/statement.ts';
import type { ActTx } from '../db/transaction.ts';
import type { Subject } from '../registers/series.ts';
import { ownersToTell } from './tell-owners.ts';

export interface NewObligation {
  /** Name in the pack: 先支后报. */
  readonly duty: string;
  /** One duty, one subject, one period: opening it twice changes nothing. */
  readonly occasion: string;
  readonly clause: ClauseRef;
  /** What is to be done, as a sentence. */
  readonly sentence: string;
  readonly subject: Subject | null;
  readonly owner: { readonly personId: number } | { readonly post: string };
  readonly openedOn: CivilDate;
  readonly remindOn: CivilDate | null;
  /** Further days on which the owner is told. */
  readonly remindAlso?: readonly CivilDate[];
  /** Ends at 24:00 of this day. */
  readonly dueOn: CivilDate;
  /** The due day counts working days of a year whose holidays are not announced yet. */
  readonly provisional: boolean;
  readonly evidence: readonly string[];
  /** Posts told when it is overdue. */
  readonly reportTo: readonly string[];
  /** Only its owner sees that it exists; nobody waives it. */
  readonly confidential?: boolean;
}

const open = statement<{ id: number }>(
  'open-obligation',
  `
  insert into obligation (office_id, duty, occasion, clause, sentence, subject_kind, subject_id, owner_person_id, owner_post, opened_on, remind_on, due_on,
    provisional, evidence, report_to, remind_also, confidential, state)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 'open')
  on conflict (office_id, duty, occasion) do nothing returning obligation_id as id`,
);

/** Opens a duty for its owner, who is told with the commit; undefined if it was open or done already. */
export async function openObligation(tx: ActTx, duty: NewObligation): Promise<number | undefined> {
  const { owner, subject } = duty;
  ownersToTell(tx);
  const made = await tx.row(open, [
    tx.officeId,
    duty.duty,
    duty.occasion,
    JSON.stringify(duty.clause),
    duty.sentence,
    subject?.kind ?? null,
    subject === null ? null : String(subject.id),
    'personId' in owner ? owner.personId : null,
    'post' in owner ? owner.post : null,
    duty.openedOn,
    duty.remindOn,
    duty.dueOn,
    duty.provisional,
    JSON.stringify(duty.evidence),
    JSON.stringify(duty.reportTo),
    duty.remindAlso ?? [],
    duty.confidential ?? false,
  ]);
  return made?.id;
}

const openMany = statement<{ id: number }>(
  'open-obligations',
  `
  insert into obligation (office_id, duty, occasion, clause, sentence, subject_kind, subject_id, owner_person_id, owner_post, opened_on, remind_on, due_on,
    provisional, evidence, report_to, remind_also, confidential, state)
  select $1, x.duty, x.occasion, x.clause, x.sentence, x.subject ->> 'kind', x.subject ->> 'id', (x.owner ->> 'personId')::int, x.owner ->> 'post', x."openedOn", x."remindOn", x."dueOn",
    x.provisional, x.evidence, x."reportTo", coalesce(array(select jsonb_array_elements_text(x."remindAlso")::date), '{}'), coalesce(x.confidential, false), 'open'
  from jsonb_to_recordset($2::jsonb) as x (duty text, occasion text, clause jsonb, sentence text, subject jsonb, owner jsonb, "openedOn" date, "remindOn" date, "dueOn" date,
    provisional boolean, evidence jsonb, "reportTo" jsonb, "remindAlso" jsonb, confidential boolean)
  on conflict (office_id, duty, occasion) do nothing returning obligation_id as id`,
);

/** The same for many at once, in one statement. @returns how many were opened; the others were open or done already. */
export async function openObligations(tx: ActTx, duties: readonly NewObligation[]): Promise<number> {
  if (duties.length === 0) return 0;
  ownersToTell(tx);
  return (await tx.rows(openMany, [tx.officeId, JSON.stringify(duties)])).length;
}

const close = statement<{ id: number }>(
  'close-obligations-of-occasion',
  `
  update obligation set state = $4, ended_at = $5, ended_by = $6, ended_with = $7
  where office_id = $1 and duty = $2 and occasion = $3 and state = 'open' returning obligation_id as id`,
);

/** Ends a duty by what was done; nothing happens if it is not open. */
export async function endObligation(
  tx: ActTx,
  ended: {
    readonly duty: string;
    readonly occasion: string;
    readonly state: 'discharged' | 'lapsed';
    readonly by: number | null;
    readonly with: unknown;
    readonly now: Date;
  },
): Promise<boolean> {
  const found = await tx.row(close, [tx.officeId, ended.duty, ended.occasion, ended.state, ended.now, ended.by, JSON.stringify(ended.with)]);
  return found !== undefined;
}

const reopen = statement<never>(
  'reopen-obligation',
  `
  update obligation set state = 'open', ended_at = null, ended_by = null, ended_with = null where office_id = $1 and duty = $2 and occasion = $3 and state = 'discharged'`,
);

/** What had discharged the duty was taken back: it stands open again, due on its old day. */
export async function reopenObligation(tx: ActTx, { duty, occasion }: { readonly duty: string; readonly occasion: string }): Promise<void> {
  await tx.rows(reopen, [tx.officeId, duty, occasion]);
}
