import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AlignmentType, BorderStyle, Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } from 'docx';
import { civilDate, type CivilDate } from '../../rules/calendar/civil-date.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import { typeset } from '../../platform/print/typeset.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { AnyMatterKind } from '../../platform/matters/kind.ts';
import { businessPart } from './annual-business.ts';
import { problemsSection, systemSection, unitSection } from './annual-unit.ts';
import type { AnnualReport, ControlCoverage } from './contract-overview.ts';
import { coverageOf } from './coverage.ts';

type Section = AnnualReport['sections'][number];

interface YearFigures {
  readonly closed: number;
  readonly checked: number;
  readonly problems: number;
  readonly improvements: number;
  readonly verified: number;
  readonly late: number;
  readonly due: number;
  readonly kept: number;
  readonly releases: number;
  readonly refused: number;
  readonly audits: number;
  readonly external: number;
  readonly findings: number;
  readonly cases: number;
  readonly concluded: number;
  readonly meetings: number;
  readonly evaluations: number;
  readonly reviews: number;
  readonly acts: number;
}
const figures = statement<YearFigures>(
  'control-figures-of-year',
  `
  with y as (select make_date($2, 1, 1)::timestamp at time zone 'Asia/Shanghai' as a, make_date($2 + 1, 1, 1)::timestamp at time zone 'Asia/Shanghai' as z),
    duty as (select * from obligation where office_id = $1 and extract(year from due_on) = $2 and due_on <= $3::date)
  select (select count(*) from matter m, y where m.office_id = $1 and m.state = 'closed' and m.amount is not null and m.ended_at >= y.a and m.ended_at < y.z) as closed,
    (select count(*) from sample_check c, y where c.office_id = $1 and c.recorded_at >= y.a and c.recorded_at < y.z) as checked,
    (select count(*) from sample_check c, y where c.office_id = $1 and c.result = '问题' and c.recorded_at >= y.a and c.recorded_at < y.z) as problems,
    (select count(*) from improvement i, y where i.office_id = $1 and i.recorded_at >= y.a and i.recorded_at < y.z) as improvements,
    (select count(*) from improvement_verification v, y where v.office_id = $1 and v.recorded_at >= y.a and v.recorded_at < y.z) as verified,
    (select count(*) from duty where state = 'open' and due_on < $3::date) as late, (select count(*) from duty) as due,
    (select count(*) from duty where state = 'discharged' and (ended_at at time zone 'Asia/Shanghai')::date <= due_on) as kept,
    (select count(*) from release r, y where r.office_id = $1 and r.released_at >= y.a and r.released_at < y.z) as releases,
    (select count(*) from refused_attempt r, y where r.office_id = $1 and r.at >= y.a and r.at < y.z) as refused,
    (select count(*) from audit a, y where a.office_id = $1 and a.sort = '内部审计' and a.reported_at >= y.a and a.reported_at < y.z) as audits,
    (select count(*) from audit a, y where a.office_id = $1 and a.sort = '外部审计' and a.reported_at >= y.a and a.reported_at < y.z) as external,
    (select count(*) from audit_finding f, y where f.office_id = $1 and f.recorded_at >= y.a and f.recorded_at < y.z) as findings,
    (select count(*) from conduct_case c, y where c.office_id = $1 and c.recorded_at >= y.a and c.recorded_at < y.z) as cases,
    (select count(*) from conduct_case c, y where c.office_id = $1 and c.closed_at >= y.a and c.closed_at < y.z) as concluded,
    (select count(*) from resolution r where r.office_id = $1 and extract(year from r.met_on) = $2) as meetings,
    (select count(*) from control_evaluation e where e.office_id = $1 and e.year = $2) as evaluations,
    (select count(*) from control_review r where r.office_id = $1 and r.year = $2) as reviews,
    (select count(*) from log_entry l, y where l.office_id = $1 and l.at >= y.a and l.at < y.z) as acts`,
);

interface AnnualAsk {
  readonly year: number;
  readonly today: CivilDate;
  /** Every kind of matter of the office, for what class of business it is of. */
  readonly kinds: readonly AnyMatterKind[];
}

/**
 * 内部控制年度报告 (财会〔2017〕1号): unit, six areas of business, system, running, risks, duties, problems. Every figure is worked out when it is asked for;
 * the form the Ministry of Finance asks for changes from year to year, so the document is one people edit.
 */
export async function annualReport(rules: RulesInForce, tx: ReadTx, { year, today, kinds }: AnnualAsk): Promise<AnnualReport> {
  const end = civilDate(`${year}-12-31`);
  const day = end < today ? end : today;
  const book = rules.bookOf(tx.officeId);
  const [found, coverage] = await Promise.all([tx.row(figures, [tx.officeId, year, today]), coverageOf(rules, tx, day)]);
  if (found === undefined) throw new Error('a select without from gave no row');
  const business = await businessPart(tx, { year, day, book, kinds, coverage });
  const [unit, system, problems] = await Promise.all([
    unitSection(tx, { year, day }),
    systemSection(tx, { year, inUse: business.inUse, classes: coverage.rows.length, acts: found.acts }),
    problemsSection(tx, day),
  ]);
  return {
    year,
    office: book?.office.name ?? '',
    title: `${year}年度内部控制报告`,
    figures: figureLines(found, coverage),
    sections: [unit, business.section, system, runningSection(coverage), risksSection(coverage), holdersSection(coverage), problems],
  };
}

