import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { Refusal } from '../../rules/decision.ts';
import type { Moment } from '../act/verb.ts';
import type { ReadTx } from '../db/transaction.ts';
import { INDUCTION, newcomersOn, type Newcomer } from '../people/induction.ts';
import type { RulesInForce } from '../regulations/rules-in-force.ts';
import type { Capacity } from './entitled.ts';
import { kindOfMatter, type MatterWorld } from './kind-in-use.ts';
import { PARTS, partsOfMatter, type PartsFacts } from './parts-agree.ts';
import type { SeenRoute } from './seen.ts';

/** What the regulations are told of a matter before somebody signs or pays it. */
export interface SigningGround {
  /** null where nothing is paid on the matter. */
  readonly parts: PartsFacts | null;
  /** Of the whole office. */
  readonly newcomers: readonly Newcomer[];
}

export interface SigningAsk {
  readonly matter: Pick<SeenRoute, 'matterId' | 'payment'> | Promise<Pick<SeenRoute, 'matterId' | 'payment'>>;
  readonly today: CivilDate;
}

/** Reads it, as far as the office's packs ask anything. */
export async function signingGroundOf(rules: RulesInForce, tx: ReadTx, { matter, today }: SigningAsk): Promise<SigningGround> {
  const [{ matterId, payment }, newcomers] = await Promise.all([matter, newcomersOn(tx, rules.bookOf(tx.officeId), today)]);
  const asked = payment !== null && rules.knows({ officeId: tx.officeId, question: PARTS, on: today });
  return { parts: asked ? await partsOfMatter(tx, { matterId, on: today }) : null, newcomers };
}

/** Somebody, the posts he could do it in, and the class of business he would do it for. */
interface Signing {
  readonly officeId: number;
  readonly today: CivilDate;
  readonly personId: number;
  readonly posts: readonly string[];
  /** Left out where the matter moves no money. */
  readonly businessClass: string | undefined;
}

interface Step {
  readonly matter: Pick<SeenRoute, 'kind'>;
  readonly ground: SigningGround;
  readonly capacity: Capacity;
}

/** Why nobody signs the matter as it is, or why he may not yet (ICF-02.3d, ICF-02.2c); undefined if nothing stands against it. A 代理 signs by the post of whoever is absent. */
export function signingAgainst(
  world: MatterWorld,
  { matter, ground, capacity: { step, coverFor } }: Step,
  { actor, today }: Pick<Moment, 'actor' | 'today'>,
): Refusal | undefined {
  const { businessClass } = kindOfMatter(world, matter);
  return against(world.rules, ground, {
    officeId: actor.officeId,
    today,
    personId: actor.personId ?? 0,
    posts: coverFor === null ? [step.post] : [],
    businessClass,
  });
}

function against(rules: RulesInForce, { parts, newcomers }: SigningGround, signing: Signing): Refusal | undefined {
  const { officeId, today: on } = signing;
  const asked = (question: string): boolean => rules.knows({ officeId, question, on });
  const ofParts = parts !== null && asked(PARTS) ? rules.decide({ officeId, question: PARTS, facts: parts, on }).refusals[0] : undefined;
  if (ofParts !== undefined || signing.businessClass === undefined || !asked(INDUCTION)) return ofParts;
  return rules.decide({ officeId, question: INDUCTION, facts: inductionFacts(newcomers, signing), on }).refusals[0];
}

/** Payments are a class of their own: whoever pays was trained for them, whatever is paid. */
export const PAYING = '货币资金';

export interface Paying extends Pick<Moment, 'actor' | 'today'> {
  /** Posts that pay. */
  readonly payers: readonly string[];
}

/** The same of a payment. */
export function payingAgainst(
  rules: RulesInForce,
  ground: SigningGround,
  { payers, actor: { officeId, personId, posts }, today }: Paying,
): Refusal | undefined {
  const own = [...new Set(posts.filter((one) => one.coverFor === null && payers.includes(one.post)).map((one) => one.post))];
  return against(rules, ground, { officeId, today, personId: personId ?? 0, posts: own, businessClass: PAYING });
}

/** One post he is not new in, or one class he was trained for, is enough. */
function inductionFacts(newcomers: readonly Newcomer[], { personId, posts, businessClass = '' }: Signing) {
  const own = newcomers.filter((one) => one.personId === personId);
  const newIn = posts.filter((post) => own.some((one) => one.post === post));
  return { newInPost: posts.length > 0 && newIn.length === posts.length, inductionConfirmed: own.some((one) => one.trained.includes(businessClass)) };
}
