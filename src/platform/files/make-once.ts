import { linkSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Makes a file that must be made but once, whole from the first moment it can be seen: of processes that start together one wins, the others find
 * what it made. Readable by its owner alone.
 */
export function makeOnce(path: string, content: Buffer | string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const apart = mkdtempSync(`${path}-`);
  try {
    writeFileSync(join(apart, 'new'), content, { mode: 0o600 });
    linkSync(join(apart, 'new'), path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(apart, { recursive: true });
  }
}
