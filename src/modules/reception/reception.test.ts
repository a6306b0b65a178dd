import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestOffice, type Answer, type Person, type TestOffice } from '../../../test/office.ts';
import { fen } from '../../rules/money.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
  office.at('2026-01-05');
  const finance = await office.as('周静');
  await ok(finance.post('/api/verbs/register-account', { account: '6217000000000000001', bank: '示范县农村信用社' }));
  await ok(finance.post('/api/verbs/record-income', { source: '财政拨款', funding: '财政拨款', amount: 50_000_000, account: '6217000000000000001', receivedOn: '2026-01-05' }));
});
afterAll(() => office.close());

async function ok(answer: Promise<Answer>): Promise<Answer> {
  const got = await answer;
  if (got.status !== 200) throw new Error(`${got.status} ${JSON.stringify(got.body)}`);
  return got;
}

const id = (name: string): number => office.culture.people.get(name) ?? 0;
const codes = (answer: Answer): readonly string[] => answer.body.refusals.map((one: { code: string }) => one.code);
const route = (body: Answer['body']): readonly string[] => body.route.map((step: { post: string; act: string }) => `${step.post}${step.act}`);

async function sign(name: string, matterId: number): Promise<Answer> {
  const person = await office.as(name);
  const { body } = await person.get(`/api/matters/${matterId}`);
  return person.post(`/api/matters/${matterId}/approve`, { version: body.version, remark: null });
}

async function signAll(names: readonly string[], matterId: number): Promise<Answer> {
  let last: Answer | undefined;
  for (const name of names) last = await ok(sign(name, matterId));
  if (last === undefined) throw new Error('nobody signs');
  return last;
}

const CITY = '430702';
const COUNTY = '430724';
const guest = (name: string, rank = '科级及以下', more: object = {}) => ({ unit: '常德市文旅广体局', name, post: '工作人员', rank, area: CITY, ...more });
const hosts = (...names: readonly string[]) => names.map((name) => ({ personId: id(name), rank: '科级及以下' }));
const meal = (day: string, amount: number, more: object = {}) => ({ on: day, sort: '午餐', at: '12:00', place: '机关食堂', hosts: hosts('沈明', '冯涛'), without: [], amount, menu: [], ...more });
const plan = (day: string, more: object = {}) => ({
  activity: '文旅市场调研', reason: '市局来县调研文旅市场', startAt: `${day}T09:00`, endAt: `${day}T17:00`, place: '县文化馆', guests: [guest('程远'), guest('陶然'), guest('姚兰')], meals: [meal(day, 30_000)], ...more,
});
const matter = (form: object, linkedMatterId: number | null = null, kind = 'reception') => ({ kind, linkedMatterId, files: [], submit: true, form });
const preview = (person: Person, form: object, kind = 'reception') => person.post(`/api/matter-kinds/${kind}/preview`, { form });

let papers = 0;
/** Documents of a claim, each handed in as the same electronic invoice. */
async function papersOf(person: Person, { amount, day, evidence }: { readonly amount: number; readonly day: string; readonly evidence: readonly string[] }) {
  papers += 1;
  const number = `2653200000005678${String(papers).padStart(4, '0')}`;
  const digest = await person.invoice({ number, date: day, seller: '机关食堂', buyer: '示范县文化旅游广电体育局', amount: fen(amount), item: '餐饮服务' });
  return { files: evidence.map((one) => ({ evidence: one, digest, name: `${one}.xml` })), invoices: [{ issuerKind: '税务发票', number, date: day, seller: '机关食堂', amount }] };
}

async function letter(person: Person, day: string, people: readonly string[], more: object = {}): Promise<string> {
  const { files } = await papersOf(person, { amount: 100, day: '2026-01-05', evidence: ['公函'] });
  const done = await ok(person.post('/api/verbs/register-letter', { sort: '公函', unit: '常德市文旅广体局', documentNumber: '常文旅函〔2026〕7号', activity: '文旅市场调研', from: day, until: day, people, image: files[0]?.digest, ...more }));
  return done.body.result.number;
}

interface Claiming {
  readonly day: string;
  readonly amount: number;
  readonly linked: number | null;
  readonly more?: object;
  readonly evidence?: readonly string[];
}

const eaten = (day: string, items: readonly object[], more: object = {}) => ({ on: day, sort: '午餐', at: '12:00', place: '机关食堂', hosts: hosts('沈明', '冯涛'), without: [], items, paidFrom: '公务卡', reference: 'POS-1', ...more });
const food = (amount: number) => ({ item: '家常菜', sort: '菜品饮料', amount });

async function claimOf(person: Person, { day, amount, linked, more = {}, evidence = ['发票', '菜单', '刷卡小票'] }: Claiming) {
  const { files, invoices } = await papersOf(person, { amount, day, evidence });
  const form = { guests: [guest('程远'), guest('陶然'), guest('姚兰')], meals: [eaten(day, [food(amount)])], payee: '机关食堂', invoices, noPersonalCost: true, ...more };
  return { kind: 'reception-claim', linkedMatterId: linked, submit: true, files, form };
}

