import type { Verb } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import { notify } from '../notices/notify.ts';
import { endDuty, type ObligationDone } from './discharge.ts';
import { obligationToActOn } from './list.ts';
import { mayEnd, mayReport, type SeenObligation } from './may.ts';

export interface ReportDutyInput {
  readonly obligationId: number;
  readonly text: string;
}

const insert = statement<never>(
  'report-on-obligation',
  `
  insert into obligation_report (office_id, obligation_id, reported_by, reported_at, text) values ($1, $2, $3, $4, $5)`,
);

/** 反馈办理情况: its owner tells whoever gave the duty how it stands, or why it cannot be done. It stays open: only what shows that it is done, or his own word, ends it. */
export function reportDutyVerb(): Verb<ReportDutyInput, SeenObligation, SeenObligation & Pick<ReportDutyInput, 'text'>, ObligationDone> {
  return {
    name: 'report-duty',
    title: '反馈办理情况',
    who: '责任人',
    read: (tx, { obligationId }, asking) => obligationToActOn(tx, obligationId, asking),
    decide: (seen, { text }, { actor }) => {
      const against = mayReport(seen, actor);
      return against === undefined ? { yes: { ...seen, text } } : { no: against };
    },
    write: async (tx, { obligationId, duty, givenById, sentence, text }, { actor, now }) => {
      const subject = { kind: 'obligation', id: obligationId };
      const sent = [
        tx.rows(insert, [tx.officeId, obligationId, actor.personId, now, text]),
        notify(tx, { personIds: givenById === null ? [] : [givenById], sentence: `${actor.name}反馈：${text}（${sentence}）`, subject, now }),
      ];
      return { result: { obligationId }, entry: { subject, detail: { duty, remark: text } }, sent };
    },
  };
}

export interface EndDutyInput {
  readonly obligationId: number;
  readonly reason: string;
}

/** 了结批示: by whoever gave the duty, with the reason, on what was reported back. */
export function endDutyVerb(): Verb<EndDutyInput, SeenObligation, SeenObligation & Pick<EndDutyInput, 'reason'>, ObligationDone> {
  return {
    name: 'end-duty',
    title: '了结批示',
    who: '批示人',
    read: (tx, { obligationId }, asking) => obligationToActOn(tx, obligationId, asking),
    decide: (seen, { reason }, { actor }) => {
      const against = mayEnd(seen, actor);
      return against === undefined ? { yes: { ...seen, reason } } : { no: against };
    },
    write: async (tx, { obligationId, duty, ownerPersonId, sentence, reason }, { actor, now }) => {
      const subject = { kind: 'obligation', id: obligationId };
      const sent = [
        endDuty(tx, { obligationId, state: 'lapsed', by: actor.personId, with: { reason }, now }),
        notify(tx, { personIds: ownerPersonId === null ? [] : [ownerPersonId], sentence: `${actor.name}已了结：${sentence}${reason}`, subject, now }),
      ];
      return { result: { obligationId }, entry: { subject, detail: { duty, reason } }, sent };
    },
  };
}
