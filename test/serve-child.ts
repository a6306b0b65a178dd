import { PAGES } from '../src/build-pages.ts';
import { buildServer } from '../src/platform/http/server.ts';
import { openWorld } from '../src/world.ts';

/**
 * A server in a process of its own: `node serve-child.ts <database url> <folder>` prints its address, and is there to be killed.
 * With a moment it has the pages and its clock stands there; its parent is told the address, then sends moments, each answered once the clock stands at it.
 */
const [, , url = '', folder = '', moment] = process.argv;
let now = moment === undefined ? undefined : new Date(moment);
const { world } = await openWorld({ url, folder, clock: () => now ?? new Date() });
const app = await buildServer(world, { limits: { requests: 1_000_000, signIns: 1_000_000 }, pages: moment === undefined ? undefined : PAGES, logger: false });
const address = await app.listen({ host: '127.0.0.1', port: 0 });
process.on('message', (to: string) => {
  now = new Date(to);
  process.send?.('moved');
});
if (process.send === undefined) console.log(address);
else process.send(address);
