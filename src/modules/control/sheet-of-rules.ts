import { createHash } from 'node:crypto';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { Pack } from '../../rules/pack/pack.ts';
import { inForce, type Rulebook } from '../../rules/rulebook.ts';

/** What the regulations in force make of a post, in sentences. */
export interface SheetOfRules {
  /** What it signs, and the duties it owns. */
  readonly powers: readonly string[];
  /** The amounts within which it signs. */
  readonly limits: readonly string[];
  /** Posts not to be held beside it, duties not to be done beside each other. */
  readonly forbidden: readonly string[];
  readonly superior: string | null;
}

/** 岗位说明书 as far as the regulations write it (ICF-02.3f); the rest is written by hand. */
export function sheetOfRules(book: Rulebook, { post, on }: { readonly post: string; readonly on: CivilDate }): SheetOfRules {
  const packs = book.packs.filter((pack) => inForce(pack, on));
  const unique = (lines: readonly string[]): readonly string[] => [...new Set(lines)].toSorted();
  return {
    powers: unique([...packs.flatMap((pack) => signs(pack, post)), ...packs.flatMap((pack) => owns(pack, post))]),
    limits: unique(packs.flatMap((pack) => signsWithin(pack, post))),
    forbidden: unique(
      book
        .separations(on)
        .filter((one) => one.posts.includes(post))
        .map((one) => `不兼任${one.posts.filter((other) => other !== post).join('、')}`),
    ),
    superior: book.office.posts.find((one) => one.post === post)?.superior ?? null,
  };
}

function rowsOf(pack: Pack, post: string) {
  return [...pack.tables.values()].flatMap((table) =>
    table.rows.flatMap((row) => row.answer.steps.filter((step) => step.post === post && step.act !== '知会').map(({ act }) => ({ table, row, act }))),
  );
}

function signs(pack: Pack, post: string): readonly string[] {
  return rowsOf(pack, post).map(({ table, act }) => `《${pack.regulation}》${table.name}：${act}`);
}

function signsWithin(pack: Pack, post: string): readonly string[] {
  return rowsOf(pack, post).flatMap(({ table, row, act }) =>
    row.when.filter(({ term }) => term.id === 'amount').map(({ cell }) => `${table.name}${act}：金额${cell.words}`),
  );
}

function owns(pack: Pack, post: string): readonly string[] {
  return [...pack.duties.values()].filter((duty) => duty.owner === post).map((duty) => `《${pack.regulation}》${duty.duty}`);
}

/** Two sheets with the same digest say the same. */
export function digestOf({ powers, limits, forbidden, superior }: SheetOfRules): string {
  return createHash('sha256')
    .update(JSON.stringify([powers, limits, forbidden, superior]))
    .digest('hex');
}