/** A reception of three guests, agreed to on the eve. */
async function agreed(day: string, eve: string, more: object = {}): Promise<{ readonly matterId: number; readonly number: string }> {
  office.at(eve);
  const clerk = await office.as('沈明');
  const letterNumber = await letter(clerk, day, ['程远', '陶然', '姚兰']);
  const asked = await ok(clerk.post('/api/matters', matter(plan(day, { letterNumber, ...more }))));
  await signAll(['蒋雪', '陈立'], asked.body.matterId);
  return { matterId: asked.body.matterId, number: asked.body.number };
}

describe('eleven guests of mixed rank', () => {
  const ranks = ['厅局级', '处级', '处级', '处级', ...Array.from({ length: 7 }, () => '科级及以下')];
  const names = ['高山', '方志', '傅诚', '葛亮', '顾盼', '关雎', '韩江', '贺兰', '洪波', '胡杨', '黄河'];
  const guests = names.map((name, at) => guest(name, ranks[at]));
  const three = () => hosts('李国栋', '冯涛', '沈明');
  const rooms = (night: string) => [
    { on: night, roomType: '单间', price: 42_000, occupants: ['高山'] },
    ...['方志', '傅诚', '葛亮'].map((name) => ({ on: night, roomType: '标准间', price: 30_000, occupants: [name] })),
    ...[['顾盼', '关雎'], ['韩江', '贺兰'], ['洪波', '胡杨'], ['黄河']].map((occupants) => ({ on: night, roomType: '标准间', price: 26_000, occupants })),
  ];
  const elevenPlan = (more: object = {}) => plan('2026-03-10', {
    guests, endAt: '2026-03-11T12:00', rooms: rooms('2026-03-10'), meals: [meal('2026-03-10', 88_000, { hosts: three() }), meal('2026-03-10', 88_000, { sort: '晚餐', at: '18:30', hosts: three() })], ...more,
  });
  let matterId = 0;
  let number = '';
  let claimId = 0;

  test('the letter comes first; each eats at his own standard, and the plan goes to all three leaders (RCP-02c, RCP-03a, RCP-04a, RCP-05c)', async () => {
    office.at('2026-03-06');
    const clerk = await office.as('沈明');
    const letterNumber = await letter(clerk, '2026-03-10', names, { until: '2026-03-11' });
    const asked = await ok(clerk.post('/api/matters', matter(elevenPlan({ letterNumber }))));
    ({ matterId, number } = asked.body);
    expect(asked.body).toMatchObject({ number: '接待〔2026〕1号', amount: 412_000, decision: { values: { receptionClass: '重要接待' } } });
    expect(route(asked.body)).toEqual(['办公室审核', '分管机关领导同意', '分管财务领导同意', '局长批准']);
    expect(asked.body.worksheet.rows[0]).toMatchObject({ cells: ['2026-03-10', '午餐（机关食堂）来客11人、陪餐3人', 88_000, 88_000, 88_000, 0], clause: { id: 'RCP-03a' } });
    expect(asked.body.paper).toMatchObject({ title: '公务接待审批单', tables: [{ title: '来客名单' }] });
    expect((await clerk.get('/api/registers/reception-letter')).body.rows).toMatchObject([{ number: letterNumber, unit: '常德市文旅广体局' }]);
  });

  test('one fen more on the table, a fourth host, a better room: each is refused by its clause (RCP-03a, RCP-03e, RCP-04a)', async () => {
    const clerk = await office.as('沈明');
    const of = async (more: object) => codes(await ok(preview(clerk, elevenPlan(more))));
    expect(await of({})).toEqual([]);
    expect(await of({ meals: [meal('2026-03-10', 88_001, { hosts: three() })] })).toEqual(['RCP-03a']);
    expect(await of({ meals: [meal('2026-03-10', 88_000, { hosts: [...three(), ...hosts('蒋雪')] })] })).toEqual(['RCP-03e']);
    expect(await of({ rooms: [{ on: '2026-03-10', roomType: '单间', price: 30_000, occupants: ['方志'] }] })).toEqual(['RCP-04a']);
    expect(await of({ rooms: [{ on: '2026-03-10', roomType: '标准间', price: 30_000, occupants: ['方志', '顾盼'] }] })).toEqual([]);
    expect(await of({ rooms: [{ on: '2026-03-10', roomType: '标准间', price: 30_000, occupants: ['顾盼'] }] })).toEqual(['RCP-04a']);
  });

  test('nothing is arranged before the head has fixed the plan; then it stands in the agenda (RCP-02c, RCP-02d)', async () => {
    await ok(sign('蒋雪', matterId));
    await ok(sign('陈立', matterId));
    const general = await office.as('蒋雪');
    const order = { number, sort: '用餐', at: '2026-03-10T12:00', place: '机关食堂', content: '午餐一桌' };
    const early = await general.post('/api/verbs/place-reception-order', order);
    expect(early.body.refused).toMatchObject({ code: 'RCP-02d' });
    const done = await signAll(['王建华', '李国栋'], matterId);
    expect(done.body).toMatchObject({ state: 'approved', obligations: [{ duty: '接待报销', dueOn: '2026-03-25' }] });
    await ok(general.post('/api/verbs/place-reception-order', order));
    expect((await (await office.as('沈明')).post('/api/verbs/place-reception-order', order)).body.refused).toMatchObject({ code: 'not-office' });
    const agenda = await ok(general.get('/api/agenda?from=2026-03-10&until=2026-03-12'));
    expect(agenda.body.map((one: { sort: string; name: string }) => `${one.sort}${one.name}`).toSorted()).toEqual(['接待李国栋', '接待冯涛', '接待沈明'].toSorted());
    expect((await (await office.as('沈明')).get(`/api/matters/${matterId}`)).body.next.map((one: { kind: string }) => one.kind)).toEqual(['reception-claim', 'reception']);
  });

  test('the claim is the list: what is above the limit and the cigarettes are borne, the rest is payable (RCP-03a, RCP-03b, RCP-05b, RCP-07a, RCP-07c)', async () => {
    office.at('2026-03-12');
    const clerk = await office.as('沈明');
    const { start } = (await clerk.get(`/api/matters/${matterId}`)).body.next[0];
    const dinner = eaten('2026-03-10', [food(94_000), { item: '芙蓉王两包', sort: '其他', amount: 22_000 }], { sort: '晚餐', at: '18:30', hosts: three() });
    const meals = [eaten('2026-03-10', [food(60_000)], { hosts: three() }), dinner];
    const lodging = { place: '示范县宾馆', paidFrom: '国库集中支付', reference: '回单-9' };
    const claim = await claimOf(clerk, { day: '2026-03-10', amount: 60_000 + 116_000 + 236_000, linked: matterId, evidence: ['发票', '菜单', '刷卡小票', '银行回单'], more: { ...start, meals, lodging } });
    const claimed = await ok(clerk.post('/api/matters', claim));
    claimId = claimed.body.matterId;
    expect(claimed.body.decision.values).toMatchObject({ personalShare: 6_000 + 22_000 });
    expect(claimed.body.decision.notices.map((one: { clause: { id: string } }) => one.clause.id)).toEqual(['RCP-07a']);
    expect(route(claimed.body)).toEqual(['财务股确认', '纪检领导审核', '分管财务领导签批']);
    expect(claimed.body.paper).toMatchObject({ title: '公务接待清单', tables: [{ rows: names.map((name, at) => ['常德市文旅广体局', name, '工作人员', ranks[at]]) }, { title: '费用' }] });
    const printed = await clerk.get(`/api/matters/${claimId}/print.pdf`);
    expect(printed.body.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await clerk.get(`/api/matters/${matterId}`)).body.obligations).toMatchObject([{ duty: '接待报销', state: 'discharged' }]);
    const discipline = await office.as('赵敏');
    expect((await ok(discipline.get('/api/registers/reception-incident'))).body.rows.map((one: { clause: string; amount: number }) => [one.clause, one.amount])).toEqual([['RCP-03b', 22_000], ['RCP-03a', 6_000]]);
    expect((await discipline.get('/api/registers/reception-list')).body.rows).toHaveLength(11);
  });

  test('signed, it is paid by finance and counts among the three public funds (RCP-06a)', async () => {
    const approved = await signAll(['吴芳', '赵敏', '王建华'], claimId);
    const cashier = await office.as('周静');
    await ok(cashier.post('/api/verbs/pay', { matterId: claimId, version: approved.body.version, method: '银行转账', reference: '回单-10', paidOn: '2026-03-12' }));
    const dashboard = await ok(cashier.get('/api/dashboard?year=2026'));
    expect(dashboard.body.threePublic).toEqual([{ line: '公务接待', fen: 384_000, otherFunds: null }]);
    const clerk = await office.as('韩梅');
    const report = await ok(clerk.get('/api/reports/reception-open?period=2026'));
    expect(report.body.tables[0].rows).toEqual([['2026-03-10', '文旅市场调研', 11, 3, 384_000], ['合计', '1批次', 11, 3, 384_000]]);
    expect((await clerk.get('/api/reports/reception-statistics?period=2026')).status).toBe(404);
    const statistics = await ok(cashier.get('/api/reports/reception-statistics?period=2026'));
    expect(statistics.body.tables[1].rows).toEqual([['常德市文旅广体局', 1, 11, 384_000, 34_909]]);
    expect((await cashier.get('/api/registers/reception')).body.rows).toMatchObject([{ number, class: '重要接待', guests: 11, planned: 412_000, claimed: 412_000, personal: 28_000 }]);
  });

  test('it is closed when host and office have said that nothing was given or taken (RCP-07b)', async () => {
    const [clerk, general] = [await office.as('沈明'), await office.as('蒋雪')];
    expect((await general.post('/api/verbs/close-reception', { number })).body.refusals).toMatchObject([{ code: 'RCP-07b' }, { code: 'RCP-07b' }]);
    await ok(clerk.post('/api/verbs/attest-reception', { number, nothingGiven: true }));
    expect((await general.post('/api/verbs/close-reception', { number })).body.refused).toMatchObject({ code: 'RCP-07b' });
    expect((await general.post('/api/verbs/attest-reception', { number, nothingGiven: false })).body.refused).toMatchObject({ code: 'something-given' });
    await ok(general.post('/api/verbs/attest-reception', { number, nothingGiven: true }));
    await ok(general.post('/api/verbs/close-reception', { number }));
    expect((await clerk.get(`/api/matters/${matterId}`)).body.state).toBe('closed');
  });
});

