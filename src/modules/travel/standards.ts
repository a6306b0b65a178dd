import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { ClauseRef, Decision, Facts } from '../../rules/decision.ts';
import { isWorkday } from '../../rules/calendar/working-days.ts';
import { CLASSES } from './contract.ts';
import type { SettleMode } from './rules.ts';

/** What the regulation looks at in one line of a claim, without its amount. */
export interface LineFacts {
  readonly expenseItem: '城市间交通' | '住宿' | '就餐' | '市内交通';
  readonly travelClass: (typeof CLASSES)[number];
  readonly tripRegular: boolean;
  readonly withinTrip: boolean;
  readonly hasReceipt: boolean;
  readonly classApproved: boolean;
  readonly hasReferenceFare: boolean;
  readonly withinProvince: boolean;
  readonly hasPosSlip: boolean;
  readonly posSlipAgrees: boolean;
  readonly standardRoom: boolean;
  readonly receiptOnRestDay: boolean;
  readonly officialCarDay: boolean;
  readonly officialCarUsed: boolean;
  readonly cityLevelReceipt: boolean;
  readonly cityMealsApproved: boolean;
  readonly receiptFromDestination: boolean;
}

/** How a line is settled, and by which clause. */
export interface LineVerdict {
  readonly mode: SettleMode;
  readonly reason: string;
  readonly clause: ClauseRef | null;
  readonly mustUseCard: boolean;
}

/** The standards in force on a day, as the office's regulation gives them. */
export interface Standards {
  readonly judge: (line: LineFacts) => LineVerdict;
  /** Fen a person and day at a destination; before any is reached, `null`. */
  readonly mealLimit: (province: string | null, withinCounty: boolean) => number;
  /** Fen a person and day. */
  readonly localLimit: number;
  /** Fen a person and night; undefined where the table has no such place or date. */
  readonly lodgingLimit: (province: string, city: string, on: CivilDate) => number | undefined;
  readonly isHomeProvince: (province: string) => boolean;
  readonly isRestDay: (day: CivilDate) => boolean;
}

export type Decide = (question: string, facts: Facts) => Decision;

/** County staff are of this class (a reading of the lodging clause). */
const RANK = '其他人员';

/** Asks the regulation once for each combination that comes up: lines that agree in everything but the amount are judged alike. */
export function standardsOf(decide: Decide, homeProvince: string): Standards {
  const verdicts = new Map<number, LineVerdict>();
  const days = new Map<CivilDate, boolean>();
  const meals = remembered((province: string | null, withinCounty: boolean) => amountIn(decide('就餐标准', { destination: province ?? '尚未到达', withinCounty }), 'mealLimit') ?? 0);
  const lodging = remembered((place: string, on: CivilDate) => {
    const [province = '', city = ''] = place.split('/');
    const facts = { withinProvince: province === homeProvince, lodgingPlace: cityName(city), lodgingRank: RANK, lodgedOn: on, lodgedMonthDay: Number(on.slice(5, 7)) * 100 + Number(on.slice(8)) };
    return amountIn(decide('住宿限额', facts), 'lodgingLimit');
  });
  return {
    judge: (line) => {
      const key = keyOf(line);
      const known = verdicts.get(key) ?? verdictOf(decide('单项核报', { ...line }));
      verdicts.set(key, known);
      return known;
    },
    mealLimit: meals,
    localLimit: amountIn(decide('市内交通标准', {}), 'localLimit') ?? 0,
    lodgingLimit: (province, city, on) => lodging(`${province}/${city}`, on),
    isHomeProvince: (province) => province === homeProvince,
    isRestDay: (day) => {
      const known = days.get(day) ?? !isWorkday(day);
      days.set(day, known);
      return known;
    },
  };
}

/** 桂林 and 桂林市 are the same place. */
function cityName(city: string): string {
  return /[市州盟县区]$/.test(city) ? city : `${city}市`;
}

function amountIn({ values }: Decision, id: string): number | undefined {
  const value = values[id];
  return typeof value === 'number' ? value : undefined;
}

/** What cuts a line says why; where nothing does, the clause that pays says so. */
function verdictOf({ values, notices }: Decision): LineVerdict {
  const mode = values['settleMode'];
  if (mode !== '据实' && mode !== '按标准' && mode !== '不予核报') throw new RangeError(`no way to settle: ${String(mode)}`);
  const cuts = mode === '不予核报' ? notices.slice(1) : notices;
  return { mode, reason: cuts.map((one) => one.sentence).join('；'), clause: cuts[0]?.clause ?? null, mustUseCard: values['mustUseCard'] === true };
}

const ITEMS = ['城市间交通', '住宿', '就餐', '市内交通'] as const;
const CLASS_NUMBERS: ReadonlyMap<string, number> = new Map(CLASSES.map((name, index) => [name, index]));

/** One number for everything the regulation looks at. */
function keyOf(line: LineFacts): number {
  let key = ITEMS.indexOf(line.expenseItem) * 16 + (CLASS_NUMBERS.get(line.travelClass) ?? 0);
  const bit = (on: boolean): void => {
    key = key * 2 + (on ? 1 : 0);
  };
  bit(line.tripRegular); bit(line.withinTrip); bit(line.hasReceipt); bit(line.classApproved); bit(line.hasReferenceFare);
  bit(line.withinProvince); bit(line.hasPosSlip); bit(line.posSlipAgrees); bit(line.standardRoom); bit(line.receiptOnRestDay);
  bit(line.officialCarDay); bit(line.officialCarUsed); bit(line.cityLevelReceipt); bit(line.cityMealsApproved); bit(line.receiptFromDestination);
  return key;
}

/** Answers a question of two arguments once. */
function remembered<One extends string | null, Other extends string | boolean, Answer>(ask: (one: One, other: Other) => Answer): (one: One, other: Other) => Answer {
  const known = new Map<string, Answer>();
  return (one, other) => {
    const key = `${one}|${other}`;
    if (!known.has(key)) known.set(key, ask(one, other));
    return known.get(key) as Answer; // set the line before
  };
}
