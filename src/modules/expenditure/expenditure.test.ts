import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ok } from '../../../test/deeds.ts';
import { claimOf, request } from '../../../test/display-boards.ts';
import { clearForPost } from '../../../test/key-post.ts';
import { openTestOffice, type Answer, type TestOffice } from '../../../test/office.ts';
import { fund } from '../../../test/old-account.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
  await prepare();
});
afterAll(() => office.close());

const ACCOUNT = '6217000000000000001';
const STATIONS = '示范县站所管理局';

/** Money on the account and a designated purchaser, as an office has them before anybody files anything. */
async function prepare(): Promise<void> {
  office.at('2026-01-05');
  const finance = await office.as('周静');
  await fund(finance, { account: ACCOUNT, amount: 50_000_000, on: '2026-01-05' });
  const general = await office.as('冯涛');
  await ok(
    general.post('/api/verbs/designate-purchaser', { personId: office.culture.people.get('沈明'), designatedBy: '办公室', from: '2026-01-01', until: null }),
  );
}

async function sign(name: string, matterId: number, remark: string | null = null): Promise<Answer> {
  const person = await office.as(name);
  const { body } = await person.get(`/api/matters/${matterId}`);
  return person.post(`/api/matters/${matterId}/approve`, { version: body.version, remark });
}

const route = (body: Answer['body']): readonly string[] => body.route.map((step: { post: string; act: string }) => `${step.post}${step.act}`);

describe('12,300 yuan at the first office', () => {
  test('goes from the request over the signatures to the payment and into the register', async () => {
    office.at('2026-03-02');
    const clerk = await office.as('沈明');
    const asked = await ok(clerk.post('/api/matters', request(1_230_000)));
    expect(route(asked.body)).toEqual(['分管财务领导同意', '局长批准']);
    expect(asked.body.number).toBe('支审〔2026〕1号');

    expect((await sign('李国栋', asked.body.matterId)).body.refused).toMatchObject({ code: 'not-your-step' });
    await ok(sign('王建华', asked.body.matterId));
    const agreed = await ok(sign('李国栋', asked.body.matterId, '同意'));
    expect(agreed.body).toMatchObject({ state: 'approved', stateTitle: '已批准' });

    office.at('2026-03-13');
    const again = await office.as('沈明');
    const claimed = await ok(again.post('/api/matters', await claimOf(again, { amount: 1_230_000, linked: asked.body.matterId })));
    expect(route(claimed.body)).toEqual(['财务股确认', '纪检领导审核', '分管财务领导签批']);

    const { matterId } = claimed.body;
    const cashier = await office.as('周静');
    const early = await cashier.post('/api/verbs/pay', {
      matterId,
      version: claimed.body.version,
      method: '公务卡',
      reference: 'POS-0312',
      paidOn: '2026-03-13',
    });
    expect(early).toMatchObject({ status: 422, body: { refused: { code: 'wrong-state' } } });

    await ok(sign('吴芳', matterId));
    await ok(sign('赵敏', matterId));
    const approved = await ok(sign('王建华', matterId));
    expect(approved.body.state).toBe('approved');
    await ok(cashier.post('/api/verbs/pay', { matterId, version: approved.body.version, method: '公务卡', reference: 'POS-0312', paidOn: '2026-03-13' }));

    const register = await ok(cashier.get('/api/registers/voucher?amount.from=12300&amount.to=12300.00'));
    expect(register.body.rows).toMatchObject([{ number: '凭〔2026〕1号', amount: 1_230_000, matter: '报销〔2026〕1号' }]);
    const paper = await clerk.get(`/api/matters/${matterId}/print.pdf`);
    expect(paper.status).toBe(401); // nine days later the session of the second of March has ended
    const printed = await (await office.as('沈明')).get(`/api/matters/${matterId}/print.pdf`);
    expect(printed.body.subarray(0, 5).toString()).toBe('%PDF-');
  });
});

