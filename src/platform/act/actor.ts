import type { CoverLimits, PostAuthority } from '../../rules/route/staff.ts';

/** Whoever stands behind an act: a signed-in person, one whose sign-in still waits for something, or the clockwork. */
export type Credential =
  | {
      readonly kind: 'session';
      readonly officeId: number;
      readonly tokenHash: Buffer;
      /** What is asked for is business content: some officers do not see it. */ readonly business?: true;
      /** The address asked for, without its query. */ readonly path?: string;
    }
  | { readonly kind: 'pending'; readonly officeId: number; readonly tokenHash: Buffer }
  | { readonly kind: 'system'; readonly officeId: number; readonly job: string };

/** The person of a session, with the posts held today (own and covered). */
export interface Actor {
  readonly officeId: number;
  /** null for the clockwork. */
  readonly personId: number | null;
  readonly name: string;
  readonly departmentId: number | null;
  readonly posts: readonly HeldPost[];
}

export interface HeldPost {
  readonly post: string;
  /** Portfolio or section headed; null for the whole office. */
  readonly departmentId: number | null;
  /** The absent person, if the post is held as 代理. */
  readonly coverFor: number | null;
  /** What the 代理 is limited to; left out or null where nothing limits it. */
  readonly limits?: CoverLimits | null;
  /** What the post may sign (一般授权); says nothing about its other powers. Left out or null where nothing limits it. */
  readonly authority?: PostAuthority | null;
}

/** Does the actor hold the post today, for any department? A cover within limits signs steps it reaches and lends nothing else of the post. */
export function holds(actor: Actor, post: string): boolean {
  return actor.posts.some((held) => held.post === post && (held.limits ?? null) === null);
}
