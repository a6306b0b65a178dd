import { z } from 'zod';
import { wholePackShape } from '../rules/pack/shape.ts';

const HELP = `规矩：制度文件的JSON Schema（供编辑器提示）

用法  npx guiju schema > pack.schema.json`;

/** `guiju schema`: what an editor needs to help whoever writes a regulation. */
export async function run(args: readonly string[]): Promise<number> {
  console.log(args.includes('--help') ? HELP : JSON.stringify(z.toJSONSchema(wholePackShape, { io: 'input' }), null, 2));
  return 0;
}
