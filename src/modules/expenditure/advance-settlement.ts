import { Failure } from '../../platform/act/failure.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import { dutyAgainst, dutyGroundOf, recordDuty, type DutyGround } from '../../platform/matters/duties.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import { fen, yuanInWords } from '../../rules/money.ts';
import type { SettleAdvance } from './contract-settlement.ts';
import { onlyFinanceStaff } from './finance-staff.ts';

const DUTY = '借款核销';

interface SeenAdvance {
  readonly matterId: number;
  readonly number: string;
  readonly handlerId: number;
  readonly open: number;
}

interface SeenClaim {
  readonly matterId: number;
  readonly number: string;
  readonly handlerId: number;
  /** What the office reimburses, in fen. */
  readonly reimbursable: number;
  readonly used: boolean;
}

interface Seen {
  readonly advance: SeenAdvance;
  readonly ground: DutyGround;
  readonly claim: SeenClaim | null;
}

interface Plan extends SettleAdvance {
  readonly seen: Seen;
  readonly setOff: number;
  readonly open: number;
}

const advanceToSettle = statement<SeenAdvance>(
  'advance-to-settle',
  `
  select m.matter_id as "matterId", m.number, m.handler_id as "handlerId",
    m.amount - coalesce((select sum(s.set_off + s.repaid) from advance_settlement s where s.office_id = m.office_id and s.advance_matter_id = m.matter_id), 0)::bigint as open
  from matter m where m.office_id = $1 and m.number = $2 and m.kind = 'advance' and m.state = 'approved' for update of m`,
);
const claimToSetOff = statement<SeenClaim>(
  'claim-to-set-off',
  `
  select m.matter_id as "matterId", m.number, m.handler_id as "handlerId", coalesce((d.decision -> 'values' ->> 'reimbursable')::bigint, m.amount) as reimbursable,
    exists (select from advance_settlement s where s.office_id = m.office_id and s.claim_matter_id = m.matter_id) as used
  from matter m join matter_decision d on d.office_id = m.office_id and d.matter_id = m.matter_id and d.round = m.round
  where m.office_id = $1 and m.number = $2 and m.kind in ('claim', 'travel-claim') and m.state in ('approved', 'closed')`,
);
const insert = statement<never>(
  'insert-advance-settlement',
  `
  insert into advance_settlement (office_id, advance_matter_id, claim_matter_id, set_off, repaid, receipt, settled_on, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
);

/** 借款核销 (FIN5-09c): an approved claim of the borrower is set off, the rest is paid back; nothing left ends the duty. */
export const settleAdvanceVerb: Verb<SettleAdvance, Seen, Plan, { readonly setOff: number; readonly open: number }> = {
  name: 'settle-advance',
  title: '借款核销',
  who: '财务人员',
  read: async (tx, input, { today }) => {
    const [advance, claim] = await Promise.all([
      tx.row(advanceToSettle, [tx.officeId, input.advance]),
      input.claim === '' ? undefined : tx.row(claimToSetOff, [tx.officeId, input.claim]),
    ]);
    if (advance === undefined) throw new Failure('not-found', `没有已批准的借款“${input.advance}”。`);
    if (input.claim !== '' && claim === undefined) throw new Failure('not-found', `没有已批准的报销“${input.claim}”。`);
    return { advance, ground: await dutyGroundOf(tx, { matterId: advance.matterId, today }), claim: claim ?? null };
  },
  decide: (seen, input, { actor, today }) => {
    const against = onlyFinanceStaff(actor, '借款核销') ?? dutyAgainst(seen.ground, { personId: actor.personId ?? 0, duty: '付款' });
    if (against !== undefined) return { no: against };
    const { advance, claim } = seen;
    if (input.on > today) return no('future', '核销日期不能晚于今天。');
    if (advance.open === 0) return no('settled', `${advance.number}已经核销完毕。`);
    if (claim !== null && claim.handlerId !== advance.handlerId) return no('other-person', '只能用借款人本人的报销核销其借款。');
    if (claim?.used === true) return no('used', `${claim.number}已经抵扣过借款。`);
    if (input.repaid > 0 && input.receipt === '') return no('no-receipt', '缴回余款须写明凭证号。');
    const setOff = Math.min(claim?.reimbursable ?? 0, advance.open);
    if (setOff + input.repaid === 0) return no('nothing', '没有写明抵扣的报销或缴回的金额。');
    if (setOff + input.repaid > advance.open) return no('too-much', `抵扣后尚欠${yuanInWords(fen(advance.open - setOff))}，缴回不能多于此数。`);
    return { yes: { ...input, seen, setOff, open: advance.open - setOff - input.repaid } };
  },
  write: async (tx, { seen: { advance, ground, claim }, setOff, repaid, receipt, on, open }, { actor, now }) => {
    const sent: Promise<unknown>[] = [
      tx.rows(insert, [tx.officeId, advance.matterId, claim?.matterId ?? null, setOff, repaid, receipt, on, actor.personId, now]),
      recordDuty(tx, { matter: ground.matter, personId: actor.personId ?? 0, duty: '付款', now }),
    ];
    if (open === 0)
      sent.push(
        endObligation(tx, {
          duty: DUTY,
          occasion: `matter/${advance.matterId}`,
          state: 'discharged',
          by: actor.personId,
          with: { claim: claim?.number ?? null, receipt },
          now,
        }),
      );
    return {
      result: { setOff, open },
      entry: { subject: { kind: 'matter', id: advance.matterId }, detail: { claim: claim?.number ?? null, setOff, repaid, receipt, open } },
      sent,
    };
  },
};
