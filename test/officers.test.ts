import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clearForPost } from './key-post.ts';
import { openTestOffice, type Person, type TestOffice } from './office.ts';

let office: TestOffice;
let [system, security, audit, clerk, finance]: Person[] = [];
let matterId: number;
let digest: string;
const person = (one: Person | undefined): Person => {
  if (one === undefined) throw new Error('nobody has signed in');
  return one;
};
beforeAll(async () => {
  office = await openTestOffice();
  [system, security, audit, clerk, finance] = await Promise.all(['何平', '许强', '曾岚', '沈明', '周静'].map((name) => office.as(name)));
  const form = { purpose: '展板', category: '印刷费', payee: '示范县文印商贸有限公司', amount: 120_000, paymentMethod: '公务卡', plannedOn: '2026-03-10' };
  matterId = (await person(clerk).post('/api/matters', { kind: 'spending-request', form, linkedMatterId: null, files: [], submit: true })).body.matterId;
  digest = await person(clerk).invoice({ number: '26530000000000000001', date: '2026-03-02', seller: '甲', buyer: '乙', amount: 100 as never, item: '展板' });
});
afterAll(() => office.close());

describe('one person', () => {
  const give = (post: string, personId: number) => person(security).post(`/api/posts/${post}/give`, { personId, from: '2026-03-02' });

  test('never holds two officer posts, nor an officer post with a business post', async () => {
    expect((await give('审计员', person(system).personId)).body.refused).toMatchObject({
      code: 'two-officers',
      sentence: expect.stringContaining('不得由一人兼任'),
    });
    expect((await give('工会', person(system).personId)).body.refused).toMatchObject({ code: 'officer-in-business' });
    expect((await give('系统管理员', person(finance).personId)).body.refused).toMatchObject({ code: 'officer-in-business' });
    const plain = office.culture.people.get('韩梅') ?? 0;
    expect((await give('系统管理员', plain)).status).toBe(200);
    expect((await give('工会', plain)).body.refused).toMatchObject({ code: 'officer-in-business' });
  });

  test('does not in the database either, whoever writes', async () => {
    const write = (post: string) =>
      office.database.owner.query(
        `
      insert into post_holding (office_id, post, person_id, sole, from_day) values ($1, $2, $3, false, '2026-03-02')`,
        [office.culture.officeId, post, person(audit).personId],
      );
    await expect(write('系统管理员')).rejects.toThrow(/one_officer_post/);
    await expect(write('工会')).rejects.toThrow(/officer_or_business/);
    await expect(
      office.database.owner.query(
        `insert into cover (office_id, post, absent_person_id, cover_person_id, from_day, until_day, reason, granted_by)
      values ($1, '审计员', $2, $3, '2026-03-02', '2026-03-09', '出差', $2)`,
        [office.culture.officeId, person(audit).personId, person(clerk).personId],
      ),
    ).rejects.toThrow(/no_cover_of_officers/);
  });

  test('neither delegates an officer post nor covers business as an officer; a clerk may cover', async () => {
    const cover = (who: Person, post: string, coverPersonId: number) =>
      who.post('/api/covers', { post, absentPersonId: who.personId, coverPersonId, from: '2026-03-02', until: '2026-03-09', reason: '出差' });
    expect((await cover(person(audit), '审计员', person(clerk).personId)).body.refused).toMatchObject({ code: 'officer-not-delegated' });
    expect((await cover(person(finance), '财务股', person(security).personId)).body.refused).toMatchObject({ code: 'officer-in-business' });
    await clearForPost(office, { post: '财务股', name: '沈明', on: '2026-03-02' });
    const lent = await cover(person(finance), '财务股', person(clerk).personId);
    expect(lent.status).toBe(200);
    expect((await person(finance).post(`/api/covers/${lent.body.coverId}/end`)).status).toBe(200); // her own rights rest while the post is lent
  });
});

describe('the system officer', () => {
  test.each([
    ['a matter', () => `/api/matters/${matterId}`],
    ['a register', () => '/api/registers/voucher'],
    ['the list of registers', () => '/api/registers'],
    ['a file', () => `/api/files/${digest}`],
    ['the reports', () => '/api/reports'],
    ['the duties of the office', () => '/api/obligations?scope=office'],
  ])('does not see %s, and neither does the security officer; the audit officer does', async (_what, path) => {
    for (const officer of [system, security]) {
      const answer = await person(officer).get(path());
      expect(answer).toMatchObject({ status: 403, body: { failure: { code: 'not-allowed', sentence: expect.stringContaining('不查看业务内容') } } });
    }
    expect((await person(audit).get(path())).status).toBe(200);
  });

  test('sees what he files himself, and no other matter in any list', async () => {
    const form = { purpose: '键盘', category: '印刷费', payee: '示范县文印商贸有限公司', amount: 60_000, paymentMethod: '公务卡', plannedOn: '2026-03-10' };
    const own = await person(system).post('/api/matters', { kind: 'spending-request', form, linkedMatterId: null, files: [], submit: true });
    expect((await person(system).get(`/api/matters/${own.body.matterId}`)).status).toBe(200);
    expect((await person(system).get('/api/matters?view=all')).body.rows.map((row: { title: string }) => row.title)).toEqual(['键盘']);
  });
});