describe('the plan', () => {
  test('ordinary receptions go to the general office and its leader; a later guest of higher rank asks the others too (RCP-02a, RCP-02b)', async () => {
    const { matterId } = await agreed('2026-04-10', '2026-04-08');
    const clerk = await office.as('沈明');
    const before = await clerk.get(`/api/matters/${matterId}`);
    expect(route(before.body)).toEqual(['办公室审核', '分管机关领导同意']);
    office.at('2026-04-09');
    const again = await office.as('沈明');
    const { start } = before.body.next.find((one: { kind: string }) => one.kind === 'reception');
    const changed = await ok(again.post('/api/matters', matter({ ...start, guests: [...start.guests, guest('欧阳静', '处级')] }, matterId)));
    expect(route(changed.body)).toEqual(['办公室审核', '分管机关领导同意', '分管财务领导同意', '局长批准']);
    await signAll(['蒋雪', '陈立', '王建华', '李国栋'], changed.body.matterId);
    office.at('2026-04-13');
    const claimant = await office.as('沈明');
    expect((await claimant.get(`/api/matters/${matterId}`)).body.state).toBe('closed');
    const onOld = await claimant.post('/api/matters', await claimOf(claimant, { day: '2026-04-10', amount: 30_000, linked: matterId }));
    expect(codes(onOld)).toContain('RCP-02c');
    await ok(claimant.post('/api/matters', await claimOf(claimant, { day: '2026-04-10', amount: 30_000, linked: changed.body.matterId })));
    const tooLate = await claimant.post('/api/matters', matter(plan('2026-04-20'), changed.body.matterId));
    expect([tooLate.status, JSON.stringify(tooLate.body)]).toEqual([400, expect.stringContaining('已经同意而未报销')]);
  });

  test('the general office may raise a reception, nobody else; lowering waits for the head (RCP-02a)', async () => {
    office.at('2026-03-16');
    const [clerk, general] = [await office.as('沈明'), await office.as('蒋雪')];
    const raised = plan('2026-03-18', { raiseReason: '涉及重点招商项目' });
    expect(codes(await preview(clerk, raised))).toEqual(['RCP-02a']);
    const asked = await ok(preview(general, raised));
    expect([asked.body.refusals, route(asked.body).at(-1)]).toEqual([[], '局长批准']);
    const lowered = { ...plan('2026-03-18', { guests: [guest('程远', '处级')], meals: [], lowerReason: '工作对接，不安排用餐' }) };
    const draft = await ok(clerk.post('/api/matters', { ...matter(lowered), submit: false }));
    expect(codes(await clerk.post(`/api/matters/${draft.body.matterId}/submit`, { version: draft.body.version }))).toEqual(['RCP-02a']);
    await ok(clerk.post(`/api/matters/${draft.body.matterId}/ask-release`, { version: draft.body.version, code: 'RCP-02a', reason: '不安排用餐住宿' }));
    const head = await office.as('李国栋');
    const { body } = await head.get(`/api/matters/${draft.body.matterId}`);
    await ok(head.post(`/api/matters/${draft.body.matterId}/release`, { version: body.version, code: 'RCP-02a', reason: '同意' }));
    const now = await clerk.get(`/api/matters/${draft.body.matterId}`);
    expect(route((await ok(clerk.post(`/api/matters/${draft.body.matterId}/submit`, { version: now.body.version }))).body)).toEqual(['办公室审核', '分管机关领导同意']);
  });

  test('reason and place are told by the clause, not by the field (RCP-02b)', async () => {
    office.at('2026-03-16');
    const clerk = await office.as('沈明');
    expect(codes(await preview(clerk, plan('2026-03-18', { reason: '' })))).toEqual(['RCP-02b']);
    expect(codes(await preview(clerk, plan('2026-03-18', { place: '' })))).toEqual(['RCP-02b']);
  });

  test('guests of the same county are not fed and do not count; where all are, there is no meal (RCP-03f, RCP-04c)', async () => {
    office.at('2026-03-16');
    const clerk = await office.as('沈明');
    const locals = [guest('欧阳静', '科级及以下', { area: `${COUNTY}100` }), guest('孔令', '科级及以下', { area: COUNTY })];
    const five = await ok(preview(clerk, plan('2026-03-18', { guests: [guest('程远'), guest('陶然'), guest('姚兰'), ...locals] })));
    expect(five.body.refusals).toEqual([]);
    expect(five.body.worksheet.rows[0].cells).toEqual(['2026-03-18', '午餐（机关食堂）来客3人、陪餐2人', 30_000, 30_000, 30_000, 0]);
    expect(five.body.decision.notices.map((one: { clause: { id: string } }) => one.clause.id)).toEqual(['RCP-03f']);
    expect(codes(await preview(clerk, plan('2026-03-18', { guests: locals })))).toContain('RCP-03f');
    const lodged = (name: string) => plan('2026-03-18', { guests: [guest('程远'), ...locals], meals: [], rooms: [{ on: '2026-03-18', roomType: '标准间', price: 26_000, occupants: [name] }] });
    expect(codes(await preview(clerk, lodged('程远')))).toEqual([]);
    expect(codes(await preview(clerk, lodged('孔令')))).toEqual(['RCP-04c']);
  });

  test('alcohol needs the occasion, an earlier consent, a dinner and a permitted product; cigarettes have no exception (RCP-03b, RCP-03c, RCP-07a)', async () => {
    office.at('2026-03-16');
    const clerk = await office.as('沈明');
    const alcohol = { occasion: '招商引资洽谈', product: '本地米酒', consentBy: '县纪委党风室', consentAt: '2026-03-17T10:00', document: '县纪函〔2026〕3号' };
    const dinner = (item: string, more: object = {}) => ({ meals: [meal('2026-03-18', 30_000, { sort: '晚餐', at: '18:00', menu: [{ item, sort: '菜品饮料' }], ...more })] });
    const of = async (more: object) => codes(await ok(preview(clerk, plan('2026-03-18', more))));
    expect(await of({ ...dinner('本地米酒'), alcohol })).toEqual(['evidence:县纪委同意意见']);
    expect(await of({ ...dinner('本地米酒', { sort: '午餐' }), alcohol })).toEqual(['RCP-03c', 'evidence:县纪委同意意见']);
    expect(await of({ ...dinner('本地米酒'), alcohol: { ...alcohol, consentAt: '2026-03-19T08:00' } })).toEqual(['RCP-03c', 'evidence:县纪委同意意见']);
    expect(await of({ ...dinner('茅台'), alcohol })).toEqual(['RCP-03c', 'evidence:县纪委同意意见']);
    expect(await of(dinner('本地米酒'))).toEqual(['RCP-03c', 'evidence:县纪委同意意见']);
    expect(await of({ ...dinner('中华香烟'), alcohol })).toEqual(['RCP-03b']);
    expect(await of(dinner('清炒时蔬'))).toEqual([]);
    const told = await ok(preview(clerk, plan('2026-03-18', { ...dinner('本地米酒'), alcohol })));
    expect(told.body.decision.notices.map((one: { clause: { id: string } }) => one.clause.id)).toEqual(['RCP-03c']);
  });

  test('a class-three meeting is fed by the day and lodged by the person, whatever the rank (RCP-03d, RCP-04b)', async () => {
    office.at('2026-03-16');
    const clerk = await office.as('沈明');
    const guests = Array.from({ length: 40 }, (_, at) => guest(`参会${at + 1}`, at === 0 ? '处级' : '科级及以下'));
    const away = ['参会36', '参会37', '参会38', '参会39', '参会40'];
    const meeting = (first: number, second: number, more: object = {}) => plan('2026-03-18', {
      occasion: '三类会议', guests, endAt: '2026-03-19T17:00', meals: [meal('2026-03-18', first, { hosts: [] }), meal('2026-03-19', second, { hosts: [], without: away })], ...more,
    });
    const of = async (form: object) => codes(await ok(preview(clerk, form)));
    expect(await of(meeting(400_000, 350_000))).toEqual([]);
    expect(await of(meeting(300_000, 350_001))).toEqual(['RCP-03d']);
    const room = (price: number, occupants: readonly string[]) => ({ rooms: [{ on: '2026-03-18', roomType: '标准间', price, occupants }] });
    expect(await of(meeting(400_000, 350_000, room(24_000, ['参会2', '参会3'])))).toEqual([]);
    expect(await of(meeting(400_000, 350_000, room(15_000, ['参会2'])))).toEqual(['RCP-04b']);
  });

  test('ceilings name their clause, principles stand at the head of the form, standards at its fields (RCP-00, RCP-01)', async () => {
    office.at('2026-03-16');
    const clerk = await office.as('沈明');
    const { body } = await ok(preview(clerk, plan('2026-03-18')));
    expect(body.worksheet.rows[0].clause).toMatchObject({ regulation: '公务接待管理制度', clause: '三' });
    const kinds = await clerk.get('/api/matter-kinds');
    expect(kinds.body.find((one: { kind: string }) => one.kind === 'reception').purpose).toContain('务实节俭');
    expect((await clerk.get('/api/reception-standards')).body).toEqual([
      { rank: '省部级', meal: 12_000, lodging: 65_000, roomTypes: ['标准间', '单间', '普通套间'] },
      { rank: '厅局级', meal: 10_000, lodging: 42_000, roomTypes: ['标准间', '单间'] },
      { rank: '处级', meal: 6_000, lodging: 30_000, roomTypes: ['标准间'] },
      { rank: '科级及以下', meal: 6_000, lodging: 26_000, roomTypes: ['标准间'] },
    ]);
  });
});

