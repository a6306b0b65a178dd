import { afterAll, beforeAll, expect, test } from 'vitest';
import { runDailyDuties } from '../obligations/daily.ts';
import { openTestOffice, type Answer, type TestOffice } from '../../../test/office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
});
afterAll(() => office.close());

const idOf = (name: string): number => office.culture.people.get(name) ?? 0;
async function filed(handler = '沈明'): Promise<number> {
  const form = { purpose: '展板', category: '印刷费', payee: '示范县文印商贸有限公司', amount: 800_000, paymentMethod: '公务卡', plannedOn: '2026-03-20' };
  const made = await (await office.as(handler)).post('/api/matters', { kind: 'spending-request', form, linkedMatterId: null, files: [], submit: true });
  return Number(made.body.matterId);
}
async function on(name: string, matterId: number, verb: string, body: object = {}): Promise<Answer> {
  const { body: matter } = await (await office.as('李国栋')).get(`/api/matters/${matterId}`);
  return (await office.as(name)).post(`/api/matters/${matterId}/${verb}`, { version: matter.version, ...body });
}
const instruct = (name: string, matterId: number, more: object = {}): Promise<Answer> =>
  on(name, matterId, 'instruct', { text: '请财务股10日内办结', toPost: '财务股', dueOn: '2026-03-12', ...more });
const mine = async (name: string, scope = 'mine'): Promise<Answer['body']> =>
  (await (await office.as(name)).get(`/api/obligations?scope=${scope}`)).body.rows.filter((one: { duty: string }) => one.duty === '落实批示');
const told = async (name: string): Promise<readonly string[]> =>
  (await (await office.as(name)).get('/api/notices')).body.rows.map((one: { sentence: string }) => one.sentence);

