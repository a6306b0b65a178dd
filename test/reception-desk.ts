import { fen } from '../src/rules/money.ts';
import { ok } from './deeds.ts';
import type { Answer, Person, TestOffice } from './office.ts';
import { fund } from './old-account.ts';

/** What tests of receptions do again and again: letters, plans, claims with their documents, signatures. */
export interface ReceptionDesk {
  /** Money on the account, as an office has it before anybody files anything. */
  readonly prepare: () => Promise<void>;
  readonly id: (name: string) => number;
  readonly hosts: (...names: readonly string[]) => readonly object[];
  readonly meal: (day: string, amount: number, more?: object) => object;
  readonly plan: (day: string, more?: object) => Readonly<Record<string, unknown>>;
  readonly eaten: (day: string, items: readonly object[], more?: object) => object;
  /** Documents of a claim, each handed in as the same electronic invoice. */
  readonly papersOf: (
    person: Person,
    of: { readonly amount: number; readonly day: string; readonly evidence: readonly string[] },
  ) => Promise<{ readonly files: readonly Filed[]; readonly invoices: readonly object[] }>;
  /** Registers a letter; its number. */
  readonly letter: (person: Person, day: string, people: readonly string[], more?: object) => Promise<string>;
  readonly claimOf: (person: Person, of: Claiming) => Promise<Readonly<Record<'form' | 'files' | 'linkedMatterId', unknown>>>;
  /** A reception of three guests, agreed to on the eve. */
  readonly agreed: (day: string, eve: string, more?: object) => Promise<{ readonly matterId: number; readonly number: string }>;
  readonly sign: (name: string, matterId: number) => Promise<Answer>;
  readonly signAll: (names: readonly string[], matterId: number) => Promise<Answer>;
}

export interface Filed {
  readonly evidence: string;
  readonly digest: string;
  readonly name: string;
}

export interface Claiming {
  readonly day: string;
  readonly amount: number;
  readonly linked: number | null;
  readonly more?: object;
  readonly evidence?: readonly string[];
}

export const CITY = '430702';
export const COUNTY = '430724';

export const codes = (answer: Answer): readonly string[] => answer.body.refusals.map((one: { code: string }) => one.code);
export const route = (body: Answer['body']): readonly string[] => body.route.map((step: { post: string; act: string }) => `${step.post}${step.act}`);
export const guest = (name: string, rank = '科级及以下', more: object = {}) => ({
  unit: '常德市文旅广体局',
  name,
  post: '工作人员',
  rank,
  area: CITY,
  ...more,
});
export const food = (amount: number) => ({ item: '家常菜', sort: '菜品饮料', amount });
export const matter = (form: object, linkedMatterId: number | null = null, kind = 'reception') => ({ kind, linkedMatterId, files: [], submit: true, form });
export const preview = (person: Person, form: object, kind = 'reception') => person.post(`/api/matter-kinds/${kind}/preview`, { form });

const THREE = ['程远', '陶然', '姚兰'];

export function receptionDesk(office: () => TestOffice): ReceptionDesk {
  let papers = 0;
  const id = (name: string): number => office().culture.people.get(name) ?? 0;
  const hosts = (...names: readonly string[]) => names.map((name) => ({ personId: id(name), rank: '科级及以下' }));
  const sign = async (name: string, matterId: number): Promise<Answer> => {
    const person = await office().as(name);
    const { body } = await person.get(`/api/matters/${matterId}`);
    return person.post(`/api/matters/${matterId}/approve`, { version: body.version, remark: null });
  };
  const signAll = async (names: readonly string[], matterId: number): Promise<Answer> => {
    for (const name of names.slice(0, -1)) await ok(sign(name, matterId));
    return ok(sign(names.at(-1) ?? '', matterId));
  };
  const meal: ReceptionDesk['meal'] = (on, amount, more = {}) => ({
    on,
    sort: '午餐',
    at: '12:00',
    place: '机关食堂',
    hosts: hosts('沈明', '冯涛'),
    without: [],
    amount,
    menu: [],
    ...more,
  });
  const eaten: ReceptionDesk['eaten'] = (on, items, more = {}) => ({
    on,
    sort: '午餐',
    at: '12:00',
    place: '机关食堂',
    hosts: hosts('沈明', '冯涛'),
    without: [],
    items,
    paidFrom: '公务卡',
    reference: 'POS-1',
    ...more,
  });
  const plan: ReceptionDesk['plan'] = (day, more = {}) => ({
    activity: '文旅市场调研',
    reason: '市局来县调研文旅市场',
    startAt: `${day}T09:00`,
    endAt: `${day}T17:00`,
    place: '县文化馆',
    guests: THREE.map((name) => guest(name)),
    meals: [meal(day, 30_000)],
    ...more,
  });
  const papersOf: ReceptionDesk['papersOf'] = async (person, { amount, day, evidence }) => {
    papers += 1;
    const number = `2653200000005678${String(papers).padStart(4, '0')}`;
    const digest = await person.invoice({ number, date: day, seller: '机关食堂', buyer: '示范县文化旅游广电体育局', amount: fen(amount), item: '餐饮服务' });
    return {
      files: evidence.map((one) => ({ evidence: one, digest, name: `${one}.xml` })),
      invoices: [{ issuerKind: '税务发票', number, date: day, seller: '机关食堂', amount }],
    };
  };
  const letter: ReceptionDesk['letter'] = async (person, day, people, more = {}) => {
    const { files } = await papersOf(person, { amount: 100, day: '2026-01-05', evidence: ['公函'] });
    const done = await ok(
      person.post('/api/verbs/register-letter', {
        sort: '公函',
        unit: '常德市文旅广体局',
        documentNumber: '常文旅函〔2026〕7号',
        activity: '文旅市场调研',
        from: day,
        until: day,
        people,
        image: files[0]?.digest,
        ...more,
      }),
    );
    return done.body.result.number;
  };
  return {
    id,
    hosts,
    meal,
    plan,
    eaten,
    papersOf,
    letter,
    sign,
    signAll,
    prepare: async () => {
      office().at('2026-01-05');
      const finance = await office().as('周静');
      await fund(finance, { account: '6217000000000000001', amount: 50_000_000, on: '2026-01-05' });
    },
    claimOf: async (person, { day, amount, linked, more = {}, evidence = ['发票', '菜单', '刷卡小票'] }) => {
      const { files, invoices } = await papersOf(person, { amount, day, evidence });
      const form = {
        guests: THREE.map((name) => guest(name)),
        meals: [eaten(day, [food(amount)])],
        payee: '机关食堂',
        invoices,
        noPersonalCost: true,
        ...more,
      };
      return { kind: 'reception-claim', linkedMatterId: linked, submit: true, files, form };
    },
    agreed: async (day, eve, more = {}) => {
      office().at(eve);
      const clerk = await office().as('沈明');
      const asked = await ok(clerk.post('/api/matters', matter(plan(day, { letterNumber: await letter(clerk, day, THREE), ...more }))));
      await signAll(['蒋雪', '陈立'], asked.body.matterId);
      return { matterId: asked.body.matterId, number: asked.body.number };
    },
  };
}
