import { describe, expect, test } from 'vitest';
import type { PostStep, StepAct } from '../decision.ts';
import type { PostPlace } from '../route/staff.ts';
import { mergeSteps } from './together.ts';

const clause = { regulation: '公务出差管理制度', version: '2024-01-01', clause: '一', id: 'TRV-01b' };
const step = (post: string, act: StepAct): PostStep => ({ post, act, onOwnBusiness: [], onSamePerson: [], clause });
const place = (post: string, superior: string | null): PostPlace => ({ post, superior, sole: true, collective: post === '局务会' });
const posts = [place('局务会', null), place('局长', '局务会'), place('分管财务领导', '局长'), place('分管领导', '局长')];
const consents = [step('分管领导', '同意'), step('局长', '同意')];
const merged = (...amount: PostStep[]): readonly string[] => mergeSteps(consents, amount, posts).map((one) => one.post + one.act);

describe('the consents of a trip and the signatures its cost asks for', () => {
  test('stay as they are where the cost asks for none', () => expect(merged()).toEqual(['分管领导同意', '局长同意']));
  test('a step of the second stands before the post above it (TRV-01b)', () =>
    expect(merged(step('分管财务领导', '同意'))).toEqual(['分管领导同意', '分管财务领导同意', '局长同意']));
  test('a post both ask for signs once, in the weightier act', () =>
    expect(merged(step('分管财务领导', '同意'), step('局长', '批准'))).toEqual(['分管领导同意', '分管财务领导同意', '局长批准']));
  test('the meeting comes after its head', () =>
    expect(merged(step('分管财务领导', '同意'), step('局务会', '决定'))).toEqual(['分管领导同意', '分管财务领导同意', '局长同意', '局务会决定']));
});
