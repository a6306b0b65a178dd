import fc from 'fast-check';
import { expect, test } from 'vitest';
import { principalOf, reaches, type Staff } from '../src/rules/route/staff.ts';
import type { DutyDone } from '../src/rules/separation/incompatible.ts';
import type { Verdict } from '../src/platform/act/verb.ts';
import { addSignerVerb } from '../src/platform/matters/add-signer.ts';
import { approveVerb, dissentVerb } from '../src/platform/matters/approve.ts';
import { openedAnew } from '../src/platform/matters/ask-again.ts';
import { askHandlerVerb, changeHandlerVerb } from '../src/platform/matters/change-handler.ts';
import { correctVerb } from '../src/platform/matters/correct.ts';
import { dutySigned } from '../src/platform/matters/duties.ts';
import type { Drafted } from '../src/platform/matters/drafting.ts';
import { actingOn } from '../src/platform/matters/entitled.ts';
import { handOverVerb } from '../src/platform/matters/hand-over.ts';
import type { MatterWorld } from '../src/platform/matters/kind-in-use.ts';
import { NO_CHANGE, type Move } from '../src/platform/matters/move.ts';
import { askReassignVerb, reassignVerb } from '../src/platform/matters/reassign.ts';
import { recuseVerb } from '../src/platform/matters/recuse.ts';
import { refuseVerb } from '../src/platform/matters/refuse.ts';
import { removeSignerVerb } from '../src/platform/matters/remove-signer.ts';
import { reopenVerb } from '../src/platform/matters/reopen.ts';
import { returnVerb } from '../src/platform/matters/return.ts';
import type { SeenMatter } from '../src/platform/matters/seen.ts';
import { submitVerb } from '../src/platform/matters/submit.ts';
import { voidVerb } from '../src/platform/matters/void.ts';
import { withdrawVerb } from '../src/platform/matters/withdraw.ts';
import {
  actorOf,
  after,
  AMOUNT,
  asksSomebody,
  blank,
  HANDLER,
  KIND,
  laid,
  now,
  office,
  staffOf,
  today,
  VERBS,
  withAdded,
  worldOf,
  type Deed,
  type Office,
} from './route-in-memory.ts';

/** The verbs' decisions alone, over a matter in memory: random routes, random people, random acts, round after round. What the database does with a move is the other test's. */

/** Where a sequence stands: the matter, and who holds and covers what by now. */
interface Standing {
  readonly matter: SeenMatter;
  readonly staff: Staff;
}

interface Doing extends Standing {
  readonly deed: Deed;
  readonly world: MatterWorld;
  readonly made: Office;
}

const at = { matterId: 1, version: 1 };

/** Whoever may do it if anybody may: most sequences would come to nothing by chance alone. */
function whoseTurn({ handlerId, todos, steps }: SeenMatter, { who, verb }: Deed): number {
  if (['submit', 'withdraw', 'void', 'correct', 'reopen'].includes(verb)) return handlerId;
  const added = steps.find((one) => one.addedBy !== null && one.state === 'open');
  if (verb === 'remove') return added?.addedBy ?? who;
  if (verb === 'dissent') return added?.personId ?? who;
  return todos[who % Math.max(1, todos.length)]?.personId ?? who;
}