describe('bands', () => {
  test.each([
    [49_999, []],
    [50_000, ['分管财务领导同意']],
    [499_999, ['分管财务领导同意']],
    [500_000, ['分管财务领导同意', '局长批准']],
    [1_999_999, ['分管财务领导同意', '局长批准']],
    [2_000_000, ['分管财务领导同意', '局务会决定']],
  ])('%i fen asks %j', async (amount, steps) => {
    office.at('2026-03-03');
    const clerk = await office.as('韩梅');
    const asked = await ok(clerk.post('/api/matter-kinds/spending-request/preview', { form: request(amount).form }));
    expect(route(asked.body)).toEqual(steps);
  });

  test('20,000.00 waits for the meeting; the head’s hand is not enough', async () => {
    office.at('2026-03-04');
    const clerk = await office.as('韩梅');
    const asked = await ok(clerk.post('/api/matters', request(2_000_000)));
    expect(asked.body.decision.notices.map((one: { sentence: string }) => one.sentence).join()).toContain('20000元整');
    const { matterId } = asked.body;
    const first = await ok(sign('王建华', matterId));
    expect((await sign('李国栋', matterId)).body.refused).toMatchObject({ code: 'needs-resolution' });

    const recorder = await office.as('冯涛');
    const resolution = {
      body: '局务会',
      metOn: '2026-03-04',
      item: '研究展板制作经费',
      agreed: true,
      amount: 1_900_000,
      minutesReference: '局务会纪要〔2026〕5号',
      present: ['李国栋', '赵敏', '陈立'].map((name) => office.culture.people.get(name)),
    };
    const short = await recorder.post(`/api/matters/${matterId}/resolve`, { version: first.body.version, resolution });
    expect(short.body.refused).toMatchObject({ code: 'amount-not-agreed' });
    const done = await ok(recorder.post(`/api/matters/${matterId}/resolve`, { version: first.body.version, resolution: { ...resolution, amount: 2_000_000 } }));
    expect(done.body.state).toBe('approved');
  });

  test('the finance leader’s own request goes to the head', async () => {
    office.at('2026-03-04');
    const leader = await office.as('王建华');
    const asked = await ok(leader.post('/api/matters', request(120_000)));
    expect(route(asked.body)).toEqual(['局长同意']);
    expect(asked.body.route[0].reasons.join()).toContain('应当回避');
    expect((await sign('王建华', asked.body.matterId)).body.refused).toMatchObject({ code: 'own-business' });
    expect((await ok(sign('李国栋', asked.body.matterId))).body.state).toBe('approved');
  });
});

describe('claims', () => {
  test('cash of 499.99 passes, 500.00 is refused with its clause', async () => {
    office.at('2026-03-12', '10:00');
    const clerk = await office.as('沈明');
    const small = await claimOf(clerk, { amount: 49_999, linked: null, more: { paymentMethod: '现金', purpose: '复印' } });
    expect((await clerk.post('/api/matters', small)).status).toBe(200);
    const large = await claimOf(clerk, { amount: 50_000, linked: null, more: { paymentMethod: '现金', purpose: '装订' } });
    const refused = await clerk.post('/api/matters', large);
    expect(refused.status).toBe(422);
    expect(refused.body.refusals.map((one: { code: string }) => one.code)).toEqual(['FIN-01c', 'FIN-02f']);
  });

  test('the same invoice is used once, in whatever office', async () => {
    office.at('2026-03-12', '11:00');
    const clerk = await office.as('沈明');
    const number = '26532000000077770001';
    const first = await claimOf(clerk, { amount: 30_000, linked: null, number, more: { purpose: '海报' } });
    await ok(clerk.post('/api/matters', first));
    const second = await claimOf(clerk, { amount: 30_000, linked: null, number, more: { purpose: '另一张海报', spentOn: '2026-03-11' } });
    expect((await clerk.post('/api/matters', second)).body.refused).toMatchObject({ code: 'FIN-02h' });
  });

  test('who is not a designated purchaser needs a reason and a witness, who is asked first', async () => {
    office.at('2026-03-12', '12:00');
    const clerk = await office.as('韩梅');
    const bare = await clerk.post('/api/matters', await claimOf(clerk, { amount: 18_000, linked: null, more: { purpose: '导游图' } }));
    expect(bare.body.refusals.map((one: { code: string }) => one.code)).toEqual(['FIN-02d', 'FIN-02e']);
    const witnessed = await claimOf(clerk, {
      amount: 18_000,
      linked: null,
      more: { purpose: '导游图', specialReason: '活动现场急用', witnessId: office.culture.people.get('杨帆') },
    });
    const files = [...witnessed.files, ...witnessed.files.map((file) => ({ ...file, evidence: '原始凭证影像' }))];
    const filed = await ok(clerk.post('/api/matters', { ...witnessed, files }));
    expect(route(filed.body)[0]).toBe('证明人证明');
    expect((await ok(sign('杨帆', filed.body.matterId))).body.route[0].state).toBe('done');
  });
});

