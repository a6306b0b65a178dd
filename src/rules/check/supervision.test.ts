import { describe, expect, test } from 'vitest';
import type { StepAct } from '../decision.ts';
import type { RowStep } from '../pack/pack.ts';
import { supervisionOf } from './supervision.ts';

const step = (post: string, act: StepAct): RowStep => ({
  post,
  act,
  onOwnBusiness: [],
  onSamePerson: [],
  mustKnow: undefined,
  beside: false,
  count: undefined,
});
const place = (post: string, superior: string | null, collective = false) => ({ post, superior, sole: false, collective });
const posts = [
  place('局务会', null, true),
  place('局长', '局务会'),
  place('采购股长', '局长'),
  place('采购员', '采购股长'),
  place('采购内勤', '局长'),
  place('财务股', '局长'),
];
const sectionsOf = (post: string): ReadonlySet<string> => new Set([post.startsWith('采购') ? '采购股' : post]);
const of = (...steps: RowStep[]) => supervisionOf({ steps, posts, sectionsOf });

describe('supervision of a procedure (ICF-03.2a, ICF-03.2s)', () => {
  test('steps within one section are superior and subordinate, and no counterpart', () =>
    expect(of(step('采购员', '审核'), step('采购股长', '批准'))).toEqual({ superior: true, counterpart: false, review: false }));
  test('two posts of one section are no counterparts, though neither is above the other', () =>
    expect(of(step('采购内勤', '审核'), step('采购股长', '批准'))).toEqual({ superior: true, counterpart: false, review: false }));
  test('another section is both', () =>
    expect(of(step('财务股', '确认'), step('采购股长', '批准'))).toEqual({ superior: true, counterpart: true, review: true }));
  test('a counterpart that approves as well is no review', () =>
    expect(of(step('财务股', '批准'), step('采购股长', '批准'))).toEqual({ superior: true, counterpart: true, review: false }));
  test('a body decides for the lines of its members', () =>
    expect(of(step('采购股长', '审核'), step('局务会', '决定'))).toEqual({ superior: true, counterpart: true, review: true }));
  test('reviews alone approve nothing', () => expect(of(step('财务股', '审核'))).toEqual({ superior: false, counterpart: false, review: false }));
});
