import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestOffice, type Answer, type TestOffice } from '../../../test/office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
});
afterAll(() => office.close());

const idOf = (name: string): number => office.culture.people.get(name) ?? 0;
/** 8,000 yuan: the finance leader, then the head. */
async function filed(handler = '沈明'): Promise<number> {
  const form = { purpose: '展板', category: '印刷费', payee: '示范县文印商贸有限公司', amount: 800_000, paymentMethod: '公务卡', plannedOn: '2026-03-20' };
  const made = await (await office.as(handler)).post('/api/matters', { kind: 'spending-request', form, linkedMatterId: null, files: [], submit: true });
  return Number(made.body.matterId);
}
async function on(name: string, matterId: number, verb: string, body: object = {}): Promise<Answer> {
  const { body: matter } = await (await office.as('李国栋')).get(`/api/matters/${matterId}`);
  return (await office.as(name)).post(`/api/matters/${matterId}/${verb}`, { version: matter.version, ...body });
}
const ask = (name: string, matterId: number, to: string, step = 1): Promise<Answer> =>
  on(name, matterId, 'ask-reassign', { step, toPersonId: idOf(to), reason: '王建华住院，无法办理' });
async function view(matterId: number): Promise<Answer['body']> {
  return (await (await office.as('李国栋')).get(`/api/matters/${matterId}`)).body;
}

test('one asks, another confirms, a third signs; neither of the two signs, and both stand on the route', async () => {
  const id = await filed();
  expect((await ask('韩梅', id, '孙丽')).body.refused).toMatchObject({ code: 'not-rescuer' });
  expect((await on('李国栋', id, 'reassign')).body.refused).toMatchObject({ code: 'not-asked' });
  expect((await ask('周静', id, '孙丽')).status).toBe(200);
  expect((await view(id)).route[0].candidates).toMatchObject([{ name: '王建华' }]); // nothing changes before a second person agrees
  expect((await on('周静', id, 'reassign')).body.refused).toMatchObject({ code: 'own-rescue' });
  expect((await on('吴芳', id, 'reassign')).body.refused).toMatchObject({ code: 'not-rescuer' });
  const done = await on('赵敏', id, 'reassign');
  expect(done.body).toMatchObject({
    state: 'in_review',
    route: [
      { state: 'open', candidates: [{ name: '孙丽' }], verdict: null, reasons: [expect.stringContaining('周静申请、赵敏确认改派给孙丽')] },
      { state: 'waiting' },
    ],
  });
  expect((await on('王建华', id, 'approve')).body.refused).toMatchObject({ code: 'not-your-step' });
  expect((await on('孙丽', id, 'approve')).body.state).toBe('in_review');
  expect((await on('李国栋', id, 'approve')).body.state).toBe('approved');
  expect((await view(id)).history.map((one: { verb: string }) => one.verb)).toEqual(expect.arrayContaining(['ask-reassign', 'reassign']));
});

test('not to the handler, not to oneself, not to whoever signs another step; and only an open step', async () => {
  const id = await filed();
  expect((await ask('周静', id, '沈明')).body.refused).toMatchObject({ code: 'own-business' });
  expect((await ask('周静', id, '周静')).body.refused).toMatchObject({ code: 'own-rescue' });
  await ask('周静', id, '赵敏');
  expect((await on('赵敏', id, 'reassign')).body.refused).toMatchObject({ code: 'own-rescue' });
  await on('王建华', id, 'approve');
  expect((await on('李国栋', id, 'reassign')).body.refused).toMatchObject({ code: 'not-asked' }); // the step is done
  expect((await ask('周静', id, '王建华', 2)).body.refused).toMatchObject({ code: 'on-route' });
  expect((await ask('周静', id, '孙丽', 1)).body.refused).toMatchObject({ code: 'not-open' });
});

test('whoever handles the matter neither asks nor confirms', async () => {
  const id = await filed('赵敏');
  expect((await ask('赵敏', id, '孙丽')).body.refused).toMatchObject({ code: 'own-business' });
  await ask('周静', id, '孙丽');
  expect((await on('赵敏', id, 'reassign')).body.refused).toMatchObject({ code: 'own-business' });
  expect((await on('李国栋', id, 'reassign')).status).toBe(200);
});

test('the database keeps the two apart as well', async () => {
  const row = await office.database.owner.query('select reassignment_id as id, asked_by as by, to_person_id as to from reassignment limit 1');
  const { id, by, to } = row.rows[0];
  for (const person of [by, to]) {
    await expect(
      office.database.owner.query('update reassignment set confirmed_by = $2, confirmed_at = now() where reassignment_id = $1', [id, person]),
    ).rejects.toThrow(/check constraint/);
  }
});
