import type { SignedStep, Standing } from '../log/standing.ts';
import type { MatterState } from './state.ts';

/** How a matter stands by what the log says of it. Left out: no entry says so. */
export interface Attested {
  /** Of the last entry that says anything about it. */
  readonly at: Date;
  /** The state; of older entries, those its last act may have led to. */
  readonly states?: readonly MatterState[];
  readonly round?: number;
  readonly number?: string;
  readonly handler?: number;
  readonly form?: string;
  readonly signed?: readonly SignedStep[];
  /** Everybody who has acted on it. */
  readonly actors: ReadonlySet<number>;
}

/** An entry of the log as it was hashed. */
export interface LoggedEntry {
  readonly at: Date;
  readonly body: string;
}

/** What an entry of before standings says by its verb alone; verbs that are not here leave the state as it was. */
const LED_TO: Readonly<Record<string, readonly MatterState[]>> = {
  'save-draft': ['draft', 'returned'],
  submit: ['in_review', 'approved', 'closed'],
  approve: ['in_review', 'approved', 'closed'],
  dissent: ['in_review', 'approved', 'closed'],
  'remove-signer': ['in_review', 'approved', 'closed'],
  resolve: ['in_review', 'approved', 'closed', 'refused'],
  return: ['returned', 'in_review'],
  refuse: ['refused'],
  withdraw: ['withdrawn'],
  void: ['void'],
};

interface Body {
  readonly person: number | null;
  readonly verb: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly detail: Readonly<Record<string, unknown>>;
  readonly standing?: readonly Standing[];
}

/** Adds what an entry says to what the entries before it said. */
export function foldEntry(all: Map<number, Attested>, { at, body }: LoggedEntry): void {
  const entry = JSON.parse(body) as Body; // written by appendEntry
  const { standing = [], subject, person } = entry;
  const id = Number(subject.id);
  if (subject.kind === 'matter') {
    const before = all.get(id) ?? { at, actors: new Set<number>() };
    const actors = person === null ? before.actors : new Set([...before.actors, person]);
    all.set(id, { ...before, actors, ...(standing.length === 0 && ofOldEntry(entry, { at, before })) });
  }
  for (const one of standing) all.set(one.matter, withStanding(all.get(one.matter) ?? { at, actors: new Set() }, { at, one }));
}

function withStanding(before: Attested, { at, one }: { readonly at: Date; readonly one: Standing }): Attested {
  const { matter: _matter, state, from, ...rest } = one;
  if (from !== undefined && before.states !== undefined && !before.states.some((known) => known === from)) return before;
  return { ...before, ...rest, at, ...(state !== undefined && { states: [state as MatterState] }) }; // a state of the program that wrote it
}

/** Older entries are held against what they have: the state their verb led to, the form and round of a submission. */
function ofOldEntry({ verb, detail }: Body, { at, before }: { readonly at: Date; readonly before: Attested }): Partial<Attested> {
  const states = LED_TO[verb];
  if (states === undefined || before.signed !== undefined) return {};
  const { form, round, number } = detail;
  return {
    at,
    states,
    ...(verb === 'submit' && typeof form === 'string' && { form }),
    ...(verb === 'submit' && typeof round === 'number' && { round }),
    ...(verb === 'submit' && typeof number === 'string' && { number }),
  };
}
