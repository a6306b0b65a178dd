import type { Staff } from '../src/rules/route/staff.ts';
import { Failure } from '../src/platform/act/failure.ts';
import type { Verdict } from '../src/platform/act/verb.ts';
import { addSignerVerb } from '../src/platform/matters/add-signer.ts';
import { approveVerb, dissentVerb } from '../src/platform/matters/approve.ts';
import { openedAnew } from '../src/platform/matters/ask-again.ts';
import { formDigest } from '../src/platform/matters/content.ts';
import { correctVerb } from '../src/platform/matters/correct.ts';
import { draftVerb } from '../src/platform/matters/draft.ts';
import type { Drafted } from '../src/platform/matters/drafting.ts';
import { handOverVerb } from '../src/platform/matters/hand-over.ts';
import { instructVerb } from '../src/platform/matters/instruct.ts';
import { NO_CHANGE, type Move } from '../src/platform/matters/move.ts';
import { readVerb } from '../src/platform/matters/read.ts';
import { recuseVerb } from '../src/platform/matters/recuse.ts';
import { refuseVerb } from '../src/platform/matters/refuse.ts';
import { askReleaseVerb, releaseVerb } from '../src/platform/matters/release.ts';
import { remarkVerb } from '../src/platform/matters/remark.ts';
import { removeSignerVerb } from '../src/platform/matters/remove-signer.ts';
import { reopenVerb } from '../src/platform/matters/reopen.ts';
import { resolveVerb } from '../src/platform/matters/resolve.ts';
import { returnVerb } from '../src/platform/matters/return.ts';
import type { SeenMatter } from '../src/platform/matters/seen.ts';
import { submitVerb } from '../src/platform/matters/submit.ts';
import { urgeVerb } from '../src/platform/matters/urge.ts';
import { voidVerb } from '../src/platform/matters/void.ts';
import { withdrawVerb } from '../src/platform/matters/withdraw.ts';
import { RECORDER } from '../src/platform/resolutions/record.ts';
import { changeAsked, excepted, handedOn, rescueAsked, rescued } from './deeds-of-two-in-memory.ts';
import { BODY, type Deed } from './random-offices.ts';
import { after, AMOUNT, HEAD, KIND, laid, RELEASER, today, withAdded } from './route-in-memory.ts';
import { at, holderOf, momentOf, personOf, type Came, type Doing, type Standing } from './standing-in-memory.ts';

/** What each verb makes of a matter in memory: its own decision, and what its statements would write. */

/** Draws of `step` for which the body agrees to less, and another body is named. */
export const FOR_LESS = 1;
export const OTHER_BODY = 2;

/** Nothing is asked of a signature beside its place on the route. */
const ground = { parts: null, newcomers: [] };
const HANDLERS: readonly string[] = ['submit', 'void', 'correct', 'reopen', 'urge', 'save-draft', 'ask-release'] satisfies readonly Deed['verb'][];

/** One deed of somebody: where it brings the matter and who did it, or undefined where it is refused. */
export function done({ standing, deed, world }: Pick<Doing, 'standing' | 'deed' | 'world'>): { readonly standing: Standing; readonly who: number } | undefined {
  const who = deed.asked ? whoseTurn(standing, deed) : deed.who;
  const came = DEEDS[deed.verb]({ standing, deed, who, world, moment: momentOf(who, standing.staff) });
  return came && { standing: { ...standing, two: null, ...came }, who };
}

/** Whoever may do it if anybody may: most sequences would come to nothing by chance alone. */
function whoseTurn({ matter: { handlerId, todos, steps }, staff }: Standing, { who, verb }: Deed): number {
  if (HANDLERS.includes(verb)) return handlerId;
  if (verb === 'resolve') return holderOf(staff, RECORDER, who);
  if (verb === 'instruct') return holderOf(staff, HEAD, who);
  if (verb === 'release') return holderOf(staff, RELEASER, who);
  const added = steps.find((one) => one.addedBy !== null && one.state === 'open');
  if (verb === 'remove') return added?.addedBy ?? who;
  if (verb === 'dissent') return added?.personId ?? who;
  return todos[who % Math.max(1, todos.length)]?.personId ?? who;
}

