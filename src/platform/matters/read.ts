import { Failure } from '../act/failure.ts';
import type { Verb } from '../act/verb.ts';
import { no } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import { mayRead } from './readers.ts';
import { seeMatter, type SeenMatter } from './seen.ts';
import type { MatterDone } from './submit.ts';

export interface Reading {
  readonly personId: number;
  readonly name: string;
  readonly readAt: string;
}

const readings = statement<Reading>(
  'readings-of-matter',
  `
  select r.person_id as "personId", p.name, r.read_at as "readAt" from matter_reading r join person p on p.office_id = r.office_id and p.person_id = r.person_id
  where r.office_id = $1 and r.matter_id = $2 order by r.read_at, r.person_id`,
);
const insert = statement<never>(
  'insert-matter-reading',
  `
  insert into matter_reading (office_id, matter_id, person_id, read_at) values ($1, $2, $3, $4) on conflict do nothing`,
);

/** Who has opened the matter, and when first. */
export function readingsOf(tx: ReadTx, matterId: number): Promise<readonly Reading[]> {
  return tx.rows(readings, [tx.officeId, matterId]);
}

interface Seen {
  readonly matter: SeenMatter;
  readonly readers: readonly Reading[];
}

/** 已阅: the first opening of a matter by somebody who may read it; later ones change nothing. */
export function readVerb(): Verb<{ readonly matterId: number }, Seen, SeenMatter, MatterDone> {
  return {
    name: 'read',
    title: '阅读',
    who: '相关人员',
    read: async (tx, { matterId }) => {
      const [matter, readers] = await Promise.all([seeMatter(tx, matterId), readingsOf(tx, matterId)]);
      return { matter, readers };
    },
    decide: ({ matter, readers }, _input, { actor }) => {
      if (!mayRead(matter, actor)) throw new Failure('not-found', '没有这个事项，或者您不是它的相关人员。');
      return readers.some((one) => one.personId === actor.personId) ? no('read-already', '您已阅读过本事项。') : { yes: matter };
    },
    write: async (tx, { matterId, state }, { actor, now }) => ({
      result: { matterId, state },
      entry: { subject: { kind: 'matter', id: matterId }, detail: {} },
      sent: [tx.rows(insert, [tx.officeId, matterId, actor.personId, now])],
    }),
  };
}
