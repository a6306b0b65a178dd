import { LineCounter, isMap, isNode, isScalar, parseDocument, type Document } from 'yaml';
import type { Finding, Place } from '../finding.ts';

export type Path = readonly (string | number)[];

/** A YAML text opened for reading: its data, and where in the text each piece stands. */
export interface Source {
  readonly file: string;
  /** Plain data; undefined if the text is not YAML. */
  readonly data: unknown;
  readonly findings: readonly Finding[];
  /** Where the value at `path` stands; the nearest enclosing place if it does not exist. */
  readonly place: (path: Path) => Place;
  /** Where the key at the end of `path` stands. */
  readonly keyPlace: (path: Path) => Place;
}

export interface SourceText {
  readonly file: string;
  readonly text: string;
}

/** Opens a YAML text. Syntax errors become findings; nothing is thrown. */
export function openSource({ file, text }: SourceText): Source {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const findings = document.errors.map((error): Finding => ({
    check: 'syntax',
    severity: 'error',
    sentence: `此处不是合格的YAML：${inChinese(error.code, error.message)}`,
    place: placeAt(error.pos[0]),
  }));
  return {
    file,
    data: findings.length > 0 ? undefined : document.toJS(),
    findings,
    place: (path) => placeAt(offsetOf(document, path)),
    keyPlace: (path) => placeAt(keyOffset(document, path) ?? offsetOf(document, path)),
  };
}

function offsetOf(document: Document, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}

function keyOffset(document: Document, path: Path): number | undefined {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (!isMap(parent)) return undefined;
  const key = parent.items.find((item) => isScalar(item.key) && item.key.value === path.at(-1))?.key;
  return isNode(key) ? key.range?.[0] : undefined;
}

function inChinese(code: string, message: string): string {
  switch (code) {
    case 'DUPLICATE_KEY':
      return '同一层里有两个相同的键';
    case 'BAD_INDENT':
      return '缩进不对';
    case 'TAB_AS_INDENT':
      return '缩进要用空格，不能用制表符';
    case 'MISSING_CHAR':
      return '缺少括号、引号或逗号';
    case 'MULTILINE_IMPLICIT_KEY':
    case 'BLOCK_AS_IMPLICIT_KEY':
      return '键后面缺少换行或冒号';
    case 'UNEXPECTED_TOKEN':
      return '这里多出一个符号；含有方括号、逗号或冒号的文字要加引号';
    default:
      return message;
  }
}
