import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ok, type Deeds } from '../../../test/deeds.ts';
import type { Answer, TestOffice } from '../../../test/office.ts';
import { ACCOUNT, SELLER, openPayingOffice } from '../../../test/paying-office.ts';
import { civilDayOf } from '../../rules/calendar/civil-date.ts';
import { fen } from '../../rules/money.ts';

let office: TestOffice;
let deeds: Deeds;
/** 秦岚 is one of the leaders since 11 May. */
beforeAll(async () => {
  ({ office, deeds } = await openPayingOffice());
  office.at('2026-05-11');
  await ok((await office.as('许强')).post('/api/posts/班子成员/give', { personId: deeds.id('秦岚'), from: '2026-05-11' }));
});
afterAll(() => office.close());

const request = (amount: number, more: object = {}) => ({
  kind: 'spending-request',
  linkedMatterId: null,
  files: [],
  submit: true,
  form: { purpose: '展板', category: '印刷费', payee: SELLER, amount, paymentMethod: '公务卡', plannedOn: '2026-05-20', ...more },
});
const file = async (name: string, body: object): Promise<Answer> => (await office.as(name)).post('/api/matters', body);

let invoices = 0;
async function claim(name: string, more: object = {}, number?: string, linkedMatterId: number | null = null): Promise<Answer> {
  invoices += 1;
  const person = await office.as(name);
  const invoice = number ?? `2653200000007777${String(invoices).padStart(4, '0')}`;
  const digest = await person.invoice({
    number: invoice,
    date: '2026-05-11',
    seller: SELLER,
    buyer: '示范县文化旅游广电体育局',
    amount: fen(60_000),
    item: '展板',
  });
  const form = {
    purpose: `展板${invoices}`,
    category: '印刷费',
    payee: SELLER,
    amount: 20_000,
    paymentMethod: '公务卡',
    transactionReference: 'POS',
    spentOn: '2026-05-11',
    specialReason: '急用',
    witnessId: deeds.id('冯涛'),
    invoices: [{ issuerKind: '税务发票', number: invoice, date: '2026-05-11', seller: SELLER, amount: 60_000 }],
    ...more,
  };
  return person.post('/api/matters', {
    kind: 'claim',
    linkedMatterId,
    submit: true,
    files: ['发票', '原始凭证影像'].map((one) => ({ evidence: one, digest, name: `${one}.xml` })),
    form,
  });
}

/** Signed by everybody and paid by card. */
async function settle({ body }: Answer): Promise<void> {
  for (const name of ['吴芳', '赵敏', '王建华']) {
    const person = await office.as(name);
    const { body: now } = await person.get(`/api/matters/${body.matterId}`);
    await ok(person.post(`/api/matters/${body.matterId}/approve`, { version: now.version, remark: null }));
  }
  const { body: now } = await (await office.as('周静')).get(`/api/matters/${body.matterId}`);
  await deeds.done('郑洁', 'pay', {
    matterId: body.matterId,
    version: now.version,
    method: '公务卡',
    reference: 'POS',
    paidOn: civilDayOf(office.open.world.clock()),
  });
}
const codes = (answer: Answer): readonly string[] => (answer.body.refusals ?? [answer.body.refused]).map((one: { code: string }) => one?.code);

