import { civilDate, type CivilDate } from '../../rules/calendar/civil-date.ts';
import { Failure } from '../../platform/act/failure.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import { openDuty } from '../../platform/obligations/open-duty.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { filesBetween } from './completeness.ts';
import type { AnswerEvaluation, EvaluateDepartment } from './contract-evaluations.ts';
import { standingControls } from './controls.ts';
import { lineTable, lineVerb, refusal, ruled } from './lines.ts';
import { percent, periodsMissed } from './rules.ts';

const DUTY = '内控评价';
const ANSWER = '内控评价反馈';

interface Counted {
  readonly done: boolean;
  readonly posts: readonly string[];
  readonly exceptions: number;
  readonly lateImprovements: number;
  readonly findings: number;
  /** Who heads the section; whoever is of it where nobody does. */
  readonly heads: readonly number[];
}
// Findings the auditor has withdrawn do not count.
const counted = statement<Counted>(
  'department-counted',
  `
  with staff as (select person_id from person where office_id = $1 and department_id = $2),
    headed as (select h.person_id from post_holding h where h.office_id = $1 and h.post in ('股室负责人', '站所室负责人') and h.department_id = $2 and h.period @> $4::date)
  select exists (select from control_evaluation where office_id = $1 and department_id = $2 and year = $3) as done,
    (select coalesce(jsonb_agg(distinct h.post), '[]') from post_holding h where h.office_id = $1 and h.person_id in (select person_id from staff) and h.period @> $4::date) as posts,
    (select count(*) from release r join matter m on m.office_id = r.office_id and m.matter_id = r.matter_id where r.office_id = $1 and m.department_id = $2 and extract(year from r.released_at at time zone 'Asia/Shanghai') = $3)
      + (select count(*) from duty_exception e where e.office_id = $1 and e.person_id in (select person_id from staff) and extract(year from e.granted_at at time zone 'Asia/Shanghai') = $3) as exceptions,
    (select count(*) from improvement i where i.office_id = $1 and i.owner_id in (select person_id from staff) and i.due_on < $4::date and extract(year from i.due_on) <= $3
      and not exists (select from improvement_verification v where v.office_id = i.office_id and v.number = i.number)) as "lateImprovements",
    (select count(*) from audit_finding f where f.office_id = $1 and f.owner_id in (select person_id from staff) and extract(year from f.recorded_at at time zone 'Asia/Shanghai') = $3
      and not exists (select from audit_remark r where r.office_id = f.office_id and r.finding_number = f.number and r.sort = '撤回')) as findings,
    (select coalesce(jsonb_agg(person_id), '[]') from (select person_id from headed union all select person_id from staff where not exists (select from headed)) x) as heads`,
);

/** 按期运行率, 完整率, 例外数, 逾期改进数, 审计问题数; a rate is null where there is nothing to run or to file. */
interface Measures {
  readonly runRate: number | null;
  readonly completeness: number | null;
  readonly exceptions: number;
  readonly lateImprovements: number;
  readonly findings: number;
}

interface Evaluated extends Pick<Counted, 'done' | 'heads'> {
  readonly measures: Measures;
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : percent(part, whole));

/** What the records say of a section in a year, up to today. */
async function measured(
  rules: RulesInForce,
  tx: ReadTx,
  { departmentId, year, today }: { readonly departmentId: number; readonly year: number; readonly today: CivilDate },
): Promise<Evaluated> {
  const [found, controls, filed] = await Promise.all([
    tx.row(counted, [tx.officeId, departmentId, year, today]),
    standingControls(tx),
    filesBetween(rules, tx, { from: civilDate(`${year}-01-01`), until: civilDate(`${year + 1}-01-01`), departmentId }),
  ]);
  if (found === undefined) throw new Error('a select without from gave no row');
  const { done, heads, posts, exceptions, lateImprovements, findings } = found;
  const own = controls.filter((one) => one.state === '运行' && posts.includes(one.post));
  const inTime = own.filter((one) => periodsMissed({ every: one.every, since: one.since, lastRun: one.lastRun, today }) === 0);
  const complete = filed.filter((one) => one.missing.length === 0);
  return {
    done,
    heads,
    measures: { runRate: share(inTime.length, own.length), completeness: share(complete.length, filed.length), exceptions, lateImprovements, findings },
  };
}

