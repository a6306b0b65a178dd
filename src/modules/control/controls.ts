import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { periodStart } from '../../rules/duties/due.ts';
import { Failure } from '../../platform/act/failure.ts';
import { holds } from '../../platform/act/actor.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import { requireFiles } from '../../platform/matters/content.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { ChangeControl, RegisterControl, ReviewControl, RunControl } from './contract-control.ts';
import { improve } from './improvements.ts';
import { lineTable, lineVerb, refusal, ruled } from './lines.ts';

/** A control as it stands: the newest version of its number. */
export interface StandingControl {
  readonly number: string;
  readonly version: number;
  readonly name: string;
  readonly aims: readonly string[];
  readonly businessClass: string;
  readonly part: string;
  readonly post: string;
  readonly checkPost: string;
  readonly basis: string;
  readonly every: '月' | '季' | '半年' | '年';
  readonly mandatory: boolean;
  readonly runBy: string;
  readonly state: '运行' | '停用';
  readonly since: CivilDate;
  /** Day of the last run: of the log for a control the system runs, else as registered with evidence. */
  readonly lastRun: CivilDate | null;
}

const standing = statement<StandingControl>(
  'controls-standing',
  `
  select distinct on (c.number) c.number, c.version, c.name, c.aims, c.business_class as "businessClass", c.part, c.post, c.check_post as "checkPost", c.basis, c.every, c.mandatory, c.run_by as "runBy", c.state,
    ((select min(f.recorded_at) from control_point f where f.office_id = c.office_id and f.number = c.number) at time zone 'Asia/Shanghai')::date::text as since,
    case when c.run_by <> '' then (select (max(l.at) at time zone 'Asia/Shanghai')::date::text from log_entry l where l.office_id = c.office_id and l.verb = c.run_by)
      else (select max(r.ran_on)::text from control_run r where r.office_id = c.office_id and r.number = c.number) end as "lastRun"
  from control_point c where c.office_id = $1 and ($2::text is null or c.number = $2) order by c.number, c.version desc`,
);

export function standingControls(tx: ReadTx): Promise<readonly StandingControl[]> {
  return tx.rows(standing, [tx.officeId, null]);
}

async function controlOf(tx: ReadTx, number: string): Promise<StandingControl> {
  const found = await tx.row(standing, [tx.officeId, number]);
  if (found === undefined) throw new Failure('not-found', `内部控制台账中没有“${number}”。`);
  return found;
}

const table = lineTable('control_point', [
  'number',
  'version',
  'name',
  'aims',
  'business_class',
  'part',
  'point',
  'post',
  'check_post',
  'basis',
  'purpose',
  'effort',
  'every',
  'mandatory',
  'run_by',
  'state',
  'reason',
]);
const columnsOf = (of: RegisterControl) => ({
  name: of.name,
  aims: JSON.stringify(of.aims),
  business_class: of.businessClass,
  part: of.part,
  point: of.point,
  post: of.post,
  check_post: of.checkPost,
  basis: of.basis,
  purpose: of.purpose,
  effort: of.effort,
  every: of.every,
  mandatory: of.mandatory,
  run_by: of.runBy,
});
const KEEPER = ['财务股', '内审人员'] as const;

/** 登记内部控制 (ICF-01a): without a basis or a counter-check it is kept, and listed as incomplete (ICF-01b). */
export const registerControlVerb = lineVerb<RegisterControl, null>({
  name: 'register-control',
  title: '登记内部控制',
  who: KEEPER,
  kind: 'control',
  series: '控',
  read: async () => null,
  against: () => undefined,
  write: async (tx, { input, number }, moment) => {
    await table.insert(tx, { ...columnsOf(input), number, version: 1, state: '运行', reason: '' }, moment);
    return { complete: input.basis !== '' && input.checkPost !== '' };
  },
});

/** 变更控制: a new version with its reason; stopping one needs a replacement (ICF-02.3e). */
export const changeControlVerb = (rules: RulesInForce) =>
  lineVerb<ChangeControl, StandingControl>({
    name: 'change-control',
    title: '变更或停用控制',
    who: KEEPER,
    kind: 'control',
    read: (tx, { number }) => controlOf(tx, number),
    against: (_seen, { state, replacement }, moment) =>
      ruled(rules, '控制变更', { controlStopped: state === '停用', replacementGiven: replacement !== '' }, moment),
    write: async (tx, { seen, input }, moment) => {
      await table.insert(
        tx,
        {
          ...columnsOf(input),
          number: input.number,
          version: seen.version + 1,
          state: input.state,
          reason: [input.reason, input.replacement].filter((part) => part !== '').join('；'),
        },
        moment,
      );
      return { version: seen.version + 1 };
    },
  });

