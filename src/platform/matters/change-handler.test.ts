import { afterAll, beforeAll, expect, test } from 'vitest';
import { deedsOf, type Deeds } from '../../../test/deeds.ts';
import { openTestOffice, type Answer, type TestOffice } from '../../../test/office.ts';

let office: TestOffice;
let deeds: Deeds;
beforeAll(async () => {
  office = await openTestOffice();
  deeds = deedsOf(office);
});
afterAll(() => office.close());

const idOf = (name: string): number => office.culture.people.get(name) ?? 0;
/** 8,000 yuan: the finance leader, then the head. */
async function filed(handler: string): Promise<number> {
  const form = { purpose: '展板', category: '印刷费', payee: '示范县文印商贸有限公司', amount: 800_000, paymentMethod: '公务卡', plannedOn: '2026-03-20' };
  const made = await (await office.as(handler)).post('/api/matters', { kind: 'spending-request', form, linkedMatterId: null, files: [], submit: true });
  return Number(made.body.matterId);
}
async function on(name: string, matterId: number, verb: string, body: object = {}): Promise<Answer> {
  const { body: matter } = await (await office.as('李国栋')).get(`/api/matters/${matterId}`);
  return (await office.as(name)).post(`/api/matters/${matterId}/${verb}`, { version: matter.version, ...body });
}
const ask = (name: string, matterId: number, to: string): Promise<Answer> =>
  on(name, matterId, 'ask-change-handler', { toPersonId: idOf(to), reason: '沈明已调离' });
const leave = async (name: string, leftOn = '2026-03-02'): Promise<Answer> => (await office.as('何平')).post(`/api/people/${idOf(name)}/leave`, { leftOn });
const view = async (matterId: number): Promise<Answer['body']> => (await (await office.as('李国栋')).get(`/api/matters/${matterId}`)).body;

test('a matter in review gets another handler: one asks, another confirms, a third handles it; whoever handled it before never signs it', async () => {
  const id = await filed('赵敏');
  expect((await ask('韩梅', id, '秦岚')).body.refused).toMatchObject({ code: 'not-rescuer' });
  expect((await ask('周静', id, '周静')).body.refused).toMatchObject({ code: 'own-change' });
  expect((await ask('周静', id, '王建华')).body.refused).toMatchObject({ code: 'on-route' }); // who waits to sign
  expect((await ask('周静', id, '李国栋')).body.refused).toMatchObject({ code: 'on-route' }); // who signs later
  expect((await ask('周静', id, '曾岚')).body.refused).toMatchObject({ code: 'officer-in-business' });
  expect((await on('王建华', id, 'change-handler')).body.refused).toMatchObject({ code: 'not-asked' });
  expect((await ask('赵敏', id, '秦岚')).status).toBe(200); // the handler himself may ask
  expect((await view(id)).handler.name).toBe('赵敏'); // nothing changes before a second person agrees
  expect((await on('赵敏', id, 'change-handler')).body.refused).toMatchObject({ code: 'own-change' });
  expect((await on('韩梅', id, 'change-handler')).body.refused).toMatchObject({ code: 'not-rescuer' });
  const changed = await on('李国栋', id, 'change-handler');
  expect(changed.body).toMatchObject({
    state: 'in_review',
    handler: { name: '秦岚' },
    handlerChanges: [{ from: '赵敏', to: '秦岚', askedBy: '赵敏', confirmedBy: '李国栋' }],
  });
  expect(changed.body.parties).toEqual(
    expect.arrayContaining([expect.objectContaining({ name: '赵敏', role: '原经办人' }), expect.objectContaining({ name: '秦岚', role: '经办人' })]),
  );
  expect((await on('赵敏', id, 'urge')).body.refused).toMatchObject({ code: 'not-handler' });
  expect((await on('秦岚', id, 'urge')).status).toBe(200);
  expect((await on('王建华', id, 'add-signer', { placing: 'before', personId: idOf('赵敏'), reason: '征求意见' })).body.refused).toMatchObject({
    code: 'own-business',
  });
  await on('王建华', id, 'approve');
  expect((await on('李国栋', id, 'approve')).body.state).toBe('approved');
  expect((await on('秦岚', id, 'void', { reason: '不办了' })).body.state).toBe('void');
});

