import type { Client, PoolClient, QueryResultRow } from 'pg';
import type { SqlValue, Statement } from './statement.ts';
import { statement } from './statement.ts';

declare const readBrand: unique symbol;
declare const actBrand: unique symbol;

/** A transaction of one office that can only be read from. Queries issued without awaiting travel together in one round trip. */
export interface ReadTx {
  readonly [readBrand]: true;
  readonly officeId: number;
  /** The connection as an identity: what was read on it before may be remembered under it. */
  readonly connection: object;
  rows<Row>(query: Statement<Row>, values?: readonly SqlValue[]): Promise<readonly Row[]>;
  /** The first row, or undefined. */
  row<Row>(query: Statement<Row>, values?: readonly SqlValue[]): Promise<Row | undefined>;
}

/** The transaction of an act. Only `act()` makes one, so nothing can be written around the log. */
export interface ActTx extends ReadTx {
  readonly [actBrand]: true;
}

const enterOffice = statement<{ set_config: string }>('enter-office', `select set_config('app.office_id', $1, true)`);

/** Enters an office inside an open transaction; row-level security then shows that office only. */
export function enter(client: PoolClient, officeId: number): Promise<unknown> {
  return client.query({ ...enterOffice, values: [String(officeId)] });
}

/** Begins a transaction inside an office, in one message. */
export function begin(client: PoolClient, officeId: number): Promise<unknown> {
  if (!Number.isSafeInteger(officeId)) throw new RangeError(`not an office: ${officeId}`);
  return client.query(`begin; set local app.office_id = '${officeId}'`);
}

/** Everything asked from now to the end of the tick leaves in one packet: the database reads once, and answers as it goes. */
export function inOnePacket(client: PoolClient): void {
  const { stream } = (client as unknown as Client).connection; // a pool lends clients; its type hides their connection
  stream.cork();
  process.nextTick(() => stream.uncork());
}

/** The transaction as the stores see it. */
export function transactionOf(client: PoolClient, officeId: number): ActTx {
  const rows = async <Row>(query: Statement<Row>, values: readonly SqlValue[] = []): Promise<readonly Row[]> => {
    const result = await client.query<QueryResultRow>({ name: query.name, text: query.text, values: [...values] });
    // The row type is declared beside the SQL text, in the same store.
    return result.rows as unknown as readonly Row[];
  };
  // The brands exist in the type system only.
  return {
    officeId,
    connection: client,
    rows,
    row: async (query: Statement<never>, values?: readonly SqlValue[]) => (await rows(query, values))[0],
  } as unknown as ActTx;
}
