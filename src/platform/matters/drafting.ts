import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { Facts, Refusal } from '../../rules/decision.ts';
import type { ReadTx } from '../db/transaction.ts';
import { postsOf, type Staff } from '../../rules/route/staff.ts';
import { staffOn } from '../people/staff.ts';
import type { MatterContent } from './content.ts';
import { contentDigest, requireFiles, requirePeople } from './content.ts';
import { groundOf } from './ground.ts';
import { objectionsTo } from './objections.ts';
import type { Gist, MatterDraft } from './kind.ts';
import type { KindInUse, MatterWorld } from './kind-in-use.ts';
import { kindInUse, readForm } from './kind-in-use.ts';

/** A filled-in form with everything the rules want to know about it. */
export interface Drafted {
  readonly kind: KindInUse;
  readonly content: MatterContent;
  readonly contentDigest: string;
  readonly draft: MatterDraft<unknown>;
  readonly gist: Gist;
  readonly facts: Facts;
  /** Questions of other modules, answered with the kind's own. */
  readonly further: readonly string[];
  /** Refusals in the words of the registers, beside those of the rules. */
  readonly objections: readonly Refusal[];
  /** What the kind read for its facts and its worksheet. */
  readonly background: unknown;
  readonly staff: Staff;
  readonly departmentId: number | null;
}

export interface DraftOf {
  readonly matterId: number | null;
  readonly content: MatterContent;
  readonly handlerId: number;
  readonly departmentId: number | null;
  readonly today: CivilDate;
  readonly now: Date;
}

/**
 * Reads a form into what the rules judge: the kind's gist and facts, and the posts of everybody with an interest.
 * @throws Failure('bad-input') naming the fields that do not hold, or where the linked matter is no ground for this one.
 */
export async function readDraft(world: MatterWorld, tx: ReadTx, of: DraftOf): Promise<Drafted> {
  const { content, handlerId, departmentId, today, now } = of;
  const kind = kindInUse(world, { officeId: tx.officeId, kind: content.kind, on: today });
  const form = readForm(kind, content.form);
  const evidence = [...new Set(content.files.map((file) => file.evidence))];
  const digests = [...new Set(content.files.map((file) => file.digest))];
  const draft: MatterDraft<unknown> = {
    matterId: of.matterId,
    form,
    handlerId,
    departmentId,
    linkedMatterId: content.linkedMatterId,
    evidence,
    digests,
    today,
    now,
  };
  const gist = kind.gist(draft);
  const staff = await staffOn(tx, today);
  const ground = await groundOf(world, tx, { kind, handlerId, linkedMatterId: content.linkedMatterId, staff });
  const background = kind.background === undefined ? null : await kind.background(tx, draft);
  const asked = furtherQuestions(world, tx, { draft, gist, kind });
  const [facts, more, objections] = await Promise.all([
    kind.facts(tx, draft, background),
    Promise.all(asked.map((one) => one.facts)),
    objectionsTo(tx, { kind, draft, ground }),
    requireFiles(tx, content.files),
    requirePeople(
      tx,
      gist.parties.map((party) => party.personId),
      today,
    ),
  ]);
  const read = { ...content, form, linkedMatterId: gist.linkedMatterId };
  return {
    kind,
    content: { ...content, form },
    contentDigest: contentDigest(read),
    draft,
    gist,
    facts: Object.assign({ ...postFacts(staff, handlerId, gist) }, ...more, facts),
    further: asked.map((one) => one.question),
    objections,
    background,
    staff,
    departmentId,
  };
}

interface Asked {
  readonly question: string;
  readonly facts: Promise<Facts>;
}

/** What other modules ask about this kind, at offices whose packs know the question. */
function furtherQuestions(world: MatterWorld, tx: ReadTx, of: Pick<Drafted, 'draft' | 'gist' | 'kind'>): readonly Asked[] {
  const { draft, gist, kind } = of;
  const form = typeof draft.form === 'object' && draft.form !== null ? { ...draft.form } : {};
  return world.modules
    .flatMap((module) => module.furtherQuestions ?? [])
    .filter(
      (one) =>
        (one.kinds === '各类业务' ? kind.businessClass !== undefined : one.kinds.includes(kind.kind)) &&
        world.rules.knows({ officeId: tx.officeId, question: one.question, on: gist.factDay }),
    )
    .map(({ question, facts }) => ({ question, facts: facts(tx, { ...draft, form, kind }, gist) }));
}

/** The posts of the handler, of everybody the money goes to, and the posts one person holds together. */
function postFacts(staff: Staff, handlerId: number, gist: Gist): Facts {
  const beneficiaries = gist.parties.filter((party) => party.role !== '证明人').map((party) => party.personId);
  const people = new Set(staff.holders.map((held) => held.personId));
  const together = [...people].map((personId) => postsOf(staff, personId)).filter((posts) => posts.length > 1);
  return {
    handlerPosts: postsOf(staff, handlerId),
    beneficiaryPosts: [...new Set(beneficiaries.flatMap((personId) => postsOf(staff, personId)))],
    heldTogether: [...new Set(together.flat())],
  };
}
