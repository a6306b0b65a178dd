import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ok, type Deeds } from '../../../test/deeds.ts';
import type { TestOffice } from '../../../test/office.ts';
import { ACCOUNT, openPayingOffice, type PayingOffice } from '../../../test/paying-office.ts';
import { clearForPost } from '../../../test/key-post.ts';

let office: TestOffice;
let deeds: Deeds;
let claim: PayingOffice['claim'];
let paid: PayingOffice['paid'];
beforeAll(async () => {
  ({ office, deeds, claim, paid } = await openPayingOffice());
});
afterAll(() => office.close());

/** Paragraph by paragraph, what a document says. */
function textsOf(docx: Buffer): readonly string[] {
  const xml = strFromU8(unzipSync(docx)['word/document.xml'] ?? new Uint8Array());
  return [...xml.matchAll(/<w:p>([^]*?)<\/w:p>/g)]
    .map(([, paragraph = '']) => [...paragraph.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map((one) => one[1]).join(''))
    .filter((text) => text !== '');
}

describe('what was paid', () => {
  test('a month is sampled by a seed that draws the same again, checked by whoever had no hand in it, and problems are followed up (ICF-02.1d)', async () => {
    const first = await paid(20_000, '2026-05-06');
    for (const [index, amount] of [21_000, 22_000, 23_000].entries()) await paid(amount, `2026-05-0${index + 7}`);
    expect(await deeds.refused('谢芸', 'draw-sample', { month: '2026-05' })).toBe('month-open');
    await deeds.daily('2026-06-02');
    expect(await deeds.refused('沈明', 'draw-sample', { month: '2026-05' })).toBe('not-your-post');
    const sample = await deeds.done('谢芸', 'draw-sample', { month: '2026-05' });
    expect(sample).toMatchObject({ items: 4, unassigned: 0 });
    expect(await deeds.refused('陶然', 'draw-sample', { month: '2026-05' })).toBe('drawn-already');
    const { body } = await ok((await office.as('谢芸')).get('/api/control/samples'));
    expect(body[0]).toMatchObject({ month: '2026-05', population: 4, reproduced: true });
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
  test('the bank is reconciled by somebody who is not the cashier, and a difference is explained (ICF-03.2g)', async () => {
    await deeds.daily('2026-07-02');
    const input = async (name: string, more: object = {}) => ({
      month: '2026-06',
      account: ACCOUNT,
      bookBalance: 100,
      bankBalance: 100,
      statement: await deeds.proof(name),
      ...more,
    });
    expect(await deeds.refused('罗成', 'sign-reconciliation', await input('罗成'))).toBe('ICF-03.2g');
    expect(await deeds.refused('周静', 'sign-reconciliation', await input('周静', { bankBalance: 90 }))).toBe('unexplained');
    await deeds.done('周静', 'sign-reconciliation', await input('周静'));
    expect((await deeds.duties('银行对账')).find((one) => one.dueOn === '2026-07-10')).toMatchObject({ state: 'discharged', dueOn: '2026-07-10' });
  });

  test('the groundwork of a month is never better than measured (ICF-03.4a)', async () => {
    office.at('2026-07-02');
    expect(await deeds.refused('周静', 'sign-groundwork', { month: '2026-05', fulfilled: ['凭证附件齐全', '银行对账完成'] })).toBe('ICF-03.4a');
    expect(
      (await deeds.done('周静', 'sign-groundwork', { month: '2026-06', fulfilled: ['银行对账完成', '差异已说明', '编号连续'] })).measured.银行对账完成,
    ).toBe(true);
    expect((await deeds.duties('会计基础检查')).find((one) => one.dueOn === '2026-07-10').state).toBe('discharged');
  });

  test('a receipt number that is neither used, void nor in stock opens a check and stops the book (ICF-03.2d)', async () => {
    office.at('2026-07-03');
    const { number } = await deeds.done('周静', 'issue-receipt-book', { name: '收据', first: 1, last: 100, holderId: deeds.id('罗成') });
    expect(await deeds.refused('周静', 'issue-receipt-book', { name: '收据', first: 100, last: 150, holderId: deeds.id('罗成') })).toBe('issued-already');
    const account = { number, used: [{ first: 1, last: 97 }], void: [{ first: 98, last: 99, reason: '填错' }] };
    const found = await deeds.done('周静', 'account-for-receipt-book', account);
    expect(found).toMatchObject({ missing: [100], notices: ['有缺号，本册停用并核查。'] });
    expect(await deeds.refused('周静', 'account-for-receipt-book', account)).toBe('stopped');
    const clean = await deeds.done('周静', 'issue-receipt-book', { name: '收据', first: 101, last: 102, holderId: deeds.id('罗成') });
    expect(
      (await deeds.done('周静', 'account-for-receipt-book', { number: clean.number, used: [{ first: 101, last: 101 }], inStock: [{ first: 102, last: 102 }] }))
        .missing,
    ).toEqual([]);
  });

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

  test('an accounting policy is a version with a day of its own (ICF-03.2h); a paid voucher is never changed', async () => {
    office.at('2026-07-06');
    const policy = {
      chart: '政府会计科目',
      basis: '收付实现制与权责发生制',
      depreciation: '年限平均',
      recognition: '到账',
      closing: '每月末',
      correction: '红字冲销',
      from: '2026-08-01',
      approval: '局务会纪要5号',
    };
    expect((await deeds.done('周静', 'adopt-accounting-policy', policy)).version).toBe(1);
    expect(await deeds.refused('周静', 'adopt-accounting-policy', policy)).toBe('backdated');
    expect((await deeds.done('周静', 'adopt-accounting-policy', { ...policy, from: '2027-01-01' })).version).toBe(2);
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
  const resolve = async (matterId: number) => {
    const general = await office.as('冯涛');
    const { body } = await general.get(`/api/matters/${matterId}`);
    const present = ['李国栋', '王建华', '赵敏', '陈立', '孙丽'].map((name) => deeds.id(name));
    return general.post(`/api/matters/${matterId}/resolve`, {
      version: body.version,
      resolution: { body: '局务会', metOn: '2026-08-03', item: body.title, agreed: true, amount: body.amount, minutesReference: '局务会纪要6号', present },
    });
  };

  test('a budget rests on fresh base sheets and is decided by the meeting, not by the head alone (ICF-03.4b, ICF-03.2o)', async () => {
    office.at('2026-08-03');
    const finance = await office.as('周静');
    const short = await finance.post('/api/matters', budget(150_000));
    expect(short.body.refused.code).toBe('ICF-03.4b');
    for (const sheet of ['人员', '编制', '资产', '车辆', '项目', '上年执行', '结转'])
      await deeds.done('周静', 'confirm-base-sheet', { year: 2026, sheet, figures: '核对无误' });
    const { body } = await ok(finance.post('/api/matters', budget(150_000)));
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
    expect((await ask(10_000)).status).toBe(200);
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
    const { number } = await deeds.done('赵敏', 'open-audit', engagement({ sort: '外部审计', scope: '经济责任审计' }));
    await deeds.done('陶然', 'add-audit-finding', {
      number,
      gravity: '较大',
      facts: '超范围审批',
      measure: '整改',
      ownerId: deeds.id('李国栋'),
      dueOn: '2026-12-01',
    });
    const reported = await deeds.done('陶然', 'report-audit', { number });
    expect(reported).toMatchObject({ toSuperior: true, nextDueOn: '2029-09-02' });
    expect(reported.told).not.toContain('局长');
  });
});

describe('environment', () => {
  test('what an authority asks is answered by its day on the document sent (ICF-03.1a)', async () => {
    office.at('2026-09-03');
    const { number } = await deeds.done('冯涛', 'register-external-request', {
      authority: '县审计局',
      subject: '整改情况',
      letter: '审函〔2026〕8号',
      dueOn: '2026-09-20',
      ownerId: deeds.id('周静'),
    });
    expect(await deeds.refused('冯涛', 'answer-external-request', { number, document: await deeds.proof('冯涛'), sentOn: '2026-09-03' })).toBe('not-owner');
    expect((await deeds.duties('外部来文答复'))[0]).toMatchObject({ state: 'open', dueOn: '2026-09-20' });
    await deeds.done('周静', 'answer-external-request', { number, document: await deeds.proof('周静'), sentOn: '2026-09-03' });
    expect((await deeds.duties('外部来文答复'))[0].state).toBe('discharged');
  });

  test('the group has members of several sections (ICF-03.1b); a changed law opens a review of every regulation that names it (ICF-03.1c)', async () => {
    office.at('2026-09-03');
    expect(await deeds.refused('冯涛', 'name-control-member', { personId: deeds.id('彭涛'), task: '人员', from: '2026-09-03' })).toBe('not-your-post');
    for (const name of ['彭涛', '周静', '冯涛', '赵敏'])
      await deeds.done('李国栋', 'name-control-member', { personId: deeds.id(name), task: '内控', from: '2026-09-03' });
    expect(await deeds.register('沈明', 'control-member')).toHaveLength(4);
    expect((await deeds.done('周静', 'note-law-change', { law: '会计法', effective: '2026-10-01', change: '修订' })).regulations).toEqual(
      expect.arrayContaining(['财务财物管理制度', '机关事业单位经费管理内控制度']),
    );
    expect((await deeds.duties('依据复核'))[0]).toMatchObject({ dueOn: '2026-10-31', owner: '财务股' });
  });

  test('every section is evaluated once a year from outside it (ICF-03.3b)', async () => {
    await deeds.daily('2026-09-04');
    const departments = (await (await office.as('谢芸')).get('/api/departments')).body;
    const of = (name: string): number => departments.find((one: { name: string }) => one.name === name).departmentId;
    expect(await deeds.refused('谢芸', 'evaluate-department', { departmentId: of('政工人事股'), year: 2026, score: 90, comment: '良好' })).toBe('ICF-03.3b');
    await deeds.done('谢芸', 'evaluate-department', { departmentId: of('文化股'), year: 2026, score: 90, comment: '良好' });
    const open = (await deeds.duties('内控评价')).filter((one) => one.state === 'open').map((one) => one.occasion);
    expect(open).not.toContain(`department/${of('文化股')}/2026`);
    expect(open).toContain(`department/${of('政工人事股')}/2026`);
  });

  test('declarations and learning are asked of everybody, the leaders by name like the rest (ICF-02.3h, ICF-03.3c)', async () => {
    await deeds.daily('2027-01-04');
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
    const again = textsOf((await (await office.as('李国栋')).get('/api/control/annual-report?year=2026&format=docx')).body);
    expect(again[again.indexOf('被拒绝的办理') + 1]).toBe(`${refusedBefore + 1}次`);
    const pdf = await leader.get('/api/control/annual-report?year=2026&format=pdf');
    expect(pdf.body.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await (await office.as('沈明')).get('/api/control/annual-report?year=2026')).status).toBe(404);
    const law = (await ok(leader.get('/api/regulations/机关事业单位经费管理内控制度'))).body;
    expect(law.clauseList.find((one: { id: string }) => one.id === 'ICF-03.5')).toMatchObject({ shown: '原文缺正文，在覆盖报告中列出。' });
  });
});
