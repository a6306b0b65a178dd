import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/** @throws Error with a Chinese sentence if the file's SHA-256 is not the one expected. */
export async function checkBytes(path: string, digest: string): Promise<void> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  if (hash.digest('hex') !== digest) throw new Error(`文件“${path}”的内容与登记的摘要不一致，可能损坏或被改动过。`);
}
