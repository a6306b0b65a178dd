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
  return [...content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([\s\S]*?)\] TJ/g)]
    .map(([, name, shown = '']) => {
      if (name !== undefined) font = fonts.get(name) ?? new Map();
      return [...shown.matchAll(/\(((?:\\[\s\S]|[^\\)])*)\)/g)]
        .map(([, written = '']) =>
          glyphsOf(written)
            .map((glyph) => font.get(glyph) ?? '')
            .join(''),
        )
        .join('');
    })
    .filter((words) => words !== '')
    .join('\n');
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** Two bytes a glyph, as a string of the page description writes them. */
function glyphsOf(written: string): readonly number[] {
  const bytes = written.replace(/\\(?:([0-7]{1,3})|([\s\S]))/g, (_whole, octal: string | undefined, sign = '') =>
    octal === undefined ? (ESCAPES[sign] ?? sign) : String.fromCharCode(Number.parseInt(octal, 8)),
  );
  return Array.from({ length: bytes.length / 2 }, (_, index) => bytes.charCodeAt(index * 2) * 256 + bytes.charCodeAt(index * 2 + 1));
}
