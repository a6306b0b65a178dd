import { migrate } from '../../src/platform/db/migrate.ts';
import { foundSamples } from '../../src/sample/found-samples.ts';
import { openWorld } from '../../src/world.ts';
import { openPair, startClocked } from './processes.ts';
import { openWindows, type Windows } from './windows.ts';

/** A stage whose clock is moved by the journey: for business that takes days. */
export interface ClockStage extends Windows {
  /** Of the proxy. */
  readonly url: string;
  /** Moves the clock of every process: `2026-09-18`, `09:30` in Asia/Shanghai. */
  at(day: string, time: string): Promise<void>;
}

const START = '2026-03-02T09:00:00+08:00';

/** Both sample offices as founded, without history: two processes over one PostgreSQL behind a proxy that takes turns, and a browser before it. */
export async function openClockStage(): Promise<ClockStage> {
  const { url, processes, close } = await openPair({
    forgetful: true,
    start: async (on) => {
      await migrate(on.databaseUrl);
      await found(on.databaseUrl, on.data);
      return Promise.all([0, 1].map(() => startClocked({ ...on, moment: START })));
    },
  });
  const windows = await openWindows(url);
  return {
    ...windows,
    url,
    at: async (day, time) => {
      await Promise.all(processes.map((one) => one.at(`${day}T${time}:00+08:00`)));
    },
    close: async () => {
      await windows.close();
      await close();
    },
  };
}

async function found(url: string, folder: string): Promise<void> {
  const open = await openWorld({ url, folder, clock: () => new Date(START) });
  await foundSamples(open);
  await open.close();
}
