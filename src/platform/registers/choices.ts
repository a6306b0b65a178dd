import type { Actor } from '../act/actor.ts';
import { Failure } from '../act/failure.ts';
import type { ReadTx } from '../db/transaction.ts';
import type { RegisterChoice } from './contract.ts';
import { plain } from './export.ts';
import { readRegister } from './read-register.ts';
import type { Register } from './register.ts';

/** Lines offered, the newest; older ones are found in the register itself. */
const OFFERED = 200;
/** Columns that tell one line from another. */
const TELLING = 5;

/**
 * Lines of a register to choose from, in a few words each: those the actor may see.
 * @throws Failure('withheld') for a register each look at which is logged; it is opened for a look, not by a form.
 */
export async function registerChoices(tx: ReadTx, register: Register, actor: Actor): Promise<readonly RegisterChoice[]> {
  if (register.accounting === true || register.looksLogged === true) throw new Failure('withheld', `${register.title}每次查看都须留痕，请在台账页查看。`);
  const { rows } = await readRegister(tx, { register, filters: {}, after: null, limit: OFFERED, actor });
  const words = (row: (typeof rows)[number]): string =>
    register.columns
      .slice(0, TELLING)
      .flatMap(({ key, type }) => (row[key] === null || row[key] === undefined || row[key] === '' ? [] : plain(type, row[key])))
      .join(' ');
  return rows.map((row) => ({ value: row.key, label: words(row) }));
}