const DEEDS: Readonly<Record<Deed['verb'], (doing: Doing) => Came>> = {
  // a signature needs the route alone; a matter read whole is more than that
  approve: (doing) =>
    moved(doing, approveVerb(doing.world).decide({ ...doing.standing, ground }, { ...at, remark: null }, doing.moment) as Verdict<{ readonly move: Move }>),
  dissent: (doing) =>
    moved(doing, dissentVerb(doing.world).decide({ ...doing.standing, ground }, { ...at, remark: '缓办' }, doing.moment) as Verdict<{ readonly move: Move }>),
  refuse: (doing) => moved(doing, refuseVerb(doing.world).decide(doing.standing.matter, { ...at, remark: '不必' }, doing.moment)),
  remove: (doing) => {
    const step = doing.standing.matter.steps.find((one) => one.addedBy !== null && one.state === 'open')?.step ?? doing.deed.step;
    return moved(doing, removeSignerVerb(doing.world).decide(doing.standing, { ...at, step, reason: '不必' }, doing.moment));
  },
  return: (doing) =>
    moved(
      doing,
      returnVerb().decide(
        doing.standing,
        { ...at, toStep: doing.deed.step, straightBack: doing.deed.straightBack, ground: doing.deed.agreed ? '补正' : '不实', remark: '请核' },
        doing.moment,
      ),
    ),
  'return-to-handler': (doing) =>
    moved(
      doing,
      returnVerb().decide(
        doing.standing,
        { ...at, toStep: null, straightBack: false, ground: doing.deed.agreed ? '补正' : '不实', remark: '请核' },
        doing.moment,
      ),
    ),
  'hand-over': (doing) => moved(doing, handOverVerb().decide(doing.standing, { ...at, toPersonId: doing.deed.target, reason: '出差' }, doing.moment)),
  reopen: (doing) => moved(doing, reopenVerb().decide(doing.standing, at, doing.moment)),
  add: added,
  resolve: resolved,
  submit: submitted,
  'save-draft': saved,
  withdraw: ({ standing: { matter }, world, moment }) => ended(matter, 'withdrawn', withdrawVerb(world).decide(matter, { ...at, reason: '改期' }, moment)),
  void: ({ standing: { matter }, deed, world, moment }) =>
    ended(
      matter,
      'void',
      voidVerb(world).decide({ matter, followers: deed.changed ? [] : [{ number: '2', title: '后一事项' }] }, { ...at, reason: '不办了' }, moment),
    ),
  recuse: ({ standing, who, moment }) => {
    const { matter, staff } = standing;
    if ('no' in recuseVerb().decide(matter, { ...at, relation: '亲属' }, moment)) return undefined;
    return { matter: askedAgain({ ...matter, parties: [...matter.parties, { ...personOf(who), role: '回避人' }] }, staff) };
  },
  'begin-cover': coverBegun,
  'end-cover': ({ standing, deed }) =>
    changed(
      standing,
      deed,
      standing.staff.holders.filter((one) => one.coverFor === null || one.personId !== deed.target),
    ),
  'end-post': ({ standing, deed }) =>
    deed.step > 2
      ? undefined
      : changed(
          standing,
          deed,
          standing.staff.holders.filter((one, index) => index === 0 || one.personId !== deed.target),
        ),
  'ask-rescue': rescueAsked,
  rescue: rescued,
  'ask-change': changeAsked,
  'change-handler': handedOn,
  except: excepted,
  correct: ({ standing: { matter }, moment }) => unchanged(correctVerb().decide(matter, { ...at, text: '单价有误' }, moment)),
  remark: ({ standing: { matter }, moment }) => unchanged(remarkVerb().decide(matter, { ...at, text: '请尽快' }, moment)),
  instruct: ({ standing: { matter, staff }, deed, moment }) =>
    unchanged(
      instructVerb().decide(
        { matter, staff, person: personOf(deed.target), before: 0 },
        { ...at, text: '请核实', toPersonId: deed.target, toPost: null, dueOn: today },
        moment,
      ),
    ),
  urge: ({ standing: { matter }, moment }) => unchanged(urgeVerb().decide(matter, at, moment)),
  read: opened,
  'ask-release': releaseAsked,
  release: released,
};

function moved({ standing: { matter }, who }: Doing, verdict: Verdict<{ readonly move: Move }>): Came {
  return 'no' in verdict ? undefined : { matter: after(matter, verdict.yes.move, who) };
}

function ended(matter: SeenMatter, state: 'withdrawn' | 'void', verdict: Verdict<unknown>): Came {
  const lapsed = matter.steps.filter((one) => one.state === 'open' || one.state === 'waiting').map((one) => one.step);
  return 'no' in verdict ? undefined : { matter: after(matter, { ...NO_CHANGE, matter, state, lapsed }, null) };
}

function unchanged(verdict: Verdict<unknown>): Came {
  return 'no' in verdict ? undefined : {};
}

/** What ends or begins by the calendar is asked again only the next day, or by hand (重新确定办理人). */
function changed({ matter, staff }: Standing, { changed: byCalendar }: Deed, holders: Staff['holders']): Came {
  const since = { ...staff, holders };
  return { staff: since, matter: byCalendar ? matter : askedAgain(matter, since) };
}

/** Posts and covers have changed: whoever is waited for is asked again, in the same act. */
function askedAgain(matter: SeenMatter, staff: Staff): SeenMatter {
  return matter.state === 'in_review' ? after(matter, { ...NO_CHANGE, matter, state: 'in_review', opened: openedAnew({ matter, staff }) }, null) : matter;
}

