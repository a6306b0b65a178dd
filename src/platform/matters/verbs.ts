import type { Verb } from '../act/verb.ts';
import { addSignerVerb } from './add-signer.ts';
import { approveVerb, dissentVerb } from './approve.ts';
import { askHandlerVerb, changeHandlerVerb } from './change-handler.ts';
import { correctVerb } from './correct.ts';
import { draftVerb } from './draft.ts';
import { askExceptionVerb, grantExceptionVerb } from './duty-exception.ts';
import { handOverVerb } from './hand-over.ts';
import { instructVerb } from './instruct.ts';
import type { MatterWorld } from './kind-in-use.ts';
import { readVerb } from './read.ts';
import { askReassignVerb, reassignVerb } from './reassign.ts';
import { recuseVerb } from './recuse.ts';
import { refuseVerb } from './refuse.ts';
import { askReleaseVerb, releaseVerb } from './release.ts';
import { remarkVerb } from './remark.ts';
import { removeSignerVerb } from './remove-signer.ts';
import { reopenVerb } from './reopen.ts';
import { resolveVerb } from './resolve.ts';
import { returnVerb } from './return.ts';
import { submitVerb } from './submit.ts';
import { urgeVerb } from './urge.ts';
import { voidVerb } from './void.ts';
import { withdrawVerb } from './withdraw.ts';

/** Everything that can be done to a matter of any kind. */
export function matterVerbs(world: MatterWorld) {
  return {
    draft: draftVerb(world),
    submit: submitVerb(world),
    approve: approveVerb(world),
    return: returnVerb(),
    refuse: refuseVerb(world),
    'hand-over': handOverVerb(),
    'add-signer': addSignerVerb(),
    'remove-signer': removeSignerVerb(world),
    dissent: dissentVerb(world),
    resolve: resolveVerb(world),
    withdraw: withdrawVerb(world),
    void: voidVerb(world),
    reopen: reopenVerb(),
    recuse: recuseVerb(),
    'ask-reassign': askReassignVerb(),
    reassign: reassignVerb(),
    'ask-change-handler': askHandlerVerb(world),
    'change-handler': changeHandlerVerb(world),
    'ask-duty-exception': askExceptionVerb(),
    'grant-duty-exception': grantExceptionVerb(),
    urge: urgeVerb(),
    remark: remarkVerb(),
    instruct: instructVerb(),
    correct: correctVerb(),
    read: readVerb(),
    'ask-release': askReleaseVerb(world),
    release: releaseVerb(world),
  } as const;
}

/** Name and title of any verb, whatever it reads and writes. */
export type NamedVerb = Pick<Verb<never, never, never, unknown>, 'name' | 'title' | 'who'>;
