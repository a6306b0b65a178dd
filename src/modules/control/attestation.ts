import { Failure } from '../../platform/act/failure.ts';
import { statement } from '../../platform/db/statement.ts';
import { openDuty } from '../../platform/obligations/open-duty.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { DeclineToAttest } from './contract-ethics.ts';
import { lineVerb } from './lines.ts';

const ATTESTATION = '无账外资金确认';
const CHECK = '账外资金核查';

const asked = statement<{ occasion: string }>(
  'attestation-asked',
  `
  select occasion from obligation where office_id = $1 and duty = '${ATTESTATION}' and owner_person_id = $2 and state = 'open' order by due_on limit 1 for update`,
);

/** 不予确认 (ETH-03c): whoever will not say that there is no other money opens a check by the 纪检领导; hers by the 局长. */
export const declineToAttestVerb = (rules: RulesInForce) =>
  lineVerb<DeclineToAttest, { readonly occasion: string }>({
    name: 'decline-to-attest',
    title: '不予确认账外资金',
    who: [],
    by: '责任人',
    kind: 'attestation',
    read: async (tx, _input, { actor }) => {
      const found = await tx.row(asked, [tx.officeId, (await actor).personId]);
      if (found === undefined) throw new Failure('not-found', `您没有待办的${ATTESTATION}。`);
      return found;
    },
    against: () => undefined,
    told: () => ({}),
    write: async (tx, { seen: { occasion }, input: { reason } }, moment) => {
      const { actor, now, today } = moment;
      await endObligation(tx, { duty: ATTESTATION, occasion, state: 'lapsed', by: actor.personId, with: { reason }, now });
      const duty = rules.duty({ officeId: tx.officeId, duty: CHECK, on: today });
      if (duty === undefined) return undefined;
      const owner = actor.posts.some((held) => held.post === duty.owner) ? '局长' : duty.owner;
      const dueOn = await openDuty(tx, {
        duty: { ...duty, owner },
        event: today,
        today,
        subject: { kind: 'attestation', id: occasion },
        handlerId: null,
        about: `${actor.name}不予确认，理由：${reason}`,
      });
      return { dueOn };
    },
  });
