import { buildServer } from '../src/platform/http/server.ts';
import { openWorld } from '../src/world.ts';

/** A server in a process of its own, to be killed: `node serve-child.ts <database url> <folder>` prints its address. */
const [, , url = '', folder = ''] = process.argv;
const { world } = await openWorld({ url, folder });
const app = await buildServer(world, { limits: { requests: 1_000_000, signIns: 1_000_000 }, pages: undefined, logger: false });
console.log(await app.listen({ host: '127.0.0.1', port: 0 }));
