import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A process that says what it does, in a group of its own, as a terminal and a service manager make one. */
export interface Started {
  /** Waits for the process to say it. @throws Error if it ends first. */
  readonly says: (words: RegExp) => Promise<string>;
  /** What is sent reaches every process of the group. */
  readonly tell: (signal: NodeJS.Signals) => void;
  /** @returns its exit code; -1 if a signal ended it. */
  readonly ends: () => Promise<number>;
}

/** Starts a command without a database of its own in the environment. */
export function start([program, ...args]: readonly [string, ...string[]]): Started {
  const { DATABASE_URL: _, ...env } = process.env;
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true, env });
  const ended = once(child, 'close') as Promise<[number | null]>; // as node documents it
  let said = '';
  for (const output of [child.stdout, child.stderr]) output.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  return {
    says: async (words) => {
      for (;;) {
        const found = words.exec(said)?.[0];
        if (found !== undefined) return found;
        if (hasEnded(child)) throw new Error(`the process ended without saying ${words.source}: ${said}`);
        await Promise.race([once(child.stdout, 'data'), once(child.stderr, 'data'), ended]);
      }
    },
    tell: (signal) => {
      if (!hasEnded(child)) process.kill(-(child.pid ?? 0), signal);
    },
    ends: async () => (await ended)[0] ?? -1,
  };
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}
