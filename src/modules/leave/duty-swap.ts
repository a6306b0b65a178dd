import { startOfDay, type CivilDate } from '../../rules/calendar/civil-date.ts';
import type { z } from 'zod';
import { holds } from '../../platform/act/actor.ts';
import { Failure } from '../../platform/act/failure.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { endAgendaOf } from '../../platform/agenda/agenda.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import { notify, notifyPosts } from '../../platform/notices/notify.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { answerSwap, ConfirmSwap, ProposeSwap } from './contract-duty.ts';
import { LOG, putOnDuty } from './roster.ts';

const OFFICE = '办公室';

interface Duty {
  readonly dutyId: number;
  readonly rosterId: number;
  readonly day: CivilDate;
  readonly personId: number;
  readonly name: string;
  readonly stands: boolean;
  /** In an open swap already. */
  readonly swapping: boolean;
  /** Other people on duty the same day. */
  readonly others: readonly number[];
}

const duties = statement<Duty>(
  'duties-to-swap',
  `
  select d.duty_id as "dutyId", d.roster_id as "rosterId", d.on_day::text as day, d.person_id as "personId", p.name, d.ended_at is null as stands,
    exists (select from duty_swap_side s where s.office_id = d.office_id and s.duty_id = d.duty_id and s.ended_at is null) as swapping,
    (select coalesce(jsonb_agg(o.person_id), '[]') from duty_day o where o.office_id = d.office_id and o.on_day = d.on_day and o.ended_at is null and o.duty_id <> d.duty_id) as others
  from duty_day d join person p on p.office_id = d.office_id and p.person_id = d.person_id where d.office_id = $1 and d.duty_id = any($2::bigint[]) order by d.duty_id for update of d`,
);
const insert = statement<{ id: number }>(
  'insert-duty-swap',
  `
  with made as (insert into duty_swap (office_id, given_id, taken_id, reason, proposed_by, proposed_at, agreed_by) values ($1, $2, $3, $4, $5, $6, $7) returning *),
    sides as (insert into duty_swap_side (office_id, swap_id, duty_id) select office_id, swap_id, unnest(array[given_id, taken_id]) from made)
  select swap_id as id from made`,
);

interface SwapDuties {
  readonly given: Duty;
  readonly taken: Duty;
}

async function readDuties(tx: ReadTx, { givenId, takenId }: { readonly givenId: number; readonly takenId: number }): Promise<SwapDuties> {
  const found = await tx.rows(duties, [tx.officeId, [givenId, takenId]]);
  const [given, taken] = [found.find((one) => one.dutyId === givenId), found.find((one) => one.dutyId === takenId)];
  if (given === undefined || taken === undefined) throw new Failure('not-found', '没有这项值班。');
  return { given, taken };
}

/** 申请换班 (ATT-06a): one's own duty against another's. */
export const proposeSwapVerb: Verb<ProposeSwap, SwapDuties, ProposeSwap & SwapDuties, { readonly swapId: number }> = {
  name: 'propose-swap',
  title: '申请换班',
  who: '值班人',
  read: (tx, input) => readDuties(tx, input),
  decide: (seen, input, { actor, today }) => {
    const { given, taken } = seen;
    if (given.personId !== actor.personId) return no('not-yours', '只能用本人的值班换班。');
    if (taken.personId === given.personId) return no('own-duty', '两个值班都是您的，不需要换。');
    if (!given.stands || !taken.stands) return no('not-standing', '其中一个值班已经调整，请重新选择。');
    if (given.day < today || taken.day < today) return no('past', '已经过去的值班不能换。');
    if (given.swapping || taken.swapping) return no('swapping-already', '其中一个值班正在换班，还没有办结。');
    const clash = given.others.includes(taken.personId) ? given.day : taken.others.includes(given.personId) ? taken.day : undefined;
    return clash === undefined ? { yes: { ...input, ...seen } } : no('clash', `换班后同一人在${clash}要值两个班。`);
  },
  write: async (tx, { givenId, takenId, reason, given, taken }, { actor, now }) => {
    const made = await tx.row(insert, [tx.officeId, givenId, takenId, reason, actor.personId, now, taken.personId]);
    if (made === undefined) throw new Error('the swap was not inserted');
    const subject = { kind: 'duty-swap', id: made.id };
    const sentence = `${given.name}想用${given.day}的值班换您${taken.day}的值班：${reason}。请答复。`;
    return {
      result: { swapId: made.id },
      entry: { subject, detail: { givenId, takenId, reason } },
      sent: [notify(tx, { personIds: [taken.personId], sentence, subject, now })],
    };
  },
};

interface Swap extends SwapDuties {
  readonly proposedBy: number;
  readonly agreedBy: number;
  readonly agreed: boolean;
  readonly ended: boolean;
}

