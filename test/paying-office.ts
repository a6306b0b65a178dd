import { fen } from '../src/rules/money.ts';
import { deedsOf, ok, type Deeds } from './deeds.ts';
import { openTestOffice, type Answer, type Person, type TestOffice } from './office.ts';
import { fund } from './old-account.ts';

export const ACCOUNT = '6217000000000000001';
/** The culture bureau in full. */
export const BUYER = '示范县文化旅游广电体育局';
export const SELLER = '示范县文印商贸有限公司';

export interface PayingOffice {
  readonly office: TestOffice;
  readonly deeds: Deeds;
  /** Files a claim for display boards, with its invoice; what was answered. */
  readonly claim: (
    person: Person,
    of: {
      readonly amount: number;
      readonly day: string;
      readonly more?: object;
      readonly evidence?: readonly string[];
      readonly linked?: number;
      readonly buyer?: string;
    },
  ) => Promise<Answer>;
  /** A request for display boards, agreed to by everybody it waits for; what was answered when it was filed. */
  readonly agreed: (name: string, of: { readonly amount: number; readonly more?: object; readonly supplements?: number }) => Promise<Answer['body']>;
  /** Lets everybody a matter waits for agree, one after another; the matter afterwards. */
  readonly signAll: (matter: Answer['body']) => Promise<Answer['body']>;
  /** A claim of 沈明 from filing to payment. */
  readonly paid: (amount: number, day: string) => Promise<{ readonly matterId: number; readonly number: string }>;
}

/** The sample offices in January 2026: the culture bureau has money on its account, and 沈明 buys for it. */
export async function openPayingOffice(): Promise<PayingOffice> {
  const office = await openTestOffice();
  const deeds = deedsOf(office);
  office.at('2026-01-05');
  await fund(await office.as('周静'), { account: ACCOUNT, amount: 50_000_000, on: '2026-01-05' });
  await deeds.done('冯涛', 'designate-purchaser', { personId: deeds.id('沈明'), designatedBy: '办公室', from: '2026-01-01', until: null });
  let invoices = 0;
  const claim: PayingOffice['claim'] = async (person, { amount, day, more = {}, evidence = [], linked = null, buyer = BUYER }) => {
    invoices += 1;
    const number = `2653200000009876${String(invoices).padStart(4, '0')}`;
    const seller = 'payee' in more && typeof more.payee === 'string' ? more.payee : SELLER; // whoever is paid has invoiced it
    const digest = await person.invoice({ number, date: day, seller, buyer, amount: fen(amount), item: '展板' });
    const form = {
      purpose: `展板制作${invoices}`,
      category: '印刷费',
      payee: SELLER,
      amount,
      paymentMethod: '公务卡',
      transactionReference: 'POS-1',
      spentOn: day,
      invoices: [{ issuerKind: '税务发票', number, date: day, seller, amount }],
      ...more,
    };
    return person.post('/api/matters', {
      kind: 'claim',
      linkedMatterId: linked,
      submit: true,
      files: ['发票', ...evidence].map((one) => ({ evidence: one, digest, name: `${one}.xml` })),
      form,
    });
  };
  const signAll: PayingOffice['signAll'] = async (matter) => {
    let now = matter;
    while (now.state === 'in_review') {
      const open = now.route.find((step: { state: string }) => step.state === 'open');
      now = (await ok(deeds.sign(open.candidates[0].name, now.matterId))).body;
    }
    return now;
  };
  return {
    office,
    deeds,
    claim,
    signAll,
    agreed: async (name, { amount, more = {}, supplements = null }) => {
      const form = { purpose: '展板制作', category: '印刷费', payee: SELLER, amount, paymentMethod: '公务卡', plannedOn: '2026-03-10', ...more };
      const { body } = await ok(
        (await office.as(name)).post('/api/matters', { kind: 'spending-request', linkedMatterId: supplements, files: [], submit: true, form }),
      );
      await signAll(body);
      return body;
    },
    paid: async (amount, day) => {
      office.at(day);
      const { body } = await ok(claim(await office.as('沈明'), { amount, day }));
      for (const name of ['吴芳', '赵敏', '王建华']) await ok(deeds.sign(name, body.matterId));
      const { body: now } = await (await office.as('周静')).get(`/api/matters/${body.matterId}`);
      await deeds.done('郑洁', 'pay', { matterId: body.matterId, version: now.version, method: '公务卡', reference: 'POS-1', paidOn: day });
      return { matterId: body.matterId, number: body.number };
    },
  };
}
