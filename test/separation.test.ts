import { afterAll, beforeAll, expect, test } from 'vitest';
import { fen } from '../src/rules/money.ts';
import { openWorld } from '../src/world.ts';
import { newVersion, publishVersion, withRules } from './new-versions.ts';
import { openTestOffice, type Answer, type TestOffice } from './office.ts';
import { fund } from './old-account.ts';

/** The finance regulation from 1 April on, with more kept apart on one matter than the shipped regulations do: whoever witnesses does not pay unless an emergency lifts it. */
const RULES = `      - 不相容: [证明, 付款]
        例外: 准
      - 不相容: [改派, 批准]
`;

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
  const drafter = await office.as('冯涛');
  const submitted = withRules(await newVersion(drafter, '财务财物管理制度'), { clause: 'FIN-02c', rules: RULES });
  await publishVersion({ drafter, publisher: await office.as('李国栋') }, submitted);
  office.at('2026-04-02');
  await (await office.as('周静')).post('/api/verbs/activate-procedure', { businessClass: '支出报销' });
  await fund(await office.as('周静'), { account: '6222000012345678', amount: 10_000_000, on: '2026-04-01' });
  await (await office.as('冯涛')).post('/api/verbs/designate-purchaser', { personId: idOf('沈明'), designatedBy: '办公室', from: '2026-01-01', until: null });
});
afterAll(() => office.close());

const idOf = (name: string): number => office.culture.people.get(name) ?? 0;
async function on(name: string, matterId: number, verb: string, body: object = {}): Promise<Answer> {
  const { body: matter } = await (await office.as('李国栋')).get(`/api/matters/${matterId}`);
  const person = await office.as(name);
  return verb === 'pay'
    ? person.post('/api/verbs/pay', { matterId, version: matter.version, ...body })
    : person.post(`/api/matters/${matterId}/${verb}`, { version: matter.version, ...body });
}
let invoices = 0;
/** A claim of 300 yuan, confirmed by 周静, signed by the finance leader; or one that 周静 has witnessed and 吴芳 confirmed. */
async function approvedClaim(witness?: '周静'): Promise<number> {
  invoices += 1;
  const clerk = await office.as(witness === undefined ? '沈明' : '韩梅');
  const number = `2653200000009876${String(invoices).padStart(4, '0')}`;
  const seller = '示范县文印商贸有限公司';
  const digest = await clerk.invoice({ number, date: '2026-04-01', seller, buyer: '示范县文化旅游广电体育局', amount: fen(30_000), item: '海报' });
  const form = {
    purpose: '海报',
    category: '印刷费',
    payee: seller,
    amount: 30_000,
    paymentMethod: '公务卡',
    transactionReference: '小票88',
    spentOn: '2026-04-01',
    ...(witness !== undefined && { specialReason: '采购人员外出', witnessId: idOf(witness) }),
    invoices: [{ issuerKind: '税务发票', number, date: '2026-04-01', seller, amount: 30_000 }],
  };
  const made = await clerk.post('/api/matters', {
    kind: 'claim',
    form,
    linkedMatterId: null,
    files: ['发票', '原始凭证影像'].map((evidence) => ({ evidence, digest, name: '发票.xml' })),
    submit: true,
  });
  expect(made.body).toMatchObject({ state: 'in_review' });
  for (let turn = 0; turn < 6; turn += 1) {
    const { body } = await (await office.as('李国栋')).get(`/api/matters/${made.body.matterId}`);
    const open = body.route.find((step: { state: string }) => step.state === 'open');
    if (open === undefined) break;
    const who = open.candidates.map((one: { name: string }) => one.name);
    await on(who.includes('周静') ? '周静' : who[0], made.body.matterId, 'approve');
  }
  return Number(made.body.matterId);
}
async function dutiesOf(matterId: number, duty: string): Promise<readonly string[]> {
  const { rows } = await office.database.owner.query<{ name: string }>(
    `select p.name from matter_duty d join person p on p.office_id = d.office_id and p.person_id = d.person_id where d.matter_id = $1 and d.duty = $2`,
    [matterId, duty],
  );
  return rows.map((one) => one.name);
}
const payment = { method: '公务卡', reference: '小票88', paidOn: '2026-04-02' };

test('whoever has reviewed does not pay; another does', async () => {
  const id = await approvedClaim();
  const own = await on('周静', id, 'pay', payment);
  expect(own.body.refused).toMatchObject({ code: 'incompatible-duty', clause: { id: 'ICF-03.2l' } });
  expect((await on('吴芳', id, 'pay', payment)).status).toBe(200);
});

