import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Moment } from '../act/verb.ts';
import { Failure } from '../act/failure.ts';
import type { ReadTx } from '../db/transaction.ts';
import { shanghai } from '../print/moment.ts';
import { typeset } from '../print/typeset.ts';
import type { World } from '../world.ts';
import { newestCheckpoint } from './list.ts';

const template = readFileSync(join(import.meta.dirname, 'checkpoint.typ'), 'utf8');

/** The newest signed head on paper, to be signed by hand and put away: what it says can be typed in again. @throws Failure('not-found') before anything is sealed. */
export async function printHead(world: Pick<World, 'folder' | 'rules' | 'signer'>, tx: ReadTx, { actor, now }: Moment): Promise<Buffer> {
  const head = await newestCheckpoint(tx);
  if (head === undefined) throw new Failure('not-found', '还没有封存过留痕。');
  const data = {
    office: world.rules.bookOf(tx.officeId)?.office.name ?? '', size: head.size, at: shanghai(new Date(head.at)), root: head.root, note: head.note.trim().split('\n'),
    key: world.signer.publicKey.toString('base64'), printed: `${shanghai(now)} ${actor.name}`,
  };
  return typeset({ template, data }, join(world.folder, 'fonts'));
}