const evaluations = lineTable('control_evaluation', ['department_id', 'year', 'measures', 'score', 'comment']);

/** 内控评价 (ICF-03.3b): five measures are worked out; score and comment come from outside the section, whose head is told and answers. */
export const evaluateDepartmentVerb = (rules: RulesInForce) =>
  lineVerb<EvaluateDepartment, Evaluated>({
    name: 'evaluate-department',
    title: '内控评价',
    who: ['内审人员', '纪检领导', '财务股'],
    kind: 'control-evaluation',
    read: (tx, input, { today }) => measured(rules, tx, { ...input, today }),
    against: ({ done }, { departmentId, year }, moment) => {
      if (done) return refusal('done-already', '这个股室本年度已经评价。');
      if (year > Number(moment.today.slice(0, 4))) return refusal('future', '不能评价以后的年度。');
      return ruled(rules, '内控评价', { evaluatorInside: moment.actor.departmentId === departmentId }, moment);
    },
    write: async (tx, { seen: { measures, heads }, input }, moment) => {
      const { departmentId, year, score, comment } = input;
      const { today, now, actor } = moment;
      await evaluations.insert(tx, { department_id: departmentId, year, measures: JSON.stringify(measures), score, comment }, moment);
      await endObligation(tx, { duty: DUTY, occasion: `department/${departmentId}/${year}`, state: 'discharged', by: actor.personId, with: { score }, now });
      const duty = rules.duty({ officeId: tx.officeId, duty: ANSWER, on: today });
      const [head] = heads;
      const answerDueOn =
        duty === undefined || head === undefined
          ? null
          : await openDuty(tx, {
              duty,
              event: today,
              today,
              subject: { kind: 'evaluation', id: `${departmentId}/${year}` },
              handlerId: head,
              about: `${year}年度内控评价得分${score}`,
            });
      return { measures, answerDueOn };
    },
  });

interface Answering extends Pick<Counted, 'heads'> {
  readonly answered: boolean;
}
const answering = statement<{ evaluated: boolean; answered: boolean }>(
  'evaluation-to-answer',
  `
  select exists (select from control_evaluation where office_id = $1 and department_id = $2 and year = $3) as evaluated, exists (select from evaluation_answer where office_id = $1 and department_id = $2 and year = $3) as answered`,
);
const answers = lineTable('evaluation_answer', ['department_id', 'year', 'agreed', 'remark']);

/** 签收内控评价 (ICF-03.3b): by the head of the section, once; whoever does not agree says why. */
export const answerEvaluationVerb = lineVerb<AnswerEvaluation, Answering>({
  name: 'answer-evaluation',
  title: '签收内控评价',
  who: [],
  by: '被评价股室的责任人',
  kind: 'control-evaluation',
  read: async (tx, { departmentId, year }, { today }) => {
    const [found, section] = await Promise.all([
      tx.row(answering, [tx.officeId, departmentId, year]),
      tx.row(counted, [tx.officeId, departmentId, year, today]),
    ]);
    if (found?.evaluated !== true) throw new Failure('not-found', '这个股室本年度还没有评价。');
    return { answered: found.answered, heads: section?.heads ?? [] };
  },
  against: ({ answered, heads }, { agreed, remark }, { actor }) => {
    if (!heads.includes(actor.personId ?? 0)) return refusal('not-head', '评价结果由被评价股室的负责人签收。');
    if (answered) return refusal('answered', '本年度的评价已经签收。');
    return !agreed && remark === '' ? refusal('no-reason', '不同意评价结果的，须写明理由。', ['填写说明']) : undefined;
  },
  write: async (tx, { input }, moment) => {
    const { departmentId, year, agreed, remark } = input;
    await answers.insert(tx, { department_id: departmentId, year, agreed, remark }, moment);
    await endObligation(tx, {
      duty: ANSWER,
      occasion: `evaluation/${departmentId}/${year}`,
      state: 'discharged',
      by: moment.actor.personId,
      with: { agreed, remark },
      now: moment.now,
    });
    return undefined;
  },
});
