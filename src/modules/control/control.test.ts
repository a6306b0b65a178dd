import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ok, type Deeds } from '../../../test/deeds.ts';
import type { Answer, TestOffice } from '../../../test/office.ts';
import { SELLER, openPayingOffice, type PayingOffice } from '../../../test/paying-office.ts';
import { clearForPost } from '../../../test/key-post.ts';

let office: TestOffice;
let deeds: Deeds;
let claim: PayingOffice['claim'];
beforeAll(async () => {
  ({ office, deeds, claim } = await openPayingOffice());
});
afterAll(() => office.close());

const control = (more: object = {}): object => ({
  name: '银行对账',
  aims: ['信息真实', '防范舞弊'],
  businessClass: '货币资金',
  part: '会计系统',
  point: '每月核对银行流水',
  post: '财务股',
  checkPost: '分管财务领导',
  basis: '会计法',
  purpose: '查对',
  effort: '半天',
  every: '月',
  ...more,
});

describe('controls', () => {
  test('a cell of the matrix is covered by a run, not by registering a control; two missed months go to the leaders (ICF-01a, ICF-02.3e)', async () => {
    office.at('2026-03-02');
    const { number } = await deeds.done('周静', 'register-control', control());
    const cell = async (): Promise<Answer['body']> => {
      const { body } = await ok((await office.as('李国栋')).get('/api/control/coverage'));
      return {
        cell: body.rows.find((row: { businessClass: string }) => row.businessClass === '货币资金').cells.find((one: { aim: string }) => one.aim === '信息真实'),
        line: body.controls.find((one: { number: string }) => one.number === number),
        body,
      };
    };
    expect((await cell()).cell).toMatchObject({ controls: [number], covered: false });
    await deeds.daily('2026-03-03');
    const [duty] = (await deeds.duties('运行控制')).filter((one) => one.occasion.includes(number));
    expect(duty).toMatchObject({ state: 'open', dueOn: '2026-04-10', owner: '财务股' });
    expect(await deeds.refused('蒋雪', 'run-control', { number, ranOn: '2026-03-03', finding: '相符', evidence: await deeds.proof('蒋雪') })).toBe('not-owner');
    await deeds.done('周静', 'run-control', { number, ranOn: '2026-03-03', finding: '相符', evidence: await deeds.proof('周静') });
    expect((await cell()).cell.covered).toBe(true);
    expect((await deeds.duties('运行控制')).filter((one) => one.occasion.includes(number))[0].state).toBe('discharged');
    office.at('2026-05-04');
    expect((await cell()).line).toMatchObject({ periodsMissed: 1, notices: ['未按期运行。'] });
    expect((await cell()).cell.covered).toBe(false);
    office.at('2026-06-02');
    expect((await cell()).line.notices).toEqual(['未按期运行。', '连续未运行，列入领导清单。']);
    expect((await (await office.as('沈明')).get('/api/control/coverage')).status).toBe(404);
    // Asset safety of disposals has no control at all: an empty cell among the gaps.
    const disposal = (await cell()).body.rows.find((row: { businessClass: string }) => row.businessClass === '资产处置');
    expect(disposal.cells.find((one: { aim: string }) => one.aim === '资产安全')).toMatchObject({ controls: [], covered: false });
  });

  test('the three parts add up to the register, and what lacks a basis is listed as incomplete (ICF-01b, ICF-01d)', async () => {
    office.at('2026-03-04');
    const bare = await deeds.done('周静', 'register-control', control({ name: '合同审核', basis: '', part: '控制程序', businessClass: '合同' }));
    expect(bare.complete).toBe(false);
    const { body } = await ok((await office.as('周静')).get('/api/control/coverage'));
    expect(body.parts.reduce((sum: number, one: { count: number }) => sum + one.count, 0)).toBe(body.controls.length);
    expect((await deeds.register('周静', 'control')).find((row) => row.number === bare.number)).toMatchObject({ complete: '不完整' });
  });

  test('stopping a control needs a replacement (ICF-02.3e); a review answers four questions, and what falls short is followed up (ICF-03.2r)', async () => {
    office.at('2026-03-05');
    const { number } = await deeds.done('周静', 'register-control', control({ name: '票据盘点' }));
    const change = (replacement: string) => ({ ...control({ name: '票据盘点' }), number, state: '停用', reason: '机构调整', replacement });
    expect(await deeds.refused('周静', 'change-control', change(''))).toBe('ICF-02.3e');
    const answers = ['是否执行', '效果', '适应性', '改进需要'].map((question) => ({
      question,
      answer: question === '适应性' ? '不足' : '足',
      evidence: '运行记录',
    }));
    const review = {
      number,
      year: 2026,
      principles: ['合法规范', '有牵制', '有用', '成本相称'],
      measure: '按新机构调整',
      ownerId: deeds.id('周静'),
      dueOn: '2026-06-30',
    };
    expect(await deeds.refused('谢芸', 'review-control', { ...review, answers: answers.slice(0, 3) })).toBe('ICF-03.2r');
    const untrue = await deeds.deed('谢芸', 'review-control', { ...review, answers });
    expect(untrue.body.refused).toMatchObject({ code: 'ICF-03.2r', sentence: '本年度没有运行记录，“是否执行”不能答“是”。' });
    await deeds.done('周静', 'run-control', { number, ranOn: '2026-03-05', finding: '相符', evidence: await deeds.proof('周静') });
    expect(await deeds.refused('谢芸', 'review-control', { ...review, answers, measure: '' })).toBe('no-measure');
    expect(await deeds.refused('谢芸', 'review-control', { ...review, answers, year: 2027 })).toBe('future');
    const reviewed = await deeds.done('谢芸', 'review-control', { ...review, answers });
    expect(reviewed.improvement).toMatch(/^改〔2026〕/);
    expect(await deeds.refused('谢芸', 'review-control', { ...review, answers })).toBe('reviewed-already');
    expect((await deeds.register('周静', 'control-review'))[0]).toMatchObject({ number, year: 2026, runs: 1 });
    expect((await deeds.done('周静', 'change-control', change('由票据结存替代'))).version).toBe(2);
  });

  test('a finding ends in an item of improvement that somebody else verifies (ICF-01e)', async () => {
    office.at('2026-03-05');
    const { number } = await deeds.done('谢芸', 'open-improvement', {
      source: '日常发现',
      about: '库房',
      problem: '未上锁',
      measure: '加锁',
      ownerId: deeds.id('蒋雪'),
      dueOn: '2026-03-20',
    });
    const verify = async (name: string) => ({ number, note: '已加锁', evidence: await deeds.proof(name) });
    expect(await deeds.refused('蒋雪', 'verify-improvement', await verify('蒋雪'))).toBe('ICF-01e');
    await deeds.done('冯涛', 'verify-improvement', await verify('冯涛'));
    expect((await deeds.duties('整改')).find((one) => one.occasion.includes(number))).toMatchObject({ state: 'discharged', dueOn: '2026-03-20' });
  });

  test('a risk is assessed again within the year; a high one without control is said so; links without holder and sections without link are listed (ICF-01c, ICF-03.3a)', async () => {
    office.at('2026-03-06');
    const department = (await (await office.as('周静')).get('/api/departments')).body.find((one: { name: string }) => one.name === '财务股');
    const risk = await deeds.done('周静', 'register-risk', {
      name: '票据丢失',
      link: '合同履约验收',
      likelihood: 4,
      impact: 5,
      departmentId: department.departmentId,
      post: '验收员',
      indicator: '缺号数',
    });
    expect(risk).toMatchObject({ score: 20, notices: ['未受控高风险，报分管财务领导。'], dueOn: '2027-03-06' });
    const { body } = await ok((await office.as('王建华')).get('/api/control/coverage'));
    expect(body.linksWithoutHolder).toEqual(['合同履约验收（验收员）']);
    expect(body.sectionsWithoutLink).toContain('办公室');
    office.at('2026-06-01');
    await deeds.done('周静', 'assess-risk', { number: risk.number, likelihood: 2, impact: 2, note: '已配保险柜' });
    expect((await deeds.duties('风险评估')).map((one) => one.state)).toEqual(['discharged', 'open']);
    // a control it is put under, run with a bad result, opens it again at once
    const { number } = await deeds.done('周静', 'register-control', control({ name: '票据抽点', businessClass: '支出报销' }));
    await deeds.done('周静', 'assess-risk', { number: risk.number, likelihood: 2, impact: 2, note: '改由票据抽点应对', controlNumber: number });
    expect((await deeds.register('周静', 'risk')).find((row) => row.number === risk.number).controlNumber).toBe(number);
    const run = async (more: object) => ({ number, ranOn: '2026-06-01', finding: '缺一份', evidence: await deeds.proof('周静'), ...more });
    await deeds.done('周静', 'run-control', await run({}));
    expect(await deeds.duties('风险重新评估')).toEqual([]);
    expect(await deeds.refused('周静', 'run-control', await run({ result: '不符' }))).toBe('no-measure');
    const bad = await deeds.done('周静', 'run-control', await run({ result: '不符', measure: '补登', ownerId: deeds.id('郑洁'), dueOn: '2026-06-20' }));
    expect(bad.improvement).toMatch(/^改/);
    expect(await deeds.duties('风险重新评估')).toMatchObject([{ state: 'open', owner: '财务股', dueOn: '2026-06-15' }]);
    await deeds.done('周静', 'assess-risk', { number: risk.number, likelihood: 3, impact: 2, note: '缺失后重估' });
    expect((await deeds.duties('风险重新评估')).map((one) => one.state)).toEqual(['discharged']);
  });

  test('a class of business needs a procedure with a superior, a counterpart and a review (ICF-02.1c, ICF-03.2a, ICF-03.2s)', async () => {
    office.at('2026-03-06');
    expect(await deeds.refused('周静', 'activate-procedure', { businessClass: '收入' })).toBe('ICF-02.1c');
    expect((await deeds.done('周静', 'activate-procedure', { businessClass: '支出报销' })).route).toContain('纪检领导审核');
    expect((await deeds.deed('周静', 'activate-procedure', { businessClass: '其他' })).status).toBe(400);
    const kinds = (await (await office.as('沈明')).get('/api/matter-kinds')).body.map((one: { kind: string }) => one.kind);
    expect(kinds).toContain('claim');
    expect((await (await office.as('沈明')).post('/api/matters', { kind: 'advance', linkedMatterId: null, submit: true, files: [], form: {} })).status).toBe(
      404,
    );
  });
});

