import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestOffice, type Answer, type TestOffice } from '../../../test/office.ts';
import { civilDate, civilDayOf } from '../../rules/calendar/civil-date.ts';
import { fen } from '../../rules/money.ts';
import { runDailyDuties } from '../../platform/obligations/daily.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
  office.at('2026-01-05');
  await done('周静', 'register-account', { account: ACCOUNT, bank: '示范县农村信用社' });
  await done('周静', 'record-income', { source: '财政拨款', funding: '财政拨款', amount: 50_000_000, account: ACCOUNT, receivedOn: '2026-01-05' });
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
const mine = async (name: string): Promise<Answer['body'][]> => (await ok((await office.as(name)).get('/api/obligations?scope=mine'))).body.rows;

/** Everything somebody was ever told, page by page. */
async function told(name: string): Promise<string> {
  const person = await office.as(name);
  let words = '';
  for (let after: string | null = ''; after !== null; ) {
    const { body }: Answer = await ok(person.get(`/api/notices${after === '' ? '' : `?after=${after}`}`));
    words += body.rows.map((one: { sentence: string }) => one.sentence).join();
    after = body.next;
  }
  return words;
}

async function daily(day: string): Promise<void> {
  office.at(day, '00:10');
  await runDailyDuties(office.open.world, { officeId: office.culture.officeId, day: civilDate(day) });
  for (const module of office.open.world.modules) for (const job of module.jobs) await job.run(office.open.world, office.culture.officeId);
  office.at(day);
}

const request = (amount: number, more: object = {}) => ({
  kind: 'spending-request', linkedMatterId: null, files: [], submit: true, form: { purpose: '展板', category: '印刷费', payee: SELLER, amount, paymentMethod: '公务卡', plannedOn: '2026-05-20', ...more },
});
const file = async (name: string, body: object): Promise<Answer> => (await office.as(name)).post('/api/matters', body);

let invoices = 0;
async function claim(name: string, more: object = {}, number?: string, linkedMatterId: number | null = null): Promise<Answer> {
  invoices += 1;
  const person = await office.as(name);
  const invoice = number ?? `2653200000007777${String(invoices).padStart(4, '0')}`;
  const digest = await person.invoice({ number: invoice, date: '2026-05-11', seller: SELLER, buyer: '示范县文化旅游广电体育局', amount: fen(60_000), item: '展板' });
  const form = { purpose: `展板${invoices}`, category: '印刷费', payee: SELLER, amount: 20_000, paymentMethod: '公务卡', transactionReference: 'POS', spentOn: '2026-05-11', specialReason: '急用', witnessId: id('冯涛'), invoices: [{ issuerKind: '税务发票', number: invoice, date: '2026-05-11', seller: SELLER, amount: 60_000 }], ...more };
  return person.post('/api/matters', { kind: 'claim', linkedMatterId, submit: true, files: ['发票', '原始凭证影像'].map((one) => ({ evidence: one, digest, name: `${one}.xml` })), form });
}

/** Signed by everybody and paid by card. */
async function settle({ body }: Answer): Promise<void> {
  for (const name of ['吴芳', '赵敏', '王建华']) {
    const person = await office.as(name);
    const { body: now } = await person.get(`/api/matters/${body.matterId}`);
    await ok(person.post(`/api/matters/${body.matterId}/approve`, { version: now.version, remark: null }));
  }
  const { body: now } = await (await office.as('周静')).get(`/api/matters/${body.matterId}`);
  await done('郑洁', 'pay', { matterId: body.matterId, version: now.version, method: '公务卡', reference: 'POS', paidOn: civilDayOf(office.open.world.clock()) });
}
const codes = (answer: Answer): readonly string[] => (answer.body.refusals ?? [answer.body.refused]).map((one: { code: string }) => one?.code);

