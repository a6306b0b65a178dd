import { endFeedVerb, openFeedVerb } from './agenda/feed.ts';
import { askAgainTodayVerb } from './matters/ask-again-today.ts';
import { acceptImportVerb, discardImportVerb, stageImportVerb } from './imports/import-verbs.ts';
import { makePackVerb } from './inspection-pack/make-pack.ts';
import { takePackVerb } from './inspection-pack/take-pack.ts';
import { nationalSignatureVerb } from './log/national-signature.ts';
import { reportUndeliveredVerb } from './log/undelivered.ts';
import { viewVerb } from './log/view.ts';
import { useRegisterVerb } from './registers/use-register.ts';
import { keepFileVerb } from './files/store.ts';
import { matterVerbs, type NamedVerb } from './matters/verbs.ts';
import { verifyMattersVerb } from './matters/verify-matters-daily.ts';
import { readNoticesVerb } from './notices/list.ts';
import { openRecurringVerb, tellOfDutiesVerb } from './obligations/daily.ts';
import { dischargeVerb, waiveVerb } from './obligations/discharge.ts';
import { handOverDutyVerb } from './obligations/hand-over-duty.ts';
import { endDutyVerb, reportDutyVerb } from './obligations/report-duty.ts';
import { coverVerb, endCoverVerb } from './people/cover.ts';
import { addDepartmentVerb, endDepartmentVerb } from './people/departments.ts';
import { employVerb, leaveVerb } from './people/employ.ts';
import { endPostVerb } from './people/end-post.ts';
import { givePostVerb } from './people/give-post.ts';
import { transferVerb } from './people/transfer.ts';
import { publishVersionVerb, rejectVersionVerb } from './regulations/publish.ts';
import { submitVersionVerb } from './regulations/submit-version.ts';
import { recordResolutionVerb } from './resolutions/record.ts';
import { foldTailVerb } from './search/fold-tail.ts';
import { signInVerbs } from './sign-in/verbs.ts';
import type { World } from './world.ts';

/** Every verb of the platform by name: for titles, and for the list of who may do what. */
export function platformVerbs(world: Pick<World, 'rules' | 'modules' | 'folder' | 'secrets'>): readonly NamedVerb[] {
  const imports = { ...world, readKept: () => Promise.reject(new Error('no verb is performed here')) };
  return [
    ...Object.values(matterVerbs(world)),
    askAgainTodayVerb(),
    verifyMattersVerb(),
    foldTailVerb(),
    openRecurringVerb(world),
    tellOfDutiesVerb(),
    dischargeVerb(),
    waiveVerb(),
    handOverDutyVerb(),
    reportDutyVerb(),
    endDutyVerb(),
    ...signInVerbs(world),
    openFeedVerb,
    endFeedVerb,
    coverVerb(world),
    endCoverVerb(),
    employVerb(),
    leaveVerb(world),
    transferVerb(),
    addDepartmentVerb(),
    endDepartmentVerb(),
    givePostVerb(world),
    submitVersionVerb(world.rules),
    publishVersionVerb(world.rules),
    rejectVersionVerb,
    endPostVerb(world),
    recordResolutionVerb(),
    makePackVerb(world),
    takePackVerb,
    stageImportVerb(imports),
    acceptImportVerb(imports),
    discardImportVerb(imports),
    keepFileVerb,
    readNoticesVerb,
    viewVerb,
    reportUndeliveredVerb,
    nationalSignatureVerb('add'),
    nationalSignatureVerb('end'),
    useRegisterVerb,
  ];
}
