import type { Verb } from '../act/verb.ts';
import { no } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import { askAgain } from './ask-again.ts';
import { onlyIn } from './entitled.ts';
import { lockMatter, type MatterAt, type SeenMatter } from './seen.ts';
import type { MatterDone } from './submit.ts';

export interface RecuseInput extends MatterAt {
  /** What ties him or his relative to the matter, in his own words. */
  readonly relation: string;
}

interface Plan {
  readonly matter: SeenMatter;
  readonly posts: readonly string[];
  readonly relation: string;
}

const insert = statement<never>('declare-recusal', `insert into recusal (office_id, matter_id, person_id, relation, recorded_at) values ($1, $2, $3, $4, $5)`);
const party = statement<never>(
  'recusal-makes-party',
  `insert into matter_party (office_id, matter_id, person_id, role) values ($1, $2, $3, '回避人') on conflict do nothing`,
);

/** 申报回避: whoever a step waits for says that he has an interest; it asks again, as for any interested person. It decides nothing. */
export function recuseVerb(): Verb<RecuseInput, SeenMatter, Plan, MatterDone> {
  return {
    name: 'recuse',
    title: '申报回避',
    who: '在办人',
    read: (tx, input) => lockMatter(tx, input),
    decide: (matter, { relation }, { actor }) => {
      const against = onlyIn(matter, ['in_review'], '申报回避');
      if (against !== undefined) return { no: against };
      const own = matter.todos.filter((todo) => todo.personId === actor.personId);
      const steps = matter.steps.filter((step) => own.some((todo) => todo.step === step.step));
      if (steps.length === 0) return no('not-your-step', '本事项现在不等待您办理，不需要申报回避。');
      return { yes: { matter, relation, posts: [...new Set(steps.flatMap((step) => [step.post, step.askedPost]))] } };
    },
    write: async (tx, { matter, relation, posts }, moment) => {
      const { matterId, state } = matter;
      const { actor, now } = moment;
      await Promise.all([tx.rows(insert, [tx.officeId, matterId, actor.personId, relation, now]), tx.rows(party, [tx.officeId, matterId, actor.personId])]);
      await askAgain(tx, { posts, reason: `${actor.name}申报回避`, moment });
      return { result: { matterId, state }, entry: { subject: { kind: 'matter', id: matterId }, detail: { relation } } };
    },
  };
}
