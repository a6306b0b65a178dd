import type { CivilDate } from '../calendar/civil-date.ts';
import type { IncompatibleDuties } from '../separation/incompatible.ts';
import type { Quorum } from '../quorum.ts';

/** A post of an office and where it stands. */
export interface PostPlace {
  readonly post: string;
  readonly superior: string | null;
  /** 独任: one holder at a time (per portfolio). */
  readonly sole: boolean;
  /** A body that decides in a meeting; nobody holds it. */
  readonly collective: boolean;
  /** Of a body: the post its members hold, and how many of them must be present; null or left out where the office has not set it. */
  readonly members?: string | null;
  readonly quorum?: Quorum | null;
}

/** Who may act for a post on a day: its holder, or somebody who covers an absent holder. */
export interface Holder {
  readonly post: string;
  readonly personId: number;
  readonly name: string;
  /** Portfolio or section headed; null for the whole office. */
  readonly departmentId: number | null;
  /** The section he works in himself; left out or null where he has none. */
  readonly sectionId?: number | null;
  /** The absent person, if the post is held as 代理. */
  readonly coverFor: number | null;
  /** What the 代理 is limited to; left out or null for the holder himself, and where nothing limits it. */
  readonly limits?: CoverLimits | null;
  /** What the post may sign (一般授权), whoever acts for it; left out or null where nothing limits it. */
  readonly authority?: PostAuthority | null;
}

/** What a 代理 is lent for. */
export interface CoverLimits {
  /** Kinds of matter; null for every kind. */
  readonly kinds: readonly string[] | null;
  /** Up to and including this amount in fen; null for any. */
  readonly ceiling: number | null;
}

/** 一般授权: what a post may sign. */
export interface PostAuthority {
  readonly number: string;
  /** Up to and including this amount in fen. */
  readonly ceiling: number;
  /** 特定授权 of the person himself that reach beyond it, none used yet. */
  readonly special: readonly SpecialAuthority[];
}

/** One person, one matter, up to and including one amount, once. */
export interface SpecialAuthority {
  readonly number: string;
  readonly matterId: number;
  readonly ceiling: number;
}

/** What a matter is to whoever covers or is authorised: its kind, and its amount in fen, null where it has none; its id once it is kept. */
export interface Business {
  readonly kind: string;
  readonly amount: number | null;
  readonly matterId?: number | null;
}

/** Does whoever acts for a post reach as far as the matter, by its authority and what the 代理 lends of it? Where the matter is not known, only somebody without limits does. */
export function reaches({ limits, authority }: Reach, business: Business | null): boolean {
  const lent = limits ?? { kinds: null, ceiling: null };
  if (business === null) return lent.kinds === null && lent.ceiling === null && (authority ?? null) === null;
  const { kind, amount } = business;
  if (lent.kinds?.includes(kind) === false || (lent.ceiling !== null && amount !== null && amount > lent.ceiling)) return false;
  return within(authority, business) || specialFor(authority, business) !== undefined;
}

type Reach = Pick<Holder, 'limits' | 'authority'>;

function within(authority: Reach['authority'], { amount }: Business): boolean {
  return authority === null || authority === undefined || amount === null || amount <= authority.ceiling;
}

function specialFor(authority: Reach['authority'], { matterId, amount }: Business): SpecialAuthority | undefined {
  return authority?.special.find((one) => one.matterId === matterId && amount !== null && amount <= one.ceiling);
}

/** The authority a signature rests on: the post's own within its ceiling, beyond it the one given for this matter. */
export interface AuthorityUsed {
  readonly number: string;
  readonly special: boolean;
}

/** @returns undefined where no authority is registered: the post itself is enough. */
export function authorityUsed({ authority }: Reach, business: Business): AuthorityUsed | undefined {
  if (authority === null || authority === undefined) return undefined;
  if (within(authority, business)) return { number: authority.number, special: false };
  const special = specialFor(authority, business);
  return special === undefined ? undefined : { number: special.number, special: true };
}

/** The posts of an office and who holds them on one day. */
export interface Staff {
  /** The day; left out where no rule of the day is asked for. */
  readonly day?: CivilDate;
  readonly posts: readonly PostPlace[];
  readonly holders: readonly Holder[];
  /** Duties of one matter that the regulations in force keep apart; none if left out. */
  readonly incompatible?: readonly IncompatibleDuties[];
}

/** Somebody who may act on a step. */
export interface Candidate {
  readonly personId: number;
  readonly name: string;
  readonly coverFor: number | null;
}

/** Whose power somebody acts with: his own, or that of the person he covers. */
export function principalOf({ personId, coverFor }: Pick<Candidate, 'personId' | 'coverFor'>): number {
  return coverFor ?? personId;
}

/**
 * Who holds a post for a department: those who hold it for that department, else those who hold it for the whole office.
 * A post held only for other departments is not held here.
 */
export function holdersFor(staff: Pick<Staff, 'holders'>, post: string, departmentId: number | null): readonly Holder[] {
  const held = staff.holders.filter((one) => one.post === post);
  const here = departmentId === null ? [] : held.filter((one) => one.departmentId === departmentId);
  return here.length > 0 ? here : held.filter((one) => one.departmentId === null);
}

/** Posts a person holds himself on the day of the staff. */
export function postsOf(staff: Pick<Staff, 'holders'>, personId: number): readonly string[] {
  return [...new Set(staff.holders.filter((held) => held.personId === personId && held.coverFor === null).map((held) => held.post))];
}

/** Who may act for a post on a matter: its holders and those whose cover of them reaches so far, without anybody excluded. Each person once, in his own right first. */
export function candidatesOf(
  staff: Pick<Staff, 'holders'>,
  ask: { readonly post: string; readonly departmentId: number | null; readonly excluded: ReadonlySet<number>; readonly business: Business | null },
): readonly Candidate[] {
  const found = new Map<number, Candidate>();
  const holders = holdersFor(staff, ask.post, ask.departmentId);
  for (const holder of holders.toSorted((one, other) => Number(one.coverFor !== null) - Number(other.coverFor !== null))) {
    const { personId, name, coverFor } = holder;
    // Nobody stands in for a person who may not act himself: cover lends the post, not a way round the interest.
    if (ask.excluded.has(personId) || (coverFor !== null && ask.excluded.has(coverFor)) || found.has(personId)) continue;
    if (!reaches(holder, ask.business)) continue;
    found.set(personId, { personId, name, coverFor });
  }
  return [...found.values()];
}

/** Both names of whoever acts for an absent person: `陈立（代王建华）`; the one name of whoever acts in his own right. */
export function bothNames({ name, coverFor }: { readonly name: string; readonly coverFor: string | null }): string {
  return coverFor === null ? name : `${name}（代${coverFor}）`;
}
