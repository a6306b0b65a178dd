import { workdayOn } from './history.ts';
import { addDays, civilDayOf, type CivilDate } from '../rules/calendar/civil-date.ts';
import { isWorkday } from '../rules/calendar/working-days.ts';
import { fen } from '../rules/money.ts';
import { bringBackVerb } from '../modules/vehicles/bring-back.ts';
import { bindCardVerb, topUpCardVerb } from '../modules/vehicles/cards.ts';
import { reportCaseVerb, setSafetyBonusVerb } from '../modules/vehicles/cases.ts';
import { dispatchVehicleVerb } from '../modules/vehicles/dispatch-vehicle.ts';
import { recordFuellingVerb } from '../modules/vehicles/fuelling.ts';
import { registerHireCarVerb } from '../modules/vehicles/hire.ts';
import { recordLicenceVerb, registerVehicleVerb } from '../modules/vehicles/papers.ts';
import { acceptRepairVerb, designateShopVerb } from '../modules/vehicles/repair.ts';
import { sealVehicleVerb, unsealVehicleVerb } from '../modules/vehicles/sealing.ts';
import { takeOutVerb } from '../modules/vehicles/take-out.ts';
import { CHECKS } from '../modules/vehicles/contract-trip.ts';
import type { Cast } from './cast.ts';
import { agreeToAll, submit } from './drive.ts';

interface Car {
  readonly plate: string;
  readonly model: string;
  readonly vehicleClass: '轿车' | '越野车' | '商务车';
  readonly seats: number;
  readonly driver: string;
  readonly card: string;
  readonly odometer: number;
  /** Days from today to the end of the inspection. */
  readonly inspected: number;
}

const CARS: readonly Car[] = [
  { plate: '示A·W0186', model: '大众帕萨特', vehicleClass: '轿车', seats: 5, driver: '鲁强', card: '9030010001', odometer: 86_240, inspected: 160 },
  { plate: '示A·W0286', model: '丰田普拉多', vehicleClass: '越野车', seats: 7, driver: '何平', card: '9030010002', odometer: 121_500, inspected: 18 },
  { plate: '示A·W0386', model: '别克商务车', vehicleClass: '商务车', seats: 7, driver: '杨帆', card: '9030010003', odometer: 43_900, inspected: 290 },
];

/** One use of a car: how many days before today, and how far it came. */
interface Use {
  readonly daysAgo: number;
  readonly car: number;
  readonly handler: string;
  readonly passengers: readonly string[];
  readonly purposeKind: '公务接待' | '下乡' | '出差' | '会议' | '执法';
  readonly destination: string;
  readonly km: number;
  readonly until: 'asked' | 'agreed' | 'sent' | 'out' | 'back';
}

