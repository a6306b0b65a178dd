import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import type { SupplyLine } from './contract-request.ts';

/** The approved request a claim hangs on, with its supplements taken together. */
export interface PriorApproval {
  /** The latest agreed total: the smaller of what was asked and what a meeting agreed. */
  readonly amount: number;
  /** When the first of the chain was agreed. */
  readonly agreedAt: string;
  /** Who signed it. */
  readonly approverIds: readonly number[];
  /** Whom and what for the money was asked; null where the request does not say. */
  readonly payee: string | null;
  readonly category: string | null;
  readonly supplies: readonly SupplyLine[];
  readonly projectId: number | null;
  /** Other claims on the same request, in fen. */
  readonly claimedBefore: number;
  readonly boughtBefore: readonly { readonly item: string; readonly specification: string; readonly quantity: number }[];
  readonly spentAlready: boolean;
  readonly reportedAt: string | null;
  readonly reportDueOn: CivilDate | null;
}

export interface ClaimBackground {
  readonly sameDay: number;
  readonly prior: PriorApproval | null;
  readonly designated: boolean;
  readonly departmentName: string | null;
}

// `chain`: the linked request, what it supplements and what supplements that, as far as they agreed to an amount. A claim is no approval of another.
const background = statement<ClaimBackground>(
  'claim-background',
  `
  with chain as (
    select m.*, (select max(s.acted_at) from matter_step s where s.office_id = m.office_id and s.matter_id = m.matter_id and s.round = m.round) as agreed_at,
      (select min(r.amount) from matter_step s join resolution r on r.office_id = s.office_id and r.resolution_id = s.resolution_id
        where s.office_id = m.office_id and s.matter_id = m.matter_id and s.round = m.round) as meeting_amount
    from supplement_chain($1, $6) c (matter_id) join matter m on m.office_id = $1 and m.matter_id = c.matter_id
    where m.state in ('approved', 'closed') and m.amount is not null and m.kind not in ('claim', 'union-claim')
  ), latest as (
    select * from chain order by matter_id desc limit 1
  ), others as (
    select m.amount, m.facts from chain c join matter m on m.office_id = c.office_id and m.linked_matter_id = c.matter_id
    where m.kind = 'claim' and m.state in ('in_review', 'approved', 'closed') and m.matter_id is distinct from $2::bigint
  )
  select
    (select coalesce(sum(m.amount), 0)::bigint from matter m
      where m.office_id = $1 and m.kind in ('claim', 'union-claim') and m.facts ->> 'payee' = $3 and m.facts ->> 'spentOn' = $4 and m.facts ->> 'purpose' = $5
        and m.state in ('in_review', 'approved', 'closed') and m.matter_id is distinct from $2::bigint) as "sameDay",
    (select jsonb_build_object('amount', least(l.amount, l.meeting_amount), 'agreedAt', (select min(agreed_at) from chain),
        'approverIds', (select coalesce(jsonb_agg(distinct s.acted_by), '[]') from chain c join matter_step s on s.office_id = c.office_id and s.matter_id = c.matter_id
          and s.round = c.round and s.verdict = 'agreed' and s.acted_by is not null and s.resolution_id is null),
        'payee', l.facts ->> 'payee', 'category', l.facts ->> 'category', 'supplies', coalesce(l.facts -> 'supplies', '[]'), 'projectId', l.facts -> 'projectId',
        'claimedBefore', (select coalesce(sum(amount), 0)::bigint from others),
        'boughtBefore', (select coalesce(jsonb_agg(b), '[]') from others o, jsonb_array_elements(o.facts -> 'bought') b),
        'spentAlready', coalesce(jsonb_typeof(l.facts -> 'spentAlready') = 'object', false),
        'reportedAt', a.reported_at, 'reportDueOn', a.due_on)
      from latest l left join advance_spending a on a.office_id = l.office_id and a.report_matter_id in (select matter_id from chain)) as prior,
    exists (select from purchaser p where p.office_id = $1 and p.person_id = $7 and p.from_day <= $4::date
      and (p.until_day is null or p.until_day > $4::date)) as designated,
    (select d.name from department d where d.office_id = $1 and d.department_id = $8::int) as "departmentName"`,
);

export interface BackgroundOf {
  readonly matterId: number | null;
  readonly payee: string;
  readonly spentOn: CivilDate;
  readonly purpose: string;
  readonly linkedMatterId: number | null;
  readonly handlerId: number;
  readonly departmentId: number | null;
}

export async function claimBackground(tx: ReadTx, ask: BackgroundOf): Promise<ClaimBackground> {
  const { matterId, payee, spentOn, purpose, linkedMatterId, handlerId, departmentId } = ask;
  const found = await tx.row(background, [tx.officeId, matterId, payee, spentOn, purpose, linkedMatterId, handlerId, departmentId]);
  if (found === undefined) throw new Error('a select without from gave no row');
  return found;
}
