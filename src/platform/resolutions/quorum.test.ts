import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestOffice, type Answer, type TestOffice } from '../../../test/office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
});
afterAll(() => office.close());

/** 30,000 yuan, up to the meeting. */
async function atTheMeeting(handler: string): Promise<number> {
  const form = { purpose: '展板', category: '印刷费', payee: '示范县文印商贸有限公司', amount: 3_000_000, paymentMethod: '银行转账', plannedOn: '2026-03-20' };
  const made = await (await office.as(handler)).post('/api/matters', { kind: 'spending-request', form, linkedMatterId: null, files: [], submit: true });
  const { matterId, version } = made.body;
  await (await office.as('王建华')).post(`/api/matters/${matterId}/approve`, { version });
  return Number(matterId);
}
async function decided(matterId: number, present: readonly string[], more: object = {}): Promise<Answer> {
  const recorder = await office.as('冯涛');
  const { body } = await recorder.get(`/api/matters/${matterId}`);
  const resolution = {
    body: '局务会',
    metOn: '2026-03-02',
    item: '展板经费',
    agreed: true,
    amount: 3_000_000,
    minutesReference: '纪要〔2026〕6号',
    present: present.map((name) => office.culture.people.get(name)),
    ...more,
  };
  return recorder.post(`/api/matters/${matterId}/resolve`, { version: body.version, resolution });
}

test('fewer members than the office has set decide nothing; guests and doubles do not count', async () => {
  const id = await atTheMeeting('沈明');
  const short = await decided(id, ['李国栋', '赵敏', '赵敏', '周静', '冯涛']);
  expect(short.body.refused).toMatchObject({
    code: 'no-quorum',
    clause: { id: 'FIN-02j' },
    sentence: '局务会应到5人，按本单位设定须过半数即至少3人到会，登记的到会成员为2人，会议决定不成立。',
  });
  expect((await decided(id, ['李国栋', '赵敏', '孙丽'])).body.state).toBe('approved');
});

test('a member with an interest abstains: he counts neither as present nor as a member', async () => {
  const id = await atTheMeeting('陈立');
  const short = await decided(id, ['李国栋', '赵敏', '陈立']);
  expect(short.body.refused.sentence).toContain('应到4人（陈立与本事项有关，回避，不计入）');
  expect((await decided(id, ['李国栋', '赵敏', '王建华', '陈立'])).body.state).toBe('approved');
});

test('a decision without a matter keeps to the same number', async () => {
  const recorder = await office.as('冯涛');
  const record = (present: readonly string[]): Promise<Answer> =>
    recorder.post('/api/resolutions', {
      body: '局务会',
      metOn: '2026-03-02',
      item: '年度计划',
      agreed: true,
      amount: null,
      minutesReference: '纪要〔2026〕7号',
      present: present.map((name) => office.culture.people.get(name)),
    });
  expect((await record(['李国栋', '赵敏'])).body.refused).toMatchObject({ code: 'no-quorum' });
  expect((await record(['李国栋', '赵敏', '孙丽'])).status).toBe(200);
});