describe('the audit officer', () => {
  test('changes nothing: every verb of the officers and of business is refused', async () => {
    const { version } = (await person(audit).get(`/api/matters/${matterId}`)).body;
    const refused = async (path: string, body: object): Promise<string> => (await person(audit).post(path, body)).body.refused?.code;
    expect(await refused(`/api/matters/${matterId}/approve`, { version })).toBeTypeOf('string');
    expect(await refused(`/api/matters/${matterId}/remark`, { version, text: '请抓紧' })).toBe('officer-in-business');
    expect((await person(finance).post(`/api/matters/${matterId}/remark`, { version, text: '请抓紧' })).status).toBe(200);
    expect(await refused('/api/people', { name: '甲乙', loginName: 'jiayi', joinedOn: '2026-03-02' })).toBe('not-system-officer');
    expect(await refused('/api/posts/工会/give', { personId: person(clerk).personId, from: '2026-03-02' })).toBe('not-security-officer');
    expect(await refused('/api/security/policy', { policy: {}, reason: '试试' })).toBe('not-security-officer');
  });

  test('is not added as a signer, since officers take no part in business; a clerk is', async () => {
    const leader = await office.as('王建华');
    const add = async (personId: number) =>
      leader.post(`/api/matters/${matterId}/add-signer`, {
        version: (await leader.get(`/api/matters/${matterId}`)).body.version,
        placing: 'before',
        personId,
        reason: '请提意见',
      });
    expect((await add(person(audit).personId)).body.refused).toMatchObject({ code: 'officer-in-business' });
    expect((await add(office.culture.people.get('蒋雪') ?? 0)).status).toBe(200);
  });

  test('finds what was refused, what failed, and who looked, by person, verb, result and day', async () => {
    await office.app.inject({
      method: 'POST',
      url: '/api/session',
      headers: { 'x-guiju': '1', host: 'guiju.test' },
      payload: { office: '文旅局', loginName: 'nobody', password: '随便一个密码' },
    });
    await person(clerk).post('/api/posts/工会/give', { personId: person(clerk).personId, from: '2026-03-02' });
    await person(clerk).get('/api/security');
    const rows = async (query: string) => (await person(audit).get(`/api/log?${query}`)).body.rows;
    expect(await rows('outcome=failed')).toMatchObject([
      { verb: 'sign-in', person: null, subjectKind: 'login-name', subjectId: 'nobody', outcomeTitle: '未成功' },
    ]);
    const refused = await rows(`outcome=refused&person=${person(clerk).personId}`);
    expect(refused).toMatchObject([{ verbTitle: '查看' }, { verbTitle: '任职', outcomeTitle: '不予办理' }]);
    expect(JSON.parse(refused[0].body).detail.sentence).toContain('由安全管理员查看');
    expect((await rows('verb=view')).length).toBeGreaterThan(0);
    expect((await rows('verb=give-post&from=2026-03-02&to=2026-03-02')).length).toBeGreaterThan(0);
    expect(await rows('verb=give-post&from=2026-03-03')).toEqual([]);
    expect(await rows(`subjectKind=matter&subjectId=${matterId}&verb=submit`)).toHaveLength(1);
  });

  test('turns pages by key, and exports what the filter shows, with every amount of formula harmless', async () => {
    for (let index = 0; index < 45; index += 1) await person(clerk).post('/api/notices/read-all');
    const seen: number[] = [];
    for (let after: string | null = ''; after !== null;) {
      const page: { body: { rows: readonly { entryId: number }[]; next: string | null } } = await person(audit).get(
        `/api/log?verb=read-notices${after === '' ? '' : `&after=${after}`}`,
      );
      seen.push(...page.body.rows.map((row) => row.entryId));
      after = page.body.next;
    }
    expect(seen).toHaveLength(45);
    expect(seen).toEqual(seen.toSorted((one, other) => other - one));
    const bytes = (await person(audit).get('/api/log/export.xlsx?verb=read-notices')).body;
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(bytes);
    expect(book.worksheets[0]?.getColumn(4).values.filter((value) => value === '标为已读')).toHaveLength(45);
    expect((await person(clerk).get('/api/log/export.xlsx')).status).toBe(403);
  });

  test('looking twice in ten minutes is one entry, looking again later is another', async () => {
    const looks = async () => (await person(audit).get(`/api/log?verb=view&subjectId=留痕`)).body.rows.length;
    const first = await looks();
    expect(await looks()).toBe(first);
    office.at('2026-03-02', '09:20');
    const fresh = await office.as('曾岚');
    expect((await fresh.get(`/api/log?verb=view&subjectId=留痕`)).body.rows).toHaveLength(first + 1);
  });
});

test('the officers are named as the office sets it, in words only', async () => {
  const officer = await office.as('许强');
  const { policy } = (await officer.get('/api/security')).body;
  expect((await officer.get('/api/session')).body).toMatchObject({ officerNaming: '等保', person: { posts: ['安全管理员'] } });
  const clerk = await office.as('沈明');
  const refused = async (): Promise<string> =>
    (await clerk.post('/api/posts/工会/give', { personId: clerk.personId, from: '2026-03-02' })).body.refused.sentence;
  const failed = async (): Promise<string> => (await clerk.get('/api/log/export.xlsx')).body.failure.sentence;
  expect([await refused(), await failed()]).toEqual(['任免职务由安全管理员登记。', '留痕导出由审计管理员查看。']);
  expect((await officer.post('/api/security/policy', { policy, reason: '不变' })).body.refused).toMatchObject({ code: 'nothing-changed' });
  expect((await officer.post('/api/security/policy', { policy: { ...policy, officerNaming: '分级保护' }, reason: '涉密单位' })).status).toBe(200);
  expect((await officer.get('/api/session')).body).toMatchObject({ officerNaming: '分级保护', person: { posts: ['安全管理员'] } });
  expect([await refused(), await failed()]).toEqual(['任免职务由安全保密管理员登记。', '留痕导出由安全审计员查看。']);
});
