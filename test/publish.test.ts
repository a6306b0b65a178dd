import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestOffice, type Answer, type TestOffice } from './office.ts';

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF');
const TITLE = '财务财物管理制度';

let office: TestOffice;
let text: string;
let original: string;
beforeAll(async () => {
  office = await openTestOffice();
  office.at('2026-03-02');
  const drafter = await office.as('冯涛');
  const { body } = await drafter.get(`/api/regulations/${TITLE}/source.yaml?version=2024-01-01`);
  text = Buffer.from(body).toString('utf8').replace('版本: 2024-01-01', '版本: 2026-04-01').replace('施行: 2024-01-01', '施行: 2026-04-01');
  original = (await drafter.upload('新版.pdf', PDF)).body.digest;
});
afterAll(() => office.close());

const raised = (): string => text.replaceAll('[5000元, ', '[6000元, ');
const submit = async (of: string, who = '冯涛'): Promise<Answer> =>
  (await office.as(who)).post('/api/regulations/drafts', { text: of, issuer: '示范县文化旅游广电体育局', documentNumber: '文旅发〔2026〕3号', original });
const request = async (amount: number, plannedOn: string): Promise<Answer> => {
  const form = { purpose: '展板', category: '印刷费', payee: '示范县文印商贸有限公司', amount, paymentMethod: '公务卡', plannedOn };
  return (await office.as('沈明')).post('/api/matters', { kind: 'spending-request', form, linkedMatterId: null, files: [], submit: true });
};
const posts = ({ body }: Answer): readonly string[] => body.route.map((step: { post: string }) => step.post);

test('a version with a gap, of another office, retroactive or known is refused, with the line', async () => {
  expect((await submit(raised(), '沈明')).body.refused).toMatchObject({ code: 'not-drafter' });
  const gap = await submit(text.replace('[5000元, 20000元)', '[5000元, 19000元)'));
  expect(gap.body.refused).toMatchObject({ code: 'faulty', sentence: expect.stringMatching(/^第\d+行.*没有/) });
  expect((await submit(text.replace('金额:', '金頟:'))).body.refused).toMatchObject({ code: 'faulty' });
  expect((await submit(raised().replace('单位: 文旅局', '单位: 站所局'))).status).toBe(422);
  expect((await submit(raised().replace('施行: 2026-04-01', '施行: 2026-03-02'))).body.refused).toMatchObject({ code: 'too-early' });
  // what reviewed and approved in the version in force still does (ICF-03.2a, ICF-03.2s)
  const unreviewed = raised().replaceAll(
    /\{ 职务: 财务股, 动作: 确认, 本人: \[财务股\] \}, \{ 职务: 纪检领导, 动作: 审核, 本人: \[局长\], 同人: \[局长\] \}, /g,
    '',
  );
  expect((await submit(unreviewed)).body.refused).toMatchObject({
    code: 'faulty',
    sentence: expect.stringContaining('“报销审批”在2024-01-01版中有其他股室的审核、独立的复核，本版没有'),
  });
  expect((await submit(raised().replace('版本: 2026-04-01', '版本: 2024-01-01'))).body.refused).toMatchObject({ code: 'known-version' });
});

test('two people publish; before they do, each changed clause and each open matter it would touch is shown', async () => {
  const small = await request(550_000, '2026-03-03');
  const large = await request(800_000, '2026-03-03');
  expect(posts(small)).toEqual(['分管财务领导', '局长']);
  const { draftId } = (await submit(raised())).body;
  expect((await submit(raised())).body.refused).toMatchObject({ code: 'waiting' });
  const head = await office.as('李国栋');
  const page = (await head.get(`/api/regulations/drafts/${draftId}`)).body;
  expect(page.may).toEqual({ publish: true, reject: true });
  expect((await (await office.as('冯涛')).get(`/api/regulations/drafts/${draftId}`)).body.may.publish).toMatchObject({ code: 'not-publisher' });
  expect(page.changes.map((one: { id: string }) => one.id)).toContain('FIN-02i');
  expect(page.impact).toMatchObject([
    { matterId: small.body.matterId, changes: [expect.stringContaining('路径：分管财务领导同意、局长批准 → 分管财务领导同意')] },
  ]);
  expect(page.impact.some((one: { matterId: number }) => one.matterId === large.body.matterId)).toBe(false);
  expect((await (await office.as('冯涛')).post(`/api/regulations/drafts/${draftId}/publish`)).body.refused).toMatchObject({ code: 'not-publisher' });
  expect((await head.post(`/api/regulations/drafts/${draftId}/publish`)).status).toBe(200);
  expect((await head.post(`/api/regulations/drafts/${draftId}/publish`)).body.refused).toMatchObject({ code: 'decided-already' });
});

