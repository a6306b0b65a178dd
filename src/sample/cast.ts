import { randomUUID } from 'node:crypto';
import { momentOf } from '../rules/calendar/civil-date.ts';
import { act } from '../platform/act/act.ts';
import type { Credential } from '../platform/act/actor.ts';
import type { Verb } from '../platform/act/verb.ts';
import { readAs } from '../platform/http/read-as.ts';
import { newToken } from '../platform/http/session.ts';
import { signInAsSample } from '../platform/sign-in/account.ts';
import type { FoundedOffice } from '../platform/people/found-office.ts';
import type { ReadTx } from '../platform/db/transaction.ts';
import type { Moment } from '../platform/act/verb.ts';
import type { World } from '../platform/world.ts';

/** A world whose clock stands where the story is. */
export interface StageWorld extends World {
  readonly setClock: (moment: Date) => void;
}

export function stage(world: World): StageWorld {
  let now = world.clock();
  return {
    ...world,
    clock: () => now,
    setClock: (moment) => {
      now = moment;
    },
  };
}

/** Lets the people of a founded office act by their names: everything goes through the verbs, nothing around them. */
export interface Cast {
  readonly world: StageWorld;
  readonly office: FoundedOffice;
  perform<Input, Seen, Plan, Result>(name: string, verb: Verb<Input, Seen, Plan, Result>, input: Input): Promise<Result>;
  read<Result>(name: string, read: (tx: ReadTx, moment: Moment) => Promise<Result>): Promise<Result>;
  personId(name: string): number;
  /** Moves the clock to a moment of the story, in Asia/Shanghai: `2026-09-02`, `09:30`. */
  at(day: string, time: string): void;
}

export function castOf(world: StageWorld, office: FoundedOffice): Cast {
  const personId = (name: string): number => {
    const id = office.people.get(name);
    if (id === undefined) throw new Error(`nobody is called ${name}`);
    return id;
  };
  const signIn = async (name: string): Promise<Credential> => {
    const { tokenHash } = newToken();
    await signInAsSample(world, { officeId: office.officeId, personId: personId(name) }, { tokenHash, client: '示范' });
    return { kind: 'session', officeId: office.officeId, tokenHash };
  };
  return {
    world,
    office,
    personId,
    perform: async (name, verb, input) => {
      const answer = await act(world, { credential: await signIn(name), verb, input, key: randomUUID() });
      if (!('done' in answer))
        throw new Error(`${name} ${verb.name}: ${(answer.refusals ?? [answer.refused]).map((one) => `${one.code} ${one.sentence}`).join(' / ')}`);
      return answer.done;
    },
    read: async (name, read) => readAs(world, await signIn(name), read),
    at: (day, time) => world.setClock(momentOf(`${day}T${time}`)),
  };
}
