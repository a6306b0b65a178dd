import { join } from 'node:path';
import { payVerb } from '../modules/expenditure/pay.ts';
import { keepBytes, keepFileVerb } from '../platform/files/store.ts';
import { typeset } from '../platform/print/typeset.ts';
import { addDays, civilDayOf, daysBetween, type CivilDate } from '../rules/calendar/civil-date.ts';
import { addWorkdays, isWorkday } from '../rules/calendar/working-days.ts';
import type { Cast } from './cast.ts';
import { agreeToAll, submit } from './drive.ts';

const REACHED = ['asked', 'agreed', 'filed', 'claimed', 'signed', 'paid'] as const;

/** One trip of the story: when it began, counted from today, who went where, and how far its papers came. */
interface Journey {
  readonly daysAgo: number;
  readonly traveller: string;
  readonly companion?: string;
  readonly purpose: string;
  readonly issuer: string;
  readonly province: string;
  readonly city: string;
  readonly nights: number;
  /** Of one night's bill, for each. */
  readonly room: number;
  readonly advance?: number;
  readonly until: (typeof REACHED)[number];
}

const JOURNEYS: readonly Journey[] = [
  {
    daysAgo: 330,
    traveller: '沈明',
    purpose: '全省非遗保护工作会议',
    issuer: '省文化和旅游厅',
    province: '湖南',
    city: '长沙市',
    nights: 2,
    room: 320,
    until: 'paid',
  },
  {
    daysAgo: 268,
    traveller: '秦岚',
    companion: '韩梅',
    purpose: '旅游资源普查培训',
    issuer: '省文化和旅游厅',
    province: '湖南',
    city: '张家界市',
    nights: 3,
    room: 360,
    advance: 2_000,
    until: 'paid',
  },
  {
    daysAgo: 201,
    traveller: '罗成',
    purpose: '青少年篮球锦标赛领队',
    issuer: '市教育体育局',
    province: '湖南',
    city: '常德市',
    nights: 2,
    room: 290,
    until: 'paid',
  },
  {
    daysAgo: 126,
    traveller: '陈立',
    purpose: '文旅融合发展座谈会',
    issuer: '中共示范县委办公室',
    province: '广西',
    city: '桂林市',
    nights: 3,
    room: 520,
    until: 'paid',
  },
  {
    daysAgo: 64,
    traveller: '白雪',
    purpose: '公共图书馆评估培训',
    issuer: '省图书馆',
    province: '湖北',
    city: '武汉市',
    nights: 2,
    room: 340,
    until: 'signed',
  },
  {
    daysAgo: 18,
    traveller: '邱实',
    purpose: '群众文艺汇演评审',
    issuer: '市文化广电和旅游局',
    province: '湖南',
    city: '常德市',
    nights: 1,
    room: 300,
    until: 'claimed',
  },
  { daysAgo: 6, traveller: '杨帆', purpose: '全民健身工作推进会', issuer: '省体育局', province: '湖南', city: '长沙市', nights: 1, room: 330, until: 'filed' },
  {
    daysAgo: -9,
    traveller: '韩梅',
    purpose: '冬季旅游推介会',
    issuer: '省文化和旅游厅',
    province: '四川',
    city: '成都市',
    nights: 2,
    room: 360,
    until: 'agreed',
  },
  { daysAgo: -14, traveller: '蒋雪', purpose: '档案管理业务培训', issuer: '市档案馆', province: '湖南', city: '常德市', nights: 1, room: 280, until: 'asked' },
];

/** Lets the culture bureau's people travel, everything by their verbs, with the clock standing where the story is. */
export async function liveThroughTravel(cast: Cast): Promise<void> {
  const end = cast.world.clock();
  const today = civilDayOf(end);
  for (const [index, journey] of JOURNEYS.entries()) await travel(cast, { journey, index, from: mondayOn(addDays(today, -journey.daysAgo)), today });
  cast.world.setClock(end);
}

/** The first Monday from the day on whose week holds working days enough. */
function mondayOn(day: CivilDate): CivilDate {
  let at = day;
  while (new Date(`${at}T00:00:00Z`).getUTCDay() !== 1 || ![0, 1, 2, 3].every((later) => isWorkday(addDays(at, later)))) at = addDays(at, 1);
  return at;
}

interface Travelling {
  readonly journey: Journey;
  readonly index: number;
  readonly from: CivilDate;
  readonly today: CivilDate;
}

const RECORDER = { name: '冯涛', present: ['李国栋', '王建华', '赵敏', '陈立', '孙丽'] };

async function travel(cast: Cast, { journey, index, from, today }: Travelling): Promise<void> {
  const { traveller, advance } = journey;
  const reaches = (stage: Journey['until']): boolean => REACHED.indexOf(journey.until) >= REACHED.indexOf(stage);
  const settled = { recorder: RECORDER, reader: '周静', minutes: '' };
  const before = (days: number): CivilDate => {
    const day = addDays(from, -days);
    return day > today ? today : day;
  };
  cast.at(before(6), '09:05');
  const digest = await handInNotice(cast, journey, from);
  const form = tripOf(cast, journey, from);
  const tripId = await submit(cast, traveller, { content: { kind: 'official-trip', form, linkedMatterId: null }, digest, evidence: ['出差依据'] });
  if (!reaches('agreed')) return;
  await agreeToAll(cast, tripId, settled);
  if (advance !== undefined) await borrow(cast, { traveller, tripId, yuan: advance, paidOn: before(5) });
  if (!reaches('filed')) return;
  cast.at(before(4), '10:20');
  await agreeToAll(cast, await submit(cast, traveller, { content: { kind: 'trip-sheet', form: {}, linkedMatterId: tripId }, digest: null }), settled);
  const back = addDays(from, journey.nights);
  // Holidays may have pushed the trip to where the rest has not happened yet.
  if (!reaches('claimed') || addWorkdays(back, 4) > today) return;
  cast.at(addWorkdays(back, 2), '15:10');
  const claim = { ...form, ...receiptsOf(cast, journey, { index, from }) };
  const claimId = await submit(cast, traveller, {
    content: { kind: 'trip-claim', form: claim, linkedMatterId: tripId },
    digest,
    evidence: ['车船机票', '住宿发票', '就餐发票', '市内交通票'],
  });
  if (!reaches('signed')) return;
  cast.at(addWorkdays(back, 3), '09:30');
  const signed = await agreeToAll(cast, claimId, settled);
  if (!reaches('paid')) return;
  cast.at(addWorkdays(back, 4), '10:00');
  await cast.perform('吴芳', payVerb(cast.world.rules), {
    matterId: claimId,
    version: signed.version,
    method: '银行转账',
    reference: `HD${back.replaceAll('-', '')}`,
    cash: null,
    paidOn: civilDayOf(cast.world.clock()),
  });
}

