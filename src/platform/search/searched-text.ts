/** What a line is found by, as SQL: its parts, folded, a line each. Written into `search_tail` by the statement that writes the line itself. */
export function searchedText(parts: readonly string[]): string {
  return `folded(concat_ws(E'\\n', ${parts.join(', ')}))`;
}

/** A list whose lines are found by what they say. */
export interface SearchedList {
  /** As in `search_tail`: `matter`, `voucher`. */
  readonly subject: string;
  /** Columns of a register the text is made of; a filter by another column is not looked up. */
  readonly columns: readonly string[];
}
