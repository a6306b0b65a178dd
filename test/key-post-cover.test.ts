import { afterAll, beforeAll, expect, test } from 'vitest';
import { ok, type Deeds } from './deeds.ts';
import { clearForPost } from './key-post.ts';
import type { Answer, TestOffice } from './office.ts';
import { openPayingOffice, type PayingOffice } from './paying-office.ts';

let office: TestOffice;
let deeds: Deeds;
let claim: PayingOffice['claim'];
beforeAll(async () => {
  ({ office, deeds, claim } = await openPayingOffice());
  office.at('2026-03-02');
});
afterAll(() => office.close());

async function lend(more: object = {}): Promise<Answer> {
  return (await office.as('郑洁')).post('/api/covers', {
    post: '出纳',
    absentPersonId: deeds.id('郑洁'),
    coverPersonId: deeds.id('罗成'),
    from: '2026-03-02',
    until: '2026-03-09',
    reason: '公休',
    ...more,
  });
}
const giveBack = async (made: Answer): Promise<Answer> => ok((await office.as('郑洁')).post(`/api/covers/${made.body.coverId}/end`));
/** A claim that waits for its payment, paid by somebody. */
async function pay(name: string): Promise<Answer> {
  const { body } = await ok(claim(await office.as('沈明'), { amount: 20_000, day: '2026-03-02' }));
  for (const signer of ['吴芳', '赵敏', '王建华']) await ok(deeds.sign(signer, body.matterId));
  const { version } = (await (await office.as('周静')).get(`/api/matters/${body.matterId}`)).body;
  return deeds.deed(name, 'pay', { matterId: body.matterId, version, method: '公务卡', reference: 'POS-1', paidOn: '2026-03-02' });
}

test('nobody stands in for a key post without what its holder needs: check and induction (ICF-02.2c, ICF-03.4c)', async () => {
  expect((await lend()).body.refused).toMatchObject({ code: 'ICF-02.2b', sentence: expect.stringContaining('罗成代理出纳') });
  await deeds.done('彭涛', 'check-for-post', { personId: deeds.id('罗成'), post: '出纳', qualified: true, inductionOn: null, note: '未培训' });
  await deeds.done('李国栋', 'approve-post-sheet', {
    post: '出纳',
    duties: '收付',
    powers: '付款',
    scope: '现金和银行',
    forbidden: '兼任记账',
    superior: '财务股',
    incompatible: '记账',
    managerId: deeds.id('王建华'),
  });
  expect((await lend()).body.refused).toMatchObject({ code: 'ICF-02.2c' });
  await clearForPost(office, { post: '出纳', name: '罗成', on: '2026-03-02' });
  await giveBack(await ok(lend()));
});

test('while a key post is lent whole its holder’s rights rest; lent in part, or given back, they do not (ICF-03.2i)', async () => {
  expect((await pay('郑洁')).status).toBe(200);
  const whole = await ok(lend());
  expect((await pay('郑洁')).body.refused).toBeDefined();
  expect((await pay('罗成')).status).toBe(200);
  await giveBack(whole);
  expect((await pay('罗成')).body.refused).toBeDefined();
  const part = await ok(lend({ kinds: ['claim'] }));
  expect((await pay('郑洁')).status).toBe(200);
  await giveBack(part);
});

test('a leave lends a key post only to somebody cleared for it, and says what it did not lend', async () => {
  const leave = async (coverPersonId: number, from: string, until: string): Promise<void> => {
    const { body } = await ok(
      (await office.as('郑洁')).post('/api/matters', {
        kind: 'leave',
        submit: true,
        linkedMatterId: null,
        files: [],
        form: { leaveKind: '事假', from, fromHalf: '上午', until, untilHalf: '下午', reason: '家中有事', coverPersonId },
      }),
    );
    for (const step of body.route ?? []) for (const one of step.candidates.slice(0, 1)) await deeds.sign(one.name, body.matterId);
  };
  await leave(deeds.id('韩梅'), '2026-03-16', '2026-03-16');
  expect(await deeds.told('郑洁')).toContain('韩梅代理出纳：');
  await leave(deeds.id('罗成'), '2026-03-18', '2026-03-18');
  expect((await (await office.as('郑洁')).get('/api/covers')).body[0]).toMatchObject({ post: '出纳', cover: '罗成', from: '2026-03-18' });
});
