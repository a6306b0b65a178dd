import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { principalOf } from '../src/rules/route/staff.ts';
import type { DutyDone } from '../src/rules/separation/incompatible.ts';
import { dutySigned } from '../src/platform/matters/duties.ts';
import { actingOn } from '../src/platform/matters/entitled.ts';
import type { SeenMatter } from '../src/platform/matters/seen.ts';
import { done } from './deeds-in-memory.ts';
import type { Act } from './done-act.ts';
import { KEPT } from './kept-invariants.ts';
import { office, VERBS, type Deed, type Office } from './random-offices.ts';
import { asksSomebody, blank, HANDLER, staffOf, worldOf } from './route-in-memory.ts';
import type { Standing } from './standing-in-memory.ts';
import { FILE_OF, INVARIANTS } from './verb-invariants.ts';

/** The verbs' decisions alone, over a matter in memory: random routes, random people, random acts, round after round. What the database does with a move is the other test's. */

/** What holds of a matter at every moment. */
function holdsTrue({ matter, staff }: Standing): void {
  const signers = matter.steps.filter((one) => one.resolutionId === null).flatMap(actingOn); // whoever records what a body decided signs nothing
  const interested = [matter.handlerId, ...matter.parties.map((party) => party.personId)];
  always('nobody signs two steps, himself or through his cover', new Set(signers).size === signers.length);
  always('nor his own matter, nor one he has an interest in or has handled', !signers.some((one) => interested.includes(one)));
  const taken = [...matter.duties, ...matter.steps.flatMap((one) => dutyOf(one))];
  for (const { duties, exception } of staff.incompatible ?? []) {
    const kept = taken.filter((one) => duties.includes(one.duty));
    const excepted = (one: DutyDone): boolean => exception && matter.exceptions.some((other) => other.personId === one.personId && other.duty === one.duty);
    always(
      'nor two duties kept apart, without an exception',
      !kept.some((one) => kept.some((other) => other.personId === one.personId && other.duty !== one.duty && !excepted(one) && !excepted(other))),
    );
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

/** What the verb says of itself at the head of its file. */
function keepsItsWord(act: Act, count: (what: string) => unknown): void {
  const file = FILE_OF[act.deed.verb];
  for (const [what, holds] of Object.entries(INVARIANTS[file ?? ''] ?? {})) {
    always(`${file}: ${what}`, holds(act));
    count(`${file}: ${what}`);
  }
}

/** A matter nobody has filed yet, and how it stands once its handler has: what the pack refuses is not. */
function begun(made: Office): Standing {
  const standing = { matter: blank(made), staff: staffOf(made), rescues: [], changes: [], readers: [], two: null };
  const deed = {
    who: HANDLER,
    asked: true,
    verb: 'submit',
    target: 1,
    confirmer: 1,
    placing: 'before',
    step: 1,
    straightBack: false,
    changed: false,
    agreed: true,
    present: [],
  } satisfies Deed;
  const first = done({ standing, deed, world: worldOf(made) });
  if (first === undefined && !made.refuses) expect(asksSomebody(made, standing.matter, standing.staff)).toBe(false); // what only informs is never approved
  return first?.standing ?? standing;
}

test('over ten thousand random sequences, round after round: every verb keeps its word, no step of the regulation is skipped, nobody signs twice or on his own business, nothing is approved by absence, no end is undone', () => {
  const seen = new Map<string, number>();
  const count = (what: string): unknown => seen.set(what, (seen.get(what) ?? 0) + 1);
  fc.assert(
    fc.property(office, (made) => {
      const world = worldOf(made);
      let standing = begun(made);
      holdsTrue(standing);
      for (const deed of made.deeds) {
        const next = done({ standing, deed, world });
        if (next === undefined) continue;
        count(deed.verb);
        keepsItsWord({ before: standing, after: next.standing, deed, who: next.who, made }, count);
        followsFrom(standing.matter, next.standing, deed);
        standing = next.standing;
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
  const sentences = Object.entries(INVARIANTS).flatMap(([file, all]) => Object.keys(all).map((what) => `${file}: ${what}`));
  for (const what of sentences) expect(seen.get(what) ?? 0, what).toBeGreaterThan(10);
}, 240_000);

const source = (file: string): string => readFileSync(new URL(`../src/platform/matters/${file}.ts`, import.meta.url), 'utf8');

test('every verb on matters says at the head of its file what always holds, and nothing stands there that is not put to the test', () => {
  const files = [...source('verbs').matchAll(/import \{ [^}]*Verb[^}]* \} from '\.\/([a-z-]+)\.ts'/g)].map(([, file = '']) => file);
  expect(files.length).toBeGreaterThan(20);
  for (const file of files) {
    const [head = ''] = /^\/\*\n \* [^\n]+, always:\n(?: \* - [^\n]+\n)+ \*\//.exec(source(file)) ?? [];
    const said = [...head.matchAll(/^ \* - (.+)$/gm)].map(([, what]) => what);
    const kept = Object.values(KEPT).flatMap((one) => (one.file === file ? [one.what] : []));
    expect(new Set(said), file).toEqual(new Set([...Object.keys(INVARIANTS[file] ?? {}), ...kept]));
  }
});
