import type { Facts, Refusal } from '../../rules/decision.ts';
import { holds } from '../../platform/act/actor.ts';
import type { Asking, Moment, Verb } from '../../platform/act/verb.ts';
import { statement, type SqlValue } from '../../platform/db/statement.ts';
import type { ActTx, ReadTx } from '../../platform/db/transaction.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { takeNumber } from '../../platform/registers/series.ts';

/** A table of lines that are only added, each with who recorded it and when. */
export interface LineTable<Column extends string> {
  readonly insert: (tx: ActTx, values: Readonly<Record<Column, SqlValue>>, moment: Moment) => Promise<number>;
}

export function lineTable<Column extends string>(table: string, columns: readonly Column[]): LineTable<Column> {
  const places = columns.map((_, index) => `$${index + 4}`).join(', ');
  const insert = statement<{ id: number }>(
    `insert-${table}`,
    `
    insert into ${table} (office_id, recorded_by, recorded_at, ${columns.join(', ')}) values ($1, $2, $3, ${places}) returning ${table}_id as id`,
  );
  return {
    insert: async (tx, values, { actor, now }) => {
      const made = await tx.row(insert, [tx.officeId, actor.personId, now, ...columns.map((column) => values[column])]);
      if (made === undefined) throw new Error(`the line of ${table} was not inserted`);
      return made.id;
    },
  };
}

export interface Line<Input, Seen> {
  readonly name: string;
  readonly title: string;
  /** Any of these posts; empty where `against` says who may. */
  readonly who: readonly string[];
  /** Who may in words, where it is no post; 任何人 if left out. */
  readonly by?: string;
  /** Subject of the log entry. */
  readonly kind: string;
  /** Series of the number; left out for lines without one. */
  readonly series?: string;
  readonly read: (tx: ReadTx, input: Input, asking: Asking) => Promise<Seen>;
  readonly against: (seen: Seen, input: Input, moment: Moment) => Refusal | undefined;
  readonly write: (
    tx: ActTx,
    of: { readonly seen: Seen; readonly input: Input; readonly number: string },
    moment: Moment,
  ) => Promise<Readonly<Record<string, unknown>> | undefined>;
  /** What the log keeps of the input; all of it if left out. */
  readonly told?: (input: Input) => Readonly<Record<string, unknown>>;
  /** The log does not keep who did it. */
  readonly unnamed?: true;
}

/** The answer of such a verb: its number, and what else the line has to tell. */
export interface LineDone {
  readonly number: string;
  readonly [more: string]: unknown;
}

/** A verb that adds lines to registers of this module: by post, with a number of the office's own, and with what the rules say against it. */
export function lineVerb<Input extends object, Seen>(line: Line<Input, Seen>): Verb<Input, Seen, { readonly seen: Seen; readonly input: Input }, LineDone> {
  const { name, title, who, by = '任何人', kind, series, read, against, write, told, unnamed } = line;
  return {
    name,
    title,
    who: who.length === 0 ? by : who.join('、'),
    read,
    decide: (seen, input, moment) => {
      if (who.length > 0 && !who.some((post) => holds(moment.actor, post)))
        return { no: refusal('not-your-post', `${title}由${who.join('、')}办理。`, [`请${who[0] ?? ''}办理`]) };
      const no = against(seen, input, moment);
      return no === undefined ? { yes: { seen, input } } : { no };
    },
    write: async (tx, { seen, input }, moment) => {
      const { now, today } = moment;
      const number =
        series === undefined
          ? ''
          : await takeNumber(tx, { series, year: Number(today.slice(0, 4)), subject: { kind, id: `${series}/${now.toISOString()}` }, now });
      const more = await write(tx, { seen, input, number }, moment);
      const id = number !== '' ? number : 'number' in input && typeof input.number === 'string' ? input.number : `${name}/${now.toISOString()}`;
      return {
        result: { number: id, ...more },
        entry: { subject: { kind, id }, detail: { ...(told?.(input) ?? input), ...more }, ...(unnamed === true && { unnamed }) },
      };
    },
  };
}

export function refusal(code: string, sentence: string, whatWouldHelp: readonly string[] = []): Refusal {
  return { code, clause: null, sentence, whatWouldHelp };
}

/** The first refusal of the office's pack; undefined where it has nothing against it, or does not know the question. */
export function ruled(rules: RulesInForce, question: string, facts: Facts, { actor, today }: Pick<Moment, 'actor' | 'today'>): Refusal | undefined {
  const ask = { officeId: actor.officeId, question, on: today };
  return rules.knows(ask) ? rules.decide({ ...ask, facts }).refusals[0] : undefined;
}

/** Sentences of the pack that are no refusal: what to look out for. */
export function noticed(
  rules: RulesInForce,
  question: string,
  facts: Facts,
  ask: Pick<Parameters<RulesInForce['knows']>[0], 'officeId' | 'on'>,
): readonly string[] {
  return rules.knows({ ...ask, question }) ? rules.decide({ ...ask, question, facts }).notices.map((one) => one.sentence) : [];
}