test('a step nobody may act on waits until somebody is named, and is never passed over (FIN-02h)', async () => {
  office.at('2026-03-16', '09:00');
  const security = await office.as('许强');
  const { body: posts } = await security.get('/api/posts');
  const held = posts.find((one: { post: string }) => one.post === '财务股').holdings.find((one: { name: string }) => one.name === '吴芳');
  await ok(security.post(`/api/holdings/${held.holdingId}/end`, { until: '2026-03-16' }));
  const clerk = await office.as('周静');
  const witness = { specialReason: '急用', witnessId: office.culture.people.get('冯涛') };
  const filed = await claimOf(clerk, { amount: 20_000, linked: null, more: { purpose: '财务档案盒', ...witness } });
  const files = [...filed.files, ...filed.files.map((file) => ({ ...file, evidence: '原始凭证影像' }))];
  const claimed = await ok(clerk.post('/api/matters', { ...filed, files }));
  const { matterId } = claimed.body;
  const stuck = await ok(sign('冯涛', matterId));
  expect(stuck.body.route[1]).toMatchObject({ post: '财务股', state: 'stuck' });
  const head = await office.as('李国栋');
  expect((await head.get('/api/obligations?scope=mine')).body.rows.map((one: { duty: string }) => one.duty)).toContain('落实岗位人选');
  expect((await head.post(`/api/matters/${matterId}/reopen`, { version: stuck.body.version })).body.refused).toMatchObject({ code: 'still-stuck' });
  await clearForPost(office, { post: '财务股', name: '吴芳', on: '2026-03-16' });
  await ok(security.post('/api/posts/财务股/give', { personId: office.culture.people.get('吴芳'), from: '2026-03-16' }));
  const opened = await ok(head.get(`/api/matters/${matterId}`));
  expect(opened.body.route[1].candidates).toMatchObject([{ name: '吴芳' }]);
  expect((await head.get('/api/obligations?scope=mine')).body.rows.map((one: { duty: string }) => one.duty)).not.toContain('落实岗位人选');
  await ok(sign('吴芳', matterId));
});

