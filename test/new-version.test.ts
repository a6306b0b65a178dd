import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deedsOf, ok, type Deeds } from './deeds.ts';
import { newVersion, submitVersion, type Submitted } from './new-versions.ts';
import { openTestOffice, type Answer, type TestOffice } from './office.ts';
import { receptionDesk } from './reception-desk.ts';

const FINANCE = '财务财物管理制度';
const RECEPTION = '公务接待管理制度';
const ORIGINAL = Buffer.from('%PDF-1.7\n1 0 obj\n<< /Title (3) >>\nendobj\ntrailer\n<<>>\n%%EOF');

let office: TestOffice;
let deeds: Deeds;
const desk = receptionDesk(() => office);
beforeAll(async () => {
  office = await openTestOffice();
  deeds = deedsOf(office);
  await desk.prepare();
  office.at('2026-03-02');
});
afterAll(() => office.close());

/** 5000元 becomes 6000元, a report is due a day later; one clause is new, one is gone. */
const FINANCE_WORDS = {
  '金额: "[5000元, 20000元)" }\n            原文: { 金额: "[5000元, 20000元]" }':
    '金额: "[6000元, 20000元)" }\n            原文: { 金额: "[6000元, 20000元]" }',
  '支出批准: { 命中: 唯一, 范围: { 金额: "[5000元, )" } }': '支出批准: { 命中: 唯一, 范围: { 金额: "[6000元, )" } }',
  '周期: { 触发: 支出日, 期限: 2日 }': '周期: { 触发: 支出日, 期限: 3日 }',
  '  - 编号: FIN-08\n    条: 八': '  - 编号: FIN-09\n    条: 九',
};
const RECEPTION_WORDS = {
  '期限: 10个工作日, 提醒: [第5个工作日, 第9个工作日]': '期限: 5个工作日, 提醒: [第3个工作日]',
  '处级及以下餐标: 60元 } }': '处级及以下餐标: 50元 } }',
};

let written: Submitted;
let draftId: number;

test('a version is handed in with the issued document, its issuer, number and day; without any of them it is refused', async () => {
  const drafter = await office.as('冯涛');
  written = { ...(await newVersion(drafter, FINANCE, FINANCE_WORDS)), original: (await ok(drafter.upload('印发稿.pdf', ORIGINAL))).body.digest };
  const told = async (more: Partial<Submitted>): Promise<string> => {
    const { status, body } = await submitVersion(drafter, { ...written, ...more });
    expect([400, 422]).toContain(status);
    return JSON.stringify(body);
  };
  expect(await told({ original: '' })).toContain('请上传文件');
  expect(await told({ original: 'ab'.repeat(32) })).toContain('附件“制度原件”没有上传成功');
  expect(await told({ issuer: '  ' })).toContain('请填写发文机关');
  expect(await told({ documentNumber: '' })).toContain('请填写文号');
  expect(await told({ issuedOn: '' })).toContain('日期格式应为2026-03-02');
  expect(await told({ issuedOn: '2026-03-03' })).toContain('成文日期2026-03-03晚于今天');
  expect((await drafter.get('/api/regulations/drafts')).body).toEqual([]);
  draftId = (await ok(submitVersion(drafter, { ...written, issuedOn: '2026-03-02' }))).body.draftId;
});

test('the comparison lists exactly the clauses that are changed, new or gone', async () => {
  const { changes } = (await ok((await office.as('李国栋')).get(`/api/regulations/drafts/${draftId}`))).body;
  const inWords = ({ id, before, after }: { id: string; before: object | null; after: object | null }): string =>
    `${id} ${before === null ? '新增' : after === null ? '废止' : '改动'}`;
  expect(changes.map(inWords)).toEqual(['FIN-02g 改动', 'FIN-02i 改动', 'FIN-09 新增', 'FIN-08 废止']);
});

test('who handed a version in does not publish it, not even covering for the head; another’s he does', async () => {
  const head = await office.as('李国栋');
  await ok(
    head.post('/api/covers', {
      post: '局长',
      absentPersonId: deeds.id('李国栋'),
      coverPersonId: deeds.id('冯涛'),
      from: '2026-03-02',
      until: '2026-03-09',
      reason: '外出学习',
    }),
  );
  const covering = await office.as('冯涛');
  expect((await covering.get(`/api/regulations/drafts/${draftId}`)).body.may).toMatchObject({ publish: { code: 'own-draft' }, reject: true });
  expect((await covering.post(`/api/regulations/drafts/${draftId}/publish`)).body.refused).toMatchObject({
    code: 'own-draft',
    sentence: '制度由两人发布，提交人不能发布自己提交的版本。',
  });
  const colleague = await office.as('蒋雪');
  const other = (await ok(submitVersion(colleague, { ...(await newVersion(colleague, RECEPTION, RECEPTION_WORDS)), documentNumber: '文旅发〔2026〕4号' }))).body
    .draftId;
  await ok(covering.post(`/api/regulations/drafts/${other}/publish`));
  office.at('2026-03-10');
  await ok((await office.as('李国栋')).post(`/api/regulations/drafts/${draftId}/publish`));
});