describe('without consent', () => {
  test('a reception that has begun is entered as such, goes to the 纪检领导, and is paid only if the head releases it; a case ends with a decision (RCP-02d, RCP-09)', async () => {
    office.at('2026-04-14', '15:00');
    const clerk = await office.as('沈明');
    const letterNumber = await letter(clerk, '2026-04-14', ['程远', '陶然', '姚兰']);
    const form = plan('2026-04-14', { letterNumber });
    expect(codes(await clerk.post('/api/matters', matter(form)))).toEqual(['RCP-02d']);
    const entered = await ok(clerk.post('/api/matters', matter({ ...form, unapproved: '来客临时到达，未及报批' })));
    expect(route(entered.body)).toEqual(['纪检领导审核', '办公室审核', '分管机关领导同意']);
    await signAll(['赵敏', '蒋雪', '陈立'], entered.body.matterId);
    const claim = await claimOf(clerk, { day: '2026-04-14', amount: 30_000, linked: entered.body.matterId });
    expect(codes(await clerk.post('/api/matters', claim))).toEqual(['RCP-02d']);
    const draft = await ok(clerk.post('/api/matters', { ...claim, submit: false }));
    await ok(clerk.post(`/api/matters/${draft.body.matterId}/ask-release`, { version: draft.body.version, code: 'RCP-02d', reason: '确有公务' }));
    const head = await office.as('李国栋');
    const { body } = await head.get(`/api/matters/${draft.body.matterId}`);
    await ok(head.post(`/api/matters/${draft.body.matterId}/release`, { version: body.version, code: 'RCP-02d', reason: '情况属实' }));
    const now = await clerk.get(`/api/matters/${draft.body.matterId}`);
    await ok(clerk.post(`/api/matters/${draft.body.matterId}/submit`, { version: now.body.version }));

    const discipline = await office.as('赵敏');
    const incidents = await ok(discipline.get('/api/registers/reception-incident?clause=RCP-02d'));
    expect(incidents.body.rows).toMatchObject([{ person: '沈明', matter: entered.body.number }]);
    expect((await clerk.get('/api/registers/reception-incident')).status).toBe(404);
    const opened = await ok(discipline.post('/api/verbs/open-violation', { clause: 'RCP-02d', facts: '未经审批先行接待', personId: id('沈明'), gravity: '轻微' }));
    await ok(discipline.post('/api/verbs/decide-violation', { number: opened.body.result.number, statement: '情况属实', decision: '批评教育' }));
  });

  test('consent an hour after lunch is no consent beforehand (RCP-02d)', async () => {
    office.at('2026-04-16', '08:00');
    const clerk = await office.as('沈明');
    const letterNumber = await letter(clerk, '2026-04-16', ['程远', '陶然', '姚兰']);
    const asked = await ok(clerk.post('/api/matters', matter(plan('2026-04-16', { letterNumber, startAt: '2026-04-16T12:00' }))));
    await ok(sign('蒋雪', asked.body.matterId));
    office.at('2026-04-16', '13:10');
    await ok(sign('陈立', asked.body.matterId));
    const again = await office.as('沈明');
    expect(codes(await again.post('/api/matters', await claimOf(again, { day: '2026-04-16', amount: 30_000, linked: asked.body.matterId })))).toEqual(['RCP-02d']);
    expect(codes(await again.post('/api/matters', await claimOf(again, { day: '2026-04-16', amount: 30_000, linked: null })))).toContain('RCP-02d');
  });
});

