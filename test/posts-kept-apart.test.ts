import { afterAll, beforeAll, expect, test } from 'vitest';
import { ok } from './deeds.ts';
import { newVersion, submitVersion, withRules } from './new-versions.ts';
import { openTestOffice, type Answer, type TestOffice } from './office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice({ day: '2026-04-02' });
});
afterAll(() => office.close());

test('a cover counts where a post is given (FIN5-05c)', async () => {
  const { people } = office.stations;
  const lent = await (
    await office.as('潘越', office.stations)
  ).post('/api/covers', {
    post: '管物',
    absentPersonId: people.get('潘越'),
    coverPersonId: people.get('叶青'),
    from: '2026-04-02',
    until: '2026-04-09',
    reason: '休假',
  });
  expect(lent.status).toBe(200);
  const give = async (post: string): Promise<Answer> =>
    (await office.as('程诚', office.stations)).post(`/api/posts/${post}/give`, {
      personId: people.get('叶青'),
      departmentId: null,
      from: '2026-04-02',
      until: null,
    });
  expect((await give('管账')).body.refused).toMatchObject({ clause: { id: 'FIN5-05c' }, sentence: expect.stringContaining('代理管物') });
  expect((await give('办公室')).status).toBe(200);
});

test('a new version says who holds together what it keeps apart', async () => {
  const drafter = await office.as('冯涛');
  const rules = '      - 分离: 主任不兼\n        职务: [办公室, 办公室主任]\n';
  const submitted = withRules(await newVersion(drafter, '财务财物管理制度', {}, '2026-06-01'), { clause: 'FIN-02c', rules });
  const { draftId } = (await ok(submitVersion(drafter, submitted))).body;
  const { body } = await (await office.as('李国栋')).get(`/api/regulations/drafts/${draftId}`);
  expect(body.findings.map((one: { sentence: string }) => one.sentence)).toContain(
    '冯涛今天同时担任或代理办公室、办公室主任，按FIN-02c不得由一人兼任，须先结束其一并办理交接。',
  );
});