const USES: readonly Use[] = [
  { daysAgo: 350, car: 0, handler: '韩梅', passengers: ['王建华', '韩梅'], purposeKind: '下乡', destination: '河东镇文化站', km: 46, until: 'back' },
  { daysAgo: 320, car: 1, handler: '秦岚', passengers: ['王建华', '秦岚'], purposeKind: '执法', destination: '云海山景区', km: 128, until: 'back' },
  { daysAgo: 286, car: 2, handler: '沈明', passengers: ['孙丽', '沈明'], purposeKind: '会议', destination: '市文旅局', km: 164, until: 'back' },
  { daysAgo: 255, car: 0, handler: '蒋雪', passengers: ['李国栋'], purposeKind: '会议', destination: '省厅会议中心', km: 412, until: 'back' },
  { daysAgo: 224, car: 1, handler: '罗成', passengers: ['陈立', '罗成'], purposeKind: '下乡', destination: '石门乡健身广场', km: 88, until: 'back' },
  { daysAgo: 190, car: 2, handler: '邱实', passengers: ['孙丽', '邱实'], purposeKind: '下乡', destination: '柳林村文化礼堂', km: 62, until: 'back' },
  { daysAgo: 161, car: 0, handler: '韩梅', passengers: ['王建华', '韩梅'], purposeKind: '公务接待', destination: '高铁站接待市调研组', km: 58, until: 'back' },
  { daysAgo: 130, car: 1, handler: '秦岚', passengers: ['王建华', '秦岚'], purposeKind: '执法', destination: '碧水湾漂流点', km: 96, until: 'back' },
  { daysAgo: 100, car: 0, handler: '沈明', passengers: ['孙丽', '沈明'], purposeKind: '下乡', destination: '古街非遗工坊', km: 34, until: 'back' },
  { daysAgo: 70, car: 2, handler: '罗成', passengers: ['陈立', '罗成'], purposeKind: '出差', destination: '邻县体育局', km: 210, until: 'back' },
  { daysAgo: 43, car: 1, handler: '韩梅', passengers: ['王建华', '韩梅'], purposeKind: '下乡', destination: '望湖村民宿', km: 74, until: 'back' },
  { daysAgo: 21, car: 0, handler: '蒋雪', passengers: ['赵敏'], purposeKind: '会议', destination: '市纪委', km: 158, until: 'back' },
  { daysAgo: 6, car: 2, handler: '沈明', passengers: ['孙丽', '沈明'], purposeKind: '下乡', destination: '河东镇文化站', km: 46, until: 'back' },
  { daysAgo: -1, car: 0, handler: '韩梅', passengers: ['王建华', '韩梅'], purposeKind: '执法', destination: '云海山景区', km: 128, until: 'sent' },
  { daysAgo: -2, car: 1, handler: '罗成', passengers: ['陈立', '罗成'], purposeKind: '下乡', destination: '石门乡健身广场', km: 88, until: 'agreed' },
  { daysAgo: -2, car: 1, handler: '秦岚', passengers: ['李国栋', '秦岚'], purposeKind: '会议', destination: '市文旅局', km: 164, until: 'agreed' },
  { daysAgo: -6, car: 2, handler: '邱实', passengers: ['孙丽', '邱实'], purposeKind: '下乡', destination: '柳林村文化礼堂', km: 62, until: 'asked' },
];

interface Repair {
  readonly daysAgo: number;
  readonly car: number;
  readonly items: string;
  readonly yuan: number;
  readonly until: 'asked' | 'agreed' | 'accepted';
}

const REPAIRS: readonly Repair[] = [
  { daysAgo: 240, car: 0, items: '更换机油机滤', yuan: 380, until: 'accepted' },
  { daysAgo: 145, car: 1, items: '更换刹车片', yuan: 900, until: 'accepted' },
  { daysAgo: 58, car: 2, items: '四轮定位', yuan: 420, until: 'accepted' },
  { daysAgo: 9, car: 1, items: '变速箱检修', yuan: 3_800, until: 'agreed' },
  { daysAgo: 2, car: 0, items: '冬季保养', yuan: 860, until: 'asked' },
];

const SHOP = '示范县顺达汽修厂';
const RECORDER = { name: '冯涛', present: ['李国栋', '王建华', '赵敏', '陈立', '孙丽'] };

interface Stage {
  readonly cast: Cast;
  readonly today: CivilDate;
  readonly vehicleIds: readonly number[];
  /** As each car's odometer stands. */
  readonly odometers: number[];
}

/** Lets the bureau use three cars for a year, everything by its verbs, with the clock standing where the story is. */
export async function liveThroughVehicles(cast: Cast): Promise<void> {
  const end = cast.world.clock();
  const today = civilDayOf(end);
  const stage: Stage = { cast, today, vehicleIds: await begin(cast, today), odometers: CARS.map((car) => car.odometer) };
  const scenes = [
    ...USES.map((use) => ({ daysAgo: use.daysAgo, play: () => drive(stage, use) })),
    ...REPAIRS.map((repair) => ({ daysAgo: repair.daysAgo, play: () => mend(stage, repair) })),
    ...CARS.flatMap((_car, index) =>
      [300, 200, 110, 30].map((daysAgo) => ({ daysAgo: daysAgo - index, play: () => refuel(stage, { daysAgo: daysAgo - index, index }) })),
    ),
    { daysAgo: 52, play: () => restOver(stage) },
    { daysAgo: 38, play: () => scratch(stage) },
  ];
  for (const scene of scenes.toSorted((one, other) => other.daysAgo - one.daysAgo)) await scene.play();
  cast.world.setClock(end);
}

