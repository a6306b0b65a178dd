import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Verb } from '../src/platform/act/verb.ts';
import { statement } from '../src/platform/db/statement.ts';
import { endCoverOf, openCover, type OpenedCover } from '../src/platform/people/open-cover.ts';
import { civilDate } from '../src/rules/calendar/civil-date.ts';
import { castOf, stage } from '../src/sample/cast.ts';
import { openTestOffice, type TestOffice } from './office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
});
afterAll(() => office.close());

const idOf = (name: string): number => office.culture.people.get(name) ?? 0;
/** 2,000 yuan: the finance leader, 王建华, alone. */
async function filed(): Promise<number> {
  const form = { purpose: '展板', category: '印刷费', payee: '示范县文印商贸有限公司', amount: 200_000, paymentMethod: '公务卡', plannedOn: '2026-03-20' };
  const made = await (await office.as('沈明')).post('/api/matters', { kind: 'spending-request', form, linkedMatterId: null, files: [], submit: true });
  return Number(made.body.matterId);
}
async function waitsFor(matterId: number): Promise<readonly string[]> {
  const { body } = await (await office.as('李国栋')).get(`/api/matters/${matterId}`);
  return body.route.flatMap((step: { state: string; candidates: { name: string; coverFor: string | null }[] }) =>
    step.state === 'open' ? step.candidates.map((one) => (one.coverFor === null ? one.name : `${one.name}代${one.coverFor}`)) : [],
  );
}

interface Leave {
  readonly matterId: number;
  readonly posts: readonly string[] | null;
  readonly absent: string;
  readonly by: string;
}

const lockOwn = statement<never>('test-lock-own-matter', 'select 1 from matter where office_id = $1 and matter_id = $2 for update');

/** What a leave does when it is approved: it holds its own matter while it lends the posts. */
const leave: Verb<Leave, null, Leave, OpenedCover> = {
  name: 'test-leave',
  title: '请假',
  who: '任何人',
  read: async (tx, { matterId }) => {
    await tx.rows(lockOwn, [tx.officeId, matterId]);
    return null;
  },
  decide: (_seen, input) => ({ yes: input }),
  write: async (tx, { matterId, posts, absent, by }, { actor, now }) => {
    const result = await openCover(tx, {
      posts,
      absentPersonId: idOf(absent),
      coverPersonId: idOf(by),
      from: civilDate('2026-03-16'),
      until: civilDate('2026-03-20'),
      reason: '年休假',
      kinds: null,
      ceiling: null,
      guards: [],
      sourceMatterId: matterId,
      grantedBy: actor.personId ?? 0,
      now,
    });
    return { result, entry: { subject: { kind: 'matter', id: matterId }, detail: {} } };
  },
};
const back: Verb<number, null, number, readonly string[]> = {
  name: 'test-back',
  title: '销假',
  who: '任何人',
  read: async () => null,
  decide: (_seen, matterId) => ({ yes: matterId }),
  write: async (tx, sourceMatterId, { now }) => ({
    result: await endCoverOf(tx, { sourceMatterId, now }),
    entry: { subject: { kind: 'matter', id: sourceMatterId }, detail: {} },
  }),
};

test('a leave lends every post but those that cannot be lent, says which and why, and gives them back with itself; two leaves at once both count', async () => {
  office.at('2026-03-16');
  const world = stage(office.open.world);
  const cast = castOf(world, office.culture);
  const [one, other] = [await filed(), await filed()];
  const [lent, second] = await Promise.all([
    cast.perform('李国栋', leave, { matterId: one, posts: null, absent: '王建华', by: '陈立' }),
    cast.perform('李国栋', leave, { matterId: other, posts: ['纪检领导', '安全管理员'], absent: '赵敏', by: '孙丽' }),
  ]);
  expect(lent.covers.map(({ post }) => post).toSorted()).toEqual(['分管财务领导', '分管领导', '常务副局长', '班子成员'].toSorted());
  expect(lent.skipped).toEqual([]);
  expect(second).toMatchObject({ covers: [{ post: '纪检领导' }], skipped: [{ post: '安全管理员', code: 'not-held' }], coverName: '孙丽' });
  expect(await waitsFor(other)).toEqual(['王建华', '陈立代王建华']);
  const again = await cast.perform('李国栋', leave, { matterId: other, posts: null, absent: '王建华', by: '孙丽' });
  expect(again).toMatchObject({ covers: [], skipped: Array.from({ length: 4 }, () => ({ code: 'covered-already' })) });
  expect((await cast.perform('李国栋', back, one)).toSorted()).toEqual(['分管财务领导', '分管领导', '常务副局长', '班子成员'].toSorted());
  expect(await waitsFor(other)).toEqual(['王建华']);
});
