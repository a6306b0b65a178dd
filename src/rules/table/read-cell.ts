import { nearestHint } from '../nearest.ts';
import type { Term } from '../vocabulary.ts';
import { axisOf, type Axis } from './axis.ts';
import { joinSpans, outsideSpans, type Cell, type ChoiceCell, type Span } from './cell.ts';

/** What a cell of a pack says. `any` takes everything; a fault is the end of a sentence that begins with the column. */
export type ReadCell = { readonly cell: Cell } | { readonly any: true } | { readonly fault: string };

/** Reads one cell of `当`. See docs/packs.md for the five forms. */
export function readCell(term: Term, raw: unknown): ReadCell {
  const axis = axisOf(term);
  const plain = (text: string): string => (axis === undefined ? text : text.normalize('NFKC')).trim();
  const written = typeof raw === 'string' ? plain(raw) : Array.isArray(raw) ? raw.map((item) => (typeof item === 'string' ? plain(item) : item)) : raw;
  if (written === '任意') return { any: true };
  if (written === null || written === undefined || written === '') return { fault: '是空的；什么都可以时写“任意”或略去这一栏' };
  if (typeof written === 'boolean') return { fault: '要写“是”或“否”' };
  const list = listOf(written);
  if (typeof list === 'string') return { fault: list };
  return axis === undefined ? choiceCell(term, list) : spanCell(term, axis, list);
}

interface WrittenList {
  readonly items: readonly string[];
  readonly except: boolean;
}

function listOf(written: unknown): WrittenList | string {
  if (Array.isArray(written)) {
    if (written.length === 0) return '的列表是空的';
    return written.every((item) => typeof item === 'string' || typeof item === 'number')
      ? { items: written.map(String), except: false }
      : '的列表里只能是单个的值';
  }
  if (typeof written === 'number') return { items: [String(written)], except: false };
  if (typeof written !== 'string') return '要写成一个值、范围、列表、“非 …”或“任意”';
  if (!/^非(\s|\[)/.test(written)) return { items: [written], except: false };
  const rest = written.slice(1).trim();
  const inner = rest.startsWith('[') && rest.endsWith(']') ? rest.slice(1, -1).split(/[,，]/) : [rest];
  const items = inner.map((item) => item.trim());
  return items.some((item) => item === '') ? '“非”后面要写一个值或一个列表' : { items, except: true };
}

function choiceCell(term: Term, { items, except }: WrittenList): ReadCell {
  const known = term.kind === '是否' ? ['是', '否'] : term.kind === '选项' ? [...term.options.keys()] : undefined;
  const unknown = known === undefined ? undefined : items.find((item) => !known.includes(item));
  if (known !== undefined && unknown !== undefined) return { fault: `没有“${unknown}”这一项${nearestHint(unknown, known)}（可写：${known.join('、')}）` };
  if (known === undefined && items.some((item) => /^[[(]/.test(item))) return { fault: '不是数，不能写范围' };
  const choices = [...new Set(items)];
  return { cell: { shape: 'choices', choices, except, words: choiceWords(term, choices, except) } };
}

function choiceWords(term: Term, choices: readonly string[], except: boolean): string {
  const listed = choices.join('、');
  if (term.kind === '职务集') return except ? `不含${listed}` : `含${choices.join('或')}`;
  return except ? `不是${listed}` : choices.join('或');
}

function spanCell(term: Term, axis: Axis, { items, except }: WrittenList): ReadCell {
  const read = items.map((item) => readSpan(term, axis, item));
  const fault = read.find((one) => typeof one === 'string');
  if (typeof fault === 'string') return { fault };
  const parts = read.filter((one) => typeof one !== 'string');
  const spans = parts.map((part) => part.span);
  const words = parts.map((part) => part.words).join('或');
  return { cell: { shape: 'spans', spans: except ? outsideSpans(spans) : joinSpans(spans), words: except ? `不是${words}` : words } };
}

function readSpan(term: Term, axis: Axis, text: string): { readonly span: Span; readonly words: string } | string {
  const range = /^([[(])([^,]*),([^,]*)([\])])$/.exec(text);
  if (range === null) {
    const point = axis.read(text);
    return point === undefined ? notA(term, text) : { span: { from: point, to: point }, words: axis.show(point) };
  }
  const [, open = '', lower = '', upper = '', close = ''] = range;
  const from = lower.trim() === '' ? -Infinity : axis.read(lower.trim());
  const to = upper.trim() === '' ? Infinity : axis.read(upper.trim());
  if (from === undefined) return notA(term, lower.trim());
  if (to === undefined) return notA(term, upper.trim());
  if (from > to) return `的范围“${text}”下限大于上限`;
  const below = from === -Infinity ? '' : `${open === '[' ? '' : '超过'}${axis.show(from)}${open === '[' ? '以上' : ''}`;
  const above = to === Infinity ? '' : `${close === ']' ? '' : '不满'}${axis.show(to)}${close === ']' ? '以下' : ''}`;
  const span = { from: open === '(' && from !== -Infinity ? from + 1 : from, to: close === ')' && to !== Infinity ? to - 1 : to };
  return { span, words: [below, above].filter((part) => part !== '').join('、') || '任意' };
}

function notA(term: Term, text: string): string {
  const example = { 金额: '5000元', 整数: `3${term.unit}`, 小数: `${1 / term.perUnit}${term.unit}的整数倍`, 日期: '2026-03-01', 时刻: '08:30' }[
    term.kind as '金额'
  ];
  return `写的“${text}”不是${term.kind}；应当像${example}`;
}

/** The same cell for a value that is only known as text; used for choice sets built by the checks. */
export function choicesOf(choices: readonly string[]): ChoiceCell {
  return { shape: 'choices', choices, except: false, words: choices.join('或') };
}
