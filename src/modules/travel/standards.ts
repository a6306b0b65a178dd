import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { ClauseRef, Decision, Facts } from '../../rules/decision.ts';
import { isWorkday } from '../../rules/calendar/working-days.ts';
import { CLASSES, type TravelClass } from './contract.ts';
import type { SettleMode } from './rules.ts';

export type Item = '城市间交通' | '住宿' | '就餐' | '市内交通' | '景点门票';

/** Everything but item and class that the regulation looks at in a line, one bit each: a long claim has few different lines. */
const FLAGS = [
  'tripRegular',
  'withinTrip',
  'hasReceipt',
  'classApproved',
  'hasReferenceFare',
  'withinProvince',
  'hasPosSlip',
  'posSlipAgrees',
  'standardRoom',
  'receiptOnRestDay',
  'officialCarDay',
  'officialCarUsed',
  'cityLevelReceipt',
  'cityMealsApproved',
  'receiptFromDestination',
] as const;
type Flag = (typeof FLAGS)[number];
/** The bit of each. Lines hold their flags as the sum of the bits that are set. */
export const BIT = Object.fromEntries(FLAGS.map((flag, index) => [flag, 1 << index])) as Readonly<Record<Flag, number>>; // every flag is a key

/** What the regulation looks at in one line of a claim, without its amount. */
export interface LineFacts {
  readonly item: Item;
  readonly travelClass: TravelClass;
  readonly flags: number;
}

/** How a line is settled, and by which clause. */
export interface LineVerdict {
  readonly mode: SettleMode;
  readonly reason: string;
  /** The same where the amount goes beyond the limit. */
  readonly reasonBeyond: string;
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
  const meals = remembered(
    (province: string | null, withinCounty: boolean) => amountIn(decide('就餐标准', { destination: province ?? '尚未到达', withinCounty }), 'mealLimit') ?? 0,
  );
  const lodging = remembered((province: string, city: string) =>
    remembered((on: CivilDate, _rank: typeof RANK) => {
      const facts = {
        withinProvince: province === homeProvince,
        lodgingPlace: cityName(city),
        lodgingRank: RANK,
        lodgedOn: on,
        lodgedMonthDay: Number(on.slice(5, 7)) * 100 + Number(on.slice(8)),
      };
      return amountIn(decide('住宿限额', facts), 'lodgingLimit');
    }),
  );
  return {
    judge: (line) => {
      const key = keyOf(line);
      const known = verdicts.get(key);
      if (known !== undefined) return known;
      const found = verdictOf(decide('单项核报', factsOf(line)));
      verdicts.set(key, found);
      return found;
    },
    mealLimit: meals,
    localLimit: amountIn(decide('市内交通标准', {}), 'localLimit') ?? 0,
    lodgingLimit: (province, city, on) => lodging(province, city)(on, RANK),
    isHomeProvince: (province) => province === homeProvince,
    isRestDay: (day) => {
      const known = days.get(day);
      if (known !== undefined) return known;
      const rests = !isWorkday(day);
      days.set(day, rests);
      return rests;
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
  const reason = cuts.map((one) => one.sentence).join('；');
  return { mode, reason, reasonBeyond: `${reason}，超出部分自理`, clause: cuts[0]?.clause ?? null, mustUseCard: values['mustUseCard'] === true };
}

/** The bits written out, by the words of the vocabulary. */
function factsOf({ item, travelClass, flags }: LineFacts): Facts {
  return { expenseItem: item, travelClass, ...Object.fromEntries(FLAGS.map((flag) => [flag, (flags & BIT[flag]) !== 0])) };
}

const ITEMS: Readonly<Record<Item, number>> = { 城市间交通: 0, 住宿: 1, 就餐: 2, 市内交通: 3, 景点门票: 4 };
const CLASS_NUMBERS: ReadonlyMap<string, number> = new Map(CLASSES.map((name, index) => [name, index]));

/** One number for everything the regulation looks at. */
function keyOf({ item, travelClass, flags }: LineFacts): number {
  return (((CLASS_NUMBERS.get(travelClass) ?? 0) * 5 + ITEMS[item]) << FLAGS.length) | flags;
}

/** Answers a question of two arguments once. */
function remembered<One, Other, Answer>(ask: (one: One, other: Other) => Answer): (one: One, other: Other) => Answer {
  const known = new Map<One, Map<Other, { readonly answer: Answer }>>();
  return (one, other) => {
    const first = known.get(one) ?? new Map<Other, { readonly answer: Answer }>();
    const there = first.get(other);
    if (there !== undefined) return there.answer;
    const answer = ask(one, other);
    known.set(one, first.set(other, { answer }));
    return answer;
  };
}
