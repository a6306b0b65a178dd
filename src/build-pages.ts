import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** Where the built web pages lie. */
export const PAGES = join(root, 'dist', 'web');

/** Builds the web pages if they are not there yet: at the first start from a fresh checkout. */
export async function buildPages(): Promise<void> {
  if (existsSync(join(PAGES, 'index.html'))) return;
  if (!isWritable(root)) throw new Error(`网页尚未生成，而程序目录“${root}”不可写。请由可写该目录的用户在其中执行 npx vite build，再启动。`);
  console.log('首次启动，正在生成网页……');
  const code = await new Promise<number>((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'error'], {
      cwd: root,
      stdio: 'inherit',
    });
    child.on('error', reject);
    child.on('exit', (exit) => resolve(exit ?? 1));
  });
  if (code !== 0) throw new Error('网页没有生成成功，请把上面的错误告诉开发者。');
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
