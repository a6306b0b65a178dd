import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { dayAfter } from '../../rules/duties/due.ts';
import { Failure } from '../../platform/act/failure.ts';
import { statement } from '../../platform/db/statement.ts';
import { openDuty } from '../../platform/obligations/open-duty.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { PostGuard } from '../../platform/people/post-guard.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { ApproveSheet, CheckForPost, ConfirmSheet, ExceptPost } from './contract-posts.ts';
import { lineTable, lineVerb, refusal } from './lines.ts';

const PERSONNEL = '政工人事股';
const LONGEST_EXCEPTION = { count: 6, unit: 'month' } as const;

/** The posts the office's pack calls 关键岗位. */
export function keyPosts(rules: RulesInForce, of: { readonly officeId: number; readonly on: CivilDate }): readonly string[] {
  const set = rules.setting({ ...of, setting: 'keyPosts' });
  return typeof set === 'object' ? set : [];
}

interface SeenSheet {
  readonly version: number;
  readonly holders: readonly number[];
}
const sheetOf = statement<SeenSheet>(
  'post-sheet-newest',
  `
  select coalesce((select max(version) from post_sheet where office_id = $1 and post = $2), 0) as version,
    (select coalesce(jsonb_agg(distinct person_id), '[]') from post_holding where office_id = $1 and post = $2 and period @> $3::date) as holders`,
);
const sheets = lineTable('post_sheet', ['post', 'version', 'duties', 'powers', 'scope', 'forbidden', 'superior', 'incompatible', 'manager_id']);
const SHEET_DUTY = '岗位说明书确认';

/** 批准岗位说明书 (ICF-03.2m): only a complete one; every holder confirms the new version (ICF-02.3f). */
export const approveSheetVerb = (rules: RulesInForce) =>
  lineVerb<ApproveSheet, SeenSheet>({
    name: 'approve-post-sheet',
    title: '批准岗位说明书',
    who: ['局长'],
    kind: 'post-sheet',
    read: async (tx, { post }, { today }) => (await tx.row(sheetOf, [tx.officeId, post, today])) ?? { version: 0, holders: [] },
    against: (_seen, { scope, superior, incompatible, forbidden }) => {
      const missing = Object.entries({ 金额与事项范围: scope, 上级: superior, 不相容职务: incompatible, 禁止事项: forbidden })
        .filter(([, part]) => part === '')
        .map(([name]) => name);
      return missing.length === 0 ? undefined : refusal('incomplete', `岗位说明书没有写明${missing.join('、')}。`, ['补齐后再报批']);
    },
    write: async (tx, { seen, input }, moment) => {
      const { managerId, ...rest } = input;
      const version = seen.version + 1;
      await sheets.insert(tx, { ...rest, manager_id: managerId, version }, moment);
      const duty = rules.duty({ officeId: tx.officeId, duty: SHEET_DUTY, on: moment.today });
      for (const personId of duty === undefined ? [] : seen.holders) {
        if (duty !== undefined)
          await openDuty(tx, {
            duty,
            event: moment.today,
            today: moment.today,
            subject: { kind: 'post-sheet', id: `${input.post}/${version}/${personId}` },
            handlerId: personId,
            about: `${input.post}岗位说明书第${version}版`,
          });
      }
      return { version };
    },
  });

const acknowledgements = lineTable('acknowledgement', ['about', 'version']);

/** 确认岗位说明书: by each holder for himself. */
export const confirmSheetVerb = lineVerb<ConfirmSheet, SeenSheet>({
  name: 'confirm-post-sheet',
  title: '确认岗位说明书',
  who: [],
  by: '任职人员',
  kind: 'post-sheet',
  read: async (tx, { post }, { today }) => {
    const found = await tx.row(sheetOf, [tx.officeId, post, today]);
    if (found === undefined || found.version === 0) throw new Failure('not-found', `“${post}”还没有岗位说明书。`);
    return found;
  },
  against: ({ holders }, { post }, { actor }) => (holders.includes(actor.personId ?? 0) ? undefined : refusal('not-holder', `由${post}的任职人员本人确认。`)),
  write: async (tx, { seen, input }, moment) => {
    const { actor, now } = moment;
    await acknowledgements.insert(tx, { about: `岗位说明书/${input.post}`, version: seen.version }, moment);
    await endObligation(tx, {
      duty: SHEET_DUTY,
      occasion: `post-sheet/${input.post}/${seen.version}/${actor.personId}`,
      state: 'discharged',
      by: actor.personId,
      with: { version: seen.version },
      now,
    });
    return { version: seen.version };
  },
});

