import { openPair, startProcess, type Process } from './processes.ts';
import { openWindows, type Windows } from './windows.ts';

export interface BrowserStage extends Windows {
  /** Of the proxy. */
  readonly url: string;
  readonly processes: readonly Process[];
}

/** The product as an office runs it at its largest – sample offices, two processes over one PostgreSQL behind a proxy that takes turns – and a browser before it. */
export async function openStage(): Promise<BrowserStage> {
  const { url, processes, close } = await openPair({
    forgetful: false,
    start: async (on) => [await startProcess({ ...on, sample: true }), await startProcess({ ...on, sample: false })],
  });
  const windows = await openWindows(url);
  return {
    ...windows,
    url,
    processes,
    close: async () => {
      await windows.close();
      await close();
    },
  };
}
