import { inflateSync } from 'node:zlib';

/** The words of a printed sheet in the order they were set, as a person would copy them out of it: through each font's own table back to characters. */
export function printedText(pdf: Buffer): string {
  const objects = objectsOf(pdf);
  const get = (number: string | undefined): Held => objects.get(number ?? '') ?? { dictionary: '', stream: '' };
  const referred = (of: Held, key: string): string | undefined => new RegExp(`/${key} (\\d+) 0 R`).exec(of.dictionary)?.[1];
  const pages = [...objects.values()].filter(({ dictionary }) => /\/Type \/Page\b(?!s)/.test(dictionary));
  return pages
    .map((page) => {
      const resources = get(referred(page, 'Resources'));
      const fonts = new Map(
        [...resources.dictionary.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', font]) => [
          name,
          charactersOf(get(referred(get(font), 'ToUnicode')).stream),
        ]),
      );
      return wordsOf(get(referred(page, 'Contents')).stream, fonts);
    })
    .join('\n');
}

interface Held {
  readonly dictionary: string;
  readonly stream: string;
}

function objectsOf(pdf: Buffer): ReadonlyMap<string, Held> {
  const text = pdf.toString('latin1');
  const found = [...text.matchAll(/(\d+) 0 obj\n(<<[\s\S]*?>>)\n(?:stream\r?\n([\s\S]*?)\r?\nendstream\n)?endobj/g)];
  return new Map(
    found.map(([, number = '', dictionary = '', stream]) => [
      number,
      { dictionary, stream: stream === undefined || !dictionary.includes('FlateDecode') ? '' : inflateSync(Buffer.from(stream, 'latin1')).toString('latin1') },
    ]),
  );
}

/** The characters of a font by glyph number. */
function charactersOf(table: string): ReadonlyMap<number, string> {
  return new Map(
    [...table.matchAll(/<([0-9A-F]{4})> <((?:[0-9A-F]{4})+)>(?! <)/g)].map(([, glyph = '', code = '']) => [
      Number.parseInt(glyph, 16),
      Buffer.from(code, 'hex').swap16().toString('utf16le'),
    ]),
  );
}

function wordsOf(content: string, fonts: ReadonlyMap<string, ReadonlyMap<number, string>>): string {
  let font: ReadonlyMap<number, string> = new Map();
  let name = '';
  let words = '';
  const outer: ReadonlyMap<number, string>[] = []; // what q has saved, Q brings back
  const read: string[] = [];
  for (const token of tokensOf(content)) {
    if (/^[(<]/.test(token))
      words += glyphsOf(token)
        .map((glyph) => font.get(glyph) ?? '')
        .join('');
    else if (token.startsWith('/F')) name = token.slice(1);
    else if (token === 'Tf') font = fonts.get(name) ?? new Map();
    else if (token === 'q') outer.push(font);
    else if (token === 'Q') font = outer.pop() ?? font;
    else if (token === 'TJ' || token === 'Tj') {
      read.push(words);
      words = '';
    }
  }
  return read.join('\n');
}

/** Words and strings of a page description; a string may hold others in brackets of its own. */
function tokensOf(content: string): readonly string[] {
  const tokens: string[] = [];
  let at = 0;
  while (at < content.length) {
    const start = at;
    if (content[at] !== '(') {
      WORD.lastIndex = at;
      at += WORD.exec(content)?.[0].length ?? 1;
    } else {
      for (let depth = 0; at < content.length && (depth > 0 || at === start); at += content[at] === '\\' ? 2 : 1)
        depth += content[at] === '(' ? 1 : content[at] === ')' ? -1 : 0;
    }
    tokens.push(content.slice(start, at));
  }
  return tokens;
}

const WORD = /[^\s()[\]]+|[\s\S]/y;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** Two bytes a glyph, as a page description writes them: in hex, or as a string with escapes. */
function glyphsOf(token: string): readonly number[] {
  const bytes = token.startsWith('<') ? Buffer.from(token.slice(1, -1), 'hex').toString('latin1') : unescaped(token.slice(1, -1));
  return Array.from({ length: bytes.length / 2 }, (_, index) => bytes.charCodeAt(index * 2) * 256 + bytes.charCodeAt(index * 2 + 1));
}

function unescaped(written: string): string {
  return written.replace(/\\(?:([0-7]{1,3})|([\s\S]))/g, (_whole, octal: string | undefined, sign = '') =>
    octal === undefined ? (ESCAPES[sign] ?? sign) : String.fromCharCode(Number.parseInt(octal, 8)),
  );
}
