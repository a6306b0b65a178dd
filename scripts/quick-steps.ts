import type { Step } from './step.ts';
import { bin } from './step.ts';

/** What needs no database and no browser. */
export const quickSteps: readonly Step[] = [
  { title: '类型', command: [bin('typescript/bin/tsc'), '-p', '.'] },
  { title: '排版', command: [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '{src,test,scripts,bench}/**/*.{ts,tsx}', '*.ts'] },
  { title: '代码规范', command: [bin('oxlint/bin/oxlint'), '--type-aware', 'src', 'test', 'scripts', 'bench'] },
  { title: '制度体检', command: ['src/cli.ts', 'check'] },
];
