import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { run as serve } from './serve.ts';

/** `guiju dev`: the server is started again by the launcher whenever its source changes; the pages are built again beside it. */
export async function run(args: readonly string[]): Promise<number> {
  const root = join(import.meta.dirname, '..', '..');
  const pages = spawn(process.execPath, [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--watch', '--logLevel', 'warn'], {
    cwd: root,
    stdio: 'inherit',
  });
  try {
    return await serve(args);
  } finally {
    pages.kill();
  }
}
