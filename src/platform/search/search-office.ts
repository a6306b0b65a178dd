import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { inForce } from '../../rules/rulebook.ts';
import type { Actor } from '../act/actor.ts';
import type { Moment } from '../act/verb.ts';
import type { ReadTx } from '../db/transaction.ts';
import { findMatters } from '../matters/list.ts';
import { seesBusiness } from '../people/officers.ts';
import type { PersonRow } from '../people/contract.ts';
import { peopleOf } from '../people/lists.ts';
import { readRegister } from '../registers/read-register.ts';
import type { Register } from '../registers/register.ts';
import { mayOpen } from '../registers/use-register.ts';
import type { World } from '../world.ts';
import type { FoundClause, FoundPerson, FoundRegister, SearchAnswer } from './contract.ts';
import { folded } from './grams.ts';

/** Shown of each kind; the rest is a page further. */
const SHOWN = 10;
const LINES = 5;

/** Everything that holds the part and is the person's to see: matters, lines of registers, clauses in force, people of the office. */
export async function searchOffice(
  world: World,
  tx: ReadTx,
  { part, moment: { actor, today } }: { readonly part: string; readonly moment: Moment },
): Promise<SearchAnswer> {
  const [matters, registers, people] = await Promise.all([
    findMatters(world, tx, { part, actor, limit: SHOWN }),
    Promise.all(registersOf(world, { actor, today }).map((register) => inRegister(tx, { register, part, actor }))),
    peopleOf(tx, today),
  ]);
  return {
    matters,
    registers: registers.flat(),
    clauses: clausesWith(world, { officeId: tx.officeId, part, today }),
    people: people
      .filter(({ leftOn }) => leftOn === null || leftOn > today)
      .flatMap((one) => personWith(one, part))
      .slice(0, SHOWN),
  };
}

/** The registers somebody may open. */
function registersOf(world: World, { actor, today }: { readonly actor: Actor; readonly today: CivilDate }): readonly Register[] {
  if (!seesBusiness(actor)) return [];
  return world.modules
    .flatMap(({ registers }) => registers)
    .filter((one) => mayOpen(one, actor) && (one.question === undefined || world.rules.knows({ officeId: actor.officeId, question: one.question, on: today })));
}

interface InRegister {
  readonly register: Register;
  readonly part: string;
  readonly actor: Actor;
}

async function inRegister(tx: ReadTx, { register, part, actor }: InRegister): Promise<readonly FoundRegister[]> {
  const { title, searched, accounting } = register;
  // The matters of a register are found as matters.
  const columns = searched === undefined || searched.subject === 'matter' ? [] : register.columns.filter(({ key }) => searched.columns.includes(key));
  const lines =
    accounting === true
      ? []
      : await linesWith(
          tx,
          { register, part, actor },
          columns.map(({ key }) => key),
        );
  if (lines.length === 0 && !title.includes(part) && !(accounting === true && columns.length > 0)) return [];
  return [{ register: register.register, title, columns: columns.map(({ key, title: name }) => ({ key, title: name })), lines }];
}

async function linesWith(tx: ReadTx, { register, part, actor }: InRegister, keys: readonly string[]): Promise<FoundRegister['lines']> {
  const found = await Promise.all(keys.map((key) => readRegister(tx, { register, filters: { [key]: part }, after: null, limit: LINES, actor })));
  const byKey = new Map(found.flatMap(({ rows }) => rows).map((row) => [row.key, keys.map((key) => textOf(row[key]))]));
  return [...byKey]
    .toSorted(([one], [other]) => other - one)
    .slice(0, LINES)
    .map(([key, cells]) => ({ key, cells }));
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function clausesWith(
  world: World,
  { officeId, part, today }: { readonly officeId: number; readonly part: string; readonly today: CivilDate },
): readonly FoundClause[] {
  const packs = world.rules.bookOf(officeId)?.packs.filter((pack) => inForce(pack, today)) ?? [];
  return packs
    .flatMap(({ clauses }) => clauses)
    .filter(({ ref, text }) => folded(`${text}\n${ref.regulation}\n${ref.id}`).includes(folded(part)))
    .slice(0, SHOWN)
    .map(({ ref, text }) => ({ clause: ref, text }));
}

function personWith({ personId, name, department, posts, loginName }: PersonRow, part: string): readonly FoundPerson[] {
  return folded([name, loginName, department ?? '', ...posts].join('\n')).includes(folded(part)) ? [{ personId, name, department, posts }] : [];
}
