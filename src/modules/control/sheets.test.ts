import { afterAll, beforeAll, expect, test } from 'vitest';
import { ok, type Deeds } from '../../../test/deeds.ts';
import type { Answer, TestOffice } from '../../../test/office.ts';
import { openPayingOffice, type PayingOffice } from '../../../test/paying-office.ts';

let paying: PayingOffice;
let office: TestOffice;
let deeds: Deeds;
beforeAll(async () => {
  paying = await openPayingOffice();
  ({ office, deeds } = paying);
});
afterAll(() => office.close());

const report = async (name: string, which: string): Promise<Answer['body']> =>
  (await ok((await office.as(name)).get(`/api/reports/${which}?period=2026`))).body;
const sheetOf = async (post: string): Promise<Answer['body']> =>
  (await deeds.register('彭涛', 'post-sheet')).filter((row) => row.post === post).toSorted((one, other) => other.version - one.version)[0];

test('a sheet carries what the regulations make of the post; what was left open is what they say (ICF-02.3f)', async () => {
  office.at('2026-03-02');
  await deeds.done('李国栋', 'approve-post-sheet', {
    post: '分管财务领导',
    duties: '分管财务',
    powers: '审批',
    managerId: deeds.id('李国栋'),
    sanctionBasis: '按问责办法处理',
  });
  const sheet = await sheetOf('分管财务领导');
  expect(sheet).toMatchObject({ version: 1, superior: '局长', basis: '按问责办法处理', unconfirmed: '王建华' });
  expect(sheet.rulePowers).toContain('批');
  expect(sheet.ruleLimits).toContain('金额');
  expect(sheet.ruleForbidden).toContain('不兼任');
  expect(sheet.incompatible).toBe(sheet.ruleForbidden);
});

test('whoever takes up the post later is asked to confirm it too (ICF-02.3f)', async () => {
  office.at('2026-03-03');
  const security = await office.as('许强');
  await deeds.done('李国栋', 'approve-post-sheet', {
    post: '考勤员',
    duties: '考勤',
    powers: '登记',
    scope: '本单位考勤',
    forbidden: '代打卡',
    superior: '办公室主任',
    incompatible: '无',
    managerId: deeds.id('冯涛'),
  });
  await deeds.done('蒋雪', 'confirm-post-sheet', { post: '考勤员' });
  const [held] = (await security.get('/api/posts')).body.find((one: { post: string }) => one.post === '考勤员').holdings;
  await ok(security.post(`/api/holdings/${held.holdingId}/end`, { until: '2026-03-04' }));
  office.at('2026-03-04');
  await ok((await office.as('许强')).post('/api/posts/考勤员/give', { personId: deeds.id('韩梅'), from: '2026-03-04' }));
  await deeds.daily('2026-03-05');
  expect((await deeds.mine('韩梅')).find((one) => one.duty === '岗位说明书确认')).toMatchObject({ state: 'open', dueOn: '2026-03-15' });
  expect((await sheetOf('考勤员')).unconfirmed).toBe('韩梅');
});

test('a regulation that says something else of a post brings a new version of its sheet, which every holder confirms anew (ICF-02.3f)', async () => {
  office.at('2026-03-06');
  const before = await sheetOf('分管财务领导');
  await deeds.daily('2026-03-06');
  expect((await sheetOf('分管财务领导')).version).toBe(before.version);
  // As if the regulations had said less when it was approved.
  const { owner } = office.database;
  await owner.query(`update post_sheet set of_rules = jsonb_set(of_rules, '{forbidden}', '[]') where post = '分管财务领导'`);
  await deeds.daily('2026-03-09');
  const after = await sheetOf('分管财务领导');
  expect(after).toMatchObject({ version: 2, duties: '分管财务', unconfirmed: '王建华', recordedBy: null, ruleForbidden: before.ruleForbidden });
  expect((await deeds.mine('王建华')).filter((one) => one.duty === '岗位说明书确认' && one.subject.id.startsWith('分管财务领导/2/'))).toMatchObject([
    { state: 'open', dueOn: '2026-03-19' },
  ]);
  await deeds.daily('2026-03-10');
  expect((await sheetOf('分管财务领导')).version).toBe(2);
});

test('the year’s declaration is everybody’s; who is missing stands by name and section (ICF-02.3h)', async () => {
  await deeds.daily('2026-01-12');
  const [whole, sections] = (await report('赵敏', 'attestations')).tables;
  const declared = (rows: readonly (readonly unknown[])[]) => rows.filter((row) => row[0] === '内控年度声明');
  expect(declared(whole.rows)).toMatchObject([['内控年度声明', 25, 0, 0, expect.stringContaining('韩梅')]]);
  expect(declared(sections.rows).find((row) => row[1] === '旅游股')).toEqual(['内控年度声明', '旅游股', 2, 0, 0, '韩梅、秦岚']);
});

test('who held a key post when, what its holders were taught, and what everybody may do stand in lists of their own (ICF-02.1a, ICF-02.2a, ICF-02.2c)', async () => {
  office.at('2026-03-16');
  const history = (await report('彭涛', 'post-history')).tables[0].rows;
  expect(history).toContainEqual(['出纳', '郑洁', '2024-01-01', '在任', '首任']);
  const training = await report('彭涛', 'training');
  expect(training.tables[0].rows).toContainEqual(['出纳', '郑洁', '2024-01-01', null, null]);
  expect(training.notes[0]).toContain('郑洁（出纳）');
  const access = (await report('赵敏', 'access')).tables[0].rows;
  const line = (name: string): readonly string[] => access.find((row: readonly string[]) => row[0] === name);
  expect(line('王建华')[2]).toContain('支出报销');
  expect(line('杨帆').slice(1)).toEqual(['', '', '']);
  expect(line('彭涛')[3]).toContain('关键岗位任职审查');
  expect((await (await office.as('沈明')).get('/api/reports/access?period=2026')).status).toBe(404);
});

