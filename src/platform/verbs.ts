import { viewVerb } from './log/view.ts';
import { matterVerbs, type NamedVerb } from './matters/verbs.ts';
import { openRecurringVerb, tellOfDutiesVerb } from './obligations/daily.ts';
import { dischargeVerb, waiveVerb } from './obligations/discharge.ts';
import { signInVerb, signOutVerb } from './sign-in/account.ts';
import { changePasswordVerb } from './sign-in/change-password.ts';
import { coverVerb, endCoverVerb } from './people/cover.ts';
import { employVerb, leaveVerb } from './people/employ.ts';
import { endPostVerb } from './people/end-post.ts';
import { givePostVerb } from './people/give-post.ts';
import { endSessionVerb } from './sign-in/own-sessions.ts';
import { publishVersionVerb, rejectVersionVerb } from './regulations/publish.ts';
import { submitVersionVerb } from './regulations/submit-version.ts';
import { recordResolutionVerb } from './resolutions/record.ts';
import type { World } from './world.ts';

/** Every verb of the platform by name: for titles, and for the list of who may do what. */
export function platformVerbs(world: Pick<World, 'rules' | 'modules'>): readonly NamedVerb[] {
  return [
    ...Object.values(matterVerbs(world)),
    openRecurringVerb(world), tellOfDutiesVerb(), dischargeVerb(), waiveVerb(), signInVerb, signOutVerb, endSessionVerb, coverVerb(), endCoverVerb(), employVerb(), leaveVerb(), changePasswordVerb, givePostVerb(world), submitVersionVerb(world.rules), publishVersionVerb(world.rules), rejectVersionVerb, endPostVerb(), recordResolutionVerb(), viewVerb,
  ];
}
