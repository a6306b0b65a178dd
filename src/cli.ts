/** The commands; each exports `run(args)`, which answers with its exit code. */
const COMMANDS: Readonly<Record<string, { readonly title: string; readonly load: () => Promise<{ run: (args: readonly string[]) => Promise<number> }> }>> = {
  verify: { title: '核验导出的日志', load: () => import('./cli/verify.ts') },
  serve: { title: '启动服务', load: () => import('./cli/serve.ts') },
};

const [name = 'help', ...args] = process.argv.slice(2);
const command = COMMANDS[name];
if (command === undefined) {
  console.log(`规矩 Guiju\n\n用法  npx guiju <命令> [选项]\n\n${Object.entries(COMMANDS).map(([key, { title }]) => `  ${key.padEnd(12)}${title}`).join('\n')}\n\n每个命令加 --help 显示说明。`);
  process.exitCode = name === 'help' || name === '--help' ? 0 : 2;
} else {
  const { run } = await command.load();
  process.exitCode = await run(args);
}
