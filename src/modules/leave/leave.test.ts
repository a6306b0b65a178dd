import { afterAll, beforeAll, expect, test } from 'vitest';
import { deedsOf, type Deeds } from '../../../test/deeds.ts';
import { newVersion, publishVersion } from '../../../test/new-versions.ts';
import { openTestOffice, type Answer, type Person, type TestOffice } from '../../../test/office.ts';

let office: TestOffice;
let deeds: Deeds;
beforeAll(async () => {
  office = await openTestOffice();
  deeds = deedsOf(office);
  office.at('2026-05-06');
  const personnel = await office.as('彭涛');
  const record = (name: string, firstWorkingDay: string) =>
    personnel.post('/api/verbs/record-service', { personId: office.culture.people.get(name), firstWorkingDay, basis: '人事档案' });
  for (const [name, day] of [
    ['韩梅', '2018-07-01'],
    ['沈明', '2010-07-01'],
    ['陈立', '2000-07-01'],
    ['王建华', '1998-07-01'],
    ['杨帆', '2016-05-20'],
  ] as const)
    expect((await record(name, day)).status).toBe(200);
});
afterAll(() => office.close());

const form = (from: string, until: string, more: object = {}): object => ({ from, fromHalf: '上午', until, untilHalf: '下午', reason: '家中有事', ...more });
async function ask(name: string, kind: string, asked: object, files: readonly object[] = []): Promise<Answer> {
  return (await office.as(name)).post('/api/matters', { kind, form: asked, linkedMatterId: null, files, submit: true });
}
const route = (answer: Answer): readonly string[] =>
  answer.body.route.filter((step: { act: string }) => step.act !== '知会').map((step: { post: string }) => step.post);
