import type { Verb } from '../act/verb.ts';
import { no } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import type { ActTx } from '../db/transaction.ts';
import { notify } from '../notices/notify.ts';
import { personOn, type KnownPerson } from '../people/person-on.ts';
import type { Subject } from '../registers/series.ts';
import type { ObligationDone } from './discharge.ts';
import { obligationToActOn } from './list.ts';
import { mayHandOver, type SeenObligation } from './may.ts';

export interface HandOverDutyInput {
  readonly obligationId: number;
  readonly toPersonId: number;
  readonly reason: string;
}

interface Seen {
  readonly duty: SeenObligation;
  readonly person: KnownPerson;
}

const give = statement<never>('obligation-changes-owner', `update obligation set owner_person_id = $3 where office_id = $1 and obligation_id = $2`);

/** 移交义务: a person's own duty goes to another person; its day and what closes it stay. */
export function handOverDutyVerb(): Verb<HandOverDutyInput, Seen, Seen & Pick<HandOverDutyInput, 'reason'>, ObligationDone> {
  return {
    name: 'hand-over-duty',
    title: '移交义务',
    who: '责任人、局长',
    read: async (tx, { obligationId, toPersonId }, asking) => {
      const [duty, person] = await Promise.all([obligationToActOn(tx, obligationId, asking), personOn(tx, toPersonId, asking.today)]);
      return { duty, person };
    },
    decide: ({ duty, person }, { reason }, { actor }) => {
      const against = mayHandOver(duty, actor);
      if (against !== undefined) return { no: against };
      if (person.personId === duty.ownerPersonId) return no('unchanged', `这项义务已由${person.name}办理。`);
      return { yes: { duty, person, reason } };
    },
    write: async (tx, { duty, person, reason }, { actor, now }) => {
      const { obligationId, owner, sentence } = duty;
      const subject = { kind: 'obligation', id: obligationId };
      const sent = [
        tx.rows(give, [tx.officeId, obligationId, person.personId]),
        notify(tx, {
          personIds: [person.personId, ...(duty.ownerPersonId === null ? [] : [duty.ownerPersonId])].filter((one) => one !== actor.personId),
          sentence: `${actor.name}将${owner}的义务移交给${person.name}：${sentence}`,
          subject,
          now,
        }),
      ];
      return { result: { obligationId }, entry: { subject, detail: { duty: duty.duty, from: duty.ownerPersonId, to: person.personId, reason } }, sent };
    },
  };
}

const giveAbout = statement<never>(
  'obligations-of-subject-change-owner',
  `
  update obligation set owner_person_id = $5 where office_id = $1 and subject_kind = $2 and subject_id = $3 and owner_person_id = $4 and state = 'open'`,
);

/** What falls due about a subject goes from one person to another with it. */
export function handOverDutiesAbout(
  tx: ActTx,
  { subject, from, to }: { readonly subject: Subject; readonly from: number; readonly to: number },
): Promise<unknown> {
  return tx.rows(giveAbout, [tx.officeId, subject.kind, String(subject.id), from, to]);
}
