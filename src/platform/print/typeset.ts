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
  const pdf = compiler.pdf(
    { mainFileContent: sheet.template, inputs: { data: JSON.stringify(sheet.data) } },
    { pdfStandard: PdfStandard.A_2b },
  );
  compiler.evictCache(10);
  return pdf;
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
