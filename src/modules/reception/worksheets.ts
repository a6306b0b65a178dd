import type { Worksheet, WorksheetRow } from '../../platform/matters/worksheet.ts';
import type { Comparison, Letter } from './letter.ts';
import type { ReckonedLine, Reckoning, TableNote } from './reckon.ts';
import type { WorkMealReckoning } from './work-meal.ts';

const COLUMNS: Worksheet['columns'] = [
  { title: '日期', type: 'text' },
  { title: '项目', type: 'text' },
  { title: '金额', type: 'money' },
  { title: '限额', type: 'money' },
  { title: '可列支', type: 'money' },
  { title: '个人承担', type: 'money' },
];

interface Checked {
  readonly comparison: Comparison;
  readonly letter: Letter | undefined;
  /** What else does not hold, in sentences. */
  readonly remarks: readonly string[];
}

/** 接待核算单: every meal, room and item with its limit; who may sit at table; then what the letter does not bear out. */
export function receptionSheet(reckoning: Reckoning, { comparison, letter, remarks }: Checked): Worksheet {
  return sheet('接待核算单', reckoning, { notes: reckoning.notes, remarks: [...lettered(comparison, letter), ...remarks] });
}

/** 工作餐核算单. */
export function workMealSheet(reckoning: WorkMealReckoning, remarks: readonly string[]): Worksheet {
  return sheet('工作餐核算单', reckoning, { notes: [], remarks });
}

interface Beside {
  readonly notes: readonly TableNote[];
  readonly remarks: readonly string[];
}

function sheet(
  title: string,
  { lines, amount, personal }: { readonly lines: readonly ReckonedLine[]; readonly amount: number; readonly personal: number },
  { notes, remarks }: Beside,
): Worksheet {
  return {
    title,
    columns: COLUMNS,
    rows: [
      ...lines.map((one): WorksheetRow => ({
        cells: [one.on, one.what, one.amount, one.ceiling, one.amount - one.personal, one.personal],
        reason: one.ground.sentence,
        clause: one.ground.clause,
      })),
      ...notes.map((one): WorksheetRow => ({
        cells: [one.on ?? '', one.what, null, null, null, null],
        reason: one.ground.sentence,
        clause: one.ground.clause,
      })),
      ...remarks.map((reason): WorksheetRow => ({ cells: ['', '核对', null, null, null, null], reason, clause: null })),
    ],
    totals: ['合计', '', amount, null, amount - personal, personal],
  };
}

function lettered({ outside, absent, unitAgrees, activityAgrees, daysAgree, leaderAgrees }: Comparison, letter: Letter | undefined): readonly string[] {
  if (letter === undefined) return [];
  return [
    ...(outside.length === 0 ? [] : [`${outside.join('、')}不在${letter.sort}所列人员之内`]),
    ...(absent === 0 ? [] : [`${absent}人未到`]),
    ...(unitAgrees ? [] : [`${letter.sort}的单位是${letter.unit}`]),
    ...(activityAgrees ? [] : [`${letter.sort}的活动是${letter.activity}`]),
    ...(daysAgree ? [] : [`${letter.sort}的日期是${letter.from}至${letter.until}`]),
    ...(leaderAgrees ? [] : [`${letter.sort}的带队人是${letter.leader}`]),
  ];
}
