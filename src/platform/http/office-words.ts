import type { FastifyRequest } from 'fastify';
import { inOfficeWords, OFFICERS } from '../people/contract-officers.ts';
import { policyOf } from '../sign-in/policy.ts';
import type { World } from '../world.ts';
import { readAs } from './read-as.ts';
import { officeOf } from './session.ts';

const NAMED = new RegExp(OFFICERS.join('|'));

/** A refusal or failure with the three officers called what the office of the request calls them; as it is where none is named, or nobody is signed in. */
export async function inWordsOf<Answer extends object>(world: Pick<World, 'pool' | 'clock'>, request: FastifyRequest, answer: Answer): Promise<Answer> {
  const written = JSON.stringify(answer);
  const officeId = officeOf(request);
  if (officeId === undefined || !NAMED.test(written)) return answer;
  const { officerNaming } = await readAs(world, { kind: 'system', officeId, job: 'wording' }, (tx) => policyOf(tx));
  return JSON.parse(inOfficeWords(written, officerNaming)) as Answer; // sentences change, the shape does not
}