async function pdf(person: Person): Promise<string> {
  return (await person.upload('证明.pdf', Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF'))).body.digest;
}
/** A leave with every consent and the registration. */
async function granted(name: string, kind: string, asked: object, signers: readonly string[]): Promise<number> {
  const made = await ask(name, kind, asked);
  if (made.status !== 200) throw new Error(JSON.stringify(made.body));
  for (const signer of signers) expect((await deeds.sign(signer, made.body.matterId)).status).toBe(200);
  expect((await deeds.deed('冯涛', 'register-leave', { matterId: made.body.matterId })).status).toBe(200);
  return made.body.matterId;
}

test('leave of a day goes to the section’s leader, of more to the deputy too, of more than two days to the 局长; 2.5 days stand in no band and go the stricter way (ATT-04c)', async () => {
  office.at('2026-05-06');
  const asked = (until: string, untilHalf: string): Promise<Answer> => ask('沈明', 'annual-leave', form('2026-05-11', until, { untilHalf }));
  const tried = async (until: string, untilHalf: string): Promise<Answer> => {
    const answer = await asked(until, untilHalf);
    await (await office.as('沈明')).post(`/api/matters/${answer.body.matterId}/withdraw`, { version: answer.body.version, reason: '改期' });
    return answer;
  };
  expect(route(await tried('2026-05-11', '下午'))).toEqual(['分管领导']);
  expect(route(await tried('2026-05-12', '上午'))).toEqual(['分管领导', '常务副局长']);
  expect(route(await tried('2026-05-12', '下午'))).toEqual(['分管领导', '常务副局长']);
  const between = await tried('2026-05-13', '上午');
  expect(route(between)).toEqual(['分管领导', '常务副局长', '局长']);
  expect(between.body.decision.notices.map((one: { sentence: string }) => one.sentence)).toContain('超过2天不满3天，原文没有对应的一档，从严报局长同意。');
  expect(between.body.worksheet.rows.map((one: { cells: string[] }) => one.cells)).toEqual([
    ['本次请假', '2.5天'],
    ['2026年应休公休假', '10天'],
    ['2026年已休、在办', '0天、0天'],
    ['2026年余额', '10天'],
  ]);
  expect(route(await tried('2026-05-13', '下午'))).toEqual(['分管领导', '常务副局长', '局长']);
});

test('leaves that touch are added up for the route; rest days between do not keep them apart (ATT-04c)', async () => {
  office.at('2026-05-06');
  // Mon 18 May is a working day, so is Fri 15; the weekend lies between.
  const friday = await ask('韩梅', 'annual-leave', form('2026-05-14', '2026-05-15'));
  expect(route(friday)).toEqual(['常务副局长']); // her section's leader is the deputy: he signs once
  const monday = await ask('韩梅', 'annual-leave', form('2026-05-18', '2026-05-18'));
  expect(route(monday)).toEqual(['常务副局长', '局长']);
  expect(monday.body.worksheet.rows[1].cells).toEqual(['与前后相连的请假合计', '3天']);
  const apart = await ask('韩梅', 'annual-leave', form('2026-05-20', '2026-05-20'));
  expect(route(apart)).toEqual(['分管领导']);
  for (const { body } of [friday, monday, apart])
    await (await office.as('韩梅')).post(`/api/matters/${body.matterId}/withdraw`, { version: body.version, reason: '不休了' });
});

test('a leader’s leave is consented to by the 局长, the deputy’s by him alone, the 局长’s own by the county in writing (ATT-04d)', async () => {
  office.at('2026-05-06');
  expect(route(await ask('孙丽', 'leave', form('2026-05-21', '2026-05-21', { leaveKind: '事假' })))).toEqual(['局长']);
  expect(route(await ask('孙丽', 'leave', form('2026-05-26', '2026-05-27', { leaveKind: '事假' })))).toEqual(['常务副局长', '局长']);
  expect(route(await ask('王建华', 'leave', form('2026-05-26', '2026-05-28', { leaveKind: '事假' })))).toEqual(['局长']);
  const bare = await ask('李国栋', 'leave', form('2026-05-26', '2026-05-26', { leaveKind: '事假' }));
  expect(bare.body.refused).toMatchObject({ code: 'evidence:上级同意材料', clause: { id: 'ATT-04d' } });
  const head = await office.as('李国栋');
  expect(
    (
      await ask('李国栋', 'leave', form('2026-05-26', '2026-05-26', { leaveKind: '事假' }), [
        { evidence: '上级同意材料', digest: await pdf(head), name: '同意.pdf' },
      ])
    ).body.state,
  ).toBe('approved');
});

test('annual leave follows the years of work, and no more is given than is left (ATT-05a)', async () => {
  office.at('2026-05-06');
  const unknown = await ask('罗成', 'annual-leave', form('2026-06-08', '2026-06-08'));
  expect(unknown.body.refused).toMatchObject({ code: 'ATT-05a', sentence: expect.stringContaining('政工人事股') });
  const balance = async (): Promise<{ days: number; balance: number }> => (await (await office.as('杨帆')).get('/api/leave/balance')).body.annual;
  expect(await balance()).toMatchObject({ days: 5, balance: 5 });
  office.at('2026-06-01');
  expect(await balance()).toMatchObject({ days: 10, balance: 10 });
  await granted('杨帆', 'annual-leave', form('2026-06-08', '2026-06-13'), ['陈立', '王建华', '李国栋']);
  expect(await balance()).toMatchObject({ used: 5, balance: 5 });
  // Wed 30 September to Fri 9 October: the holiday inside does not count, Sat 10 October is a working day.
  const long = await ask('杨帆', 'annual-leave', form('2026-09-30', '2026-10-09'));
  expect(long.body.worksheet.rows[0].cells).toEqual(['本次请假', '3天']);
  expect((await ask('杨帆', 'annual-leave', form('2026-11-02', '2026-11-04'))).body.refused).toMatchObject({ code: 'ATT-05a' });
  expect((await ask('杨帆', 'annual-leave', form('2026-11-02', '2026-11-03'))).status).toBe(200);
});

test('only what the office has registered is leave, and the same half day is not asked for twice (ATT-04a)', async () => {
  office.at('2026-05-06');
  const made = await ask('秦岚', 'leave', form('2026-05-11', '2026-05-11', { leaveKind: '事假' }));
  const { matterId } = made.body;
  expect((await deeds.deed('冯涛', 'register-leave', { matterId })).body.refused).toMatchObject({ code: 'not-approved' });
  expect((await (await office.as('冯涛')).get(`/api/matters/${matterId}`)).body.may).toMatchObject({ 'register-leave': { code: 'not-approved' } });
  expect((await ask('秦岚', 'leave', form('2026-05-11', '2026-05-12', { fromHalf: '下午', leaveKind: '事假' }))).body.refused).toMatchObject({
    code: 'ATT-04a',
  });
  expect((await ask('秦岚', 'leave', form('2026-05-16', '2026-05-17', { leaveKind: '事假' }))).body.refused).toMatchObject({
    code: 'ATT-04a',
    sentence: '所填期间没有工作日，不需要请假。',
  });
  await deeds.sign('王建华', matterId);
  expect((await (await office.as('冯涛')).get(`/api/matters/${matterId}`)).body.may).toMatchObject({
    'register-leave': true,
    'report-back': { code: 'not-yours' },
  });
  expect((await deeds.deed('秦岚', 'register-leave', { matterId })).body.refused).toMatchObject({ code: 'not-registrar' });
  expect((await deeds.deed('冯涛', 'register-leave', { matterId })).body.result).toMatchObject({ days: 1 });
  const own = (await (await office.as('秦岚')).get('/api/registers/leave')).body.rows;
  expect(own).toMatchObject([{ name: '秦岚', kind: '事假', from: '2026-05-11上午', until: '2026-05-11下午', days: 1, consents: '分管领导王建华' }]);
  const seen = (await (await office.as('秦岚')).get(`/api/matters/${matterId}`)).body;
  expect(seen.filled).toEqual([
    ['请假类别', '事假'],
    ['开始日期', '2026-05-11'],
    ['开始时段', '上午'],
    ['结束日期', '2026-05-11'],
    ['结束时段', '下午'],
    ['事由', '家中有事'],
  ]);
  const printed = await (await office.as('秦岚')).get(`/api/matters/${matterId}/print.pdf`);
  expect(printed.body.subarray(0, 4).toString()).toBe('%PDF');
});

test('personal leave begun before the consent counts from the consent, the rest once it is accepted; sick leave of the first day counts whole (ATT-04a)', async () => {
  office.at('2026-05-19', '07:40');
  const late = await ask('白雪', 'leave', form('2026-05-19', '2026-05-19', { leaveKind: '事假' }));
  expect(late.body.decision.notices).toHaveLength(1); // holds a post and names no cover
  office.at('2026-05-19', '11:00');
  await deeds.sign('孙丽', late.body.matterId);
  expect((await deeds.deed('冯涛', 'register-leave', { matterId: late.body.matterId })).status).toBe(200);
  const line = async (name: string): Promise<object> => (await (await office.as(name)).get('/api/registers/leave')).body.rows[0];
  expect(await line('白雪')).toMatchObject({ days: 1, waiting: 0.5 });
  expect((await deeds.deed('冯涛', 'accept-leave', { matterId: late.body.matterId, reason: '家中急事' })).body.refused).toMatchObject({ code: 'not-acceptor' });
  expect((await deeds.deed('孙丽', 'accept-leave', { matterId: late.body.matterId, reason: '家中急事，已电话报告' })).status).toBe(200);
  expect(await line('白雪')).toMatchObject({ waiting: 0 });

  const ill = form('2026-05-19', '2026-05-19', { leaveKind: '病假', reason: '发烧' });
  expect((await ask('邱实', 'leave', ill)).body.refused).toMatchObject({ code: 'evidence:诊断证明' });
  const sick = await ask('邱实', 'leave', { ...ill, until: '2026-05-20', documentLater: true });
  for (const name of ['孙丽', '王建华']) await deeds.sign(name, sick.body.matterId);
  await deeds.deed('冯涛', 'register-leave', { matterId: sick.body.matterId });
  expect(await line('邱实')).toMatchObject({ kind: '病假', waiting: 0 });
  expect(
    (await (await office.as('邱实')).get('/api/obligations?scope=mine')).body.rows.map((one: { duty: string; dueOn: string }) => [one.duty, one.dueOn]),
  ).toEqual([
    ['销假', '2026-05-21'],
    ['补交病假证明', '2026-05-26'],
  ]);
});

test('a leader on leave for 2.5 days is stood in for: the cover approves another’s payment in his place, until he reports back (ATT-04a, ATT-04b)', async () => {
  office.at('2026-06-15');
  const asked = await ask('王建华', 'annual-leave', form('2026-06-16', '2026-06-18', { untilHalf: '上午', coverPersonId: deeds.id('陈立') }));
  expect(route(asked)).toEqual(['局长']);
  expect((await deeds.sign('李国栋', asked.body.matterId)).body.state).toBe('approved');
  await deeds.deed('冯涛', 'register-leave', { matterId: asked.body.matterId });

  office.at('2026-06-16', '10:00');
  const request = { purpose: '展板', category: '印刷费', payee: '示范县文印商贸有限公司', amount: 120_000, paymentMethod: '公务卡', plannedOn: '2026-06-20' };
  const pay = await (await office.as('沈明')).post('/api/matters', { kind: 'spending-request', form: request, linkedMatterId: null, files: [], submit: true });
  expect((await deeds.sign('陈立', pay.body.matterId)).body.state).toBe('approved');
  const seen = (await (await office.as('沈明')).get(`/api/matters/${pay.body.matterId}`)).body;
  expect((await (await office.as('李国栋')).get(`/api/matters/${asked.body.matterId}`)).body.filled).toContainEqual(['代理人', '陈立']);
  expect(seen.route[0]).toMatchObject({ askedPost: '分管财务领导', coverFor: '王建华', actedBy: { name: '陈立' } });
  expect((await (await office.as('沈明')).get(`/api/matters/${pay.body.matterId}/print.pdf`)).body.subarray(0, 4).toString()).toBe('%PDF');
  expect(
    (await (await office.as('沈明')).get('/api/agenda?from=2026-06-16&until=2026-06-19')).body.filter((one: { name: string }) => one.name === '王建华'),
  ).toMatchObject([{ sort: '休假', title: '休假' }]);

  office.at('2026-06-17', '08:00');
  expect((await deeds.deed('冯涛', 'confirm-return', { matterId: asked.body.matterId })).body.refused).toMatchObject({ code: 'not-returned' });
  const may = async (name: string, verb: string): Promise<unknown> => (await (await office.as(name)).get(`/api/matters/${asked.body.matterId}`)).body.may[verb];
  expect([await may('王建华', 'report-back'), await may('冯涛', 'confirm-return')]).toMatchObject([true, { code: 'not-returned' }]);
  const back = await deeds.deed('王建华', 'report-back', { matterId: asked.body.matterId, backOn: '2026-06-17', backHalf: '上午' });
  expect([await may('王建华', 'report-back'), await may('冯涛', 'confirm-return')]).toMatchObject([{ code: 'done-already', sentence: '已经销假。' }, true]);
  expect(back.body.result).toMatchObject({ late: false, days: 1 });
  expect((await (await office.as('王建华')).get('/api/obligations?scope=mine')).body.rows).toEqual([]);
  expect((await (await office.as('王建华')).get('/api/leave/balance')).body.annual).toMatchObject({ days: 15, used: 1, balance: 14 });
  expect((await deeds.deed('冯涛', 'confirm-return', { matterId: asked.body.matterId })).status).toBe(200);
  expect(await may('冯涛', 'confirm-return')).toMatchObject({ code: 'done-already' });
  const next = await (
    await office.as('沈明')
  ).post('/api/matters', { kind: 'spending-request', form: { ...request, purpose: '横幅' }, linkedMatterId: null, files: [], submit: true });
  expect((await (await office.as('陈立')).get(`/api/matters/${next.body.matterId}`)).status).toBe(404);
  expect((await deeds.sign('王建华', next.body.matterId)).body.state).toBe('approved');
});

test('reporting back falls due on the first working day after the leave, and a late return is flagged (ATT-04b)', async () => {
  office.at('2026-07-01');
  const due = async (name: string): Promise<readonly string[]> =>
    (await (await office.as(name)).get('/api/obligations?scope=mine')).body.rows
      .filter((one: { duty: string }) => one.duty === '销假')
      .map((one: { dueOn: string }) => one.dueOn);
  const matterId = await granted('吴芳', 'leave', form('2026-07-10', '2026-07-10', { leaveKind: '事假' }), ['王建华']);
  expect(await due('吴芳')).toEqual(['2026-07-13']);
  office.at('2026-07-15');
  expect((await deeds.deed('周静', 'report-back', { matterId, backOn: '2026-07-15' })).body.refused).toMatchObject({ code: 'not-yours' });
  expect((await deeds.deed('吴芳', 'report-back', { matterId, backOn: '2026-07-16' })).body.refused).toMatchObject({ code: 'future' });
  expect((await deeds.deed('吴芳', 'report-back', { matterId, backOn: '2026-07-15' })).body.result).toMatchObject({ late: true });
  expect((await (await office.as('吴芳')).get('/api/registers/leave-return')).body.rows).toMatchObject([
    { name: '吴芳', late: '逾期', dueOn: '2026-07-13', confirmedBy: null },
  ]);
  expect((await (await office.as('王建华')).get('/api/notices')).body.rows[0].sentence).toContain('逾期销假');
});

test('twenty days of personal leave with pay cost the year’s annual leave; what has been taken goes to 政工人事股 (ATT-05c)', async () => {
  office.at('2026-07-01');
  await granted('沈明', 'annual-leave', form('2026-07-06', '2026-07-06'), ['孙丽']);
  await granted('沈明', 'leave', form('2026-08-03', '2026-08-27', { leaveKind: '事假' }), ['孙丽', '王建华', '李国栋']); // 19 days
  const annual = async (): Promise<object> => (await (await office.as('沈明')).get('/api/leave/balance')).body.annual;
  expect(await annual()).toMatchObject({ personalPaid: 19, entitled: true, balance: 9 });
  const waiting = await ask('沈明', 'annual-leave', form('2026-10-20', '2026-10-20'));
  await granted('沈明', 'leave', form('2026-09-02', '2026-09-02', { leaveKind: '事假' }), ['孙丽']);
  expect(await annual()).toMatchObject({ personalPaid: 20, entitled: false, balance: 0 });
  expect((await ask('沈明', 'annual-leave', form('2026-11-10', '2026-11-10'))).body.refused).toMatchObject({ code: 'ATT-05c' });
  await deeds.sign('孙丽', waiting.body.matterId);
  expect((await deeds.deed('冯涛', 'register-leave', { matterId: waiting.body.matterId })).body.refused).toMatchObject({ code: 'not-entitled' });
  expect((await (await office.as('彭涛')).get('/api/obligations?scope=mine')).body.rows.map((one: { duty: string }) => one.duty)).toContain('已休公休假处理');
});

test('a deduction is worked out against the office’s standard only, and made once 政工人事股 and 财务股 both confirm; deducted days no longer cost the annual leave (ATT-05d, ATT-05c)', async () => {
  office.at('2026-09-10');
  const propose = (name: string): Promise<Answer> =>
    deeds.deed(name, 'propose-deduction', { personId: deeds.id('沈明'), year: 2026, kinds: ['事假'], dailyPay: 15_000 });
  expect(await propose('彭涛')).toMatchObject({ status: 400, body: { failure: { sentence: expect.stringContaining('尚未设定“扣发起算天数”') } } });
  const drafter = await office.as('冯涛');
  const submitted = await newVersion(drafter, '考勤管理制度', { '扣发起算天数: ~, 扣发比例: ~': '扣发起算天数: 17天, 扣发比例: 100%' }, '2026-09-12');
  await publishVersion({ drafter, publisher: await office.as('李国栋') }, submitted);
  office.at('2026-09-14');
  expect((await propose('吴芳')).body.refused).toMatchObject({ code: 'not-personnel' });
  const proposed = (await propose('彭涛')).body.result;
  expect(proposed).toMatchObject({ daysBeyond: 3, amount: 45_000 });
  expect((await propose('彭涛')).body.refused).toMatchObject({ code: 'proposed-already' });
  const annual = async (): Promise<object> => (await (await office.as('沈明')).get('/api/leave/balance')).body.annual;
  expect(await annual()).toMatchObject({ personalPaid: 20, entitled: false });
  expect((await deeds.deed('谢芸', 'confirm-deduction', { deductionId: proposed.deductionId })).body.refused).toMatchObject({ code: 'not-finance' });
  expect((await deeds.deed('周静', 'confirm-deduction', { deductionId: proposed.deductionId })).status).toBe(200);
  expect(await annual()).toMatchObject({ personalPaid: 17, entitled: true });
});

test('the yearly table lists everybody and warns where a section would be empty (ATT-05b)', async () => {
  office.at('2026-01-20');
  const lines = ['王建华', '陈立', '沈明', '韩梅', '杨帆'].map((name) => ({
    personId: deeds.id(name),
    planned: [] as object[],
    coverPersonId: null as number | null,
  }));
  expect((await deeds.deed('谢芸', 'plan-leave', { year: 2026, lines: lines.slice(1) })).body.refused).toMatchObject({
    code: 'incomplete',
    sentence: expect.stringContaining('王建华'),
  });
  const with5 = lines.map((line) =>
    [deeds.id('王建华'), deeds.id('陈立')].includes(line.personId)
      ? { ...line, planned: [{ from: '2026-08-10', until: '2026-08-14' }], coverPersonId: line.personId === deeds.id('王建华') ? deeds.id('陈立') : null }
      : line,
  );
  const signed = await deeds.deed('谢芸', 'plan-leave', { year: 2026, lines: with5 });
  expect(signed.body.result.warnings).toEqual(['王建华与代理人陈立自2026-08-10起同时休假。']);
  const crowd = lines.map((line) => ([deeds.id('韩梅')].includes(line.personId) ? { ...line, planned: [{ from: '2026-08-10', until: '2026-08-12' }] } : line));
  const both = [...crowd, { personId: deeds.id('秦岚'), planned: [], coverPersonId: null }];
  expect((await deeds.deed('谢芸', 'plan-leave', { year: 2026, lines: both })).body.result.warnings).toEqual([]);
  expect(
    (
      await deeds.deed('谢芸', 'plan-leave', {
        year: 2026,
        lines: crowd.map((line) => (line.personId === deeds.id('韩梅') ? { ...line, planned: [{ from: '2026-08-10', until: '2026-08-17' }] } : line)),
      })
    ).body.refused,
  ).toMatchObject({ code: 'beyond-entitlement' });
});
