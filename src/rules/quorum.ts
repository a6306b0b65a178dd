import type { Staff } from './route/staff.ts';

/** How many members of a body must be present: 以上 includes the number, 过 does not. */
export const QUORUMS = ['半数以上', '过半数', '三分之二以上', '全体'] as const;
export type Quorum = (typeof QUORUMS)[number];

/** The smallest number of so many members that makes the quorum: whole people, never a rounded fraction. */
export function neededOf(quorum: Quorum, members: number): number {
  switch (quorum) {
    case '半数以上':
      return Math.ceil(members / 2);
    case '过半数':
      return Math.floor(members / 2) + 1;
    case '三分之二以上':
      return Math.floor((members * 2 + 2) / 3);
    case '全体':
      return members;
  }
}

export interface Attendance {
  readonly quorum: Quorum;
  /** The post whose holders are the members. */
  readonly members: string;
  /** Members without an interest, who are to be present; by name. */
  readonly due: readonly string[];
  /** Members who abstain because of an interest. */
  readonly abstaining: readonly string[];
  readonly present: number;
  readonly needed: number;
}

/**
 * Who of a body's members was present, on one day. Whoever has an interest abstains and counts neither as present nor as a member; whoever stands in
 * for a member is none. undefined where the office has not set who the members are.
 */
export function attendanceOf(ask: {
  readonly staff: Staff;
  readonly body: string;
  readonly present: readonly number[];
  readonly interested: ReadonlySet<number>;
}): Attendance | undefined {
  const { members, quorum } = ask.staff.posts.find((one) => one.post === ask.body) ?? {};
  if (typeof members !== 'string' || typeof quorum !== 'string') return undefined;
  const all = new Map(ask.staff.holders.filter((one) => one.post === members && one.coverFor === null).map((one) => [one.personId, one.name]));
  const due = [...all].filter(([personId]) => !ask.interested.has(personId));
  const abstaining = [...all].filter(([personId]) => ask.interested.has(personId)).map(([, name]) => name);
  const present = due.filter(([personId]) => ask.present.includes(personId)).length;
  return { quorum, members, due: due.map(([, name]) => name), abstaining, present, needed: Math.max(1, neededOf(quorum, due.length)) };
}
