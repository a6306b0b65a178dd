import { openTestOffice, type Answer, type Person, type TestOffice } from './office.ts';

export const CAR = '示A00001';
export const OTHER = '示A00002';

/** A car as the register asks for it. */
type CarFields = Readonly<Record<string, unknown>>;

/** The culture bureau with two cars, and the deeds its tests of vehicles repeat. */
export interface MotorPool {
  readonly office: TestOffice;
  /** Ids by plate. */
  readonly cars: Map<string, number>;
  idOf(name: string): number;
  as(name: string): Promise<Person>;
  deed(name: string, verb: string, input: object): Promise<Answer>;
  file(name: string, kind: string, form: object, linkedMatterId?: number | null): Promise<Answer>;
  /** Everybody agrees in turn; the last answer. */
  sign(matterId: number, ...names: readonly string[]): Promise<Answer>;
  car(plate: string, driver: string, more?: CarFields): object;
  trip(more?: object): object;
  /** A request of 旅游股 for 副局长 and a clerk, agreed to by 办公室. */
  agreed(more?: object, by?: string): Promise<{ readonly number: string; readonly matterId: number }>;
  send(request: string, more?: object, who?: string): Promise<Answer>;
  takeOut(more: object): Promise<Answer>;
  bringBack(more: object): Promise<Answer>;
  duties(
    name: string,
    duty: string,
  ): Promise<readonly { readonly duty: string; readonly dueOn: string; readonly openedOn: string; readonly sentence: string }[]>;
  /** What the clockwork does on a day. */
  daily(day: string): Promise<void>;
}

export const route = (answer: Answer): readonly string[] => answer.body.route.map((step: { post: string }) => step.post);

/** Opens the office on a day, registers the cars – the first driven by 鲁强, the second by the driver named – and their licences. */
export async function openMotorPool({
  day,
  drivers,
  odometer,
}: {
  readonly day: string;
  readonly drivers: readonly [string, string];
  readonly odometer: number;
}): Promise<MotorPool> {
  const office = await openTestOffice();
  office.at(day, '09:00');
  const cars = new Map<string, number>();
  const idOf = (name: string): number => office.culture.people.get(name) ?? 0;
  const as = (name: string): Promise<Person> => office.as(name);
  const deed = async (name: string, verb: string, input: object): Promise<Answer> => (await as(name)).post(`/api/verbs/${verb}`, input);
  const file = async (name: string, kind: string, form: object, linkedMatterId: number | null = null): Promise<Answer> =>
    (await as(name)).post('/api/matters', { kind, form, linkedMatterId, files: [], submit: true });
  const sign = async (matterId: number, ...names: readonly string[]): Promise<Answer> => {
    let last: Answer | undefined;
    for (const name of names) {
      const person = await as(name);
      const { body } = await person.get(`/api/matters/${matterId}`);
      last = await person.post(`/api/matters/${matterId}/approve`, { version: body.version });
      if (last.status !== 200) throw new Error(`${name}: ${JSON.stringify(last.body)}`);
    }
    if (last === undefined) throw new Error('nobody signed');
    return last;
  };
  const car = (plate: string, driver: string, more: CarFields = {}): object => ({
    plate,
    model: '大众帕萨特',
    vehicleClass: '轿车',
    seats: 5,
    registration: `行${plate}`,
    licenceClass: 'C1',
    driverId: idOf(driver),
    garage: '机关院内车库',
    odometer,
    inspectionUntil: '2027-12-31',
    compulsoryUntil: '2027-12-31',
    insuranceUntil: '2027-12-31',
    serviceOn: '2027-12-31',
    serviceKm: 60_000,
    ...more,
  });
  const trip = (more: object = {}): object => ({
    purposeKind: '下乡',
    purpose: '检查文化站',
    destination: '河东镇往返',
    fromAt: '2026-05-20T08:00',
    untilAt: '2026-05-20T12:00',
    passengers: [idOf('王建华'), idOf('韩梅')],
    ...more,
  });
  for (const [plate, driver, more] of [
    [CAR, drivers[0], {}],
    [OTHER, drivers[1], { model: '别克商务车', vehicleClass: '商务车', seats: 7 }],
  ] as const) {
    cars.set(plate, (await deed('冯涛', 'register-vehicle', car(plate, driver, more))).body.result.vehicleId);
    await deed('冯涛', 'record-licence', { personId: idOf(driver), licenceClass: 'C1', number: `证${driver}`, validUntil: '2030-01-01' });
  }
  return {
    office,
    cars,
    idOf,
    as,
    deed,
    file,
    sign,
    car,
    trip,
    agreed: async (more = {}, by = '韩梅') => {
      const filed = await file(by, 'vehicle-request', trip(more));
      if (filed.status !== 200) throw new Error(JSON.stringify(filed.body));
      await sign(filed.body.matterId, '蒋雪');
      return { number: filed.body.number, matterId: filed.body.matterId };
    },
    send: (request, more = {}, who = '冯涛') => deed(who, 'dispatch-vehicle', { request, plate: CAR, driverId: idOf('鲁强'), ...more }),
    takeOut: (more) => deed('鲁强', 'take-out-vehicle', { plate: CAR, checks: ['轮胎', '制动', '灯光', '机油'], fit: true, ...more }),
    bringBack: (more) => deed('鲁强', 'bring-back-vehicle', { plate: CAR, routeKm: 40, parking: '单位车库', ...more }),
    duties: async (name, duty) => (await (await as(name)).get('/api/obligations?scope=mine')).body.rows.filter((one: { duty: string }) => one.duty === duty),
    daily: async (on) => {
      office.at(on, '00:05');
      for (const module of office.open.world.modules) for (const job of module.jobs) await job.run(office.open.world, office.culture.officeId);
    },
  };
}
