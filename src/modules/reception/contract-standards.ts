import type { Rank, RoomType } from './contract.ts';

/** What a guest of a rank may eat and lodge for; fen a meal, fen a night. */
export interface RankStandard {
  readonly rank: Rank;
  readonly meal: number;
  readonly lodging: number;
  readonly roomTypes: readonly RoomType[];
}