test('the law page tells of every version who issued it, when and under which number, and gives the document as it was uploaded', async () => {
  const clerk = await office.as('沈明');
  const { body } = await ok(clerk.get(`/api/regulations/${FINANCE}?version=2026-04-01`));
  const digest = createHash('sha256').update(ORIGINAL).digest('hex');
  const issue = {
    issuer: '示范县文化旅游广电体育局',
    documentNumber: '文旅发〔2026〕3号',
    issuedOn: '2026-03-02',
    original: { digest, name: '印发稿.pdf' },
    submittedBy: '冯涛',
    publishedBy: '李国栋',
  };
  expect(body.issue).toMatchObject(issue);
  expect(body.digest).toBe(createHash('sha256').update(written.text).digest('hex'));
  expect(body.versions).toMatchObject([
    { version: '2026-04-01', issue },
    { version: '2024-01-01', until: '2026-04-01', issue: null },
  ]);
  const original = await ok(clerk.get(`/api/regulations/${FINANCE}/original?version=2026-04-01`));
  expect(Buffer.from(original.body).equals(ORIGINAL)).toBe(true);
  expect((await clerk.get(`/api/regulations/${FINANCE}/original?version=2024-01-01`)).body.failure.sentence).toBe('这个版本没有留存制度原件。');
  expect((await clerk.get(`/api/regulations/${RECEPTION}`)).body.bases).toEqual([
    { name: '临澧县党政机关国内公务接待管理实施细则（临办发[2014]6号）', at: null },
  ]);
});

const request = async (amount: number, plannedOn: string): Promise<Answer> => {
  const form = { purpose: '展板', category: '印刷费', payee: `示范县文印商贸有限公司${amount}`, amount, paymentMethod: '公务卡', plannedOn };
  return ok((await office.as('沈明')).post('/api/matters', { kind: 'spending-request', form, linkedMatterId: null, files: [], submit: true }));
};
const posts = ({ body }: Answer): readonly string[] => body.route.map((step: { post: string }) => step.post);

test('a matter of before keeps its version after the new one is in force: its route, its limits, its due day', async () => {
  office.at('2026-03-30');
  const old = await request(550_000, '2026-03-31');
  const reception = await desk.agreed('2026-03-31', '2026-03-30');
  office.at('2026-04-01');
  const matter = (await ok((await office.as('沈明')).get(`/api/matters/${old.body.matterId}`))).body;
  expect(matter.decision.pack.version).toBe('2024-01-01');
  await ok(deeds.sign('王建华', old.body.matterId));
  expect((await ok(deeds.sign('李国栋', old.body.matterId))).body.state).toBe('approved');
  // ten working days from the last day of March, with the rest days of 清明 between
  expect((await deeds.duties('接待报销')).map((one) => [one.occasion, one.dueOn])).toEqual([[`matter/${reception.matterId}`, '2026-04-15']]);
  expect(await reckoned('2026-03-31', reception.matterId)).toEqual({ limit: 30_000, version: '2024-01-01' });
});

test('a fact is judged by the version of its own day, on either side of the change', async () => {
  office.at('2026-04-01');
  for (const businessClass of ['支出报销', '接待']) await deeds.done('周静', 'activate-procedure', { businessClass });
  expect(posts(await request(560_000, '2026-04-01'))).toEqual(['分管财务领导']);
  expect(posts(await request(600_000, '2026-04-01'))).toEqual(['分管财务领导', '局长']);
  const spent = async (spentOn: string): Promise<string> =>
    (
      await deeds.done('沈明', 'note-advance-spending', {
        purpose: `抢修漏水${spentOn}`,
        payee: '示范县水电维修部',
        amount: 80_000,
        spentOn,
        reason: '来不及先报',
      })
    ).dueOn;
  expect([await spent('2026-03-31'), await spent('2026-04-01')]).toEqual(['2026-04-02', '2026-04-04']);
  const reception = await desk.agreed('2026-04-02', '2026-04-01', { meals: [desk.meal('2026-04-02', 25_000)] });
  expect((await deeds.duties('接待报销')).find((one) => one.occasion === `matter/${reception.matterId}`)?.dueOn).toBe('2026-04-10');
  office.at('2026-04-03');
  expect(await reckoned('2026-04-02', reception.matterId)).toEqual({ limit: 25_000, version: '2026-04-01' });
});

/** What five people at table may cost on the list of a reception, and by which version. */
async function reckoned(day: string, linkedMatterId: number): Promise<{ readonly limit: number; readonly version: string }> {
  const clerk = await office.as('沈明');
  const { body } = await ok(
    clerk.post('/api/matter-kinds/reception-claim/preview', await desk.claimOf(clerk, { day, amount: 25_000, linked: linkedMatterId })),
  );
  const [row] = body.worksheet.rows;
  return { limit: row.cells[3], version: row.clause.version };
}
