import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StepAct } from '../src/rules/decision.ts';
import { civilDate } from '../src/rules/calendar/civil-date.ts';
import type { Staff } from '../src/rules/route/staff.ts';
import type { Actor } from '../src/platform/act/actor.ts';
import type { Verdict } from '../src/platform/act/verb.ts';
import { addSignerVerb, type Placing } from '../src/platform/matters/add-signer.ts';
import { mayClick, mayDissent } from '../src/platform/matters/entitled.ts';
import { advance, type Move } from '../src/platform/matters/move.ts';
import type { MatterWorld } from '../src/platform/matters/kind-in-use.ts';
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
  route: fc.array(fc.record({ post: fc.constantFrom(...POSTS), act: fc.constantFrom<StepAct>('审核', '批准', '知会') }), { minLength: 1, maxLength: 4 }),
  witness: fc.option(fc.constantFrom(...PEOPLE), { nil: null }),
  deeds: fc.array(
    fc.record({
      who: fc.constantFrom(...PEOPLE), verb: fc.constantFrom('approve', 'approve', 'approve', 'dissent', 'return', 'add', 'remove'), target: fc.constantFrom(...PEOPLE),
      placing: fc.constantFrom<Placing>('before', 'beside', 'after'), step: fc.integer({ min: 1, max: 7 }), straightBack: fc.boolean(),
    }),
    { minLength: 1, maxLength: 16 },
  ),
});
type World = typeof world extends fc.Arbitrary<infer Made> ? Made : never;

function staffOf({ holders }: World): Staff {
  return {
    posts: POSTS.map((post, index) => ({ post, superior: POSTS[index + 1] ?? null, sole: false, collective: false })),
    holders: holders.map(({ post, personId }) => ({ post, personId, name: `第${personId}人`, departmentId: null, coverFor: null })),
  };
}

function blank({ route, witness }: World): SeenMatter {
  const steps = route.map(({ post, act }, index): SeenStep => ({
    step: index + 1, place: index + 1, personId: null, addedBy: null, act, askedPost: post, post, state: 'waiting', reasons: [], clause, actedBy: null, actedByName: null, actedAt: null,
    coverFor: null, verdict: null, remark: null, resolutionId: null, openedAt: null,
  }));
  return {
    matterId: 1, kind: 'k', number: '1', title: '事', state: 'in_review', handlerId: HANDLER, handlerName: '经办人', departmentId: null, departmentName: null, form: {}, amount: null, payment: null, factDay: today,
    round: 1, version: 1, linkedMatterId: null, madeAt: now, submittedAt: now, endedAt: null, steps, todos: [], files: [], releases: [], decision: null,
    parties: witness === null ? [] : [{ personId: witness, name: `第${witness}人`, role: '证明人' }],
  };
}

/** What `writeMove` makes of a move. */
function after(matter: SeenMatter, move: Move, signer: number | null): SeenMatter {
  const opened = move.opened;
  const steps = matter.steps.map((step): SeenStep => {
    if (move.signed?.step === step.step) return { ...step, state: 'done', verdict: move.signed.verdict, actedBy: signer };
    if (move.noted.some((one) => one.step === step.step)) return { ...step, state: 'done', verdict: 'noted' };
    if (opened?.step === step.step) return { ...step, state: 'open', post: opened.post, verdict: null, actedBy: null };
    if (move.waiting.includes(step.step)) return { ...step, state: 'waiting', verdict: null, actedBy: null };
    return move.lapsed.includes(step.step) ? { ...step, state: 'lapsed' } : step;
  });
  const stillOpen = new Set(steps.filter((step) => step.state === 'open' && step.step !== opened?.step).map((step) => step.step));
  const todos = [
    ...matter.todos.filter((todo) => stillOpen.has(todo.step)),
    ...(opened?.candidates.map(({ personId, name, coverFor }) => ({ personId, name, coverFor, step: opened.step })) ?? []),
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
  return { officeId: 1, personId, name: `第${personId}人`, departmentId: null, posts: staff.holders.filter((one) => one.personId === personId).map(({ post }) => ({ post, departmentId: null, coverFor: null })) };
}

function step(matter: SeenMatter, staff: Staff, deed: World['deeds'][number]): SeenMatter {
  const actor = actorOf(deed.who, staff);
  const moment = { actor, now, today };
  const at = { matterId: 1, version: 1 };
  const take = <Plan extends { readonly move: Move }>(verdict: Verdict<Plan>, of = matter): SeenMatter => ('no' in verdict ? matter : after(of, verdict.yes.move, null));
  switch (deed.verb) {
    case 'add': {
      const verdict = addSignerVerb().decide({ matter, staff, person: { personId: deed.target, name: `第${deed.target}人` } }, { ...at, placing: deed.placing, personId: deed.target, reason: '会商' }, moment);
      return 'no' in verdict ? matter : after(withAdded(matter, verdict.yes, deed.who), verdict.yes.move, null);
    }
    case 'remove': return take(removeSignerVerb(WORLD).decide({ matter, staff }, { ...at, step: deed.step, reason: '不必' }, moment));
    case 'return': return take(returnVerb().decide({ matter, staff }, { ...at, toStep: deed.step, straightBack: deed.straightBack, ground: '补正', remark: '请核' }, moment));
    default: {
      const may = deed.verb === 'dissent' ? mayDissent(matter, actor) : mayClick(matter, actor);
      if ('no' in may) return matter;
      const signed = { step: may.yes.step.step, verdict: deed.verb === 'dissent' ? 'dissented' : 'agreed', remark: null, coverFor: null, resolutionId: null } as const;
      return after(matter, advance({ matter, staff }, signed, { signerId: deed.who, endsIn: 'approved' }), deed.who);
    }
  }
}

function holdsTrue(matter: SeenMatter): void {
  const signers = matter.steps.filter((one) => one.actedBy !== null).map((one) => one.actedBy);
  expect(new Set(signers).size).toBe(signers.length); // nobody signs two steps
  expect(signers).not.toContain(HANDLER); // nor his own matter
  for (const party of matter.parties) expect(signers).not.toContain(party.personId);
  const open = matter.steps.filter((one) => one.state === 'open');
  if (matter.state === 'in_review') expect(open.length).toBeGreaterThan(0); // never without a step that waits, never approved by absence
  else expect(open).toEqual([]);
  for (const todo of matter.todos) expect(open.map((one) => one.step)).toContain(todo.step);
  if (matter.state !== 'approved') return;
  for (const one of matter.steps) {
    if (one.addedBy === null && one.act !== '知会') expect(one.verdict).toBe('agreed'); // an added signer takes no step of the regulation away
    if (one.addedBy !== null) expect(['done', 'lapsed']).toContain(one.state);
  }
}

test('over ten thousand random sequences: no step of the regulation is skipped, nobody signs twice or on his own business, nothing is approved by absence', () => {
  fc.assert(
    fc.property(world, (made) => {
      const staff = staffOf(made);
      const first = advance({ matter: blank(made), staff }, { step: 0, verdict: 'agreed', remark: null, coverFor: null, resolutionId: null }, { signerId: null, endsIn: 'approved' });
      let matter = after(blank(made), { ...first, signed: null }, null);
      for (const deed of made.deeds) {
        if (matter.state !== 'in_review') break;
        holdsTrue(matter);
        matter = step(matter, staff, deed);
      }
      holdsTrue(matter);
    }),
    { numRuns: 10_000 },
  );
});
