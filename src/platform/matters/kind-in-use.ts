import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { Failure } from '../act/failure.ts';
import { kindOf } from '../modules.ts';
import type { World } from '../world.ts';
import type { MatterKind } from './kind.ts';

/** What the verbs on matters need of the world. */
export type MatterWorld = Pick<World, 'rules' | 'modules'>;

/** A kind whose forms the platform passes on without looking inside. */
export type KindInUse = MatterKind<unknown, unknown>;

/**
 * The kind of that name, if the office's packs know its question on the day.
 * @throws Failure('not-found')
 */
export function kindInUse(world: MatterWorld, ask: { readonly officeId: number; readonly kind: string; readonly on: CivilDate }): KindInUse {
  const kind = kindOf(world.modules, ask.kind);
  if (kind === undefined || !world.rules.knows({ officeId: ask.officeId, question: kind.question, on: ask.on })) {
    throw new Failure('not-found', '本单位现行制度没有这类事项。', ['从“办事”页面选择本单位现行的事项']);
  }
  return asInUse(kind);
}

/** The kind of a matter that exists already; the rules it was judged by stand in its decision. */
export function kindOfMatter(world: MatterWorld, matter: { readonly kind: string }): KindInUse {
  const kind = kindOf(world.modules, matter.kind);
  if (kind === undefined) throw new Failure('not-found', `本系统没有启用“${matter.kind}”这类事项。`);
  return asInUse(kind);
}

// A kind's functions only ever see what its own schema has accepted: see readForm.
function asInUse(kind: object): KindInUse {
  return kind as KindInUse;
}

/** The form as its kind understands it. @throws Failure('bad-input') naming each field. */
export function readForm(kind: KindInUse, form: unknown): unknown {
  const read = kind.form.safeParse(form);
  if (read.success) return read.data;
  const fields = read.error.issues.map((issue) => ({ path: issue.path.join('.'), sentence: issue.message }));
  throw new Failure('bad-input', `${kind.title}填写不完整或有误，共${fields.length}处。`, ['按各栏提示更正'], fields);
}
