import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { requireFiles } from '../../platform/matters/content.ts';
import { takeNumber } from '../../platform/registers/series.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { RegisterLetter } from './contract.ts';
import { insertLetter } from './store.ts';

/** 来函登记: the letter comes first; its persons, activity and days are held against the list later. */
export function registerLetterVerb(rules: RulesInForce): Verb<RegisterLetter, null, RegisterLetter, { readonly number: string }> {
  return {
    name: 'register-letter',
    title: '来函登记',
    who: '任何人',
    read: async (tx, { image }) => {
      await requireFiles(tx, [{ evidence: '函件原件', digest: image, name: '函件原件' }]);
      return null;
    },
    decide: (_seen, input, { actor, today }) => {
      if (!rules.knows({ officeId: actor.officeId, question: '来函登记', on: today })) return no('no-such-clause', '本单位现行制度没有来函登记的规定。');
      const { people, headcount, leader, from, until } = input;
      const letterComplete = from <= until && (people.length > 0 || (headcount > 0 && leader !== ''));
      const { refusals } = rules.decide({ officeId: actor.officeId, question: '来函登记', facts: { letterComplete }, on: today });
      const [first] = refusals;
      return first === undefined ? { yes: input } : { no: first, all: refusals };
    },
    write: async (tx, input, { actor, now, today }) => {
      const number = await takeNumber(tx, {
        series: '来函',
        year: Number(today.slice(0, 4)),
        subject: { kind: 'reception-letter', id: `${input.unit}/${now.toISOString()}` },
        now,
      });
      const letterId = await insertLetter(tx, { ...input, number }, { personId: actor.personId, now });
      return { result: { number }, entry: { subject: { kind: 'reception-letter', id: letterId }, detail: { ...input, number } } };
    },
  };
}
