import { holds } from '../act/actor.ts';
import type { Verb } from '../act/verb.ts';
import { no } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import { requireFiles } from '../matters/content.ts';
import { notifyPosts } from '../notices/notify.ts';
import type { Pack } from '../../rules/pack/pack.ts';
import type { RulesInForce } from './rules-in-force.ts';

export const DRAFTER = '办公室';
export const PUBLISHER = '局长';

export interface SubmitVersionInput {
  /** The version as YAML. */
  readonly text: string;
  readonly issuer: string;
  readonly documentNumber: string;
  /** Digest of the issued document, as uploaded. */
  readonly original: string;
}

type Plan = SubmitVersionInput & { readonly pack: Pack };

export interface DraftDone {
  readonly draftId: number;
}

const waiting = statement<{ waiting: boolean }>(
  'regulation-draft-waiting',
  `select exists (select from regulation_draft where office_id = $1 and title = $2 and decided_at is null) as waiting`,
);
const insert = statement<{ id: number }>(
  'insert-regulation-draft',
  `
  insert into regulation_draft (office_id, title, version, field, effective, digest, source, issuer, document_number, original, submitted_by, submitted_at)
  values ($1, $2, $3, $4, $5, decode($6, 'hex'), $7, $8, $9, decode($10, 'hex'), $11, $12) returning regulation_draft_id as id`,
);
const MOST_TOLD = 8;

/** 提交制度新版: whole, checked as `guiju check` does, with the issued document. It binds nobody until another person publishes it. */
export function submitVersionVerb(rules: RulesInForce): Verb<SubmitVersionInput, { readonly waiting: boolean }, Plan, DraftDone> {
  return {
    name: 'submit-version',
    title: '提交制度新版',
    who: DRAFTER,
    read: async (tx, { text, original }) => {
      const title = rules.draft(tx.officeId, text).pack?.regulation ?? '';
      const [found] = await Promise.all([
        tx.row(waiting, [tx.officeId, title]),
        requireFiles(tx, [{ evidence: '制度原件', digest: original, name: '制度原件' }]),
      ]);
      return { waiting: found?.waiting === true };
    },
    decide: ({ waiting: already }, input, { actor, today }) => {
      if (!holds(actor, DRAFTER)) return no('not-drafter', `制度新版由${DRAFTER}提交。`);
      const { pack, before, findings } = rules.draft(actor.officeId, input.text);
      const errors = findings.filter(({ severity }) => severity === 'error');
      if (pack === undefined || errors.length > 0) {
        const [first, ...rest] = errors.map(({ sentence, place, clause }) => ({
          code: 'faulty',
          clause: null,
          sentence: `第${place.line}行${clause === undefined ? '' : `（${clause}）`}：${sentence}`,
          whatWouldHelp: [],
        }));
        return first === undefined ? no('faulty', '这不是一份可以读取的制度。') : { no: first, all: [first, ...rest.slice(0, MOST_TOLD)] };
      }
      const book = rules.bookOf(actor.officeId);
      if (pack.office !== book?.office.key) return no('other-office', `这是“${pack.office}”的制度，不是本单位的。`);
      if (book.packs.some((one) => one.regulation === pack.regulation && one.version === pack.version))
        return no('known-version', `《${pack.regulation}》${pack.version}版已经发布，发布后的版本不再改动。`, ['另起一个版本号']);
      if (pack.inForceFrom <= today) return no('too-early', `施行日${pack.inForceFrom}须在今天之后，制度不溯及既往。`);
      if (before !== undefined && pack.inForceFrom <= before.inForceFrom) return no('too-early', `施行日须晚于${before.version}版的${before.inForceFrom}。`);
      return already ? no('waiting', `《${pack.regulation}》已有一份新版等待发布。`, ['待其发布或退回后再提交']) : { yes: { ...input, pack } };
    },
    write: async (tx, { pack, text, issuer, documentNumber, original }, { actor, now, today }) => {
      const { regulation, version, field, inForceFrom, digest } = pack;
      const made = await tx.row(insert, [
        tx.officeId,
        regulation,
        version,
        field,
        inForceFrom,
        digest,
        text,
        issuer,
        documentNumber,
        original,
        actor.personId,
        now,
      ]);
      if (made === undefined) throw new Error('the draft was not inserted');
      const subject = { kind: 'regulation-draft', id: made.id };
      const sent = [
        notifyPosts(tx, {
          posts: [PUBLISHER],
          on: today,
          sentence: `《${regulation}》${version}版待发布：${actor.name}提交，${inForceFrom}起施行。`,
          subject,
          now,
        }),
      ];
      return {
        result: { draftId: made.id },
        entry: { subject, detail: { title: regulation, version, effective: inForceFrom, digest, original, issuer, documentNumber } },
        sent,
      };
    },
  };
}
