import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ok } from '../../../test/deeds.ts';
import { civilDate } from '../../rules/calendar/civil-date.ts';
import { runDailyDuties } from '../../platform/obligations/daily.ts';
import { openTestOffice, type TestOffice } from '../../../test/office.ts';
import { codes, food, guest, matter, preview, route, receptionDesk, type Claiming } from '../../../test/reception-desk.ts';

let office: TestOffice;
const { agreed, claimOf, eaten, id, letter, papersOf, plan, sign, signAll, prepare } = receptionDesk(() => office);
beforeAll(async () => {
  office = await openTestOffice();
  await prepare();
});
afterAll(() => office.close());

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
    const opened = await ok(
      discipline.post('/api/verbs/open-violation', { clause: 'RCP-02d', facts: '未经审批先行接待', personId: id('沈明'), gravity: '轻微' }),
    );
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
    expect(codes(await again.post('/api/matters', await claimOf(again, { day: '2026-04-16', amount: 30_000, linked: asked.body.matterId })))).toEqual([
      'RCP-02d',
    ]);
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
    const claim = await claimOf(clerk, {
      day: '2026-05-13',
      amount: 30_000,
      linked: reception.matterId,
      more: { meals: [eaten('2026-05-13', [food(28_000)])] },
    });
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
    const unclear = await clerk.post('/api/verbs/register-letter', {
      sort: '公函',
      unit: '常德市文旅广体局',
      activity: '文旅市场调研',
      from: '2026-05-13',
      until: '2026-05-13',
      image: files[0]?.digest,
      ...bare,
    });
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
    const twice = {
      meals: [eaten('2026-05-13', [food(15_000)], { paidFrom: '现金' }), eaten('2026-05-13', [food(15_000)], { paidFrom: '现金', sort: '晚餐' })],
    };
    expect(await refusedFor({ more: twice, evidence: ['发票', '菜单'] })).toEqual([]);
    const more = {
      meals: [eaten('2026-05-13', [food(25_000)], { paidFrom: '现金' }), eaten('2026-05-13', [food(25_000)], { paidFrom: '现金', sort: '晚餐' })],
    };
    expect(await refusedFor({ amount: 50_000, more, evidence: ['发票', '菜单'] })).toEqual(['RCP-02c', 'RCP-06b']);
  });

  test('gifts have no place on a bill, nothing personal is declared away (RCP-07b, RCP-07c)', async () => {
    const clerk = await office.as('沈明');
    const gifts = {
      meals: [eaten('2026-05-13', [food(20_000)])],
      others: [{ item: '茶叶礼盒6份', sort: '其他', on: '2026-05-13', place: '示范县茶庄', amount: 60_000, paidFrom: '公务卡', reference: 'POS-2' }],
    };
    const claim = await claimOf(clerk, { day: '2026-05-13', amount: 80_000, linked: reception.matterId, more: gifts });
    const { body } = await ok(clerk.post('/api/matter-kinds/reception-claim/preview', claim));
    expect(body.decision.values.personalShare).toBe(60_000);
    expect(body.worksheet.rows.find((row: { cells: readonly string[] }) => row.cells[1]?.includes('茶叶'))).toMatchObject({
      cells: ['2026-05-13', '茶叶礼盒6份（礼品礼金）', 60_000, 0, 0, 60_000],
      clause: { id: 'RCP-07b' },
    });
    expect(await refusedFor({ more: { noPersonalCost: false } })).toEqual(['RCP-07c']);
  });

  test('the handler is reminded on the fifth and the ninth working day; a claim taken back leaves the duty open (RCP-06c)', async () => {
    const reminders = async (day: string): Promise<number> => {
      office.at(day, '07:00');
      await runDailyDuties(office.open.world, { officeId: office.culture.officeId, day: civilDate(day) });
      const clerk = await office.as('沈明');
      const { body } = await clerk.get('/api/notices');
      return body.rows.filter((one: { sentence: string }) => one.sentence.startsWith(`请按期办结：${reception.number}：接待报销`)).length;
    };
    const told: number[] = [];
    for (const day of ['2026-05-19', '2026-05-20', '2026-05-25', '2026-05-26']) told.push(await reminders(day));
    expect(told).toEqual([0, 1, 1, 2]);
    const clerk = await office.as('沈明');
    const claimed = await ok(clerk.post('/api/matters', await claimOf(clerk, { day: '2026-05-13', amount: 30_000, linked: reception.matterId })));
    const duty = async () => (await clerk.get(`/api/matters/${reception.matterId}`)).body.obligations;
    expect(await duty()).toMatchObject([{ state: 'discharged' }]);
    await ok(clerk.post(`/api/matters/${claimed.body.matterId}/withdraw`, { version: claimed.body.version, reason: '票据有误' }));
    expect(await duty()).toMatchObject([{ state: 'open', dueOn: '2026-05-27' }]);
  });

  test('is in time until midnight of the tenth working day, then needs a reason and the finance leader (RCP-06c)', async () => {
    office.at('2026-05-27', '23:50');
    expect(await refusedFor({})).toEqual([]);
    office.at('2026-05-28', '00:05');
    expect(await refusedFor({})).toEqual(['RCP-06c']);
    const clerk = await office.as('沈明');
    const claim = await claimOf(clerk, { day: '2026-05-13', amount: 30_000, linked: reception.matterId, more: { lateReason: '发票补开' } });
    const draft = await ok(clerk.post('/api/matters', { ...claim, submit: false }));
    const asked = await ok(
      clerk.post(`/api/matters/${draft.body.matterId}/ask-release`, { version: draft.body.version, code: 'RCP-06c', reason: '商家补开发票' }),
    );
    const head = await office.as('李国栋');
    expect(
      (await head.post(`/api/matters/${draft.body.matterId}/release`, { version: asked.body.version, code: 'RCP-06c', reason: '同意' })).body.refused,
    ).toMatchObject({ code: 'not-releaser' });
    const leader = await office.as('王建华');
    await ok(leader.post(`/api/matters/${draft.body.matterId}/release`, { version: asked.body.version, code: 'RCP-06c', reason: '情况属实' }));
    const now = await clerk.get(`/api/matters/${draft.body.matterId}`);
    await ok(clerk.post(`/api/matters/${draft.body.matterId}/submit`, { version: now.body.version }));
    expect(codes(await clerk.post('/api/matters', await claimOf(clerk, { day: '2026-05-13', amount: 30_000, linked: reception.matterId })))).toContain(
      'RCP-05b',
    );
  });
});

