import type { Refusal } from '../../rules/decision.ts';
import type { Verb } from '../act/verb.ts';
import { no } from '../act/verb.ts';
import { holds } from '../act/actor.ts';
import { statement } from '../db/statement.ts';
import { notify, notifyPosts } from '../notices/notify.ts';
import { contentOf, formDigest } from './content.ts';
import { readDraft, type Drafted } from './drafting.ts';
import { onlyHandler, onlyIn } from './entitled.ts';
import type { MatterWorld } from './kind-in-use.ts';
import { lockMatter, type MatterAt, type SeenMatter, type SeenRelease } from './seen.ts';
import { decideDraft, type MatterDone } from './submit.ts';

export interface ReleaseInput extends MatterAt {
  /** Code of the refusal: the id of its clause. */
  readonly code: string;
  readonly reason: string;
}

interface AskSeen {
  readonly matter: SeenMatter;
  readonly drafted: Drafted;
}

interface AskPlan {
  readonly matter: SeenMatter;
  readonly refusal: Refusal;
  readonly releasableBy: string;
  readonly reason: string;
}

const ask = statement<never>(
  'ask-release',
  `
  insert into release (office_id, matter_id, code, clause, sentence, reason, releasable_by, form_digest, asked_at, asked_by)
  values ($1, $2, $3, $4, $5, $6, $7, decode($8, 'hex'), $9, $10)`,
);

/** 申请放行: only where the clause itself names who may release. The release holds for this form only. */
export function askReleaseVerb(world: MatterWorld): Verb<ReleaseInput, AskSeen, AskPlan, MatterDone> {
  return {
    name: 'ask-release',
    title: '申请放行',
    who: '经办人',
    read: async (tx, input, { now, today }) => {
      const matter = await lockMatter(tx, input);
      const { matterId, handlerId, departmentId } = matter;
      return { matter, drafted: await readDraft(world, tx, { matterId, content: contentOf(matter), handlerId, departmentId, today, now }) };
    },
    decide: ({ matter, drafted }, { code, reason }, { actor }) => {
      const against = onlyHandler(matter, actor, '申请放行') ?? onlyIn(matter, ['draft', 'returned'], '申请放行');
      if (against !== undefined) return { no: against };
      const named = decideDraft(world, actor.officeId, drafted).refusals.filter((one) => one.code === code);
      // One clause may refuse for several reasons, of which it lets only some be released.
      const refusal = named.find((one) => one.releasableBy !== undefined) ?? named[0];
      if (refusal === undefined) return no('no-such-refusal', '本事项没有这一条不予受理的理由，不需要放行。');
      if (refusal.releasableBy === undefined) return { no: { ...refusal, sentence: `${refusal.sentence}这一条没有放行的规定。` } };
      return { yes: { matter, refusal, releasableBy: refusal.releasableBy, reason } };
    },
    write: async (tx, { matter, refusal, releasableBy, reason }, { now, actor, today }) => {
      const subject = { kind: 'matter', id: matter.matterId };
      const sentence = `${actor.name}申请对“${matter.title}”放行：${refusal.sentence}`;
      const sent = [
        tx.rows(ask, [
          tx.officeId,
          matter.matterId,
          refusal.code,
          JSON.stringify(refusal.clause),
          refusal.sentence,
          reason,
          releasableBy,
          formDigest(matter.form),
          now,
          actor.personId,
        ]),
        notifyPosts(tx, { posts: [releasableBy], on: today, sentence, subject, now }),
      ];
      return { result: { matterId: matter.matterId, state: matter.state }, entry: { subject, detail: { code: refusal.code, reason, releasableBy } }, sent };
    },
  };
}

const lift = statement<never>('release-granted', `update release set released_by = $3, released_at = $4 where office_id = $1 and release_id = $2`);

interface Grant {
  readonly matter: SeenMatter;
  readonly release: SeenRelease;
  readonly reason: string;
}

/** 放行: by the post the clause names, never for oneself; listed among the exceptions. */
export function releaseVerb(): Verb<ReleaseInput, SeenMatter, Grant, MatterDone> {
  return {
    name: 'release',
    title: '放行',
    who: '条款所列职务',
    read: (tx, input) => lockMatter(tx, input),
    decide: (matter, { code, reason }, { actor }) => {
      const release = matter.releases.findLast((one) => one.code === code && one.releasedAt === null);
      if (release === undefined) return no('not-asked', '经办人没有申请放行这一条。');
      if (matter.handlerId === actor.personId || matter.parties.some((party) => party.personId === actor.personId)) {
        return { no: { code: 'own-business', clause: release.clause, sentence: '不能放行与本人有关的事项。', whatWouldHelp: [] } };
      }
      if (!holds(actor, release.releasableBy)) {
        return { no: { code: 'not-releaser', clause: release.clause, sentence: `这一条只有${release.releasableBy}可以放行。`, whatWouldHelp: [] } };
      }
      return { yes: { matter, release, reason } };
    },
    write: async (tx, { matter, release, reason }, { now, actor }) => {
      const subject = { kind: 'matter', id: matter.matterId };
      const sent = [
        tx.rows(lift, [tx.officeId, release.releaseId, actor.personId, now]),
        notify(tx, { personIds: [matter.handlerId], sentence: `${actor.name}已同意放行“${matter.title}”：${reason}`, subject, now }),
      ];
      return {
        result: { matterId: matter.matterId, state: matter.state },
        entry: { subject, detail: { code: release.code, clause: release.clause?.id ?? null, reason } },
        sent,
      };
    },
  };
}
