import { formDigest } from '../src/platform/matters/content.ts';
import { RECORDER } from '../src/platform/resolutions/record.ts';
import { reaches } from '../src/rules/route/staff.ts';
import { FOR_LESS, OTHER_BODY } from './deeds-in-memory.ts';
import {
  addedStep,
  byTwo,
  changedSteps,
  find,
  hasInterest,
  holdsPost,
  isHandler,
  isIn,
  isReader,
  isSigned,
  isWaitedFor,
  newExceptions,
  nobodyWaits,
  rescuedStep,
  returnedTo,
  signed,
  signsNothing,
  stepOf,
  unsigned,
  waitsAlone,
  postsOf,
  waitsOf,
  wasIn,
  type Holds,
} from './done-act.ts';
import { BODY, type Deed } from './random-offices.ts';
import { HEAD, RELEASER } from './route-in-memory.ts';

/** What stands at the head of each verb's file, as a question put to every act that was done: the words are the same, and a test compares them. */

/** The file of each verb; what happens to posts and covers is the verbs' of other places. */
export const FILE_OF: Readonly<Record<Deed['verb'], string | null>> = {
  approve: 'approve',
  dissent: 'approve',
  refuse: 'refuse',
  return: 'return',
  'return-to-handler': 'return',
  'hand-over': 'hand-over',
  add: 'add-signer',
  remove: 'remove-signer',
  resolve: 'resolve',
  submit: 'submit',
  'save-draft': 'draft',
  withdraw: 'withdraw',
  void: 'void',
  recuse: 'recuse',
  reopen: 'reopen',
  'ask-rescue': 'reassign',
  rescue: 'reassign',
  'ask-change': 'change-handler',
  'change-handler': 'change-handler',
  except: 'duty-exception',
  correct: 'correct',
  remark: 'remark',
  instruct: 'instruct',
  urge: 'urge',
  read: 'read',
  'ask-release': 'release',
  release: 'release',
  'begin-cover': null,
  'end-cover': null,
  'end-post': null,
};

