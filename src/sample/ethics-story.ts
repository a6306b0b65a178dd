import { join } from 'node:path';
import {
  declareInvitationVerb,
  acknowledgeVerb,
  circulateVerb,
  planEducationVerb,
  recordEducationVerb,
  registerGiftVerb,
  settleGiftVerb,
} from '../modules/control/conduct.ts';
import { listFeeVerb } from '../modules/control/public-money.ts';
import { declareHospitalityVerb, undeclaredTrips } from '../modules/control/trip-declarations.ts';
import { answerObjectionVerb, openWorksVerb, postNoticeVerb, recordObjectionVerb } from '../modules/control/works.ts';
import { evidenceStepVerb } from '../modules/control/works-steps.ts';
import { discloseVerb } from '../modules/expenditure/disclose.ts';
import { keepBytes, keepFileVerb } from '../platform/files/store.ts';
import { typeset } from '../platform/print/typeset.ts';
import { addDays, civilDayOf, type CivilDate } from '../rules/calendar/civil-date.ts';
import { addWorkdays } from '../rules/calendar/working-days.ts';
import { fen } from '../rules/money.ts';
import type { Cast } from './cast.ts';
import { workdayBefore, workdayOn } from './history.ts';

const DISCIPLINE = '赵敏';
const OFFICE = '冯涛';
const FINANCE = '周静';

/** Activities of the year's plan: how many days before today, negative where it lies ahead; nobody for what is still to be held. */
const ACTIVITIES = [
  { daysAgo: 95, topic: '节前廉洁提醒', speaker: '赵敏', attendees: ['沈明', '秦岚', '罗成', '周静', '吴芳', '冯涛', '蒋雪', '彭涛'] },
  {
    daysAgo: 33,
    topic: '县纪委警示教育',
    speaker: '县纪委宣讲员',
    attendees: ['李国栋', '王建华', '陈立', '孙丽', '沈明', '秦岚', '韩梅', '周静', '郑洁', '冯涛'],
  },
  { daysAgo: -14, topic: '年终廉政谈话', speaker: '', attendees: [] },
] as const;

/** Gifts: by whom, and what became of them; the last is still to be settled. */
const GIFTS = [
  {
    daysAgo: 70,
    receiver: '沈明',
    giver: '非遗工坊负责人',
    giverUnit: '云溪竹编工坊',
    description: '竹编茶具一套',
    yuan: 380,
    occasion: '检查后留在办公室',
    fate: '上交',
    receipt: '机关收据0031号',
  },
  {
    daysAgo: 41,
    receiver: '秦岚',
    giver: '景区经理',
    giverUnit: '云溪景区',
    description: '购物卡一张',
    yuan: 500,
    occasion: '节日走访',
    fate: '退还',
    receipt: '退还签收单',
  },
  {
    daysAgo: 4,
    receiver: '罗成',
    giver: '器材供应商',
    giverUnit: '示范县康健体育用品店',
    description: '运动手表一块',
    yuan: 260,
    occasion: '寄到单位',
    fate: null,
    receipt: '',
  },
] as const;

/** Integrity in the culture bureau: education by a plan, gifts handed in and returned, declarations, a project in public notice, yearly figures disclosed – by verbs. */
export async function liveThroughEthics(cast: Cast): Promise<void> {
  const end = cast.world.clock();
  const today = civilDayOf(end);
  const paper = await handIn(cast, { name: DISCIPLINE, at: workdayBefore(addDays(today, -100)), text: '中央八项规定及其实施细则精神（本单位学习文本）。' });
  await educate(cast, { today, paper });
  for (const gift of GIFTS) await giveGift(cast, gift, today);
  await declare(cast, today);
  await buildInPublic(cast, today);
  await disclose(cast, today);
  cast.world.setClock(end);
}

/** A document of one sentence. */
async function handIn(cast: Cast, { name, at, text }: { readonly name: string; readonly at: CivilDate; readonly text: string }): Promise<string> {
  cast.at(at, '09:00');
  const bytes = await typeset(
    { template: '#let data = json(bytes(sys.inputs.data))\n#set text(font: "Noto Serif SC", lang: "zh")\n#data.text', data: { text } },
    join(cast.world.folder, 'fonts'),
  );
  const digest = await keepBytes(cast.world.folder, cast.office.officeId, bytes);
  await cast.perform(name, keepFileVerb, { digest, name: '材料.pdf', size: bytes.length, mediaType: 'application/pdf', invoice: null });
  return digest;
}

