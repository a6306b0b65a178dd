import { holds, type Actor } from '../act/actor.ts';
import { Failure } from '../act/failure.ts';
import { readYuan } from '../../rules/money.ts';
import { readCivilDate } from '../../rules/calendar/civil-date.ts';
import { statement, type SqlValue } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import { candidatesOf, isSearchable } from '../search/candidates.ts';
import { foundPage } from '../search/found-page.ts';
import { folded } from '../search/grams.ts';
import type { RegisterPage } from './contract.ts';
import type { Register, RegisterColumn } from './register.ts';

/** Filters as sent: `payee=…`, `amount.from=…`, `paidOn.to=…`. Amounts in yuan as a person writes them. */
export type RegisterFilters = Readonly<Record<string, string>>;

export interface RegisterAsk {
  readonly register: Register;
  readonly filters: RegisterFilters;
  readonly after: string | null;
  readonly limit: number;
  readonly actor: Actor;
}

type Row = Readonly<Record<string, unknown>> & { readonly register_key: number };

/**
 * A page of a register, newest first, by keyset: page 50,000 costs what page 1 costs. Who is not among its readers sees his own lines.
 * @throws Failure('bad-input') for a filter the register does not have.
 */
export async function readRegister(tx: ReadTx, ask: RegisterAsk): Promise<RegisterPage> {
  const { register, after, limit } = ask;
  const rows = await rowsOf(tx, ask, after === null ? Number.MAX_SAFE_INTEGER : Number(after));
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    rows: page.map(({ register_key: key, ...row }) => ({ key, ...row })),
    next: last === undefined ? null : String(last.register_key),
    columns: register.columns,
  };
}

async function rowsOf(tx: ReadTx, ask: RegisterAsk, before: number): Promise<readonly Row[]> {
  const {
    register: { searched, keyset },
    limit,
    actor,
  } = ask;
  const query = build(ask);
  const values = [tx.officeId, actor.personId];
  const along = (below: number, most: number): Promise<readonly Row[]> =>
    tx.rows(statement<Row>(query.name, query.text(null)), [...values, below, most, ...query.values]);
  if (searched === undefined || !query.parts.some(isSearchable)) return await along(before, limit + 1);
  const among = statement<Row>(`${query.name}-found`, query.text(`${keyset} = any($${query.values.length + 5}::bigint[])`));
  return await foundPage(await candidatesOf(tx, { subject: searched.subject, parts: query.parts, before }), {
    limit: limit + 1,
    among: (ids, most) => tx.rows(among, [...values, before, most, ...query.values, ids]),
    along: query.whole && searched.subject !== 'matter' ? null : along,
  });
}

/** Is the actor among its readers? Others see their own lines at most. */
export function seesWhole({ readers }: Pick<Register, 'readers'>, actor: Actor): boolean {
  return readers.length === 0 || readers.some((post) => holds(actor, post));
}

interface Built {
  readonly name: string;
  /** With one condition more, if it is given. */
  readonly text: (further: string | null) => string;
  readonly values: readonly SqlValue[];
  /** The whole register, not the lines of one person. */
  readonly whole: boolean;
  /** Of the filters, what the lines are looked up by. */
  readonly parts: readonly string[];
}

function build({ register, filters, actor }: RegisterAsk): Built {
  const whole = seesWhole(register, actor);
  if (!whole && register.own === undefined) throw new Failure('withheld', `您没有查看${register.title}的职务。`, [`由${register.readers.join('、')}查看`]);
  const conditions = [`${register.keyset} < $3::bigint`, whole ? '$2::int is not distinct from $2::int' : (register.own ?? 'false')];
  const values: SqlValue[] = [];
  const names: string[] = [];
  const parts: string[] = [];
  for (const [key, raw] of Object.entries(filters).toSorted(([one], [other]) => one.localeCompare(other))) {
    if (raw === '') continue;
    const [name = '', bound] = key.split('.');
    const column = register.columns.find((one) => one.key === name && one.filter === true);
    if (column === undefined)
      throw new Failure(
        'bad-input',
        `${register.title}不能按“${name}”查找。`,
        register.columns.filter((one) => one.filter).map((one) => `可按${one.title}查找`),
      );
    values.push(valueOf(column, raw));
    conditions.push(conditionOf(column, bound, values.length + 4));
    names.push(`${name}${bound ?? ''}`);
    if (register.searched?.columns.includes(name) === true) parts.push(raw.slice(0, 200));
  }
  const text = (further: string | null): string =>
    `select ${register.keyset} as register_key, ${register.select} ${register.from} and ${[...conditions, ...(further === null ? [] : [further])].join(' and ')} order by ${register.keyset} desc limit $4`;
  return { name: ['register', register.register, whole ? 'all' : 'own', ...names].join('-'), text, values, whole, parts };
}

function conditionOf(column: RegisterColumn, bound: string | undefined, position: number): string {
  const expression = column.sql ?? column.key;
  const type = { money: 'bigint', number: 'bigint', day: 'date', person: 'int', matter: 'bigint', moment: 'timestamptz', text: 'text', choice: 'text' }[
    column.type
  ];
  if (bound === 'from') return `${expression} >= $${position}::${type}`;
  if (bound === 'to') return `${expression} <= $${position}::${type}`;
  if (column.type === 'text') return `strpos(folded(${expression}), $${position}::text) > 0`;
  return `${expression} = $${position}::${type}`;
}

function valueOf(column: RegisterColumn, raw: string): SqlValue {
  const wrong = (example: string): Failure => new Failure('bad-input', `${column.title}“${raw.slice(0, 40)}”的写法不对。`, [`应当像${example}`]);
  switch (column.type) {
    case 'money': {
      const fen = readYuan(raw);
      if (fen === undefined) throw wrong('12300.00');
      return fen;
    }
    case 'day': {
      const day = readCivilDate(raw);
      if (day === undefined) throw wrong('2026-03-02');
      return day;
    }
    case 'number':
    case 'person':
    case 'matter': {
      if (!/^\d{1,15}$/.test(raw)) throw wrong('12');
      return Number(raw);
    }
    case 'text':
      return folded(raw.slice(0, 200));
    case 'choice':
    case 'moment':
      return raw.slice(0, 200);
    default: {
      const never: never = column.type;
      return never;
    }
  }
}