describe('education and statements', () => {
  test('whoever attended no activity of the year stands first in the overview (ETH-01)', async () => {
    office.at('2026-05-11');
    const activity = { sort: '廉政教育', heldOn: '2026-05-08', topic: '警示教育', speaker: '县纪委', attendees: [id('沈明'), id('周静')] };
    expect(await refused('沈明', 'record-education', activity)).toBe('not-your-post');
    expect(await refused('赵敏', 'record-education', { ...activity, heldOn: '2026-05-12' })).toBe('future');
    await done('赵敏', 'record-education', activity);
    const { body } = await ok((await office.as('赵敏')).get('/api/reports/education?period=2026'));
    expect(body.notes[0]).toContain('韩梅');
    expect(body.notes[0]).not.toContain('沈明');
  });

  test('a leading cadre is asked for his statement on taking up the post and each January; money on no other account is attested (ETH-02, ETH-03c)', async () => {
    office.at('2026-05-11');
    await ok((await office.as('许强')).post('/api/posts/班子成员/give', { personId: id('秦岚'), from: '2026-05-11' }));
    await daily('2026-05-12');
    expect((await mine('秦岚')).map((one) => one.duty)).toContain('领导干部廉洁承诺');
    expect((await mine('韩梅')).map((one) => one.duty)).not.toContain('领导干部廉洁承诺');
    await daily('2027-01-04');
    const january = (await mine('周静')).map((one) => [one.duty, one.dueOn]);
    expect(january).toContainEqual(['无账外资金确认', '2027-01-31']);
    await daily('2027-02-01');
    expect(await told('赵敏')).toContain('无账外资金确认');
    expect((await mine('李国栋')).map((one) => one.duty)).toContain('领导干部廉洁承诺');
  });

  test('a document everybody is to know is acknowledged by each; the names that are missing are listed (ETH-09a, ETH-09b)', async () => {
    office.at('2026-05-13');
    expect(await refused('冯涛', 'circulate-document', { title: '十个严禁', issuer: '县委', text: await proof('冯涛') })).toBe('not-your-post');
    await done('赵敏', 'circulate-document', { title: '十个严禁', issuer: '县委', text: await proof('赵敏') });
    await done('沈明', 'acknowledge-document', { title: '十个严禁' });
    const [row] = await register('赵敏', 'circular');
    expect(row.missing).toContain('韩梅');
    expect(row.missing).not.toContain('沈明');
    expect((await mine('沈明')).map((one) => one.duty)).not.toContain('规定文件学习确认');
    expect((await mine('韩梅')).find((one) => one.duty === '规定文件学习确认')).toMatchObject({ dueOn: '2026-05-28' });
    // What a campaign finds is followed to its evidence.
    const item = await done('赵敏', 'open-improvement', { source: '专项活动', about: '一弘扬两整治', problem: '考勤松懈', measure: '整改', ownerId: id('彭涛'), dueOn: '2026-06-30' });
    expect((await mine('彭涛')).find((one) => one.sentence.includes(item.number))).toMatchObject({ dueOn: '2026-06-30' });
  });
});