const checks = lineTable('post_check', ['person_id', 'post', 'qualified', 'induction_on', 'sanction_open', 'relative_incompatible', 'note']);

/** 关键岗位任职审查 (ICF-02.2b, ICF-02.2c). */
export const checkForPostVerb = lineVerb<CheckForPost, null>({
  name: 'check-for-post',
  title: '关键岗位任职审查',
  who: [PERSONNEL],
  kind: 'post-check',
  read: async () => null,
  against: (_seen, { personId, inductionOn }, { actor, today }) => {
    if (personId === actor.personId) return refusal('own-business', '本人的任职审查由他人办理。');
    return inductionOn !== null && inductionOn > today ? refusal('future', '岗前培训确认日期不能晚于今天。') : undefined;
  },
  write: async (tx, { input }, moment) => {
    const { personId, post, qualified, inductionOn, sanctionOpen, relativeIncompatible, note } = input;
    await checks.insert(
      tx,
      { person_id: personId, post, qualified, induction_on: inductionOn, sanction_open: sanctionOpen, relative_incompatible: relativeIncompatible, note },
      moment,
    );
    return undefined;
  },
});

const exceptions = lineTable('post_exception', ['person_id', 'post', 'until_day', 'reason']);

/** 关键岗位任职例外: by the 局长, for half a year at most; the holding ends with it. */
export const exceptPostVerb = lineVerb<ExceptPost, null>({
  name: 'except-post',
  title: '登记关键岗位任职例外',
  who: ['局长'],
  kind: 'post-exception',
  read: async () => null,
  against: (_seen, { until }, { today }) => {
    const latest = dayAfter(today, LONGEST_EXCEPTION);
    if (until <= today) return refusal('dates', '例外止日应晚于今天。');
    return until > latest ? refusal('too-long', `例外最长6个月，止日不晚于${latest}。`, ['缩短期限']) : undefined;
  },
  write: async (tx, { input }, moment) => {
    const { personId, post, until, reason } = input;
    await exceptions.insert(tx, { person_id: personId, post, until_day: until, reason }, moment);
    return undefined;
  },
});

interface Standing {
  readonly sheet: boolean;
  readonly qualified: boolean | null;
  readonly induction: boolean | null;
  readonly sanction: boolean | null;
  readonly relative: boolean | null;
  readonly exceptedUntil: CivilDate | null;
}
const standing = statement<Standing>(
  'standing-for-post',
  `
  select exists (select from post_sheet where office_id = $1 and post = $2) as sheet, c.qualified, c.induction_on is not null as induction, c.sanction_open as sanction, c.relative_incompatible as relative,
    (select max(until_day)::text from post_exception e where e.office_id = $1 and e.post = $2 and e.person_id = $3 and e.until_day > $4::date) as "exceptedUntil"
  from (select 1) x left join lateral (select * from post_check where office_id = $1 and post = $2 and person_id = $3 order by post_check_id desc limit 1) c on true`,
);

/** Before 任职 on a key post, or its 代理: sheet, check, induction, or a dated exception (ICF-02.2b, ICF-02.2c, ICF-03.2m); whoever is stood in for rests (ICF-03.2i). */
export function keyPostGuard(rules: RulesInForce): PostGuard {
  return {
    restsWhileCovered: ({ post, ...ask }) => keyPosts(rules, ask).includes(post),
    against: async (tx, { post, personId, until }, today) => {
      const ask = { officeId: tx.officeId, on: today };
      if (!rules.knows({ ...ask, question: '任职资格' }) || !keyPosts(rules, ask).includes(post)) return undefined;
      const found = await tx.row(standing, [tx.officeId, post, personId, today]);
      const exceptedUntil = found?.exceptedUntil ?? null;
      const facts = {
        sheetApproved: found?.sheet === true,
        postCheckPassed: found?.qualified === true,
        inductionConfirmed: found?.induction === true,
        sanctionOpen: found?.sanction === true,
        relativeIncompatible: found?.relative === true,
        datedException: exceptedUntil !== null && until !== null && until <= exceptedUntil,
      };
      return rules.decide({ ...ask, question: '任职资格', facts }).refusals[0];
    },
  };
}
