import { statement } from '../../platform/db/statement.ts';
import { openDuty } from '../../platform/obligations/open-duty.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { Report } from '../../platform/reports/report.ts';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { Pack } from '../../rules/pack/pack.ts';
import { inForce } from '../../rules/rulebook.ts';
import type { NoteLawChange, ReviewBasis } from './contract-bases.ts';
import { openChangeReview } from './control-reviews.ts';
import { lineTable, lineVerb, refusal } from './lines.ts';

const DUTY = '依据复核';
const changes = lineTable('law_change', ['number', 'law', 'effective', 'change', 'regulations']);

interface Citing {
  readonly regulation: string;
  /** Id of the clause that names the rule itself; empty where the regulation names it at its head, for all its clauses. */
  readonly clause: string;
}

/** Whatever rests on a rule by name: regulations as a whole, and single clauses. */
function citing(packs: readonly Pack[], law: string): readonly Citing[] {
  return packs.flatMap((pack): readonly Citing[] => [
    ...(pack.legalBasis.includes(law) ? [{ regulation: pack.regulation, clause: '' }] : []),
    ...pack.clauses.filter((clause) => clause.legalBasis.includes(law)).map((clause) => ({ regulation: pack.regulation, clause: clause.ref.id })),
  ]);
}

function packsInForce(rules: RulesInForce, officeId: number, on: CivilDate): readonly Pack[] {
  return (rules.bookOf(officeId)?.packs ?? []).filter((pack) => inForce(pack, on));
}

const subjectOf = (number: string, { regulation, clause }: Citing) => ({
  kind: 'law-change',
  id: [number, regulation, ...(clause === '' ? [] : [clause])].join('/'),
});

/** 登记上位规定变动 (ICF-03.1c): every regulation and clause that names it is to be reviewed, and every control looked at again (ICF-03.2r). */
export const noteLawChangeVerb = (rules: RulesInForce) =>
  lineVerb<NoteLawChange, null>({
    name: 'note-law-change',
    title: '登记上位规定变动',
    who: ['财务股', '办公室', '纪检领导'],
    kind: 'law-change',
    series: '依',
    read: async () => null,
    against: () => undefined,
    write: async (tx, { input, number }, moment) => {
      const { law, effective, change } = input;
      const { today } = moment;
      const found = citing(packsInForce(rules, tx.officeId, today), law);
      const regulations = [...new Set(found.map((one) => one.regulation))];
      await changes.insert(tx, { number, law, effective, change, regulations: JSON.stringify(regulations) }, moment);
      const duty = rules.duty({ officeId: tx.officeId, duty: DUTY, on: today });
      if (duty !== undefined) {
        await Promise.all(
          found.map((one) =>
            openDuty(tx, {
              duty,
              event: effective,
              today,
              subject: subjectOf(number, one),
              handlerId: null,
              about: `《${law}》变动，复核《${one.regulation}》${one.clause}`,
            }),
          ),
        );
      }
      await openChangeReview(rules, tx, { change: number, on: effective, about: `《${law}》变动` }, moment);
      return { regulations, clauses: found.map((one) => one.clause).filter((clause) => clause !== '') };
    },
  });

const reviews = lineTable('basis_review', ['change_number', 'regulation', 'clause', 'conclusion', 'note']);
const owed = statement<{ occasion: string }>(
  'basis-review-owed',
  `
  select occasion from obligation where office_id = $1 and duty = '${DUTY}' and occasion = $2 and state = 'open' for update`,
);

/** 登记依据复核结论 (ICF-03.1c): 保留 or 修订, with the reason; this ends the duty. */
export const reviewBasisVerb = lineVerb<ReviewBasis, boolean>({
  name: 'review-basis',
  title: '登记依据复核结论',
  who: ['财务股'],
  kind: 'law-change',
  read: async (tx, input) => {
    const { kind, id } = subjectOf(input.number, input);
    return (await tx.row(owed, [tx.officeId, `${kind}/${id}`])) !== undefined;
  },
  against: (open, { number, regulation, clause }) =>
    open ? undefined : refusal('not-owed', `变动${number}没有待复核的《${regulation}》${clause}。`, ['在“依据复核台账”核对变动编号、制度和条款']),
  write: async (tx, { input }, moment) => {
    const { number, conclusion, note } = input;
    const { kind, id } = subjectOf(number, input);
    await reviews.insert(tx, { change_number: number, regulation: input.regulation, clause: input.clause, conclusion, note }, moment);
    await endObligation(tx, {
      duty: DUTY,
      occasion: `${kind}/${id}`,
      state: 'discharged',
      by: moment.actor.personId,
      with: { conclusion, note },
      now: moment.now,
    });
    return undefined;
  },
});

interface Reviewed extends Citing {
  readonly conclusion: string;
  readonly law: string;
  readonly on: CivilDate;
}
const reviewed = statement<Reviewed>(
  'bases-reviewed',
  `
  select distinct on (r.regulation, r.clause) r.regulation, r.clause, r.conclusion, c.law, (r.recorded_at at time zone 'Asia/Shanghai')::date::text as "on"
  from basis_review r join law_change c on c.office_id = r.office_id and c.number = r.change_number where r.office_id = $1 order by r.regulation, r.clause, r.basis_review_id desc`,
);

/** 条款依据与复核 (ICF-03.1c): every clause in force with what it rests on, the reading taken where sources conflict, and its last review. */
export const legalBases: Report = {
  report: 'legal-bases',
  title: '条款依据与复核',
  period: 'year',
  question: '控制运行',
  readers: [],
  read: async (tx, { rules, moment: { today } }) => {
    const found = await tx.rows(reviewed, [tx.officeId]);
    const last = ({ regulation, clause }: Citing): string | null => {
      const one = found.find((other) => other.regulation === regulation && (other.clause === clause || other.clause === ''));
      return one === undefined ? null : `${one.on}${one.conclusion}（《${one.law}》变动）`;
    };
    const rows = packsInForce(rules, tx.officeId, today).flatMap((pack) =>
      pack.clauses.map(({ ref, legalBasis, reading }) => [
        pack.regulation,
        ref.clause,
        ref.id,
        [...legalBasis, ...pack.legalBasis].join('、'),
        reading ?? null,
        last({ regulation: pack.regulation, clause: ref.id }),
      ]),
    );
    return {
      tables: [{ title: '各条款', columns: ['制度', '条', '编号', '依据', '解读', '最近复核'].map((title) => ({ title, type: 'text' as const })), rows }],
      notes: ['没有依据的条款不能发布；原文之间不一致的，按解读所写执行。'],
    };
  },
};
