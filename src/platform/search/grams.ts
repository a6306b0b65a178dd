/** The text as the search compares it: Latin letters small. The same as the database's `folded`. */
export function folded(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Every two neighbouring characters of a folded text, each once, none across its lines. A part of one line is in every text that holds all of the part's pairs in a row. */
export function gramsOf(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const line of text.split('\n')) {
    let before = '';
    for (const character of line) {
      if (before !== '') found.add(before + character);
      before = character;
    }
  }
  return found;
}
