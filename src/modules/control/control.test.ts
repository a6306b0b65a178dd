import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestOffice, type Answer, type Person, type TestOffice } from '../../../test/office.ts';
import { clearForPost } from '../../../test/key-post.ts';
import { civilDate } from '../../rules/calendar/civil-date.ts';
import { fen } from '../../rules/money.ts';
import { runDailyDuties } from '../../platform/obligations/daily.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
  office.at('2026-01-05');
  const finance = await office.as('周静');
  await ok(finance.post('/api/verbs/register-account', { account: ACCOUNT, bank: '示范县农村信用社' }));
  await ok(finance.post('/api/verbs/record-income', { source: '财政拨款', funding: '财政拨款', amount: 50_000_000, account: ACCOUNT, receivedOn: '2026-01-05' }));
  await ok((await office.as('冯涛')).post('/api/verbs/designate-purchaser', { personId: id('沈明'), designatedBy: '办公室', from: '2026-01-01', until: null }));
});
afterAll(() => office.close());

const ACCOUNT = '6217000000000000001';
const SELLER = '示范县文印商贸有限公司';
const id = (name: string): number => office.culture.people.get(name) ?? 0;

async function ok(answer: Promise<Answer>): Promise<Answer> {
  const got = await answer;
  if (got.status !== 200) throw new Error(`${got.status} ${JSON.stringify(got.body)}`);
  return got;
}
const deed = async (name: string, verb: string, input: object): Promise<Answer> => (await office.as(name)).post(`/api/verbs/${verb}`, input);
const done = async (name: string, verb: string, input: object): Promise<Answer['body']> => (await ok(deed(name, verb, input))).body.result;
const refused = async (name: string, verb: string, input: object): Promise<string> => (await deed(name, verb, input)).body.refused?.code;
const proof = async (name: string): Promise<string> => (await (await office.as(name)).upload('证据.pdf', Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF'))).body.digest;
const register = async (name: string, which: string): Promise<Answer['body'][]> => (await ok((await office.as(name)).get(`/api/registers/${which}`))).body.rows;

/** What the clockwork does on a day. */
async function daily(day: string): Promise<void> {
  office.at(day, '00:10');
  await runDailyDuties(office.open.world, { officeId: office.culture.officeId, day: civilDate(day) });
  for (const module of office.open.world.modules) for (const job of module.jobs) await job.run(office.open.world, office.culture.officeId);
  office.at(day);
}
async function dutyOf(name: string): Promise<Answer['body'][]> {
  const { world } = office.open;
  const { rows } = await world.pool.connect().then(async (client) => {
    await client.query('begin');
    await client.query(`select set_config('app.office_id', $1, true)`, [String(office.culture.officeId)]);
    const found = await client.query('select duty, occasion, state, due_on::text as "dueOn", remind_on::text as "remindOn", owner_post as post from obligation where duty = $1 order by occasion', [name]);
    await client.query('commit');
    client.release();
    return found;
  });
  return rows;
}

async function sign(name: string, matterId: number): Promise<Answer> {
  const person = await office.as(name);
  const { body } = await person.get(`/api/matters/${matterId}`);
  return person.post(`/api/matters/${matterId}/approve`, { version: body.version, remark: null });
}

let invoices = 0;
async function claim(person: Person, { amount, day, more = {}, evidence = [] }: { amount: number; day: string; more?: object; evidence?: readonly string[] }): Promise<Answer> {
  invoices += 1;
  const number = `2653200000009876${String(invoices).padStart(4, '0')}`;
  const digest = await person.invoice({ number, date: day, seller: SELLER, buyer: '示范县文化旅游广电体育局', amount: fen(amount), item: '展板' });
  const form = { purpose: `展板制作${invoices}`, category: '印刷费', payee: SELLER, amount, paymentMethod: '公务卡', transactionReference: 'POS-1', spentOn: day, invoices: [{ issuerKind: '税务发票', number, date: day, seller: SELLER, amount }], ...more };
  return person.post('/api/matters', { kind: 'claim', linkedMatterId: null, submit: true, files: ['发票', ...evidence].map((one) => ({ evidence: one, digest, name: `${one}.xml` })), form });
}

/** A claim of 沈明 from filing to payment. */
async function paid(amount: number, day: string): Promise<{ readonly matterId: number; readonly number: string }> {
  office.at(day);
  const { body } = await ok(claim(await office.as('沈明'), { amount, day }));
  for (const name of ['吴芳', '赵敏', '王建华']) await ok(sign(name, body.matterId));
  const cashier = await office.as('郑洁');
  const { body: now } = await (await office.as('周静')).get(`/api/matters/${body.matterId}`);
  await ok(cashier.post('/api/verbs/pay', { matterId: body.matterId, version: now.version, method: '公务卡', reference: 'POS-1', paidOn: day }));
  return { matterId: body.matterId, number: body.number };
}

const control = (more: object = {}): object => ({
  name: '银行对账', aims: ['信息真实', '防范舞弊'], businessClass: '货币资金', part: '会计系统', point: '每月核对银行流水', post: '财务股', checkPost: '分管财务领导', basis: '会计法', purpose: '查对', effort: '半天', every: '月', ...more,
});

describe('controls', () => {
  test('a cell of the matrix is covered by a run, not by registering a control; two missed months go to the leaders (ICF-01a, ICF-02.3e)', async () => {
    office.at('2026-03-02');
    const { number } = await done('周静', 'register-control', control());
    const cell = async (): Promise<Answer['body']> => {
      const { body } = await ok((await office.as('李国栋')).get('/api/control/coverage'));
      return { cell: body.rows.find((row: { businessClass: string }) => row.businessClass === '货币资金').cells.find((one: { aim: string }) => one.aim === '信息真实'), line: body.controls.find((one: { number: string }) => one.number === number), body };
    };
    expect((await cell()).cell).toMatchObject({ controls: [number], covered: false });
    await daily('2026-03-03');
    const [duty] = (await dutyOf('运行控制')).filter((one) => one.occasion.includes(number));
    expect(duty).toMatchObject({ state: 'open', dueOn: '2026-04-10', post: '财务股' });
    expect(await refused('蒋雪', 'run-control', { number, ranOn: '2026-03-03', finding: '相符', evidence: await proof('蒋雪') })).toBe('not-owner');
    await done('周静', 'run-control', { number, ranOn: '2026-03-03', finding: '相符', evidence: await proof('周静') });
    expect((await cell()).cell.covered).toBe(true);
    expect((await dutyOf('运行控制')).filter((one) => one.occasion.includes(number))[0].state).toBe('discharged');
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
    const bare = await done('周静', 'register-control', control({ name: '合同审核', basis: '', part: '控制程序', businessClass: '合同' }));
    expect(bare.complete).toBe(false);
    const { body } = await ok((await office.as('周静')).get('/api/control/coverage'));
    expect(body.parts.reduce((sum: number, one: { count: number }) => sum + one.count, 0)).toBe(body.controls.length);
    expect((await register('周静', 'control')).find((row) => row.number === bare.number)).toMatchObject({ complete: '不完整' });
  });

  test('stopping a control needs a replacement (ICF-02.3e); a review answers four questions, and what falls short is followed up (ICF-03.2r)', async () => {
    office.at('2026-03-05');
    const { number } = await done('周静', 'register-control', control({ name: '票据盘点' }));
    const change = (replacement: string) => ({ ...control({ name: '票据盘点' }), number, state: '停用', reason: '机构调整', replacement });
    expect(await refused('周静', 'change-control', change(''))).toBe('ICF-02.3e');
    const answers = ['是否执行', '效果', '适应性', '改进需要'].map((question) => ({ question, answer: question === '适应性' ? '不足' : '足', evidence: '运行记录' }));
    const review = { number, year: 2026, principles: ['合法规范', '有牵制', '有用', '成本相称'], measure: '按新机构调整', ownerId: id('周静'), dueOn: '2026-06-30' };
    expect(await refused('谢芸', 'review-control', { ...review, answers: answers.slice(0, 3) })).toBe('ICF-03.2r');
    expect(await refused('谢芸', 'review-control', { ...review, answers, measure: '' })).toBe('no-measure');
    const reviewed = await done('谢芸', 'review-control', { ...review, answers });
    expect(reviewed.improvement).toMatch(/^改〔2026〕/);
    expect((await done('周静', 'change-control', change('由票据结存替代'))).version).toBe(2);
  });

  test('a finding ends in an item of improvement that somebody else verifies (ICF-01e)', async () => {
    office.at('2026-03-05');
    const { number } = await done('谢芸', 'open-improvement', { source: '日常发现', about: '库房', problem: '未上锁', measure: '加锁', ownerId: id('蒋雪'), dueOn: '2026-03-20' });
    const verify = async (name: string) => ({ number, note: '已加锁', evidence: await proof(name) });
    expect(await refused('蒋雪', 'verify-improvement', await verify('蒋雪'))).toBe('ICF-01e');
    await done('冯涛', 'verify-improvement', await verify('冯涛'));
    expect((await dutyOf('整改')).find((one) => one.occasion.includes(number))).toMatchObject({ state: 'discharged', dueOn: '2026-03-20' });
  });

  test('a risk is assessed again within the year; a high one without control is said so; links without holder and sections without link are listed (ICF-01c, ICF-03.3a)', async () => {
    office.at('2026-03-06');
    const department = (await (await office.as('周静')).get('/api/departments')).body.find((one: { name: string }) => one.name === '财务股');
    const risk = await done('周静', 'register-risk', { name: '票据丢失', link: '合同履约验收', likelihood: 4, impact: 5, departmentId: department.departmentId, post: '验收员', indicator: '缺号数' });
    expect(risk).toMatchObject({ score: 20, notices: ['未受控高风险，报分管财务领导。'], dueOn: '2027-03-06' });
    const { body } = await ok((await office.as('王建华')).get('/api/control/coverage'));
    expect(body.linksWithoutHolder).toEqual(['合同履约验收（验收员）']);
    expect(body.sectionsWithoutLink).toContain('办公室');
    office.at('2026-06-01');
    await done('周静', 'assess-risk', { number: risk.number, likelihood: 2, impact: 2, note: '已配保险柜' });
    expect((await dutyOf('风险评估')).map((one) => one.state)).toEqual(['discharged', 'open']);
  });

  test('a class of business needs a procedure with a superior, a counterpart and a review (ICF-02.1c, ICF-03.2a, ICF-03.2s)', async () => {
    office.at('2026-03-06');
    expect(await refused('周静', 'activate-procedure', { businessClass: '收入', question: '捐赠收入' })).toBe('ICF-02.1c');
    expect((await done('周静', 'activate-procedure', { businessClass: '支出报销', question: '报销审批' })).route).toContain('纪检领导审核');
    expect(await refused('周静', 'activate-procedure', { businessClass: '差旅', question: '学习考察' })).toBe('ICF-03.2a');
    expect((await deed('周静', 'activate-procedure', { businessClass: '其他', question: '报销审批' })).status).toBe(400);
    const kinds = (await (await office.as('沈明')).get('/api/matter-kinds')).body.map((one: { kind: string }) => one.kind);
    expect(kinds).toContain('claim');
    expect((await (await office.as('沈明')).post('/api/matters', { kind: 'advance', linkedMatterId: null, submit: true, files: [], form: {} })).status).toBe(404);
  });
});

describe('authority', () => {
  test('without a grant nothing is done or seen, the administrator pays nothing, and every attempt is noted (ICF-02.1a, ICF-02.3g)', async () => {
    office.at('2026-03-09');
    const { body } = await ok(claim(await office.as('沈明'), { amount: 20_000, day: '2026-03-09' }));
    const pay = { matterId: body.matterId, version: body.version, method: '公务卡', reference: 'POS', paidOn: '2026-03-09' };
    for (const _time of [1, 2, 3]) expect((await deed('何平', 'pay', pay)).status).toBe(422);
    expect((await (await office.as('何平')).get(`/api/matters/${body.matterId}`)).status).toBe(404);
    expect((await (await office.as('何平')).get('/api/registers/voucher')).body.rows ?? []).toEqual([]);
    expect((await (await office.as('杨帆')).get(`/api/matters/${body.matterId}`)).status).toBe(404);
    expect((await register('赵敏', 'refused-attempt')).filter((row) => row.person === '何平' && row.verb === 'pay')).toHaveLength(3);
    await daily('2026-03-10');
    expect((await (await office.as('赵敏')).get('/api/notices')).body.rows.map((one: { sentence: string }) => one.sentence)).toContainEqual(expect.stringContaining('何平（pay）：三十日内同一办理三次被拒，建议立案。'));
  });

  test('above the ceiling of a post the route goes up; the ceiling itself is within it (ICF-02.1b, ICF-03.2p)', async () => {
    office.at('2026-03-10');
    const grant = { post: '分管财务领导', ceiling: 200_000, from: '2026-03-10', until: '2026-03-11', responsibility: '对所签事项负责', basis: '局务会纪要3号' };
    expect(await refused('李国栋', 'grant-general-authority', { ...grant, responsibility: '' })).toBe('ICF-02.1b');
    expect(await refused('王建华', 'grant-general-authority', grant)).toBe('not-your-post');
    expect(await refused('李国栋', 'grant-general-authority', { ...grant, from: '2026-03-09' })).toBe('backdated');
    await done('李国栋', 'grant-general-authority', grant);
    const first = async (amount: number) => {
      const form = { purpose: '展板', category: '印刷费', payee: SELLER, amount, paymentMethod: '公务卡', plannedOn: '2026-03-12' };
      return (await ok((await office.as('沈明')).post('/api/matter-kinds/spending-request/preview', { form }))).body.route[0];
    };
    expect(await first(200_000)).toMatchObject({ post: '分管财务领导' });
    expect(await first(200_001)).toMatchObject({ askedPost: '分管财务领导', post: '局长' });
    office.at('2026-03-11');
    expect(await first(200_001)).toMatchObject({ post: '分管财务领导' });
  });

  test('a special authority is one person’s, for one amount, once (ICF-02.1b)', async () => {
    office.at('2026-03-11');
    const { number } = await done('李国栋', 'grant-special-authority', { personId: id('沈明'), purpose: '文化节', ceiling: 800_000, from: '2026-03-11', until: '2026-04-01', responsibility: '对本次活动负责', basis: '局务会纪要4号' });
    expect(await refused('韩梅', 'use-special-authority', { number, amount: 800_000, document: '合同1号' })).toBe('not-named');
    expect(await refused('沈明', 'use-special-authority', { number, amount: 800_001, document: '合同1号' })).toBe('ICF-02.1b');
    await done('沈明', 'use-special-authority', { number, amount: 800_000, document: '合同1号' });
    expect(await refused('沈明', 'use-special-authority', { number, amount: 1_000, document: '合同2号' })).toBe('ICF-02.1b');
  });

  test('what was signed while in office counts later; whose post has ended signs nothing (ICF-03.2c, ICF-03.1b)', async () => {
    office.at('2026-03-12');
    const { body } = await ok(claim(await office.as('沈明'), { amount: 21_000, day: '2026-03-12' }));
    await ok(sign('吴芳', body.matterId));
    const security = await office.as('许强');
    const posts = (await security.get('/api/posts')).body;
    const holding = posts.find((one: { post: string }) => one.post === '财务股').holdings.find((one: { name: string }) => one.name === '吴芳');
    await ok(security.post(`/api/holdings/${holding.holdingId}/end`, { until: '2026-03-13' }));
    office.at('2026-03-13');
    const { body: another } = await ok(claim(await office.as('沈明'), { amount: 22_000, day: '2026-03-13' }));
    expect((await (await office.as('吴芳')).post(`/api/matters/${another.matterId}/approve`, { version: another.version, remark: null })).body.refused.code).toBe('not-your-step');
    expect((await ok(sign('赵敏', body.matterId))).body.route[0]).toMatchObject({ state: 'done', actedBy: { name: '吴芳' } });
    await clearForPost(office, { post: '财务股', name: '吴芳', on: '2026-03-13' });
    await ok((await office.as('许强')).post('/api/posts/财务股/give', { personId: id('吴芳'), from: '2026-03-13' }));
  });

  test('no state is set around the route, nobody approves his own, and what is released is listed (ICF-03.2k, ICF-03.2b, ICF-03.2q)', async () => {
    office.at('2026-03-16');
    const clerk = await office.as('沈明');
    const { body } = await ok(claim(clerk, { amount: 23_000, day: '2026-03-16' }));
    expect((await clerk.put(`/api/matters/${body.matterId}`, { state: 'approved' })).status).toBe(400);
    expect((await clerk.post(`/api/matters/${body.matterId}/approve`, { version: body.version, remark: null })).body.refused.code).toBe('own-business');
    expect((await clerk.post(`/api/matters/${body.matterId}/ask-release`, { version: body.version, code: 'own-business', reason: '急' })).status).toBe(422);
    expect(await register('赵敏', 'override')).toEqual([]);
    const rows = (await ok((await office.as('赵敏')).get('/api/reports/people-by-phase?period=2026-03'))).body.tables[0].rows;
    expect(rows).toEqual([]);
  });
});

describe('key posts', () => {
  test('a key post is given on an approved sheet and a passed check, or for as long as a dated exception (ICF-02.2b, ICF-02.2c, ICF-03.2m)', async () => {
    office.at('2026-04-01');
    const security = await office.as('许强');
    const give = (more: object = {}) => security.post('/api/posts/财务股/give', { personId: id('蒋雪'), from: '2026-04-01', ...more });
    const check = (more: object) => done('彭涛', 'check-for-post', { personId: id('蒋雪'), post: '财务股', note: '审查', ...more });
    expect((await give()).body.refused.code).toBe('ICF-02.2b');
    await check({ qualified: true });
    expect((await give()).body.refused.code).toBe('ICF-02.2c');
    expect(await refused('李国栋', 'except-post', { personId: id('蒋雪'), post: '财务股', until: '2026-10-02', reason: '人手不足' })).toBe('too-long');
    await done('李国栋', 'except-post', { personId: id('蒋雪'), post: '财务股', until: '2026-10-01', reason: '人手不足' });
    expect((await give()).body.refused.code).toBe('ICF-02.2c');
    await ok(give({ until: '2026-10-01' }));
    await check({ qualified: true, inductionOn: '2026-04-01', relativeIncompatible: true });
    await done('彭涛', 'check-for-post', { personId: id('罗成'), post: '出纳', note: '审查', qualified: true, inductionOn: '2026-04-01' });
    expect((await security.post('/api/posts/出纳/give', { personId: id('罗成'), from: '2026-04-01' })).body.refused.code).toBe('ICF-03.2m');
    expect(await refused('李国栋', 'approve-post-sheet', { post: '出纳', duties: '收付', powers: '付款', managerId: id('王建华') })).toBe('incomplete');
  });

  test('what is incompatible is not held together, whatever the posts are called (ICF-03.2l, ICF-02.3b)', async () => {
    office.at('2026-04-02');
    const security = await office.as('许强');
    expect((await security.post('/api/posts/财务股/give', { personId: id('郑洁'), from: '2026-04-02' })).body.refused.code).toBe('ICF-03.2l');
    expect((await security.post('/api/posts/内审人员/give', { personId: id('郑洁'), from: '2026-04-02' })).body.refused.code).toBe('ICF-02.3b');
    expect((await security.post('/api/posts/出纳/give', { personId: id('何平'), from: '2026-04-02' })).body.refused.code).toBe('ICF-02.1a');
    expect((await security.post('/api/posts/内审人员/give', { personId: id('杨帆'), from: '2026-04-02', until: '2026-04-03' })).status).toBe(200);
  });

  test('a sheet is confirmed by each holder after every version (ICF-02.3f)', async () => {
    office.at('2026-04-03');
    await clearForPost(office, { post: '出纳', name: '罗成', on: '2026-04-03' });
    expect((await register('彭涛', 'post-sheet')).find((row) => row.post === '出纳')).toMatchObject({ version: 1, unconfirmed: '郑洁' });
    expect(await refused('周静', 'confirm-post-sheet', { post: '出纳' })).toBe('not-holder');
    await done('郑洁', 'confirm-post-sheet', { post: '出纳' });
    expect((await dutyOf('岗位说明书确认')).find((one) => one.occasion.startsWith('post-sheet/出纳'))).toMatchObject({ state: 'discharged', dueOn: '2026-04-13' });
  });

  test('rotation falls due three years after taking up the post; a stay is audited every year; a handover ends it (ICF-02.2a)', async () => {
    await daily('2026-04-07');
    const rotations = await dutyOf('岗位轮换');
    const cashier = rotations.find((one) => one.occasion.startsWith('rotation/出纳'));
    const since = cashier.occasion.split('/').at(-1);
    expect(cashier.dueOn).toBe(`${Number(since.slice(0, 4)) + 3}${since.slice(4)}`);
    expect(await refused('王建华', 'keep-in-post', { post: '出纳', personId: id('郑洁'), reason: '无人可换' })).toBe('not-your-post');
    const stay = await done('李国栋', 'keep-in-post', { post: '出纳', personId: id('郑洁'), reason: '无人可换' });
    expect(stay.dueOn).toBe(`${Number(since.slice(0, 4)) + 4}${since.slice(4)}`);
    expect((await dutyOf('岗位轮换')).find((one) => one.occasion === cashier.occasion).state).toBe('lapsed');
    const security = await office.as('许强');
    const held = (await security.get('/api/posts')).body.find((one: { post: string }) => one.post === '资产管理员').holdings[0];
    await clearForPost(office, { post: '资产管理员', name: '蒋雪', on: '2026-04-07' });
    await ok(security.post(`/api/holdings/${held.holdingId}/end`, { until: '2026-04-08' }));
    const handover = { post: '资产管理员', fromPersonId: id('吴芳'), supervisorId: id('冯涛'), items: '台账、钥匙' };
    office.at('2026-04-08');
    expect(await refused('秦岚', 'hand-over-post', handover)).toBe('not-receiver');
    await ok((await office.as('许强')).post('/api/posts/资产管理员/give', { personId: id('秦岚'), from: '2026-04-08' }).then(async (first) => {
      expect(first.body.refused.code).toBe('ICF-02.2b');
      await clearForPost(office, { post: '资产管理员', name: '秦岚', on: '2026-04-08' });
      return (await office.as('许强')).post('/api/posts/资产管理员/give', { personId: id('秦岚'), from: '2026-04-08' });
    }));
    expect(await refused('秦岚', 'hand-over-post', { ...handover, supervisorId: id('吴芳') })).toBe('supervisor');
    expect((await done('秦岚', 'hand-over-post', handover)).ended).toBe(1);
  });

  test('each year a training, and somebody else in the post for five working days, lent for thirty days at most and never backdated (ICF-02.2c, ICF-03.2i, ICF-03.2p)', async () => {
    await daily('2026-04-09');
    const open = (await dutyOf('关键岗位培训')).find((one) => one.occasion === `training/${id('郑洁')}/2026`);
    expect(open).toMatchObject({ state: 'open', dueOn: '2026-12-31' });
    await done('彭涛', 'record-education', { sort: '关键岗位培训', heldOn: '2026-04-09', topic: '现金管理', speaker: '财政局', attendees: [id('郑洁')] });
    expect((await dutyOf('关键岗位培训')).find((one) => one.occasion === `training/${id('郑洁')}/2026`).state).toBe('discharged');
    const cashier = await office.as('郑洁');
    const cover = (until: string) => ({ post: '出纳', absentPersonId: id('郑洁'), coverPersonId: id('罗成'), from: '2026-04-13', until, reason: '公休', kinds: null, ceiling: null });
    expect((await cashier.post('/api/covers', cover('2026-05-14'))).body.refused.code).toBe('ICF-03.2p');
    expect((await cashier.post('/api/covers', { ...cover('2026-04-18'), from: '2026-04-08' })).body.refused.code).toBe('ICF-03.2p');
    await ok(cashier.post('/api/covers', cover('2026-04-18')));
    await daily('2026-04-20');
    expect((await dutyOf('强制替岗')).find((one) => one.occasion === `substitution/出纳/${id('郑洁')}/2026`).state).toBe('discharged');
    expect((await dutyOf('强制替岗')).find((one) => one.occasion === `substitution/财务股/${id('周静')}/2026`).state).toBe('open');
  });
});

describe('what was paid', () => {
  test('a month is sampled by a seed that draws the same again, checked by whoever had no hand in it, and problems are followed up (ICF-02.1d)', async () => {
    const first = await paid(20_000, '2026-05-06');
    for (const [index, amount] of [21_000, 22_000, 23_000].entries()) await paid(amount, `2026-05-0${index + 7}`);
    expect(await refused('谢芸', 'draw-sample', { month: '2026-05' })).toBe('month-open');
    await daily('2026-06-02');
    expect(await refused('沈明', 'draw-sample', { month: '2026-05' })).toBe('not-your-post');
    const sample = await done('谢芸', 'draw-sample', { month: '2026-05' });
    expect(sample).toMatchObject({ items: 4, unassigned: 0 });
    expect(await refused('曾岚', 'draw-sample', { month: '2026-05' })).toBe('drawn-already');
    const { body } = await ok((await office.as('谢芸')).get('/api/control/samples'));
    expect(body[0]).toMatchObject({ month: '2026-05', population: 4, reproduced: true });
    const problem = { measure: '补附清单', ownerId: id('沈明'), dueOn: '2026-06-20' };
    const results: (string | undefined)[] = [];
    for (const item of body[0].items) {
      const bad = item.matter === first.number;
      const result = await done(item.checker, 'check-sample', { number: sample.number, matter: item.matter, result: bad ? '问题' : '合格', note: bad ? '缺清单' : '相符', ...(bad && problem) });
      results.push(result.improvement);
    }
    expect(results.filter((one) => one !== undefined)).toHaveLength(1);
    expect((await dutyOf('授权后抽查')).find((one) => one.occasion === '2026-06-01').state).toBe('discharged');
    expect(await refused('谢芸', 'check-sample', { number: sample.number, matter: first.number, result: '合格', note: '相符' })).toBe('checked-already');
  });

  test('the file of every closed transaction is looked through, and fixed assets come with their acceptance (ICF-02.3d)', async () => {
    office.at('2026-06-02');
    const { body } = await ok((await office.as('周静')).get('/api/control/files?month=2026-05'));
    expect(body).toMatchObject({ files: 4, complete: 4, rate: 100, incomplete: [] });
    const clerk = await office.as('沈明');
    const bare = await claim(clerk, { amount: 30_000, day: '2026-06-02', more: { category: '固定资产购置' } });
    expect(bare.body.refusals ?? [bare.body.refused]).toContainEqual(expect.objectContaining({ code: 'evidence:验收单', clause: expect.objectContaining({ id: 'ICF-02.3d' }) }));
    expect((await claim(clerk, { amount: 30_000, day: '2026-06-02', more: { category: '固定资产购置' }, evidence: ['验收单'] })).status).toBe(200);
  });

  test('the people of every transaction stand by phase: three at least (ICF-03.2b)', async () => {
    const rows = (await ok((await office.as('赵敏')).get('/api/reports/people-by-phase?period=2026-05'))).body.tables[0].rows;
    expect(rows).toHaveLength(4);
    expect(rows[0].slice(2)).toEqual(['沈明', expect.stringContaining('王建华'), '郑洁']);
  });

  test('payment stops while the cashier’s post is vacant (ICF-03.4c)', async () => {
    office.at('2026-06-03');
    const { body } = await ok(claim(await office.as('沈明'), { amount: 24_000, day: '2026-06-03' }));
    for (const name of ['吴芳', '赵敏', '王建华']) await ok(sign(name, body.matterId));
    const security = await office.as('许强');
    const held = (await security.get('/api/posts')).body.find((one: { post: string }) => one.post === '出纳').holdings[0];
    await ok(security.post(`/api/holdings/${held.holdingId}/end`, { until: '2026-06-03' }));
    const pay = async () => {
      const finance = await office.as('周静');
      const { body: now } = await finance.get(`/api/matters/${body.matterId}`);
      return finance.post('/api/verbs/pay', { matterId: body.matterId, version: now.version, method: '公务卡', reference: 'POS', paidOn: '2026-06-03' });
    };
    expect((await pay()).body.refused.code).toBe('ICF-03.4c');
    await ok(security.post('/api/posts/出纳/give', { personId: id('罗成'), from: '2026-06-03' }));
    expect((await pay()).status).toBe(200);
  });
});

describe('books', () => {
  test('the bank is reconciled by somebody who is not the cashier, and a difference is explained (ICF-03.2g)', async () => {
    await daily('2026-07-02');
    const input = async (name: string, more: object = {}) => ({ month: '2026-06', account: ACCOUNT, bookBalance: 100, bankBalance: 100, statement: await proof(name), ...more });
    expect(await refused('罗成', 'sign-reconciliation', await input('罗成'))).toBe('ICF-03.2g');
    expect(await refused('周静', 'sign-reconciliation', await input('周静', { bankBalance: 90 }))).toBe('unexplained');
    await done('周静', 'sign-reconciliation', await input('周静'));
    expect((await dutyOf('银行对账')).find((one) => one.occasion === '2026-06-01')).toMatchObject({ state: 'discharged', dueOn: '2026-07-10' });
  });

  test('the groundwork of a month is never better than measured (ICF-03.4a)', async () => {
    office.at('2026-07-02');
    expect(await refused('周静', 'sign-groundwork', { month: '2026-05', fulfilled: ['凭证附件齐全', '银行对账完成'] })).toBe('ICF-03.4a');
    expect((await done('周静', 'sign-groundwork', { month: '2026-06', fulfilled: ['银行对账完成', '差异已说明', '编号连续'] })).measured.银行对账完成).toBe(true);
    expect((await dutyOf('会计基础检查')).find((one) => one.occasion === '2026-06-01').state).toBe('discharged');
  });

  test('a receipt number that is neither used, void nor in stock opens a check and stops the book (ICF-03.2d)', async () => {
    office.at('2026-07-03');
    const { number } = await done('周静', 'issue-receipt-book', { name: '收据', first: 1, last: 100, holderId: id('罗成') });
    expect(await refused('周静', 'issue-receipt-book', { name: '收据', first: 100, last: 150, holderId: id('罗成') })).toBe('issued-already');
    const account = { number, used: [{ first: 1, last: 97 }], void: [{ first: 98, last: 99, reason: '填错' }] };
    const found = await done('周静', 'account-for-receipt-book', account);
    expect(found).toMatchObject({ missing: [100], notices: ['有缺号，本册停用并核查。'] });
    expect(await refused('周静', 'account-for-receipt-book', account)).toBe('stopped');
    const clean = await done('周静', 'issue-receipt-book', { name: '收据', first: 101, last: 102, holderId: id('罗成') });
    expect((await done('周静', 'account-for-receipt-book', { number: clean.number, used: [{ first: 101, last: 101 }], inStock: [{ first: 102, last: 102 }] })).missing).toEqual([]);
  });

  test('records are shown by their custodian for a purpose, and counted when they change hands (ICF-03.2e, ICF-03.2f)', async () => {
    office.at('2026-07-03');
    const { number } = await done('周静', 'register-record-set', { name: '2025年度会计凭证', place: '档案室', booked: 120, custodianId: id('周静') });
    expect(await refused('沈明', 'use-record', { number, purpose: '核对', usedBy: '县审计局' })).toBe('not-custodian');
    expect(await refused('周静', 'use-record', { number, usedBy: '县审计局' })).toBe('no-purpose');
    expect((await done('周静', 'use-record', { number, purpose: '专项审计', usedBy: '县审计局' })).mark).toContain('县审计局');
    expect(await refused('周静', 'check-record-set', { number, counted: 120, receiverId: id('吴芳') })).toBe('not-counter');
    expect(await refused('吴芳', 'check-record-set', { number, counted: 119, receiverId: id('吴芳') })).toBe('unexplained');
    const moved = await done('吴芳', 'check-record-set', { number, counted: 119, receiverId: id('吴芳'), explanation: '一册外借' });
    expect(moved).toMatchObject({ difference: 1, improvement: expect.stringMatching(/^改/) });
    expect((await register('周静', 'record-set')).find((row) => row.number === number)).toMatchObject({ custodian: '吴芳', counted: 119 });
  });

  test('an accounting policy is a version with a day of its own (ICF-03.2h); a paid voucher is never changed', async () => {
    office.at('2026-07-06');
    const policy = { chart: '政府会计科目', basis: '收付实现制与权责发生制', depreciation: '年限平均', recognition: '到账', closing: '每月末', correction: '红字冲销', from: '2026-08-01', approval: '局务会纪要5号' };
    expect((await done('周静', 'adopt-accounting-policy', policy)).version).toBe(1);
    expect(await refused('周静', 'adopt-accounting-policy', policy)).toBe('backdated');
    expect((await done('周静', 'adopt-accounting-policy', { ...policy, from: '2027-01-01' })).version).toBe(2);
  });
});

describe('budget and collective decisions', () => {
  const budget = (amount: number) => ({ kind: 'budget-draft', linkedMatterId: null, files: [], submit: true, form: { year: 2026, lines: [{ item: '会议费', amount, basis: '项目' }] } });
  const resolve = async (matterId: number) => {
    const general = await office.as('冯涛');
    const { body } = await general.get(`/api/matters/${matterId}`);
    const present = ['李国栋', '王建华', '赵敏', '陈立', '孙丽'].map(id);
    return general.post(`/api/matters/${matterId}/resolve`, { version: body.version, resolution: { body: '局务会', metOn: '2026-08-03', item: body.title, agreed: true, amount: body.amount, minutesReference: '局务会纪要6号', present } });
  };

  test('a budget rests on fresh base sheets and is decided by the meeting, not by the head alone (ICF-03.4b, ICF-03.2o)', async () => {
    office.at('2026-08-03');
    const finance = await office.as('周静');
    const short = await finance.post('/api/matters', budget(150_000));
    expect(short.body.refused.code).toBe('ICF-03.4b');
    for (const sheet of ['人员', '编制', '资产', '车辆', '项目', '上年执行', '结转']) await done('周静', 'confirm-base-sheet', { year: 2026, sheet, figures: '核对无误' });
    const { body } = await ok(finance.post('/api/matters', budget(150_000)));
    await ok(sign('王建华', body.matterId));
    expect((await sign('李国栋', body.matterId)).body.refused.code).toBe('needs-resolution');
    expect((await ok(resolve(body.matterId))).body.state).toBe('closed');
    expect((await register('周静', 'budget')).filter((row) => row.item === '会议费')).toMatchObject([{ amount: 150_000 }]);
  });

  test('what is left of a line may be asked for to the last fen, and no fen more (ICF-03.4b)', async () => {
    office.at('2026-08-04');
    const ask = async (amount: number) => (await office.as('沈明')).post('/api/matters', { kind: 'spending-request', linkedMatterId: null, files: [], submit: true, form: { purpose: '会议', category: '会议费', payee: '示范县国际会议中心', amount, paymentMethod: '公务卡', plannedOn: '2026-08-10' } });
    expect((await ask(150_001)).body.refused.code).toBe('ICF-03.4b');
    expect((await ask(150_000)).status).toBe(200);
    expect((await ask(100)).body.refused.code).toBe('ICF-03.4b');
    const change = { kind: 'collective-matter', linkedMatterId: null, files: [], submit: true, form: { sort: '预算调整', title: '会议费调整', content: '增加一次会议', interested: [id('孙丽')], budget: { year: 2026, item: '会议费', amount: 160_000, basis: '项目' } } };
    const { body } = await ok((await office.as('周静')).post('/api/matters', change));
    expect((await ok(resolve(body.matterId))).body.state).toBe('closed');
    expect((await ask(10_000)).status).toBe(200);
  });
});

describe('audit', () => {
  const engagement = (more: object = {}) => ({ sort: '内部审计', scope: '2026年上半年会计资料', areaPost: '财务股', from: '2026-01-01', until: '2026-06-30', auditorIds: [id('曾岚')], ...more });

  test('nobody audits what he holds or held (ICF-02.3b); an audit is reported on papers and a drawn sample (ICF-02.3a)', async () => {
    office.at('2026-09-01');
    expect(await refused('赵敏', 'open-audit', engagement({ auditorIds: [id('周静')] }))).toBe('ICF-02.3b');
    expect(await refused('赵敏', 'open-audit', engagement({ auditorIds: [id('郑洁')] }))).toBe('ICF-02.3b');
    const { number } = await done('赵敏', 'open-audit', engagement());
    expect(await refused('曾岚', 'report-audit', { number })).toBe('ICF-02.3a');
    expect(await refused('周静', 'add-audit-paper', { number, title: '底稿', file: await proof('周静') })).toBe('not-auditor');
    const [sample] = (await ok((await office.as('谢芸')).get('/api/control/samples'))).body;
    await done('曾岚', 'add-audit-paper', { number, title: '抽样底稿', sampleNumber: sample.number, file: await proof('曾岚') });
    const found = await done('曾岚', 'add-audit-finding', { number, gravity: '重大', facts: '一笔缺清单', measure: '补齐', ownerId: id('周静'), dueOn: '2026-10-01' });
    expect(await refused('李国栋', 'remark-audit-finding', { finding: found.finding, sort: '撤回', remark: '改为一般' })).toBe('not-auditor');
    await done('李国栋', 'remark-audit-finding', { finding: found.finding, sort: '答复', remark: '限期整改' });
    expect((await done('曾岚', 'report-audit', { number })).told.toSorted()).toEqual(['分管财务领导', '局长', '纪检领导'].toSorted());
    expect((await register('赵敏', 'audit-finding')).find((row) => row.number === found.finding)).toMatchObject({ gravity: '重大', remarks: '答复：限期整改' });
    expect(await refused('曾岚', 'add-audit-finding', { number, gravity: '一般', facts: '补记', measure: '补', ownerId: id('周静'), dueOn: '2026-10-01' })).toBe('reported');
  });

  test('a finding about a leader is not sent to him; the next external audit falls due in three years (ICF-02.3c, ICF-03.2j)', async () => {
    office.at('2026-09-02');
    const { number } = await done('赵敏', 'open-audit', engagement({ sort: '外部审计', scope: '经济责任审计' }));
    await done('曾岚', 'add-audit-finding', { number, gravity: '较大', facts: '超范围审批', measure: '整改', ownerId: id('李国栋'), dueOn: '2026-12-01' });
    const reported = await done('曾岚', 'report-audit', { number });
    expect(reported).toMatchObject({ toSuperior: true, nextDueOn: '2029-09-02' });
    expect(reported.told).not.toContain('局长');
  });
});

describe('environment', () => {
  test('what an authority asks is answered by its day on the document sent (ICF-03.1a)', async () => {
    office.at('2026-09-03');
    const { number } = await done('冯涛', 'register-external-request', { authority: '县审计局', subject: '整改情况', letter: '审函〔2026〕8号', dueOn: '2026-09-20', ownerId: id('周静') });
    expect(await refused('冯涛', 'answer-external-request', { number, document: await proof('冯涛'), sentOn: '2026-09-03' })).toBe('not-owner');
    expect((await dutyOf('外部来文答复'))[0]).toMatchObject({ state: 'open', dueOn: '2026-09-20' });
    await done('周静', 'answer-external-request', { number, document: await proof('周静'), sentOn: '2026-09-03' });
    expect((await dutyOf('外部来文答复'))[0].state).toBe('discharged');
  });

  test('the group has members of several sections (ICF-03.1b); a changed law opens a review of every regulation that names it (ICF-03.1c)', async () => {
    office.at('2026-09-03');
    expect(await refused('冯涛', 'name-control-member', { personId: id('彭涛'), task: '人员', from: '2026-09-03' })).toBe('not-your-post');
    for (const name of ['彭涛', '周静', '冯涛', '赵敏']) await done('李国栋', 'name-control-member', { personId: id(name), task: '内控', from: '2026-09-03' });
    expect(await register('沈明', 'control-member')).toHaveLength(4);
    expect((await done('周静', 'note-law-change', { law: '会计法', effective: '2026-10-01', change: '修订' })).regulations).toEqual(expect.arrayContaining(['财务财物管理制度', '机关事业单位经费管理内控制度']));
    expect((await dutyOf('依据复核'))[0]).toMatchObject({ dueOn: '2026-10-31', post: '财务股' });
  });

  test('every section is evaluated once a year from outside it (ICF-03.3b)', async () => {
    await daily('2026-09-04');
    const departments = (await (await office.as('谢芸')).get('/api/departments')).body;
    const of = (name: string): number => departments.find((one: { name: string }) => one.name === name).departmentId;
    expect(await refused('谢芸', 'evaluate-department', { departmentId: of('政工人事股'), year: 2026, score: 90, comment: '良好' })).toBe('ICF-03.3b');
    await done('谢芸', 'evaluate-department', { departmentId: of('文化股'), year: 2026, score: 90, comment: '良好' });
    const open = (await dutyOf('内控评价')).filter((one) => one.state === 'open').map((one) => one.occasion);
    expect(open).not.toContain(`department/${of('文化股')}/2026`);
    expect(open).toContain(`department/${of('政工人事股')}/2026`);
  });

  test('declarations and learning are asked of everybody, the leaders by name like the rest (ICF-02.3h, ICF-03.3c)', async () => {
    await daily('2027-01-04');
    const { body } = await ok((await office.as('赵敏')).get('/api/reports/attestations?period=2027'));
    const line = body.tables[0].rows.find((row: string[]) => row[0] === '内控年度声明');
    expect(line[2]).toBe(0);
    expect(line[4]).toContain('李国栋');
  });

  test('the yearly report is made from live data, as a document and for print; the missing section is named (ICF-03.5)', async () => {
    const leader = await office.as('李国栋');
    const { body } = await ok(leader.get('/api/control/annual-report?year=2026&format=json'));
    expect(Object.fromEntries(body.figures)).toMatchObject({ 抽查: '4笔，发现问题1笔', 审计: '内部1项、外部1项，问题2条' });
    const docx = await leader.get('/api/control/annual-report?year=2026&format=docx');
    expect(docx.body.subarray(0, 2).toString()).toBe('PK');
    const pdf = await leader.get('/api/control/annual-report?year=2026&format=pdf');
    expect(pdf.body.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await (await office.as('沈明')).get('/api/control/annual-report?year=2026')).status).toBe(404);
    const law = (await ok(leader.get('/api/regulations/机关事业单位经费管理内控制度'))).body;
    expect(law.clauseList.find((one: { id: string }) => one.id === 'ICF-03.5')).toMatchObject({ shown: '原文缺正文，在覆盖报告中列出。' });
  });
});
