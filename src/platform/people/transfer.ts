import { holds } from '../act/actor.ts';
import type { Verb } from '../act/verb.ts';
import { no } from '../act/verb.ts';
import { Failure } from '../act/failure.ts';
import { statement } from '../db/statement.ts';
import { SYSTEM_OFFICER } from './contract-officers.ts';
import { departmentToJoin, notStanding, type StandingDepartment } from './department-on.ts';

export interface TransferInput {
  readonly personId: number;
  readonly departmentId: number;
}

interface Seen {
  readonly name: string;
  readonly leftOn: string | null;
  readonly departmentId: number | null;
  readonly to: StandingDepartment | undefined;
}

const person = statement<Omit<Seen, 'to'>>(
  'person-to-transfer',
  `
  select name, left_on::text as "leftOn", department_id as "departmentId" from person where office_id = $1 and person_id = $2 for update`,
);
const move = statement<never>('transfer-person', `update person set department_id = $3 where office_id = $1 and person_id = $2`);

/** 调整股室: from today on. Posts are given and ended apart; matters stay with the department they were filed in. */
export function transferVerb(): Verb<TransferInput, Seen, TransferInput & Seen, { readonly personId: number }> {
  return {
    name: 'transfer',
    title: '调整股室',
    who: SYSTEM_OFFICER,
    attemptsLogged: true,
    read: async (tx, { personId, departmentId }) => {
      const [found, to] = await Promise.all([tx.row(person, [tx.officeId, personId]), departmentToJoin(tx, departmentId)]);
      if (found === undefined) throw new Failure('not-found', '没有这个人。');
      return { ...found, to };
    },
    decide: (seen, input, { actor, today }) => {
      const { name, leftOn, departmentId, to } = seen;
      if (!holds(actor, SYSTEM_OFFICER)) return no('not-system-officer', `人员账户由${SYSTEM_OFFICER}登记。`);
      if (leftOn !== null) return no('left-already', `${name}已于${leftOn}离任。`);
      if (departmentId === input.departmentId) return no('nothing-changed', `${name}已在${to?.name ?? '该股室'}。`);
      return notStanding(to, { departmentId: input.departmentId, day: today }) ?? { yes: { ...seen, ...input } };
    },
    write: async (tx, { personId, departmentId, name, to }, { today }) => {
      await tx.rows(move, [tx.officeId, personId, departmentId]);
      return {
        result: { personId },
        entry: { subject: { kind: 'person', id: personId }, detail: { name, departmentId, department: to?.name ?? null, from: today } },
      };
    },
  };
}
