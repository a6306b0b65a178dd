import { holds } from '../../platform/act/actor.ts';
import { Failure } from '../../platform/act/failure.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import { notify } from '../../platform/notices/notify.ts';
import type { AcceptLeave } from './contract.ts';
import { workingDays } from './half-days.ts';
import { lockLeave, writeLine, type SeenLeave } from './leave-store.ts';

const HEAD = '局长';

const insert = statement<never>(
  'insert-leave-acceptance',
  `
  insert into leave_acceptance (office_id, matter_id, reason, accepted_by, accepted_at) values ($1, $2, $3, $4, $5)`,
);

/** 认可 (ATT-04a): the 局长, or whoever consented last, lets the half days before the consent count as leave too. */
export const acceptLeaveVerb: Verb<AcceptLeave, SeenLeave, AcceptLeave & { readonly leave: SeenLeave }, { readonly matterId: number }> = {
  name: 'accept-leave',
  title: '认可事前未同意的半日',
  who: '局长、末位同意人',
  read: (tx, { matterId }) => leaveToActOn(tx, matterId),
  decide: (leave, input, { actor }) => {
    if (!holds(actor, HEAD) && actor.personId !== leave.lastSigner) return no('not-acceptor', `由${HEAD}或者末位同意人认可。`);
    if (leave.personId === actor.personId) return no('own-business', '本人的请假由他人认可。');
    if (leave.state !== 'approved' || leave.consentedAt === null) return no('not-approved', `${leave.number}还没有全部同意。`);
    if (leave.accepted) return no('accepted-already', '已经认可。');
    return { yes: { ...input, leave } };
  },
  write: async (tx, { matterId, reason, leave }, { actor, now }) => {
    const by = { personId: actor.personId, now };
    await tx.rows(insert, [tx.officeId, matterId, reason, actor.personId, now]);
    const { line, personId, kind, number } = leave;
    if (line !== null)
      await writeLine(tx, { matterId, personId, kind, from: line.from, until: line.until, coveredFrom: line.from, days: workingDays(line) }, by);
    const subject = { kind: 'matter', id: matterId };
    const sent = [notify(tx, { personIds: [personId], sentence: `${number}事前未同意的半日已获认可。`, subject, now })];
    return { result: { matterId }, entry: { subject, detail: { reason } }, sent };
  },
};

/** A leave, locked. @throws Failure('not-found') */
export async function leaveToActOn(tx: ReadTx, matterId: number): Promise<SeenLeave> {
  const leave = await lockLeave(tx, matterId);
  if (leave === undefined) throw new Failure('not-found', '没有这项请假。');
  return leave;
}
