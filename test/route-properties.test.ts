import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Decision, PostStep, StepAct, StepCount } from '../src/rules/decision.ts';
import { civilDate } from '../src/rules/calendar/civil-date.ts';
import { resolveRoute, SIGN_ONCE } from '../src/rules/route/resolve-route.ts';
import { reaches, type Holder, type Staff } from '../src/rules/route/staff.ts';
import { dutyOfAct, type MatterDuty } from '../src/rules/separation/incompatible.ts';
import type { Actor } from '../src/platform/act/actor.ts';
import type { Verdict } from '../src/platform/act/verb.ts';
import { addSignerVerb, type Placing } from '../src/platform/matters/add-signer.ts';
import { dutyAgainst } from '../src/platform/matters/duties.ts';
import { mayClick, mayDissent } from '../src/platform/matters/entitled.ts';
import { advance, type Move } from '../src/platform/matters/move.ts';
import type { MatterWorld } from '../src/platform/matters/kind-in-use.ts';
import { askReassignVerb, reassignVerb } from '../src/platform/matters/reassign.ts';
import { removeSignerVerb } from '../src/platform/matters/remove-signer.ts';
import { returnVerb } from '../src/platform/matters/return.ts';
import type { SeenMatter, SeenStep } from '../src/platform/matters/seen.ts';

/** The verbs' decisions alone, over a matter in memory: random routes, random people, random acts. What the database does with a move is the other test's. */

const clause = { regulation: '制度', version: '1', clause: '一', id: 'X-1' };
const POSTS = ['甲', '乙', '丙', '丁'] as const;
const PEOPLE = [1, 2, 3, 4, 5, 6, 7] as const;
const HANDLER = 1;
const today = civilDate('2026-03-02');
/** One kind of matter, which ends approved; nothing here asks for rules. */
const KIND = { kind: 'k', title: '事项', endsIn: 'approved' };
const WORLD = { modules: [{ kinds: [KIND] }] } as unknown as MatterWorld; // the part of it that a decision reads
const now = new Date('2026-03-02T09:00:00+08:00');

