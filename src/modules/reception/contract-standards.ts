import type { Rank, RoomType } from './contract.ts';

/** What a guest of a rank may eat and lodge for; fen a meal, fen a night; null where a guest from his place is not received at table, or not lodged. */
export interface RankStandard {
  readonly rank: Rank;
  readonly meal: number | null;
  readonly lodging: number | null;
  readonly roomTypes: readonly RoomType[];
}
