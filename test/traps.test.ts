import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestOffice, type Answer, type TestOffice } from './office.ts';

/** What others fell into. docs/traps.md lists each complaint and trap with the test that keeps us out of it; those that stood nowhere stand here. */

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
});
afterAll(() => office.close());

const form = { purpose: '展板', category: '印刷费', payee: '示范县文印商贸有限公司', amount: 800_000, paymentMethod: '公务卡', plannedOn: '2026-03-20' };
/** 8,000 yuan: the finance leader, then the head. */
async function filed(more: object = {}, handler = '沈明'): Promise<number> {
  const made = await (
    await office.as(handler)
  ).post('/api/matters', { kind: 'spending-request', form, linkedMatterId: null, files: [], submit: true, ...more });
  return Number(made.body.matterId);
}
async function view(matterId: number): Promise<Answer['body']> {
  return (await (await office.as('李国栋')).get(`/api/matters/${matterId}`)).body;
}
async function on(name: string, matterId: number, verb: string, body: object = {}): Promise<Answer> {
  const { version } = await view(matterId);
  return (await office.as(name)).post(`/api/matters/${matterId}/${verb}`, { version, ...body });
}
const idOf = (name: string): number => office.culture.people.get(name) ?? 0;

test('every trap listed names a test that is there', () => {
  const root = join(import.meta.dirname, '..');
  const rows = readFileSync(join(root, 'docs', 'traps.md'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| ') && line.includes('](../'));
  expect(rows.length).toBeGreaterThan(40);
  for (const row of rows) {
    const [, file = '', name = ''] = /\[[^\]]+\]\(\.\.\/([^)]+)\): (.+?) \|$/.exec(row) ?? [];
    expect(existsSync(join(root, file)), row).toBe(true);
    expect(readFileSync(join(root, file), 'utf8'), row).toContain(name);
  }
});

test('a matter filed as approved already, with another’s name on it, is filed as any other: what it is, verbs alone say', async () => {
  const id = await filed({ state: 'approved', handlerId: idOf('韩梅'), round: 3, number: '支审〔2026〕1号' });
  expect(await view(id)).toMatchObject({
    state: 'in_review',
    handler: { name: '沈明' },
    round: 1,
    route: [
      { state: 'open', verdict: null },
      { state: 'waiting', verdict: null },
    ],
  });
  const again = await on('沈明', id, 'approve', { state: 'approved', actedBy: idOf('王建华') });
  expect(again.body.refused).toMatchObject({ code: 'own-business' });
});

test('after an added signer has signed, the step is refused, returned and signed as before', async () => {
  const added = async (): Promise<number> => {
    const id = await filed();
    await on('王建华', id, 'add-signer', { placing: 'before', personId: idOf('韩梅'), reason: '征求意见' });
    expect((await on('韩梅', id, 'approve')).status).toBe(200);
    return id;
  };
  expect((await on('王建华', await added(), 'refuse', { remark: '不必' })).body.state).toBe('refused');
  const returned = await added();
  expect((await on('王建华', returned, 'return', { remark: '请补充' })).body.state).toBe('returned');
  expect((await on('沈明', returned, 'submit')).body).toMatchObject({ state: 'in_review', round: 2 });
  expect((await on('王建华', returned, 'approve')).status).toBe(200);
  expect((await on('李国栋', returned, 'approve')).body.state).toBe('approved');
});

test('what was returned may be taken back instead of filed again: it ends, who had signed stays in its history, its number is explained', async () => {
  const id = await filed();
  await on('王建华', id, 'approve');
  await on('李国栋', id, 'return', { remark: '请补充' });
  expect((await on('王建华', id, 'withdraw', { reason: '不办了' })).body.refused).toMatchObject({ code: 'not-handler' });
  const { body } = await on('沈明', id, 'withdraw', { reason: '不办了' });
  expect(body.state).toBe('withdrawn');
  expect(body.route[0]).toMatchObject({ verdict: 'agreed', actedBy: { name: '王建华' } });
  const { rows } = await office.database.owner.query(`select state, reason from series_number where subject_kind = 'matter' and subject_id = $1`, [String(id)]);
  expect(rows).toEqual([{ state: 'void', reason: '撤回：不办了' }]);
});

test('facts are those of the submission, holders those of the moment: a change of posts moves the step and rewrites no decision', async () => {
  const id = await filed();
  const before = await view(id);
  const officer = await office.as('许强');
  const { body: posts } = await officer.get('/api/posts');
  const holding = posts.find((one: { post: string }) => one.post === '分管财务领导').holdings.find((one: { name: string }) => one.name === '王建华');
  expect((await officer.post(`/api/holdings/${holding.holdingId}/end`, { until: '2026-03-02' })).status).toBe(200);
  const after = await view(id);
  expect(after.route[0].candidates).not.toEqual(before.route[0].candidates);
  expect(after.decision).toEqual(before.decision);
  expect((await on('王建华', id, 'approve')).body.refused).toMatchObject({ code: expect.stringMatching(/not-your-step|post-ended/) });
});
