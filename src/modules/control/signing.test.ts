import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ok, type Deeds } from '../../../test/deeds.ts';
import type { Answer, TestOffice } from '../../../test/office.ts';
import { openPayingOffice, SELLER, type PayingOffice } from '../../../test/paying-office.ts';

let paying: PayingOffice;
let office: TestOffice;
let deeds: Deeds;
beforeAll(async () => {
  paying = await openPayingOffice();
  ({ office, deeds } = paying);
});
afterAll(() => office.close());

const codes = (answer: Answer): readonly string[] => (answer.body.refusals ?? [answer.body.refused]).map((one: { code: string }) => one.code);
const read = async (name: string, matterId: number): Promise<Answer['body']> => (await ok((await office.as(name)).get(`/api/matters/${matterId}`))).body;
const invoice = (number: string, more: object = {}) => ({ issuerKind: '税务发票', number, date: '2026-03-10', seller: SELLER, amount: 30_000, ...more });
/** A claim of 300.00 by 沈明 on paper invoices. */
async function file({
  invoices,
  more = {},
  linked = null,
}: {
  readonly invoices: readonly object[];
  readonly more?: object;
  readonly linked?: number | null;
}): Promise<Answer> {
  const clerk = await office.as('沈明');
  const digest = await deeds.proof('沈明');
  const form = {
    purpose: `海报${JSON.stringify(invoices)}`.slice(0, 60),
    category: '印刷费',
    payee: SELLER,
    amount: 30_000,
    paymentMethod: '公务卡',
    transactionReference: 'POS-1',
    spentOn: '2026-03-10',
    invoices,
    ...more,
  };
  return clerk.post('/api/matters', { kind: 'claim', linkedMatterId: linked, submit: true, files: [{ evidence: '发票', digest, name: '发票.pdf' }], form });
}

