import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestOffice, type Answer, type TestOffice } from './office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
});
afterAll(() => office.close());

/** 8,000 yuan: the finance leader, then the head. */
async function filed(): Promise<number> {
  const form = { purpose: '展板', category: '印刷费', payee: '示范县文印商贸有限公司', amount: 800_000, paymentMethod: '公务卡', plannedOn: '2026-03-10' };
  const made = await (await office.as('沈明')).post('/api/matters', { kind: 'spending-request', form, linkedMatterId: null, files: [], submit: true });
  return Number(made.body.matterId);
}
async function on(name: string, matterId: number, verb: string, body: object = {}): Promise<Answer> {
  const person = await office.as(name);
  const { body: matter } = await person.get(`/api/matters/${matterId}`);
  return person.post(`/api/matters/${matterId}/${verb}`, { version: matter.version ?? 1, ...body });
}
const idOf = (name: string): number | undefined => office.culture.people.get(name);
const add = (name: string, matterId: number, placing: string, who: string): Promise<Answer> =>
  on(name, matterId, 'add-signer', { placing, personId: idOf(who), reason: '征求意见' });
interface Step {
  readonly step: number;
  readonly act: string;
  readonly post: string;
  readonly state: string;
  readonly verdict: string | null;
  readonly candidates: readonly { readonly name: string }[];
}
const route = ({ body }: Answer): readonly string[] => body.route.map((one: Step) => `${one.post}:${one.state}`);
const waitingFor = ({ body }: Answer): readonly string[] =>
  body.route.flatMap((one: Step) => (one.state === 'open' ? one.candidates.map((who) => who.name) : []));

test('a signer added before is asked first, and his dissent stands while the matter goes on', async () => {
  const id = await filed();
  expect((await add('韩梅', id, 'before', '周静')).status).toBe(422);
  const added = await add('王建华', id, 'before', '韩梅');
  expect(route(added)).toEqual(['会签人:open', '分管财务领导:waiting', '局长:waiting']);
  expect((await on('王建华', id, 'approve')).body.refused).toMatchObject({ code: 'not-your-step' });
  expect((await on('韩梅', id, 'dissent')).status).toBe(400); // a dissent without words is none
  const dissented = await on('韩梅', id, 'dissent', { remark: '建议缓办' });
  expect(waitingFor(dissented)).toEqual(['王建华']);
  expect(dissented.body.route[0]).toMatchObject({ verdict: 'dissented', remark: '建议缓办' });
  expect((await on('王建华', id, 'dissent', { remark: '不好' })).body.refused).toMatchObject({ code: 'not-countersign' });
  await on('王建华', id, 'approve');
  expect((await on('李国栋', id, 'approve')).body.state).toBe('approved');
});

test('a signer beside signs at the same time; the matter goes on when both have', async () => {
  const id = await filed();
  expect(waitingFor(await add('王建华', id, 'beside', '韩梅'))).toEqual(['王建华', '韩梅']);
  const first = await on('王建华', id, 'approve');
  expect(first.body.state).toBe('in_review');
  expect(waitingFor(first)).toEqual(['韩梅']);
  expect(waitingFor(await on('韩梅', id, 'approve'))).toEqual(['李国栋']);
});

test('a signer after comes before the next step of the regulation; nobody on the route or with an interest is added', async () => {
  const id = await filed();
  expect((await add('王建华', id, 'after', '沈明')).body.refused).toMatchObject({ code: 'own-business' });
  expect((await add('王建华', id, 'after', '李国栋')).body.refused).toMatchObject({ code: 'on-route' });
  expect(waitingFor(await add('王建华', id, 'after', '韩梅'))).toEqual(['王建华']);
  expect((await add('王建华', id, 'after', '韩梅')).body.refused).toMatchObject({ code: 'on-route' });
  expect(waitingFor(await on('王建华', id, 'approve'))).toEqual(['韩梅']);
});

