import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { RANKS, type Alcohol, type Guest, type Host, type ItemSort, type MealSort, type Occasion, type Rank, type Room } from './contract.ts';
import type { Ground, Standards } from './standards.ts';

/** Something on a bill. Amounts in fen. */
export interface ReckonedItem {
  readonly item: string;
  readonly sort: ItemSort;
  readonly amount: number;
}

export interface ReckonedMeal {
  readonly on: CivilDate;
  readonly sort: MealSort;
  readonly at: string | null;
  readonly place: string;
  readonly hosts: readonly Host[];
  readonly without: readonly string[];
  readonly items: readonly ReckonedItem[];
  /** Who ordered, if not the handler. */
  readonly ordererId: number | null;
}

/** A reception as planned or as it was: the same reckoning serves both. */
export interface ToReckon {
  readonly occasion: Occasion;
  readonly guests: readonly Guest[];
  readonly meals: readonly ReckonedMeal[];
  readonly rooms: readonly Room[];
  readonly others: readonly (ReckonedItem & { readonly on: CivilDate })[];
  readonly alcohol: Alcohol | null;
  /** Guests from the county whose lodging the head has released. */
  readonly lodgingReleased: ReadonlySet<string>;
}

/** One line: what it cost, what the office pays, and why. Amounts in fen. */
export interface ReckonedLine {
  readonly what: string;
  readonly on: CivilDate;
  readonly amount: number;
  /** null where no limit applies. */
  readonly ceiling: number | null;
  readonly personal: number;
  readonly ground: Ground;
  readonly ordererId: number | null;
}

/** What a table is held to besides money: how many may host, who may not be received at it. */
export interface TableNote {
  readonly on: CivilDate | null;
  readonly what: string;
  readonly ground: Ground;
}

export interface Reckoning {
  readonly lines: readonly ReckonedLine[];
  readonly notes: readonly TableNote[];
  readonly amount: number;
  readonly personal: number;
  readonly mealExcess: number;
  readonly excessHosts: number;
  readonly severalForOne: boolean;
  readonly nobodyMayDine: boolean;
  readonly hasLocalGuests: boolean;
  readonly roomExcess: number;
  readonly roomAboveRank: boolean;
  readonly lodgesLocals: boolean;
  readonly forbiddenItems: boolean;
  readonly servesAlcohol: boolean;
  readonly improperAlcohol: boolean;
}

/** Works a reception out meal by meal, room by room, item by item; nothing saved on one serves another. Pure. */
export function reckon(reception: ToReckon, standards: Standards): Reckoning {
  const seated = reception.guests.map((guest) => ({ guest, ...standards.dining(reception.occasion, guest.area) }));
  const diners = seated.filter((one) => one.permitted).map((one) => one.guest);
  const judged = judgeItems(reception, standards);
  const tables = reception.occasion === '三类会议' ? meetingDays(reception, judged, standards) : receptionTables(reception, { diners, judged, standards });
  const lodged = reception.rooms.map((one) => judgeRoom(one, reception, standards));
  const refused = judged.filter((one) => !one.payable);
  const lines = [
    ...tables.map((one) => one.line),
    ...lodged.map((one) => one.line),
    ...judged.filter((one) => one.meal === null || !one.payable).map(itemLine),
  ].toSorted((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0));
  const sum = (amounts: readonly number[]): number => amounts.reduce((all, one) => all + one, 0);
  return {
    lines,
    notes: [...tables.flatMap((one) => one.note ?? []), ...notSeated(seated)],
    amount: sum(lines.map((one) => one.amount)),
    personal: sum(lines.map((one) => one.personal)),
    mealExcess: sum(tables.map((one) => one.line.personal)),
    excessHosts: Math.max(0, ...tables.map((one) => one.excessHosts)),
    severalForOne: tables.some((one) => one.guests === 1 && one.hosts > 1),
    nobodyMayDine: tables.some((one) => one.guests === 0),
    hasLocalGuests: diners.length < reception.guests.length,
    roomExcess: sum(lodged.map((one) => one.excess)),
    roomAboveRank: lodged.some((one) => one.aboveRank),
    lodgesLocals: lodged.some((one) => one.locals),
    forbiddenItems: refused.some((one) => one.sort !== '酒类'),
    servesAlcohol: judged.some((one) => one.sort === '酒类'),
    improperAlcohol: refused.some((one) => one.sort === '酒类'),
  };
}

interface JudgedItem extends ReckonedItem {
  readonly on: CivilDate;
  readonly meal: ReckonedMeal | null;
  readonly payable: boolean;
  readonly ground: Ground;
}

function judgeItems({ meals, others, alcohol }: ToReckon, standards: Standards): readonly JudgedItem[] {
  const judge = (one: ReckonedItem & { readonly on: CivilDate }, meal: ReckonedMeal | null): JudgedItem => {
    const sort = standards.sortOf(one.item, one.sort);
    const verdict = standards.item({
      sort,
      item: one.item,
      meal: meal?.sort ?? '午餐',
      alcohol,
      consented: alcohol !== null && meal !== null && isBefore(alcohol.consentAt, meal),
    });
    return { ...one, sort, meal, ...verdict };
  };
  return [...meals.flatMap((meal) => meal.items.map((one) => judge({ ...one, on: meal.on }, meal))), ...others.map((one) => judge(one, null))];
}

