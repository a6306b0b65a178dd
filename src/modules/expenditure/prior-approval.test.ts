import { afterAll, beforeAll, expect, test } from 'vitest';
import { ok } from '../../../test/deeds.ts';
import type { Answer } from '../../../test/office.ts';
import { openPayingOffice, SELLER, type PayingOffice } from '../../../test/paying-office.ts';

let paying: PayingOffice;
beforeAll(async () => {
  paying = await openPayingOffice();
});
afterAll(() => paying.office.close());

const clerk = () => paying.office.as('沈明');
const codes = (answer: Answer): readonly string[] => (answer.body.refusals ?? []).map((one: { code: string }) => one.code);
const posts = (matter: Answer['body']): readonly string[] => matter.route.map((step: { post: string }) => step.post);
async function claim(amount: number, linked: number, more: object = {}): Promise<Answer> {
  return await paying.claim(await clerk(), { amount, day: '2026-03-12', linked, more });
}

test('a claim rests on a request, not on whatever else was approved (FIN-02f)', async () => {
  paying.office.at('2026-03-02');
  const leave = {
    kind: 'leave',
    form: { leaveKind: '事假', from: '2026-03-05', until: '2026-03-05', reason: '家事' },
    linkedMatterId: null,
    files: [],
    submit: true,
  };
  const away = await paying.signAll((await ok((await clerk()).post('/api/matters', leave))).body);
  const request = await paying.agreed('沈明', { amount: 400_000 });
  paying.office.at('2026-03-13');
  expect(await claim(400_000, away.matterId)).toMatchObject({ status: 400, body: { failure: { sentence: '所关联的事项不能作为本次费用报销的依据。' } } });
  expect((await claim(400_000, request.matterId)).status).toBe(200);
});

test('and on one’s own request: that of a colleague is no ground, nor can one be told what it is', async () => {
  paying.office.at('2026-03-02');
  const [others, own] = [await paying.agreed('韩梅', { amount: 80_000 }), await paying.agreed('沈明', { amount: 80_000, more: { purpose: '横幅' } })];
  paying.office.at('2026-03-13');
  const answer = await claim(80_000, others.matterId);
  expect(answer).toMatchObject({ status: 400, body: { failure: (await claim(80_000, 999_999)).body.failure } });
  expect((await claim(80_000, own.matterId)).status).toBe(200);
});

test('payee and category are those of the approval (ICF-03.2q)', async () => {
  paying.office.at('2026-03-02');
  const { matterId } = await paying.agreed('沈明', { amount: 70_000, more: { purpose: '海报', payee: '示范县文印商贸有限公司（城关店）' } });
  paying.office.at('2026-03-13');
  expect(codes(await claim(70_000, matterId))).toEqual(['ICF-03.2q']);
  expect(codes(await claim(70_000, matterId, { payee: '示范县文印商贸有限公司（城关店）', category: '会议费' }))).toEqual(['ICF-03.2q']);
  expect((await claim(70_000, matterId, { payee: '示范县文印商贸有限公司(城关店)' })).status).toBe(200);
});

test('what was agreed at 09:10 carries what was spent at 15:00, not what was spent at nine (FIN-02f)', async () => {
  paying.office.at('2026-03-02', '09:10');
  const { matterId } = await paying.agreed('沈明', { amount: 120_000, more: { purpose: '灯箱' } });
  paying.office.at('2026-03-03');
  const spentAt = async (spentTime: string) => await claim(120_000, matterId, { spentOn: '2026-03-02', spentTime });
  expect(codes(await spentAt('09:00'))).toEqual(['FIN-02f']);
  expect((await spentAt('15:00')).status).toBe(200);
});

test('4,900.00 agreed and 5,200.00 invoiced waits for a supplement the head has approved (FIN-02i)', async () => {
  paying.office.at('2026-03-02');
  const first = await paying.agreed('沈明', { amount: 490_000, more: { purpose: '展架' } });
  expect(posts(first)).toEqual(['分管财务领导']);
  paying.office.at('2026-03-13', '09:00');
  expect(codes(await claim(520_000, first.matterId))).toEqual(['FIN-02f']);
  paying.office.at('2026-03-11');
  const raised = await paying.agreed('沈明', { amount: 520_000, more: { purpose: '展架' }, supplements: first.matterId });
  expect(posts(raised)).toEqual(['分管财务领导', '局长']);
  paying.office.at('2026-03-13', '10:00');
  expect((await claim(500_000, first.matterId)).status).toBe(200);

  paying.office.at('2026-03-14');
  const again = await paying.agreed('沈明', { amount: 530_000, more: { purpose: '展架' }, supplements: raised.matterId });
  expect(codes(await claim(30_001, again.matterId))).toEqual(['FIN-02f']); // what was claimed on the first counts
  expect((await claim(30_000, again.matterId)).status).toBe(200);
});

test('two requests of 3,000.00 for one thing within thirty days go on, and the discipline leader is told (FIN-02i)', async () => {
  paying.office.at('2026-04-01');
  const told = async (purpose: string) => (await paying.deeds.told('赵敏')).includes(purpose);
  const split = { purpose: '音响租赁', payee: '示范县音响行' };
  const first = await paying.agreed('沈明', { amount: 300_000, more: split });
  expect([posts(first), await told('音响租赁')]).toEqual([['分管财务领导'], false]);
  const second = await paying.agreed('沈明', { amount: 300_000, more: split });
  expect([posts(second), await told('音响租赁')]).toEqual([['分管财务领导', '纪检领导'], true]);
});

test('at the other office an approval holds for its payee too (FIN5-04)', async () => {
  paying.office.at('2026-03-02');
  const { office } = paying;
  const station = () => office.as('余波', office.stations);
  const form = { purpose: '宣传单', category: '印刷费', payee: SELLER, amount: 40_000, paymentMethod: '公务卡', plannedOn: '2026-03-10' };
  const { body } = await ok((await station()).post('/api/matters', { kind: 'spending-request', linkedMatterId: null, files: [], submit: true, form }));
  await ok((await office.as('宋文', office.stations)).post(`/api/matters/${body.matterId}/approve`, { version: body.version, remark: null }));
  office.at('2026-03-13');
  const witnessId = office.stations.people.get('叶青');
  const ask = async (more: object) =>
    await paying.claim(await station(), { amount: 40_000, day: '2026-03-12', linked: body.matterId, buyer: '示范县站所管理局', more: { witnessId, ...more } });
  expect(codes(await ask({ payee: '另一家公司' }))).toEqual(['FIN5-04a']);
  expect((await ask({})).status).toBe(200);
});