test('an emergency lifts it by the word of a second person, until a day; where the clause has no exception, nobody does', async () => {
  const id = await approvedClaim('周静');
  const asked = { personId: idOf('周静'), duty: '付款', until: '2026-04-04', reason: '其他财务人员均外出，供货方当日停业' };
  expect((await on('周静', id, 'grant-duty-exception')).body.refused).toMatchObject({ code: 'not-asked' });
  expect((await on('王建华', id, 'ask-duty-exception', { ...asked, personId: idOf('王建华') })).body.refused).toMatchObject({ code: 'no-exception' });
  expect((await on('王建华', id, 'ask-duty-exception', { ...asked, personId: idOf('郑洁') })).body.refused).toMatchObject({ code: 'nothing-to-except' });
  expect((await on('王建华', id, 'ask-duty-exception', { ...asked, until: '2026-04-02' })).body.refused).toMatchObject({ code: 'dates' });
  expect((await on('王建华', id, 'ask-duty-exception', asked)).status).toBe(200);
  expect((await on('王建华', id, 'grant-duty-exception')).body.refused).toMatchObject({ code: 'own-request' });
  expect((await on('周静', id, 'pay', payment)).body.refused).toMatchObject({ code: 'incompatible-duty' });
  const granted = await on('李国栋', id, 'grant-duty-exception');
  expect(granted.body.exceptions).toMatchObject([{ name: '周静', duty: '付款', until: '2026-04-04', askedBy: '王建华', grantedBy: '李国栋' }]);
  office.at('2026-04-04');
  expect((await on('周静', id, 'pay', { ...payment, paidOn: '2026-04-04' })).body.refused).toMatchObject({ code: 'incompatible-duty' });
  office.at('2026-04-03');
  expect((await on('周静', id, 'pay', payment)).status).toBe(200);
  office.at('2026-04-02');
});

test('whoever has paid does not keep the books of it, nor whoever handled it; another does, and it is counted', async () => {
  const id = await approvedClaim();
  expect((await on('吴芳', id, 'pay', payment)).status).toBe(200);
  const {
    rows: [{ voucherId }],
  } = await office.database.owner.query('select voucher_id::int as "voucherId" from voucher where matter_id = $1', [id]);
  const reverse = async (name: string): Promise<Answer> => (await office.as(name)).post('/api/verbs/reverse-voucher', { voucherId, reason: '科目有误' });
  expect((await reverse('吴芳')).body.refused).toMatchObject({
    code: 'incompatible-duty',
    clause: { id: 'ICF-03.2l' },
    sentence: expect.stringMatching(/^您已在本事项中办理“付款”，.*不能再办理“记账”。$/),
  });
  expect((await reverse('周静')).status).toBe(200);
  expect(await dutiesOf(id, '记账')).toEqual(['周静']);
});

test('each pair the regulations keep apart is refused by the database in either order, and taken by two people', async () => {
  const { owner } = office.database;
  const { rows: pairs } = await owner.query<{ one: string; other: string; exception: boolean }>(
    `
    select distinct a.member as one, b.member as other, a.exception from separation a
    join separation b on b.office_id = a.office_id and b.title = a.title and b.version = a.version and b.kind = 'duty' and b.name = a.name and b.member > a.member
    join regulation r on r.office_id = a.office_id and r.title = a.title and r.version = a.version and r.effective <= '2026-04-02' and (r.until_day is null or r.until_day > '2026-04-02')
    where a.office_id = $1 and a.kind = 'duty'`,
    [office.culture.officeId],
  );
  expect(new Set(pairs.map(({ one, other }) => [one, other].toSorted((a, b) => a.localeCompare(b)).join()))).toEqual(
    new Set(
      [
        '经办,审核',
        '经办,批准',
        '经办,付款',
        '批准,付款',
        '审核,付款',
        '经办,记账',
        '付款,记账',
        '付款,归档',
        '经办,验收',
        '经办,审计',
        '审核,审计',
        '批准,审计',
        '付款,审计',
        '记账,审计',
        '付款,证明',
        '改派,批准',
      ].map((pair) =>
        pair
          .split(',')
          .toSorted((a, b) => a.localeCompare(b))
          .join(),
      ),
    ),
  );
  const { matterId } = (
    await (
      await office.as('沈明')
    ).post('/api/matters', {
      kind: 'spending-request',
      form: { purpose: '展板', category: '印刷费', payee: '甲', amount: 80_000, paymentMethod: '公务卡', plannedOn: '2026-04-20' },
      linkedMatterId: null,
      files: [],
      submit: true,
    })
  ).body;
  const take = (name: string, duty: string): Promise<unknown> =>
    owner.query(
      `insert into matter_duty (office_id, matter_id, round, person_id, duty, at) select office_id, matter_id, round, $2, $3, '2026-04-02T09:00:00+08:00' from matter where matter_id = $1`,
      [matterId, idOf(name), duty],
    );
  for (const { one, other } of pairs) {
    for (const [first, second] of [
      [one, other],
      [other, one],
    ] as const) {
      await owner.query('delete from matter_duty where matter_id = $1', [matterId]);
      await take('韩梅', first);
      await expect(take('韩梅', second), `${first}, then ${second}`).rejects.toThrow(new RegExp(`${first}与${second}不相容`));
      await take('蒋雪', second);
    }
  }
});

