import { expect, test } from 'vitest';
import { neededOf } from './quorum.ts';

test.each([
  ['半数以上', 5, 3],
  ['半数以上', 4, 2],
  ['过半数', 4, 3],
  ['过半数', 5, 3],
  ['三分之二以上', 6, 4],
  ['三分之二以上', 7, 5],
  ['全体', 5, 5],
] as const)('%s of %d members is %d', (quorum, members, needed) => expect(neededOf(quorum, members)).toBe(needed));
