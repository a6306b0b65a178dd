import { holds } from '../../platform/act/actor.ts';
import { Failure } from '../../platform/act/failure.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { onlyIn } from '../../platform/matters/entitled.ts';
import { lockMatter, type SeenMatter } from '../../platform/matters/seen.ts';
import { closePaid } from '../../platform/payments/close-paid.ts';
import { fen, yuanInWords } from '../../rules/money.ts';
import { payableIn } from './claim-kind.ts';
import type { SettleTrip } from './contract.ts';
import { advanceSettled, settleAdvance, standingTrip } from './store.ts';

interface Seen {
  readonly matter: SeenMatter;
  /** What is still to be paid to the traveller, in fen. */
  readonly due: number;
  /** What of the advance is left over, in fen. */
  readonly open: number;
}

/** Sections that keep the money. */
const KEEPERS = ['财务股', '出纳'] as const;

/** 结清出差: the rest of the advance comes back, and a claim on which nothing is left to pay ends. */
export const settleTripVerb: Verb<SettleTrip, Seen, SettleTrip & Seen, { readonly repaid: number }> = {
  name: 'settle-trip',
  title: '结清出差',
  who: '财务股、出纳',
  read: async (tx, input) => {
    const matter = await lockMatter(tx, input);
    if (matter.kind !== 'trip-claim') throw new Failure('bad-input', '只有出差报销可以结清。', ['从出差报销单办理']);
    const [trip, settled] = await Promise.all([standingTrip(tx, { tripId: matter.linkedMatterId, asking: matter.matterId }), advanceSettled(tx, matter.matterId)]);
    return { matter, due: payableIn(matter.decision?.values ?? {}) - settled.setOff, open: (trip?.advancesPaid ?? 0) - settled.setOff - settled.repaid };
  },
  decide: (seen, input, { actor, today }) => {
    const { matter, due, open } = seen;
    const state = onlyIn(matter, ['approved'], '结清');
    if (state !== undefined) return { no: state };
    if (!KEEPERS.some((post) => holds(actor, post))) return no('not-finance-staff', '结清由财务股或出纳办理。');
    if (matter.handlerId === actor.personId) return no('own-business', '本人的出差由他人结清。', ['由其他财务人员结清']);
    if (due > 0) return no('pay-first', `冲抵预借后还应付${yuanInWords(fen(due))}，请办理付款。`, ['在本单登记付款']);
    if (input.on > today) return no('future', '日期不能晚于今天。');
    if (input.repaid !== open) return no('not-all', `预借还余${yuanInWords(fen(open))}，须如数缴回。`, ['按余额登记缴回金额']);
    if (input.repaid > 0 && input.receipt === '') return no('no-receipt', '缴回余款须写明凭证号。');
    return { yes: { ...seen, ...input } };
  },
  write: async (tx, { matter, repaid, receipt, on }, { actor, now }) => {
    const sent: Promise<unknown>[] = [closePaid(tx, { matterId: matter.matterId, now })];
    if (repaid > 0) sent.push(settleAdvance(tx, { claimId: matter.matterId, setOff: 0, repaid, receipt, on, by: actor.personId, now }));
    return { result: { repaid }, entry: { subject: { kind: 'matter', id: matter.matterId }, detail: { repaid, receipt, on } }, sent };
  },
};
