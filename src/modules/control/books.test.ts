import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ok, type Deeds } from '../../../test/deeds.ts';
import { agreedInMeeting } from '../../../test/meeting.ts';
import type { Answer, TestOffice } from '../../../test/office.ts';
import { openPayingOffice, type PayingOffice } from '../../../test/paying-office.ts';
import { clearForPost } from '../../../test/key-post.ts';
import { printedText } from '../../../test/printed.ts';
import { textsOf } from '../../../test/written.ts';

let office: TestOffice;
let deeds: Deeds;
let claim: PayingOffice['claim'];
let paid: PayingOffice['paid'];
beforeAll(async () => {
  ({ office, deeds, claim, paid } = await openPayingOffice());
});
afterAll(() => office.close());

describe('what was paid', () => {
  test('a month is sampled on the first working day of the next, by a seed that draws the same again, checked by whoever had no hand in it, and problems are followed up (ICF-02.1d)', async () => {
    const first = await paid(20_000, '2026-05-06');
    for (const [index, amount] of [21_000, 22_000, 23_000].entries()) await paid(amount, `2026-05-0${index + 7}`);
    expect(await deeds.refused('谢芸', 'draw-sample', { month: '2026-05' })).toBe('month-open');
    const samples = async (): Promise<Answer['body']> => (await ok((await office.as('谢芸')).get('/api/control/samples'))).body;
    await deeds.daily('2026-05-31');
    expect((await samples()).map((one: { month: string }) => one.month)).toEqual(['2026-04']);
    await deeds.daily('2026-06-02');
    expect(await deeds.refused('沈明', 'draw-sample', { month: '2026-05' })).toBe('not-your-post');
    expect(await deeds.refused('陶然', 'draw-sample', { month: '2026-05' })).toBe('drawn-already');
    const body = await samples();
    const [sample] = body;
    expect(sample).toMatchObject({ month: '2026-05', population: 4, reproduced: true });
    expect(sample.items.map((one: { checker: string | null }) => one.checker === null)).toEqual([false, false, false, false]);
    // Nothing was closed in April: there was nothing to check, and nothing is owed.
    expect((await deeds.duties('授权后抽查')).find((one) => one.dueOn === '2026-05-31').state).toBe('discharged');
    expect((await deeds.done('谢芸', 'draw-sample', { month: '2026-03' })).items).toBe(0);
    const problem = { measure: '补附清单', ownerId: deeds.id('沈明'), dueOn: '2026-06-20' };
    const results: (string | undefined)[] = [];
    for (const item of body[0].items) {
      const bad = item.matter === first.number;
      const result = await deeds.done(item.checker, 'check-sample', {
        number: sample.number,
        matter: item.matter,
        result: bad ? '问题' : '合格',
        note: bad ? '缺清单' : '相符',
        ...(bad && problem),
      });
      results.push(result.improvement);
    }
    expect(results.filter((one) => one !== undefined)).toHaveLength(1);
    // whoever has checked a matter has audited it: he has no other duty of it before or after
    const { rows } = await office.database.owner.query<{ name: string }>(
      `select p.name from matter_duty d join matter m using (office_id, matter_id) join person p on p.office_id = d.office_id and p.person_id = d.person_id where m.number = $1 and d.duty = '审计'`,
      [first.number],
    );
    expect(rows.map((one) => one.name)).toEqual(
      body[0].items.filter((one: { matter: string }) => one.matter === first.number).map((one: { checker: string }) => one.checker),
    );
    expect((await deeds.duties('授权后抽查')).find((one) => one.dueOn === '2026-06-30').state).toBe('discharged');
    expect(await deeds.refused('谢芸', 'check-sample', { number: sample.number, matter: first.number, result: '合格', note: '相符' })).toBe('checked-already');
  });

  test('the file of every closed transaction is looked through, and fixed assets come with their acceptance (ICF-02.3d)', async () => {
    office.at('2026-06-02');
    const { body } = await ok((await office.as('周静')).get('/api/control/files?month=2026-05'));
    expect(body).toMatchObject({ files: 4, complete: 4, rate: 100, incomplete: [] });
    const clerk = await office.as('沈明');
    const bare = await claim(clerk, { amount: 30_000, day: '2026-06-02', more: { category: '固定资产购置' } });
    expect(bare.body.refusals ?? [bare.body.refused]).toContainEqual(
      expect.objectContaining({ code: 'evidence:验收单', clause: expect.objectContaining({ id: 'ICF-02.3d' }) }),
    );
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
    for (const name of ['吴芳', '赵敏', '王建华']) await ok(deeds.sign(name, body.matterId));
    const security = await office.as('许强');
    const held = (await security.get('/api/posts')).body.find((one: { post: string }) => one.post === '出纳').holdings[0];
    await ok(security.post(`/api/holdings/${held.holdingId}/end`, { until: '2026-06-03' }));
    const pay = async () => {
      const finance = await office.as('周静');
      const { body: now } = await finance.get(`/api/matters/${body.matterId}`);
      return finance.post('/api/verbs/pay', { matterId: body.matterId, version: now.version, method: '公务卡', reference: 'POS', paidOn: '2026-06-03' });
    };
    expect((await pay()).body.refused.code).toBe('ICF-03.4c');
    await clearForPost(office, { post: '出纳', name: '罗成', on: '2026-06-03' });
    await ok(security.post('/api/posts/出纳/give', { personId: deeds.id('罗成'), from: '2026-06-03' }));
    expect((await pay()).status).toBe(200);
  });
});

