import { PgBoss } from 'pg-boss';
import { civilDayOf } from '../../rules/calendar/civil-date.ts';
import { deliverHead, type HeadDelivery } from '../log/deliver-heads.ts';
import { runDailyDuties } from '../obligations/daily.ts';
import { lockDormantAccounts } from '../sign-in/dormant.ts';
import type { World } from '../world.ts';

export interface Clockwork {
  readonly stop: () => Promise<void>;
}

const DAILY = 'daily-duties';

export interface ClockworkOptions {
  /** Connection of the owner: the queue keeps its tables in a schema of its own. */
  readonly url: string;
  readonly offices: () => readonly number[];
  /** Where the signed heads of the logs go. */
  readonly heads: HeadDelivery;
  readonly onError: (error: unknown) => void;
}

/**
 * Starts the timed work. Every process may start it: the queue in the database gives each job to one of them. What fell due while nothing
 * ran is done at the start; mail goes out with the queue's own job only, once whichever process gets it.
 */
export async function startClockwork(world: World, { url, offices, heads, onError }: ClockworkOptions): Promise<Clockwork> {
  const boss = new PgBoss({ connectionString: url, schema: 'jobs', max: 2 });
  boss.on('error', onError);
  await boss.start();
  const daily = async (): Promise<void> => {
    const day = civilDayOf(world.clock());
    for (const officeId of offices()) await runDailyDuties(world, { officeId, day });
    for (const officeId of offices()) await lockDormantAccounts(world, { officeId, day });
    for (const module of world.modules) for (const job of module.jobs) for (const officeId of offices()) await job.run(world, officeId);
  };
  await boss.createQueue(DAILY);
  await boss.schedule(DAILY, '5 0 * * *', {}, { tz: 'Asia/Shanghai' });
  await boss.work(DAILY, async () => {
    await daily();
    for (const officeId of offices()) await deliverHead(world, officeId, heads).catch(onError);
  });
  await daily().catch(onError);
  for (const officeId of offices()) await deliverHead(world, officeId, { ...heads, mail: undefined }).catch(onError);
  return { stop: () => boss.stop({ graceful: true, timeout: 5_000 }) };
}