const swap = statement<{ givenId: number; takenId: number; proposedBy: number; agreedBy: number; agreed: boolean; ended: boolean }>(
  'swap-to-act-on',
  `
  select given_id as "givenId", taken_id as "takenId", proposed_by as "proposedBy", agreed_by as "agreedBy", agreed_at is not null as agreed, ended_at is not null as ended
  from duty_swap where office_id = $1 and swap_id = $2 for update`,
);

async function readSwap(tx: ReadTx, swapId: number): Promise<Swap> {
  const found = await tx.row(swap, [tx.officeId, swapId]);
  if (found === undefined) throw new Failure('not-found', '没有这项换班。');
  return { ...found, ...(await readDuties(tx, found)) };
}

type Answer = z.infer<typeof answerSwap>;

const agree = statement<never>('agree-to-swap', `update duty_swap set agreed_at = $3 where office_id = $1 and swap_id = $2`);
const end = statement<never>(
  'end-swap',
  `
  with sides as (update duty_swap_side set ended_at = $3 where office_id = $1 and swap_id = $2)
  update duty_swap set ended_at = $3 where office_id = $1 and swap_id = $2`,
);

/** 答复换班: the other person agrees or not. */
export const answerSwapVerb: Verb<Answer, Swap, Answer & Swap, { readonly swapId: number; readonly agreed: boolean }> = {
  name: 'answer-swap',
  title: '答复换班',
  who: '对方值班人',
  read: (tx, { swapId }) => readSwap(tx, swapId),
  decide: (seen, input, { actor }) => {
    if (seen.agreedBy !== actor.personId) return no('not-asked', '换班由对方本人答复。');
    if (seen.ended || seen.agreed) return no('answered-already', '这项换班已经答复。');
    return { yes: { ...seen, ...input } };
  },
  write: async (tx, { swapId, agreed, proposedBy, given, taken }, { now, today }) => {
    const subject = { kind: 'duty-swap', id: swapId };
    const sent: Promise<unknown>[] = agreed
      ? [
          tx.rows(agree, [tx.officeId, swapId, now]),
          notifyPosts(tx, { posts: [OFFICE], on: today, sentence: `${given.name}与${taken.name}换班（${given.day}、${taken.day}），请确认。`, subject, now }),
        ]
      : [tx.rows(end, [tx.officeId, swapId, now]), notify(tx, { personIds: [proposedBy], sentence: `${taken.name}没有同意换班。`, subject, now })];
    return { result: { swapId, agreed }, entry: { subject, detail: { agreed } }, sent };
  },
};

const endDuties = statement<never>('end-duty-days', `update duty_day set ended_at = $3 where office_id = $1 and duty_id = any($2::bigint[])`);
const confirm = statement<never>('confirm-swap', `update duty_swap set confirmed_by = $3, confirmed_at = $4 where office_id = $1 and swap_id = $2`);

/** 确认换班: with both agreed, the office writes the two duties anew. */
export function confirmSwapVerb(rules: RulesInForce): Verb<ConfirmSwap, Swap, Swap & ConfirmSwap, { readonly swapId: number }> {
  return {
    name: 'confirm-swap',
    title: '确认换班',
    who: OFFICE,
    read: (tx, { swapId }) => readSwap(tx, swapId),
    decide: (seen, input, { actor, today }) => {
      if (!holds(actor, OFFICE)) return no('not-office', `换班由${OFFICE}确认。`);
      if (seen.ended) return no('ended-already', '这项换班已经办结。');
      if (!seen.agreed) return no('not-agreed', '对方还没有同意。', ['请对方先答复']);
      if ([seen.proposedBy, seen.agreedBy].includes(actor.personId ?? 0)) return no('own-business', '本人的换班由办公室其他人员确认。');
      if (seen.given.day < today || seen.taken.day < today) return no('past', '已经过去的值班不能换。');
      return { yes: { ...seen, ...input } };
    },
    write: async (tx, { swapId, given, taken }, { actor, now, today }) => {
      await Promise.all([
        tx.rows(endDuties, [tx.officeId, [given.dutyId, taken.dutyId], now]),
        tx.rows(end, [tx.officeId, swapId, now]),
        tx.rows(confirm, [tx.officeId, swapId, actor.personId, now]),
      ]);
      for (const { dutyId, day, personId } of [given, taken]) {
        await endAgendaOf(tx, { personId, sort: '值班', fromAt: startOfDay(day), now });
        await endObligation(tx, { duty: LOG, occasion: `duty-day/${dutyId}`, state: 'lapsed', by: actor.personId, with: { swapId }, now });
      }
      await putOnDuty(tx, { rules, rosterId: given.rosterId, days: [{ day: given.day, personId: taken.personId }], swapId, now, today });
      await putOnDuty(tx, { rules, rosterId: taken.rosterId, days: [{ day: taken.day, personId: given.personId }], swapId, now, today });
      return { result: { swapId }, entry: { subject: { kind: 'duty-swap', id: swapId }, detail: { given: given.dutyId, taken: taken.dutyId } } };
    },
  };
}