describe('money', () => {
  test('spending stands in a category of the list; far above the usual is hinted at (ETH-03a)', async () => {
    office.at('2026-05-14');
    expect((await file('沈明', request(20_000, { category: '职工节日礼品' }))).status).toBe(400);
    const { body } = await ok(file('沈明', request(60_000)));
    await ok((await office.as('王建华')).post(`/api/matters/${body.matterId}/approve`, { version: body.version, remark: null }));
    const preview = async (amount: number) => (await ok((await office.as('沈明')).post('/api/matter-kinds/spending-request/preview', { form: request(amount).form }))).body.decision.notices.map((one: { clause: { id: string } }) => one.clause.id);
    expect(await preview(179_000)).not.toContain('ETH-03a');
    expect(await preview(180_000)).toContain('ETH-03a');
  });

  test('income not booked by its day is a check the discipline leader sees; a missing receipt number too (ETH-03b)', async () => {
    office.at('2026-05-14');
    await done('周静', 'expect-income', { source: '场馆出租', amount: 100_000, dueOn: '2026-05-31' });
    await daily('2026-06-01');
    expect(await told('赵敏')).toContain('场馆出租应收款');
    const { number } = await done('周静', 'issue-receipt-book', { name: '收据', first: 101, last: 150, holderId: id('郑洁') });
    expect((await done('周静', 'account-for-receipt-book', { number, used: [{ first: 101, last: 126 }, { first: 128, last: 150 }] })).missing).toEqual([127]);
  });

  test('money comes only into an account of the office (ETH-03c)', async () => {
    office.at('2026-05-15');
    const rent = { source: '租金', funding: '其他资金', amount: 50_000, receivedOn: '2026-05-15' };
    expect((await deed('周静', 'record-income', { ...rent, account: '6222000000000000009' })).status).toBe(422);
    expect((await deed('周静', 'record-income', { ...rent, account: ACCOUNT })).status).toBe(200);
  });

  test('a fee stands in the catalogue and is not above it (ETH-05b)', async () => {
    office.at('2026-05-15');
    await done('周静', 'list-fee', { item: '演出场地占用', price: 5_000, basis: '省价费〔2024〕3号', from: '2026-01-01' });
    expect(await refused('周静', 'take-fee', { item: '加急盖章费', amount: 5_000, payer: '某公司', receipt: '101' })).toBe('ETH-05b');
    expect(await refused('周静', 'take-fee', { item: '演出场地占用', amount: 5_001, payer: '某公司', receipt: '101' })).toBe('ETH-05b');
    await done('周静', 'take-fee', { item: '演出场地占用', amount: 5_000, payer: '某公司', receipt: '101' });
    expect(await register('韩梅', 'fee')).toHaveLength(1);
  });

  test('nothing is spent from a fund that was not filed, or outside its time (ETH-08d)', async () => {
    office.at('2026-05-15');
    const { projectId } = await done('周静', 'open-project', { name: '非遗保护专项', categories: ['印刷费'] });
    const ask = () => file('沈明', request(30_000, { projectId }));
    expect(codes(await ask())).toContain('ETH-08d');
    const filing = { projectId, name: '非遗保护专项', source: '省级', amount: 5_000_000, purpose: '非遗保护', from: '2026-06-01', until: '2026-12-31', authority: '县财政局', filedOn: '2026-05-15', filing: '备1号' };
    await done('周静', 'file-fund', filing);
    expect(codes(await ask())).toContain('ETH-08d');
    await done('周静', 'file-fund', { ...filing, from: '2026-05-01', filing: '备2号' });
    expect((await ask()).status).toBe(200);
  });

  test('what is charged to a subordinate unit is claimed by its own people, and an invoice serves once anywhere (ETH-06b)', async () => {
    office.at('2026-05-18');
    const departments = (await (await office.as('周静')).get('/api/departments')).body;
    const unitId = departments.find((one: { name: string }) => one.name === '县文化馆').departmentId;
    expect(codes(await claim('沈明', { unitId }))).toContain('ETH-06b');
    expect(codes(await claim('邱实', { unitId }))).not.toContain('ETH-06b');
    await ok(claim('沈明', {}, '26532000000088880001'));
    expect(codes(await claim('韩梅', {}, '26532000000088880001'))).toContain('FIN-02h');
    expect((await register('赵敏', 'refused-attempt')).some((row) => row.person === '沈明' && row.code === 'ETH-06b')).toBe(true);
  });

  test('the yearly duties of disclosure open by themselves, each for its owner (ETH-08a, ETH-08b)', async () => {
    await daily('2026-12-02');
    expect((await mine('周静')).map((one) => [one.duty, one.dueOn])).toContainEqual(['三公经费公开', '2026-12-31']);
    await daily('2027-01-05');
    expect((await mine('冯涛')).map((one) => [one.duty, one.dueOn])).toContainEqual(['年度工作计划公开', '2027-03-31']);
  });

  test('the three public funds come from the books beside their budget, with a total (ETH-08b)', async () => {
    office.at('2026-05-19');
    await done('周静', 'set-budget', { year: 2026, lines: { '因公出国(境)': 0, 公务用车购置: 0, 公务用车运行: 4_200_000, 公务接待: 1_800_000 } });
    await settle(await ok(claim('沈明', { category: '公务用车运行' })));
    const { body } = await ok((await office.as('韩梅')).get('/api/reports/three-public?period=2026'));
    expect(body.tables[0].rows).toContainEqual(['公务用车运行', 20_000, 4_200_000, 0]);
    expect(body.tables[0].rows.at(-1)).toEqual(['合计', 20_000, 6_000_000, 0]);
  });

  test('what must not be paid in cash is not; the share of card and transfer stands by quarter (ETH-08c)', async () => {
    office.at('2026-05-11');
    const { body: asked } = await ok(file('沈明', request(60_000, { purpose: '宣传册', plannedOn: '2026-05-19' })));
    await ok((await office.as('王建华')).post(`/api/matters/${asked.matterId}/approve`, { version: asked.version, remark: null }));
    office.at('2026-05-19');
    const spent = { amount: 60_000, spentOn: '2026-05-19', purpose: '宣传册' };
    expect(codes(await claim('沈明', { ...spent, paymentMethod: '现金' }, undefined, asked.matterId))).toContain('FIN-01c');
    await settle(await ok(claim('沈明', spent, undefined, asked.matterId)));
    const { body } = await ok((await office.as('赵敏')).get('/api/reports/card-share?period=2026'));
    expect(body.tables[0].rows).toEqual([['第2季度', 1, 1, 100, null]]);
    expect((await (await office.as('韩梅')).get('/api/reports/card-share?period=2026')).status).toBe(404);
  });
});

