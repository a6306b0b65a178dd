import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

const root = join(import.meta.dirname, '..');
const FINANCE = join(root, 'src/modules/expenditure/regulation/finance@2024-01-01.yaml');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'guiju-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Told {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

const COMMANDS = {
  decide: () => import('../src/cli/decide.ts'),
  check: () => import('../src/cli/check.ts'),
  coverage: () => import('../src/cli/coverage.ts'),
  schema: () => import('../src/cli/schema.ts'),
  verify: () => import('../src/cli/verify.ts'),
  backup: () => import('../src/cli/backup.ts'),
  restore: () => import('../src/cli/restore.ts'),
  serve: () => import('../src/cli/serve.ts'),
};

/** A command, with no database anywhere: its exit code and what it says. */
async function guiju(command: keyof typeof COMMANDS, ...args: readonly string[]): Promise<Told> {
  const { run } = await COMMANDS[command]();
  const out = vi.spyOn(console, 'log').mockReturnValue();
  const error = vi.spyOn(console, 'error').mockReturnValue();
  const said = (from: typeof out): string => from.mock.calls.map(([line]) => `${String(line)}\n`).join('');
  try {
    return { code: await run(args), out: said(out), error: said(error) };
  } finally {
    out.mockRestore();
    error.mockRestore();
  }
}

/** The program itself, as it is started. */
function program(...args: readonly string[]): Told {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'src', 'cli.ts'), ...args], { encoding: 'utf8' });
  return { code: status ?? -1, out: stdout, error: stderr };
}

/** The finance regulation with a change, as a file. */
function changed(from: string, to: string): string {
  const text = readFileSync(FINANCE, 'utf8');
  if (!text.includes(from)) throw new Error(`the regulation does not say ${from}`);
  const file = join(folder, 'changed.yaml');
  writeFileSync(file, text.replace(from, to));
  return file;
}

describe('every command', () => {
  test('is listed, and an unknown command or option is used wrongly', () => {
    const { code, out } = program('help');
    expect(code).toBe(0);
    for (const command of Object.keys(COMMANDS)) expect(out).toContain(`  ${command} `);
    expect(program('unheard-of')).toMatchObject({ code: 2, out: expect.stringContaining('用法  npx guiju <命令>') });
    expect(program('decide', '--unheard-of')).toMatchObject({ code: 2, error: expect.stringMatching(/不认识的选项：.*unheard-of.*npx guiju decide --help/) });
  });
  test.each(Object.keys(COMMANDS) as readonly (keyof typeof COMMANDS)[])('%s explains itself', async (command) => {
    expect(await guiju(command, '--help')).toMatchObject({ code: 0, error: '', out: expect.stringMatching(/^规矩：[\s\S]*用法 {2}(npx guiju|npm start)/) });
  });
});

describe('decide', () => {
  const facts = (amount: string): string => JSON.stringify({ 金额: amount, 是否办公用品: '否', 三十日合计: amount });
  const decide = (amount: string, ...more: readonly string[]) =>
    guiju('decide', '--office', '文旅局', '--question', '事前审批', '--facts', facts(amount), '--on', '2026-11-23', ...more);

  test('says what is to be done and why, with the clause', async () => {
    const { code, out } = await decide('12300元');
    expect(code).toBe(0);
    expect(out).toMatch(/^可以办理\n路径 {2}分管财务领导同意 → 局长批准/);
    expect(out).toContain('〔FIN-02i，2024-01-01版，表“支出批准”');
  });
  test('as JSON holds the whole decision', async () => {
    expect(JSON.parse((await decide('12300元', '--json')).out)).toMatchObject({ verdict: 'allowed', steps: [{ post: '分管财务领导' }, { post: '局长' }] });
  });
  test('ends with 1 where the regulation says no, and where facts are missing or wrong', async () => {
    const refused = await guiju(
      'decide',
      '--office',
      '文旅局',
      '--question',
      '结算方式',
      '--on',
      '2026-11-23',
      '--facts',
      '{"金额":"500元","付款方式":"现金","同日合计":"500元","有付款凭据":"是"}',
    );
    expect(refused).toMatchObject({ code: 1, out: expect.stringMatching(/^不予办理\n {2}✘ .*（FIN-\d+\w?）\n {6}可以：/) });
    expect(await guiju('decide', '--office', '文旅局', '--question', '事前审批', '--on', '2026-11-23')).toMatchObject({
      code: 1,
      error: expect.stringContaining('缺少“是否办公用品”'),
    });
    expect(await decide('很多')).toMatchObject({ code: 1, error: expect.stringContaining('很多') });
  });
  test('used wrongly says what is missing, and what there is instead', async () => {
    expect(await guiju('decide')).toMatchObject({ code: 2, error: expect.stringMatching(/^须写明 --office、--question 和 --on。/) });
    const ask = (office: string, question: string, on: string, written = '{}') =>
      guiju('decide', '--office', office, '--question', question, '--on', on, '--facts', written);
    expect(await ask('文旅', '事前审批', '2026-11-23')).toMatchObject({ code: 2, error: expect.stringMatching(/^没有单位“文旅”.*文旅局/) });
    expect(await ask('文旅局', '事前审核', '2026-11-23')).toMatchObject({ code: 2, error: expect.stringMatching(/没有问题“事前审核”.*事前审批/) });
    expect(await ask('文旅局', '事前审批', '2026-02-30')).toMatchObject({ code: 2, error: expect.stringMatching(/^“2026-02-30”不是日期/) });
    expect(await ask('文旅局', '事前审批', '2026-11-23', '[]')).toMatchObject({ code: 2, error: expect.stringMatching(/^--facts 应当是JSON对象/) });
  });
});

