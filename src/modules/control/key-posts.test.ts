import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ok, type Deeds } from '../../../test/deeds.ts';
import { clearForPost } from '../../../test/key-post.ts';
import type { TestOffice } from '../../../test/office.ts';
import { openPayingOffice } from '../../../test/paying-office.ts';

let office: TestOffice;
let deeds: Deeds;
/** The sheet of 财务股 is approved. */
beforeAll(async () => {
  ({ office, deeds } = await openPayingOffice());
  office.at('2026-03-13');
  await clearForPost(office, { post: '财务股', name: '吴芳', on: '2026-03-13' });
});
afterAll(() => office.close());

describe('key posts', () => {
  test('a key post is given on an approved sheet and a passed check, or for as long as a dated exception (ICF-02.2b, ICF-02.2c, ICF-03.2m)', async () => {
    office.at('2026-04-01');
    const security = await office.as('许强');
    const give = (more: object = {}) => security.post('/api/posts/财务股/give', { personId: deeds.id('蒋雪'), from: '2026-04-01', ...more });
    const check = (more: object) => deeds.done('彭涛', 'check-for-post', { personId: deeds.id('蒋雪'), post: '财务股', note: '审查', ...more });
    expect((await give()).body.refused.code).toBe('ICF-02.2b');
    await check({ qualified: true });
    expect((await give()).body.refused.code).toBe('ICF-02.2b');
    await check({ qualified: true, continuingEducation: true });
    expect((await give()).body.refused.code).toBe('ICF-02.2c');
    expect(await deeds.refused('李国栋', 'except-post', { personId: deeds.id('蒋雪'), post: '财务股', until: '2026-10-02', reason: '人手不足' })).toBe(
      'too-long',
    );
    await deeds.done('李国栋', 'except-post', { personId: deeds.id('蒋雪'), post: '财务股', until: '2026-10-01', reason: '人手不足' });
    expect((await give()).body.refused.code).toBe('ICF-02.2c');
    await ok(give({ until: '2026-10-01' }));
    await check({ qualified: true, continuingEducation: true, inductionOn: '2026-04-01', relativeIncompatible: true });
    await deeds.done('彭涛', 'check-for-post', {
      personId: deeds.id('罗成'),
      post: '出纳',
      note: '审查',
      qualified: true,
      continuingEducation: true,
      inductionOn: '2026-04-01',
    });
    expect((await security.post('/api/posts/出纳/give', { personId: deeds.id('罗成'), from: '2026-04-01' })).body.refused.code).toBe('ICF-03.2m');
    expect(await deeds.refused('李国栋', 'approve-post-sheet', { post: '出纳', duties: '收付', powers: '付款', managerId: deeds.id('王建华') })).toBe(
      'incomplete',
    );
  });

  test('what is incompatible is not held together, whatever the posts are called (ICF-03.2l, ICF-02.3b)', async () => {
    office.at('2026-04-02');
    const security = await office.as('许强');
    expect((await security.post('/api/posts/财务股/give', { personId: deeds.id('郑洁'), from: '2026-04-02' })).body.refused.code).toBe('ICF-03.2l');
    expect((await security.post('/api/posts/内审人员/give', { personId: deeds.id('郑洁'), from: '2026-04-02' })).body.refused.code).toBe('ICF-02.3b');
    expect((await security.post('/api/posts/出纳/give', { personId: deeds.id('何平'), from: '2026-04-02' })).body.refused.code).toBe('officer-in-business');
    expect((await security.post('/api/posts/内审人员/give', { personId: deeds.id('杨帆'), from: '2026-04-02', until: '2026-04-03' })).status).toBe(200);
  });

  test('a sheet is confirmed by each holder after every version (ICF-02.3f)', async () => {
    office.at('2026-04-03');
    await clearForPost(office, { post: '出纳', name: '罗成', on: '2026-04-03' });
    expect((await deeds.register('彭涛', 'post-sheet')).find((row) => row.post === '出纳')).toMatchObject({ version: 1, unconfirmed: '郑洁' });
    expect(await deeds.refused('周静', 'confirm-post-sheet', { post: '出纳' })).toBe('not-holder');
    await deeds.done('郑洁', 'confirm-post-sheet', { post: '出纳' });
    expect((await deeds.duties('岗位说明书确认')).find((one) => one.occasion.startsWith('post-sheet/出纳'))).toMatchObject({
      state: 'discharged',
      dueOn: '2026-04-13',
    });
  });

  test('rotation falls due three years after taking up the post; a stay is audited every year; a handover ends it (ICF-02.2a)', async () => {
    await deeds.daily('2026-04-07');
    const rotations = await deeds.duties('岗位轮换');
    const cashier = rotations.find((one) => one.occasion.startsWith('rotation/出纳'));
    const since = cashier.occasion.split('/').at(-1);
    expect(cashier.dueOn).toBe(`${Number(since.slice(0, 4)) + 3}${since.slice(4)}`);
    expect(await deeds.refused('王建华', 'keep-in-post', { post: '出纳', personId: deeds.id('郑洁'), reason: '无人可换' })).toBe('not-your-post');
    const stay = await deeds.done('李国栋', 'keep-in-post', { post: '出纳', personId: deeds.id('郑洁'), reason: '无人可换' });
    expect(stay.dueOn).toBe(`${Number(since.slice(0, 4)) + 4}${since.slice(4)}`);
    expect((await deeds.duties('岗位轮换')).find((one) => one.occasion === cashier.occasion).state).toBe('lapsed');
    const security = await office.as('许强');
    const held = (await security.get('/api/posts')).body.find((one: { post: string }) => one.post === '资产管理员').holdings[0];
    await clearForPost(office, { post: '资产管理员', name: '蒋雪', on: '2026-04-07' });
    await ok(security.post(`/api/holdings/${held.holdingId}/end`, { until: '2026-04-08' }));
    const handover = { post: '资产管理员', fromPersonId: deeds.id('田苗'), supervisorId: deeds.id('冯涛'), items: '台账、钥匙' };
    office.at('2026-04-08');
    expect(await deeds.refused('秦岚', 'hand-over-post', handover)).toBe('not-receiver');
    await ok(
      (await office.as('许强')).post('/api/posts/资产管理员/give', { personId: deeds.id('秦岚'), from: '2026-04-08' }).then(async (first) => {
        expect(first.body.refused.code).toBe('ICF-02.2b');
        await clearForPost(office, { post: '资产管理员', name: '秦岚', on: '2026-04-08' });
        return (await office.as('许强')).post('/api/posts/资产管理员/give', { personId: deeds.id('秦岚'), from: '2026-04-08' });
      }),
    );
    expect(await deeds.refused('秦岚', 'hand-over-post', { ...handover, supervisorId: deeds.id('田苗') })).toBe('supervisor');
    expect((await deeds.done('秦岚', 'hand-over-post', handover)).ended).toBe(1);
  });

  test('each year a training, and somebody else in the post for five working days, lent for thirty days at most and never backdated (ICF-02.2c, ICF-03.2i, ICF-03.2p)', async () => {
    await deeds.daily('2026-04-09');
    const open = (await deeds.duties('关键岗位培训')).find((one) => one.occasion === `training/${deeds.id('郑洁')}/2026`);
    expect(open).toMatchObject({ state: 'open', dueOn: '2026-12-31' });
    await deeds.done('彭涛', 'record-education', {
      sort: '关键岗位培训',
      heldOn: '2026-04-09',
      topic: '现金管理',
      speaker: '财政局',
      attendees: [deeds.id('郑洁')],
    });
    expect((await deeds.duties('关键岗位培训')).find((one) => one.occasion === `training/${deeds.id('郑洁')}/2026`).state).toBe('discharged');
    const cashier = await office.as('郑洁');
    const cover = (until: string) => ({
      post: '出纳',
      absentPersonId: deeds.id('郑洁'),
      coverPersonId: deeds.id('罗成'),
      from: '2026-04-13',
      until,
      reason: '公休',
      kinds: null,
      ceiling: null,
    });
    expect((await cashier.post('/api/covers', cover('2026-05-14'))).body.refused.code).toBe('ICF-03.2p');
    expect((await cashier.post('/api/covers', { ...cover('2026-04-18'), from: '2026-04-08' })).body.refused.code).toBe('ICF-03.2p');
    await ok(cashier.post('/api/covers', cover('2026-04-18')));
    await deeds.daily('2026-04-20');
    expect((await deeds.duties('强制替岗')).find((one) => one.occasion === `substitution/出纳/${deeds.id('郑洁')}/2026`).state).toBe('discharged');
    expect((await deeds.duties('强制替岗')).find((one) => one.occasion === `substitution/财务股/${deeds.id('周静')}/2026`).state).toBe('open');
  });
});