/** The figures of the year, each with what it counts. */
function figureLines(found: YearFigures, coverage: ControlCoverage): AnnualReport['figures'] {
  const cells = coverage.rows.length * coverage.aims.length;
  return [
    ['登记控制', `${coverage.controls.length}项（${coverage.parts.map((one) => `${one.part}${one.count}`).join('、')}）`],
    ['覆盖矩阵', `${cells - coverage.gaps}格已覆盖，${coverage.gaps}格为空`],
    ['办结经济业务', `${found.closed}笔`],
    ['集体决策', `${found.meetings}项`],
    ['抽查', `${found.checked}笔，发现问题${found.problems}笔`],
    ['义务按期办结', `${found.kept}项，应办${found.due}项，现逾期${found.late}项`],
    ['例外放行', `${found.releases}项`],
    ['被拒绝的办理', `${found.refused}次`],
    ['审计', `内部${found.audits}项、外部${found.external}项，问题${found.findings}条`],
    ['改进项', `立项${found.improvements}项，验证${found.verified}项`],
    ['问责与线索', `立案${found.cases}件，办结${found.concluded}件`],
    ['年度评审和评价', `评审控制${found.reviews}项，评价股室${found.evaluations}个`],
    ['留痕', `${found.acts}条`],
  ];
}

/** 控制运行: which controls did not run in their periods. */
function runningSection(coverage: ControlCoverage): Section {
  const late = coverage.controls.filter((one) => one.periodsMissed > 0);
  return {
    title: '四、控制运行',
    lines:
      coverage.controls.length === 0
        ? ['尚未登记控制。']
        : late.length === 0
          ? ['登记的控制均按期运行。']
          : late.map((one) => `${one.number}${one.name}：${one.notices.join('')}`),
  };
}

/** 主要风险: the ten that weigh most. */
function risksSection(coverage: ControlCoverage): Section {
  return {
    title: '五、主要风险',
    lines:
      coverage.risks.length === 0
        ? ['尚未登记风险。']
        : coverage.risks.slice(0, 10).map((one) => `${one.number}${one.name}，得分${one.score}${one.notices.length === 0 ? '' : `：${one.notices.join('')}`}`),
  };
}

/** 责任落实: links of a risk nobody answers for, and sections without any. */
function holdersSection(coverage: ControlCoverage): Section {
  return {
    title: '六、责任落实',
    lines: [
      coverage.risks.length === 0
        ? '尚未登记风险环节。'
        : coverage.linksWithoutHolder.length === 0
          ? '各风险环节均有人负责。'
          : `无人负责的环节：${coverage.linksWithoutHolder.join('、')}。`,
      coverage.sectionsWithoutLink.length === 0 ? '各股室均有风险环节。' : `没有登记风险环节的股室：${coverage.sectionsWithoutLink.join('、')}。`,
    ],
  };
}

const template = readFileSync(join(import.meta.dirname, 'annual-report.typ'), 'utf8');

/** What is printed of a report: a table of figures, and sections of sentences. */
export type PrintedReport = Pick<AnnualReport, 'office' | 'title' | 'figures' | 'sections'>;

export function reportAsPdf(report: PrintedReport, folder: string): Promise<Buffer> {
  return typeset({ template, data: report }, join(folder, 'fonts'));
}

const FONT = { name: '仿宋', eastAsia: '仿宋' };
const paragraph = (text: string): Paragraph =>
  new Paragraph({ indent: { firstLine: 640 }, spacing: { line: 560 }, children: [new TextRun({ text, size: 32, font: FONT })] });
const cell = (text: string, width: number): TableCell =>
  new TableCell({ width: { size: width, type: WidthType.PERCENTAGE }, children: [new Paragraph({ children: [new TextRun({ text, size: 28, font: FONT })] })] });

/** The same as a document people edit before they send it. */
export function reportAsDocx({ office, title: heading, figures: lines, sections }: PrintedReport): Promise<Buffer> {
  const border = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
  const table = new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders: { top: border, bottom: border, left: border, right: border, insideHorizontal: border, insideVertical: border },
    rows: lines.map(([name, figure]) => new TableRow({ children: [cell(name, 30), cell(figure, 70)] })),
  });
  const title = new Paragraph({
    heading: HeadingLevel.TITLE,
    alignment: AlignmentType.CENTER,
    children: [
      new TextRun({ text: `${office}${heading}`, bold: true, size: 44, font: { name: '方正小标宋简体', eastAsia: '方正小标宋简体' }, color: '000000' }),
    ],
  });
  const body = sections.flatMap((section) => [
    new Paragraph({
      heading: HeadingLevel.HEADING_1,
      children: [new TextRun({ text: section.title, size: 32, font: { name: '黑体', eastAsia: '黑体' }, color: '000000' })],
    }),
    ...section.lines.map(paragraph),
  ]);
  return Packer.toBuffer(new Document({ creator: office, title: heading, sections: [{ children: [title, table, ...body] }] }));
}