describe('gifts, invitations, hospitality', () => {
  test('a gift stays open until it is handed over with a receipt; keeping it is refused (ETH-06a)', async () => {
    office.at('2026-05-12');
    const gift = await done('沈明', 'register-gift', { happenedOn: '2026-05-12', giver: '某馆', giverUnit: '县文化馆', sort: '礼品', description: '茶叶', value: 30_000, occasion: '送到办公室', receiverId: id('沈明') });
    expect(gift).toMatchObject({ dueOn: '2026-05-26', reportedBy: '本人' });
    expect(await refused('沈明', 'settle-gift', { number: gift.number, fate: '自留', receipt: '无' })).toBe('ETH-06a');
    expect(await refused('沈明', 'settle-gift', { number: gift.number, fate: '上交' })).toBe('ETH-06a');
    expect(await refused('韩梅', 'settle-gift', { number: gift.number, fate: '上交', receipt: '收1号' })).toBe('not-receiver');
    expect((await register('赵敏', 'gift'))[0]).toMatchObject({ fate: '待处理', reportedBy: '本人登记' });
    await done('沈明', 'settle-gift', { number: gift.number, fate: '上交', receipt: '收1号' });
    expect((await register('赵敏', 'gift'))[0]).toMatchObject({ fate: '上交', receipt: '收1号' });
    expect((await mine('沈明')).map((one) => one.duty)).not.toContain('礼品处理');
    expect(await register('韩梅', 'gift')).toEqual([]);
  });

  test('whoever handles business of the inviter is warned (ETH-06c)', async () => {
    office.at('2026-05-19');
    const invitation = { inviter: SELLER, relation: '供应商', occasion: '晚宴', on: '2026-05-22', decision: '谢绝' };
    expect((await done('沈明', 'declare-invitation', invitation)).warning).toContain('建议谢绝');
    expect((await done('韩梅', 'declare-invitation', { ...invitation, inviter: '老同学' })).warning).toBe('');
    expect(await refused('韩梅', 'declare-invitation', { ...invitation, decision: '参加' })).toBe('no-reason');
  });

  test('hospitality above standard is declared with host and value, and the discipline leader is told (ETH-04b)', async () => {
    office.at('2026-05-19');
    const declared = { trip: '出差〔2026〕1号', aboveStandard: true, kind: '套房2晚', value: 80_000 };
    expect(await refused('韩梅', 'declare-hospitality', declared)).toBe('ETH-04b');
    await done('韩梅', 'declare-hospitality', { ...declared, host: '邻县文旅局' });
    expect(await told('赵敏')).toContain('韩梅申报异地接待超标准：邻县文旅局套房2晚。');
    await done('韩梅', 'declare-hospitality', { trip: '出差〔2026〕2号', aboveStandard: false, value: 0 });
  });

  test('whoever declares an interest in a matter hands the step to the next higher post (ETH-05c)', async () => {
    office.at('2026-05-20');
    const { body } = await ok(file('沈明', request(70_000, { payee: '兄弟装饰公司' })));
    const leader = await office.as('王建华');
    expect((await (await office.as('赵敏')).post(`/api/matters/${body.matterId}/recuse`, { version: body.version, relation: '无' })).body.refused.code).toBe('not-your-step');
    const { body: after } = await ok(leader.post(`/api/matters/${body.matterId}/recuse`, { version: body.version, relation: '承揽人是本人兄弟' }));
    expect(after.route[0]).toMatchObject({ askedPost: '分管财务领导', post: '局长', candidates: [{ name: '李国栋' }] });
    expect((await leader.post(`/api/matters/${body.matterId}/approve`, { version: after.version, remark: null })).status).toBe(422);
    expect((await register('赵敏', 'recusal'))[0]).toMatchObject({ person: '王建华', relation: '承揽人是本人兄弟' });
  });

  test('what was cut or released stands on the list of the discipline leader (ETH-04a)', async () => {
    expect(await register('赵敏', 'watch-list')).toEqual([]);
    expect((await (await office.as('韩梅')).get('/api/registers/watch-list')).status).toBe(404);
  });
});