const world = fc.record({
  holders: fc.array(fc.record({ post: fc.constantFrom(...POSTS), personId: fc.constantFrom(...PEOPLE) }), { minLength: 4, maxLength: 10 }),
  covers: fc.array(fc.record({ post: fc.constantFrom(...POSTS), absent: fc.constantFrom(...PEOPLE), by: fc.constantFrom(...PEOPLE), ceiling: fc.constantFrom(null, 50, 200) }), { maxLength: 3 }),
  route: fc.array(
    fc.record({
      post: fc.constantFrom(...POSTS), act: fc.constantFrom<StepAct>('审核', '批准', '知会'), beside: fc.boolean(), onSamePerson: fc.constantFrom([], [SIGN_ONCE]),
      count: fc.constantFrom<(StepCount | undefined)[]>(undefined, undefined, 2, 3, '全部'),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  apart: fc.constantFrom<readonly MatterDuty[][]>([], [['改派', '审核']], [['改派', '批准'], ['经办', '批准']]),
  witness: fc.option(fc.constantFrom(...PEOPLE), { nil: null }),
  deeds: fc.array(
    fc.record({
      who: fc.constantFrom(...PEOPLE), asked: fc.boolean(), verb: fc.constantFrom('approve', 'approve', 'approve', 'dissent', 'return', 'add', 'remove', 'rescue', 'rescue'), target: fc.constantFrom(...PEOPLE), confirmer: fc.constantFrom(...PEOPLE),
      placing: fc.constantFrom<Placing>('before', 'beside', 'after'), step: fc.integer({ min: 1, max: 7 }), straightBack: fc.boolean(),
    }),
    { minLength: 1, maxLength: 20 },
  ),
});
type World = typeof world extends fc.Arbitrary<infer Made> ? Made : never;

function staffOf({ holders, covers, apart }: World): Staff {
  const own: Holder[] = holders.map(({ post, personId }) => ({ post, personId, name: `第${personId}人`, departmentId: null, coverFor: null }));
  const lent = covers
    .filter(({ post, absent, by }) => absent !== by && own.some((one) => one.post === post && one.personId === absent))
    .map(({ post, absent, by, ceiling }): Holder => ({ post, personId: by, name: `第${by}人`, departmentId: null, coverFor: absent, limits: ceiling === null ? null : { kinds: ['k'], ceiling } }));
  return { day: today, incompatible: apart.map((duties) => ({ duties, exception: false, clause })), posts: POSTS.map((post, index) => ({ post, superior: POSTS[index + 1] ?? null, sole: false, collective: false })), holders: [...own, ...lent] };
}

const AMOUNT = 100;

/** The steps a pack would ask for: the same post and act once, groups by what stands beside what. */
function asksOf({ route }: World): readonly PostStep[] {
  const firstOf = (at: number): number => (route[at]?.beside === true && at > 0 ? firstOf(at - 1) : at);
  const asks = route.map(({ post, act, onSamePerson, count }, at): PostStep => ({
    post, act, onOwnBusiness: [], onSamePerson, clause, group: String(firstOf(at)), ...(count !== undefined && act !== '知会' && { count }),
  }));
  return asks.filter((one, at) => asks.findIndex((other) => other.post === one.post && other.act === one.act) === at);
}

function blank(made: World): SeenMatter {
  const { witness } = made;
  const asks = asksOf(made);
  const parties = witness === null ? [] : [{ personId: witness, name: `第${witness}人`, role: '证明人' as const }];
  const steps = resolveRoute({ steps: asks, staff: staffOf(made), handlerId: HANDLER, parties, departmentId: null, business: { kind: 'k', amount: AMOUNT } }).map(({ step, place, act, askedPost, post }): SeenStep => ({
    step, place, personId: null, addedBy: null, act, askedPost, post, state: 'waiting', reasons: [], clause, actedBy: null, actedByName: null, actedAt: null,
    coverFor: null, verdict: null, remark: null, resolutionId: null, openedAt: null,
  }));
  return {
    matterId: 1, kind: 'k', number: '1', title: '事', state: 'in_review', handlerId: HANDLER, handlerName: '经办人', departmentId: null, departmentName: null, form: {}, amount: AMOUNT, payment: null, factDay: today,
    round: 1, version: 1, linkedMatterId: null, madeAt: now, submittedAt: now, endedAt: null, steps, todos: [], files: [], releases: [], duties: [], exceptions: [], parties, contentDigest: null,
    decision: { steps: asks } as unknown as Decision, // the part of it that a move reads
  };
}

/** What `writeMove` makes of a move. */
function after(matter: SeenMatter, move: Move, signer: number | null): SeenMatter {
  const steps = matter.steps.map((step): SeenStep => {
    if (move.signed?.step === step.step) return { ...step, state: 'done', verdict: move.signed.verdict, actedBy: signer, coverFor: move.signed.coverFor };
    if (move.noted.some((one) => one.step === step.step)) return { ...step, state: 'done', verdict: 'noted' };
    const opened = move.opened.find((one) => one.step === step.step);
    if (opened !== undefined) return { ...step, state: 'open', post: opened.post, act: opened.act, verdict: null, actedBy: null };
    if (move.waiting.includes(step.step)) return { ...step, state: 'waiting', verdict: null, actedBy: null };
    return move.lapsed.includes(step.step) ? { ...step, state: 'lapsed' } : step;
  });
  const stillOpen = new Set(steps.filter((step) => step.state === 'open' && !move.opened.some((one) => one.step === step.step)).map((step) => step.step));
  const todos = [
    ...matter.todos.filter((todo) => stillOpen.has(todo.step)),
    ...move.opened.flatMap(({ step, candidates }) => candidates.map(({ personId, name, coverFor }) => ({ personId, name, coverFor, step }))),
  ];
  return { ...matter, state: move.state, steps, todos: move.state === 'in_review' ? todos : [] };
}

function withAdded(matter: SeenMatter, plan: { readonly added: { readonly step: number; readonly place: number; readonly reasons: readonly string[] }; readonly person: { readonly personId: number } }, by: number): SeenMatter {
  const step: SeenStep = {
    step: plan.added.step, place: plan.added.place, personId: plan.person.personId, addedBy: by, act: '会签', askedPost: '会签人', post: '会签人', state: 'waiting', reasons: plan.added.reasons, clause,
    actedBy: null, actedByName: null, actedAt: null, coverFor: null, verdict: null, remark: null, resolutionId: null, openedAt: null,
  };
  return { ...matter, steps: [...matter.steps, step].toSorted((one, other) => one.place - other.place || one.step - other.step) };
}

function actorOf(personId: number, staff: Staff): Actor {
  return { officeId: 1, personId, name: `第${personId}人`, departmentId: null, posts: staff.holders.filter((one) => one.personId === personId) };
}

function step(matter: SeenMatter, staff: Staff, deed: World['deeds'][number]): SeenMatter {
  const who = deed.asked ? (matter.todos[deed.who % Math.max(1, matter.todos.length)]?.personId ?? deed.who) : deed.who;
  const actor = actorOf(who, staff);
  const moment = { actor, now, today };
  const at = { matterId: 1, version: 1 };
  const take = <Plan extends { readonly move: Move }>(verdict: Verdict<Plan>, of = matter): SeenMatter => ('no' in verdict ? matter : after(of, verdict.yes.move, null));
  switch (deed.verb) {
    case 'add': {
      const verdict = addSignerVerb().decide({ matter, staff, person: { personId: deed.target, name: `第${deed.target}人` } }, { ...at, placing: deed.placing, personId: deed.target, reason: '会商' }, moment);
      return 'no' in verdict ? matter : after(withAdded(matter, verdict.yes, who), verdict.yes.move, null);
    }
    case 'rescue': {
      const rescue = { reassignmentId: 1, step: deed.step, toPersonId: deed.target, to: '', reason: '病假', askedById: who, askedBy: '', askedAt: '', confirmedBy: null, confirmedAt: null };
      const confirmer = { ...actorOf(deed.confirmer, staff), posts: [{ post: '局长', departmentId: null, coverFor: null }] };
      const person = { personId: deed.target, name: '' };
      if ('no' in askReassignVerb().decide({ matter, staff, person }, { ...at, step: deed.step, toPersonId: deed.target, reason: '病假' }, moment)) return matter;
      const verdict = reassignVerb().decide({ matter, staff, rescue, person }, at, { ...moment, actor: confirmer });
      if ('no' in verdict) return matter;
      expect(new Set([who, deed.confirmer, deed.target]).size).toBe(3); // one asks, another confirms, a third signs
      expect([deed.confirmer, deed.target]).not.toContain(HANDLER);
      const duties = [...matter.duties, { personId: who, duty: '改派' as const }, { personId: deed.confirmer, duty: '改派' as const }];
      return after({ ...matter, duties, steps: matter.steps.map((one) => (one.step === deed.step ? { ...one, personId: deed.target } : one)) }, verdict.yes.move, null);
    }
    case 'remove': return take(removeSignerVerb(WORLD).decide({ matter, staff }, { ...at, step: deed.step, reason: '不必' }, moment));
    case 'return': return take(returnVerb().decide({ matter, staff }, { ...at, toStep: deed.step, straightBack: deed.straightBack, ground: '补正', remark: '请核' }, moment));
    default: {
      const may = deed.verb === 'dissent' ? mayDissent(matter, actor) : mayClick(matter, actor);
      if ('no' in may) return matter;
      if (dutyAgainst({ matter, staff }, { personId: who, duty: dutyOfAct(may.yes.step.act) ?? '审核' }) !== undefined) return matter;
      const signed = { step: may.yes.step.step, verdict: deed.verb === 'dissent' ? 'dissented' : 'agreed', remark: null, coverFor: may.yes.coverFor, resolutionId: null } as const;
      return after(matter, advance({ matter, staff }, signed, { signerId: who, endsIn: 'approved' }), who);
    }
  }
}

function holdsTrue(matter: SeenMatter, staff: Staff): void {
  const signers = matter.steps.filter((one) => one.actedBy !== null).map((one) => one.actedBy);
  expect(new Set(signers).size).toBe(signers.length); // nobody signs two steps
  expect(signers).not.toContain(HANDLER); // nor his own matter
  for (const party of matter.parties) expect(signers).not.toContain(party.personId);
  for (const { coverFor, actedBy } of matter.steps) {
    if (coverFor === null || actedBy === null) continue;
    expect([HANDLER, ...matter.parties.map((party) => party.personId)]).not.toContain(coverFor); // nor for somebody who may not himself
    expect(staff.holders.some((one) => one.personId === actedBy && one.coverFor === coverFor && reaches(one.limits, matter))).toBe(true); // nor beyond what is lent
  }
  for (const { duties } of staff.incompatible ?? []) {
    const done = [...matter.duties, ...matter.steps.flatMap((one) => (one.actedBy === null ? [] : [{ personId: one.actedBy, duty: dutyOfAct(one.act) }]))].filter((one) => duties.some((duty) => duty === one.duty));
    expect(done.some((one) => done.some((other) => other.personId === one.personId && other.duty !== one.duty))).toBe(false); // nor two duties kept apart
  }
  const open = matter.steps.filter((one) => one.state === 'open');
  if (matter.state === 'in_review') expect(open.length).toBeGreaterThan(0); // never without a step that waits, never approved by absence
  else expect(open).toEqual([]);
  for (const todo of matter.todos) expect(open.map((one) => one.step)).toContain(todo.step);
  for (const todo of matter.todos) expect(signers).not.toContain(todo.personId); // whoever has signed waits for nothing more
  const asking = open.filter((one) => one.personId === null && one.addedBy === null && one.act !== '知会');
  expect(new Set(asking.map((one) => `${one.askedPost}/${one.act}`)).size).toBe(asking.length); // of several holders one is asked at a time
  if (matter.state !== 'approved') return;
  for (const one of matter.steps) {
    if (one.addedBy === null && one.act !== '知会') expect(one.verdict).toBe('agreed'); // neither an added signer nor a rescue takes a step of the regulation away
    if (one.addedBy !== null) expect(['done', 'lapsed']).toContain(one.state);
  }
}

test('over ten thousand random sequences: no step of the regulation is skipped, nobody signs twice or on his own business, nothing is approved by absence', () => {
  let approved = 0;
  fc.assert(
    fc.property(world, (made) => {
      const staff = staffOf(made);
      const first = advance({ matter: blank(made), staff }, { step: 0, verdict: 'agreed', remark: null, coverFor: null, resolutionId: null }, { signerId: null, endsIn: 'approved' });
      let matter = after(blank(made), { ...first, signed: null }, null);
      holdsTrue(matter, staff);
      for (const deed of made.deeds) {
        if (matter.state !== 'in_review') break;
        const moved = step(matter, staff, deed);
        if (moved === matter) continue;
        matter = moved;
        holdsTrue(matter, staff);
      }
      if (matter.state === 'approved') approved += 1;
    }),
    { numRuns: 10_000 },
  );
  expect(approved).toBeGreaterThan(1000);
});