/** 代理 begins in the middle of a route: of a post the absent person holds himself, and of no cover. */
function coverBegun({ standing, deed }: Doing): Came {
  const { holders } = standing.staff;
  const lent = holders.filter((one) => one.personId === deed.target && one.coverFor === null)[deed.step % 2];
  if (lent === undefined || deed.confirmer === deed.target || holders.some((one) => one.coverFor === deed.target && one.post === lent.post)) return undefined;
  return changed(standing, deed, [
    ...holders,
    { ...lent, ...personOf(deed.confirmer), coverFor: deed.target, limits: deed.straightBack ? { kinds: ['k'], ceiling: 50 } : null },
  ]);
}

function added({ standing, deed, who, moment }: Doing): Came {
  const { matter } = standing;
  const verdict = addSignerVerb().decide(
    { ...standing, person: personOf(deed.target) },
    { ...at, placing: deed.placing, personId: deed.target, reason: '会商' },
    moment,
  );
  return 'no' in verdict ? undefined : { matter: after(withAdded(matter, verdict.yes, who), verdict.yes.move, null) };
}

/** 登记会议决定: whoever was present, for as much as is asked, or for less. */
function resolved({ standing, deed, who, world, moment }: Doing): Came {
  const { matter, staff } = standing;
  const amount = deed.step === FOR_LESS ? AMOUNT - 1 : AMOUNT;
  const resolution = {
    body: deed.step === OTHER_BODY ? '别的会' : BODY.post,
    metOn: today,
    item: '事',
    agreed: deed.agreed,
    amount,
    minutesReference: '1',
    present: deed.present,
  };
  const verdict = resolveVerb(world).decide({ matter, staff, staffThen: staff }, { ...at, resolution }, moment);
  return 'no' in verdict ? undefined : { matter: after(matter, verdict.yes.move(1), who) };
}

/** A form as `readDraft` would have read it. */
function draftedOf({ matter, staff }: Standing, form: unknown): Drafted {
  const parties = matter.parties.flatMap((party) => (party.role === '证明人' ? [{ personId: party.personId, role: party.role }] : []));
  return {
    kind: KIND,
    content: { form, files: [] },
    contentDigest: JSON.stringify(form),
    draft: { form, handlerId: matter.handlerId },
    gist: { amount: AMOUNT, parties, factDay: today },
    facts: form,
    further: [],
    objections: [],
    background: null,
    staff,
    departmentId: null,
  } as unknown as Drafted;
}

/** The same form, or a changed one. */
function formOf({ matter }: Standing, { changed: other, step }: Deed): unknown {
  return other ? { n: matter.round + step } : matter.form;
}

/** 提交, the first time or again. */
function submitted({ standing, deed, world, moment }: Doing): Came {
  const form = formOf(standing, deed);
  const verdict = submitVerb(world).decide({ matter: standing.matter, drafted: draftedOf(standing, form) }, { ...at, content: null }, moment);
  // the plan of a submission is its own; what the statements need of it is this
  return 'no' in verdict ? undefined : { matter: laid(standing.matter, verdict.yes as unknown as Parameters<typeof laid>[1], form) };
}

function saved({ standing, deed, world, moment }: Doing): Came {
  const form = formOf(standing, deed);
  const drafted = draftedOf(standing, form);
  const verdict = draftVerb(world).decide(
    { matter: standing.matter, drafted },
    { ...at, content: { kind: KIND.kind, form, linkedMatterId: null, files: [] } },
    moment,
  );
  return 'no' in verdict ? undefined : { matter: { ...standing.matter, form } };
}

/** 已阅: whoever is no reader of the matter does not even find it. */
function opened({ standing: { matter, readers }, who, moment }: Doing): Came {
  try {
    return 'no' in readVerb().decide({ matter, readers: readers.map((personId) => ({ personId, name: '', readAt: '' })) }, at, moment)
      ? undefined
      : { readers: [...readers, who] };
  } catch (failure) {
    if (failure instanceof Failure) return undefined;
    throw failure;
  }
}

function releaseAsked({ standing, who, world, moment }: Doing): Came {
  const { matter } = standing;
  const verdict = askReleaseVerb(world).decide({ matter, drafted: draftedOf(standing, matter.form) }, { ...at, code: 'X-1', reason: '急用' }, moment);
  if ('no' in verdict) return undefined;
  const {
    refusal: { code, clause, sentence },
    releasableBy,
    reason,
  } = verdict.yes;
  const release = {
    releaseId: matter.releases.length,
    code,
    clause,
    sentence,
    reason,
    releasableBy,
    formDigest: formDigest(matter.form),
    askedBy: '',
    askedById: who,
    askedAt: '',
    releasedBy: null,
    releasedAt: null,
    until: null,
  };
  return { matter: { ...matter, releases: [...matter.releases, release] } };
}

function released({ standing: { matter }, who, world, moment }: Doing): Came {
  const verdict = releaseVerb(world).decide(matter, { ...at, code: 'X-1', reason: '同意' }, moment);
  if ('no' in verdict) return undefined;
  return {
    matter: {
      ...matter,
      releases: matter.releases.map((one) =>
        one.releaseId === verdict.yes.release.releaseId ? { ...one, releasedBy: `第${who}人`, releasedAt: '2026-03-02' } : one,
      ),
    },
  };
}