describe('money', () => {
  test('spending stands in a category of the list; far above the usual is hinted at (ETH-03a)', async () => {
    office.at('2026-05-14');
    expect((await file('沈明', request(20_000, { category: '职工节日礼品' }))).status).toBe(400);
    const { body } = await ok(file('沈明', request(60_000)));
    await ok((await office.as('王建华')).post(`/api/matters/${body.matterId}/approve`, { version: body.version, remark: null }));
    const preview = async (amount: number) =>
      (await ok((await office.as('沈明')).post('/api/matter-kinds/spending-request/preview', { form: request(amount).form }))).body.decision.notices.map(
        (one: { clause: { id: string } }) => one.clause.id,
      );
    expect(await preview(179_000)).not.toContain('ETH-03a');
    expect(await preview(180_000)).toContain('ETH-03a');
  });

  test('income not booked by its day is a check the discipline leader sees; a missing receipt number too (ETH-03b)', async () => {
    office.at('2026-05-14');
    const expected = (source: string) => deeds.done('周静', 'expect-income', { source, amount: 100_000, dueOn: '2026-05-31' });
    await expected('场馆出租');
    const booked = { source: '展厅出租', funding: '其他资金', amount: 100_000, receivedOn: '2026-05-14', account: ACCOUNT };
    expect(await deeds.refused('周静', 'record-income', { ...booked, expected: '应收〔2026〕9号' })).toBe('not-expected');
    await deeds.done('周静', 'record-income', { ...booked, expected: (await expected('展厅出租')).number });
    expect((await deeds.register('赵敏', 'expected-income')).map((one) => [one.source, one.state])).toEqual([
      ['展厅出租', '已核'],
      ['场馆出租', '未入账'],
    ]);
    await deeds.daily('2026-06-01');
    expect(await deeds.told('赵敏')).toContain('场馆出租应收款');
    expect(await deeds.told('赵敏')).not.toContain('展厅出租应收款');
    await deeds.done('周静', 'register-voucher-type', { name: '收据', sort: '自制凭证', fields: ['交款人', '金额'], form: await deeds.proof('周静') });
    const { number } = await deeds.done('周静', 'issue-receipt-book', { name: '收据', first: 101, last: 150, holderId: deeds.id('郑洁') });
    expect(
      (
        await deeds.done('周静', 'account-for-receipt-book', {
          number,
          used: [
            { first: 101, last: 126 },
            { first: 128, last: 150 },
          ],
        })
      ).missing,
    ).toEqual([127]);
  });

  test('money comes only into an account of the office (ETH-03c)', async () => {
    office.at('2026-05-15');
    const rent = { source: '租金', funding: '其他资金', amount: 50_000, receivedOn: '2026-05-15' };
    expect((await deeds.deed('周静', 'record-income', { ...rent, account: '6222000000000000009' })).status).toBe(422);
    expect((await deeds.deed('周静', 'record-income', { ...rent, account: ACCOUNT })).status).toBe(200);
  });

  test('a fee stands in the catalogue and is not above it (ETH-05b)', async () => {
    office.at('2026-05-15');
    await deeds.done('周静', 'list-fee', { item: '演出场地占用', price: 5_000, basis: '省价费〔2024〕3号', from: '2026-01-01' });
    const { number: book } = await deeds.done('周静', 'issue-receipt-book', { name: '收据', first: 151, last: 200, holderId: deeds.id('郑洁') });
    const receipt = { payer: '某公司', book, receiptNumber: 151 };
    expect(await deeds.refused('周静', 'take-fee', { item: '加急盖章费', amount: 5_000, ...receipt })).toBe('ETH-05b');
    expect(await deeds.refused('周静', 'take-fee', { item: '演出场地占用', amount: 5_001, ...receipt })).toBe('ETH-05b');
    await deeds.done('周静', 'take-fee', { item: '演出场地占用', amount: 5_000, ...receipt });
    expect(await deeds.register('韩梅', 'fee')).toHaveLength(1);
    await deeds.done('周静', 'list-fee', { item: '场地清洁费', price: 5_000, basis: '省价费〔2024〕3号', from: '2026-01-01' });
    const booked = { funding: '其他资金', account: ACCOUNT, receivedOn: '2026-05-15' };
    expect(await deeds.refused('周静', 'record-income', { ...booked, source: '加急盖章费', amount: 5_000 })).toBe('ETH-05b');
    expect(await deeds.refused('周静', 'record-income', { ...booked, source: '场地清洁费', amount: 10_001, copies: 2 })).toBe('ETH-05b');
    await deeds.done('周静', 'record-income', { ...booked, source: '场地清洁费', amount: 10_000, copies: 2 });
  });

  test('nothing is spent from a fund that was not filed, or outside its time (ETH-08d)', async () => {
    office.at('2026-05-15');
    const { projectId } = await deeds.done('周静', 'open-project', { name: '非遗保护专项', categories: ['印刷费'] });
    expect((await (await office.as('沈明')).get('/api/projects')).body).toContainEqual({ value: projectId, label: '非遗保护专项' });
    const ask = () => file('沈明', request(30_000, { projectId }));
    expect(codes(await ask())).toContain('ETH-08d');
    const filing = {
      projectId,
      name: '非遗保护专项',
      source: '省级',
      amount: 5_000_000,
      purpose: '非遗保护',
      from: '2026-06-01',
      until: '2026-12-31',
      authority: '县财政局',
      filedOn: '2026-05-15',
      filing: '备1号',
    };
    await deeds.done('周静', 'file-fund', filing);
    expect(codes(await ask())).toContain('ETH-08d');
    await deeds.done('周静', 'file-fund', { ...filing, from: '2026-05-01', filing: '备2号' });
    expect((await ask()).status).toBe(200);
  });

  test('what is charged to a subordinate unit is claimed by its own people, and an invoice serves once anywhere (ETH-06b)', async () => {
    office.at('2026-05-18');
    const departments = (await (await office.as('周静')).get('/api/departments')).body;
    const unitId = departments.find((one: { name: string }) => one.name === '县文化馆').departmentId;
    expect(codes(await claim('沈明', { unitId }))).toContain('ETH-06b');
    expect(codes(await claim('邱实', { unitId }))).not.toContain('ETH-06b');
    for (const named of [{ payeeId: deeds.id('韩梅') }, { beneficiaries: [deeds.id('韩梅')] }])
      expect(codes(await claim('邱实', { unitId, ...named }))).toContain('ETH-06b');
    await ok(claim('沈明', {}, '26532000000088880001'));
    expect(codes(await claim('韩梅', {}, '26532000000088880001'))).toContain('FIN-02h');
    expect((await deeds.register('赵敏', 'refused-attempt')).some((row) => row.person === '沈明' && row.code === 'ETH-06b')).toBe(true);
  });

  test('disclosure falls due by itself for its owner each quarter and year, and so does the statement on banquets (ETH-06c, ETH-08a, ETH-08b)', async () => {
    await deeds.daily('2026-12-02');
    expect((await deeds.mine('冯涛')).map((one) => [one.duty, one.dueOn])).toContainEqual(['党务公开', '2026-12-31']);
    expect((await deeds.mine('秦岚')).map((one) => [one.duty, one.dueOn])).toContainEqual(['未违规参加宴请娱乐确认', '2026-12-31']);
    expect((await deeds.mine('韩梅')).map((one) => one.duty)).not.toContain('未违规参加宴请娱乐确认');
    expect((await deeds.mine('周静')).map((one) => [one.duty, one.dueOn])).toContainEqual(['三公经费公开', '2026-12-31']);
    await deeds.daily('2027-01-05');
    expect((await deeds.mine('冯涛')).map((one) => [one.duty, one.dueOn])).toContainEqual(['年度工作计划公开', '2027-03-31']);
  });

  test('the three public funds come from the books beside their budget, with a total (ETH-08b)', async () => {
    office.at('2026-05-19');
    await deeds.done('周静', 'set-budget', { year: 2026, lines: { '因公出国(境)': 0, 公务用车购置: 0, 公务用车运行: 4_200_000, 公务接待: 1_800_000 } });
    const { body: asked } = await ok(file('沈明', request(20_000, { category: '公务用车运行', plannedOn: '2026-05-19' })));
    await settle(await ok(claim('沈明', { category: '公务用车运行', spentOn: '2026-05-19' }, undefined, asked.matterId)));
    const { body } = await ok((await office.as('韩梅')).get('/api/reports/three-public?period=2026'));
    expect(body.tables[0].rows).toContainEqual(['公务用车运行', 20_000, 4_200_000, 0]);
    expect(body.tables[0].rows.at(-1)).toEqual(['合计', 20_000, 6_000_000, 0]);
  });

  test('what must not be paid in cash is not; the share of official cards stands by quarter (ETH-08c)', async () => {
    office.at('2026-05-11');
    const { body: asked } = await ok(file('沈明', request(60_000, { purpose: '宣传册', plannedOn: '2026-05-19' })));
    await ok((await office.as('王建华')).post(`/api/matters/${asked.matterId}/approve`, { version: asked.version, remark: null }));
    office.at('2026-05-19');
    const spent = { amount: 60_000, spentOn: '2026-05-19', purpose: '宣传册' };
    expect(codes(await claim('沈明', { ...spent, paymentMethod: '现金' }, undefined, asked.matterId))).toContain('FIN-01c');
    await settle(await ok(claim('沈明', spent, undefined, asked.matterId)));
    const { body } = await ok((await office.as('赵敏')).get('/api/reports/card-share?period=2026'));
    expect(body.tables[0].rows).toEqual([['第2季度', 1, 1, 100, 0]]);
    expect((await (await office.as('韩梅')).get('/api/reports/card-share?period=2026')).status).toBe(404);
  });
});