describe('books', () => {
  test('records are shown by their custodian for a purpose, and counted when they change hands (ICF-03.2e, ICF-03.2f)', async () => {
    office.at('2026-07-03');
    const { number } = await deeds.done('周静', 'register-record-set', {
      name: '2025年度会计凭证',
      place: '档案室',
      booked: 120,
      custodianId: deeds.id('周静'),
    });
    expect(await deeds.refused('沈明', 'use-record', { number, purpose: '核对', usedBy: '县审计局' })).toBe('not-custodian');
    expect(await deeds.refused('周静', 'use-record', { number, usedBy: '县审计局' })).toBe('no-purpose');
    expect((await deeds.done('周静', 'use-record', { number, purpose: '专项审计', usedBy: '县审计局' })).mark).toContain('县审计局');
    expect(await deeds.refused('周静', 'check-record-set', { number, counted: 120, receiverId: deeds.id('吴芳') })).toBe('not-counter');
    expect(await deeds.refused('吴芳', 'check-record-set', { number, counted: 119, receiverId: deeds.id('吴芳') })).toBe('unexplained');
    const moved = await deeds.done('吴芳', 'check-record-set', { number, counted: 119, receiverId: deeds.id('吴芳'), explanation: '一册外借' });
    expect(moved).toMatchObject({ difference: 1, improvement: expect.stringMatching(/^改/) });
    expect((await deeds.register('周静', 'record-set')).find((row) => row.number === number)).toMatchObject({ custodian: '吴芳', counted: 119 });
  });
});

describe('budget and collective decisions', () => {
  const budget = (amount: number) => ({
    kind: 'budget-draft',
    linkedMatterId: null,
    files: [],
    submit: true,
    form: { year: 2026, lines: [{ item: '会议费', amount, basis: '项目' }] },
  });
  const resolve = (matterId: number) => agreedInMeeting(office, matterId, '2026-08-03');

  test('a budget rests on fresh base sheets and is decided by the meeting, not by the head alone (ICF-03.4b, ICF-03.2o)', async () => {
    office.at('2026-08-03');
    const finance = await office.as('周静');
    const short = await finance.post('/api/matters', budget(150_000));
    expect(short.body.refused.code).toBe('ICF-03.4b');
    expect(short.body.refusals.map((one: { sentence: string }) => one.sentence)).toContain(
      '尚缺或者已过期的基础表：人员、编制、资产、车辆、项目、上年执行、结转。',
    );
    // Confirmed ninety days ago a sheet still holds; one day more and it does not.
    const confirm = (sheet: string) => deeds.done('周静', 'confirm-base-sheet', { year: 2026, sheet, figures: '核对无误' });
    office.at('2026-05-04');
    await confirm('人员');
    office.at('2026-08-03');
    for (const sheet of ['编制', '资产', '车辆', '项目', '上年执行', '结转']) await confirm(sheet);
    expect((await (await office.as('周静')).post('/api/matters', budget(150_000))).body.refused.code).toBe('ICF-03.4b');
    office.at('2026-05-05');
    await confirm('人员');
    office.at('2026-08-03');
    const { body } = await ok((await office.as('周静')).post('/api/matters', budget(150_000)));
    await ok(deeds.sign('王建华', body.matterId));
    expect((await deeds.sign('李国栋', body.matterId)).body.refused.code).toBe('needs-resolution');
    expect((await ok(resolve(body.matterId))).body.state).toBe('closed');
    expect((await deeds.register('周静', 'budget')).filter((row) => row.item === '会议费')).toMatchObject([{ amount: 150_000 }]);
  });

  test('what is left of a line may be asked for to the last fen, and no fen more (ICF-03.4b)', async () => {
    office.at('2026-08-04');
    const ask = async (amount: number) =>
      (await office.as('沈明')).post('/api/matters', {
        kind: 'spending-request',
        linkedMatterId: null,
        files: [],
        submit: true,
        form: { purpose: '会议', category: '会议费', payee: '示范县国际会议中心', amount, paymentMethod: '公务卡', plannedOn: '2026-08-10' },
      });
    expect((await ask(150_001)).body.refused.code).toBe('ICF-03.4b');
    expect((await ask(150_000)).status).toBe(200);
    expect((await ask(100)).body.refused.code).toBe('ICF-03.4b');
    const change = {
      kind: 'collective-matter',
      linkedMatterId: null,
      files: [],
      submit: true,
      form: {
        sort: '预算调整',
        title: '会议费调整',
        content: '增加一次会议',
        interested: [deeds.id('孙丽')],
        budget: { year: 2026, item: '会议费', amount: 160_000, basis: '项目' },
      },
    };
    const { body } = await ok((await office.as('周静')).post('/api/matters', change));
    expect((await ok(resolve(body.matterId))).body.state).toBe('closed');
    const together = await Promise.all([ask(10_000), ask(10_000)]);
    expect(together.map((one) => one.status).toSorted((one, other) => one - other)).toEqual([200, 422]); // whoever comes first takes what is left
  });
});

