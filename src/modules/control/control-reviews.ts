import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { Failure } from '../../platform/act/failure.ts';
import type { Moment } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ActTx, ReadTx } from '../../platform/db/transaction.ts';
import { openDuty } from '../../platform/obligations/open-duty.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { PRINCIPLES, type ReviewControl } from './contract-control.ts';
import { improve } from './improvements.ts';
import { lineTable, lineVerb, refusal, ruled } from './lines.ts';

const YEARLY = '内控年度评审';
/** The duty to look at every control again after a change. */
export const CHANGE_REVIEW = '内控专项评审';

/** Asks for every control to be looked at again, because the law or the organisation has changed (ICF-03.2r). */
export async function openChangeReview(
  rules: RulesInForce,
  tx: ActTx,
  { change, on, about }: { readonly change: string; readonly on: CivilDate; readonly about: string },
  { today }: Pick<Moment, 'today'>,
): Promise<void> {
  const duty = rules.duty({ officeId: tx.officeId, duty: CHANGE_REVIEW, on: today });
  if (duty !== undefined)
    await openDuty(tx, { duty, event: on, today, subject: { kind: 'control-change', id: change }, handlerId: null, about: `${about}（${change}）` });
}

interface Seen {
  readonly known: boolean;
  readonly done: boolean;
  /** Is a review owed for the change named? */
  readonly asked: boolean;
  /** Times it ran in the year, by the records. */
  readonly runs: number;
  /** Other controls still to be looked at in the same round. */
  readonly left: number;
}
const seen = statement<Seen>(
  'control-to-review',
  `
  with standing as (select distinct on (c.number) c.number, c.run_by, c.state from control_point c where c.office_id = $1 order by c.number, c.version desc)
  select exists (select from standing where number = $2) as known,
    exists (select from control_review r where r.office_id = $1 and r.number = $2 and r.year = $3 and r.change = $4) as done,
    exists (select from obligation o where o.office_id = $1 and o.duty = '${CHANGE_REVIEW}' and o.occasion = 'control-change/' || $4 and o.state = 'open') as asked,
    coalesce((select case when s.run_by <> '' then (select count(*) from log_entry l where l.office_id = $1 and l.verb = s.run_by and l.outcome = 'done' and extract(year from l.at at time zone 'Asia/Shanghai') = $3)
      else (select count(*) from control_run x where x.office_id = $1 and x.number = s.number and extract(year from x.ran_on) = $3) end from standing s where s.number = $2), 0) as runs,
    (select count(*) from standing s where s.state = '运行' and s.number <> $2 and not exists (select from control_review r where r.office_id = $1 and r.number = s.number and r.year = $3 and r.change = $4)) as left`,
);

async function see(tx: ReadTx, { number, year, change }: ReviewControl): Promise<Seen> {
  const found = await tx.row(seen, [tx.officeId, number, year, change]);
  if (found?.known !== true) throw new Failure('not-found', `内部控制台账中没有“${number}”。`);
  return found;
}

type Answer = ReviewControl['answers'][number];
const fallsShort = ({ answer }: Answer): boolean => answer === '不足' || answer === '否';
const saysItRan = (one: Answer): boolean => one.question === '是否执行' && !fallsShort(one);

/** Answers that fall short, and principles nobody could confirm (ICF-01b). */
function shortcomings(answers: readonly Answer[], principles: ReviewControl['principles']): readonly string[] {
  return [
    ...answers.filter(fallsShort).map((one) => `${one.question}：${one.answer}`),
    ...PRINCIPLES.filter((one) => !principles.includes(one)).map((one) => `不能确认${one}`),
  ];
}

const reviews = lineTable('control_review', ['number', 'year', 'change', 'runs', 'answers', 'principles']);

/** 控制评审 (ICF-03.2r, ICF-01b): each year, and for each change, four answers with their evidence, none better than the records, and four principles confirmed; whatever falls short opens an item of improvement. The last control ends the duty. */
export const reviewControlVerb = (rules: RulesInForce) =>
  lineVerb<ReviewControl, Seen>({
    name: 'review-control',
    title: '控制评审',
    who: ['内审人员', '财务股'],
    kind: 'control',
    read: see,
    against: ({ done, asked, runs }, { year, change, answers, principles, ownerId, dueOn, measure }, moment) => {
      if (year > Number(moment.today.slice(0, 4))) return refusal('future', '不能评审以后的年度。');
      if (change !== '' && !asked) return refusal('not-owed', `没有因“${change}”待办的专项评审。`, ['年度评审的变动编号留空', '核对变动编号']);
      if (done) return refusal('reviewed-already', `这项控制${change === '' ? `${year}年度` : `因${change}`}已经评审。`);
      const against = ruled(
        rules,
        '控制评审',
        { reviewAnswers: new Set(answers.map((one) => one.question)).size, answersBeyondRuns: runs === 0 && answers.some(saysItRan) },
        moment,
      );
      if (against !== undefined) return against;
      return shortcomings(answers, principles).length > 0 && (ownerId === null || dueOn === null || measure === '')
        ? refusal('no-measure', '有不足或者有原则不能确认的，须写明改进措施、责任人和期限。', ['填写改进措施、责任人和期限'])
        : undefined;
    },
    write: async (tx, { seen: { runs, left }, input }, moment) => {
      const { number, year, change, answers, principles, measure, ownerId, dueOn } = input;
      await reviews.insert(tx, { number, year, change, runs, answers: JSON.stringify(answers), principles: JSON.stringify(principles) }, moment);
      const round = change === '' ? { duty: YEARLY, occasion: `${year}-01-01` } : { duty: CHANGE_REVIEW, occasion: `control-change/${change}` };
      if (left === 0) await endObligation(tx, { ...round, state: 'discharged', by: moment.actor.personId, with: { reviewed: number }, now: moment.now });
      const short = shortcomings(answers, principles);
      if (short.length === 0 || ownerId === null || dueOn === null) return { left };
      return {
        left,
        improvement: await improve(
          rules,
          tx,
          { source: '控制评审', about: number, problem: short.join('；'), measure, ownerId, dueOn, controlNumber: number },
          moment,
        ),
      };
    },
  });
