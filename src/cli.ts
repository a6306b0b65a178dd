/** The commands; each exports `run(args)`, which answers with its exit code. */
const COMMANDS: Readonly<Record<string, { readonly title: string; readonly load: () => Promise<{ run: (args: readonly string[]) => Promise<number> }> }>> = {
  decide: { title: '按制度判定一件事', load: () => import('./cli/decide.ts') },
  check: { title: '制度体检', load: () => import('./cli/check.ts') },
  coverage: { title: '条目覆盖情况', load: () => import('./cli/coverage.ts') },
  schema: { title: '制度文件的JSON Schema', load: () => import('./cli/schema.ts') },
  verify: { title: '核验导出的日志', load: () => import('./cli/verify.ts') },
  backup: { title: '备份', load: () => import('./cli/backup.ts') },
  restore: { title: '从备份恢复', load: () => import('./cli/restore.ts') },
  serve: { title: '启动服务', load: () => import('./cli/serve.ts') },
  dev: { title: '启动服务，改动后重新载入', load: () => import('./cli/dev.ts') },
};

const [name = 'help', ...args] = process.argv.slice(2);
const command = COMMANDS[name];
if (command === undefined) {
  console.log(
    `规矩 Guiju\n\n用法  npx guiju <命令> [选项]\n\n${Object.entries(COMMANDS)
      .map(([key, { title }]) => `  ${key.padEnd(12)}${title}`)
      .join('\n')}\n\n每个命令加 --help 显示说明。`,
  );
  process.exitCode = name === 'help' || name === '--help' ? 0 : 2;
} else {
  const { run } = await command.load();
  try {
    process.exitCode = await run(args);
  } catch (error) {
    if (!(error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))) throw error;
    console.error(`不认识的选项：${error.message.split('.')[0] ?? ''}。请用 npx guiju ${name} --help 查看说明。`);
    process.exitCode = 2;
  }
}