describe('what a claim is made of (ICF-02.3d)', () => {
  test('whoever is paid has invoiced it, or a member of the office has laid it out', async () => {
    office.at('2026-03-12');
    expect(codes(await file({ invoices: [invoice('26530000000055550001', { seller: '示范县另一家公司' })] }))).toEqual(['ICF-02.3d']);
    expect((await file({ invoices: [invoice('26530000000055550001', { seller: '示范县文印商贸 有限公司' })] })).status).toBe(200);
    const laidOut = { payee: '韩梅', payeeId: deeds.id('韩梅') };
    expect((await file({ invoices: [invoice('26530000000055550002', { seller: '示范县另一家公司' })], more: laidOut })).status).toBe(200);
  });

  test('neither invoice nor spending comes before the approval, nor after the day of the claim', async () => {
    office.at('2026-03-02');
    const request = await paying.agreed('沈明', { amount: 60_000, more: { purpose: '横幅' } });
    office.at('2026-03-12');
    const claim = (date: string) =>
      file({ invoices: [invoice('26530000000055550003', { date, amount: 60_000 })], more: { amount: 60_000, purpose: '横幅' }, linked: request.matterId });
    expect(codes(await claim('2026-03-01'))).toEqual(['ICF-02.3d']);
    expect(codes(await claim('2026-03-13'))).toEqual(['ICF-02.3d']);
    expect((await claim('2026-03-02')).status).toBe(200);
  });

  test('nothing is signed or paid that does not agree any more, and the button says why', async () => {
    office.at('2026-03-12');
    const { body } = await ok(file({ invoices: [invoice('26530000000055550004')] }));
    const { owner } = office.database;
    // Somebody changes the record behind the program.
    const set = (seller: string) =>
      owner.query(`update matter set facts = jsonb_set(facts, '{invoices,0,seller}', to_jsonb($2::text)) where matter_id = $1`, [body.matterId, seller]);
    await set('示范县另一家公司');
    expect((await deeds.sign('吴芳', body.matterId)).body.refused).toMatchObject({ code: 'ICF-02.3d', clause: { id: 'ICF-02.3d' } });
    expect((await read('吴芳', body.matterId)).may.approve).toMatchObject({ code: 'ICF-02.3d' });
    await set(SELLER);
    for (const name of ['吴芳', '赵敏', '王建华']) await ok(deeds.sign(name, body.matterId));
    const pay = async (paidOn: string) => {
      const { version } = await read('周静', body.matterId);
      return deeds.deed('郑洁', 'pay', { matterId: body.matterId, version, method: '公务卡', reference: 'POS-1', paidOn });
    };
    expect((await pay('2026-03-11')).body.refused.code).toBe('ICF-02.3d'); // before the last signature
    await set('示范县另一家公司');
    expect((await read('周静', body.matterId)).may.pay).toMatchObject({ code: 'ICF-02.3d' });
    expect((await pay('2026-03-12')).body.refused.code).toBe('ICF-02.3d');
    await set(SELLER);
    expect((await pay('2026-03-12')).status).toBe(200);
  });

  test('the same issuer, amount and day under another number goes on only past the checker, who is told', async () => {
    office.at('2026-03-16');
    const first = await ok(
      file({
        invoices: [invoice('26530000000055550005', { date: '2026-03-14', amount: 31_000 })],
        more: { amount: 31_000, spentOn: '2026-03-14', purpose: '画册' },
      }),
    );
    const told = ({ body }: Answer): string => JSON.stringify(body.decision.notices);
    expect(told(first)).not.toContain('另一号码');
    const again = await ok(
      file({
        invoices: [invoice('26530000000055550006', { date: '2026-03-14', amount: 31_000 })],
        more: { amount: 31_000, spentOn: '2026-03-14', purpose: '宣传册' },
      }),
    );
    expect(told(again)).toContain('另一号码');
    expect(again.body.route.map((step: { post: string }) => step.post)).toContain('纪检领导');
    const other = await ok(
      file({
        invoices: [invoice('26530000000055550007', { date: '2026-03-15', amount: 31_000 })],
        more: { amount: 31_000, spentOn: '2026-03-15', purpose: '年历' },
      }),
    );
    expect(told(other)).not.toContain('另一号码');
  });

  test('the month says how much of what was paid is whole, and whether the records are still as the log has them', async () => {
    await deeds.daily('2026-04-01');
    const month = async (): Promise<Answer['body']> => (await ok((await office.as('周静')).get('/api/control/files?month=2026-03'))).body;
    const before = await month();
    expect(before).toMatchObject({ files: 1, complete: 1, rate: 100, incomplete: [] });
    expect(before.chain).toMatchObject({ troubles: 0, first: null });
    const { owner } = office.database;
    await owner.query(`update matter set facts = jsonb_set(facts, '{invoices,0,seller}', '"示范县另一家公司"') where state = 'closed' and kind = 'claim'`);
    expect((await month()).incomplete).toMatchObject([{ missing: ['收款方不符'] }]);
    await deeds.daily('2026-04-02');
    expect((await month()).chain).toMatchObject({ first: expect.stringContaining('内容与') });
    await owner.query(`update matter set facts = jsonb_set(facts, '{invoices,0,seller}', to_jsonb($1::text)) where state = 'closed' and kind = 'claim'`, [
      SELLER,
    ]);
  });
});

