import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { reconciled, type BankAccounts } from './accounting.ts';
import { filesIn } from './completeness.ts';
import { GROUNDWORK, type SignGroundwork } from './contract-accounting.ts';
import { improve } from './improvements.ts';
import { lineTable, lineVerb, refusal, ruled } from './lines.ts';

type Item = (typeof GROUNDWORK)[number];
type Measured = Readonly<Record<Item, boolean>>;

interface Counted {
  readonly signed: boolean;
  readonly explained: boolean;
  readonly numbered: boolean;
  readonly closed: boolean;
  readonly bound: boolean;
}
// A month that was closed has its entry in the log, whoever keeps the books.
const counted = statement<Counted>(
  'groundwork-measured',
  `
  select exists (select from groundwork where office_id = $1 and month = $2) as signed,
    not exists (select from reconciliation where office_id = $1 and month = $2 and book_balance <> bank_balance and explanation = '') as explained,
    not exists (select from series s where s.office_id = $1 and s.year = left($2, 4)::int
      and s.last_number <> (select count(*) from series_number n where n.office_id = s.office_id and n.series = s.series and n.year = s.year)) as numbered,
    exists (select from log_entry l where l.office_id = $1 and l.verb = 'close-month' and l.outcome = 'done' and l.subject_kind = 'month' and l.subject_id = $2) as closed,
    exists (select from record_set r where r.office_id = $1 and r.month = $2) as bound`,
);
/** What a file lacks that was never entered in the books. */
const NOT_ENTERED = '缺入账凭证';

interface Seen {
  readonly measured: Measured;
  readonly signed: boolean;
}

async function see(rules: RulesInForce, tx: ReadTx, { month, bankAccounts }: { readonly month: string; readonly bankAccounts: BankAccounts }): Promise<Seen> {
  const [found, files, done, accounts] = await Promise.all([
    tx.row(counted, [tx.officeId, month]),
    filesIn(rules, tx, month),
    tx.rows(reconciled, [tx.officeId, month]),
    bankAccounts(tx),
  ]);
  if (found === undefined) throw new Error('a select without from gave no row');
  const lacking = files.flatMap((one) => one.missing);
  return {
    signed: found.signed,
    measured: {
      凭证附件齐全: lacking.every((one) => one === NOT_ENTERED),
      编号连续: found.numbered,
      凭证已入账: !lacking.includes(NOT_ENTERED),
      银行对账完成: done.length > 0 && accounts.every((account) => done.some((one) => one.account === account)),
      差异已说明: found.explained,
      月结已签: found.closed,
      凭证已装订: found.bound,
    },
  };
}

const groundworks = lineTable('groundwork', ['month', 'answers', 'measured']);

/** 会计基础检查 (ICF-03.4a): as measured if nothing else is said, never better; what was not done is followed up. */
export const signGroundworkVerb = (rules: RulesInForce, bankAccounts: BankAccounts) =>
  lineVerb<SignGroundwork, Seen>({
    name: 'sign-groundwork',
    title: '会计基础检查',
    who: ['财务股'],
    kind: 'groundwork',
    read: (tx, { month }) => see(rules, tx, { month, bankAccounts }),
    against: ({ measured, signed }, { month, fulfilled, measure, ownerId, dueOn }, moment) => {
      if (month >= moment.today.slice(0, 7)) return refusal('month-open', '当月结束后检查。');
      if (signed) return refusal('done-already', `${month}的会计基础检查已经填报。`);
      const beyond = (fulfilled ?? []).filter((one) => !measured[one]);
      const against = ruled(rules, '会计基础', { claimsBeyondMeasure: beyond.length }, moment);
      if (against !== undefined) return { ...against, sentence: `${against.sentence}不符的项目：${beyond.join('、')}。` };
      const short = shortOf(measured);
      if (short.length === 0 || (measure !== '' && ownerId !== null && dueOn !== null)) return undefined;
      return refusal('no-measure', `${short.join('、')}没有做到，须写明整改措施、责任人和期限。`, ['补齐后再填报', '填写整改措施、责任人和期限']);
    },
    write: async (tx, { seen: { measured }, input }, moment) => {
      const { month, remark, measure, ownerId, dueOn } = input;
      const short = shortOf(measured);
      const fulfilled = input.fulfilled ?? GROUNDWORK.filter((one) => measured[one]);
      await groundworks.insert(tx, { month, answers: JSON.stringify({ fulfilled, remark }), measured: JSON.stringify(measured) }, moment);
      await endObligation(tx, {
        duty: '会计基础检查',
        occasion: `${month}-01`,
        state: 'discharged',
        by: moment.actor.personId,
        with: measured,
        now: moment.now,
      });
      if (short.length === 0 || ownerId === null || dueOn === null) return { measured };
      const improvement = await improve(
        rules,
        tx,
        { source: '会计基础检查', about: month, problem: `${month}${short.join('、')}没有做到`, measure, ownerId, dueOn },
        moment,
      );
      return { measured, improvement };
    },
  });

function shortOf(measured: Measured): readonly Item[] {
  return GROUNDWORK.filter((one) => !measured[one]);
}
