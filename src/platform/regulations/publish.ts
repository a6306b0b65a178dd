import { holds, type Actor } from '../act/actor.ts';
import { Failure } from '../act/failure.ts';
import type { Verb } from '../act/verb.ts';
import { no } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import { notify } from '../notices/notify.ts';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { ClauseRef, Refusal } from '../../rules/decision.ts';
import type { Pack } from '../../rules/pack/pack.ts';
import type { DraftHead } from './contract.ts';
import type { Staff } from '../../rules/route/staff.ts';
import { reportVacantPost } from '../matters/vacant-posts.ts';
import { staffOn } from '../people/staff.ts';
import { vacantPostsOf } from './vacant-steps.ts';
import { lockDraft, type SeenDraft } from './draft-store.ts';
import { tellProcesses } from './follow-rules.ts';
import type { RulesInForce } from './rules-in-force.ts';
import { PUBLISHER, type DraftDone } from './submit-version.ts';
import { writeSeparations } from './write-separations.ts';

interface Plan {
  readonly draft: SeenDraft;
  /** The version that ends on the new one's first day. */
  readonly before: string | null;
  readonly field: string;
  readonly apart: Pick<Pack, 'separations' | 'incompatibles'>;
  /** Posts it asks for that nobody holds. */
  readonly vacant: ReadonlyMap<string, ClauseRef>;
}

interface Seen {
  readonly draft: SeenDraft;
  readonly staff: Staff;
}

const insert = statement<never>(
  'publish-version',
  `
  insert into regulation (office_id, title, version, field, effective, digest, source, published_at, published_by, issuer, document_number, original)
  values ($1, $2, $3, $4, $5, decode($6, 'hex'), $7, $8, $9, $10, $11, decode($12, 'hex'))`,
);
const endBefore = statement<never>('end-version', `update regulation set until_day = $4 where office_id = $1 and title = $2 and version = $3`);
const decideDraft = statement<never>(
  'decide-regulation-draft',
  `
  update regulation_draft set decided_by = $3, decided_at = $4, published = $5, reason = $6 where office_id = $1 and regulation_draft_id = $2`,
);

async function seen(tx: Parameters<typeof lockDraft>[0], draftId: number): Promise<SeenDraft> {
  const found = await lockDraft(tx, draftId);
  if (found === undefined) throw new Failure('not-found', '没有这份制度新版。');
  return found;
}

/** A refusal unless the person may send the version back. */
export function mayReject(draft: DraftHead, actor: Actor): { readonly no: Refusal } | undefined {
  if (draft.decidedAt !== null) return no('decided-already', `这份新版已由${draft.decidedBy ?? '他人'}${draft.published === true ? '发布' : '退回'}。`);
  return holds(actor, PUBLISHER) ? undefined : no('not-publisher', `制度由${PUBLISHER}发布或退回。`);
}

/** A refusal unless the person may publish the version: never one's own. */
export function mayPublish(draft: DraftHead, actor: Actor): { readonly no: Refusal } | undefined {
  const own = draft.submittedById === actor.personId ? no('own-draft', '制度由两人发布，提交人不能发布自己提交的版本。') : undefined;
  return mayReject(draft, actor) ?? own;
}

/** 发布制度: by a second person. Posts it asks for and nobody holds are to be filled. From its day on facts are judged by it; matters already decided keep their version. */
export function publishVersionVerb(rules: RulesInForce): Verb<{ readonly draftId: number }, Seen, Plan, DraftDone> {
  return {
    name: 'publish-version',
    title: '发布制度',
    who: PUBLISHER,
    read: async (tx, { draftId }, { today }) => {
      const [draft, staff] = await Promise.all([seen(tx, draftId), staffOn(tx, today)]);
      return { draft, staff };
    },
    decide: ({ draft, staff }, _input, { actor, today }) => {
      const against = mayPublish(draft, actor);
      if (against !== undefined) return against;
      if (draft.effective <= today) return no('too-late', `施行日${draft.effective}已到，不能溯及既往。`, ['退回后改写施行日重新提交']);
      const { pack, before, findings } = rules.draft(actor.officeId, draft.source);
      const error = findings.find(({ severity }) => severity === 'error');
      if (pack === undefined || error !== undefined) return no('faulty', `新版现已不能使用：${error?.sentence ?? '无法读取'}`, ['退回后更正']);
      return { yes: { draft, before: before?.version ?? null, field: pack.field, apart: pack, vacant: vacantPostsOf(pack, staff) } };
    },
    write: async (tx, { draft, before, field, apart, vacant }, { actor, now, today }) => {
      const { draftId, title, version, effective, digest, source, issuer, documentNumber, original } = draft;
      const subject = { kind: 'regulation-draft', id: draftId };
      const sent = [
        tx.rows(insert, [tx.officeId, title, version, field, effective, digest, source, now, actor.personId, issuer, documentNumber, original]),
        writeSeparations(tx, { title, version, separations: apart.separations, incompatibles: apart.incompatibles }),
        tx.rows(decideDraft, [tx.officeId, draftId, actor.personId, now, true, null]),
        tellProcesses(tx),
        notify(tx, { personIds: [draft.submittedById], sentence: `《${title}》${version}版已发布，${effective}起施行。`, subject, now }),
      ];
      for (const [post, clause] of vacant) sent.push(reportVacantPost(tx, { post, of: null, on: effective, clause, today }));
      if (before !== null) sent.push(tx.rows(endBefore, [tx.officeId, title, before, effective as CivilDate]));
      return { result: { draftId }, entry: { subject, detail: { title, version, effective, digest, ends: before, vacant: [...vacant.keys()] } }, sent };
    },
  };
}

export interface RejectVersionInput {
  readonly draftId: number;
  readonly reason: string;
}

/** 退回制度新版, with a reason. */
export const rejectVersionVerb: Verb<RejectVersionInput, SeenDraft, RejectVersionInput & { readonly draft: SeenDraft }, DraftDone> = {
  name: 'reject-version',
  title: '退回制度新版',
  who: PUBLISHER,
  read: (tx, { draftId }) => seen(tx, draftId),
  decide: (draft, input, { actor }) => mayReject(draft, actor) ?? { yes: { ...input, draft } },
  write: async (tx, { draft, draftId, reason }, { actor, now }) => {
    const subject = { kind: 'regulation-draft', id: draftId };
    const sent = [
      tx.rows(decideDraft, [tx.officeId, draftId, actor.personId, now, false, reason]),
      notify(tx, { personIds: [draft.submittedById], sentence: `《${draft.title}》${draft.version}版已退回：${reason}`, subject, now }),
    ];
    return { result: { draftId }, entry: { subject, detail: { title: draft.title, version: draft.version, reason } }, sent };
  },
};