describe('check', () => {
  test('finds no error in what comes with the program', async () => {
    expect(await guiju('check')).toMatchObject({ code: 0, out: expect.stringMatching(/0处错误，0处提醒，\d+处说明\n$/) });
  });
  test('names line, column and clause of what is wrong in a file', async () => {
    const { code, out } = await guiju('check', changed('[5000元, 20000元)', '[5000元, 19000元)'));
    expect(code).toBe(1);
    expect(out).toMatch(/changed\.yaml:\d+:\d+ 错误·缺口 表“支出批准”有缺口：.*19000\.00元至19999\.99元时没有一行适用。/);
    expect(JSON.parse((await guiju('check', '--json', FINANCE)).out)).not.toContainEqual(expect.objectContaining({ severity: 'error' }));
  });
  test('holds a file against the other regulations of its office', async () => {
    const file = changed('制度: 财务财物管理制度', '制度: 另一制度');
    expect((await guiju('check', file)).out).not.toContain('期限不一');
    writeFileSync(file, readFileSync(file, 'utf8').replace('期限: 2日', '期限: 3日'));
    expect(await guiju('check', file)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/“支出报告”的期限不一：《财务财物管理制度》FIN-02g为.*2日.*《另一制度》FIN-02g为.*3日/),
    });
  });
  test('asked for a file that is not there is used wrongly', async () => {
    expect(await guiju('check', join(folder, 'none.yaml'))).toMatchObject({ code: 2, error: expect.stringContaining('没有找到文件') });
  });
});

describe('coverage', () => {
  // FIN-02i is in a pack with cases; CLI-1b–d are named here alone; the last is named nowhere, since it is put together.
  const nowhere = ['CLI', '2'].join('-');
  const ids = ['FIN-02i', 'CLI-1b', 'CLI-1c', 'CLI-1d', nowhere];
  const catalogue = (): string => {
    writeFileSync(join(folder, 'some.yaml'), ids.map((id) => `- { id: ${id}, level: ${id === nowhere ? 'shown' : 'enforced'} }`).join('\n'));
    return folder;
  };

  test('lists by level what is in no pack, in no case and in no test; a range names each of its entries', async () => {
    rmSync(join(folder, 'changed.yaml'), { force: true });
    const { code, out } = await guiju('coverage', '--catalogue', catalogue(), '--json');
    expect(code).toBe(0);
    const others = ['CLI-1b', 'CLI-1c', 'CLI-1d'];
    expect(JSON.parse(out)).toEqual([
      { level: 'enforced', entries: 4, missing: { inPack: others, withCase: others, withTest: [] } },
      { level: 'shown', entries: 1, missing: { inPack: [nowhere], withCase: [nowhere], withTest: [nowhere] } },
    ]);
    expect((await guiju('coverage', '--catalogue', folder)).out).toContain(
      `shown      条目1，已入制度0，有案例0，有测试0\n  未入制度：${nowhere}\n  没有案例：${nowhere}\n  没有测试：${nowhere}\n`,
    );
  });
  test('without a catalogue is used wrongly', async () => {
    expect(await guiju('coverage')).toMatchObject({ code: 2, error: expect.stringMatching(/^须写明 --catalogue。/) });
    expect(await guiju('coverage', '--catalogue', join(folder, 'none'))).toMatchObject({ code: 2, error: expect.stringContaining('没有找到目录') });
    expect(await guiju('coverage', '--catalogue', join(root, 'bin'))).toMatchObject({ code: 2, error: expect.stringContaining('里没有条目文件') });
  });
});

test('schema describes a regulation as it is written, in JSON Schema', async () => {
  const schema = JSON.parse((await guiju('schema')).out);
  expect(schema).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object', additionalProperties: false });
  expect(schema.required).toEqual(expect.arrayContaining(['制度', '单位', '领域', '版本', '施行', '条款']));
  const clause = schema.properties.条款.items;
  expect(clause.properties.级别.enum).toEqual(['强制', '计算', '跟踪', '记录', '确认', '公示']);
  const rules = clause.properties.规则.items.anyOf.map((one: { required: readonly string[] }) => one.required[0]);
  expect(rules).toEqual(['表', '义务', '分离', '不相容', '独任', '设定', '台账', '确认', '公示']);
});
