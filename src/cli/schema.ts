import { parseArgs } from 'node:util';
import { z } from 'zod';
import { wholePackShape } from '../rules/pack/shape.ts';

const HELP = `规矩：制度文件的JSON Schema，供编辑器提示和检查

用法  npx guiju schema > pack.schema.json

  --help   显示本说明

退出码：0 已输出；2 用法不对。`;

/** `guiju schema`: what an editor needs to help whoever writes a regulation. */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { help: { type: 'boolean', default: false } } });
  console.log(values.help ? HELP : JSON.stringify(z.toJSONSchema(wholePackShape, { io: 'input' }), null, 2));
  return 0;
}