describe('audit', () => {
  const engagement = (more: object = {}) => ({
    sort: '内部审计',
    scope: '2026年上半年会计资料',
    areaPost: '财务股',
    from: '2026-01-01',
    until: '2026-06-30',
    auditorIds: [deeds.id('陶然')],
    ...more,
  });

  test('nobody audits what he holds or held (ICF-02.3b); an audit is reported on papers and a drawn sample (ICF-02.3a)', async () => {
    office.at('2026-09-01');
    expect(await deeds.refused('赵敏', 'open-audit', engagement({ auditorIds: [deeds.id('周静')] }))).toBe('ICF-02.3b');
    expect(await deeds.refused('赵敏', 'open-audit', engagement({ auditorIds: [deeds.id('郑洁')] }))).toBe('ICF-02.3b');
    const { number } = await deeds.done('赵敏', 'open-audit', engagement());
    expect(await deeds.refused('陶然', 'report-audit', { number })).toBe('ICF-02.3a');
    expect(await deeds.refused('周静', 'add-audit-paper', { number, title: '底稿', file: await deeds.proof('周静') })).toBe('not-auditor');
    const [sample] = (await ok((await office.as('谢芸')).get('/api/control/samples'))).body;
    await deeds.done('陶然', 'add-audit-paper', { number, title: '抽样底稿', sampleNumber: sample.number, file: await deeds.proof('陶然') });
    const found = await deeds.done('陶然', 'add-audit-finding', {
      number,
      gravity: '重大',
      facts: '一笔缺清单',
      measure: '补齐',
      ownerId: deeds.id('周静'),
      dueOn: '2026-10-01',
    });
    expect(await deeds.refused('李国栋', 'remark-audit-finding', { finding: found.finding, sort: '撤回', remark: '改为一般' })).toBe('not-auditor');
    await deeds.done('李国栋', 'remark-audit-finding', { finding: found.finding, sort: '答复', remark: '限期整改' });
    expect((await deeds.done('陶然', 'report-audit', { number })).told.toSorted()).toEqual(['分管财务领导', '局长', '纪检领导'].toSorted());
    expect((await deeds.register('赵敏', 'audit-finding')).find((row) => row.number === found.finding)).toMatchObject({
      gravity: '重大',
      remarks: '答复：限期整改',
    });
    expect(
      await deeds.refused('陶然', 'add-audit-finding', {
        number,
        gravity: '一般',
        facts: '补记',
        measure: '补',
        ownerId: deeds.id('周静'),
        dueOn: '2026-10-01',
      }),
    ).toBe('reported');
  });

  test('a finding about a leader is not sent to him; the next external audit falls due in three years (ICF-02.3c, ICF-03.2j)', async () => {
    office.at('2026-09-02');
    const { number } = await deeds.done(
      '赵敏',
      'open-audit',
      engagement({ sort: '外部审计', scope: '经济责任审计', firm: '示范会计师事务所', orderedBy: '县审计局' }),
    );
    await deeds.done('陶然', 'add-audit-finding', {
      number,
      gravity: '较大',
      facts: '超范围审批',
      measure: '整改',
      ownerId: deeds.id('李国栋'),
      dueOn: '2026-12-01',
    });
    const reported = await deeds.done('陶然', 'report-audit', { number, report: await deeds.proof('陶然'), reportedOn: '2026-09-02' });
    expect(reported).toMatchObject({ toSuperior: true, nextDueOn: '2029-09-02' });
    expect(reported.told).not.toContain('局长');
  });
});