test('an instruction becomes a duty of whoever is named, on the matter and among his own, and is discharged on what shows that it was done', async () => {
  const id = await filed();
  const given = await instruct('李国栋', id);
  expect(given.status).toBe(200);
  expect(given.body.obligations).toMatchObject([
    { duty: '落实批示', owner: '财务股', dueOn: '2026-03-12', givenBy: '李国栋', state: 'open', evidence: ['办理结果'] },
  ]);
  expect(given.body.history.at(-1)).toMatchObject({ verb: 'instruct', verbTitle: '批示', remark: '请财务股10日内办结（由财务股办理，2026-03-12前办结）' });
  expect((await mine('周静'))[0]).toMatchObject({ sentence: '李国栋就“展板”批示：请财务股10日内办结，2026-03-12前办结。' });
  expect(await told('周静')).toContain('新的义务：李国栋就“展板”批示：请财务股10日内办结，2026-03-12前办结。');
  expect((await mine('李国栋', 'given')).length).toBe(1);
  expect((await mine('赵敏', 'given')).length).toBe(0);
  const [{ obligationId }] = await mine('周静');
  const finance = await office.as('周静');
  expect((await finance.post(`/api/obligations/${obligationId}/discharge`, { remark: '已办' })).body.refused).toMatchObject({ code: 'evidence-missing' });
  const {
    body: { digest },
  } = await finance.upload('办理结果.pdf', Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF'));
  expect(
    (await (await office.as('沈明')).post(`/api/obligations/${obligationId}/discharge`, { files: [{ evidence: '办理结果', digest, name: '办理结果.pdf' }] }))
      .body.refused,
  ).toMatchObject({ code: 'not-owner' });
  expect(
    (await finance.post(`/api/obligations/${obligationId}/discharge`, { remark: '已核对', files: [{ evidence: '办理结果', digest, name: '办理结果.pdf' }] }))
      .status,
  ).toBe(200);
  expect((await told('李国栋'))[0]).toContain('周静已办结');
  expect((await (await office.as('沈明')).get(`/api/matters/${id}`)).body.obligations).toMatchObject([{ state: 'discharged', endedWith: '已核对' }]);
});

test('what cannot be done is reported back, and ended by whoever has instructed, by nobody else', async () => {
  const id = await filed();
  await instruct('赵敏', id, { toPost: null, toPersonId: idOf('韩梅'), text: '请核实供货情况' });
  const [{ obligationId, may }] = await mine('韩梅');
  expect(may).toMatchObject({ report: true, end: { code: 'not-giver' } });
  const report = async (name: string) => (await office.as(name)).post(`/api/obligations/${obligationId}/report`, { text: '供货方已注销，无法核实' });
  expect((await report('周静')).body.refused).toMatchObject({ code: 'not-owner' });
  expect((await report('韩梅')).status).toBe(200);
  expect((await told('赵敏'))[0]).toContain('韩梅反馈：供货方已注销，无法核实');
  expect((await mine('韩梅'))[0]).toMatchObject({ state: 'open', reports: [{ by: '韩梅', text: '供货方已注销，无法核实' }] });
  const end = async (name: string) => (await office.as(name)).post(`/api/obligations/${obligationId}/end`, { reason: '情况属实，不再办理' });
  expect((await end('李国栋')).body.refused).toMatchObject({ code: 'not-giver', sentence: '只有批示人赵敏可以了结。' });
  expect((await end('赵敏')).status).toBe(200);
  expect((await end('赵敏')).body.refused).toMatchObject({ code: 'not-open' });
  expect(await told('韩梅')).toEqual(expect.arrayContaining([expect.stringContaining('赵敏已了结')]));
  expect((await report('韩梅')).body.refused).toMatchObject({ code: 'not-open' });
});

test('only leaders without interest instruct, on what was submitted, and others; the day is not past', async () => {
  const id = await filed('赵敏');
  expect((await instruct('周静', id)).body.refused).toMatchObject({ code: 'not-leader' });
  expect((await instruct('赵敏', id)).body.refused).toMatchObject({ code: 'own-business' });
  expect((await instruct('李国栋', id, { dueOn: '2026-03-01' })).body.refused).toMatchObject({ code: 'dates' });
  expect((await instruct('李国栋', id, { toPost: null })).body.refused).toMatchObject({ code: 'no-owner' });
  expect((await instruct('李国栋', id, { toPersonId: idOf('韩梅') })).body.refused).toMatchObject({ code: 'no-owner' });
  expect((await instruct('李国栋', id, { toPost: null, toPersonId: idOf('李国栋') })).body.refused).toMatchObject({ code: 'own-instruction' });
  expect((await instruct('李国栋', id, { toPost: null, toPersonId: idOf('曾岚') })).body.refused).toMatchObject({ code: 'officer-in-business' });
  expect((await instruct('李国栋', id, { toPost: '水产股' })).body.refused).toMatchObject({ code: 'nobody-holds' });
  expect((await instruct('李国栋', id, { dueOn: '2026-03-02' })).status).toBe(200);
  expect((await instruct('李国栋', id)).body.obligations.length).toBe(2); // each instruction is a duty of its own
  await on('赵敏', id, 'withdraw', { reason: '改期' });
  expect((await instruct('李国栋', id)).body.refused).toMatchObject({ code: 'wrong-state' });
});

test('its owner is reminded the day before, and whoever has instructed is told once it is overdue', async () => {
  const id = await filed();
  await instruct('李国栋', id, { toPost: null, toPersonId: idOf('冯涛'), text: '请回函' });
  const daily = async (day: string): Promise<void> => {
    office.at(day);
    await runDailyDuties(office.open.world, { officeId: office.culture.officeId, day: day as never });
  };
  await daily('2026-03-11');
  expect((await told('冯涛'))[0]).toBe('请按期办结：李国栋就“展板”批示：请回函，2026-03-12前办结。');
  await daily('2026-03-13');
  expect(await told('李国栋')).toContain('已逾期1天：李国栋就“展板”批示：请回函，2026-03-12前办结。');
});