describe('the second office', () => {
  test('1,000.00 needs the meeting of the head, then the finance leader', async () => {
    office.at('2026-03-05');
    const clerk = await office.as('余波', office.stations);
    const asked = await ok(clerk.post('/api/matters', request(100_000)));
    expect(route(asked.body)).toEqual(['局长办公会议决定', '分管财务领导签批']);
    const just = await ok(clerk.post('/api/matter-kinds/spending-request/preview', { form: request(99_999).form }));
    expect(route(just.body)).toEqual(['局长同意', '分管财务领导签批']);
  });

  test('handler, witness and approver are three persons (FIN5-07), and a release lifts only what the clause lets be released', async () => {
    office.at('2026-03-05', '11:00');
    const clerk = await office.as('余波', office.stations);
    const asked = await ok(clerk.post('/api/matters', request(40_000)));
    const leader = await office.as('宋文', office.stations);
    await ok(leader.post(`/api/matters/${asked.body.matterId}/approve`, { version: asked.body.version, remark: null }));
    office.at('2026-03-13', '09:00');
    const again = await office.as('余波', office.stations);
    const linked = asked.body.matterId;
    const by = (name: string) => ({ witnessId: office.stations.people.get(name) });
    const good = await claimOf(again, { amount: 40_000, linked, more: by('宋文'), buyer: STATIONS });
    const seen = await again.post('/api/matters', good);
    expect(seen.body.refusals.map((one: { sentence: string }) => one.sentence)).toEqual(['经手、证明、审批须是不同的三个人，审批人不能又是经手人或者证明人。']);

    const slip = {
      ...good.form,
      ...by('叶青'),
      invoices: [{ issuerKind: '其他凭证', number: '', date: '2026-03-12', seller: good.form.payee, amount: 30_000 }],
    };
    const photo = (await again.upload('收据.pdf', Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF'))).body.digest;
    const draft = await ok(again.post('/api/matters', { ...good, submit: false, form: slip, files: [{ evidence: '发票', digest: photo, name: '收据.pdf' }] }));
    const { matterId } = draft.body;
    const wanted = await ok(again.post(`/api/matters/${matterId}/ask-release`, { version: draft.body.version, code: 'FIN5-07', reason: '山区摊点没有发票' }));
    const releaser = await office.as('宋文', office.stations);
    const open = await releaser.get(`/api/matters/${matterId}`);
    await ok(releaser.post(`/api/matters/${matterId}/release`, { version: open.body.version, code: 'FIN5-07', reason: '情况属实' }));
    const now = await again.get(`/api/matters/${matterId}`);
    const filed = await again.post(`/api/matters/${matterId}/submit`, { version: now.body.version });
    expect(wanted.status).toBe(200);
    expect(filed.body.refusals.map((one: { sentence: string }) => one.sentence)).toEqual(['发票合计金额不足以支持报销金额。']);
  });

  test('every expense of a unit shows what of its quota is used (FIN5-06a)', async () => {
    office.at('2026-03-05', '14:00');
    const clerk = await office.as('叶青', office.stations);
    const shown = async () => (await ok(clerk.post('/api/matter-kinds/spending-request/preview', { form: request(40_000).form }))).body;
    expect((await shown()).worksheet.rows[0].cells[3]).toBe('未设定额度');
    const quota = { year: 2026, departmentId: (await clerk.get('/api/session')).body.person.departmentId, amount: 3_600_000 };
    expect((await clerk.post('/api/verbs/set-unit-quota', quota)).body.refused).toMatchObject({ code: 'not-finance-staff' });
    await ok((await office.as('高洁', office.stations)).post('/api/verbs/set-unit-quota', quota));
    const { worksheet } = await shown();
    expect(worksheet).toMatchObject({ title: '河东所本年收支', rows: [{ cells: [0, 0, 3_600_000, '0.0%', 0], clause: { id: 'FIN5-06a' } }] });
  });

  test('a keyboard bought on one’s own is borne whole: the claim closes at zero and is never paid (FIN5-11b)', async () => {
    office.at('2026-03-13', '10:00');
    const clerk = await office.as('叶青', office.stations);
    const bought = { purpose: '自购键盘', category: '小件办公用品', payee: '示范县惠民超市', witnessId: office.stations.people.get('潘越') };
    const claimed = await ok(clerk.post('/api/matters', await claimOf(clerk, { amount: 8_500, linked: null, more: bought, buyer: STATIONS })));
    expect(claimed.body.decision.values).toMatchObject({ reimbursable: 0, personalShare: 8_500 });
    for (const name of ['潘越', '高洁']) {
      const person = await office.as(name, office.stations);
      const { body } = await person.get(`/api/matters/${claimed.body.matterId}`);
      await ok(person.post(`/api/matters/${claimed.body.matterId}/approve`, { version: body.version, remark: null }));
    }
    const { body } = await clerk.get(`/api/matters/${claimed.body.matterId}`);
    expect(body).toMatchObject({ state: 'closed' });
    const payment = { matterId: body.matterId, version: body.version, method: '银行转账', reference: '1', paidOn: '2026-03-13' };
    expect((await (await office.as('高洁', office.stations)).post('/api/verbs/pay', payment)).body.refused).toMatchObject({ code: 'wrong-state' });
  });

  test('does not see the matters of the first', async () => {
    office.at('2026-03-05');
    const stranger = await office.as('马志远', office.stations);
    const own = await office.as('沈明');
    const mine = await own.get('/api/matters?view=mine');
    expect(mine.body.rows.length).toBeGreaterThan(0);
    expect((await stranger.get(`/api/matters/${mine.body.rows[0].matterId}`)).status).toBe(404);
  });
});
