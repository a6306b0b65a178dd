import { strFromU8, unzipSync } from 'fflate';

/** Paragraph by paragraph, what a document says. */
export function textsOf(docx: Buffer): readonly string[] {
  const xml = strFromU8(unzipSync(docx)['word/document.xml'] ?? new Uint8Array());
  return [...xml.matchAll(/<w:p>([^]*?)<\/w:p>/g)]
    .map(([, paragraph = '']) => [...paragraph.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map((one) => one[1]).join(''))
    .filter((text) => text !== '');
}
