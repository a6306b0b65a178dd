/** The year at a glance; amounts in fen. */
export interface SpendingOverview {
  readonly year: number;
  readonly spending: readonly { readonly category: string; readonly fen: number }[];
  readonly byMonth: readonly { readonly month: number; readonly fen: number }[];
  /** `otherFunds`: the part that was not fiscal appropriation, kept out of the total (FIN-01a). */
  readonly threePublic: readonly { readonly line: string; readonly fen: number; readonly otherFunds: number | null }[];
  readonly budget: readonly { readonly line: string; readonly fen: number }[];
  readonly obligations: { readonly red: number; readonly amber: number; readonly green: number };
}
