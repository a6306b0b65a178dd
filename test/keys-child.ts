import { once } from 'node:events';
import { openSigner } from '../src/platform/log/checkpoint.ts';
import { openSecrets } from '../src/platform/sign-in/secrets.ts';

/** `node keys-child.ts <folder>`: says it is ready, waits for a word, opens the keys of the folder; prints the public keys and something sealed. */
const [, , folder = ''] = process.argv;
console.log('ready');
await once(process.stdin, 'data');
const { publicKey, sm2 } = openSigner(folder);
console.log(JSON.stringify({ publicKey: publicKey.toString('hex'), nationalKey: sm2.publicKey.toString('hex'), sealed: openSecrets(folder).seal('秘密') }));
process.stdin.destroy();