describe('the claim', () => {
  let reception: { readonly matterId: number; readonly number: string };
  beforeAll(async () => {
    reception = await agreed('2026-05-13', '2026-05-12');
    office.at('2026-05-14');
  });
  const refusedFor = async (of: Partial<Claiming>): Promise<readonly string[]> => {
    const clerk = await office.as('沈明');
    const { form, files, linkedMatterId } = await claimOf(clerk, { day: '2026-05-13', amount: 30_000, linked: reception.matterId, ...of });
    return codes(await ok(clerk.post('/api/matter-kinds/reception-claim/preview', { form, files, linkedMatterId })));
  };
  const three = [guest('程远'), guest('陶然'), guest('姚兰')];

  test('is complete with invoice, menu, slip, letter and list; what is missing is named (RCP-05a)', async () => {
    expect(await refusedFor({})).toEqual([]);
    expect(await refusedFor({ evidence: ['发票', '刷卡小票'] })).toEqual(['evidence:菜单']);
    expect(await refusedFor({ evidence: ['发票', '菜单'] })).toEqual(['evidence:刷卡小票']);
    expect(await refusedFor({ more: { letterNumber: '来函〔2026〕999号' } })).toEqual(['RCP-05a']);
    const invitation = await letter(await office.as('沈明'), '2026-05-13', ['程远', '陶然', '姚兰'], { sort: '邀请函' });
    expect(await refusedFor({ more: { letterNumber: invitation } })).toEqual([]);
  });

  test('every box of the list is filled in and its cost is that of the invoices (RCP-05b)', async () => {
    expect(await refusedFor({ more: { guests: [guest('程远'), guest('陶然'), guest('姚兰', '科级及以下', { post: '' })] } })).toEqual(['RCP-05b']);
    const clerk = await office.as('沈明');
    const claim = await claimOf(clerk, { day: '2026-05-13', amount: 30_000, linked: reception.matterId, more: { meals: [eaten('2026-05-13', [food(28_000)])] } });
    const { body } = await ok(clerk.post('/api/matter-kinds/reception-claim/preview', claim));
    expect(codes({ status: 200, body })).toEqual(['RCP-05b']);
    expect(body.worksheet.rows.at(-1).reason).toContain('相差20.00元');
  });

  test('nobody beyond the letter, no other unit, no other day; who stayed away is only noted (RCP-05c)', async () => {
    const clerk = await office.as('沈明');
    const fourth = await claimOf(clerk, { day: '2026-05-13', amount: 30_000, linked: reception.matterId, more: { guests: [...three, guest('欧阳静')] } });
    const { body } = await ok(clerk.post('/api/matter-kinds/reception-claim/preview', fourth));
    expect(codes({ status: 200, body })).toEqual(['RCP-05c']);
    expect(body.worksheet.rows.at(-1).reason).toBe('欧阳静不在公函所列人员之内');
    const absent = await claimOf(clerk, { day: '2026-05-13', amount: 24_000, linked: reception.matterId, more: { guests: three.slice(0, 2) } });
    const fewer = await ok(clerk.post('/api/matter-kinds/reception-claim/preview', absent));
    expect(fewer.body.refusals).toEqual([]);
    expect(fewer.body.worksheet.rows.at(-1).reason).toBe('1人未到');
    expect(await refusedFor({ more: { guests: [{ ...guest('程远'), unit: '长沙市文旅局' }, guest('陶然'), guest('姚兰')] } })).toEqual(['RCP-05c']);
    expect(await refusedFor({ more: { meals: [eaten('2026-05-14', [food(30_000)])] } })).toEqual(['RCP-05c']);
  });

  test('a letter that gives a number only bounds the number and names the leader (RCP-05c)', async () => {
    const clerk = await office.as('沈明');
    const bare = { people: [], headcount: 0, leader: '' };
    const { files } = await papersOf(clerk, { amount: 100, day: '2026-05-14', evidence: ['公函'] });
    const unclear = await clerk.post('/api/verbs/register-letter', { sort: '公函', unit: '常德市文旅广体局', activity: '文旅市场调研', from: '2026-05-13', until: '2026-05-13', image: files[0]?.digest, ...bare });
    expect(unclear.body.refused).toMatchObject({ code: 'RCP-05c' });
    const byNumber = async (headcount: number, leader: string) => letter(clerk, '2026-05-13', [], { headcount, leader });
    expect(await refusedFor({ more: { letterNumber: await byNumber(3, '程远') } })).toEqual([]);
    expect(await refusedFor({ more: { letterNumber: await byNumber(2, '程远') } })).toEqual(['RCP-05c']);
    expect(await refusedFor({ more: { letterNumber: await byNumber(3, '欧阳静') } })).toEqual(['RCP-05c']);
  });

  test('bills are paid by official card or treasury transfer, cash stays below 500 yuan a place and day (RCP-06a, RCP-06b)', async () => {
    const paid = (paidFrom: string, reference = 'x') => ({ more: { meals: [eaten('2026-05-13', [food(30_000)], { paidFrom, reference })] } });
    expect(await refusedFor(paid('国库集中支付'))).toEqual(['evidence:银行回单']);
    expect(await refusedFor(paid('下属单位账户'))).toEqual(['RCP-06a', 'evidence:银行回单']);
    expect(await refusedFor({ ...paid('现金', ''), evidence: ['发票', '菜单'] })).toEqual([]);
    const twice = { meals: [eaten('2026-05-13', [food(15_000)], { paidFrom: '现金' }), eaten('2026-05-13', [food(15_000)], { paidFrom: '现金', sort: '晚餐' })] };
    expect(await refusedFor({ more: twice, evidence: ['发票', '菜单'] })).toEqual([]);
    const more = { meals: [eaten('2026-05-13', [food(25_000)], { paidFrom: '现金' }), eaten('2026-05-13', [food(25_000)], { paidFrom: '现金', sort: '晚餐' })] };
    expect(await refusedFor({ amount: 50_000, more, evidence: ['发票', '菜单'] })).toEqual(['RCP-02c', 'RCP-06b']);
  });

  test('gifts have no place on a bill, nothing personal is declared away (RCP-07b, RCP-07c)', async () => {
    const clerk = await office.as('沈明');
    const gifts = { meals: [eaten('2026-05-13', [food(20_000)])], others: [{ item: '茶叶礼盒6份', sort: '其他', on: '2026-05-13', place: '示范县茶庄', amount: 60_000, paidFrom: '公务卡', reference: 'POS-2' }] };
    const claim = await claimOf(clerk, { day: '2026-05-13', amount: 80_000, linked: reception.matterId, more: gifts });
    const { body } = await ok(clerk.post('/api/matter-kinds/reception-claim/preview', claim));
    expect(body.decision.values.personalShare).toBe(60_000);
    expect(body.worksheet.rows.find((row: { cells: readonly string[] }) => row.cells[1]?.includes('茶叶'))).toMatchObject({ cells: ['2026-05-13', '茶叶礼盒6份（礼品礼金）', 60_000, 0, 0, 60_000], clause: { id: 'RCP-07b' } });
    expect(await refusedFor({ more: { noPersonalCost: false } })).toEqual(['RCP-07c']);
  });

  test('is in time until midnight of the tenth working day, then needs a reason and the finance leader (RCP-06c)', async () => {
    office.at('2026-05-27', '23:50');
    expect(await refusedFor({})).toEqual([]);
    office.at('2026-05-28', '00:05');
    expect(await refusedFor({})).toEqual(['RCP-06c']);
    const clerk = await office.as('沈明');
    const claim = await claimOf(clerk, { day: '2026-05-13', amount: 30_000, linked: reception.matterId, more: { lateReason: '发票补开' } });
    const draft = await ok(clerk.post('/api/matters', { ...claim, submit: false }));
    const asked = await ok(clerk.post(`/api/matters/${draft.body.matterId}/ask-release`, { version: draft.body.version, code: 'RCP-06c', reason: '商家补开发票' }));
    const head = await office.as('李国栋');
    expect((await head.post(`/api/matters/${draft.body.matterId}/release`, { version: asked.body.version, code: 'RCP-06c', reason: '同意' })).body.refused).toMatchObject({ code: 'not-releaser' });
    const leader = await office.as('王建华');
    await ok(leader.post(`/api/matters/${draft.body.matterId}/release`, { version: asked.body.version, code: 'RCP-06c', reason: '情况属实' }));
    const now = await clerk.get(`/api/matters/${draft.body.matterId}`);
    await ok(clerk.post(`/api/matters/${draft.body.matterId}/submit`, { version: now.body.version }));
    expect(codes(await clerk.post('/api/matters', await claimOf(clerk, { day: '2026-05-13', amount: 30_000, linked: reception.matterId })))).toContain('RCP-05b');
  });
});

