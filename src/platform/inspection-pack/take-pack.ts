import { no, type Verb } from '../act/verb.ts';
import { mayPrepare, PREPARERS } from './make-pack.ts';

interface Taken {
  readonly packId: number;
  readonly number: string;
  /** SHA-256 of the manifest, which names every file by its own: what has left the office is known by it. */
  readonly manifest: string;
}

/** 取用迎检包: who took it out when, and what it held then. */
export const takePackVerb: Verb<Taken, null, Taken, { readonly taken: true }> = {
  name: 'take-inspection-pack',
  title: '取用迎检包',
  who: PREPARERS.join('、'),
  read: async () => null,
  decide: (_seen, input, { actor }) => (mayPrepare(actor) ? { yes: input } : no('not-preparer', `迎检包由${PREPARERS.join('、')}取用。`)),
  write: async (_tx, { packId, number, manifest }) => ({
    result: { taken: true },
    entry: { subject: { kind: 'inspection-pack', id: packId }, detail: { number, manifest } },
  }),
};
