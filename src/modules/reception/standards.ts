import type { ClauseRef, Decision, Facts } from '../../rules/decision.ts';
import type { Alcohol, ItemSort, MealSort, Occasion, Rank, RoomType } from './contract.ts';

/** Asks a question of the office's regulation as of the day of the reception. */
export type Decide = (question: string, facts: Facts) => Decision;

/** Why a figure is as it is. */
export interface Ground {
  readonly sentence: string;
  readonly clause: ClauseRef | null;
}

/** People at one table, or at a meeting on one day. */
export interface Table {
  readonly occasion: Occasion;
  /** By rank, without those who may not be received at table. */
  readonly guests: Readonly<Record<Rank, number>>;
  readonly hosts: Readonly<Record<Rank, number>>;
  /** In fen. */
  readonly amount: number;
}

export interface TableVerdict {
  readonly ceiling: number;
  readonly excess: number;
  readonly excessHosts: number;
  readonly hostLimit: number;
  readonly ground: Ground;
  /** Of the number of hosts. */
  readonly hostGround: Ground;
}

export interface RoomVerdict {
  readonly ceiling: number;
  readonly excess: number;
  readonly aboveRank: boolean;
  readonly ground: Ground;
}

/** Words the office has listed, by the sort of item they stand for. */
export type WordLists = readonly (readonly [ItemSort, readonly string[]])[];

/** What the regulation says of receptions on the day of one. */
export interface Standards {
  readonly dining: (occasion: Occasion, area: string) => { readonly permitted: boolean; readonly ground: Ground };
  readonly mayLodge: (occasion: Occasion, area: string) => boolean;
  readonly table: (table: Table) => TableVerdict;
  readonly room: (room: {
    readonly occasion: Occasion;
    readonly rank: Rank;
    readonly roomType: RoomType;
    readonly occupants: number;
    readonly amount: number;
  }) => RoomVerdict;
  /** The sort an item is of, whatever it was entered as. */
  readonly sortOf: (item: string, entered: ItemSort) => ItemSort;
  /** May the item be paid for? `consented`: the consent for alcohol is recorded and earlier than the meal. */
  readonly item: (of: {
    readonly sort: ItemSort;
    readonly item: string;
    readonly meal: MealSort;
    readonly alcohol: Alcohol | null;
    readonly consented: boolean;
  }) => { readonly payable: boolean; readonly ground: Ground };
}

const count = (people: Readonly<Record<Rank, number>>): number => Object.values(people).reduce((sum, one) => sum + one, 0);

/** @param lists the office's own lists of words; @param permitted the alcohol it permits. */
export function standardsOf(decide: Decide, { lists, permitted }: { readonly lists: WordLists; readonly permitted: readonly string[] }): Standards {
  const ofGuest = (occasion: Occasion, area: string): Decision => decide('来客核定', { occasion, guestArea: area.slice(0, 6) });
  return {
    dining: (occasion, area) => {
      const decision = ofGuest(occasion, area);
      return { permitted: decision.values['mayDine'] === true, ground: groundIn(decision, '来客用餐') };
    },
    mayLodge: (occasion, area) => ofGuest(occasion, area).values['mayLodge'] === true,
    table: ({ occasion, guests, hosts, amount }) => {
      const decision = decide('用餐核定', {
        occasion,
        amount,
        eligibleGuests: count(guests),
        ministerialGuests: guests.省部级,
        bureauGuests: guests.厅局级,
        otherGuests: guests.处级 + guests.科级及以下,
        hosts: count(hosts),
        ministerialHosts: hosts.省部级,
        bureauHosts: hosts.厅局级,
      });
      return {
        ceiling: figure(decision, 'mealCeiling'),
        excess: figure(decision, 'mealExcess'),
        excessHosts: figure(decision, 'excessHosts'),
        hostLimit: figure(decision, 'hostLimit'),
        ground: groundIn(decision, '餐费限额'),
        hostGround: groundIn(decision, '陪餐上限'),
      };
    },
    room: ({ occasion, rank, roomType, occupants, amount }) => {
      const decision = decide('住宿核定', { occasion, guestRank: rank, roomType, occupants, amount });
      const aboveRank = decision.values['roomAboveRank'] === true;
      return {
        ceiling: figure(decision, 'roomCeiling'),
        excess: figure(decision, 'roomExcess'),
        aboveRank,
        ground: groundIn(decision, aboveRank ? '房型' : '房费限额'),
      };
    },
    sortOf: (item, entered) =>
      entered === '菜品饮料' || entered === '其他' ? (lists.find(([, words]) => words.some((word) => item.includes(word)))?.[0] ?? entered) : entered,
    item: ({ sort, item, meal, alcohol, consented }) => {
      const decision = decide('品项核定', {
        itemSort: sort,
        mealSort: meal,
        specialOccasion: alcohol !== null,
        consentBeforeMeal: consented,
        permittedAlcohol: permitted.some((word) => item.includes(word)),
      });
      return { payable: decision.values['payableLine'] === true, ground: groundIn(decision, '品项') };
    },
  };
}

function figure({ values }: Decision, id: string): number {
  const value = values[id];
  return typeof value === 'number' ? value : 0;
}

/** The first reason a table gave. */
export function groundIn({ reasons }: Decision, table: string): Ground {
  const found = reasons.find((one) => one.table === table);
  // The clause stands beside the sentence; its name at the head is not said twice.
  return { sentence: found?.sentence.replace(/^《.*?》.*?：/, '') ?? '', clause: found?.clause ?? null };
}
