import pg from 'pg';

/**
 * Takes the database of a data folder for this process, as long as it lives: the database forgets it with the connection, so nothing is left behind by a process that was killed.
 * @returns what gives it back; undefined if another process has it.
 */
export async function holdFolder(url: string): Promise<(() => Promise<void>) | undefined> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined); // the database was stopped
  await client.connect();
  const { rows } = await client.query<{ held: boolean }>(`select pg_try_advisory_lock(hashtext('guiju-data-folder')) as held`);
  if (rows[0]?.held === true) return () => client.end();
  await client.end();
  return undefined;
}
