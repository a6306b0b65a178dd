import { randomUUID } from 'node:crypto';
import { holds, type Actor } from '../act/actor.ts';
import { no, type Verb } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import { takeNumber } from '../registers/series.ts';
import type { World } from '../world.ts';
import type { PackAsk, PackInfo } from './contract.ts';

/** Who prepares what an inspection is shown. */
export const PREPARERS = ['审计员', '纪检领导', '局长'] as const;

export function mayPrepare(actor: Actor): boolean {
  return PREPARERS.some((post) => holds(actor, post));
}

const insert = statement<{ id: number }>(
  'make-inspection-pack',
  `
  insert into inspection_pack (office_id, number, clauses, from_day, until_day, sample, seed, made_by, made_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning pack_id as id`,
);

interface Plan extends PackAsk {
  readonly seed: string;
}

/** 准备迎检包: which clauses, which days, how many items; the seed is made here and kept, so that anybody can draw the sample again. */
export function makePackVerb(world: Pick<World, 'rules'>): Verb<PackAsk, string, Plan, { readonly packId: number; readonly number: string }> {
  return {
    name: 'make-inspection-pack',
    title: '准备迎检包',
    who: PREPARERS.join('、'),
    read: async () => randomUUID(),
    decide: (seed, input, { actor, today }) => {
      if (!mayPrepare(actor)) return no('not-preparer', `迎检包由${PREPARERS.join('、')}准备。`);
      if (input.until < input.from) return no('dates', '止日不能早于起日。');
      if (input.from > today) return no('future', '起日不能晚于今天。');
      const known = new Set(
        world.rules
          .bookOf(actor.officeId)
          ?.packs.flatMap((pack) => pack.clauses)
          .map((clause) => clause.ref.id),
      );
      const unknown = input.clauses.filter((id) => !known.has(id));
      return unknown.length > 0 ? no('unknown-clause', `本单位制度没有这些条款：${unknown.join('、')}。`, ['从条款清单中选择']) : { yes: { ...input, seed } };
    },
    write: async (tx, plan, { actor, now, today }) => {
      const { clauses, from, until, sample, seed } = plan;
      const number = await takeNumber(tx, { series: '迎检', year: Number(today.slice(0, 4)), subject: { kind: 'inspection-pack', id: seed }, now });
      const made = await tx.row(insert, [tx.officeId, number, clauses, from, until, sample, seed, actor.personId, now]);
      if (made === undefined) throw new Error('the pack was not inserted');
      return {
        result: { packId: made.id, number },
        entry: { subject: { kind: 'inspection-pack', id: made.id }, detail: { number, clauses, from, until, sample, seed } },
      };
    },
  };
}

const COLUMNS = `k.pack_id as "packId", k.number, k.clauses, k.from_day::text as "from", k.until_day::text as until, k.sample, k.seed, p.name as "madeBy", k.made_at as "madeAt"
  from inspection_pack k join person p on p.office_id = k.office_id and p.person_id = k.made_by where k.office_id = $1`;
const latest = statement<PackInfo>('inspection-packs', `select ${COLUMNS} order by k.pack_id desc limit 50`);
const one = statement<PackInfo>('inspection-pack', `select ${COLUMNS} and k.pack_id = $2`);

export function packs(tx: ReadTx): Promise<readonly PackInfo[]> {
  return tx.rows(latest, [tx.officeId]);
}

export function packOf(tx: ReadTx, packId: number): Promise<PackInfo | undefined> {
  return tx.row(one, [tx.officeId, packId]);
}
