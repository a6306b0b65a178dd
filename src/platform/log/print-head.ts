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

/** What stands on the paper. */
export interface HeadOnPaper {
  readonly office: string;
  readonly size: number;
  readonly at: string;
  readonly root: string;
  readonly key: string;
  /** The note line by line: typed in again, it is the head. */
  readonly note: readonly string[];
  readonly printed: string;
}

/** The newest signed head on paper, to be signed by hand and put away. @throws Failure('not-found') before anything is sealed. */
export async function printHead(world: Pick<World, 'folder' | 'rules' | 'signer'>, tx: ReadTx, moment: Moment): Promise<Buffer> {
  return typeset({ template, data: await headOnPaper(world, tx, moment) }, join(world.folder, 'fonts'));
}

export async function headOnPaper(world: Pick<World, 'rules' | 'signer'>, tx: ReadTx, { actor, now }: Moment): Promise<HeadOnPaper> {
  const head = await newestCheckpoint(tx);
  if (head === undefined) throw new Failure('not-found', '还没有封存过留痕。');
  return {
    office: world.rules.bookOf(tx.officeId)?.office.name ?? '',
    size: head.size,
    at: shanghai(new Date(head.at)),
    root: head.root,
    note: head.note.trim().split('\n'),
    key: world.signer.publicKey.toString('base64'),
    printed: `${shanghai(now)} ${actor.name}`,
  };
}
