/** 1230000 fen → 12,300.00 */
export function yuan(fen: number | null | undefined): string {
  if (fen === null || fen === undefined) return '';
  return (fen / 100).toLocaleString('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

/** How the cell of a plain table keeps its words: a name or a day on one line, a sentence not narrower than it reads. */
export function widthOf(words: string): 'short' | 'long' | undefined {
  if (words === '') return undefined;
  return words.length <= 12 ? 'short' : 'long';
}

/** A moment as an office writes it, in Asia/Shanghai. */
export function moment(text: string | null | undefined): string {
  if (text === null || text === undefined) return '';
  return new Date(new Date(text).getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'];
const GROUPS = ['', '万', '亿'];

/** 金额大写 of an amount in fen: 1230050 → 壹万贰仟叁佰元伍角整 */
export function amountInWords(fen: number): string {
  const whole = Math.floor(fen / 100);
  const [jiao, cent] = [Math.floor((fen % 100) / 10), fen % 10];
  const head = whole === 0 ? '' : `${wholeInWords(whole)}元`;
  if (jiao === 0 && cent === 0) return `${head === '' ? '零元' : head}整`;
  const jiaoPart = jiao === 0 ? (head === '' ? '' : '零') : `${DIGITS[jiao]}角`;
  return `${head}${jiaoPart}${cent === 0 ? '整' : `${DIGITS[cent]}分`}`;
}

function wholeInWords(whole: number): string {
  const groups: string[] = [];
  let rest = whole;
  for (let index = 0; rest > 0; index += 1) {
    const group = rest % 10_000;
    rest = Math.floor(rest / 10_000);
    if (group > 0) groups.unshift(`${group < 1_000 && rest > 0 ? '零' : ''}${groupInWords(group)}${GROUPS[index]}`);
  }
  return groups.join('').replace(/零+/g, '零');
}

function groupInWords(group: number): string {
  let words = '';
  let gap = false;
  for (let place = 3; place >= 0; place -= 1) {
    const digit = Math.floor(group / 10 ** place) % 10;
    if (digit === 0) {
      gap = words !== '';
      continue;
    }
    words += `${gap ? '零' : ''}${DIGITS[digit]}${PLACES[place]}`;
    gap = false;
  }
  return words;
}

/** Reads an amount as a person writes it: `12,300.00`, `１２３００`, `500元`. Undefined if it is none. */
export { readYuan } from '../../rules/money.ts';

/** A reason without the clause at its head: the link to it stands beside. */
export function withoutClause(sentence: string): string {
  return sentence.replace(/^《[^》]*》[^：]*：/, '');
}
