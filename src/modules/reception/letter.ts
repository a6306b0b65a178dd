import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { Guest } from './contract.ts';

/** A registered letter, invitation or meeting notice. */
export interface Letter {
  readonly number: string;
  readonly sort: string;
  readonly unit: string;
  readonly activity: string;
  readonly from: CivilDate;
  readonly until: CivilDate;
  /** Empty where the letter gives a number only. */
  readonly people: readonly string[];
  readonly headcount: number;
  readonly leader: string;
}

/** The list of a reception, as far as the letter can contradict it. */
export interface Listed {
  readonly guests: readonly Guest[];
  readonly activity: string;
  /** Days with a meal, a room or a bill. */
  readonly days: readonly CivilDate[];
}

export interface Comparison {
  /** Names on the list that the letter does not know; beyond its number, the last ones. */
  readonly outside: readonly string[];
  readonly absent: number;
  readonly unitAgrees: boolean;
  readonly activityAgrees: boolean;
  readonly daysAgree: boolean;
  readonly leaderAgrees: boolean;
}

/** Nothing is compared where there is no letter: that is refused for itself. */
const NO_LETTER: Comparison = { outside: [], absent: 0, unitAgrees: true, activityAgrees: true, daysAgree: true, leaderAgrees: true };

/** Holds the list against the letter: persons, unit, activity, days. */
export function compareWithLetter(letter: Letter | undefined, { guests, activity, days }: Listed): Comparison {
  if (letter === undefined) return NO_LETTER;
  const named = letter.people.length > 0;
  const announced = named ? letter.people.length : letter.headcount;
  const outside = named ? guests.filter((one) => !letter.people.includes(one.name)) : guests.slice(announced);
  return {
    outside: outside.map((one) => one.name),
    absent: Math.max(0, announced - (guests.length - outside.length)),
    unitAgrees: guests.every((one) => one.unit === letter.unit),
    activityAgrees: activity === letter.activity,
    daysAgree: days.every((day) => letter.from <= day && day <= letter.until),
    leaderAgrees: named || guests.some((one) => one.name === letter.leader),
  };
}
