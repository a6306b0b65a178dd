import { afterAll, beforeAll, expect, test } from 'vitest';
import { deedsOf, ok, type Deeds } from '../../../test/deeds.ts';
import { clearForPost } from '../../../test/key-post.ts';
import { openTestOffice, type TestOffice } from '../../../test/office.ts';

let office: TestOffice;
let deeds: Deeds;
beforeAll(async () => {
  office = await openTestOffice();
  deeds = deedsOf(office);
});
afterAll(() => office.close());

const POST = '纪检领导';
async function endPost(name: string, until: string): Promise<void> {
  const security = await office.as('许强');
  const held = (await security.get('/api/posts')).body
    .find((one: { post: string }) => one.post === POST)
    .holdings.find((one: { name: string; until: string | null }) => one.name === name && one.until === null);
  await ok(security.post(`/api/holdings/${held.holdingId}/end`, { until }));
}
async function givePost(name: string, from: string): Promise<void> {
  await clearForPost(office, { post: POST, name, on: from });
  await ok((await office.as('许强')).post(`/api/posts/${POST}/give`, { personId: deeds.id(name), from }));
}
const numbersOf = async (name: string): Promise<readonly string[]> =>
  (await (await office.as(name)).get('/api/registers/conduct-case')).body.rows.map((one: { number: string }) => one.number);
const report = async (subject: string): Promise<string> =>
  (await deeds.done('韩梅', 'report-case', { subjectId: deeds.id(subject), facts: `${subject}的问题` })).number;
/** Everything somebody finds: duties of his own and of the office, and what he was told. */
const seenBy = async (name: string): Promise<string> => {
  const lists = await Promise.all(
    ['', '?scope=office&state='].map(async (query) => (await ok((await office.as(name)).get(`/api/obligations${query}`))).body.rows),
  );
  return JSON.stringify([lists, await deeds.told(name), await numbersOf(name)]);
};
const dutyOf = async (name: string, number: string) => (await deeds.mine(name)).find((one) => one.sentence.includes(number));

test('a confidential duty is not handed to anybody by itself, while another duty of the same person is (ETH-10c)', async () => {
  office.at('2026-05-11');
  const number = await report('秦岚');
  const duty = await dutyOf('赵敏', number);
  expect(duty?.may['hand-over']).toMatchObject({ code: 'confidential' });
  const hand = async (obligationId: number) =>
    (await office.as('赵敏')).post(`/api/obligations/${obligationId}/hand-over`, { toPersonId: deeds.id('陈立'), reason: '出差' });
  expect((await hand(duty?.obligationId)).body.refused.code).toBe('confidential');
  const { number: gift } = await deeds.done('赵敏', 'register-gift', {
    happenedOn: '2026-05-11',
    giver: '某馆',
    giverUnit: '县文化馆',
    sort: '礼品',
    description: '茶叶',
    value: 30_000,
    occasion: '来访',
    receiverId: deeds.id('赵敏'),
  });
  await ok(hand((await dutyOf('赵敏', gift))?.obligationId));
});

test('a handler who leaves the post leaves the case to the next holder, his own to the head; nobody else sees either (ETH-10b, ETH-10c)', async () => {
  office.at('2026-05-12');
  const [number = ''] = await numbersOf('赵敏');
  const his = await report('陈立');
  await endPost('赵敏', '2026-05-13');
  office.at('2026-05-13');
  await givePost('陈立', '2026-05-13');
  expect(await deeds.refused('赵敏', 'decide-intake', { number, accepted: true, reason: '属实' })).toBe('not-your-post');
  await deeds.daily('2026-05-14');
  expect(await numbersOf('陈立')).toEqual([number]);
  expect(await numbersOf('李国栋')).toEqual([his]);
  expect(await numbersOf('赵敏')).toEqual([]);
  expect(await dutyOf('陈立', number)).toMatchObject({ duty: '线索初核', dueOn: '2026-05-25' });
  expect(await dutyOf('赵敏', number)).toBeUndefined();
  expect(await deeds.told('陈立')).toContain(`${number}的承办人已离任，由您接办`);
  expect(await seenBy('陈立')).not.toContain(his);
  for (const name of ['秦岚', '曾岚', '韩梅', '沈明']) expect(await seenBy(name)).not.toMatch(/线〔2026〕/);
  expect((await deeds.register('陈立', 'conduct-case'))[0]).toMatchObject({ number, formerHandlers: '赵敏', reporter: '韩梅' });
  await deeds.done('陈立', 'decide-intake', { number, accepted: true, reason: '属实' });
  expect(JSON.stringify((await ok((await office.as('曾岚')).get('/api/log?verb=daily-control'))).body.rows)).not.toMatch(/线〔2026〕/);
});

test('while the post is vacant the head above it has its cases, and his own wait for the next holder (ETH-10b)', async () => {
  office.at('2026-05-15');
  const heads = await report('李国栋');
  expect(await numbersOf('陈立')).toContain(heads);
  await endPost('陈立', '2026-05-18');
  await deeds.daily('2026-05-19');
  expect((await numbersOf('李国栋')).length).toBe(2);
  expect(await seenBy('李国栋')).not.toContain(heads);
  // A new report goes to the head as well, one about him to nobody in the office.
  const fresh = await report('沈明');
  expect(await numbersOf('李国栋')).toContain(fresh);
  expect((await deeds.deed('韩梅', 'report-case', { subjectId: deeds.id('李国栋'), facts: '再次' })).body.failure.sentence).toBe(
    '纪检领导空缺，请直接向县纪委反映。',
  );
  office.at('2026-05-20');
  await givePost('赵敏', '2026-05-20');
  await deeds.daily('2026-05-21');
  expect(await numbersOf('赵敏')).toEqual([heads]);
  expect((await deeds.register('赵敏', 'conduct-case'))[0]).toMatchObject({ forwardedTo: '县纪委', formerHandlers: '陈立' });
});

test('what somebody still owed of his case when he left is seen to by its handler (ETH-11a)', async () => {
  office.at('2026-05-22');
  const number = await report('罗成');
  await deeds.done('赵敏', 'decide-intake', { number, accepted: true, reason: '属实' });
  await deeds.done('赵敏', 'hear-case', { number, statement: '承认' });
  await deeds.done('赵敏', 'conclude-case', {
    number,
    measures: ['经济处罚'],
    penalty: 50_000,
    decidingBody: '局党组',
    decidedOn: '2026-05-22',
    conclusion: '罚款',
    document: await deeds.proof('赵敏'),
  });
  expect(await dutyOf('罗成', number)).toMatchObject({ duty: '经济处罚缴纳' });
  await ok((await office.as('何平')).post(`/api/people/${deeds.id('罗成')}/leave`, { leftOn: '2026-05-25' }));
  await deeds.daily('2026-05-24');
  expect(await dutyOf('赵敏', number)).toBeUndefined();
  await deeds.daily('2026-05-25');
  const duty = await dutyOf('赵敏', number);
  expect(duty).toMatchObject({ duty: '经济处罚缴纳', dueOn: '2026-06-21' });
  for (const name of ['李国栋', '曾岚', '彭涛']) expect(await seenBy(name)).not.toContain(number);
  await ok(
    (await office.as('赵敏')).post(`/api/obligations/${duty?.obligationId}/discharge`, {
      files: [{ evidence: '缴款收据', digest: await deeds.proof('赵敏'), name: '收据.pdf' }],
      remark: null,
    }),
  );
});
