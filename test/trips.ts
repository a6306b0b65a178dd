import { ok } from './deeds.ts';
import { openTestOffice, type Answer, type Person, type TestOffice } from './office.ts';
import { fund } from './old-account.ts';

export interface Filing {
  readonly kind: string;
  readonly form: object;
  readonly linked?: number | null;
  readonly evidence?: readonly string[];
}

/** One line of the result sheet of a claim. */
export interface ToldLine {
  readonly item: string;
  readonly on: string;
  readonly paid: number;
  readonly personal: number;
  readonly clause: string | undefined;
  readonly reason: string;
}

export interface Told {
  readonly lines: readonly ToldLine[];
  readonly paid: number;
  readonly personal: number;
  readonly refusals: readonly string[];
  readonly notices: readonly string[];
}

export interface TravellingOffice {
  readonly office: TestOffice;
  readonly file: (name: string, filing: Filing) => Promise<Answer>;
  readonly sign: (name: string, matterId: number) => Promise<Answer>;
  /** Consents and the filed sheet, all at the moment the clock shows. @returns the id of the trip. */
  readonly readyTrip: (name: string, form: object, signers: { readonly consents: readonly string[]; readonly sheet: readonly string[] }) => Promise<number>;
  /** What the preview of a claim works out, line by line. */
  readonly told: (name: string, filing: Filing) => Promise<Told>;
  /** What is due of a person. */
  readonly owed: (name: string, duty: string) => Promise<readonly { readonly dueOn: string }[]>;
}

/** A test office with money on its account, and what its people do about trips. */
export async function openTravellingOffice(): Promise<TravellingOffice> {
  const office = await openTestOffice();
  office.at('2026-01-05');
  const finance = await office.as('周静');
  await fund(finance, { account: '6217000000000000001', amount: 50_000_000, on: '2026-01-05' });
  const file = async (name: string, { kind, form, linked = null, evidence = [] }: Filing): Promise<Answer> => {
    const person = await office.as(name);
    return await person.post('/api/matters', { kind, form, linkedMatterId: linked, files: await attached(person, evidence), submit: true });
  };
  const sign = async (name: string, matterId: number): Promise<Answer> => {
    const person = await office.as(name);
    const { body } = await person.get(`/api/matters/${matterId}`);
    return await ok(person.post(`/api/matters/${matterId}/approve`, { version: body.version }));
  };
  return {
    office,
    file,
    sign,
    readyTrip: async (name, form, { consents, sheet }) => {
      const asked = await ok(file(name, trip(form)));
      const tripId: number = asked.body.matterId;
      for (const one of consents) await sign(one, tripId);
      const filed = await ok(file(name, { kind: 'trip-sheet', form: {}, linked: tripId }));
      for (const one of sheet) await sign(one, filed.body.matterId);
      return tripId;
    },
    told: async (name, { kind, form, linked, evidence = [] }) => {
      const person = await office.as(name);
      const files = await attached(person, evidence);
      const { body } = await ok(person.post(`/api/matter-kinds/${kind}/preview`, { form, linkedMatterId: linked ?? null, files, matterId: null }));
      return toldIn(body);
    },
    owed: async (name, duty) =>
      (await (await office.as(name)).get('/api/obligations?scope=mine')).body.rows.filter((one: { duty: string }) => one.duty === duty),
  };
}

async function attached(person: Person, evidence: readonly string[]) {
  if (evidence.length === 0) return [];
  const { body } = await person.upload('附件.pdf', Buffer.from('%PDF-1.4\n%附件\n%%EOF'));
  return evidence.map((one) => ({ evidence: one, digest: body.digest, name: `${one}.pdf` }));
}

function toldIn(body: Answer['body']): Told {
  const rows: readonly { readonly cells: readonly string[]; readonly reason: string; readonly clause: { readonly id: string } | null }[] =
    body.worksheet?.rows ?? [];
  const [paid = 0, personal = 0] = body.worksheet?.totals.slice(6) ?? [];
  return {
    lines: rows.map(({ cells, reason, clause }) => ({
      on: cells[0] ?? '',
      item: cells[2] ?? '',
      paid: Number(cells[6]),
      personal: Number(cells[7]),
      clause: clause?.id,
      reason,
    })),
    paid,
    personal,
    refusals: body.refusals.map((one: { code: string }) => one.code),
    notices: body.decision.notices.map((one: { clause: { id: string } }) => one.clause.id),
  };
}

export const routeOf = ({ body }: Answer): readonly string[] => body.route.map((step: { post: string; act: string }) => `${step.post}${step.act}`);

/** A trip to 长沙 for a meeting, unless told otherwise. */
export function tripTo(from: string, until: string, more: object = {}) {
  return {
    purpose: '参加全省文旅工作会议',
    startAt: `${from}T08:00`,
    endAt: `${until}T18:00`,
    means: ['高铁动车'],
    companions: [],
    basis: { sort: '会议通知', issuer: '省文化和旅游厅', number: '湘文旅会〔2026〕6号', date: '2026-02-20', place: '长沙', from, until },
    stops: [{ reachedOn: from, province: '湖南', city: '长沙市' }],
    estimate: [
      { name: '交通', amount: 25_000 },
      { name: '食宿', amount: 20_000 },
    ],
    ...more,
  };
}

export const trip = (form: object): Filing => ({ kind: 'official-trip', form, evidence: ['出差依据'] });

let numbers = 0;
function next(): string {
  numbers += 1;
  return `2643200000009${String(numbers).padStart(7, '0')}`;
}

export const meal = (on: string, amount: number, more: object = {}) => ({ on, amount, number: next(), city: '安化县', level: '县、县级市、乡镇', ...more });
export const taxi = (on: string, amount: number) => ({ on, amount, number: next(), route: '酒店至会场' });
export const ride = (at: string, more: object = {}) => ({
  at,
  route: '常德—长沙',
  travelClass: '高铁二等座',
  fare: 16_500,
  number: next(),
  reference: `C${next()}`,
  ...more,
});

/** A hotel bill with its slip, paid by official card, unless told otherwise. */
export function bill(nights: readonly (readonly [string, number])[], more: object = {}) {
  const total = nights.reduce((sum, [, amount]) => sum + amount, 0);
  return {
    province: '湖南',
    city: '长沙市',
    seller: '湘江宾馆',
    number: next(),
    date: nights[0]?.[0],
    nights: nights.map(([on, amount]) => ({ on, amount })),
    posSlip: { number: `POS${next()}`, amount: total },
    reference: `C${next()}`,
    ...more,
  };
}

export interface Receipts {
  readonly rides?: readonly object[];
  readonly bills?: readonly object[];
  readonly meals?: readonly object[];
  readonly locals?: readonly object[];
  readonly carDays?: readonly string[];
  /** Attachments; every sort of receipt unless told otherwise. */
  readonly evidence?: readonly string[];
}

export function claimOf(
  tripId: number,
  { startAt, endAt, stops }: ReturnType<typeof tripTo>,
  { evidence = ['车船机票', '住宿发票', '就餐发票', '市内交通票'], ...receipts }: Receipts,
): Filing {
  return { kind: 'trip-claim', linked: tripId, evidence, form: { startAt, endAt, stops, ...receipts } };
}
