import { expect, test } from 'vitest';
import { civilDate } from '../../rules/calendar/civil-date.ts';
import { rotationStart, type HeldSpan } from './rules.ts';

const span = (personId: number, from: string, until: string | null): HeldSpan => ({
  personId,
  from: civilDate(from),
  until: until === null ? null : civilDate(until),
});

test('a break counts anew only where others held the post for twelve months (ICF-02.2a)', () => {
  const back = [span(1, '2020-01-01', '2022-01-01'), span(1, '2023-02-01', null)];
  expect(rotationStart([...back, span(2, '2022-01-01', '2023-01-01')], 1)).toBe('2023-02-01');
  expect(rotationStart([...back, span(2, '2022-01-01', '2022-12-31')], 1)).toBe('2020-01-01');
  expect(rotationStart(back, 1)).toBe('2020-01-01'); // a vacancy is no rotation
  expect(rotationStart([...back, span(2, '2022-01-01', '2022-07-01'), span(3, '2022-07-01', '2023-02-01')], 1)).toBe('2023-02-01');
  expect(rotationStart([...back, span(2, '2022-01-01', '2022-07-01'), span(3, '2022-01-01', '2022-12-31')], 1)).toBe('2020-01-01'); // side by side is not twice
});

test('whoever holds a post with others beside him counts from his own first day', () => {
  expect(rotationStart([span(1, '2024-01-01', null), span(2, '2020-01-01', null)], 1)).toBe('2024-01-01');
  expect(rotationStart([span(2, '2020-01-01', null)], 1)).toBeUndefined();
});