describe('gifts, invitations, hospitality', () => {
  test('a gift stays open until it is handed over with a receipt; keeping it is refused (ETH-06a)', async () => {
    office.at('2026-05-12');
    const gift = await deeds.done('沈明', 'register-gift', {
      happenedOn: '2026-05-12',
      giver: '某馆',
      giverUnit: '县文化馆',
      sort: '礼品',
      description: '茶叶',
      value: 30_000,
      occasion: '送到办公室',
      receiverId: deeds.id('沈明'),
    });
    expect(gift).toMatchObject({ dueOn: '2026-05-26', reportedBy: '本人' });
    expect(await deeds.refused('沈明', 'settle-gift', { number: gift.number, fate: '自留', receipt: '无' })).toBe('ETH-06a');
    expect(await deeds.refused('沈明', 'settle-gift', { number: gift.number, fate: '上交' })).toBe('ETH-06a');
    expect(await deeds.refused('韩梅', 'settle-gift', { number: gift.number, fate: '上交', receipt: '收1号' })).toBe('not-receiver');
    expect((await deeds.register('赵敏', 'gift'))[0]).toMatchObject({ fate: '待处理', reportedBy: '本人登记' });
    await deeds.done('沈明', 'settle-gift', { number: gift.number, fate: '上交', receipt: '收1号' });
    expect((await deeds.register('赵敏', 'gift'))[0]).toMatchObject({ fate: '上交', receipt: '收1号' });
    expect((await deeds.mine('沈明')).map((one) => one.duty)).not.toContain('礼品处理');
    expect(await deeds.register('韩梅', 'gift')).toEqual([]);
  });

  test('whoever handles business of the inviter is warned (ETH-06c)', async () => {
    office.at('2026-05-19');
    const invitation = { inviter: SELLER, relation: '供应商', occasion: '晚宴', on: '2026-05-22', decision: '谢绝' };
    expect((await deeds.done('沈明', 'declare-invitation', invitation)).warning).toContain('建议谢绝');
    expect((await deeds.done('韩梅', 'declare-invitation', { ...invitation, inviter: '老同学' })).warning).toBe('');
    expect(await deeds.refused('韩梅', 'declare-invitation', { ...invitation, decision: '参加' })).toBe('no-reason');
  });

  test('whoever declares an interest in a matter hands the step to the next higher post (ETH-05c)', async () => {
    office.at('2026-05-20');
    const { body } = await ok(file('沈明', request(70_000, { payee: '兄弟装饰公司' })));
    const leader = await office.as('王建华');
    expect((await (await office.as('赵敏')).post(`/api/matters/${body.matterId}/recuse`, { version: body.version, relation: '无' })).body.refused.code).toBe(
      'not-your-step',
    );
    const { body: after } = await ok(leader.post(`/api/matters/${body.matterId}/recuse`, { version: body.version, relation: '承揽人是本人兄弟' }));
    expect(after.route[0]).toMatchObject({ askedPost: '分管财务领导', post: '局长', candidates: [{ name: '李国栋' }] });
    expect((await leader.post(`/api/matters/${body.matterId}/approve`, { version: after.version, remark: null })).status).toBe(422);
    expect((await deeds.register('赵敏', 'recusal'))[0]).toMatchObject({ person: '王建华', relation: '承揽人是本人兄弟' });
    // Whoever decides instead confirms by that that he has none: it stands before him, and afterwards in the log with its clause.
    const head = await office.as('李国栋');
    const { body: before } = await head.get(`/api/matters/${body.matterId}`);
    expect(before.confirming).toEqual([
      { statement: expect.stringContaining('没有利害关系'), clause: expect.objectContaining({ id: 'ETH-05c', version: '2024-01-01' }) },
    ]);
    await ok(head.post(`/api/matters/${body.matterId}/approve`, { version: before.version, remark: null }));
    const { body: log } = await ok((await office.as('曾岚')).get('/api/log?verb=approve'));
    expect(JSON.parse(log.rows[0].body)).toMatchObject({ name: '李国栋', detail: { confirmed: before.confirming } });
  });

  test('what was cut or released stands on the list of the discipline leader (ETH-04a)', async () => {
    expect((await (await office.as('韩梅')).get('/api/registers/watch-list')).status).toBe(404);
  });
});
