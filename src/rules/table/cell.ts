/** Both ends belong to it; infinite where the range is open. Points of the term's axis. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Which values of an ordered term: spans in order, apart from each other. */
export interface SpanCell {
  readonly shape: 'spans';
  readonly spans: readonly Span[];
  readonly words: string;
}

/** Which choices, posts or texts: these, or (`except`) all but these. Of a set of posts: one of these is in it, or none. */
export interface ChoiceCell {
  readonly shape: 'choices';
  readonly choices: readonly string[];
  readonly except: boolean;
  readonly words: string;
}

/** What a row asks of one column. A column without a cell takes anything. */
export type Cell = SpanCell | ChoiceCell;

/** Spans sorted and joined where they touch or overlap; empty ones dropped. */
export function joinSpans(spans: readonly Span[]): readonly Span[] {
  const joined: Span[] = [];
  for (const span of spans.filter(({ from, to }) => from <= to).toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last !== undefined && span.from <= last.to + 1) joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else joined.push(span);
  }
  return joined;
}

export function commonSpans(one: readonly Span[], other: readonly Span[]): readonly Span[] {
  return joinSpans(one.flatMap((a) => other.map((b) => ({ from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) }))));
}

/** What lies outside all spans. */
export function outsideSpans(spans: readonly Span[]): readonly Span[] {
  const edges = [-Infinity, ...joinSpans(spans).flatMap(({ from, to }) => [from - 1, to + 1]), Infinity];
  const gaps: Span[] = [];
  for (let index = 0; index < edges.length; index += 2) gaps.push({ from: edges[index] ?? -Infinity, to: edges[index + 1] ?? Infinity });
  return gaps.filter(({ from, to }) => from <= to && from !== Infinity && to !== -Infinity);
}

/** Choices both cells allow, as a cell. For single values only, not for sets. */
export function commonChoices(one: ChoiceCell, other: ChoiceCell): ChoiceCell {
  if (one.except && other.except) return { ...one, choices: [...new Set([...one.choices, ...other.choices])], words: '' };
  if (one.except) return commonChoices(other, one);
  return { ...one, choices: one.choices.filter((choice) => other.choices.includes(choice) !== other.except), words: '' };
}
