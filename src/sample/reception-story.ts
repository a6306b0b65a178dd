import { workdayBefore } from './history.ts';
import { payVerb } from '../modules/expenditure/pay.ts';
import { attestReceptionVerb, closeReceptionVerb, placeOrderVerb } from '../modules/reception/carry-out.ts';
import { registerLetterVerb } from '../modules/reception/register-letter.ts';
import { addDays, civilDayOf, type CivilDate } from '../rules/calendar/civil-date.ts';
import { fen } from '../rules/money.ts';
import type { Cast } from './cast.ts';
import { agreeToAll, submit } from './drive.ts';
import { handIn } from './invoice.ts';
import { RECEPTIONS, type ReceptionScene } from './reception-scenes.ts';

const RECORDER = { name: '冯涛', present: ['李国栋', '王建华', '赵敏', '陈立', '孙丽'] };
const OFFICE = '蒋雪';
const FINANCE = '周静';
const PAYER = '吴芳';
const CANTEEN = '示范县机关食堂';
const HOTEL = '示范县宾馆';

/** A year of receptions of the culture bureau, each as far as its scene says, everything by verbs. */
export async function liveThroughReception(cast: Cast): Promise<void> {
  const end = cast.world.clock();
  const today = civilDayOf(end);
  for (const [index, scene] of RECEPTIONS.entries()) await receive(cast, { scene, index, day: workdayBefore(addDays(today, -scene.daysAgo)) });
  cast.world.setClock(end);
}

interface Playing {
  readonly scene: ReceptionScene;
  readonly index: number;
  /** Of the reception. */
  readonly day: CivilDate;
}

const REACHED = ['asked', 'agreed', 'claimed', 'signed', 'paid', 'closed'] as const;

async function receive(cast: Cast, playing: Playing): Promise<void> {
  const { scene, index, day } = playing;
  const reaches = (stage: ReceptionScene['until']): boolean => REACHED.indexOf(scene.until) >= REACHED.indexOf(stage);
  const asked = scene.unapproved === true ? day : workdayBefore(addDays(day, scene.daysAgo < 0 ? -7 : -3));
  cast.at(asked, scene.unapproved === true ? '15:30' : '09:20');
  const letterNumber = await registerLetter(cast, playing);
  const matterId = await submit(cast, scene.handler, {
    content: { kind: 'reception', linkedMatterId: null, form: planOf(cast, playing, letterNumber) },
    digest: null,
  });
  if (!reaches('agreed')) return;
  cast.at(asked, '16:10');
  await agreeToAll(cast, matterId, { recorder: RECORDER, reader: FINANCE, minutes: `局务会纪要${index + 1}号` });
  if (scene.unapproved !== true)
    await cast.perform(OFFICE, placeOrderVerb(cast.world.rules), {
      matterId,
      sort: '用餐',
      at: `${day}T12:00`,
      place: '机关食堂',
      content: `午餐一桌，来客${scene.guests.length}人`,
    });
  if (!reaches('claimed')) return;
  const claimId = await claim(cast, playing, matterId);
  if (!reaches('signed')) return;
  cast.at(workdayBefore(addDays(day, 5)), '10:00');
  const signed = await agreeToAll(cast, claimId, { recorder: RECORDER, reader: FINANCE, minutes: '' });
  if (!reaches('paid')) return;
  cast.at(workdayBefore(addDays(day, 7)), '15:00');
  await cast.perform(PAYER, payVerb(cast.world.rules), {
    matterId: claimId,
    version: signed.version,
    method: '公务卡',
    reference: `POS${day.replaceAll('-', '')}`,
    cash: null,
    paidOn: civilDayOf(cast.world.clock()),
  });
  if (!reaches('closed')) return;
  for (const name of [scene.handler, OFFICE]) await cast.perform(name, attestReceptionVerb, { matterId, nothingGiven: true, remark: '' });
  await cast.perform(OFFICE, closeReceptionVerb(cast.world.rules), { matterId });
}

