import { Failure } from '../act/failure.ts';

/** A line of a sheet as a header is read. */
export interface HeaderLine {
  readonly line: number;
  readonly texts: readonly string[];
  /** The same with the text of a cell merged across columns over each of them. */
  readonly across: readonly string[];
}

/** A header that was found: the last line it takes, and what each column is called. */
export interface SheetHeader {
  readonly line: number;
  readonly titles: readonly string[];
}

/** What a file should be headed with. */
export interface AskedTitles {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

/**
 * The first line, or two lines under each other, that have all the titles asked for: `付款` merged over `日期` and `方式` stands for 付款日期 and 付款方式.
 * Spaces, breaks, a star and a unit in brackets behind a title do not matter: `金 额（元）`. @throws Failure('bad-input') where one of them stands twice.
 */
export function findHeader(lines: readonly HeaderLine[], { required, optional }: AskedTitles): SheetHeader | undefined {
  const known = [...required, ...optional];
  const headers = lines.flatMap((upper, index): readonly SheetHeader[] => {
    const lower = lines[index + 1];
    const one = { line: upper.line, titles: upper.texts.map((text) => named(known, text)) };
    return lower === undefined ? [one] : [one, { line: lower.line, titles: together(upper, lower).map((headings) => titleOf(known, headings)) }];
  });
  const header = headers.find(({ titles }) => required.every((title) => titles.includes(title)));
  const twice = known.find((title) => (header?.titles.filter((one) => one === title).length ?? 0) > 1);
  if (twice !== undefined) throw new Failure('bad-input', `表头有两列“${twice}”，不知道用哪一列。`, ['删去或者改名其中一列后重新上传']);
  return header;
}

function together(upper: HeaderLine, lower: HeaderLine): readonly Headings[] {
  return Array.from({ length: Math.max(upper.texts.length, lower.texts.length) }, (_, index) => ({
    own: upper.texts[index] ?? '',
    above: upper.across[index] ?? '',
    below: lower.texts[index] ?? '',
  }));
}

/** What stands over a column in two lines: in the upper one itself, in the cell of the upper one that reaches over it, in the lower one. */
interface Headings {
  readonly own: string;
  readonly above: string;
  readonly below: string;
}

/** A column under two headings is called by the lower one, or by both, or by the upper one where nothing stands below. */
function titleOf(known: readonly string[], { own, above, below }: Headings): string {
  const tried = below === '' ? [own] : [below, above + below];
  return tried.map((text) => named(known, text)).find((text) => known.includes(text)) ?? below;
}

/** The title asked for that is meant, else what is written. */
function named(known: readonly string[], text: string): string {
  return known.find((title) => plain(title) === plain(text)) ?? text;
}

function plain(title: string): string {
  return title
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/^\*/, '')
    .replace(/\(元\)$/, '');
}
