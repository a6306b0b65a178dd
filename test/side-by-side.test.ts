import { afterAll, beforeAll, expect, test } from 'vitest';
import { newVersion, publishVersion } from './new-versions.ts';
import { openTestOffice, type Answer, type TestOffice } from './office.ts';

/** A version of the finance regulation in which 5,000 to 20,000 yuan is countersigned by two at a time, agreed to by two of the leaders, then approved. */
const STEPS = `[{ 职务: 办公室主任, 动作: 会签 }, { 职务: 纪检领导, 动作: 会签, 并行: 是 }, { 职务: 班子成员, 动作: 审核, 几人: 2 }, { 职务: 局长, 动作: 批准, 本人: [局务会], 同人: 合并 }]`;
const ALL = STEPS.replace('几人: 2', '几人: 全部');

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
  await publish(STEPS, '2026-04-01');
  await publish(ALL, '2026-05-01');
});
afterAll(() => office.close());

async function publish(steps: string, day: string, words: Readonly<Record<string, string>> = {}): Promise<void> {
  const drafter = await office.as('冯涛');
  const submitted = await newVersion(drafter, '财务财物管理制度', { '[{ 职务: 局长, 动作: 批准, 本人: [局务会], 同人: 合并 }]': steps, ...words }, day);
  await publishVersion({ drafter, publisher: await office.as('李国栋') }, submitted);
  expect((await (await office.as('周静')).post('/api/verbs/activate-procedure', { businessClass: '支出报销', on: day })).status).toBe(200);
}
async function filed(handler = '沈明', plannedOn = '2026-04-20'): Promise<Answer> {
  const form = { purpose: '展板', category: '印刷费', payee: '示范县文印商贸有限公司', amount: 800_000, paymentMethod: '公务卡', plannedOn };
  const made = await (await office.as(handler)).post('/api/matters', { kind: 'spending-request', form, linkedMatterId: null, files: [], submit: true });
  return (await office.as('李国栋')).get(`/api/matters/${made.body.matterId}`);
}
async function on(name: string, matterId: number, verb: string, body: object = {}): Promise<Answer> {
  const { body: matter } = await (await office.as('李国栋')).get(`/api/matters/${matterId}`);
  return (await office.as(name)).post(`/api/matters/${matterId}/${verb}`, { version: matter.version, ...body });
}
interface Step {
  readonly step: number;
  readonly post: string;
  readonly act: string;
  readonly state: string;
  readonly candidates: readonly { readonly name: string }[];
}
const waitsFor = ({ body }: Answer): readonly string[] =>
  body.route.flatMap((one: Step) =>
    one.state === 'open'
      ? [
          `${one.post}：${one.candidates
            .map((who) => who.name)
            .toSorted()
            .join('、')}`,
        ]
      : [],
  );

test('steps side by side open together, in any order, and the matter goes on when each is done', async () => {
  office.at('2026-04-02');
  const made = await filed();
  const id = Number(made.body.matterId);
  expect(waitsFor(made)).toEqual(['分管财务领导：王建华']);
  expect(waitsFor(await on('王建华', id, 'approve'))).toEqual(['办公室主任：冯涛', '纪检领导：赵敏']);
  const first = await on('赵敏', id, 'approve');
  expect(waitsFor(first)).toEqual(['办公室主任：冯涛']);
  expect((await on('赵敏', id, 'approve')).body.refused).toMatchObject({ code: 'signed-already' });
  expect(waitsFor(await on('冯涛', id, 'dissent', { remark: '数量偏多' }))).toEqual(['班子成员：孙丽、陈立']);
});

test('of several holders so many sign, each for himself; whoever alone approves later is not asked here', async () => {
  const made = await filed();
  const id = Number(made.body.matterId);
  for (const name of ['王建华', '冯涛', '赵敏']) await on(name, id, 'approve');
  expect(waitsFor(await on('孙丽', id, 'approve'))).toEqual(['班子成员：陈立']);
  expect((await on('孙丽', id, 'approve')).body.refused).toMatchObject({ code: 'signed-already' });
  expect((await on('李国栋', id, 'approve')).body.refused).toMatchObject({ code: 'not-your-step' });
  expect(waitsFor(await on('陈立', id, 'approve'))).toEqual(['局长：李国栋']);
  expect((await on('李国栋', id, 'approve')).body.state).toBe('approved');
  const pdf = await (await office.as('李国栋')).get(`/api/matters/${id}/print.pdf`);
  expect(pdf.status).toBe(200);
});

test('a holder with an interest does not count; one no among several ends the matter', async () => {
  const own = await filed('陈立');
  const id = Number(own.body.matterId);
  for (const name of ['王建华', '冯涛', '赵敏']) await on(name, id, 'approve');
  // two are asked and only 孙丽 and the head are left, so the head signs here and the meeting decides in his place
  expect(waitsFor(await (await office.as('李国栋')).get(`/api/matters/${id}`))).toEqual(['班子成员：孙丽、李国栋']);
  const refused = await on('孙丽', id, 'refuse', { remark: '不必要' });
  expect(refused.body).toMatchObject({ state: 'refused' });
  expect(waitsFor(refused)).toEqual([]);
});

test('where all are asked, each holder signs; whoever signs once at a later step signs there', async () => {
  office.at('2026-05-06');
  const made = await filed('沈明', '2026-05-20');
  const id = Number(made.body.matterId);
  const asked = (answer: Answer): number => answer.body.route.filter((one: Step) => one.post === '班子成员').length;
  expect(asked(made)).toBe(2); // 陈立 and 孙丽: the others sign steps of their own, the head once for both
  for (const name of ['王建华', '冯涛', '赵敏', '孙丽', '陈立']) await on(name, id, 'approve');
  expect((await on('李国栋', id, 'approve')).body.state).toBe('approved');
});

test('a return inside a place opens the step again; what was signed beside it stays', async () => {
  office.at('2026-04-02');
  const made = await filed();
  const id = Number(made.body.matterId);
  await on('王建华', id, 'approve');
  const signed = await on('赵敏', id, 'approve');
  const own = signed.body.route.find((one: Step) => one.post === '纪检领导') as Step;
  const back = await on('冯涛', id, 'return', { toStep: own.step, remark: '请补充意见' });
  expect(waitsFor(back)).toEqual(['纪检领导：赵敏']);
  expect(waitsFor(await on('赵敏', id, 'approve'))).toEqual(['办公室主任：冯涛']);
});

test('a regulation that only informs approves no money: nothing is approved by absence', async () => {
  await publish('[{ 职务: 局长, 动作: 知会 }]', '2026-06-01', {
    '步骤: [{ 职务: 分管财务领导, 动作: 同意, 本人: [局长], 同人: [局长] }] }': '步骤: [{ 职务: 分管财务领导, 动作: 知会 }] }',
  });
  const form = { purpose: '展板', category: '印刷费', payee: '示范县文印商贸有限公司', amount: 800_000, paymentMethod: '公务卡', plannedOn: '2026-06-20' };
  const ask = async (): Promise<Answer> =>
    (await office.as('沈明')).post('/api/matters', { kind: 'spending-request', form, linkedMatterId: null, files: [], submit: true });
  office.at('2026-05-20');
  expect((await ask()).body).toMatchObject({ state: 'in_review' });
  office.at('2026-06-05');
  expect((await ask()).body.refused).toMatchObject({ code: 'nobody-decides', clause: { clause: '二' } });
  const preview = await (await office.as('沈明')).post('/api/matter-kinds/spending-request/preview', { form });
  expect(preview.body.refusals).toEqual([expect.objectContaining({ code: 'nobody-decides' })]);
});
