/** Number of single-character edits between two words (Levenshtein). */
export function editDistance(one: string, other: string): number {
  const a = Array.from(one);
  const b = Array.from(other);
  let above = b.map((_, index) => index + 1);
  for (const [row, letter] of a.entries()) {
    let left = row + 1;
    let corner = row;
    above = above.map((up, column) => {
      const cost = Math.min(left + 1, up + 1, corner + (letter === b[column] ? 0 : 1));
      corner = up;
      left = cost;
      return cost;
    });
  }
  return above.at(-1) ?? a.length;
}

/** The known word most like `word`, if any is close enough to be meant: 付款方法 → 付款方式. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  let best: { readonly word: string; readonly distance: number } | undefined;
  for (const candidate of known) {
    const distance = editDistance(word, candidate);
    if (distance < (best?.distance ?? Infinity)) best = { word: candidate, distance };
  }
  if (best === undefined) return undefined;
  return best.distance <= Math.max(1, Math.floor(Math.max(Array.from(word).length, Array.from(best.word).length) / 2)) ? best.word : undefined;
}

/** `，最接近的是“付款方式”` or nothing: to be put behind a message about an unknown word. */
export function nearestHint(word: string, known: Iterable<string>): string {
  const found = nearest(word, known);
  return found === undefined ? '' : `，最接近的是“${found}”`;
}