describe('study visits', () => {
  const visit = (more: object = {}) => ({
    kind: 'study-visit', linkedMatterId: null, files: [], submit: true,
    form: { topic: '公共文化服务', host: '邻市文旅局', from: '2026-05-25', until: '2026-05-28', destinations: ['邻市'], estimate: 300_000, programme: ['25', '26', '27', '28'].map((day) => ({ on: `2026-05-${day}`, item: '座谈' })), ...more },
  });

  test('a day without programme or a scenic destination waits for the head’s release; a report falls due after the return (ETH-04c)', async () => {
    office.at('2026-05-20');
    const idle = visit({ programme: ['25', '26'].map((day) => ({ on: `2026-05-${day}`, item: '座谈' })) });
    expect(codes(await file('沈明', idle))).toEqual(['ETH-04c']);
    expect(codes(await file('沈明', visit({ topic: '' })))).toEqual(['ETH-04c']);
    const clerk = await office.as('沈明');
    const { body: draft } = await ok(clerk.post('/api/matters', { ...idle, submit: false }));
    const { body: asked } = await ok(clerk.post(`/api/matters/${draft.matterId}/ask-release`, { version: draft.version, code: 'ETH-04c', reason: '两日路程' }));
    const { body: released } = await ok((await office.as('李国栋')).post(`/api/matters/${draft.matterId}/release`, { version: asked.version, code: 'ETH-04c', reason: '同意' }));
    await ok(clerk.post(`/api/matters/${draft.matterId}/submit`, { version: released.version }));
    expect((await register('赵敏', 'override'))[0]).toMatchObject({ clause: 'ETH-04c', releasedBy: '李国栋' });
    expect((await register('赵敏', 'watch-list'))[0]).toMatchObject({ released: 'ETH-04c' });
    const { body } = await ok(file('沈明', visit()));
    const { body: approved } = await ok((await office.as('李国栋')).post(`/api/matters/${body.matterId}/approve`, { version: body.version, remark: null }));
    expect(approved.state).toBe('closed');
    expect((await mine('沈明')).find((one) => one.duty === '考察报告')).toMatchObject({ dueOn: '2026-06-11' });
    expect(await refused('韩梅', 'report-visit', { number: approved.number, report: await proof('韩梅') })).toBe('not-handler');
    await done('沈明', 'report-visit', { number: approved.number, report: await proof('沈明') });
    expect((await mine('沈明')).map((one) => one.duty)).not.toContain('考察报告');
    expect((await file('沈明', request(15_000, { category: '景点门票' }))).status).toBe(400);
  });
});

describe('works', () => {
  test('a contract waits for a grounded procedure, the end of the notice and the answer to every objection (ETH-07a, ETH-07b, ETH-07c)', async () => {
    office.at('2026-05-06');
    const open = (more: object = {}) => done('冯涛', 'open-works', { name: '文化馆修缮', amount: 20_000_000, leaderId: id('孙丽'), supervisorId: id('赵敏'), procedure: '公开招标', basis: '招标投标法', ...more });
    expect(await refused('冯涛', 'open-works', { name: '修缮', amount: 1, leaderId: id('赵敏'), supervisorId: id('赵敏') })).toBe('same-person');
    const bare = await open({ procedure: '', basis: '' });
    const { number } = await open();
    expect((await mine('冯涛')).filter((one) => one.duty === '项目公示')).toHaveLength(4);
    const text = await proof('冯涛');
    const notice = { number, stage: '授予', place: '局公示栏', from: '2026-05-11', channel: '纪检领导电话', notice: text };
    expect(await refused('冯涛', 'post-works-notice', { ...notice, until: '2026-05-15' })).toBe('too-short');
    await done('冯涛', 'post-works-notice', { ...notice, until: '2026-05-18' });
    office.at('2026-05-13');
    const { objection, dueOn } = await done('冯涛', 'record-objection', { number, receivedOn: '2026-05-13', objector: '某公司', content: '评分有误' });
    expect(dueOn).toBe('2026-05-27');
    office.at('2026-05-19');
    const sign = async (on: string, more: object = {}) => ({ number, contractor: '某建筑公司', signedOn: on, approvedOn: '2026-05-10', contract: await proof('冯涛'), ...more });
    expect(await refused('冯涛', 'sign-works-contract', await sign('2026-05-18'))).toBe('ETH-07b');
    expect(await refused('冯涛', 'sign-works-contract', await sign('2026-05-19'))).toBe('ETH-07b');
    await done('冯涛', 'answer-objection', { objection, answer: '已复核，评分无误' });
    expect(await refused('冯涛', 'sign-works-contract', await sign('2026-05-19', { approvedOn: '2026-05-20' }))).toBe('ICF-03.2n');
    expect(await refused('冯涛', 'sign-works-contract', await sign('2026-05-19', { number: bare.number }))).toBe('ETH-07a');
    await done('冯涛', 'sign-works-contract', await sign('2026-05-19'));
    expect((await register('韩梅', 'objection'))[0]).toMatchObject({ number: objection, answer: '已复核，评分无误' });
  });
});

