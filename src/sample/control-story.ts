import { addDays, civilDate, civilDayOf, type CivilDate } from '../rules/calendar/civil-date.ts';
import { keepBytes, keepFileVerb } from '../platform/files/store.ts';
import { approveAuditPlanVerb, closeAuditVerb, planAuditVerb } from '../modules/control/audit-course.ts';
import { addFindingVerb, addPaperVerb, openAuditVerb, remarkFindingVerb, reportAuditVerb } from '../modules/control/audits.ts';
import { recordEducationVerb } from '../modules/control/conduct.ts';
import { QUESTIONS, PRINCIPLES } from '../modules/control/contract-control.ts';
import { registerControlVerb, reviewControlVerb, runControlVerb } from '../modules/control/controls.ts';
import { samplesOf } from '../modules/control/coverage.ts';
import { evaluateDepartmentVerb } from '../modules/control/environment.ts';
import { verifyImprovementVerb } from '../modules/control/improvements.ts';
import { approveSheetVerb, checkForPostVerb, confirmSheetVerb } from '../modules/control/key-posts.ts';
import { assessRiskVerb, registerRiskVerb } from '../modules/control/risks.ts';
import { handOverPostVerb, keepInPostVerb } from '../modules/control/rotation.ts';
import { checkSampleVerb } from '../modules/control/sampling.ts';
import { endPostVerb } from '../platform/people/end-post.ts';
import { givePostVerb } from '../platform/people/give-post.ts';
import type { Cast } from './cast.ts';
import { CONTROLS, RISKS, SHEETS } from './control-scenes.ts';
import { workdayBefore, workdayOn } from './history.ts';

const FINANCE = '周静';
const PERSONNEL = '彭涛';
const HEAD = '李国栋';
const AUDITOR = '陶然';
const SECURITY = '许强';
const VERIFIER = '冯涛';

interface Story {
  readonly cast: Cast;
  readonly today: CivilDate;
}

/** A year of internal control at the culture bureau: key posts, controls and risks, samples, an audit, evaluations. Everything by verbs; the clockwork's are run on their days. */
export async function liveThroughControl(cast: Cast): Promise<void> {
  const end = cast.world.clock();
  const story = { cast, today: civilDayOf(end) };
  const keeper = await fillKeyPosts(story);
  const controls = await setUpControls(story);
  await assessRisks(story, controls);
  await rotate(story, keeper);
  const [sample] = [await checkSamples(story, { months: 2, controls }), await checkSamples(story, { months: 1, controls })];
  await audit(story, sample);
  await runControls(story, controls);
  await evaluate(story, controls);
  cast.world.setClock(end);
}

/** A file handed in as evidence. */
async function proof(cast: Cast, name: string, title: string): Promise<string> {
  const bytes = Buffer.from(`${title}\n${civilDayOf(cast.world.clock())}\n`);
  const digest = await keepBytes(cast.world.folder, cast.office.officeId, bytes);
  await cast.perform(name, keepFileVerb, { digest, name: `${title}.txt`, size: bytes.length, mediaType: 'text/plain', invoice: null });
  return digest;
}

/** What the clockwork of internal control does on the day the story stands at. */
async function clockwork({ world, office }: Cast): Promise<void> {
  const jobs = world.modules.flatMap((module) => module.jobs).filter(({ job }) => ['daily-control', 'follow-up-control', 'monthly-sample'].includes(job));
  for (const job of jobs) await job.run(world, office.officeId);
}

async function check({ cast }: Story, name: string, post: string): Promise<void> {
  await cast.perform(PERSONNEL, checkForPostVerb, {
    personId: cast.personId(name),
    post,
    qualified: true,
    continuingEducation: true,
    inductionOn: civilDayOf(cast.world.clock()),
    sanctionOpen: false,
    relativeIncompatible: false,
    note: '专业能力、继续教育、品行和回避情况已核对',
  });
}

