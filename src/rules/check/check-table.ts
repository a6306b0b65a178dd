import type { CheckName, Finding } from '../finding.ts';
import type { Pack, Row, Table } from '../pack/pack.ts';
import { MOST_SPOTS, spotsOf, type Spot } from './samples.ts';

const MOST_TOLD = 5;

/** Gap, overlap, contradiction, rows that never apply and columns that decide nothing; and what doubles in the limits as the source states them. */
export function checkTable(pack: Pack, table: Table): readonly Finding[] {
  const spots = spotsOf(table, table.rows);
  if (spots === undefined) {
    return [
      finding(
        { pack, table },
        { check: 'too-large', severity: 'warning', sentence: `表“${table.name}”的组合超过${MOST_SPOTS}种，不能穷尽检查；请把它分成几张表。` },
      ),
    ];
  }
  return [
    ...gaps({ pack, table }, spots),
    ...doubles({ pack, table }, spots),
    ...unreachable({ pack, table }, spots),
    ...unusedColumns({ pack, table }),
    ...statedDoubles({ pack, table }),
  ];
}

interface At {
  readonly pack: Pack;
  readonly table: Table;
}

interface Told {
  readonly check: CheckName;
  readonly severity: Finding['severity'];
  readonly sentence: string;
  readonly rows?: readonly number[];
  readonly values?: readonly string[];
}

function finding({ pack, table }: At, told: Told): Finding {
  const row = table.rows.find((one) => one.position === told.rows?.[0]);
  return { ...told, table: table.name, place: pack.source.place(row?.path ?? table.path), ...(row !== undefined && { clause: row.clause.ref.id }) };
}

/** `金额20000.00元、付款方式现金` */
function words(spot: Spot): string {
  return spot.samples.map(({ term, sample }) => `${term.name}${sample.words}`).join('、');
}

function gaps(at: At, spots: readonly Spot[]): readonly Finding[] {
  if (at.table.hit === '汇总') return [];
  const open = spots.filter((spot) => spot.inScope && spot.rows.length === 0);
  return open
    .slice(0, MOST_TOLD)
    .map((spot) =>
      finding(at, { check: 'gap', severity: 'error', sentence: `表“${at.table.name}”有缺口：${words(spot)}时没有一行适用。`, values: [words(spot)] }),
    );
}

function doubles(at: At, spots: readonly Spot[]): readonly Finding[] {
  const { table } = at;
  if (table.hit === '汇总') return [];
  const check = table.hit === '唯一' ? 'overlap' : 'contradiction';
  const several = spots.filter((spot) => spot.rows.length > 1 && (table.hit === '唯一' || !agree(table, spot.rows)));
  return byRows(several)
    .slice(0, MOST_TOLD)
    .map(({ spot, rows }) => {
      const outcome = table.hit === '唯一' ? '同时适用' : '同时适用而结论不同';
      return finding(at, {
        check,
        severity: 'error',
        sentence: `表“${table.name}”${named(table, rows)}在${words(spot)}时${outcome}。`,
        rows,
        values: [words(spot)],
      });
    });
}

/** The limits as the source states them, where a reading has resolved the doubled value: kept as a note. */
function statedDoubles(at: At): readonly Finding[] {
  const { table } = at;
  if (!table.rows.some((row) => row.stated !== undefined)) return [];
  const rows = table.rows.map((row) => ({ position: row.position, when: row.stated ?? row.when }));
  const spots = spotsOf(table, rows) ?? [];
  const several = byRows(spots.filter((spot) => spot.rows.length > 1)).map(({ spot, rows: both }) =>
    finding(at, {
      check: 'overlap',
      severity: 'note',
      sentence: `按原文，${words(spot)}同时落在${named(table, both)}；已按解读取其一。`,
      rows: both,
      values: [words(spot)],
    }),
  );
  const open = spots
    .filter((spot) => table.hit !== '汇总' && spot.inScope && spot.rows.length === 0)
    .map((spot) => finding(at, { check: 'gap', severity: 'note', sentence: `按原文，${words(spot)}时没有规定；已按解读处理。`, values: [words(spot)] }));
  return [...several, ...open].slice(0, MOST_TOLD);
}

function byRows(spots: readonly Spot[]): readonly { readonly spot: Spot; readonly rows: readonly number[] }[] {
  return [...new Map(spots.map((spot) => [spot.rows.join(), { spot, rows: spot.rows }])).values()];
}

function named(table: Table, rows: readonly number[]): string {
  return rows.map((position) => `第${position}行（${table.rows.find((row) => row.position === position)?.clause.ref.id ?? ''}）`).join('、');
}

function agree(table: Table, rows: readonly number[]): boolean {
  const answers = new Set(table.rows.filter((row) => rows.includes(row.position)).map((row: Row) => JSON.stringify(row.answer)));
  return answers.size === 1;
}

function unreachable(at: At, spots: readonly Spot[]): readonly Finding[] {
  const reached = new Set(spots.flatMap((spot) => spot.rows));
  return at.table.rows
    .filter((row) => !reached.has(row.position))
    .map((row) =>
      finding(at, {
        check: 'unreachable',
        severity: 'error',
        sentence: `表“${at.table.name}”第${row.position}行（${row.clause.ref.id}）永远不会适用。`,
        rows: [row.position],
      }),
    );
}

/** A column that every row leaves open decides nothing. */
function unusedColumns(at: At): readonly Finding[] {
  return at.table.columns
    .filter(
      (term) => !at.table.rows.some((row) => row.when.some((one) => one.term.id === term.id) || (row.stated ?? []).some((one) => one.term.id === term.id)),
    )
    .map((term) => finding(at, { check: 'unused-column', severity: 'warning', sentence: `表“${at.table.name}”的“${term.name}”一栏处处任意，不起作用。` }));
}