test('whoever has rescued a step does not approve: the route passes him over', async () => {
  const clerk = await office.as('沈明');
  const form = { purpose: '展板', category: '印刷费', payee: '示范县文印商贸有限公司', amount: 800_000, paymentMethod: '公务卡', plannedOn: '2026-04-20' };
  const id = Number((await clerk.post('/api/matters', { kind: 'spending-request', form, linkedMatterId: null, files: [], submit: true })).body.matterId);
  await on('赵敏', id, 'ask-reassign', { step: 1, toPersonId: idOf('孙丽'), reason: '王建华住院' });
  expect((await on('李国栋', id, 'reassign')).status).toBe(200);
  const signed = await on('孙丽', id, 'approve');
  expect(signed.body.route.find((step: { state: string }) => step.state === 'open')).toMatchObject({
    askedPost: '局长',
    post: '局务会',
    reasons: [expect.stringContaining('改派')],
  });
});

test('the database refuses it too: duties of one matter, and posts kept apart, written past the verbs', async () => {
  const id = await approvedClaim();
  const { owner } = office.database;
  const write = (name: string, duty: string): Promise<unknown> =>
    owner.query(
      `insert into matter_duty (office_id, matter_id, round, person_id, duty, at) select office_id, matter_id, round, $2, $3, '2026-04-02T09:00:00+08:00' from matter where matter_id = $1`,
      [id, idOf(name), duty],
    );
  await expect(write('周静', '付款')).rejects.toThrow(/审核与付款不相容（ICF-03.2l）/);
  await expect(write('王建华', '付款')).rejects.toThrow(/不相容/);
  await write('吴芳', '付款');
  await expect(write('吴芳', '审核')).rejects.toThrow(/付款与审核不相容/);
  const { officeId, people } = office.stations;
  const hold = (name: string, post: string): Promise<unknown> =>
    owner.query(`insert into post_holding (office_id, post, person_id, sole, from_day) values ($1, $2, $3, false, '2026-04-02')`, [
      officeId,
      post,
      people.get(name),
    ]);
  await expect(hold('高洁', '管钱')).rejects.toThrow(/管钱与管账不得由一人兼任/);
  await hold('余波', '管钱');
});

test('an office whose regulations were published before the wall was built has it from the next start on', async () => {
  const count = async (): Promise<number> => (await office.database.owner.query('select count(*)::int as members from separation')).rows[0].members;
  const before = await count();
  await office.database.owner.query('delete from separation');
  const again = await openWorld({ url: office.database.url, folder: office.open.world.folder });
  await again.close();
  expect(await count()).toBe(before);
});

test('whoever has asked for a repair does not accept it (ICF-03.2b); another does, and it is counted', async () => {
  office.at('2026-04-02');
  const keeper = async (name: string, verb: string, input: object): Promise<Answer> => (await office.as(name)).post(`/api/verbs/${verb}`, input);
  const car = {
    plate: '示A00009',
    model: '大众帕萨特',
    vehicleClass: '轿车',
    seats: 5,
    registration: '行示A00009',
    licenceClass: 'C1',
    driverId: idOf('鲁强'),
    garage: '机关院内车库',
    odometer: 45_000,
    inspectionUntil: '2027-12-31',
    compulsoryUntil: '2027-12-31',
    insuranceUntil: '2027-12-31',
    serviceOn: '2027-12-31',
    serviceKm: 60_000,
  };
  const { vehicleId } = (await keeper('冯涛', 'register-vehicle', car)).body.result;
  const shop = '示范县顺达汽修厂';
  expect((await keeper('冯涛', 'designate-repair-shop', { name: shop, from: '2026-01-01', until: null })).status).toBe(200);
  const made = await (
    await office.as('蒋雪')
  ).post('/api/matters', {
    kind: 'vehicle-repair',
    form: { vehicleId, items: '更换机油机滤', shop, amount: 38_000 },
    linkedMatterId: null,
    files: [],
    submit: true,
  });
  for (const name of ['冯涛', '陈立']) await on(name, Number(made.body.matterId), 'approve');
  const accepted = { request: made.body.number, shop, finishedOn: '2026-04-02', odometer: 45_300, amount: 38_000, invoice: '26530000000000000001' };
  expect((await keeper('蒋雪', 'accept-repair', accepted)).body.refused).toMatchObject({ code: 'incompatible-duty', clause: { id: 'ICF-03.2l' } });
  expect((await keeper('冯涛', 'accept-repair', accepted)).status).toBe(200);
  expect(await dutiesOf(Number(made.body.matterId), '验收')).toEqual(['冯涛']);
});