/** Sheets of the key posts, confirmed by most of their holders; checks; the training of the year. @returns how the keeper of receipts holds his post. */
async function fillKeyPosts(story: Story): Promise<number> {
  const { cast, today } = story;
  const { rules } = cast.world;
  cast.at(workdayOn(addDays(today, -330)), '09:30');
  for (const { manager, ...sheet } of SHEETS)
    await cast.perform(HEAD, approveSheetVerb(rules), { ...sheet, superior: '', incompatible: '', managerId: cast.personId(manager) });
  for (const [name, post] of [
    ['郑洁', '出纳'],
    ['周静', '财务股'],
    ['田苗', '资产管理员'],
  ] as const)
    await cast.perform(name, confirmSheetVerb, { post });
  for (const [name, post] of [
    ['郑洁', '出纳'],
    ['周静', '财务股'],
    ['吴芳', '财务股'],
    ['田苗', '资产管理员'],
    ['蒋雪', '票据保管'],
  ] as const)
    await check(story, name, post);
  const { holdingId } = await cast.perform(SECURITY, givePostVerb(cast.world), {
    post: '票据保管',
    personId: cast.personId('蒋雪'),
    departmentId: null,
    from: civilDayOf(cast.world.clock()),
    until: null,
  });
  await cast.perform('蒋雪', confirmSheetVerb, { post: '票据保管' });
  cast.at(workdayOn(addDays(today, -180)), '10:00');
  await cast.perform(PERSONNEL, recordEducationVerb(rules), {
    sort: '关键岗位培训',
    heldOn: civilDayOf(cast.world.clock()),
    topic: '政府会计制度和现金管理',
    speaker: '县财政局国库股',
    attendees: ['郑洁', '周静', '田苗'].map((name) => cast.personId(name)),
    material: null,
    plan: '',
  });
  return holdingId;
}

/** @returns the number of each control by its name. */
async function setUpControls({ cast, today }: Story): Promise<ReadonlyMap<string, string>> {
  cast.at(workdayOn(addDays(today, -320)), '10:00');
  const numbers = new Map<string, string>();
  for (const { ran: _ran, ...control } of CONTROLS) numbers.set(control.name, (await cast.perform(FINANCE, registerControlVerb, control)).number);
  return numbers;
}

async function assessRisks({ cast, today }: Story, controls: ReadonlyMap<string, string>): Promise<void> {
  const { rules } = cast.world;
  cast.at(workdayOn(addDays(today, -315)), '15:00');
  for (const { again, department, control, ...risk } of RISKS) {
    const departmentId = cast.office.departments.get(department);
    if (departmentId === undefined) throw new Error(`no section ${department}`);
    const controlNumber = control === null ? null : (controls.get(control) ?? null);
    const { number } = await cast.perform(FINANCE, registerRiskVerb(rules), { ...risk, departmentId, controlNumber });
    if (again === undefined) continue;
    const [likelihood, impact, note] = again;
    cast.at(workdayOn(addDays(today, -45)), '15:00');
    await cast.perform(FINANCE, assessRiskVerb(rules), { number, likelihood, impact, note, controlNumber: null });
    cast.at(workdayOn(addDays(today, -315)), '15:10');
  }
}

/** The cashier cannot be replaced and is audited instead; the keeper of receipts hands over before a third person. */
async function rotate(story: Story, holdingId: number): Promise<void> {
  const { cast, today } = story;
  cast.at(workdayOn(addDays(today, -120)), '00:30');
  await clockwork(cast);
  cast.at(workdayOn(addDays(today, -115)), '16:00');
  await cast.perform(HEAD, keepInPostVerb(cast.world.rules), {
    post: '出纳',
    personId: cast.personId('郑洁'),
    reason: '财务股编制三人，会计和出纳不能互换，暂无可替换人员',
  });
  const day = workdayOn(addDays(today, -60));
  cast.at(day, '09:00');
  await check(story, '韩梅', '票据保管');
  await cast.perform(SECURITY, endPostVerb(cast.world), { holdingId, until: day });
  await cast.perform(SECURITY, givePostVerb(cast.world), { post: '票据保管', personId: cast.personId('韩梅'), departmentId: null, from: day, until: null });
  cast.at(day, '10:20');
  await cast.perform('韩梅', handOverPostVerb, {
    post: '票据保管',
    fromPersonId: cast.personId('蒋雪'),
    supervisorId: cast.personId(VERIFIER),
    items: '领用登记簿1本、财政票据2本、内部收据3本、保险柜钥匙1把',
    openItems: '上月领用的1本收据待核销',
  });
  await cast.perform('韩梅', confirmSheetVerb, { post: '票据保管' });
}

