import type { Verb } from '../act/verb.ts';
import { readDraft, type Drafted } from './drafting.ts';
import { keptFromOthers, onlyHandler, onlyIn } from './entitled.ts';
import type { MatterContent } from './content.ts';
import type { MatterWorld } from './kind-in-use.ts';
import { insertMatter, replaceContent } from './matter-store.ts';
import { lockMatter, type SeenMatter } from './seen.ts';
import type { MatterDone } from './submit.ts';

export interface DraftInput {
  readonly matterId: number | null;
  readonly version: number | null;
  readonly content: MatterContent;
}

interface Seen {
  readonly matter: SeenMatter | null;
  readonly drafted: Drafted;
}

/** 保存: a form that is complete enough to be read, kept for later; nobody else sees it. */
export function draftVerb(world: MatterWorld): Verb<DraftInput, Seen, Seen, MatterDone> {
  return {
    name: 'save-draft',
    title: '保存草稿',
    who: '经办人',
    read: async (tx, { matterId, version, content }, { now, today, actor }) => {
      const matter = matterId === null ? null : await lockMatter(tx, { matterId, version: version ?? 0 });
      const { personId, departmentId } = await actor;
      const handler = matter ?? { handlerId: personId ?? 0, departmentId };
      return {
        matter,
        drafted: await readDraft(world, tx, { matterId, content, handlerId: handler.handlerId, departmentId: handler.departmentId, today, now }),
      };
    },
    decide: (seen, _input, { actor }) => {
      const against =
        seen.matter === null
          ? undefined
          : (onlyHandler(seen.matter, actor, '修改') ?? onlyIn(seen.matter, ['draft', 'returned'], '修改') ?? keptFromOthers(seen.drafted.kind, seen.matter));
      return against === undefined ? { yes: seen } : { no: against };
    },
    write: async (tx, { matter, drafted }, moment) => {
      const matterId = matter?.matterId ?? (await insertMatter(tx, { drafted, now: moment.now, state: 'draft' }));
      if (matter !== null) await replaceContent(tx, { matterId, drafted, moment });
      return {
        result: { matterId, state: matter?.state ?? 'draft' },
        entry: { subject: { kind: 'matter', id: matterId }, detail: { kind: drafted.kind.kind } },
      };
    },
  };
}
