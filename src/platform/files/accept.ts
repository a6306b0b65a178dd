import { fileTypeFromBuffer } from 'file-type';
import { unzipSync } from 'fflate';

/** What evidence may look like: by content first, and the name must agree. */
const ACCEPTED = [
  { extensions: ['pdf'], mediaType: 'application/pdf', title: 'PDF' },
  { extensions: ['ofd'], mediaType: 'application/ofd', title: 'OFD' },
  { extensions: ['xml'], mediaType: 'application/xml', title: 'XML（数电票）' },
  { extensions: ['jpg', 'jpeg'], mediaType: 'image/jpeg', title: 'JPG' },
  { extensions: ['png'], mediaType: 'image/png', title: 'PNG' },
  { extensions: ['heic', 'heif'], mediaType: 'image/heic', title: 'HEIC' },
  { extensions: ['docx'], mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', title: 'Word（docx）' },
  { extensions: ['xlsx'], mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', title: 'Excel（xlsx）' },
  { extensions: ['csv'], mediaType: 'text/csv', title: 'csv' },
] as const;

export const LARGEST_FILE = 20 * 1024 * 1024;
const MOST_ENTRIES = 2_000;
const LARGEST_INFLATED = 100 * 1024 * 1024;
const LARGEST_RATIO = 100;

export const ACCEPTED_TITLES = ACCEPTED.map((kind) => kind.title).join('、');

export type Acceptance = { readonly mediaType: string } | { readonly sentence: string };

/**
 * Is this file acceptable as evidence?
 * @param name as sent; only its extension counts here.
 * @returns its media type, or a sentence that says why not.
 */
export async function acceptFile(bytes: Buffer, name: string): Promise<Acceptance> {
  if (bytes.length === 0) return { sentence: `“${name}”是空文件，请重新选择。` };
  const extension = name.split('.').at(-1)?.toLowerCase() ?? '';
  const kind = ACCEPTED.find((one) => (one.extensions as readonly string[]).includes(extension));
  if (kind === undefined) return { sentence: `不接收“.${extension.slice(0, 10)}”文件，可上传${ACCEPTED_TITLES}。` };
  const found = await contentOf(bytes);
  if (!matches(kind.mediaType, found)) return { sentence: `“${name}”的内容与扩展名不符，请上传原始文件，不要改扩展名。` };
  const trouble = found === 'application/zip' || kind.mediaType.includes('openxml') || kind.mediaType === 'application/ofd' ? archiveTrouble(bytes) : undefined;
  return trouble === undefined ? { mediaType: kind.mediaType } : { sentence: `“${name}”${trouble}` };
}

/** Only the last part of a path, without control characters: `../../etc/a.pdf` → `a.pdf`. At most 120 characters. */
export function plainName(name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = Array.from(last)
    .filter((char) => char >= ' ' && char !== '\u007f')
    .join('')
    .trim();
  return Array.from(clean).slice(-120).join('') || '未命名';
}

async function contentOf(bytes: Buffer): Promise<string> {
  const found = await fileTypeFromBuffer(bytes);
  if (found !== undefined) return found.mime;
  const head = bytes.subarray(0, 200).toString('utf8');
  if (/^\uFEFF?\s*<(?!(!DOCTYPE\s+)?html|svg)[?\w]/i.test(head)) return 'application/xml';
  return bytes.includes(0) || /^\s*</.test(head) ? 'unknown' : 'text/plain';
}

function matches(expected: string, found: string): boolean {
  switch (expected) {
    case 'application/ofd':
      return found === 'application/zip';
    case 'image/heic':
      return found === 'image/heic' || found === 'image/heif';
    case 'text/csv':
      return found === 'text/plain';
    case 'application/xml':
      return found === 'application/xml' || found === 'text/xml';
    default:
      return found === expected;
  }
}

/** Reads the directory only; nothing is inflated. */
function archiveTrouble(bytes: Buffer): string | undefined {
  let entries = 0;
  let inflated = 0;
  let escaping = false;
  let nested = false;
  try {
    unzipSync(bytes, {
      filter: (entry) => {
        entries += 1;
        inflated += entry.originalSize;
        escaping ||= /(^|[/\\])\.\.([/\\]|$)|^[/\\]|^[a-z]:/i.test(entry.name);
        nested ||= /\.(zip|rar|7z|gz|jar)$/i.test(entry.name);
        return false;
      },
    });
  } catch {
    return '已损坏，无法读取，请重新导出后上传。';
  }
  if (escaping) return '内含越出目录的路径，不予接收。';
  if (nested) return '内含压缩包，请解开后分别上传。';
  if (entries > MOST_ENTRIES || inflated > LARGEST_INFLATED || inflated > bytes.length * LARGEST_RATIO) return '解压后过大，不予接收。';
  return undefined;
}