describe('yearly report', () => {
  test('the yearly report is made from live data, as a document and for print; the missing section is named (ICF-03.5)', async () => {
    await deeds.daily('2027-01-04');
    const leader = await office.as('李国栋');
    const { body } = await ok(leader.get('/api/control/annual-report?year=2026&format=json'));
    const lines = (sections: readonly { title: string; lines: readonly string[] }[], title: string): readonly string[] =>
      sections.find((one) => one.title.endsWith(title))?.lines ?? [];
    expect(body.sections.map((one: { title: string }) => one.title)).toEqual([
      '一、单位层面的内部控制',
      '二、业务层面的内部控制',
      '三、信息系统',
      '四、控制运行',
      '五、主要风险',
      '六、责任落实',
      '七、存在的问题和改进',
    ]);
    expect(lines(body.sections, '单位层面的内部控制')).toEqual(
      expect.arrayContaining(['内部控制由单位负责人负责：局长李国栋。', '内控学习和关键岗位培训0次，廉政教育和专项活动0次，参加0人次。']),
    );
    const business = lines(body.sections, '业务层面的内部控制');
    expect(business.map((line) => line.split('：')[0])).toEqual(['预算业务', '收支业务', '政府采购业务', '资产', '建设项目', '合同', '其他（用印）']);
    expect(business[1]).toMatch(/未启用：收入、借款；提交事项8件、3,000\.00元，抽查4件，发现问题1件。$/);
    expect(lines(body.sections, '存在的问题和改进')).toHaveLength(5);
    expect(Object.fromEntries(body.figures)).toMatchObject({ 抽查: '4笔，发现问题1笔', 审计: '内部1项、外部1项，问题2条' });
    const docx = await leader.get('/api/control/annual-report?year=2026&format=docx');
    const written = textsOf(docx.body);
    expect(written[0]).toBe('示范县文化旅游广电体育局2026年度内部控制报告');
    expect(written.slice(1, 1 + 2 * body.figures.length)).toEqual(body.figures.flat());
    expect(written.slice(1 + 2 * body.figures.length)).toEqual(
      body.sections.flatMap((section: { title: string; lines: string[] }) => [section.title, ...section.lines]),
    );
    const refusedBefore = Number.parseInt(Object.fromEntries(body.figures)['被拒绝的办理'], 10);
    office.at('2026-12-30'); // once more within the year
    expect(
      (await (await office.as('沈明')).post('/api/inspection-packs', { clauses: ['ICF-03.5'], from: '2026-01-01', until: '2026-01-31', sample: 1 })).status,
    ).toBe(422);
    await deeds.done('赵敏', 'record-education', {
      sort: '内控学习',
      heldOn: '2026-12-30',
      topic: '内控规范',
      speaker: '财政局',
      attendees: [deeds.id('周静'), deeds.id('吴芳')],
    });
    const head = await office.as('李国栋');
    await office.open.sealer.settle(); // the report tells what is sealed
    const again = textsOf((await head.get('/api/control/annual-report?year=2026&format=docx')).body);
    expect(again[again.indexOf('被拒绝的办理') + 1]).toBe(`${refusedBefore + 1}次`);
    const pdf = await head.get('/api/control/annual-report?year=2026&format=pdf');
    expect(again).toContain('内控学习和关键岗位培训1次，廉政教育和专项活动0次，参加2人次。');
    const printed = printedText(Buffer.from(pdf.body)).replace(/\s/g, '');
    for (const line of ['2026年度内部控制报告', ...again.slice(1)]) expect(printed).toContain(line.replace(/\s/g, ''));
    expect((await (await office.as('沈明')).get('/api/control/annual-report?year=2026')).status).toBe(404);
    const law = (await ok(leader.get('/api/regulations/机关事业单位经费管理内控制度'))).body;
    expect(law.clauseList.find((one: { id: string }) => one.id === 'ICF-03.5')).toMatchObject({ shown: '原文缺正文，在覆盖报告中列出。' });
  });
});