describe('work meals', () => {
  const workMeal = (estimate: number, more: object = {}) => matter({ on: '2026-06-02', sort: '晚餐', overtimeRecord: '', reason: '迎检资料整理', diners: ['沈明', '杨帆', '罗成', '韩梅', '秦岚'].map(id), place: '机关食堂', estimate, ...more }, null, 'work-meal');

  test('20 yuan a person, with a ground, agreed to by the head of the general office – his own by the leader above him (RCP-08a, RCP-08b)', async () => {
    office.at('2026-06-02');
    const clerk = await office.as('沈明');
    const of = async (body: ReturnType<typeof workMeal>) => ok(preview(clerk, body.form, 'work-meal'));
    expect(route((await of(workMeal(10_000))).body)).toEqual(['办公室主任同意']);
    expect(codes(await of(workMeal(10_300)))).toEqual(['RCP-08b']);
    expect(codes(await of(workMeal(10_000, { reason: '' })))).toEqual(['RCP-08a']);
    expect(codes(await of(workMeal(10_000, { reason: '', overtimeRecord: '加班〔2026〕12号' })))).toEqual([]);
    expect(route((await of(workMeal(10_000, { diners: ['沈明', '冯涛', '罗成', '韩梅', '秦岚'].map(id) }))).body)).toEqual(['分管机关领导同意']);
  });

  test('only what the general office ordered is paid, for those who came, without beer (RCP-07a, RCP-08a, RCP-08b)', async () => {
    office.at('2026-06-02');
    const clerk = await office.as('沈明');
    const asked = await ok(clerk.post('/api/matters', workMeal(10_000)));
    await ok(sign('冯涛', asked.body.matterId));
    const claim = async (linked: number | null) => {
      const { files, invoices } = await papersOf(clerk, { amount: 12_300, day: '2026-06-02', evidence: ['发票'] });
      const items = [food(10_300), { item: '啤酒', sort: '菜品饮料', amount: 2_000 }];
      return { kind: 'work-meal-claim', linkedMatterId: linked, submit: true, files, form: { diners: ['沈明', '杨帆', '罗成', '韩梅', '秦岚'].map(id), items, place: '机关食堂', paidFrom: '公务卡', reference: 'POS-6', invoices, noPersonalCost: true } };
    };
    expect(codes(await clerk.post('/api/matters', await claim(null)))).toEqual(['RCP-08a']);
    expect(codes(await clerk.post('/api/matters', await claim(asked.body.matterId)))).toEqual(['RCP-08a']);
    await ok((await office.as('蒋雪')).post('/api/verbs/place-reception-order', { number: asked.body.number, sort: '工作餐', at: '2026-06-02T18:30', place: '机关食堂', content: '工作餐5份' }));
    const claimed = await ok(clerk.post('/api/matters', await claim(asked.body.matterId)));
    expect(claimed.body.decision.values).toMatchObject({ personalShare: 300 + 2_000 });
    expect(claimed.body.worksheet.rows.map((row: { cells: readonly unknown[] }) => row.cells[1])).toEqual(['晚餐，5人', '啤酒（酒类）']);
    const approved = await signAll(['吴芳', '赵敏', '王建华'], claimed.body.matterId);
    const cashier = await office.as('周静');
    await ok(cashier.post('/api/verbs/pay', { matterId: claimed.body.matterId, version: approved.body.version, method: '公务卡', reference: 'POS-6', paidOn: '2026-06-02' }));
    const vouchers = await ok(cashier.get('/api/registers/voucher?amount.from=100.00&amount.to=100.00'));
    expect(vouchers.body.rows).toMatchObject([{ amount: 10_000 }]);
    expect((await cashier.get('/api/dashboard?year=2026')).body.threePublic).toMatchObject([{ line: '公务接待', fen: 384_000 }]);
  });
});
