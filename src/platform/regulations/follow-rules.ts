import pg from 'pg';
import { statement } from '../db/statement.ts';
import type { ActTx } from '../db/transaction.ts';
import type { RulesLoader } from './load-rules.ts';

const tell = statement<never>('tell-rules-changed', `select pg_notify('guiju_rules', $1)`);

/** Tells every process, with the commit, that the regulations of the office are others than before. */
export function tellProcesses(tx: ActTx): Promise<unknown> {
  return tx.rows(tell, [String(tx.officeId)]);
}

const AGAIN_AFTER = 5_000;

/**
 * Listens for regulations published, and offices founded, by another process and reads them again. A lost connection is made anew, and everything read again, since
 * nobody knows what was missed.
 */
export async function followRules(
  url: string,
  { rules, onError }: { readonly rules: RulesLoader; readonly onError: (error: unknown) => void },
): Promise<{ stop(): Promise<void> }> {
  let stopped = false;
  let client = await listen();
  async function listen(): Promise<pg.Client> {
    const made = new pg.Client({ connectionString: url });
    made.on('error', onError);
    made.on('notification', ({ payload }) => void rules.reload(Number(payload)).catch(onError));
    made.on('end', () => {
      if (!stopped) setTimeout(() => void again().catch(onError), AGAIN_AFTER).unref();
    });
    await made.connect();
    await made.query('listen guiju_rules');
    return made;
  }
  async function again(): Promise<void> {
    if (stopped) return;
    client = await listen();
    await rules.reloadAll().catch(async (error: unknown) => {
      await client.end(); // and then once more
      throw error;
    });
  }
  return {
    stop: async () => {
      stopped = true;
      await client.end();
    },
  };
}