/** Where the time of the meal is not written down, the consent is to be of an earlier day. */
function isBefore(consentAt: string, { on, at }: ReckonedMeal): boolean {
  return at === null ? consentAt.slice(0, 10) < on : consentAt < `${on}T${at}`;
}

function itemLine({ item, sort, amount, on, meal, payable, ground }: JudgedItem): ReckonedLine {
  return {
    what: payable ? item : `${item}（${sort}）`,
    on,
    amount,
    ceiling: payable ? null : 0,
    personal: payable ? 0 : amount,
    ground: payable ? { sentence: '', clause: null } : ground,
    ordererId: meal?.ordererId ?? null,
  };
}

interface JudgedTable {
  readonly line: ReckonedLine;
  readonly guests: number;
  readonly hosts: number;
  readonly excessHosts: number;
  readonly note: TableNote | null;
}

interface Seated {
  readonly guest: Guest;
  readonly permitted: boolean;
  readonly ground: Ground;
}

/** Those who may not be received at table, by name. */
function notSeated(seated: readonly Seated[]): readonly TableNote[] {
  const away = seated.filter((one) => !one.permitted);
  const [first] = away;
  return first === undefined ? [] : [{ on: null, what: `不安排用餐：${away.map((one) => one.guest.name).join('、')}`, ground: first.ground }];
}

interface Dining {
  readonly diners: readonly Guest[];
  readonly judged: readonly JudgedItem[];
  readonly standards: Standards;
}

function receptionTables({ occasion, meals }: ToReckon, { diners, judged, standards }: Dining): readonly JudgedTable[] {
  return meals.map((meal) => {
    const eating = diners.filter((one) => !meal.without.includes(one.name));
    const amount = payableAt(judged, [meal]);
    const verdict = standards.table({ occasion, guests: byRank(eating), hosts: byRank(meal.hosts), amount });
    const what = `${meal.sort}（${meal.place}）来客${eating.length}人、陪餐${meal.hosts.length}人`;
    const note = { on: meal.on, what: `${meal.sort}陪餐最多${verdict.hostLimit}人，已安排${meal.hosts.length}人`, ground: verdict.hostGround };
    return {
      line: { what, on: meal.on, amount, ceiling: verdict.ceiling, personal: verdict.excess, ground: verdict.ground, ordererId: meal.ordererId },
      guests: eating.length,
      hosts: meal.hosts.length,
      excessHosts: verdict.excessHosts,
      note,
    };
  });
}

/** A meeting is tested by the day: whoever was at one meal counts once. */
function meetingDays({ occasion, guests, meals }: ToReckon, judged: readonly JudgedItem[], standards: Standards): readonly JudgedTable[] {
  return [...Map.groupBy(meals, (meal) => meal.on)].map(([on, ofDay]) => {
    const present = guests.filter((one) => ofDay.some((meal) => !meal.without.includes(one.name)));
    const amount = payableAt(judged, ofDay);
    const verdict = standards.table({ occasion, guests: byRank(present), hosts: byRank([]), amount });
    return {
      line: {
        what: `会议用餐，到会${present.length}人`,
        on,
        amount,
        ceiling: verdict.ceiling,
        personal: verdict.excess,
        ground: verdict.ground,
        ordererId: ofDay[0]?.ordererId ?? null,
      },
      guests: present.length,
      hosts: 0,
      excessHosts: 0,
      note: null,
    };
  });
}

function payableAt(judged: readonly JudgedItem[], meals: readonly ReckonedMeal[]): number {
  return judged.filter((one) => one.payable && one.meal !== null && meals.includes(one.meal)).reduce((sum, one) => sum + one.amount, 0);
}

function byRank(people: readonly { readonly rank: Rank }[]): Readonly<Record<Rank, number>> {
  const of = (rank: Rank): number => people.filter((one) => one.rank === rank).length;
  return { 省部级: of('省部级'), 厅局级: of('厅局级'), 处级: of('处级'), 科级及以下: of('科级及以下') };
}

/** The highest rank among people; those without one are of the lowest. */
export function highestRank(people: readonly { readonly rank: Rank }[]): Rank {
  return RANKS.find((rank) => people.some((one) => one.rank === rank)) ?? '科级及以下';
}

interface JudgedRoom {
  readonly line: ReckonedLine;
  readonly excess: number;
  readonly aboveRank: boolean;
  readonly locals: boolean;
}

/** A room is tested once, by the highest rank in it; one above the rank, or for people of the county, is not paid at all. */
function judgeRoom({ on, roomType, price, occupants }: Room, { occasion, guests, lodgingReleased }: ToReckon, standards: Standards): JudgedRoom {
  const inRoom = guests.filter((one) => occupants.includes(one.name));
  const locals = inRoom.some((one) => !standards.mayLodge(occasion, one.area) && !lodgingReleased.has(one.name));
  const verdict = standards.room({ occasion, rank: highestRank(inRoom), roomType, occupants: occupants.length, amount: price });
  const personal = verdict.aboveRank || locals ? price : verdict.excess;
  const what = `${roomType}（${occupants.join('、')}）${locals ? '，有本县人员' : ''}`;
  return {
    line: { what, on, amount: price, ceiling: verdict.ceiling, personal, ground: verdict.ground, ordererId: null },
    excess: verdict.excess,
    aboveRank: verdict.aboveRank,
    locals,
  };
}