/** The letter as it came, scanned. */
async function registerLetter(cast: Cast, { scene, index, day }: Playing): Promise<string> {
  const { unit, activity, guests } = scene;
  const image = await handIn(cast, scene.handler, {
    number: `L${day.replaceAll('-', '')}${index}`,
    date: day,
    seller: unit,
    buyer: '示范县文化旅游广电体育局',
    amount: fen(0),
    item: activity,
  });
  const { number } = await cast.perform(scene.handler, registerLetterVerb(cast.world.rules), {
    sort: '公函',
    unit,
    documentNumber: `函〔${day.slice(0, 4)}〕${index + 11}号`,
    activity,
    from: day,
    until: day,
    people: guests.map((one) => one.name),
    headcount: 0,
    leader: '',
    image,
  });
  return number;
}

function planOf(cast: Cast, { scene, day }: Playing, letterNumber: string) {
  const { activity, unit, lunch, unapproved } = scene;
  return {
    occasion: '公务接待',
    letterNumber,
    activity,
    reason: `${unit}来县开展${activity}`,
    startAt: `${day}T09:30`,
    endAt: `${day}T17:00`,
    place: '局机关及有关单位',
    guests: guestsOf(scene),
    meals: [{ ...mealOf(cast, scene, day), amount: lunch[0] * 100 }],
    rooms: roomsOf(scene, day),
    unapproved: unapproved === true ? '来客行程临时提前，到达后补办手续' : '',
  };
}

function guestsOf({ guests, unit, area }: ReceptionScene) {
  return guests.map((one) => ({ ...one, unit, area }));
}

function mealOf(cast: Cast, { hosts }: ReceptionScene, day: CivilDate) {
  return {
    on: day,
    sort: '午餐',
    at: '12:00',
    place: '机关食堂',
    hosts: hosts.map((name) => ({ personId: cast.personId(name), rank: '科级及以下' })),
    without: [],
  };
}

function roomsOf({ guests, lodging }: ReceptionScene, day: CivilDate) {
  return lodging === undefined ? [] : guests.map((one) => ({ on: day, roomType: '标准间', price: lodging * 100, occupants: [one.name] }));
}

/** Three days later the bill is claimed as it came. @returns the claim's id. */
async function claim(cast: Cast, { scene, index, day }: Playing, linkedMatterId: number): Promise<number> {
  const { handler, lunch, cigarettes } = scene;
  const rooms = roomsOf(scene, day);
  const items = [
    { item: '机关食堂套餐', sort: '菜品饮料', amount: lunch[1] * 100 },
    ...(cigarettes === undefined ? [] : [{ item: '卷烟', sort: '香烟', amount: cigarettes * 100 }]),
  ];
  const amount = fen(items.reduce((sum, one) => sum + one.amount, 0) + rooms.reduce((sum, one) => sum + one.price, 0));
  const number = `2653${String(cast.office.officeId).padStart(4, '0')}${day.replaceAll('-', '')}9${String(index).padStart(3, '0')}`;
  cast.at(workdayBefore(addDays(day, 3)), '11:15');
  const digest = await handIn(cast, handler, { number, date: day, seller: CANTEEN, buyer: '示范县文化旅游广电体育局', amount, item: '餐饮服务' });
  const form = {
    guests: guestsOf(scene),
    meals: [{ ...mealOf(cast, scene, day), items, paidFrom: '公务卡', reference: `POS${number.slice(-8)}` }],
    rooms,
    lodging: rooms.length === 0 ? null : { place: HOTEL, paidFrom: '公务卡', reference: `POS${number.slice(-7)}` },
    payee: CANTEEN,
    invoices: [{ issuerKind: '税务发票', number, date: day, seller: CANTEEN, amount }],
    noPersonalCost: true,
  };
  return submit(cast, handler, { content: { kind: 'reception-claim', form, linkedMatterId }, digest });
}