/** The register, licences, cards, the shop and a car for hire. */
async function begin(cast: Cast, today: CivilDate): Promise<readonly number[]> {
  const { rules } = cast.world;
  const first = addDays(today, -360);
  cast.at(first, '09:00');
  const ids: number[] = [];
  for (const { plate, model, vehicleClass, seats, driver, card, odometer, inspected } of CARS) {
    const driverId = cast.personId(driver);
    const made = await cast.perform('冯涛', registerVehicleVerb, {
      plate,
      model,
      vehicleClass,
      seats,
      registration: `行驶证${card.slice(-4)}`,
      licenceClass: 'C1',
      driverId,
      garage: '机关院内车库',
      odometer,
      inspectionUntil: addDays(today, inspected),
      compulsoryUntil: addDays(today, inspected + 40),
      insuranceUntil: addDays(today, inspected + 40),
      serviceOn: addDays(today, 60),
      serviceKm: odometer + 20_000,
    });
    ids.push(made.vehicleId);
    await cast.perform('冯涛', recordLicenceVerb, { personId: driverId, licenceClass: 'B1', number: `驾${card.slice(-4)}`, validUntil: addDays(today, 1_500) });
    await cast.perform('冯涛', bindCardVerb(rules), { plate, sort: '油卡', number: card, from: first });
  }
  await cast.perform('冯涛', designateShopVerb, { name: SHOP, from: first, until: null });
  await cast.perform('蒋雪', registerHireCarVerb, {
    plate: '示B·T5520',
    owner: '示范县平安汽车租赁公司',
    ownerId: null,
    vehicleClass: '商务车',
    registration: '行驶证5520',
    inspectionUntil: addDays(today, 200),
    compulsoryUntil: addDays(today, 200),
    thirdPartyUntil: addDays(today, 200),
    agreementOn: first,
    agreement: null,
  });
  await cast.perform('冯涛', setSafetyBonusVerb, { personId: cast.personId('鲁强'), year: Number(today.slice(0, 4)), amount: fen(200_000), paid: fen(0) });
  return ids;
}

async function drive({ cast, today, vehicleIds, odometers }: Stage, use: Use): Promise<void> {
  const { rules } = cast.world;
  const car = CARS[use.car];
  if (car === undefined) throw new Error(`no car ${use.car}`);
  const day = workdayOn(addDays(today, -use.daysAgo));
  const asked = use.daysAgo < 0 ? today : day;
  const people = use.passengers.map((name) => cast.personId(name));
  cast.at(asked, '07:20');
  const form = {
    purposeKind: use.purposeKind,
    purpose: `${use.purposeKind}用车`,
    destination: use.destination,
    fromAt: `${day}T08:30`,
    untilAt: `${day}T17:30`,
    passengers: people,
    vehicleId: use.until === 'sent' ? (vehicleIds[use.car] ?? null) : null,
  };
  const matterId = await submit(cast, use.handler, { content: { kind: 'vehicle-request', form, linkedMatterId: null }, digest: null });
  if (use.until === 'asked') return;
  cast.at(asked, '07:40');
  const { number } = await agreeToAll(cast, matterId, { recorder: RECORDER, reader: '冯涛', minutes: '' });
  if (use.until === 'agreed' || number === null) return;
  cast.at(asked, '07:55');
  const { plate, driver } = car;
  const sent = await cast.perform('冯涛', dispatchVehicleVerb(rules), {
    request: number,
    plate,
    driverId: cast.personId(driver),
    deviation: '',
    parkingConfirmed: '',
  });
  if (use.until === 'sent') return;
  const from = odometers[use.car] ?? 0;
  cast.at(day, '08:31');
  await cast.perform(driver, takeOutVerb(rules), {
    plate,
    dispatch: sent.number,
    outAt: `${day}T08:30`,
    odometer: from,
    gapReason: '',
    checks: [...CHECKS],
    fit: true,
    user: '',
    purpose: '',
    route: '',
  });
  odometers[use.car] = from + use.km;
  cast.at(day, '16:50');
  const breaks = [{ fromAt: `${day}T10:30`, untilAt: `${day}T14:30` }];
  await cast.perform(driver, bringBackVerb(rules), {
    plate,
    backAt: `${day}T16:45`,
    odometer: from + use.km,
    routeKm: use.km - 4,
    breaks,
    parking: '单位车库',
    place: '机关院内车库',
    parkingReason: '',
  });
}

