import type { Verb } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import { requireFiles, type AttachedFile } from '../matters/content.ts';
import { obligationToActOn } from './list.ts';
import { mayDischarge, mayWaive, type SeenObligation } from './may.ts';

export interface DischargeInput {
  readonly obligationId: number;
  readonly files: readonly AttachedFile[];
  readonly remark: string | null;
}

const end = statement<never>(
  'end-obligation',
  `
  update obligation set state = $3, ended_at = $4, ended_by = $5, ended_with = $6 where office_id = $1 and obligation_id = $2`,
);

export interface ObligationDone {
  readonly obligationId: number;
}

/** 办结义务: on the evidence the clause asks for, never on a word alone. */
export function dischargeVerb(): Verb<DischargeInput, SeenObligation, DischargeInput & { readonly seen: SeenObligation }, ObligationDone> {
  return {
    name: 'discharge',
    title: '办结义务',
    who: '责任人',
    read: async (tx, { obligationId, files }, asking) => {
      const [seen] = await Promise.all([obligationToActOn(tx, obligationId, asking), requireFiles(tx, files)]);
      return seen;
    },
    decide: (seen, input, { actor }) => {
      const against = mayDischarge(seen, actor);
      if (against !== undefined) return { no: against };
      const missing = seen.evidence.filter((evidence) => !input.files.some((file) => file.evidence === evidence));
      if (missing.length === 0) return { yes: { ...input, seen } };
      const names = missing.map((one) => `“${one}”`).join('、');
      return { no: { code: 'evidence-missing', clause: seen.clause, sentence: `还没有附上${names}，不能办结。`, whatWouldHelp: [`上传${names}`] } };
    },
    write: async (tx, { obligationId, files, remark, seen }, { now, actor }) => {
      const sent = [tx.rows(end, [tx.officeId, obligationId, 'discharged', now, actor.personId, JSON.stringify({ files, remark })])];
      return {
        result: { obligationId },
        entry: {
          subject: { kind: 'obligation', id: obligationId },
          detail: { duty: seen.duty, dueOn: seen.dueOn, files: files.map((file) => file.digest), remark },
        },
        sent,
      };
    },
  };
}

export interface WaiveInput {
  readonly obligationId: number;
  readonly reason: string;
}

/** 免除义务: by the head of the office, with a reason; listed among the exceptions. */
export function waiveVerb(): Verb<WaiveInput, SeenObligation, WaiveInput & { readonly seen: SeenObligation }, ObligationDone> {
  return {
    name: 'waive',
    title: '免除义务',
    who: '局长',
    read: (tx, { obligationId }, asking) => obligationToActOn(tx, obligationId, asking),
    decide: (seen, input, { actor }) => {
      const against = mayWaive(seen, actor);
      return against === undefined ? { yes: { ...input, seen } } : { no: against };
    },
    write: async (tx, { obligationId, reason, seen }, { now, actor }) => {
      const sent = [tx.rows(end, [tx.officeId, obligationId, 'waived', now, actor.personId, JSON.stringify({ reason })])];
      return { result: { obligationId }, entry: { subject: { kind: 'obligation', id: obligationId }, detail: { duty: seen.duty, reason } }, sent };
    },
  };
}
