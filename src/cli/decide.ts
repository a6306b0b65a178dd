import { parseArgs } from 'node:util';
import { readCivilDate } from '../rules/calendar/civil-date.ts';
import { stepInWords, type Decision } from '../rules/decision.ts';
import { FactFault, RuleFault } from '../rules/fact-fault.ts';
import { readFacts, showFacts } from '../rules/facts.ts';
import { nearestHint } from '../rules/nearest.ts';
import { PEOPLE_FACTS } from '../rules/cases/case-staff.ts';
import { loadPacks } from './packs.ts';

const HELP = `规矩：按制度判定

用法  npx guiju decide --office <单位> --question <问题> --facts '<JSON>' --on <日期> [--json]

  --office    单位简称，如 文旅局
  --question  问题，如 事前审批
  --facts     事实，用中文用语，如 '{"金额":"12300元","是否办公用品":"否"}'
  --on        事实发生的日期，如 2026-11-23
  --json      以JSON输出完整判定
  --help      显示本说明

退出码：0 可以办理；1 不予办理或不能判定；2 用法不对。`;

/** `guiju decide`: what the regulation in force on a day says of these facts. */
export async function run(args: readonly string[]): Promise<number> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { office: text, question: text, facts: text, on: text, json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const asked = read(values);
  if (typeof asked === 'string') {
    console.error(`${asked}\n\n${HELP}`);
    return 2;
  }
  try {
    const { book, question, on, vocabulary } = asked;
    const decision = book.decide({ question, facts: { ...PEOPLE_FACTS, ...readFacts(asked.facts, vocabulary) }, on });
    if (values.json) console.log(JSON.stringify({ ...decision, values: showFacts(decision.values, vocabulary) }, null, 2));
    else print(decision, showFacts(decision.values, vocabulary));
    return decision.verdict === 'allowed' ? 0 : 1;
  } catch (error) {
    if (!(error instanceof FactFault) && !(error instanceof RuleFault)) throw error;
    console.error(error.message);
    return 1;
  }
}

function read(values: {
  readonly office?: string | undefined;
  readonly question?: string | undefined;
  readonly facts?: string | undefined;
  readonly on?: string | undefined;
}) {
  const packs = loadPacks();
  const { office, question, facts = '{}', on: written } = values;
  if (office === undefined || question === undefined || written === undefined) return '须写明 --office、--question 和 --on。';
  const book = packs.rulebooks.get(office);
  if (book === undefined) return `没有单位“${office}”${nearestHint(office, packs.rulebooks.keys())}（现有${[...packs.rulebooks.keys()].join('、')}）。`;
  const on = readCivilDate(written);
  if (on === undefined) return `“${written}”不是日期；应当像2026-11-23。`;
  const questions = book.packs.flatMap((pack) => [...pack.questions.keys()]);
  if (!questions.includes(question)) return `${book.office.name}没有问题“${question}”${nearestHint(question, questions)}（可问：${questions.join('、')}）。`;
  const parsed = parse(facts);
  return parsed === undefined
    ? '--facts 应当是JSON对象，例如 \'{"金额":"12300元"}\'。'
    : { book, question, on, facts: parsed, vocabulary: packs.disk.vocabulary };
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const data: unknown = JSON.parse(text);
    return typeof data === 'object' && data !== null && !Array.isArray(data) ? { ...data } : undefined;
  } catch {
    return undefined;
  }
}

function print(decision: Decision, values: Readonly<Record<string, string>>): void {
  console.log(decision.verdict === 'allowed' ? '可以办理' : '不予办理');
  for (const refusal of decision.refusals) {
    console.log(`  ✘ ${refusal.sentence}（${refusal.clause?.id ?? ''}）`);
    for (const help of refusal.whatWouldHelp) console.log(`      可以：${help}`);
  }
  if (decision.steps.length > 0) console.log(`路径  ${decision.steps.map(stepInWords).join(' → ')}`);
  if (decision.required.length > 0) console.log(`须附  ${decision.required.map((one) => one.evidence).join('、')}`);
  if (decision.duties.length > 0) console.log(`义务  ${decision.duties.map((one) => one.duty).join('、')}`);
  for (const [name, value] of Object.entries(values)) console.log(`得出  ${name} ${value}`);
  for (const notice of decision.notices) console.log(`提示  ${notice.sentence}`);
  console.log('依据');
  for (const reason of decision.reasons)
    console.log(`  ${reason.sentence}〔${reason.clause.id}，${reason.clause.version}版，表“${reason.table}”第${reason.row}行〕`);
}