/** One deed of somebody: what it makes of the matter, or undefined where it is refused. */
function done({ matter, staff, deed, world, made }: Doing): Standing | undefined {
  const who = deed.asked ? whoseTurn(matter, deed) : deed.who;
  const moment = { actor: actorOf(who, staff), now, today };
  const moved = <Plan extends { readonly move: Move }>(verdict: Verdict<Plan>, signer: number | null = null): Standing | undefined =>
    'no' in verdict ? undefined : { staff, matter: after(matter, verdict.yes.move, signer) };
  const ended = (verdict: Verdict<unknown>, state: 'withdrawn' | 'void'): Standing | undefined => {
    const lapsed = matter.steps.filter((one) => one.state === 'open' || one.state === 'waiting').map((one) => one.step);
    return 'no' in verdict ? undefined : { staff, matter: after(matter, { ...NO_CHANGE, matter, state, lapsed }, null) };
  };
  switch (deed.verb) {
    // a signature needs the route alone; a matter read whole is more than that
    case 'approve':
      return moved(approveVerb(world).decide({ matter, staff }, { ...at, remark: null }, moment) as Verdict<{ readonly move: Move }>, who);
    case 'dissent':
      return moved(dissentVerb(world).decide({ matter, staff }, { ...at, remark: '缓办' }, moment) as Verdict<{ readonly move: Move }>, who);
    case 'refuse':
      return moved(refuseVerb(world).decide(matter, { ...at, remark: '不必' }, moment), who);
    case 'remove':
      return moved(
        removeSignerVerb(world).decide(
          { matter, staff },
          { ...at, step: matter.steps.find((one) => one.addedBy !== null && one.state === 'open')?.step ?? deed.step, reason: '不必' },
          moment,
        ),
      );
    case 'return':
      return moved(
        returnVerb().decide({ matter, staff }, { ...at, toStep: deed.step, straightBack: deed.straightBack, ground: '补正', remark: '请核' }, moment),
      );
    case 'return-to-handler':
      return moved(returnVerb().decide({ matter, staff }, { ...at, toStep: null, straightBack: false, ground: '补正', remark: '请核' }, moment));
    case 'hand-over':
      return moved(handOverVerb().decide({ matter, staff }, { ...at, toPersonId: deed.target, reason: '出差' }, moment));
    case 'reopen':
      return moved(reopenVerb().decide({ matter, staff }, at, moment));
    case 'withdraw':
      return ended(withdrawVerb(world).decide(matter, { ...at, reason: '改期' }, moment), 'withdrawn');
    case 'void':
      return ended(voidVerb(world).decide({ matter, followers: [] }, { ...at, reason: '不办了' }, moment), 'void');
    case 'correct':
      return 'no' in correctVerb().decide(matter, { ...at, text: '单价有误' }, moment) ? undefined : { matter, staff };
    case 'submit':
      return submitted({ matter, staff, deed, world, made }, who);
    case 'add': {
      const verdict = addSignerVerb().decide(
        { matter, staff, person: { personId: deed.target, name: `第${deed.target}人` } },
        { ...at, placing: deed.placing, personId: deed.target, reason: '会商' },
        moment,
      );
      return 'no' in verdict ? undefined : { staff, matter: after(withAdded(matter, verdict.yes, who), verdict.yes.move, null) };
    }
    case 'recuse': {
      if ('no' in recuseVerb().decide(matter, { ...at, relation: '亲属' }, moment)) return undefined;
      return askedAgain({ staff, matter: { ...matter, parties: [...matter.parties, { personId: who, name: `第${who}人`, role: '回避人' }] } });
    }
    case 'end-cover':
      return changed({ matter, staff: { ...staff, holders: staff.holders.filter((one) => one.coverFor === null || one.personId !== deed.target) } }, deed);
    case 'end-post':
      return deed.step > 2
        ? undefined
        : changed({ matter, staff: { ...staff, holders: staff.holders.filter((one, index) => index === 0 || one.personId !== deed.target) } }, deed);
    case 'rescue':
      return rescued({ matter, staff, deed, world, made }, who);
    case 'change-handler':
      return handedOn({ matter, staff, deed, world, made }, who);
  }
}

/** What ends by the calendar is asked again only the next day, or by hand (重新确定办理人). */
function changed(standing: Standing, { changed: byCalendar }: Deed): Standing {
  return byCalendar ? standing : askedAgain(standing);
}

/** Posts and covers have changed: whoever is waited for is asked again, in the same act. */
function askedAgain({ matter, staff }: Standing): Standing {
  return {
    staff,
    matter: matter.state === 'in_review' ? after(matter, { ...NO_CHANGE, matter, state: 'in_review', opened: openedAnew({ matter, staff }) }, null) : matter,
  };
}

