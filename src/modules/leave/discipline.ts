import { holds } from '../../platform/act/actor.ts';
import { Failure } from '../../platform/act/failure.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import { requireFiles } from '../../platform/matters/content.ts';
import { notify } from '../../platform/notices/notify.ts';
import { openDuty } from '../../platform/obligations/open-duty.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { DecideDiscipline, HandInCriticism, OpenDisciplineCase } from './contract-attendance.ts';
import { staffMember } from './record-service.ts';

const RECORDERS = ['办公室', '纪检领导'] as const;
const HEAD = '局长';
const CRITICISM = '书面检查';
const DECISION = '责任追究决定';

const known = statement<{ known: boolean }>(
  'discipline-case-known',
  `select exists (select from discipline_case where office_id = $1 and number = $2 and person_id = $3) as known`,
);
const insert = statement<{ id: number }>(
  'insert-discipline-case',
  `
  insert into discipline_case (office_id, noticed_on, number, body, person_id, facts, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8) returning case_id as id`,
);

interface Seen {
  readonly name: string;
  readonly known: boolean;
}

/** 登记督查通报 (ATT-08): named by an inspection one hands in a self-criticism, and the head decides; the case closes with both. */
export function openDisciplineCaseVerb(
  rules: RulesInForce,
): Verb<OpenDisciplineCase, Seen, OpenDisciplineCase & { readonly name: string }, { readonly caseId: number; readonly dueOn: readonly CivilDate[] }> {
  return {
    name: 'open-discipline-case',
    title: '登记督查通报',
    who: RECORDERS.join('、'),
    read: async (tx, { personId, number }) => {
      const [{ name }, found] = await Promise.all([staffMember(tx, personId), tx.row(known, [tx.officeId, number, personId])]);
      return { name, known: found?.known === true };
    },
    decide: ({ name, known: twice }, input, { actor, today }) => {
      if (!RECORDERS.some((post) => holds(actor, post))) return no('not-recorder', `督查通报由${RECORDERS.join('、')}登记。`);
      if (input.noticedOn > today) return no('future', '通报日期不能晚于今天。');
      return twice ? no('known', `${input.number}对${name}的通报已经登记。`) : { yes: { ...input, name } };
    },
    write: async (tx, plan, { actor, now, today }) => {
      const { noticedOn, number, body, personId, facts, name } = plan;
      const made = await tx.row(insert, [tx.officeId, noticedOn, number, body, personId, facts, actor.personId, now]);
      if (made === undefined) throw new Error('the case was not inserted');
      const subject = { kind: 'discipline-case', id: made.id };
      const dueOn: CivilDate[] = [];
      for (const named of [CRITICISM, DECISION]) {
        const duty = rules.duty({ officeId: tx.officeId, duty: named, on: noticedOn });
        if (duty !== undefined) dueOn.push(await openDuty(tx, { duty, event: noticedOn, today, subject, handlerId: personId, about: `${number}通报${name}` }));
      }
      const sent = [notify(tx, { personIds: [personId], sentence: `${body}${number}通报：${facts}。请按期提交书面检查，可以写明意见。`, subject, now })];
      return { result: { caseId: made.id, dueOn }, entry: { subject, detail: { ...plan, dueOn } }, sent };
    },
  };
}

interface Case {
  readonly personId: number;
  readonly handedIn: boolean;
  readonly decided: boolean;
}

const caseOf = statement<Case>(
  'discipline-case-to-act-on',
  `
  select person_id as "personId", handed_in_at is not null as "handedIn", decided_at is not null as decided from discipline_case where office_id = $1 and case_id = $2 for update`,
);
const handIn = statement<never>(
  'hand-in-criticism',
  `update discipline_case set criticism = decode($3, 'hex'), comment = $4, handed_in_at = $5 where office_id = $1 and case_id = $2`,
);
const decide = statement<never>(
  'decide-discipline',
  `update discipline_case set decision = $3, decided_by = $4, decided_at = $5 where office_id = $1 and case_id = $2`,
);

async function readCase(tx: ReadTx, caseId: number): Promise<Case> {
  const found = await tx.row(caseOf, [tx.officeId, caseId]);
  if (found === undefined) throw new Failure('not-found', '没有这项通报处理。');
  return found;
}

/** 提交书面检查 (ATT-08), with what the person has to say. */
export const handInCriticismVerb: Verb<HandInCriticism, Case, HandInCriticism & { readonly decided: boolean }, { readonly closed: boolean }> = {
  name: 'hand-in-criticism',
  title: '提交书面检查',
  who: '被通报人',
  read: async (tx, { caseId, criticism }) => {
    const [found] = await Promise.all([readCase(tx, caseId), requireFiles(tx, [{ evidence: CRITICISM, digest: criticism, name: CRITICISM }])]);
    return found;
  },
  decide: ({ personId, handedIn, decided }, input, { actor }) => {
    if (personId !== actor.personId) return no('not-yours', '书面检查由被通报人本人提交。');
    return handedIn ? no('handed-in-already', '已经提交。') : { yes: { ...input, decided } };
  },
  write: async (tx, { caseId, criticism, comment, decided }, { actor, now }) => {
    const sent = [
      tx.rows(handIn, [tx.officeId, caseId, criticism, comment, now]),
      endObligation(tx, { duty: CRITICISM, occasion: `discipline-case/${caseId}`, state: 'discharged', by: actor.personId, with: { criticism }, now }),
    ];
    return { result: { closed: decided }, entry: { subject: { kind: 'discipline-case', id: caseId }, detail: { criticism, comment } }, sent };
  },
};

/** 责任追究决定 (ATT-08): by the head, according to gravity. */
export const decideDisciplineVerb: Verb<DecideDiscipline, Case, DecideDiscipline & Case, { readonly closed: boolean }> = {
  name: 'decide-discipline',
  title: '责任追究决定',
  who: HEAD,
  read: (tx, { caseId }) => readCase(tx, caseId),
  decide: (found, input, { actor }) => {
    if (!holds(actor, HEAD)) return no('not-head', `责任追究由${HEAD}决定。`);
    if (found.personId === actor.personId) return no('own-business', '不能决定本人的责任。');
    return found.decided ? no('decided-already', '已经决定。') : { yes: { ...input, ...found } };
  },
  write: async (tx, { caseId, decision, personId, handedIn }, { actor, now }) => {
    const subject = { kind: 'discipline-case', id: caseId };
    const sent = [
      tx.rows(decide, [tx.officeId, caseId, decision, actor.personId, now]),
      endObligation(tx, { duty: DECISION, occasion: `discipline-case/${caseId}`, state: 'discharged', by: actor.personId, with: { decision }, now }),
      notify(tx, { personIds: [personId], sentence: `责任追究决定：${decision}`, subject, now }),
    ];
    return { result: { closed: handedIn }, entry: { subject, detail: { decision } }, sent };
  },
};