async function mend({ cast, today, vehicleIds, odometers }: Stage, { daysAgo, car, items, yuan, until }: Repair): Promise<void> {
  const day = workdayOn(addDays(today, -daysAgo));
  cast.at(day, '09:20');
  const form = { vehicleId: vehicleIds[car], items, repairSort: items.includes('变速箱') ? '大修' : '日常', shop: SHOP, amount: yuan * 100 };
  const matterId = await submit(cast, '鲁强', { content: { kind: 'vehicle-repair', form, linkedMatterId: null }, digest: null });
  if (until === 'asked') return;
  cast.at(day, '15:00');
  const { number } = await agreeToAll(cast, matterId, { recorder: RECORDER, reader: '冯涛', minutes: '' });
  if (until === 'agreed' || number === null) return;
  cast.at(addDays(day, 1), '10:00');
  await cast.perform('冯涛', acceptRepairVerb(cast.world.rules), {
    request: number,
    shop: SHOP,
    finishedOn: addDays(day, 1),
    odometer: odometers[car] ?? 0,
    amount: fen(yuan * 100),
    invoice: `2653${day.replaceAll('-', '')}00${car}1`,
  });
}

async function refuel({ cast, today, odometers }: Stage, { daysAgo, index }: { readonly daysAgo: number; readonly index: number }): Promise<void> {
  const { rules } = cast.world;
  const car = CARS[index];
  if (car === undefined) throw new Error(`no car ${index}`);
  const day = workdayOn(addDays(today, -daysAgo));
  cast.at(day, '09:30');
  await cast.perform('周静', topUpCardVerb(rules), {
    number: car.card,
    amount: fen(45_000),
    on: day,
    method: '公务卡',
    voucher: `充${day.replaceAll('-', '')}${index}`,
    request: '',
  });
  cast.at(day, '17:40');
  await cast.perform(car.driver, recordFuellingVerb(rules), {
    plate: car.plate,
    on: day,
    station: '中国石化示范县加油站',
    litres: 38.5,
    amount: fen(30_800),
    odometer: odometers[index] ?? 0,
    method: '油卡',
    card: car.card,
    claim: '',
  });
}

/** A weekend in between: the first car is sealed before it and opened after it. */
async function restOver({ cast, today, odometers }: Stage): Promise<void> {
  const [car] = CARS;
  const odometer = odometers[0];
  if (car === undefined || odometer === undefined) throw new Error('no car');
  let last = workdayOn(addDays(today, -52));
  while (isWorkday(addDays(last, 1))) last = addDays(last, 1);
  cast.at(last, '17:40');
  await cast.perform(car.driver, sealVehicleVerb, {
    plate: car.plate,
    place: '机关院内车库',
    odometer,
    sealNumber: `封${last.replaceAll('-', '')}`,
    keyWith: cast.personId('蒋雪'),
  });
  cast.at(workdayOn(addDays(last, 1)), '08:20');
  await cast.perform(car.driver, unsealVehicleVerb(cast.world.rules), { plate: car.plate, odometer });
}

/** A small accident, reported and waiting for the head. */
async function scratch({ cast, today }: Stage): Promise<void> {
  const day = workdayOn(addDays(today, -38));
  cast.at(day, '16:30');
  await cast.perform('冯涛', reportCaseVerb(cast.world.rules), {
    sort: '事故',
    happenedOn: day,
    plate: CARS[2]?.plate ?? '',
    personId: cast.personId('杨帆'),
    personName: '',
    passengers: '',
    ruleBroken: '第八条',
    facts: '倒车时刮擦护栏，右后门受损',
    statement: '注意观察不够',
    loss: fen(160_000),
    insurance: fen(100_000),
    insurer: '示范县财产保险公司',
  });
}
