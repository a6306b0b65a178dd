import type { Actor } from '../act/actor.ts';
import type { ReadTx } from '../db/transaction.ts';
import type { RegisterChoice } from './contract.ts';
import { plain } from './export.ts';
import { readRegister } from './read-register.ts';
import type { Register } from './register.ts';

/** Lines offered, the newest; older ones are found in the register itself. */
const OFFERED = 200;
/** Columns that tell one line from another. */
const TELLING = 5;

/** Lines of a register to choose from, in a few words each: those the actor may see. */
export async function registerChoices(tx: ReadTx, register: Register, actor: Actor): Promise<readonly RegisterChoice[]> {
  const { rows } = await readRegister(tx, { register, filters: {}, after: null, limit: OFFERED, actor });
  const words = (row: (typeof rows)[number]): string =>
    register.columns
      .slice(0, TELLING)
      .flatMap(({ key, type }) => (row[key] === null || row[key] === undefined || row[key] === '' ? [] : plain(type, row[key])))
      .join(' ');
  return rows.map((row) => ({ value: row.key, label: words(row) }));
}