/** 提交, the first time or again: with the same form, or a changed one. */
function submitted({ matter, staff, deed, world }: Doing, who: number): Standing | undefined {
  const form = deed.changed ? { n: matter.round + 1 } : matter.form;
  const parties = matter.parties.flatMap((party) => (party.role === '证明人' ? [{ personId: party.personId, role: party.role }] : []));
  const drafted = {
    // as readDraft would have read it
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
  const verdict = submitVerb(world).decide({ matter, drafted }, { ...at, content: null }, { actor: actorOf(who, staff), now, today });
  if ('no' in verdict) return undefined;
  // the plan of a submission is its own; what the statements need of it is this
  const plan = verdict.yes as unknown as Parameters<typeof laid>[1];
  if (deed.changed && matter.decision !== null) expect(plan.carried).toEqual([]); // a changed form keeps no signature
  for (const { signed } of plan.carried) expect(signed).toMatchObject({ state: 'done', verdict: 'agreed' });
  return { staff, matter: laid(matter, plan, form) };
}

function rescued({ matter, staff, deed }: Doing, who: number): Standing | undefined {
  const moment = { actor: actorOf(who, staff), now, today };
  const rescue = {
    reassignmentId: 1,
    step: deed.step,
    toPersonId: deed.target,
    to: '',
    reason: '病假',
    askedById: who,
    askedBy: '',
    askedAt: '',
    confirmedBy: null,
    confirmedAt: null,
  };
  const confirmer = { ...actorOf(deed.confirmer, staff), posts: [{ post: '局长', departmentId: null, coverFor: null }] };
  const person = { personId: deed.target, name: '' };
  if ('no' in askReassignVerb().decide({ matter, staff, person }, { ...at, step: deed.step, toPersonId: deed.target, reason: '病假' }, moment))
    return undefined;
  const verdict = reassignVerb().decide({ matter, staff, rescue, person }, at, { ...moment, actor: confirmer });
  if ('no' in verdict) return undefined;
  expect(new Set([who, deed.confirmer, deed.target]).size).toBe(3); // one asks, another confirms, a third signs
  expect([deed.confirmer, deed.target]).not.toContain(matter.handlerId);
  const duties = [...matter.duties, { personId: who, duty: '改派' as const }, { personId: deed.confirmer, duty: '改派' as const }];
  return {
    staff,
    matter: after(
      { ...matter, duties, steps: matter.steps.map((one) => (one.step === deed.step ? { ...one, personId: deed.target } : one)) },
      verdict.yes.move,
      null,
    ),
  };
}

function handedOn({ matter, staff, deed, world }: Doing, who: number): Standing | undefined {
  const moment = { actor: actorOf(who, staff), now, today };
  const person = { personId: deed.target, name: `第${deed.target}人` };
  const asked = {
    handlerChangeId: 1,
    fromPersonId: matter.handlerId,
    from: '',
    toPersonId: deed.target,
    to: '',
    reason: '调离',
    askedById: who,
    askedBy: '',
    askedAt: '',
    confirmedBy: null,
    confirmedAt: null,
  };
  const confirmer = { ...actorOf(deed.confirmer, staff), posts: [{ post: '局长', departmentId: null, coverFor: null }] };
  if ('no' in askHandlerVerb(world).decide({ matter, staff, person }, { ...at, toPersonId: deed.target, reason: '调离' }, moment)) return undefined;
  const verdict = changeHandlerVerb(world).decide({ matter, staff, asked, person }, at, { ...moment, actor: confirmer });
  if ('no' in verdict) return undefined;
  expect(new Set([who, deed.confirmer, deed.target]).size).toBe(3); // one asks, another confirms, a third handles it
  expect(deed.confirmer).not.toBe(matter.handlerId);
  const { move } = verdict.yes;
  return { staff, matter: after({ ...move.matter, duties: [...matter.duties, { personId: deed.target, duty: '经办' }] }, move, null) };
}

/** What holds of a matter at every moment. */
function holdsTrue({ matter, staff }: Standing): void {
  const signers = matter.steps.flatMap(actingOn);
  const interested = [matter.handlerId, ...matter.parties.map((party) => party.personId)];
  always('nobody signs two steps, himself or through his cover', new Set(signers).size === signers.length);
  always('nor his own matter, nor one he has an interest in or has handled', !signers.some((one) => interested.includes(one)));
  const taken = [...matter.duties, ...matter.steps.flatMap((one) => dutyOf(one))];
  for (const { duties } of staff.incompatible ?? []) {
    const kept = taken.filter((one) => duties.includes(one.duty));
    always('nor two duties kept apart', !kept.some((one) => kept.some((other) => other.personId === one.personId && other.duty !== one.duty)));
  }
  const open = matter.steps.filter((one) => one.state === 'open');
  always('a step waits as long as the matter is in review, and none afterwards', (matter.state === 'in_review') === open.length > 0);
  always(
    'people wait for open steps only',
    matter.todos.every((todo) => open.some((one) => one.step === todo.step)),
  );
  always(
    'whoever has signed, or handles the matter, waits for nothing',
    !matter.todos.some((todo) => [todo.personId, principalOf(todo)].some((one) => one === matter.handlerId || signers.includes(one))),
  );
  const asking = open.filter((one) => one.personId === null && one.addedBy === null && one.act !== '知会').map((one) => `${one.askedPost}/${one.act}`);
  always('of several holders one is asked at a time', new Set(asking).size === asking.length);
  if (matter.state !== 'approved') return;
  always(
    'neither an added signer nor a rescue takes a step of the regulation away',
    matter.steps.every((one) => one.addedBy !== null || one.act === '知会' || one.verdict === 'agreed'),
  );
  always(
    'an opinion asked for is given or no longer waited for',
    matter.steps.every((one) => one.addedBy === null || one.state === 'done' || one.state === 'lapsed'),
  );
}

function dutyOf(step: SeenMatter['steps'][number]): readonly DutyDone[] {
  const duty = dutySigned(step);
  return duty === null ? [] : actingOn(step).map((personId) => ({ personId, duty }));
}

function always(what: string, holds: boolean): void {
  if (!holds) throw new Error(`not so: ${what}`);
}

/** What holds of a signature at the moment it is given: for somebody absent only as far as he has lent his post, and only if he might have signed himself. */
function signedRightly(before: SeenMatter, { matter, staff }: Standing): void {
  for (const { step, coverFor, actedBy } of matter.steps) {
    if (coverFor === null || actedBy === null || before.steps.some((one) => one.step === step && one.actedBy === actedBy) || before.round !== matter.round)
      continue;
    always('nobody signs for somebody who may not himself', ![matter.handlerId, ...matter.parties.map((party) => party.personId)].includes(coverFor));
    always(
      'nor beyond what is lent',
      staff.holders.some((one) => one.personId === actedBy && one.coverFor === coverFor && reaches(one, matter)),
    );
  }
}

/** Whatever was said before is still there: an end stays an end, and a signature of the round stays unless it is asked for again. */
function followsFrom(before: SeenMatter, { matter }: Standing, { verb }: Deed): void {
  always('no end is undone', !['withdrawn', 'refused', 'void'].includes(before.state) || matter.state === before.state);
  always('what is approved is voided or stays', before.state !== 'approved' || matter.state === 'approved' || matter.state === 'void');
  if (before.round !== matter.round || verb === 'return') return;
  const stays = (one: SeenMatter['steps'][number]): boolean =>
    matter.steps.some((other) => other.step === one.step && other.actedBy === one.actedBy && other.verdict === one.verdict);
  always(
    'a signature stays',
    before.steps.every((one) => one.actedBy === null || stays(one)),
  );
}

test('over ten thousand random sequences, round after round: no step of the regulation is skipped, nobody signs twice or on his own business, nothing is approved by absence, no end is undone', () => {
  const seen = new Map<string, number>();
  const count = (what: string): unknown => seen.set(what, (seen.get(what) ?? 0) + 1);
  fc.assert(
    fc.property(office, (made) => {
      const world = worldOf(made);
      const first = done({
        matter: blank(made),
        staff: staffOf(made),
        world,
        made,
        deed: { who: HANDLER, asked: true, verb: 'submit', target: 1, confirmer: 1, placing: 'before', step: 1, straightBack: false, changed: false },
      });
      if (first === undefined) {
        expect(asksSomebody(made, blank(made), staffOf(made))).toBe(false); // what only informs is never approved
        return;
      }
      let standing = first;
      holdsTrue(standing);
      for (const deed of made.deeds) {
        const next = done({ ...standing, deed, world, made });
        if (next === undefined) continue;
        count(deed.verb);
        signedRightly(standing.matter, next);
        followsFrom(standing.matter, next, deed);
        standing = next;
        holdsTrue(standing);
      }
      count(standing.matter.state);
      if (standing.matter.round > 1) count('resubmitted');
      if (standing.matter.round > 1 && standing.matter.state === 'approved') count('approved after a return');
    }),
    { numRuns: 10_000 },
  );
  for (const verb of new Set<string>(VERBS)) expect(seen.get(verb) ?? 0, verb).toBeGreaterThan(10); // each verb is really done, not only tried
  for (const end of ['approved', 'refused', 'withdrawn', 'void', 'resubmitted', 'approved after a return']) expect(seen.get(end) ?? 0, end).toBeGreaterThan(50);
}, 240_000);