describe('diligence', () => {
  test('a step that waits longer than the office allows is on the list of the superior; nothing is returned without a reason (ETH-05a)', async () => {
    office.at('2026-08-03');
    const { body } = await ok(file('沈明', request(80_000, { plannedOn: '2026-08-20', purpose: '秋季海报' })));
    const leader = await office.as('王建华');
    expect((await leader.post(`/api/matters/${body.matterId}/return`, { version: body.version, remark: '' })).status).toBe(400);
    const late = async (): Promise<readonly string[]> => (await ok((await office.as('李国栋')).get('/api/reports/late-steps?period=2026-08'))).body.tables[0].rows.map((row: string[]) => row[0]);
    office.at('2026-08-10');
    expect(await late()).not.toContain(body.number);
    office.at('2026-08-11');
    expect(await late()).toContain(body.number);
    await daily('2026-08-17');
    expect(await told('李国栋')).toContain('办理时效清单');
  });

  test('what a leading cadre claimed and had released is looked at by the discipline leader, hers by the head, and looking is logged (ETH-10a)', async () => {
    office.at('2026-06-30');
    const ask = { personId: id('王建华'), year: 2026, quarter: 2 };
    expect(await done('赵敏', 'view-leader', ask)).toMatchObject({ overrides: 0, kinds: [] });
    expect(await refused('李国栋', 'view-leader', ask)).toBe('not-watcher');
    expect(await refused('赵敏', 'view-leader', { ...ask, personId: id('赵敏') })).toBe('own-business');
    await done('李国栋', 'view-leader', { ...ask, personId: id('赵敏') });
    expect(await refused('赵敏', 'view-leader', { ...ask, personId: id('韩梅') })).toBe('not-leader');
    const log = (await ok((await office.as('曾岚')).get('/api/log?subjectKind=leader-overview'))).body.rows;
    expect(log.map((row: { verb: string }) => row.verb)).toEqual(['view-leader', 'view-leader']);
  });
});