interface Month {
  /** So many months before the one of today. */
  readonly months: number;
  readonly controls: ReadonlyMap<string, string>;
}

/** The first day of the month so many months back. */
function monthBefore(today: CivilDate, months: number): CivilDate {
  let first = civilDate(`${today.slice(0, 7)}-01`);
  for (let back = 0; back < months; back += 1) first = civilDate(`${addDays(first, -1).slice(0, 7)}-01`);
  return first;
}

/** The clockwork draws on the first working day of the next month; whoever had no hand in an item checks it within the week, if that week is over. @returns the sample's number. */
async function checkSamples({ cast, today }: Story, { months, controls }: Month): Promise<string> {
  const { rules } = cast.world;
  const drawn = workdayOn(monthBefore(today, months - 1));
  if (drawn > today) return '';
  cast.at(drawn, '00:30');
  await clockwork(cast);
  const sample = (await cast.read('谢芸', (tx) => samplesOf(rules, tx))).find((one) => one.month === monthBefore(today, months).slice(0, 7));
  const day = workdayOn(addDays(drawn, 6));
  if (sample === undefined || day >= today) return sample?.number ?? '';
  for (const [index, { matter, checker }] of sample.items.entries()) {
    if (checker === null) continue;
    cast.at(day, `14:${String(10 + index).padStart(2, '0')}`);
    const problem = index === 0 && months === 2;
    const found = {
      measure: problem ? '补附活动照片和签到表' : '',
      ownerId: problem ? cast.personId('沈明') : null,
      dueOn: problem ? addDays(day, 20) : null,
      controlNumber: problem ? (controls.get('报销逐级签批') ?? null) : null,
    };
    const done = await cast.perform(checker, checkSampleVerb(rules), {
      number: sample.number,
      matter,
      result: problem ? '问题' : '合格',
      note: problem ? '活动类支出没有附照片和签到表' : '手续、票据、金额相符',
      ...found,
    });
    if (typeof done['improvement'] === 'string') await verify(cast, { number: done['improvement'], day: addDays(day, 12), note: '照片和签到表已补附' }, today);
  }
  return sample.number;
}

async function verify(
  cast: Cast,
  { number, day, note }: { readonly number: string; readonly day: CivilDate; readonly note: string },
  today: CivilDate,
): Promise<void> {
  const on = workdayOn(day);
  if (on >= today) return;
  cast.at(on, '16:40');
  await cast.perform(VERIFIER, verifyImprovementVerb(cast.world.rules), { number, note, evidence: await proof(cast, VERIFIER, '整改材料') });
}