test('a refusal that was lifted opens an item of improvement, verified by another than its handler (ICF-01e)', async () => {
  office.at('2026-03-17');
  const form = {
    topic: '公共文化服务',
    host: '邻市文旅局',
    from: '2026-03-23',
    until: '2026-03-24',
    destinations: ['常德市'],
    estimate: 300_000,
    programme: [{ on: '2026-03-23', item: '座谈' }],
  };
  const clerk = await office.as('沈明');
  const { body: draft } = await ok(clerk.post('/api/matters', { kind: 'study-visit', linkedMatterId: null, files: [], submit: false, form }));
  const { body: asked } = await ok(clerk.post(`/api/matters/${draft.matterId}/ask-release`, { version: draft.version, code: 'ETH-04c', reason: '一日路程' }));
  const { body: released } = await ok(
    (await office.as('李国栋')).post(`/api/matters/${draft.matterId}/release`, { version: asked.version, code: 'ETH-04c', reason: '同意' }),
  );
  const { body: filed } = await ok(clerk.post(`/api/matters/${draft.matterId}/submit`, { version: released.version }));
  const items = async (): Promise<Answer['body'][]> => (await deeds.register('赵敏', 'improvement')).filter((row) => row.source === '例外放行');
  expect(await items()).toEqual([]);
  await deeds.daily('2026-03-18');
  expect(await items()).toMatchObject([{ about: `${filed.number}/ETH-04c`, owner: '沈明', dueOn: '2026-04-17', recordedBy: null }]);
  await deeds.daily('2026-03-19');
  const [item] = await items();
  expect(await items()).toHaveLength(1);
  const verify = async (name: string) => ({ number: item.number, note: '以后按日安排', evidence: await deeds.proof(name) });
  expect(await deeds.refused('沈明', 'verify-improvement', await verify('沈明'))).toBe('ICF-01e');
  await deeds.done('赵敏', 'verify-improvement', await verify('赵敏'));
});

test('a risk shows its five stages with their days (ICF-01c); what is incomplete stands first in the year’s review (ICF-01b)', async () => {
  office.at('2026-03-20');
  const control = {
    name: '票据盘点',
    aims: ['防范舞弊'],
    businessClass: '支出报销',
    part: '控制程序',
    point: '按月盘点',
    post: '财务股',
    checkPost: '',
    basis: '',
    every: '月',
    evidence: '盘点表',
  };
  const { number } = await deeds.done('周静', 'register-control', control);
  const department = (await (await office.as('周静')).get('/api/departments')).body.find((one: { name: string }) => one.name === '财务股');
  const risk = await deeds.done('周静', 'register-risk', {
    name: '票据丢失',
    link: '票据保管',
    likelihood: 3,
    impact: 3,
    departmentId: department.departmentId,
    post: '财务股',
    indicator: '缺号数',
  });
  const stages = async (): Promise<readonly unknown[]> =>
    (await report('周静', 'risk-cycle')).tables[0].rows.find((row: readonly unknown[]) => row[0] === risk.number);
  expect(await stages()).toEqual([risk.number, '票据丢失', '2026-03-20', '2026-03-20', null, null, null, null]);
  expect((await report('周静', 'risk-cycle')).notes[0]).toContain('票据丢失');
  office.at('2026-03-23');
  await deeds.done('周静', 'assess-risk', { number: risk.number, likelihood: 2, impact: 3, note: '改由盘点应对', controlNumber: number });
  const run = {
    number,
    ranOn: '2026-03-23',
    result: '不符',
    finding: '缺一本',
    evidence: await deeds.proof('周静'),
    measure: '查找',
    ownerId: deeds.id('吴芳'),
    dueOn: '2026-04-19',
  };
  await deeds.done('周静', 'run-control', run);
  expect(await stages()).toEqual([risk.number, '票据丢失', '2026-03-20', '2026-03-23', '2026-03-23', number, '2026-03-23', '2026-03-23']);
  expect((await deeds.register('周静', 'risk')).find((row) => row.number === risk.number)).toMatchObject({
    state: '受控',
    nextOn: '2026-04-07',
    holders: expect.stringContaining('周静'),
  });
  expect((await deeds.register('周静', 'control')).find((row) => row.number === number)).toMatchObject({ evidence: '盘点表', lastRun: '2026-03-23' });
  const review = {
    number,
    year: 2026,
    answers: ['是否执行', '效果', '适应性', '改进需要'].map((question) => ({ question, answer: '足', evidence: '运行记录' })),
    principles: ['合法规范', '有用', '成本相称'],
  };
  expect((await report('周静', 'control-review-list')).tables[0].rows[0]).toEqual([number, '票据盘点', '不完整', '未评审', null, null]);
  expect(await deeds.refused('谢芸', 'review-control', review)).toBe('no-measure');
  const done = await deeds.done('谢芸', 'review-control', { ...review, measure: '补牵制职务', ownerId: deeds.id('周静'), dueOn: '2026-06-30' });
  expect((await deeds.register('周静', 'improvement')).find((row) => row.number === done.improvement).problem).toBe('不能确认有牵制');
  expect((await ok((await office.as('周静')).get('/api/control/coverage'))).body.parts.find((one: { part: string }) => one.part === '控制程序')).toMatchObject({
    count: 1,
    open: 1,
    lastRun: '2026-03-23',
  });
  const procedures = await report('周静', 'business-classes');
  expect(procedures.notes).toContain('本年没有启用程序而提交的事项：0件。');
});