describe('whoever is new in a post (ICF-02.2c)', () => {
  const give = async (post: string, name: string, from: string) =>
    ok((await office.as('许强')).post(`/api/posts/${post}/give`, { personId: deeds.id(name), from }));
  const end = async (post: string, until: string) => {
    const security = await office.as('许强');
    const { holdings } = (await security.get('/api/posts')).body.find((one: { post: string }) => one.post === post);
    await ok(security.post(`/api/holdings/${holdings[0].holdingId}/end`, { until }));
  };

  test('signs nothing of a class before he has confirmed his training for it, and is asked to', async () => {
    office.at('2026-05-06');
    await end('分管财务领导', '2026-05-06');
    await give('分管财务领导', '孙丽', '2026-05-06');
    const { body } = await ok(file({ invoices: [invoice('26530000000055550008', { date: '2026-05-06' })], more: { spentOn: '2026-05-06', purpose: '台历' } }));
    for (const name of ['吴芳', '赵敏']) await ok(deeds.sign(name, body.matterId));
    expect((await deeds.sign('孙丽', body.matterId)).body.refused).toMatchObject({ code: 'ICF-02.2c', clause: { id: 'ICF-02.2c' } });
    expect((await read('孙丽', body.matterId)).may.approve).toMatchObject({ code: 'ICF-02.2c' });
    await deeds.daily('2026-05-07');
    const owed = async (): Promise<Answer['body'][]> => (await deeds.mine('孙丽')).filter((one) => one.duty === '岗前培训确认');
    expect((await owed()).find((one) => one.subject.id.endsWith('/支出报销'))).toMatchObject({ dueOn: '2026-05-16' });
    const confirm = (more: object = {}) => ({
      businessClasses: ['支出报销'],
      trainedOn: '2026-05-07',
      trainerId: deeds.id('周静'),
      content: '报销审批流程和限额',
      ...more,
    });
    expect(await deeds.refused('孙丽', 'confirm-induction', confirm({ trainerId: deeds.id('孙丽') }))).toBe('own-training');
    expect(await deeds.refused('孙丽', 'confirm-induction', confirm({ trainedOn: '2026-05-08' }))).toBe('future');
    await deeds.done('孙丽', 'confirm-induction', confirm({ businessClasses: ['接待'] }));
    expect((await deeds.sign('孙丽', body.matterId)).body.refused.code).toBe('ICF-02.2c');
    await deeds.done('孙丽', 'confirm-induction', confirm());
    expect((await owed()).some((one) => one.subject.id.endsWith('/支出报销') && one.state === 'open')).toBe(false);
    expect((await deeds.sign('孙丽', body.matterId)).status).toBe(200);
    expect(await deeds.register('彭涛', 'induction')).toContainEqual(expect.objectContaining({ person: '孙丽', businessClass: '支出报销', trainer: '周静' }));
  });

  test('whoever held it when the regulation came, or comes back to it, is not new; a 代理 signs by the post of whoever is absent', async () => {
    office.at('2026-05-11');
    await end('分管财务领导', '2026-05-11');
    await give('分管财务领导', '王建华', '2026-05-11');
    const made = async (number: string): Promise<Answer['body']> => {
      const { body } = await ok(file({ invoices: [invoice(number, { date: '2026-05-11' })], more: { spentOn: '2026-05-11', purpose: number } }));
      for (const name of ['吴芳', '赵敏']) await ok(deeds.sign(name, body.matterId));
      return body;
    };
    const { matterId } = await made('26530000000055550009');
    expect((await deeds.sign('王建华', matterId)).status).toBe(200);
    const other = await made('26530000000055550010');
    await ok(
      (await office.as('王建华')).post('/api/covers', {
        post: '分管财务领导',
        absentPersonId: deeds.id('王建华'),
        coverPersonId: deeds.id('陈立'),
        from: '2026-05-11',
        until: '2026-05-15',
        reason: '出差',
        kinds: null,
        ceiling: null,
      }),
    );
    expect((await deeds.sign('陈立', other.matterId)).status).toBe(200);
  });

  test('a dated exception lets somebody into a key post, not at its money before he was trained', async () => {
    office.at('2026-05-18');
    const claimed = await ok(file({ invoices: [invoice('26530000000055550011', { date: '2026-05-18' })], more: { spentOn: '2026-05-18', purpose: '挂历' } }));
    for (const name of ['吴芳', '赵敏', '王建华']) await ok(deeds.sign(name, claimed.body.matterId));
    const sheet = {
      post: '出纳',
      duties: '收付',
      powers: '付款',
      scope: '货币资金',
      forbidden: '兼任记账',
      superior: '财务股',
      incompatible: '审批',
      managerId: deeds.id('王建华'),
    };
    await deeds.done('李国栋', 'approve-post-sheet', sheet);
    await deeds.done('李国栋', 'except-post', { personId: deeds.id('罗成'), post: '出纳', until: '2026-08-18', reason: '人手不足' });
    await ok((await office.as('许强')).post('/api/posts/出纳/give', { personId: deeds.id('罗成'), from: '2026-05-18', until: '2026-08-18' }));
    const pay = async () =>
      deeds.deed('罗成', 'pay', {
        matterId: claimed.body.matterId,
        version: (await read('周静', claimed.body.matterId)).version,
        method: '公务卡',
        reference: 'POS-1',
        paidOn: '2026-05-18',
      });
    expect((await pay()).body.refused.code).toBe('ICF-02.2c');
    await deeds.done('罗成', 'confirm-induction', {
      businessClasses: ['货币资金'],
      trainedOn: '2026-05-18',
      trainerId: deeds.id('周静'),
      content: '现金和银行付款',
    });
    expect((await pay()).status).toBe(200);
  });
});
