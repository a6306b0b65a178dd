import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ok } from '../../../test/deeds.ts';
import { openTestOffice, type TestOffice } from '../../../test/office.ts';
import { codes, COUNTY, food, guest, matter, preview, route, receptionDesk } from '../../../test/reception-desk.ts';

let office: TestOffice;
const { agreed, claimOf, eaten, hosts, letter, meal, plan, sign, signAll, prepare } = receptionDesk(() => office);
beforeAll(async () => {
  office = await openTestOffice();
  await prepare();
});
afterAll(() => office.close());

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
  const elevenPlan = (more: object = {}) =>
    plan('2026-03-10', {
      guests,
      endAt: '2026-03-11T12:00',
      rooms: rooms('2026-03-10'),
      meals: [meal('2026-03-10', 88_000, { hosts: three() }), meal('2026-03-10', 88_000, { sort: '晚餐', at: '18:30', hosts: three() })],
      ...more,
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
    expect(asked.body.worksheet.rows[0]).toMatchObject({
      cells: ['2026-03-10', '午餐（机关食堂）来客11人、陪餐3人', 88_000, 88_000, 88_000, 0],
      clause: { id: 'RCP-03a' },
    });
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
    const order = { matterId, sort: '用餐', at: '2026-03-10T12:00', place: '机关食堂', content: '午餐一桌' };
    const early = await general.post('/api/verbs/place-reception-order', order);
    expect(early.body.refused).toMatchObject({ code: 'RCP-02d' });
    const done = await signAll(['王建华', '李国栋'], matterId);
    expect(done.body).toMatchObject({ state: 'approved', obligations: [{ duty: '接待报销', dueOn: '2026-03-25' }] });
    await ok(general.post('/api/verbs/place-reception-order', order));
    expect((await (await office.as('沈明')).post('/api/verbs/place-reception-order', order)).body.refused).toMatchObject({ code: 'not-office' });
    const agenda = await ok(general.get('/api/agenda?from=2026-03-10&until=2026-03-12'));
    expect(agenda.body.map((one: { sort: string; name: string }) => `${one.sort}${one.name}`).toSorted()).toEqual(
      ['接待李国栋', '接待冯涛', '接待沈明'].toSorted(),
    );
    expect((await (await office.as('沈明')).get(`/api/matters/${matterId}`)).body.next.map((one: { kind: string }) => one.kind)).toEqual([
      'reception-claim',
      'reception',
      'vehicle-request',
    ]);
  });

  test('the claim is the list: what is above the limit and the cigarettes are borne, the rest is payable (RCP-03a, RCP-03b, RCP-05b, RCP-07a, RCP-07c)', async () => {
    office.at('2026-03-12');
    const clerk = await office.as('沈明');
    const { start } = (await clerk.get(`/api/matters/${matterId}`)).body.next[0];
    const dinner = eaten('2026-03-10', [food(94_000), { item: '芙蓉王两包', sort: '其他', amount: 22_000 }], { sort: '晚餐', at: '18:30', hosts: three() });
    const meals = [eaten('2026-03-10', [food(60_000)], { hosts: three() }), dinner];
    const lodging = { place: '示范县宾馆', paidFrom: '国库集中支付', reference: '回单-9' };
    const claim = await claimOf(clerk, {
      day: '2026-03-10',
      amount: 60_000 + 116_000 + 236_000,
      linked: matterId,
      evidence: ['发票', '菜单', '刷卡小票', '银行回单'],
      more: { ...start, meals, lodging },
    });
    const claimed = await ok(clerk.post('/api/matters', claim));
    claimId = claimed.body.matterId;
    expect(claimed.body.decision.values).toMatchObject({ personalShare: 6_000 + 22_000 });
    expect(claimed.body.decision.notices.map((one: { clause: { id: string } }) => one.clause.id)).toEqual(['RCP-07a']);
    expect(route(claimed.body)).toEqual(['财务股确认', '纪检领导审核', '分管财务领导签批']);
    expect(claimed.body.paper).toMatchObject({
      title: '公务接待清单',
      tables: [{ rows: names.map((name, at) => ['常德市文旅广体局', name, '工作人员', ranks[at]]) }, { title: '费用' }],
    });
    const printed = await clerk.get(`/api/matters/${claimId}/print.pdf`);
    expect(printed.body.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await clerk.get(`/api/matters/${matterId}`)).body.obligations).toMatchObject([{ duty: '接待报销', state: 'discharged' }]);
    const discipline = await office.as('赵敏');
    expect(
      (await ok(discipline.get('/api/registers/reception-incident'))).body.rows.map((one: { clause: string; amount: number }) => [one.clause, one.amount]),
    ).toEqual([
      ['RCP-03b', 22_000],
      ['RCP-03a', 6_000],
    ]);
    expect((await discipline.get('/api/registers/reception-list')).body.rows).toHaveLength(11);
  });

  test('signed, it is paid by finance and counts among the three public funds (RCP-06a)', async () => {
    const approved = await signAll(['吴芳', '赵敏', '王建华'], claimId);
    const cashier = await office.as('周静');
    await ok(
      cashier.post('/api/verbs/pay', { matterId: claimId, version: approved.body.version, method: '银行转账', reference: '回单-10', paidOn: '2026-03-12' }),
    );
    const dashboard = await ok(cashier.get('/api/dashboard?year=2026'));
    expect(dashboard.body.threePublic).toEqual([{ line: '公务接待', fen: 384_000, otherFunds: null }]);
    const clerk = await office.as('韩梅');
    const report = await ok(clerk.get('/api/reports/reception-open?period=2026'));
    expect(report.body.tables[0].rows).toEqual([
      ['2026-03-10', '文旅市场调研', 11, 3, 384_000],
      ['合计', '1批次', 11, 3, 384_000],
    ]);
    expect((await clerk.get('/api/reports/reception-statistics?period=2026')).status).toBe(404);
    const statistics = await ok(cashier.get('/api/reports/reception-statistics?period=2026'));
    expect(statistics.body.tables[1].rows).toEqual([['常德市文旅广体局', 1, 11, 384_000, 34_909]]);
    expect((await cashier.get('/api/registers/reception')).body.rows).toMatchObject([
      { number, class: '重要接待', guests: 11, planned: 412_000, claimed: 412_000, personal: 28_000 },
    ]);
  });

  test('it is closed when host and office have said that nothing was given or taken (RCP-07b)', async () => {
    const [clerk, general] = [await office.as('沈明'), await office.as('蒋雪')];
    expect((await general.post('/api/verbs/close-reception', { matterId })).body.refusals).toMatchObject([{ code: 'RCP-07b' }, { code: 'RCP-07b' }]);
    await ok(clerk.post('/api/verbs/attest-reception', { matterId, nothingGiven: true }));
    expect((await general.post('/api/verbs/close-reception', { matterId })).body.refused).toMatchObject({ code: 'RCP-07b' });
    expect((await general.post('/api/verbs/attest-reception', { matterId, nothingGiven: false })).body.refused).toMatchObject({ code: 'something-given' });
    await ok(general.post('/api/verbs/attest-reception', { matterId, nothingGiven: true }));
    await ok(general.post('/api/verbs/close-reception', { matterId }));
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
    expect(route((await ok(clerk.post(`/api/matters/${draft.body.matterId}/submit`, { version: now.body.version }))).body)).toEqual([
      '办公室审核',
      '分管机关领导同意',
    ]);
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
    const lodged = (name: string) =>
      plan('2026-03-18', {
        guests: [guest('程远'), ...locals],
        meals: [],
        rooms: [{ on: '2026-03-18', roomType: '标准间', price: 26_000, occupants: [name] }],
      });
    expect(codes(await preview(clerk, lodged('程远')))).toEqual([]);
    expect(codes(await preview(clerk, lodged('孔令')))).toEqual(['RCP-04c']);
  });

  test('alcohol needs the occasion, an earlier consent, a dinner and a permitted product; cigarettes have no exception (RCP-03b, RCP-03c, RCP-07a)', async () => {
    office.at('2026-03-16');
    const clerk = await office.as('沈明');
    const alcohol = { occasion: '招商引资洽谈', product: '本地米酒', consentBy: '县纪委党风室', consentAt: '2026-03-17T10:00', document: '县纪函〔2026〕3号' };
    const dinner = (item: string, more: object = {}) => ({
      meals: [meal('2026-03-18', 30_000, { sort: '晚餐', at: '18:00', menu: [{ item, sort: '菜品饮料' }], ...more })],
    });
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
    const meeting = (first: number, second: number, more: object = {}) =>
      plan('2026-03-18', {
        occasion: '三类会议',
        guests,
        endAt: '2026-03-19T17:00',
        meals: [meal('2026-03-18', first, { hosts: [] }), meal('2026-03-19', second, { hosts: [], without: away })],
        ...more,
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
    expect((await clerk.get(`/api/reception-standards?area=${COUNTY}`)).body[3]).toMatchObject({ rank: '科级及以下', meal: null, lodging: null });
    expect((await clerk.get('/api/reception-standards?area=430702')).body[3]).toMatchObject({ rank: '科级及以下', meal: 6_000, lodging: 26_000 });
  });
});