describe('work meals', () => {
  const workMeal = (estimate: number, more: object = {}) =>
    matter(
      {
        on: '2026-06-02',
        sort: '晚餐',
        overtimeRecord: '',
        reason: '迎检资料整理',
        diners: ['沈明', '杨帆', '罗成', '韩梅', '秦岚'].map(id),
        place: '机关食堂',
        estimate,
        ...more,
      },
      null,
      'work-meal',
    );

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
      return {
        kind: 'work-meal-claim',
        linkedMatterId: linked,
        submit: true,
        files,
        form: {
          diners: ['沈明', '杨帆', '罗成', '韩梅', '秦岚'].map(id),
          items,
          place: '机关食堂',
          paidFrom: '公务卡',
          reference: 'POS-6',
          invoices,
          noPersonalCost: true,
        },
      };
    };
    expect(codes(await clerk.post('/api/matters', await claim(null)))).toEqual(['RCP-08a']);
    expect(codes(await clerk.post('/api/matters', await claim(asked.body.matterId)))).toEqual(['RCP-08a']);
    await ok(
      (await office.as('蒋雪')).post('/api/verbs/place-reception-order', {
        matterId: asked.body.matterId,
        sort: '工作餐',
        at: '2026-06-02T18:30',
        place: '机关食堂',
        content: '工作餐5份',
      }),
    );
    const claimed = await ok(clerk.post('/api/matters', await claim(asked.body.matterId)));
    expect(claimed.body.decision.values).toMatchObject({ personalShare: 300 + 2_000 });
    expect(claimed.body.worksheet.rows.map((row: { cells: readonly unknown[] }) => row.cells[1])).toEqual(['晚餐，5人', '啤酒（酒类）']);
    const approved = await signAll(['吴芳', '赵敏', '王建华'], claimed.body.matterId);
    const cashier = await office.as('周静');
    await ok(
      cashier.post('/api/verbs/pay', {
        matterId: claimed.body.matterId,
        version: approved.body.version,
        method: '公务卡',
        reference: 'POS-6',
        paidOn: '2026-06-02',
      }),
    );
    const vouchers = await ok(cashier.get('/api/registers/voucher?amount.from=100.00&amount.to=100.00'));
    expect(vouchers.body.rows).toMatchObject([{ amount: 10_000 }]);
    expect((await cashier.get('/api/dashboard?year=2026')).body.threePublic).toEqual([]);
  });
});