export const INVARIANTS: Readonly<Record<string, Readonly<Record<string, Holds>>>> = {
  'add-signer': {
    'only somebody an open step waits for adds a signer': isWaitedFor,
    'one step more, for one person without interest who was nowhere on the route': (act) => {
      const added = addedStep(act);
      const { before } = act;
      return (
        added?.personId === act.deed.target &&
        !hasInterest(before, act.deed.target) &&
        !before.matter.todos.some((todo) => todo.personId === act.deed.target) &&
        !before.matter.steps.some((step) => isSigned(step) && step.resolutionId === null && step.actedBy === act.deed.target)
      );
    },
    'no signature and no step of the regulation falls away': (act) =>
      signsNothing(act) && act.before.matter.steps.every((step) => find(act.after, step)?.state !== 'lapsed' || step.state === 'lapsed'),
    'asked before, the step waits for the opinion; asked beside or after, it stays open': (act) => {
      const from = stepOf(act);
      return (
        from !== undefined &&
        find(act.after, from)?.state === (act.deed.placing === 'before' ? 'waiting' : 'open') &&
        (addedStep(act)?.state === 'open') === (act.deed.placing !== 'after')
      );
    },
  },
  approve: {
    'only somebody the open step waits for signs it': isWaitedFor,
    'one act signs one step, in the name of whoever acts': (act) =>
      unsigned(act).length === 0 && signed(act).length === 1 && signed(act)[0]?.actedBy === act.who,
    'a cover signs only as far as the post is lent to him, and for nobody who may not sign himself': (act) =>
      signed(act).every(
        ({ coverFor }) =>
          coverFor === null ||
          (!hasInterest(act.before, coverFor) &&
            act.before.staff.holders.some((held) => held.personId === act.who && held.coverFor === coverFor && reaches(held, act.before.matter))),
      ),
    'only a 会签 is signed without agreeing': (act) =>
      signed(act).every((step) => (step.verdict === 'dissented') === (act.deed.verb === 'dissent') && (step.verdict !== 'dissented' || step.act === '会签')),
    'the matter is approved by the last signature asked for, and by no other': ({ after: { matter } }) =>
      (matter.state === 'approved') === matter.steps.every((step) => step.act === '知会' || step.state === 'done' || step.state === 'lapsed'),
  },
  'change-handler': {
    'one asks, another who may confirm confirms, a third becomes the handler; whoever confirms has no interest in the matter': byTwo(
      ({ after: { matter } }) => matter.handlerId,
    ),
    'nothing changes before the second has confirmed': ({ before, after }) => after.two !== null || before.matter === after.matter,
    'no signature is given or taken, and the matter stays where it was': (act) => signsNothing(act) && act.before.matter.state === act.after.matter.state,
    'whoever handles it now has signed nothing and is waited for nowhere; whoever handled it before stays a party': ({ before, after: { two, matter } }) =>
      two === null ||
      (!matter.steps.some(
        (step) => isSigned(step) && step.resolutionId === null && (step.actedBy === matter.handlerId || step.coverFor === matter.handlerId),
      ) &&
        !matter.todos.some((todo) => todo.personId === matter.handlerId) &&
        matter.parties.some((party) => party.personId === before.matter.handlerId && party.role === '原经办人')),
  },
  correct: {
    'only the handler or whoever has signed corrects': (act) => isHandler(act) || act.before.matter.steps.some((step) => step.actedBy === act.who),
    'only what was approved, also after it was voided': wasIn('approved', 'closed', 'void'),
  },
  draft: { 'only the handler saves, and only a draft or what was returned to him': (act) => isHandler(act) && wasIn('draft', 'returned')(act) },
  'duty-exception': {
    'one asks, another who may confirm grants, and it is for a third; neither of the two has an interest in the matter': (act) =>
      byTwo((of) => newExceptions(of)[0]?.personId)(act) && !hasInterest(act.before, act.after.two?.asker ?? 0),
    'for one person, one duty and a time, and only where the clause knows an exception': (act) => {
      const [granted] = newExceptions(act);
      return (
        granted !== undefined &&
        newExceptions(act).length === 1 &&
        (act.before.staff.incompatible ?? []).some((rule) => rule.exception && rule.duties.includes(granted.duty))
      );
    },
    'nothing is signed by it': signsNothing,
  },
  'hand-over': {
    'only somebody the open step waits for hands it over': isWaitedFor,
    'the step stays open and with its post, and waits for one other holder or cover alone': (act) => {
      const from = stepOf(act);
      const after = from && find(act.after, from);
      return (
        from !== undefined &&
        after?.state === 'open' &&
        after.post === from.post &&
        waitsAlone(act, from.step, act.deed.target) &&
        act.before.staff.holders.some((held) => held.post === from.post && held.personId === act.deed.target)
      );
    },
    'whoever receives it has no interest and has signed nothing': (act) =>
      !hasInterest(act.before, act.deed.target) &&
      !act.before.matter.steps.some(
        (step) => isSigned(step) && step.resolutionId === null && (step.actedBy === act.deed.target || step.coverFor === act.deed.target),
      ),
    'no signature is given or taken': signsNothing,
  },
  instruct: {
    'only a leader who may read the matter and has no interest in it instructs': (act) =>
      holdsPost(act.before, act.who, HEAD) && isReader(act) && !hasInterest(act.before, act.who),
    'not before it is submitted, nor once it is refused, withdrawn or void': wasIn('in_review', 'returned', 'approved', 'closed'),
  },
  read: { 'only whoever may read the matter, and once': (act) => isReader(act) && !act.before.readers.includes(act.who) },
  reassign: {
    'one asks, another who may confirm confirms, a third is to sign; none of them has an interest in the matter': (act) =>
      byTwo((of) => rescuedStep(of)?.personId ?? undefined)(act) && !hasInterest(act.before, act.after.two?.asker ?? act.who),
    'nothing changes before the second has confirmed': ({ before, after }) => after.two !== null || before.matter === after.matter,
    'it decides nothing: no signature is given or taken': (act) => signsNothing(act) && act.after.matter.state === 'in_review',
    'the open step of a person, never a decision of a body, waits for the named person alone': (act) => {
      const step = rescuedStep(act);
      return (
        act.after.two === null ||
        (step !== undefined &&
          step.act !== '决定' &&
          find(act.before, step)?.state === 'open' &&
          step.personId !== null &&
          waitsAlone(act, step.step, step.personId))
      );
    },
  },
  recuse: {
    'only somebody an open step waits for declares an interest': isWaitedFor,
    'he stays a party, and is waited for no more': ({ after, who }) =>
      hasInterest(after, who) && !after.matter.todos.some((todo) => todo.personId === who || todo.coverFor === who),
    'no signature is given or taken': signsNothing,
  },
  refuse: {
    'only somebody the open step waits for refuses': isWaitedFor,
    'the matter ends with it: nobody is waited for, and what others have signed stays': (act) =>
      isIn('refused')(act) && nobodyWaits(act) && unsigned(act).length === 0 && signed(act).length === 1,
  },
  release: {
    'only the handler asks, for a draft or what was returned to him': (act) =>
      act.deed.verb !== 'ask-release' || (isHandler(act) && wasIn('draft', 'returned')(act)),
    'only the post its clause names releases, and nobody with an interest': (act) =>
      act.deed.verb !== 'release' || (holdsPost(act.before, act.who, RELEASER) && !hasInterest(act.before, act.who)),
    'the matter itself stays as it was': ({ before, after }) =>
      JSON.stringify({ ...before.matter, releases: [] }) === JSON.stringify({ ...after.matter, releases: [] }),
  },
  remark: {
    'only whoever may read the matter remarks, and only before its end': (act) => isReader(act) && wasIn('draft', 'in_review', 'returned', 'approved')(act),
  },
  'remove-signer': {
    'only whoever added the signer removes him, and only before he has signed': (act) => {
      const removed = changedSteps(act).filter((step) => find(act.after, step)?.state === 'lapsed');
      return removed.some((step) => step.addedBy === act.who && !isSigned(step));
    },
    'no step of the regulation and no signature falls away': (act) =>
      signsNothing(act) && changedSteps(act).every((step) => find(act.after, step)?.state !== 'lapsed' || step.addedBy !== null),
    'the matter comes to its end by it only if every step of the regulation was signed': ({ after: { matter } }) =>
      matter.state !== 'approved' || matter.steps.every((step) => step.addedBy !== null || step.act === '知会' || step.verdict === 'agreed'),
  },
  reopen: {
    'only the handler or the head asks again': (act) => isHandler(act) || holdsPost(act.before, act.who, HEAD),
    'it decides nothing: no signature is given or taken': (act) => signsNothing(act) && isIn('in_review')(act),
    'the open steps wait for others than before, or by another post': ({ before, after }) =>
      waitsOf(before) !== waitsOf(after) || postsOf(before) !== postsOf(after),
  },
  resolve: {
    'only whoever keeps the minutes records, and only while the body is asked': (act) =>
      holdsPost(act.before, act.who, RECORDER) && act.before.matter.steps.some((step) => step.state === 'open' && step.act === '决定'),
    'a body without its quorum decides nothing; whoever has an interest is not counted': ({ before, deed }) => {
      const present: readonly number[] = deed.present;
      const due = new Set(
        before.staff.holders
          .filter((held) => held.post === BODY.members && held.coverFor === null && !hasInterest(before, held.personId))
          .map((held) => held.personId),
      );
      return [...due].filter((one) => present.includes(one)).length > due.size / 2;
    },
    'only the body that was asked agrees, and only to the whole amount': ({ deed }) => deed.step !== OTHER_BODY && (!deed.agreed || deed.step !== FOR_LESS),
    'one step is decided, by the body and by nobody in his own name; a no of the body ends the matter': (act) => {
      const [step] = signed(act);
      const decided =
        signed(act).length === 1 &&
        unsigned(act).length === 0 &&
        step?.act === '决定' &&
        step.resolutionId !== null &&
        step.verdict === (act.deed.agreed ? 'agreed' : 'refused');
      return decided && (act.deed.agreed || (isIn('refused')(act) && nobodyWaits(act)));
    },
  },
  return: {
    'only somebody the open step waits for returns': isWaitedFor,
    'to the handler: nobody is waited for, and every signature stays for the same form': (act) =>
      act.deed.verb !== 'return-to-handler' || (isIn('returned')(act) && nobodyWaits(act) && signsNothing(act)),
    'to a step: a signed one of a person, which is signed again; what stands before it stays signed': (act) => {
      const target = returnedTo(act);
      if (act.deed.verb === 'return-to-handler') return true;
      return (
        target !== undefined &&
        isSigned(target) &&
        target.act !== '决定' &&
        find(act.after, target)?.state === 'open' &&
        unsigned(act).every((step) => step.step === target.step || step.place > target.place)
      );
    },
    'straight back: what was signed in between stays signed': (act) =>
      act.deed.verb === 'return-to-handler' || !act.deed.straightBack || unsigned(act).every((step) => step.step === act.deed.step),
    'what is untrue goes back to the handler alone': (act) => act.deed.verb === 'return-to-handler' || act.deed.agreed,
  },
  submit: {
    'only the handler submits, and only a draft or what was returned to him': (act) => isHandler(act) && wasIn('draft', 'returned')(act),
    'each submission is a round of its own, in which somebody is asked, or everybody it asks has signed the same form already': (act) => {
      const {
        before,
        after: { matter },
      } = act;
      const asked = matter.steps.filter((step) => step.act !== '知会');
      return (
        matter.round === before.matter.round + 1 &&
        asked.length > 0 &&
        (isIn('in_review')(act) ? asked.some((step) => step.state === 'open') : isIn('approved')(act) && asked.every((step) => step.verdict === 'agreed'))
      );
    },
    'a signature holds again for the same form and files alone, and never behind an open step': ({ before, after }) =>
      after.matter.steps
        .filter(isSigned)
        .every(
          (step) =>
            before.matter.contentDigest === after.matter.contentDigest &&
            before.matter.steps.some(
              (one) => isSigned(one) && one.verdict === 'agreed' && one.askedPost === step.askedPost && one.act === step.act && one.actedBy === step.actedBy,
            ) &&
            !after.matter.steps.some((open) => open.state === 'open' && open.place < step.place),
        ),
    'what a clause refuses is submitted only with its release, given for this very form': ({ after: { matter }, made }) =>
      !made.refuses || matter.releases.some((one) => one.releasedAt !== null && one.formDigest === formDigest(matter.form)),
  },
  urge: { 'only the handler urges, and only while somebody is waited for': (act) => isHandler(act) && act.before.matter.todos.length > 0 },
  void: {
    'only the handler voids, and only what was approved and nothing follows from': (act) => isHandler(act) && wasIn('approved')(act) && act.deed.changed,
    'no signature falls away, and nothing is undone': (act) => isIn('void')(act) && signsNothing(act),
  },
  withdraw: {
    'only the handler withdraws, and only what is not decided': (act) => isHandler(act) && wasIn('draft', 'in_review', 'returned')(act),
    'nobody is waited for any more, and what others have signed stays in its history': (act) => isIn('withdrawn')(act) && nobodyWaits(act) && signsNothing(act),
  },
};
