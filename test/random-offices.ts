import fc from 'fast-check';
import type { StepAct, StepCount } from '../src/rules/decision.ts';
import { SIGN_ONCE } from '../src/rules/route/resolve-route.ts';
import type { MatterDuty } from '../src/rules/separation/incompatible.ts';
import type { Placing } from '../src/platform/matters/add-signer.ts';

/** Random offices, routes and deeds. */

export const POSTS = ['甲', '乙', '丙', '丁'] as const;
/** Decides in a meeting; its members hold 丙. */
export const BODY = { post: '会', superior: null, sole: false, collective: true, members: '丙', quorum: '过半数' } as const;
export const PEOPLE = [1, 2, 3, 4, 5, 6, 7] as const;

/** What people try; what brings a matter forward more often, so that many come to an end. */
export const VERBS = [
  'approve',
  'approve',
  'approve',
  'approve',
  'approve',
  'approve',
  'approve',
  'approve',
  'approve',
  'approve',
  'approve',
  'approve',
  'dissent',
  'dissent',
  'resolve',
  'resolve',
  'return',
  'return-to-handler',
  'submit',
  'submit',
  'submit',
  'add',
  'add',
  'remove',
  'remove',
  'rescue',
  'rescue',
  'ask-rescue',
  'refuse',
  'withdraw',
  'hand-over',
  'hand-over',
  'recuse',
  'begin-cover',
  'end-cover',
  'end-post',
  'reopen',
  'change-handler',
  'ask-change',
  'except',
  'except',
  'void',
  'correct',
  'remark',
  'instruct',
  'read',
  'urge',
  'save-draft',
  'ask-release',
  'ask-release',
  'release',
  'release',
] as const;

export const office = fc.record({
  holders: fc.array(fc.record({ post: fc.constantFrom(...POSTS), personId: fc.constantFrom(...PEOPLE) }), { minLength: 4, maxLength: 10 }),
  covers: fc.array(
    fc.record({ post: fc.constantFrom(...POSTS), absent: fc.constantFrom(...PEOPLE), by: fc.constantFrom(...PEOPLE), ceiling: fc.constantFrom(null, 50, 200) }),
    { maxLength: 3 },
  ),
  route: fc.array(
    fc.record({
      post: fc.constantFrom(...POSTS, ...POSTS, BODY.post),
      act: fc.constantFrom<StepAct>('审核', '批准', '知会'),
      beside: fc.boolean(),
      onSamePerson: fc.constantFrom([], [SIGN_ONCE]),
      count: fc.constantFrom<(StepCount | undefined)[]>(undefined, undefined, 2, 3, '全部', '过半数', '三分之二以上'),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  apart: fc.constantFrom<readonly MatterDuty[][]>(
    [],
    [['改派', '审核']],
    [
      ['改派', '批准'],
      ['经办', '批准'],
    ],
    [
      ['审核', '改派'],
      ['审核', '批准'],
    ],
  ),
  excepted: fc.boolean(),
  heads: fc.array(fc.constantFrom(...PEOPLE), { minLength: 1, maxLength: 3 }),
  recorder: fc.constantFrom(...PEOPLE),
  refuses: fc.integer({ min: 0, max: 7 }).map((draw) => draw === 0),
  witness: fc.option(fc.constantFrom(...PEOPLE), { nil: null }),
  deeds: fc.array(
    fc.record({
      who: fc.constantFrom(...PEOPLE),
      asked: fc.integer({ min: 0, max: 3 }).map((draw) => draw > 0),
      verb: fc.constantFrom(...VERBS),
      target: fc.constantFrom(...PEOPLE),
      confirmer: fc.constantFrom(...PEOPLE),
      placing: fc.constantFrom<Placing>('before', 'beside', 'after'),
      step: fc.integer({ min: 1, max: 7 }),
      straightBack: fc.boolean(),
      changed: fc.boolean(),
      agreed: fc.integer({ min: 0, max: 4 }).map((draw) => draw > 0),
      present: fc.subarray([...PEOPLE], { minLength: 4 }),
    }),
    { minLength: 14, maxLength: 30 },
  ),
});
export type Office = typeof office extends fc.Arbitrary<infer Made> ? Made : never;
export type Deed = Office['deeds'][number];
