import type { CivilDate } from './calendar/civil-date.ts';
import type { ClauseRef, Decision, Facts, FactValue } from './decision.ts';
import { answer, type Question } from './decide/answer.ts';
import { compileQuestion } from './decide/compile-question.ts';
import type { RuleFunctions } from './decide/compile-row.ts';
import { together } from './decide/together.ts';
import { FactFault, RuleFault } from './fact-fault.ts';
import type { Attestation, Clause, Duty, Pack, RegisterRule, Separation, Setting, SoleHolder, Table } from './pack/pack.ts';
import type { PostPlace } from './route/staff.ts';

export interface OfficeDefinition {
  /** 文旅局 */
  readonly key: string;
  readonly name: string;
  readonly posts: readonly PostPlace[];
}

export interface QuestionAsk {
  readonly question: string;
  /** Further questions whose answers are added; one the office does not know on the day adds nothing. */
  readonly also?: readonly string[];
  readonly facts: Facts;
  readonly on: CivilDate;
}

/** All packs of one office, every version, compiled once. Everything is asked as of a day: the version in force then answers. */
export interface Rulebook {
  readonly office: OfficeDefinition;
  readonly packs: readonly Pack[];
  knows(question: string, on: CivilDate): boolean;
  /** @throws FactFault for a missing or wrongly typed fact, RuleFault if the packs cannot answer. */
  decide(ask: QuestionAsk): Decision;
  duty(name: string, on: CivilDate): Duty | undefined;
  duties(on: CivilDate): readonly Duty[];
  /** A number the office has set for itself, by identifier. */
  setting(id: string, on: CivilDate): FactValue | undefined;
  /** Every such number, also those the office still has to set. */
  settings(on: CivilDate): readonly Setting[];
  separations(on: CivilDate): readonly Separation[];
  soleHolders(on: CivilDate): readonly SoleHolder[];
  registers(on: CivilDate): readonly RegisterRule[];
  attestations(on: CivilDate): readonly Attestation[];
  clause(id: string, on: CivilDate): Clause | undefined;
  /** The first clause that asks something of a post: a step, or a duty. */
  asking(post: string, on: CivilDate): ClauseRef | undefined;
}

/** Is the version in force on the day? */
export function inForce(pack: Pick<Pack, 'inForceFrom' | 'inForceUntil'>, on: CivilDate): boolean {
  return pack.inForceFrom <= on && (pack.inForceUntil === undefined || on < pack.inForceUntil);
}

/** @throws RuleFault if a pack names a function nobody provides. */
export function compileRulebook(office: OfficeDefinition, packs: readonly Pack[], functions: RuleFunctions): Rulebook {
  const compiled = packs.map((pack) => ({ pack, questions: compileQuestions(pack, functions) }));
  const on = (day: CivilDate): readonly Pack[] => packs.filter((pack) => inForce(pack, day));
  const asked = compiled.flatMap(({ pack, questions }) => [...questions.values()].map((question): Version => ({ pack, question })));
  const versions = new Map([...Map.groupBy(asked, ({ question }) => question.question)].map(([name, all]) => [name, versionOn(all)]));
  const find = (question: string, day: CivilDate): Question | undefined => versions.get(question)?.(day);
  return {
    office,
    packs,
    knows: (question, day) => find(question, day) !== undefined,
    decide: ({ question, also = [], facts, on: day }) => {
      const found = find(question, day);
      if (found === undefined) throw new RuleFault(`${office.name}在${day}没有关于“${question}”的现行制度。`);
      try {
        if (also.length === 0) return answer(found, facts, day);
        const further = also.flatMap((name) => find(name, day) ?? []);
        return together([answer(found, facts, day), ...further.map((one) => answer(one, facts, day))], office.posts);
      } catch (error) {
        throw unset(error, on(day)) ?? error;
      }
    },
    duty: (name, day) =>
      on(day)
        .map((pack) => pack.duties.get(name))
        .find((duty) => duty !== undefined),
    duties: (day) => on(day).flatMap((pack) => [...pack.duties.values()]),
    setting: (id, day) =>
      on(day)
        .map((pack) => pack.settings.get(id)?.value)
        .find((value) => value !== undefined),
    settings: (day) => on(day).flatMap((pack) => [...pack.settings.values()]),
    separations: (day) => on(day).flatMap((pack) => pack.separations),
    soleHolders: (day) => on(day).flatMap((pack) => pack.soleHolders),
    registers: (day) => on(day).flatMap((pack) => pack.registers),
    attestations: (day) => on(day).flatMap((pack) => pack.attestations),
    clause: (id, day) =>
      on(day)
        .flatMap((pack) => pack.clauses)
        .find((clause) => clause.ref.id === id),
    asking: (post, day) =>
      on(day)
        .map((pack) => clauseAsking(pack, post))
        .find((ref) => ref !== undefined),
  };
}

function clauseAsking(pack: Pack, post: string): ClauseRef | undefined {
  const row = [...pack.tables.values()].flatMap((table) => table.rows).find(({ answer }) => answer.steps.some((step) => step.post === post));
  return (row ?? [...pack.duties.values()].find((duty) => duty.owner === post))?.clause.ref;
}

interface Version {
  readonly pack: Pack;
  readonly question: Question;
}

/** Finds the version in force; remembers the last day asked for, since most questions are asked of today. */
function versionOn(versions: readonly Version[]): (day: CivilDate) => Question | undefined {
  let last: { readonly day: CivilDate; readonly found: Question | undefined } | undefined;
  return (day) => {
    if (last?.day !== day) last = { day, found: versions.find(({ pack }) => inForce(pack, day))?.question };
    return last.found;
  };
}

function compileQuestions(pack: Pack, functions: RuleFunctions): ReadonlyMap<string, Question> {
  const partsOf = (asked: Table) => [...[...pack.tables.values()].filter((table) => table.replaces === asked.name), asked];
  const ref = { regulation: pack.regulation, version: pack.version, digest: pack.digest };
  return new Map(
    [...pack.questions].map(([question, asked]) => {
      const tables = asked.filter((table) => table.replaces === undefined).map((table) => ({ name: table.name, parts: partsOf(table) }));
      const settings = settingsFor(
        pack,
        tables.flatMap(({ parts }) => parts),
      );
      return [question, { question, office: pack.office, pack: ref, settings, ask: compileQuestion(tables, functions) }];
    }),
  );
}

/** The settings these tables read; all of them if a function may read any. */
function settingsFor(pack: Pack, tables: readonly Table[]): Facts | undefined {
  const everything = tables.some((table) => table.rows.some((row) => row.answer.compute !== undefined));
  const read = new Set(
    tables.flatMap((table) => [...table.columns, ...(table.scope === 'none' ? [] : table.scope.map((one) => one.term))]).map((term) => term.id),
  );
  const settings = [...pack.settings].flatMap(([id, { value }]) => (value === undefined || !(everything || read.has(id)) ? [] : [[id, value] as const]));
  return settings.length === 0 ? undefined : Object.fromEntries(settings);
}

/** A fact that is missing because the office has not yet set its own number is said so. */
function unset(error: unknown, packs: readonly Pack[]): FactFault | undefined {
  if (!(error instanceof FactFault) || error.code !== 'missing') return undefined;
  const setting = packs.flatMap((pack) => [...pack.settings.values()]).find((one) => one.term.name === error.term && one.value === undefined);
  if (setting === undefined) return undefined;
  const { regulation, clause } = setting.clause.ref;
  return new FactFault('missing', error.term, `本单位尚未设定“${error.term}”（《${regulation}》${clause}），设定之前不能办理。请由有权人员在制度中设定。`);
}
