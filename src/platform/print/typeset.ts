import { existsSync, globSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

export interface Sheet {
  /** Typst source; reads its data with `json(bytes(sys.inputs.data))`. */
  readonly template: string;
  /** Everything variable. Passed as data, never pasted into the source, so no text can become markup. */
  readonly data: unknown;
}

/**
 * Typesets a sheet as PDF/A-2b.
 * @param fontFolder the office's own fonts (仿宋, 小标宋 …), tried before Noto Serif SC; may not exist.
 * @throws Error with Typst's diagnostics if the template is wrong.
 */
export async function typeset(sheet: Sheet, fontFolder: string): Promise<Buffer> {
  const { PdfStandard } = await import('@myriaddreamin/typst-ts-node-compiler');
  const compiler = await compilerFor(fontFolder);
  let data = JSON.stringify(sheet.data);
  for (;;) {
    try {
      return compiler.pdf({ mainFileContent: sheet.template, inputs: { data } }, { pdfStandard: PdfStandard.A_2b });
    } catch (error) {
      const without = withoutUnprintable(data, error);
      if (without === undefined) throw error;
      data = without;
    } finally {
      compiler.evictCache(10);
    }
  }
}

/** An archival PDF holds no sign without a shape: what no font has is printed as 〓, as printers have always done. */
function withoutUnprintable(data: string, error: unknown): string | undefined {
  const [, text] = /the text \\?"(.+?)\\?" could not be displayed/.exec(error instanceof Error ? error.message : '') ?? [];
  if (text === undefined) return undefined;
  const without = Array.from(text).reduce((left, sign) => left.replaceAll(sign, '〓'), data);
  return without === data ? undefined : without;
}

/** Loading the fonts takes a while, so each font folder keeps its compiler. */
const compilers = new Map<string, Promise<NodeCompiler>>();

function compilerFor(fontFolder: string): Promise<NodeCompiler> {
  const known = compilers.get(fontFolder);
  if (known !== undefined) return known;
  const made = import('@myriaddreamin/typst-ts-node-compiler').then(({ NodeCompiler: compiler }) =>
    compiler.create({ fontArgs: [{ fontPaths: existsSync(fontFolder) ? [fontFolder] : [] }, { fontPaths: shippedFonts() }] }),
  );
  compilers.set(fontFolder, made);
  return made;
}

/** Noto Serif SC, regular and bold only: the package holds every weight. */
function shippedFonts(): string[] {
  const folder = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-serif-sc/package.json'));
  return globSync('{400Regular,700Bold}/*.ttf', { cwd: folder }).map((file) => join(folder, file));
}