test('what was given back to somebody who has left, is in his drafts, or was approved for him, goes on with another (ICF-03.1b)', async () => {
  const form = { purpose: '横幅', category: '印刷费', payee: '示范县文印商贸有限公司', amount: 60_000, paymentMethod: '公务卡', plannedOn: '2026-03-20' };
  const draft = Number(
    (await (await office.as('沈明')).post('/api/matters', { kind: 'spending-request', form, linkedMatterId: null, files: [], submit: false })).body.matterId,
  );
  const [returned, approved] = [await filed('沈明'), await filed('沈明')];
  await on('王建华', returned, 'return', { remark: '请补充' });
  await on('王建华', approved, 'approve');
  await on('李国栋', approved, 'approve');
  expect((await (await office.as('周静')).get(`/api/matters/${draft}`)).status).toBe(404); // a draft is its handler's alone
  expect((await leave('沈明')).body).toMatchObject({ unfinished: 3 });
  expect((await (await office.as('周静')).get(`/api/matters/${draft}`)).status).toBe(200);

  const list = (await (await office.as('彭涛')).get(`/api/people/${idOf('沈明')}/handover`)).body;
  expect(list.map((one: { id: number; standing: string }) => [one.id, one.standing])).toEqual([
    [draft, '草稿'],
    [returned, '已退回'],
    [approved, '已批准'],
  ]);
  expect((await (await office.as('韩梅')).get(`/api/people/${idOf('沈明')}/handover`)).status).toBe(404);
  expect((await (await office.as('何平')).get(`/api/people/${idOf('沈明')}/handover`)).status).toBe(403);
  const [duty] = (await deeds.mine('彭涛')).filter((one) => one.duty === '离任交接');
  expect(duty).toMatchObject({ dueOn: '2026-03-12', evidence: ['交接清单'] });

  for (const id of [draft, returned, approved]) {
    expect((await ask('周静', id, '秦岚')).status).toBe(200);
    expect((await on('赵敏', id, 'change-handler')).status).toBe(200);
    expect((await (await office.as('秦岚')).get(`/api/matters/${id}`)).body.handler).toMatchObject({ name: '秦岚' });
  }
  const own = await office.as('秦岚');
  const { version } = (await own.get(`/api/matters/${draft}`)).body; // hers alone again
  expect((await own.post(`/api/matters/${draft}/withdraw`, { version, reason: '不办了' })).body.state).toBe('withdrawn');
  expect((await on('秦岚', returned, 'submit')).body).toMatchObject({ state: 'in_review', round: 2 });
  expect((await view(returned)).parties).toEqual(expect.arrayContaining([expect.objectContaining({ name: '沈明', role: '原经办人' })]));
  expect((await on('秦岚', approved, 'void', { reason: '不办了' })).body.state).toBe('void');
  expect((await (await office.as('彭涛')).get(`/api/people/${idOf('沈明')}/handover`)).body).toEqual([]);
});

test('somebody’s own leave is not handled by another: given back, it can only be withdrawn', async () => {
  const asked = { from: '2026-03-16', fromHalf: '上午', until: '2026-03-16', untilHalf: '下午', reason: '家中有事', leaveKind: '事假' };
  const made = await (await office.as('罗成')).post('/api/matters', { kind: 'leave', form: asked, linkedMatterId: null, files: [], submit: true });
  const id = Number(made.body.matterId);
  expect((await ask('周静', id, '秦岚')).body.refused).toMatchObject({ code: 'handlers-own' });
  expect((await on('陈立', id, 'return', { remark: '请补充' })).body.state).toBe('returned');
  expect((await ask('周静', id, '秦岚')).status).toBe(200);
  await on('赵敏', id, 'change-handler');
  expect((await on('秦岚', id, 'submit')).body.refused).toMatchObject({ code: 'handlers-own' });
  expect((await on('秦岚', id, 'withdraw', { reason: '本人已调离' })).body.state).toBe('withdrawn');
});

test('a duty that is a person’s own goes to another by himself or by the head; nobody else gives it away', async () => {
  const noted = await deeds
    .done('秦岚', 'note-advance-spending', {
      occasion: '接待用品',
      amount: 20_000,
      payee: '示范超市',
      purpose: '接待用品',
      spentOn: '2026-03-01',
      reason: '当日急需',
    })
    .catch((error: Error) => error.message);
  const [duty] = await deeds.mine('秦岚');
  expect(duty, String(noted)).toBeDefined();
  const give = async (name: string, to: string): Promise<Answer> =>
    (await office.as(name)).post(`/api/obligations/${duty?.obligationId}/hand-over`, { toPersonId: idOf(to), reason: '工作调整' });
  expect((await give('周静', '韩梅')).body.refused).toMatchObject({ code: 'not-owner' });
  expect((await give('秦岚', '秦岚')).body.refused).toMatchObject({ code: 'unchanged' });
  expect((await give('李国栋', '韩梅')).status).toBe(200);
  expect((await deeds.mine('韩梅')).map((one) => one.obligationId)).toContain(duty?.obligationId);
  expect(await deeds.told('韩梅')).toContain('李国栋将秦岚的义务移交给韩梅');
});