/** The plan of the year and one audit of the accounts from notice to re-examination; the audit of the subordinate unit is still to come. */
async function audit({ cast, today }: Story, sampleNumber: string): Promise<void> {
  const { rules } = cast.world;
  const planned = workdayOn(addDays(today, -300));
  const year = Number(planned.slice(0, 4));
  cast.at(planned, '09:00');
  const line = { year, plannedOn: civilDate(`${year}-12-31`) };
  const { number: plan } = await cast.perform(AUDITOR, planAuditVerb(rules), { ...line, subject: '会计资料', scope: '本年度会计资料和付款手续' });
  await cast.perform(AUDITOR, planAuditVerb(rules), { ...line, subject: '局属单位', scope: '县文化馆财务收支' });
  await cast.perform(HEAD, approveAuditPlanVerb(rules), { year, remark: '同意，按计划实施' });
  cast.at(workdayOn(addDays(today, -24)), '09:00');
  const { number } = await cast.perform(AUDITOR, openAuditVerb(rules), {
    sort: '内部审计',
    scope: '会计资料和付款手续',
    areaPost: '财务股',
    from: addDays(today, -290),
    until: addDays(today, -60),
    auditorIds: [cast.personId(AUDITOR)],
    plan,
  });
  cast.at(workdayOn(addDays(today, -21)), '15:00');
  await cast.perform(AUDITOR, addPaperVerb, { number, title: '付款手续抽样底稿', sampleNumber, file: await proof(cast, AUDITOR, '付款手续抽样底稿') });
  await cast.perform(AUDITOR, addPaperVerb, { number, title: '银行对账核对底稿', sampleNumber: '', file: await proof(cast, AUDITOR, '银行对账核对底稿') });
  const found = {
    number,
    gravity: '一般',
    facts: '库存现金抽点连续未登记',
    measure: '恢复按月抽点并登记盘点表',
    ownerId: cast.personId(FINANCE),
    dueOn: addDays(today, 10),
    controlNumber: null,
  } as const;
  const { finding, improvement } = await cast.perform(AUDITOR, addFindingVerb(rules), found);
  cast.at(workdayOn(addDays(today, -18)), '11:00');
  await cast.perform(AUDITOR, reportAuditVerb(rules), { number });
  if (typeof finding !== 'string' || typeof improvement !== 'string') throw new Error('an audit finding has no number');
  cast.at(workdayOn(addDays(today, -15)), '09:40');
  await cast.perform(FINANCE, remarkFindingVerb, { finding, sort: '答复', remark: '情况属实，已与内审人员商定抽点日期' });
  await cast.perform('王建华', remarkFindingVerb, { finding, sort: '布置', remark: '财务股本月内恢复抽点，结果报我' });
  await verify(cast, { number: improvement, day: addDays(today, -8), note: '已按月登记抽点表' }, today);
  const closed = workdayOn(addDays(today, -6));
  if (closed >= today) return;
  cast.at(closed, '10:00');
  await cast.perform(AUDITOR, closeAuditVerb(rules), { number, conclusion: '整改到位，可以办结' });
}

/** Controls run by hand, month by month, by whoever holds their post. */
async function runControls({ cast, today }: Story, controls: ReadonlyMap<string, string>): Promise<void> {
  const runners: Readonly<Record<string, string>> = { 财务股: FINANCE, 内审人员: AUDITOR, 资产管理员: '田苗', 政工人事股: PERSONNEL };
  const runs = CONTROLS.flatMap(({ name, post, evidence, ran }) =>
    ran.map((months) => ({ number: controls.get(name) ?? '', who: runners[post] ?? FINANCE, evidence, months })),
  );
  for (const { number, who, evidence, months } of runs.toSorted((one, other) => other.months - one.months)) {
    const day = workdayOn(addDays(monthBefore(today, months), 4));
    const on = day < today ? day : workdayBefore(today);
    cast.at(on, '08:40');
    await cast.perform(who, runControlVerb(cast.world.rules), {
      number,
      ranOn: on,
      result: '相符',
      finding: '核对一致',
      evidence: await proof(cast, who, evidence),
      measure: '',
      ownerId: null,
      dueOn: null,
    });
  }
}

/** Three sections evaluated from outside, two controls reviewed; what nobody checks is to be mended. */
async function evaluate({ cast, today }: Story, controls: ReadonlyMap<string, string>): Promise<void> {
  const { rules } = cast.world;
  cast.at(workdayBefore(addDays(today, -10)), '09:20');
  const year = Number(civilDayOf(cast.world.clock()).slice(0, 4));
  for (const [department, score, comment] of [
    ['财务股', 92, '付款手续齐全，抽点有中断'],
    ['文化股', 85, '活动资料偶有缺漏'],
    ['旅游股', 90, '按期办结情况较好'],
  ] as const) {
    await cast.perform('谢芸', evaluateDepartmentVerb(rules), { departmentId: cast.office.departments.get(department) ?? 0, year, score, comment });
  }
  const answers = QUESTIONS.map((question) => ({ question, answer: '足' as const, evidence: '运行记录和抽查结果' }));
  const review = { year, answers, measure: '', ownerId: null, dueOn: null };
  await cast.perform('谢芸', reviewControlVerb(rules), { ...review, number: controls.get('银行存款对账') ?? '', principles: [...PRINCIPLES] });
  await cast.perform('谢芸', reviewControlVerb(rules), {
    ...review,
    number: controls.get('岗位说明书更新') ?? '',
    principles: PRINCIPLES.filter((one) => one === '有用' || one === '成本相称'),
    measure: '写明法规依据和牵制职务',
    ownerId: cast.personId(PERSONNEL),
    dueOn: addDays(today, 30),
  });
}
