import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import type { AnyMatterKind } from '../../platform/matters/kind.ts';
import { inForce, type Rulebook } from '../../rules/rulebook.ts';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { yuanInWords, type Fen } from '../../rules/money.ts';
import { CLASSES } from './contract-control.ts';
import type { AnnualReport, ControlCoverage } from './contract-overview.ts';

type Class = (typeof CLASSES)[number];

/** 业务层面 of 行政事业单位内部控制规范（试行）: its six areas, with the office's classes of business in each, and what is in none of them. */
const AREAS: readonly { readonly area: string; readonly classes: readonly Class[] }[] = [
  { area: '预算业务', classes: ['预算', '专项资金'] },
  { area: '收支业务', classes: ['收入', '支出报销', '借款', '工会经费', '接待', '差旅', '租车'] },
  { area: '政府采购业务', classes: ['采购'] },
  { area: '资产', classes: ['货币资金', '资产购置', '资产处置', '维修'] },
  { area: '建设项目', classes: [] },
  { area: '合同', classes: ['合同'] },
  { area: '其他（用印）', classes: ['用印'] },
];

interface Asked {
  readonly year: number;
  /** The last day of the year, or today. */
  readonly day: CivilDate;
  readonly book: Rulebook | undefined;
  readonly kinds: readonly AnyMatterKind[];
  readonly coverage: ControlCoverage;
}

const byKind = statement<{ kind: string; filed: number; amount: Fen; checked: number; problems: number }>(
  'control-matters-by-kind',
  `
  select m.kind, count(*) as filed, coalesce(sum(m.amount), 0)::bigint as amount,
    coalesce(sum((select count(*) from sample_check c where c.office_id = m.office_id and c.matter_id = m.matter_id)), 0)::int as checked,
    coalesce(sum((select count(*) from sample_check c where c.office_id = m.office_id and c.matter_id = m.matter_id and c.result = '问题')), 0)::int as problems
  from matter m where m.office_id = $1 and m.submitted_at is not null and extract(year from m.submitted_at at time zone 'Asia/Shanghai') = $2 group by m.kind`,
);
const byClass = statement<{ businessClass: string; controls: number; runs: number }>(
  'control-runs-by-class',
  `
  with point as (select distinct on (number) number, business_class, state from control_point where office_id = $1 order by number, version desc)
  select business_class as "businessClass", count(*) filter (where state = '运行') as controls,
    coalesce(sum((select count(*) from control_run r where r.office_id = $1 and r.number = point.number and extract(year from r.ran_on) = $2)), 0)::int as runs
  from point group by business_class`,
);
const procedures = statement<{ businessClass: string }>(
  'classes-with-procedure',
  `
  select distinct business_class as "businessClass" from business_procedure where office_id = $1 and pack = any($2::text[]) and (recorded_at at time zone 'Asia/Shanghai')::date <= $3::date`,
);
const works = statement<{ works: number; contracts: number }>(
  'control-works-of-year',
  `
  select (select count(*) from works w where w.office_id = $1 and extract(year from w.recorded_at at time zone 'Asia/Shanghai') = $2) as works,
    (select count(*) from works_contract c where c.office_id = $1 and extract(year from c.recorded_at at time zone 'Asia/Shanghai') = $2) as contracts`,
);

export interface BusinessPart {
  readonly section: AnnualReport['sections'][number];
  /** Classes whose procedure, as in force on the day, has been put to use. */
  readonly inUse: number;
}

/** 业务层面: each area with its controls, procedures, matters and what sampling found in them. */
export async function businessPart(tx: ReadTx, { year, day, book, kinds, coverage }: Asked): Promise<BusinessPart> {
  const packs = (book?.packs ?? []).filter((pack) => inForce(pack, day)).map((pack) => `${pack.regulation}@${pack.version}`);
  const [matters, controls, used, built] = await Promise.all([
    tx.rows(byKind, [tx.officeId, year]),
    tx.rows(byClass, [tx.officeId, year]),
    tx.rows(procedures, [tx.officeId, packs, day]),
    tx.row(works, [tx.officeId, year]),
  ]);
  const inUse = new Set(used.map((one) => one.businessClass));
  const classOf = new Map(kinds.map((kind) => [kind.kind, kind.businessClass]));
  const lines = AREAS.map(({ area, classes }) => {
    if (classes.length === 0) return `${area}：登记项目${built?.works ?? 0}个，合同${built?.contracts ?? 0}份。`;
    const within = (one: string | undefined): boolean => (classes as readonly (string | undefined)[]).includes(one);
    const [filed, run] = [matters.filter((one) => within(classOf.get(one.kind))), controls.filter((one) => within(one.businessClass))];
    const gaps = coverage.rows
      .filter((row) => within(row.businessClass))
      .flatMap((row) => row.cells)
      .filter((cell) => !cell.covered).length;
    const waiting = classes.filter((one) => !inUse.has(one));
    const started = waiting.length === 0 ? '审批程序均已启用' : `审批程序已启用${classes.length - waiting.length}类，未启用：${waiting.join('、')}`;
    const running = `控制${total(run, 'controls')}项，本年运行${total(run, 'runs')}次，覆盖矩阵空${gaps}格`;
    const amount = yuanInWords(total(filed, 'amount') as Fen); // a sum of fen is fen
    return `${area}：${running}；${started}；提交事项${total(filed, 'filed')}件、${amount}，抽查${total(filed, 'checked')}件，发现问题${total(filed, 'problems')}件。`;
  });
  return { section: { title: '二、业务层面的内部控制', lines }, inUse: CLASSES.filter((one) => inUse.has(one)).length };
}

function total<Key extends string>(rows: readonly Readonly<Record<Key, number>>[], key: Key): number {
  return rows.reduce((sum, row) => sum + row[key], 0);
}