test('the page of a version that came with the program shows its cases under their clauses; one of the office itself has none', async () => {
  const clauses = async (version: string) =>
    (await (await office.as('沈明')).get(`/api/regulations/${TITLE}?version=${version}`)).body.clauseList as readonly {
      id: string;
      cases: readonly object[];
    }[];
  const casesOf = async (version: string, id: string) => (await clauses(version)).find((one) => one.id === id)?.cases;
  expect(await casesOf('2024-01-01', 'FIN-02i')).toContainEqual({
    clause: 'FIN-02i',
    name: '满5000元报局长批准',
    given: '事前审批，金额5000元，是否办公用品否，是否批量否，清单价格齐全否，三十日合计5000元',
    expected: '路径：分管财务领导 → 局长批准',
  });
  expect(await casesOf('2024-01-01', 'FIN-02g')).toContainEqual({
    clause: 'FIN-02g',
    name: '周一支出周三到期',
    given: '先支后报，事由发生于2026-03-09',
    expected: '2026-03-11到期',
  });
  expect((await clauses('2026-04-01')).flatMap((one) => one.cases)).toEqual([]);
});

test('facts are judged by the day of the fact, and matters already decided keep their version', async () => {
  expect(posts(await request(550_000, '2026-03-03'))).toEqual(['分管财务领导', '局长']);
  office.at('2026-04-01');
  // a class of business is open once its procedure has been put to use in the version of the day (ICF-02.1c)
  expect((await request(550_000, '2026-04-02')).body.refused).toMatchObject({ code: 'ICF-02.1c' });
  const finance = await office.as('周静');
  expect((await finance.get('/api/reports/business-classes?period=2026')).body.tables[0].rows).toContainEqual([
    '支出报销',
    '支出事前审批',
    '事前审批',
    `${TITLE}@2026-04-01`,
    '待启用',
    3,
  ]);
  expect((await finance.post('/api/verbs/activate-procedure', { businessClass: '支出报销' })).body.result.questions).toEqual(['事前审批', '报销审批']);
  expect(posts(await request(550_000, '2026-04-02'))).toEqual(['分管财务领导']);
  expect(posts(await request(600_000, '2026-04-02'))).toEqual(['分管财务领导', '局长']);
  const list = (await (await office.as('沈明')).get('/api/regulations')).body.filter((one: { title: string }) => one.title === TITLE);
  expect(list).toMatchObject([
    { version: '2026-04-01', inForce: true },
    { version: '2024-01-01', until: '2026-04-01', inForce: false },
  ]);
});

test('a version is sent back with a reason, and another may follow', async () => {
  const next = raised().replaceAll('2026-04-01', '2026-06-01');
  const { draftId } = (await submit(next)).body;
  const head = await office.as('李国栋');
  expect((await head.post(`/api/regulations/drafts/${draftId}/reject`, { reason: '与预算口径不一致' })).status).toBe(200);
  expect((await head.post(`/api/regulations/drafts/${draftId}/publish`)).body.refused).toMatchObject({ code: 'decided-already' });
  expect((await submit(next)).status).toBe(200);
});

test('体检 says, before publication and after, where two regulations give one subject different periods', async () => {
  const contradicts = (one: { check: string; sentence: string }): boolean =>
    one.check === 'period-conflict' && one.sentence.includes('“支出报告”') && one.sentence.includes('应急支出办法');
  const other = `
制度: 应急支出办法
单位: 文旅局
领域: expenditure
版本: 2026-05-01
施行: 2026-05-01
依据: [会计法]
条款:
  - 编号: YJ-1
    条: 一
    级别: 跟踪
    文: 应急支出后3日内报告。
    规则:
      - 义务: 应急支出报告
        主题: 支出报告
        周期: { 触发: 支出日, 期限: 3日 }
        责任: 经办人
        证据: [事后报告]
`;
  const head = await office.as('李国栋');
  const { draftId } = (await submit(other)).body;
  expect((await head.get(`/api/regulations/drafts/${draftId}`)).body.findings.filter(contradicts)).toMatchObject([
    { severity: 'warning', sentence: expect.stringContaining('《应急支出办法》YJ-1为') },
  ]);
  expect((await head.get('/api/regulations/findings')).body.findings.some(contradicts)).toBe(false);
  expect((await head.post(`/api/regulations/drafts/${draftId}/publish`)).status).toBe(200);
  office.at('2026-05-01');
  expect((await (await office.as('李国栋')).get('/api/regulations/findings')).body.findings.filter(contradicts)).toHaveLength(1);
});