describe('authority', () => {
  test('without a grant nothing is done or seen, the administrator pays nothing, and every attempt is noted (ICF-02.1a, ICF-02.3g)', async () => {
    office.at('2026-03-09');
    const { body } = await ok(claim(await office.as('沈明'), { amount: 20_000, day: '2026-03-09' }));
    const pay = { matterId: body.matterId, version: body.version, method: '公务卡', reference: 'POS', paidOn: '2026-03-09' };
    for (const _time of [1, 2, 3]) expect((await deeds.deed('何平', 'pay', pay)).status).toBe(422);
    expect((await (await office.as('何平')).get(`/api/matters/${body.matterId}`)).status).toBe(403);
    expect((await (await office.as('何平')).get('/api/registers/voucher')).status).toBe(403);
    expect((await (await office.as('杨帆')).get(`/api/matters/${body.matterId}`)).status).toBe(404);
    expect((await deeds.register('赵敏', 'refused-attempt')).filter((row) => row.person === '何平' && row.verb === 'pay')).toHaveLength(3);
    expect((await (await office.as('沈明')).get(`/api/matters/${body.matterId}`)).status).toBe(200);
    const looked = (await deeds.register('赵敏', 'refused-attempt'))
      .filter((row) => row.verb === 'view')
      .map((row) => `${row.person} ${row.about} ${row.code}`);
    expect(looked).toEqual(
      expect.arrayContaining([
        `何平 /api/matters/${body.matterId} not-allowed`,
        '何平 /api/registers/voucher not-allowed',
        `杨帆 /api/matters/${body.matterId} withheld`,
      ]),
    );
    expect(looked.filter((one) => one.startsWith('沈明'))).toEqual([]);
    await deeds.daily('2026-03-10');
    expect((await (await office.as('赵敏')).get('/api/notices')).body.rows.map((one: { sentence: string }) => one.sentence)).toContainEqual(
      expect.stringContaining('何平（pay）：三十日内同一办理三次被拒，建议立案。'),
    );
  });

  test('above the ceiling of a post the route goes up; the ceiling itself is within it (ICF-02.1b, ICF-03.2p)', async () => {
    office.at('2026-03-10');
    const grant = { post: '分管财务领导', ceiling: 200_000, from: '2026-03-10', until: '2026-03-11', responsibility: '对所签事项负责', basis: '局务会纪要3号' };
    expect(await deeds.refused('李国栋', 'grant-general-authority', { ...grant, responsibility: '' })).toBe('ICF-02.1b');
    expect(await deeds.refused('王建华', 'grant-general-authority', grant)).toBe('not-your-post');
    expect(await deeds.refused('李国栋', 'grant-general-authority', { ...grant, from: '2026-03-09' })).toBe('backdated');
    await deeds.done('李国栋', 'grant-general-authority', grant);
    const first = async (amount: number) => {
      const form = { purpose: '展板', category: '印刷费', payee: SELLER, amount, paymentMethod: '公务卡', plannedOn: '2026-03-12' };
      return (await ok((await office.as('沈明')).post('/api/matter-kinds/spending-request/preview', { form }))).body.route[0];
    };
    expect(await first(200_000)).toMatchObject({ post: '分管财务领导' });
    expect(await first(200_001)).toMatchObject({ askedPost: '分管财务领导', post: '局长' });
    office.at('2026-03-11');
    expect(await first(200_001)).toMatchObject({ post: '分管财务领导' });
  });

  test('every signature shows the authority it rests on; a special one reaches beyond the ceiling for one matter, once (ICF-02.1b)', async () => {
    office.at('2026-03-11');
    const general = await deeds.done('李国栋', 'grant-general-authority', {
      post: '分管财务领导',
      ceiling: 200_000,
      from: '2026-03-11',
      until: '2026-03-12',
      responsibility: '对所签事项负责',
      basis: '局务会纪要3号',
    });
    const request = async (amount: number) => {
      const form = { purpose: '展板', category: '印刷费', payee: SELLER, amount, paymentMethod: '公务卡', plannedOn: '2026-03-12' };
      return (await ok((await office.as('沈明')).post('/api/matters', { kind: 'spending-request', linkedMatterId: null, submit: true, files: [], form }))).body;
    };
    const [small, large, other] = [await request(200_000), await request(200_001), await request(210_000)];
    expect((await ok(deeds.sign('王建华', small.matterId))).body.route[0].authority).toBe(general.number);
    const route = async (of: { readonly matterId: number }) => (await (await office.as('李国栋')).get(`/api/matters/${of.matterId}`)).body.route[0];
    expect(await route(large)).toMatchObject({ askedPost: '分管财务领导', post: '局长' });
    const grant = {
      personId: deeds.id('王建华'),
      matter: large.number,
      purpose: '文化节',
      ceiling: 200_001,
      from: '2026-03-11',
      until: '2026-04-01',
      responsibility: '对本次活动负责',
      basis: '局务会纪要4号',
    };
    expect(await deeds.refused('李国栋', 'grant-special-authority', { ...grant, ceiling: 200_000 })).toBe('ICF-02.1b');
    expect(await deeds.refused('李国栋', 'grant-special-authority', { ...grant, matter: small.number })).toBe('not-open');
    const special = await deeds.done('李国栋', 'grant-special-authority', grant);
    expect(await route(large)).toMatchObject({ post: '分管财务领导', candidates: [{ name: '王建华' }] });
    expect(await route(other)).toMatchObject({ post: '局长' });
    expect((await ok(deeds.sign('王建华', large.matterId))).body.route[0]).toMatchObject({ state: 'done', authority: special.number });
    expect((await deeds.register('李国栋', 'special-authority'))[0]).toMatchObject({ matter: large.number, used: 200_001, usedFor: large.number });
    // used up, whatever becomes of the matter
    const person = await office.as('沈明');
    const { body: now } = await person.get(`/api/matters/${large.matterId}`);
    await ok(person.post(`/api/matters/${large.matterId}/void`, { version: now.version, reason: '活动取消' }));
    const again = await request(200_001);
    expect(await route(again)).toMatchObject({ post: '局长' });
    office.at('2026-03-12');
  });

  test('what was signed while in office counts later; whose post has ended signs nothing (ICF-03.2c, ICF-03.1b)', async () => {
    office.at('2026-03-12');
    const { body } = await ok(claim(await office.as('沈明'), { amount: 21_000, day: '2026-03-12' }));
    await ok(deeds.sign('吴芳', body.matterId));
    const security = await office.as('许强');
    const posts = (await security.get('/api/posts')).body;
    const holding = posts.find((one: { post: string }) => one.post === '财务股').holdings.find((one: { name: string }) => one.name === '吴芳');
    await ok(security.post(`/api/holdings/${holding.holdingId}/end`, { until: '2026-03-13' }));
    office.at('2026-03-13');
    const { body: another } = await ok(claim(await office.as('沈明'), { amount: 22_000, day: '2026-03-13' }));
    expect(
      (await (await office.as('吴芳')).post(`/api/matters/${another.matterId}/approve`, { version: another.version, remark: null })).body.refused.code,
    ).toBe('not-your-step');
    expect((await ok(deeds.sign('赵敏', body.matterId))).body.route[0]).toMatchObject({ state: 'done', actedBy: { name: '吴芳' } });
    await clearForPost(office, { post: '财务股', name: '吴芳', on: '2026-03-13' });
    await ok((await office.as('许强')).post('/api/posts/财务股/give', { personId: deeds.id('吴芳'), from: '2026-03-13' }));
  });

  test('no state is set around the route, nobody approves his own, and what is released is listed (ICF-03.2k, ICF-03.2b, ICF-03.2q)', async () => {
    office.at('2026-03-16');
    const clerk = await office.as('沈明');
    const { body } = await ok(claim(clerk, { amount: 23_000, day: '2026-03-16' }));
    expect((await clerk.put(`/api/matters/${body.matterId}`, { state: 'approved' })).status).toBe(400);
    expect((await clerk.post(`/api/matters/${body.matterId}/approve`, { version: body.version, remark: null })).body.refused.code).toBe('own-business');
    expect((await clerk.post(`/api/matters/${body.matterId}/ask-release`, { version: body.version, code: 'own-business', reason: '急' })).status).toBe(422);
    expect(await deeds.register('赵敏', 'override')).toEqual([]);
    const rows = (await ok((await office.as('赵敏')).get('/api/reports/people-by-phase?period=2026-03'))).body.tables[0].rows;
    expect(rows).toEqual([]);
  });
});
