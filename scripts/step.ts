import { spawn } from 'node:child_process';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..');

/** One part of a check: a command of this project, run with the Node that runs this script. */
export interface Step {
  readonly title: string;
  readonly command: readonly [string, ...string[]];
  readonly env?: Readonly<Record<string, string>>;
}

/** The script behind a package's command, e.g. `bin('typescript', 'tsc')`: no shell, no PATH, works on every platform. */
export function bin(path: string): string {
  return join(root, 'node_modules', path);
}

/** Runs the steps one after the other; stops at the first that fails and says which. */
export async function runSteps(steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    const started = performance.now();
    console.log(`\n▶ ${step.title}`);
    const code = await exitCode(step);
    if (code !== 0) {
      console.error(`✘ ${step.title}（退出码 ${code}）`);
      process.exit(1);
    }
    console.log(`✔ ${step.title}（${((performance.now() - started) / 1000).toFixed(1)} 秒）`);
  }
}

function exitCode({ command, env }: Step): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...command], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...env },
    });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