const runs = lineTable('control_run', ['number', 'ran_on', 'result', 'finding', 'evidence']);
export const RUN_DUTY = '运行控制';

/** 登记控制运行: by its post, on evidence; this ends the duty of the period. What does not agree is followed up. */
export const runControlVerb = (rules: RulesInForce) =>
  lineVerb<RunControl, StandingControl>({
    name: 'run-control',
    title: '登记控制运行',
    who: [],
    by: '责任职务',
    kind: 'control',
    read: async (tx, { number, evidence }) => {
      const [found] = await Promise.all([controlOf(tx, number), requireFiles(tx, [{ evidence: '运行证据', digest: evidence, name: '运行证据' }])]);
      return found;
    },
    against: ({ post, runBy, state }, { ranOn, result, measure, ownerId, dueOn }, { actor, today }) => {
      if (runBy !== '') return refusal('run-by-system', '本项控制由系统运行，以办理记录为准，不另登记。');
      if (state === '停用') return refusal('stopped', '本项控制已经停用。');
      if (!holds(actor, post)) return refusal('not-owner', `本项控制由${post}运行。`);
      if (ranOn > today) return refusal('future', '运行日期不能晚于今天。');
      return result === '不符' && (ownerId === null || dueOn === null || measure === '')
        ? refusal('no-measure', '运行不符的，须写明整改措施、责任人和期限。', ['填写整改措施、责任人和期限'])
        : undefined;
    },
    write: async (tx, { seen, input }, moment) => {
      await runs.insert(tx, { number: input.number, ran_on: input.ranOn, result: input.result, finding: input.finding, evidence: input.evidence }, moment);
      await endObligation(tx, {
        duty: RUN_DUTY,
        occasion: `control-run/${input.number}/${periodStart(seen.every, input.ranOn)}`,
        state: 'discharged',
        by: moment.actor.personId,
        with: { evidence: input.evidence },
        now: moment.now,
      });
      const { number, result, finding, measure, ownerId, dueOn } = input;
      if (result === '相符' || ownerId === null || dueOn === null) return undefined;
      return {
        improvement: await improve(rules, tx, { source: '控制运行', about: number, problem: finding, measure, ownerId, dueOn, controlNumber: number }, moment),
      };
    },
  });

const reviews = lineTable('control_review', ['number', 'year', 'answers', 'principles']);

/** 控制年度评审 (ICF-03.2r): four answers each with its evidence; whatever falls short opens an item of improvement. */
export const reviewControlVerb = (rules: RulesInForce) =>
  lineVerb<ReviewControl, StandingControl>({
    name: 'review-control',
    title: '控制年度评审',
    who: ['内审人员', '财务股'],
    kind: 'control',
    read: (tx, { number }) => controlOf(tx, number),
    against: (_seen, { answers, ownerId, dueOn, measure }, moment) => {
      const against = ruled(rules, '控制评审', { reviewAnswers: new Set(answers.map((one) => one.question)).size }, moment);
      if (against !== undefined) return against;
      const short = answers.some((one) => one.answer === '不足' || one.answer === '否');
      return short && (ownerId === null || dueOn === null || measure === '')
        ? refusal('no-measure', '有不足的，须写明改进措施、责任人和期限。', ['填写改进措施、责任人和期限'])
        : undefined;
    },
    write: async (tx, { input }, moment) => {
      const { number, year, answers, principles, measure, ownerId, dueOn } = input;
      await reviews.insert(tx, { number, year, answers: JSON.stringify(answers), principles: JSON.stringify(principles) }, moment);
      const short = answers.filter((one) => one.answer === '不足' || one.answer === '否').map((one) => `${one.question}：${one.answer}`);
      if (short.length === 0 || ownerId === null || dueOn === null) return undefined;
      return {
        improvement: await improve(
          rules,
          tx,
          { source: '控制评审', about: number, problem: short.join('；'), measure, ownerId, dueOn, controlNumber: number },
          moment,
        ),
      };
    },
  });
