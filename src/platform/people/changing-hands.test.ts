import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestOffice, type Answer, type TestOffice } from '../../../test/office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
});
afterAll(() => office.close());

const FINANCE = '分管财务领导';
const idOf = (name: string): number => office.culture.people.get(name) ?? 0;
async function filed(): Promise<number> {
  const form = { purpose: '展板', category: '印刷费', payee: '示范县文印商贸有限公司', amount: 200_000, paymentMethod: '公务卡', plannedOn: '2026-03-20' };
  const made = await (await office.as('沈明')).post('/api/matters', { kind: 'spending-request', form, linkedMatterId: null, files: [], submit: true });
  return Number(made.body.matterId);
}
interface Step {
  readonly state: string;
  readonly post: string;
  readonly candidates: readonly { readonly name: string }[];
}
async function waitsFor(matterId: number): Promise<readonly string[]> {
  const { body } = await (await office.as('李国栋')).get(`/api/matters/${matterId}`);
  return body.route.flatMap((one: Step) => (one.state === 'open' ? [`${one.post}：${one.candidates.map((who) => who.name).join('、')}`] : []));
}
async function ended(post: string, name: string, until: string): Promise<Answer> {
  const officer = await office.as('许强');
  const { body } = await officer.get('/api/posts');
  const holding = body
    .find((one: { post: string }) => one.post === post)
    .holdings.find((one: { name: string; until: string | null }) => one.name === name && one.until === null);
  return officer.post(`/api/holdings/${holding.holdingId}/end`, { until });
}
const given = async (post: string, name: string, from: string): Promise<Answer> =>
  (await office.as('许强')).post(`/api/posts/${post}/give`, { personId: idOf(name), departmentId: null, from, until: null });
async function toFill(): Promise<readonly string[]> {
  const { body } = await (await office.as('李国栋')).get('/api/obligations?scope=mine');
  return body.rows.filter((one: { duty: string }) => one.duty === '落实岗位人选').map((one: { sentence: string }) => one.sentence);
}

test('when a post ends, what waits for its holder goes up in the same act, and the post is to be filled; when it is given, it comes down', async () => {
  const id = await filed();
  expect(await waitsFor(id)).toEqual([`${FINANCE}：王建华`]);
  expect((await ended(FINANCE, '王建华', '2026-03-02')).status).toBe(200);
  expect(await waitsFor(id)).toEqual(['局长：李国栋']);
  expect(await toFill()).toEqual(expect.arrayContaining([expect.stringContaining(`${FINANCE}自2026-03-02起无人担任`)]));
  expect((await given(FINANCE, '孙丽', '2026-03-02')).status).toBe(200);
  expect(await waitsFor(id)).toEqual([`${FINANCE}：孙丽`]);
  expect((await toFill()).filter((one) => one.includes('自2026-03-02起无人担任'))).toEqual([]);
});

test('a post that ends later stays where it is until then', async () => {
  const id = await filed();
  await ended(FINANCE, '孙丽', '2026-03-09');
  expect(await waitsFor(id)).toEqual([`${FINANCE}：孙丽`]);
  expect((await given(FINANCE, '王建华', '2026-03-09')).status).toBe(200);
});

test('whoever leaves takes no step with him', async () => {
  const id = await filed();
  const system = await office.as('何平');
  expect((await system.post(`/api/people/${idOf('孙丽')}/leave`, { leftOn: '2026-03-02' })).status).toBe(200);
  expect(await waitsFor(id)).toEqual(['局长：李国栋']);
});

test('a step asked of a person by name stands still when he leaves, until two others have given it to a third', async () => {
  const id = await filed();
  const head = await office.as('李国栋');
  const version = (await head.get(`/api/matters/${id}`)).body.version;
  await head.post(`/api/matters/${id}/add-signer`, { version, placing: 'before', personId: idOf('韩梅'), reason: '征求意见' });
  const leave = async (): Promise<Answer> => (await office.as('何平')).post(`/api/people/${idOf('韩梅')}/leave`, { leftOn: '2026-03-02' });
  expect(await waitsFor(id)).toEqual(['会签人：韩梅']);
  expect((await leave()).body).toMatchObject({ unfinished: 1 });
  const { route, version: now } = (await head.get(`/api/matters/${id}`)).body;
  expect(route[0]).toMatchObject({ state: 'stuck', candidates: [], reasons: expect.arrayContaining(['韩梅自2026-03-02起离任，须改派']) });
  expect(await toFill()).toEqual(expect.arrayContaining([expect.stringContaining('到了“会签人会签”这一步，没有人可以办理')]));
  const asked = await (
    await office.as('周静')
  ).post(`/api/matters/${id}/ask-reassign`, { version: now, step: route[0].step, toPersonId: idOf('秦岚'), reason: '韩梅已调离' });
  expect(asked.status).toBe(200);
  await (await office.as('赵敏')).post(`/api/matters/${id}/reassign`, { version: now });
  expect(await waitsFor(id)).toEqual(['会签人：秦岚']);
  expect((await toFill()).filter((one) => one.includes('会签人会签'))).toEqual([]);
  expect((await (await office.as('秦岚')).post(`/api/matters/${id}/approve`, { version: now + 1 })).status).toBe(200);
});

test('whoever handles a matter may ask again who may act on it, once a post has been filled', async () => {
  const id = await filed();
  expect(await waitsFor(id)).toEqual(['局长：李国栋']);
  const clerk = await office.as('沈明');
  const { version } = (await clerk.get(`/api/matters/${id}`)).body;
  expect((await clerk.post(`/api/matters/${id}/reopen`, { version })).body.refused).toMatchObject({ code: 'unchanged' });
  office.at('2026-03-10');
  const again = await office.as('沈明');
  expect((await (await office.as('周静')).post(`/api/matters/${id}/reopen`, { version })).body.refused).toMatchObject({ code: 'not-yours' });
  expect((await again.post(`/api/matters/${id}/reopen`, { version })).status).toBe(200);
  expect(await waitsFor(id)).toEqual([`${FINANCE}：王建华`]);
  office.at('2026-03-02');
});

test('a regulation about to be published says which of its posts nobody holds; publishing makes them a duty to fill', async () => {
  const drafter = await office.as('冯涛');
  const text = Buffer.from((await drafter.get('/api/regulations/财务财物管理制度/source.yaml?version=2024-01-01')).body)
    .toString('utf8')
    .replace('版本: 2024-01-01', '版本: 2026-04-01')
    .replace('施行: 2024-01-01', '施行: 2026-04-01');
  const original = (await drafter.upload('新版.pdf', Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF'))).body.digest;
  const { draftId } = (await drafter.post('/api/regulations/drafts', { text, issuer: '示范局', documentNumber: '文旅发〔2026〕3号', original })).body;
  const head = await office.as('李国栋');
  const { body } = await head.get(`/api/regulations/drafts/${draftId}`);
  expect(body.findings.map((one: { sentence: string }) => one.sentence).join()).toContain(`没有人担任${FINANCE}`);
  expect((await head.post(`/api/regulations/drafts/${draftId}/publish`)).status).toBe(200);
  expect(await toFill()).toEqual(expect.arrayContaining([expect.stringContaining(`${FINANCE}自2026-04-01起无人担任`)]));
});