describe('cases', () => {
  test('a report reaches its handler alone, is decided within ten working days, and is closed with a measure (ETH-10b, ETH-10c, ETH-11a)', async () => {
    office.at('2026-05-11');
    const { number, dueOn } = await done('韩梅', 'report-case', { subjectId: id('秦岚'), facts: '虚报票据' });
    expect(dueOn).toBe('2026-05-25');
    expect(await register('赵敏', 'conduct-case')).toMatchObject([{ number, reporter: '韩梅', facts: '虚报票据' }]);
    for (const name of ['秦岚', '李国栋', '何平', '曾岚', '韩梅']) expect((await (await office.as(name)).get('/api/registers/conduct-case')).body.rows).toEqual([]);
    const log = (await ok((await office.as('曾岚')).get(`/api/log?subjectKind=conduct-case&subjectId=${number}`))).body.rows;
    expect(JSON.stringify(log)).not.toContain('虚报票据');
    expect((await (await office.as('赵敏')).post(`/api/cases/${number}/delete`, {})).status).toBe(404);
    const conclusion = { number, penalty: 50_000, measures: ['批评教育', '经济处罚'], decidingBody: '局党组', conclusion: '谈话并处罚' };
    expect(await refused('赵敏', 'conclude-case', conclusion)).toBe('ETH-10b');
    await daily('2026-05-26');
    expect(await told('李国栋')).toContain(number);
    await done('赵敏', 'decide-intake', { number, accepted: true, reason: '有线索' });
    expect(await refused('秦岚', 'conclude-case', conclusion)).toBe('ICF-02.3g');
    expect(await refused('赵敏', 'conclude-case', { ...conclusion, measures: [], penalty: 0 })).toBe('ETH-11a');
    expect(await refused('赵敏', 'conclude-case', { ...conclusion, penalty: 0 })).toBe('penalty');
    expect((await done('赵敏', 'conclude-case', conclusion)).dueOn).toBe('2026-06-25');
    expect((await mine('秦岚')).map((one) => one.duty)).toContain('经济处罚缴纳');
    expect(await refused('赵敏', 'conclude-case', conclusion)).toBe('closed');
  });

  test('the discipline leader’s own case goes to the head, the head’s to the county; an anonymous report names nobody (ETH-10b, ETH-10c)', async () => {
    office.at('2026-05-27');
    const hers = await done('韩梅', 'report-case', { subjectId: id('赵敏'), facts: '超标接待', anonymous: true });
    expect(await register('李国栋', 'conduct-case')).toMatchObject([{ number: hers.number, reporter: '匿名或立案' }]);
    const his = await done('韩梅', 'report-case', { subjectId: id('李国栋'), facts: '违规用车' });
    expect((await register('赵敏', 'conduct-case'))[0]).toMatchObject({ number: his.number, forwardedTo: '县纪委' });
    await done('赵敏', 'decide-intake', { number: his.number, accepted: true, reason: '转送' });
    const end = { number: his.number, penalty: 0, measures: ['批评教育'], decidingBody: '县纪委', conclusion: '谈话' };
    expect(await refused('赵敏', 'conclude-case', end)).toBe('not-forwarded');
    await done('赵敏', 'hand-over-case', { number: his.number, receiver: '县纪委', document: await proof('赵敏') });
    await done('赵敏', 'conclude-case', end);
  });

  test('a suspected crime is handed over before anything is closed (ETH-11b)', async () => {
    office.at('2026-06-03');
    const { number } = await done('杨帆', 'report-case', { subjectId: id('罗成'), facts: '侵占公款' });
    await done('赵敏', 'decide-intake', { number, accepted: true, reason: '属实' });
    expect((await done('赵敏', 'mark-crime', { number, reason: '数额较大' })).dueOn).toBe('2026-06-10');
    const end = { number, penalty: 0, measures: ['批评教育'], decidingBody: '局党组', conclusion: '移送' };
    expect(await refused('赵敏', 'conclude-case', end)).toBe('ETH-11b');
    await done('赵敏', 'hand-over-case', { number, receiver: '县公安局', document: await proof('赵敏') });
    await done('赵敏', 'conclude-case', end);
  });

  test('when the reporter’s post is ended within the year, the discipline leader is told and nobody else (ETH-10c)', async () => {
    office.at('2026-06-04');
    const security = await office.as('许强');
    await ok(security.post('/api/posts/工会/give', { personId: id('韩梅'), from: '2026-06-04' }));
    const held = (await security.get('/api/posts')).body.find((one: { post: string }) => one.post === '工会').holdings.find((one: { name: string }) => one.name === '韩梅');
    await ok(security.post(`/api/holdings/${held.holdingId}/end`, { until: '2026-06-05' }));
    await daily('2026-06-05');
    expect(await told('赵敏')).toContain('反映人有人事变动');
    expect(await told('许强')).not.toContain('反映人');
  });

  test('a case of accountability is opened, heard and concluded in sixty days, never by the person or his subordinates (ICF-02.3g)', async () => {
    office.at('2026-06-08');
    expect(await refused('周静', 'open-case', { subjectId: id('秦岚'), facts: '越权' })).toBe('not-your-post');
    expect(await refused('赵敏', 'open-case', { subjectId: id('赵敏'), facts: '越权' })).toBe('own-business');
    const { number, dueOn } = await done('赵敏', 'open-case', { subjectId: id('秦岚'), managerId: id('王建华'), facts: '越权付款三次' });
    expect(dueOn).toBe('2026-08-07');
    expect(await refused('韩梅', 'hear-case', { number, statement: '不是我' })).toBe('not-subject');
    await done('秦岚', 'hear-case', { number, statement: '系误操作' });
    expect(await refused('秦岚', 'conclude-case', { number, penalty: 0, measures: ['失职问责'], decidingBody: '局党组', conclusion: '提醒' })).toBe('ICF-02.3g');
    await done('赵敏', 'conclude-case', { number, unfounded: true, penalty: 0, decidingBody: '局党组', conclusion: '不予追究：误操作，已培训' });
    expect((await register('赵敏', 'case-measure')).length).toBeGreaterThan(0);
  });
});
