import { parseArgs } from 'node:util';
import { OWN_PROXY, readProxies } from '../platform/http/proxies.ts';
import { serve } from '../server.ts';
import { dataFolder } from './data-folder.ts';

const HELP = `规矩：启动服务

用法  npm start -- [选项]

  --sample         首次启动时载入示范单位（只在本机可直接选择人员登录）
  --port <端口>    默认 8080，或环境变量 PORT
  --host <地址>    默认 127.0.0.1，或环境变量 HOST；对外服务时写 0.0.0.0
  --data <目录>    数据目录，默认 ./data，或环境变量 GUIJU_DATA
  --help           显示本说明

环境变量 DATABASE_URL 指定外部 PostgreSQL；不指定时使用内置数据库。
环境变量 GUIJU_PROXY 指定可信的代理服务器地址，用逗号分开；不指定时只信任本机的代理。`;

/** `guiju serve`: runs until it is told to stop. */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      sample: { type: 'boolean', default: false },
      port: { type: 'string' },
      host: { type: 'string' },
      data: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const port = Number(values.port ?? process.env['PORT'] ?? 8080);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    console.error('端口应为0至65535的整数。');
    return 2;
  }
  const proxies = readProxies(process.env['GUIJU_PROXY'] ?? OWN_PROXY.join());
  if (proxies === undefined) {
    console.error('环境变量 GUIJU_PROXY 应为代理服务器的地址或者网段，用逗号分开，例如 10.1.2.3,10.1.3.0/24。');
    return 2;
  }
  const data = dataFolder(values.data);
  const host = values.host ?? process.env['HOST'] ?? '127.0.0.1';
  const told = stopSignal();
  console.log('正在启动……');
  const running = await serve({ data, databaseUrl: process.env['DATABASE_URL'], host, port, proxies, sample: values.sample });
  console.log(`规矩已启动：${running.url}`);
  if (running.setupLink !== undefined) console.log(`首次使用，请在24小时内打开设置链接（只能用一次）：\n${running.setupLink}`);
  await told;
  console.log('正在停止……');
  await running.stop();
  return 0;
}

/**
 * Ctrl+C and a service manager reach us directly and again through the launcher: whatever comes after the first changes nothing.
 * Heard from the beginning: whoever is told to stop while starting stops once the database is up, not in the middle of it.
 */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
}
