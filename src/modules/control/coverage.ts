import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { AIMS, CLASSES, PARTS } from './contract-control.ts';
import type { ControlCoverage, ControlLine, SampleView } from './contract-overview.ts';
import { standingControls } from './controls.ts';
import { noticed } from './lines.ts';
import { periodsMissed } from './rules.ts';
import { drawableIn, sampleOf } from './sampling.ts';

interface RiskRow {
  readonly number: string;
  readonly name: string;
  readonly link: string;
  readonly controlNumber: string | null;
  readonly likelihood: number;
  readonly impact: number;
  readonly post: string;
  readonly held: boolean;
  readonly departmentId: number;
}
const risks = statement<RiskRow>(
  'risks-standing',
  `
  select r.number, r.name, r.link, r.control_number as "controlNumber", a.likelihood, a.impact, r.post, r.department_id as "departmentId",
    exists (select from post_holding h where h.office_id = r.office_id and h.post = r.post and h.period @> $2::date) as held
  from risk r join lateral (select likelihood, impact from risk_assessment x where x.office_id = r.office_id and x.number = r.number order by risk_assessment_id desc limit 1) a on true
  where r.office_id = $1 order by a.likelihood * a.impact desc, r.number`,
);
const sections = statement<{ departmentId: number; name: string }>(
  'sections-with-links',
  `
  select department_id as "departmentId", name from department where office_id = $1 and kind in ('股室', '站所室', '局属单位') and (until_day is null or until_day > $2::date) order by 1`,
);

/** The matrix of aims × classes of business, worked out from the runs (ICF-01a). */
export async function coverageOf(rules: RulesInForce, tx: ReadTx, today: CivilDate): Promise<ControlCoverage> {
  const [standing, found, units] = await Promise.all([standingControls(tx), tx.rows(risks, [tx.officeId, today]), tx.rows(sections, [tx.officeId, today])]);
  const ask = { officeId: tx.officeId, on: today };
  const running = standing.filter((one) => one.state === '运行');
  const controls = running.map((one): ControlLine => {
    const missed = periodsMissed({ every: one.every, since: one.since, lastRun: one.lastRun, today });
    return {
      number: one.number,
      name: one.name,
      part: one.part,
      post: one.post,
      lastRun: one.lastRun,
      periodsMissed: missed,
      notices: noticed(rules, '控制运行', { periodsMissed: missed }, ask),
      complete: one.basis !== '' && one.checkPost !== '',
    };
  });
  const inTime = new Set(controls.filter((one) => one.lastRun !== null && one.periodsMissed === 0).map((one) => one.number));
  const rows = CLASSES.map((businessClass) => ({
    businessClass,
    cells: AIMS.map((aim) => {
      const here = running.filter((one) => one.businessClass === businessClass && one.aims.includes(aim)).map((one) => one.number);
      return { aim, controls: here, covered: here.some((number) => inTime.has(number)) };
    }),
  }));
  return {
    aims: AIMS,
    rows,
    gaps: rows.flatMap((row) => row.cells).filter((cell) => !cell.covered).length,
    parts: PARTS.map((part) => ({ part, count: running.filter((one) => one.part === part).length })),
    controls,
    risks: found.map(({ number, name, link, controlNumber, likelihood, impact }) => ({
      number,
      name,
      link,
      score: likelihood * impact,
      controlNumber,
      notices: noticed(rules, '风险评价', { likelihood, impact, riskControlled: controlNumber !== null }, ask),
    })),
    linksWithoutHolder: found.filter((one) => !one.held).map((one) => `${one.link}（${one.post}）`),
    sectionsWithoutLink: units.filter((unit) => !found.some((one) => one.departmentId === unit.departmentId)).map((unit) => unit.name),
  };
}

const head = statement<{ number: string; month: string; seed: string; population: number; on: CivilDate }>(
  'samples-newest',
  `
  select number, month, seed, population, (recorded_at at time zone 'Asia/Shanghai')::date::text as "on" from sample where office_id = $1 order by sample_id desc limit 24`,
);
const items = statement<SampleView['items'][number] & { matterId: number }>(
  'items-of-sample',
  `
  select i.matter_id as "matterId", m.number as matter, m.title, m.amount, i.why, p.name as checker, c.result, c.note from sample_item i
  join matter m on m.office_id = i.office_id and m.matter_id = i.matter_id left join person p on p.office_id = i.office_id and p.person_id = i.checker_id
  left join sample_check c on c.office_id = i.office_id and c.sample_number = i.sample_number and c.matter_id = i.matter_id
  where i.office_id = $1 and i.sample_number = $2 order by i.sample_item_id`,
);

/** The samples, newest first, each drawn again from its seed. */
export async function samplesOf(rules: RulesInForce, tx: ReadTx): Promise<readonly SampleView[]> {
  const heads = await tx.rows(head, [tx.officeId]);
  return await Promise.all(
    heads.map(async ({ number, month, seed, population }): Promise<SampleView> => {
      const [drawn, closed] = await Promise.all([tx.rows(items, [tx.officeId, number]), drawableIn(tx, month)]);
      const again = new Set(sampleOf(rules, { officeId: tx.officeId, closed, seed, on: month }).map((one) => one.matterId));
      const reproduced = again.size === drawn.length && drawn.every((one) => again.has(one.matterId));
      return { number, month, seed, population, reproduced, items: drawn.map(({ matterId: _matter, ...rest }) => rest) };
    }),
  );
}