test('whoever added a signer takes him off again; a step of the regulation stays', async () => {
  const id = await filed();
  const added = await add('王建华', id, 'before', '韩梅');
  const [first, second] = added.body.route as readonly Step[];
  expect((await on('沈明', id, 'remove-signer', { step: first?.step, reason: '不必' })).body.refused).toMatchObject({ code: 'not-adder' });
  expect((await on('王建华', id, 'remove-signer', { step: second?.step, reason: '不必' })).body.refused).toMatchObject({ code: 'not-added' });
  const removed = await on('王建华', id, 'remove-signer', { step: first?.step, reason: '不必' });
  expect(waitingFor(removed)).toEqual(['王建华']);
  expect(removed.body.route[0]).toMatchObject({ state: 'lapsed' });
});

test('an opinion nobody waits for any more lets the matter end, as all the regulation asks for is signed', async () => {
  const id = await filed();
  await on('王建华', id, 'approve');
  const added = await add('李国栋', id, 'after', '韩梅');
  const step = (added.body.route as readonly Step[]).find((one) => one.post === '会签人')?.step;
  expect(waitingFor(await on('李国栋', id, 'approve'))).toEqual(['韩梅']);
  expect((await on('李国栋', id, 'remove-signer', { step, reason: '已当面征求' })).body.state).toBe('approved');
});

test('a return comes straight back if asked, and step by step if not', async () => {
  const id = await filed();
  const added = await add('王建华', id, 'after', '韩梅');
  await on('王建华', id, 'approve');
  await on('韩梅', id, 'approve');
  const toStep = (added.body.route as readonly Step[]).find((one) => one.post === '分管财务领导')?.step;
  expect(waitingFor(await on('李国栋', id, 'return', { toStep, straightBack: true, remark: '请核实单价' }))).toEqual(['王建华']);
  expect(waitingFor(await on('王建华', id, 'approve'))).toEqual(['李国栋']);
  expect(waitingFor(await on('李国栋', id, 'return', { toStep, remark: '请再核实' }))).toEqual(['王建华']);
  expect(waitingFor(await on('王建华', id, 'approve'))).toEqual(['韩梅']);
});

test('a refusal by one of two who sign beside each other ends the matter for both', async () => {
  const id = await filed();
  await add('王建华', id, 'beside', '韩梅');
  const refused = await on('韩梅', id, 'refuse', { remark: '没有预算' });
  expect(refused.body.state).toBe('refused');
  expect((await (await office.as('王建华')).get('/api/matters?view=todo')).body.rows.filter((one: { matterId: number }) => one.matterId === id)).toEqual([]);
});

test('reading is said once; a correction is a note by those concerned, after the approval', async () => {
  const id = await filed();
  expect((await on('王建华', id, 'read')).status).toBe(200);
  expect((await on('王建华', id, 'read')).body.refused).toMatchObject({ code: 'read-already' });
  expect((await on('韩梅', id, 'read')).status).toBe(404);
  expect((await on('王建华', id, 'correct', { text: '单价应为80元' })).body.refused).toMatchObject({ code: 'wrong-state' });
  await on('王建华', id, 'approve');
  await on('李国栋', id, 'approve');
  const corrected = await on('沈明', id, 'correct', { text: '单价应为80元' });
  expect(corrected.body).toMatchObject({ state: 'approved', readings: [{ name: '王建华' }] });
  expect(corrected.body.history.at(-1)).toMatchObject({ verb: 'correct', remark: '单价应为80元' });
});

test('what was filed untruly goes back to the handler, and whoever signed it is told (FIN5-08b)', async () => {
  const id = await filed();
  await on('王建华', id, 'approve');
  expect((await on('李国栋', id, 'return', { toStep: 1, ground: '不实', remark: '地点不符' })).body.refused).toMatchObject({ code: 'untrue-to-handler' });
  expect((await on('李国栋', id, 'return', { ground: '不实', remark: '地点不符' })).body.state).toBe('returned');
  expect((await (await office.as('王建华')).get('/api/notices')).body.rows[0].sentence).toContain('因填报不实已退回');
});