function tripOf(cast: Cast, { companion, purpose, issuer, province, city, nights }: Journey, from: CivilDate) {
  const until = addDays(from, nights);
  return {
    purpose,
    startAt: `${from}T08:00`,
    endAt: `${until}T18:30`,
    means: ['高铁动车'],
    companions: companion === undefined ? [] : [cast.personId(companion)],
    stops: [{ reachedOn: from, province, city, withinCounty: false }],
    basis: { sort: '会议通知', issuer, number: '', date: addDays(from, -12), place: city, from, until },
    estimate: [
      { name: '往返交通', amount: 36_000 },
      { name: '住宿', amount: nights * 34_000 },
      { name: '就餐和市内交通', amount: (nights + 1) * 16_000 },
    ],
  };
}

/** 会议通知, as its issuer would have sent it. */
async function handInNotice(cast: Cast, { traveller, purpose, issuer, city, nights }: Journey, from: CivilDate): Promise<string> {
  const template =
    '#let data = json(bytes(sys.inputs.data))\n#set text(font: "Noto Serif SC", lang: "zh")\n#align(center, text(18pt, data.issuer))\n#v(6mm)\n#data.text';
  const text = `关于参加“${purpose}”的通知：定于${from}至${addDays(from, nights)}在${city}举行，请派员参加。`;
  const bytes = await typeset({ template, data: { issuer, text } }, join(cast.world.folder, 'fonts'));
  const digest = await keepBytes(cast.world.folder, cast.office.officeId, bytes);
  await cast.perform(traveller, keepFileVerb, { digest, name: '通知.pdf', size: bytes.length, mediaType: 'application/pdf', invoice: null });
  return digest;
}

interface Borrowing {
  readonly traveller: string;
  readonly tripId: number;
  readonly yuan: number;
  readonly paidOn: CivilDate;
}

async function borrow(cast: Cast, { traveller, tripId, yuan, paidOn }: Borrowing): Promise<void> {
  const matterId = await submit(cast, traveller, { content: { kind: 'trip-advance', form: { amount: yuan * 100 }, linkedMatterId: tripId }, digest: null });
  const lent = await agreeToAll(cast, matterId, { recorder: RECORDER, reader: '周静', minutes: '' });
  cast.at(paidOn, '11:00');
  await cast.perform('吴芳', payVerb(cast.world.rules), {
    matterId,
    version: lent.version,
    method: '银行转账',
    reference: `HD${matterId}`,
    cash: null,
    paidOn,
  });
}

/** A night, a meal of the county and a taxi a day, tickets both ways; one meal invoice of the city, which is not paid. */
function receiptsOf(
  cast: Cast,
  { companion, traveller, province, city, nights, room }: Journey,
  { index, from }: { readonly index: number; readonly from: CivilDate },
) {
  const days = Array.from({ length: daysBetween(from, addDays(from, nights)) + 1 }, (_, at) => addDays(from, at));
  const until = addDays(from, nights);
  const number = (at: number): string =>
    `2643${String(cast.office.officeId).padStart(4, '0')}${from.replaceAll('-', '')}${String(index * 50 + at).padStart(4, '0')}`;
  const forWhom = companion === undefined ? [] : [cast.personId(traveller), cast.personId(companion)];
  const heads = Math.max(forWhom.length, 1);
  const total = room * 100 * heads * nights;
  const ticket = { route: `示范县—${city}`, travelClass: '高铁二等座', fare: 16_500 * heads, method: '公务卡', forWhom };
  return {
    rides: [
      { ...ticket, at: `${from}T08:40`, number: number(1), reference: 'GWK01' },
      { ...ticket, at: `${until}T16:10`, number: number(2), reference: 'GWK02' },
    ],
    bills: [
      {
        province,
        city,
        seller: `${city}迎宾馆`,
        number: number(3),
        date: until,
        nights: days.slice(0, -1).map((on) => ({ on, amount: room * 100 * heads })),
        posSlip: { number: `POS${number(3).slice(-8)}`, amount: total },
        method: '公务卡',
        reference: 'GWK03',
        standardRoom: true,
        forWhom,
      },
    ],
    meals: days.map((on, at) => ({
      on,
      amount: (6_800 + at * 1_900) * heads,
      number: number(10 + at),
      city: at === 0 ? city : '桃源县',
      level: at === 0 ? '地级以上市市区' : '县、县级市、乡镇',
      forWhom,
    })),
    locals: days.map((on, at) => ({ on, amount: (4_200 + at * 2_300) * heads, number: number(20 + at), route: '驻地至会场', forWhom })),
    carDays: [],
  };
}