/** The plan, what was held of it, and a document everybody is to acknowledge; some have. */
async function educate(cast: Cast, { today, paper }: { readonly today: CivilDate; readonly paper: string }): Promise<void> {
  const { rules } = cast.world;
  cast.at(workdayBefore(addDays(today, -100)), '10:00');
  const planned: string[] = [];
  for (const { daysAgo, topic } of ACTIVITIES)
    planned.push((await cast.perform(DISCIPLINE, planEducationVerb, { plannedOn: workdayOn(addDays(today, -daysAgo)), topic })).number);
  for (const [index, { daysAgo, topic, speaker, attendees }] of ACTIVITIES.entries()) {
    if (attendees.length === 0) continue;
    const heldOn = workdayOn(addDays(today, -daysAgo));
    cast.at(heldOn, '17:00');
    await cast.perform(DISCIPLINE, recordEducationVerb(rules), {
      sort: '廉政教育',
      heldOn,
      topic,
      speaker,
      attendees: attendees.map((name) => cast.personId(name)),
      material: null,
      plan: planned[index] ?? '',
    });
  }
  cast.at(workdayOn(addDays(today, -10)), '09:30');
  const title = '中央八项规定及其实施细则精神';
  await cast.perform(DISCIPLINE, circulateVerb(rules), { title, issuer: '中共中央', version: 1, text: paper });
  for (const name of ['李国栋', '沈明', '周静', '韩梅']) await cast.perform(name, acknowledgeVerb, { title });
}

async function giveGift(
  cast: Cast,
  { daysAgo, receiver, giver, giverUnit, description, yuan, occasion, fate, receipt }: (typeof GIFTS)[number],
  today: CivilDate,
): Promise<void> {
  const { rules } = cast.world;
  const happenedOn = workdayBefore(addDays(today, -daysAgo));
  cast.at(happenedOn, '16:00');
  const { number } = await cast.perform(receiver, registerGiftVerb(rules), {
    happenedOn,
    giver,
    giverUnit,
    sort: '礼品',
    description,
    value: fen(yuan * 100),
    occasion,
    receiverId: cast.personId(receiver),
  });
  if (fate === null) return;
  cast.at(addWorkdays(happenedOn, 3), '10:00');
  await cast.perform(receiver, settleGiftVerb(rules), { number, fate, receipt });
}

/** An invitation declined, and how those who travelled were received; one of them has not said so yet. */
async function declare(cast: Cast, today: CivilDate): Promise<void> {
  const { rules } = cast.world;
  cast.at(workdayBefore(addDays(today, -20)), '11:00');
  await cast.perform('秦岚', declareInvitationVerb, {
    inviter: '云溪景区',
    relation: '监管对象',
    occasion: '开业答谢晚宴',
    on: addDays(today, -18),
    decision: '谢绝',
    reason: '',
  });
  cast.at(workdayBefore(today), '08:30');
  const names = new Map([...cast.office.people].map(([name, id]) => [id, name]));
  const [, ...said] = await cast.read(DISCIPLINE, (tx) => undeclaredTrips(tx, today));
  for (const { trip, personId } of said)
    await cast.perform(names.get(personId) ?? '', declareHospitalityVerb(rules), { trip, aboveStandard: false, kind: '', host: '', value: fen(0) });
}

/** A repair put out to contract: its steps, the notice at the start, an objection and its answer. */
async function buildInPublic(cast: Cast, today: CivilDate): Promise<void> {
  const { rules } = cast.world;
  const opened = workdayBefore(addDays(today, -28));
  const document = await handIn(cast, { name: OFFICE, at: opened, text: '县文化馆排练厅修缮项目：询价通知书和启动公示文本。' });
  const { number } = await cast.perform(OFFICE, openWorksVerb(rules), {
    name: '县文化馆排练厅修缮',
    amount: fen(18_600_000),
    leaderId: cast.personId('孙丽'),
    supervisorId: cast.personId(DISCIPLINE),
    procedure: '询价',
    basis: '政府采购法第三十二条',
  });
  await cast.perform(OFFICE, evidenceStepVerb(rules), { number, step: '询价通知书', document });
  const from = addWorkdays(opened, 1);
  cast.at(from, '09:00');
  await cast.perform(OFFICE, postNoticeVerb(rules), {
    number,
    stage: '启动',
    place: '局公示栏、县政府网站',
    from,
    until: addWorkdays(from, 6),
    channel: '纪检领导办公电话、局举报信箱',
    notice: document,
  });
  const receivedOn = addWorkdays(from, 2);
  cast.at(receivedOn, '15:00');
  const objection = await cast.perform(OFFICE, recordObjectionVerb(rules), {
    number,
    receivedOn,
    objector: '示范县宏达装饰公司',
    content: '询价对象只有两家，请说明。',
  });
  cast.at(addWorkdays(receivedOn, 3), '10:00');
  await cast.perform(OFFICE, answerObjectionVerb, { objection: objection.number, answer: '询价对象为三家，名单附后公示。' });
}

/** The catalogue of fees, and the figures of the year before. */
async function disclose(cast: Cast, today: CivilDate): Promise<void> {
  const on = workdayBefore(addDays(today, -60));
  const year = Number(today.slice(0, 4)) - 1;
  const document = await handIn(cast, { name: FINANCE, at: on, text: `${year}年度“三公”经费和行政经费公开表。` });
  for (const content of ['三公经费', '行政经费'] as const)
    await cast.perform(FINANCE, discloseVerb(cast.world.rules), { content, year, audience: '社会公开（县政府网站）', document, masked: true });
  await cast.perform(FINANCE, listFeeVerb, { item: '演出场地占用费', price: fen(5_000), basis: '省物价局、财政厅收费目录', from: on });
}
