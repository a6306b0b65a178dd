import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { unzipSync } from 'fflate';
import { z } from 'zod';
import { verifyPack, type PackVerification } from '../platform/inspection-pack/verify-pack.ts';
import type { ExportLine } from '../platform/log/export.ts';
import { verifyLog, type Piece } from '../platform/log/verify.ts';

/** As export.ts writes them. */
const lineShape = z.union([
  z.object({ format: z.literal('guiju-log-1'), office: z.string(), publicKey: z.string(), exportedAt: z.string() }),
  z.object({ index: z.int().nonnegative(), leaf: z.string(), body: z.string().nullable() }),
  z.object({ checkpoint: z.string() }),
]) satisfies z.ZodType<ExportLine>;

const HELP = `规矩：核验导出的日志或者迎检包（不需要数据库和网络）

用法  npx guiju verify <导出文件或迎检包.zip> [选项]

  --checkpoint <文件>  另行保存的封存记录，核对它仍在日志之内
  --key <公钥>         单位公布的签名公钥（base64），核对日志或迎检包由它签名
  --json               以JSON输出
  --help               显示本说明

退出码：0 未被改动且完整；1 有改动或缺失；2 用法不对。`;

/** `guiju verify`: says apart whether the log is unaltered and whether it is complete. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { checkpoint: { type: 'string' }, key: { type: 'string' }, json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
  });
  const [file] = positionals;
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const trouble =
    file === undefined
      ? `请写明导出文件。\n\n${HELP}`
      : [file, values.checkpoint].filter((path) => path !== undefined && !existsSync(path)).map((path) => `没有找到文件“${path}”。`)[0];
  if (file === undefined || trouble !== undefined) {
    console.error(trouble);
    return 2;
  }
  return file.endsWith('.zip') ? tellOfPack(verifyPack(filesOf(readFileSync(file)), values.key), values) : verifyExport(file, values);
}

interface Asked {
  readonly checkpoint?: string | undefined;
  readonly key?: string | undefined;
  readonly json: boolean;
}

async function verifyExport(file: string, { checkpoint, key, json }: Asked): Promise<number> {
  const lines = readLines(file);
  const first = await lines.next();
  const head = first.done === true ? undefined : first.value;
  if (head === undefined || !('format' in head)) {
    console.error(`“${file}”不是规矩导出的日志。`);
    return 2;
  }
  const told = await verifyLog(pieces(lines), {
    publicKey: Buffer.from(head.publicKey, 'base64'),
    published: key === undefined ? undefined : Buffer.from(key, 'base64'),
    kept: checkpoint === undefined ? undefined : readFileSync(checkpoint, 'utf8'),
  });
  if (json) console.log(JSON.stringify({ office: head.office, ...told }));
  else {
    console.log(
      `${head.office}：${told.unaltered ? '未被改动' : '有记录被改动'}，${told.complete ? '完整无缺' : '有记录缺失'}（共${told.entries}条，已封存${told.sealed}条）`,
    );
    if (key === undefined) tellKey(head.publicKey);
    for (const trouble of told.troubles) console.log(`  ${trouble}`);
  }
  return told.unaltered && told.complete ? 0 : 1;
}

/** A key that comes with what it signed proves nothing to somebody who does not know it. */
function tellKey(publicKey: string): void {
  console.log(`  签名公钥 ${publicKey}，请与单位公布的核对，或用 --key 指明。`);
}

/** Nothing, if the archive cannot be opened: then what makes it a pack is missing. */
function filesOf(zip: Buffer): ReadonlyMap<string, Buffer> {
  try {
    return new Map(Object.entries(unzipSync(zip)).map(([name, bytes]) => [name, Buffer.from(bytes)]));
  } catch {
    return new Map();
  }
}

function tellOfPack({ manifest, unaltered, complete, proved, troubles }: PackVerification, { key, json }: Asked): number {
  if (json) console.log(JSON.stringify({ number: manifest?.number, unaltered, complete, proved, troubles }));
  else {
    console.log(
      `${manifest === undefined ? '' : `${manifest.office}${manifest.number}：`}${unaltered ? '未被改动' : '有内容被改动'}，${complete ? '完整无缺' : '有内容缺失或多出'}（${manifest?.files.length ?? 0}个文件，留痕证明${proved}条）`,
    );
    if (manifest !== undefined && key === undefined) tellKey(manifest.publicKey);
    for (const trouble of troubles) console.log(`  ${trouble}`);
  }
  return unaltered && complete ? 0 : 1;
}

/** A line cut short is no line of the export: it is passed on as unreadable. */
async function* readLines(file: string): AsyncGenerator<ExportLine | Piece> {
  for await (const line of createInterface({ input: createReadStream(file, 'utf8') })) if (line.trim() !== '') yield readLine(line);
}

function readLine(line: string): ExportLine | Piece {
  try {
    const read: unknown = JSON.parse(line);
    return lineShape.safeParse(read).data ?? { unreadable: true };
  } catch {
    return { unreadable: true };
  }
}

async function* pieces(lines: AsyncIterable<ExportLine | Piece>): AsyncGenerator<Piece> {
  for await (const line of lines) yield 'format' in line ? { unreadable: true } : line;
}
