import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deedsOf, ok, type Deeds } from '../../../test/deeds.ts';
import { clearForPost } from '../../../test/key-post.ts';
import { openTestOffice, type TestOffice } from '../../../test/office.ts';

let office: TestOffice;
let deeds: Deeds;
beforeAll(async () => {
  office = await openTestOffice();
  deeds = deedsOf(office);
  await clearForPost(office, { post: '财务股', name: '韩梅', on: '2026-03-02' });
});
afterAll(() => office.close());

const authority = (post: string, ceiling: number): Promise<unknown> =>
  deeds.done('李国栋', 'grant-general-authority', { post, ceiling, from: '2026-03-02', until: null, responsibility: '对所签事项负责', basis: '局务会纪要3号' });

interface Lent {
  readonly kinds?: readonly string[];
  readonly ceiling?: number;
}

/** Lends a post while `work` is done. */
async function covered(
  post: string,
  { absent, cover }: { readonly absent: string; readonly cover: string },
  lent: Lent,
  work: () => Promise<void>,
): Promise<void> {
  const holder = await office.as(absent);
  const { body } = await ok(
    holder.post('/api/covers', {
      post,
      absentPersonId: deeds.id(absent),
      coverPersonId: deeds.id(cover),
      from: '2026-03-02',
      until: '2026-03-09',
      reason: '出差',
      ...lent,
    }),
  );
  await work();
  await ok(holder.post(`/api/covers/${body.coverId}/end`));
}

describe('a post with a general authority', () => {
  const first = async (amount: number): Promise<readonly string[]> => {
    const form = { purpose: '展板', category: '印刷费', payee: '示范县文印商贸有限公司', amount, paymentMethod: '公务卡', plannedOn: '2026-03-12' };
    const made = await ok((await office.as('沈明')).post('/api/matters', { kind: 'spending-request', form, linkedMatterId: null, files: [], submit: true }));
    const { body } = await (await office.as('沈明')).get(`/api/matters/${made.body.matterId}`);
    return body.route[0].candidates.map((one: { name: string; coverFor: string | null }) =>
      one.coverFor === null ? one.name : `${one.name}代${one.coverFor}`,
    );
  };

  test('is lent up to its ceiling and no further, whatever the delegation says (ICF-03.2p)', async () => {
    await authority('分管财务领导', 200_000);
    for (const lent of [{}, { ceiling: 300_000 }, { kinds: ['spending-request'] }]) {
      await covered('分管财务领导', { absent: '王建华', cover: '陈立' }, lent, async () => {
        expect(await first(200_000)).toEqual(['王建华', '陈立代王建华']);
        expect(await first(200_001)).toEqual(['李国栋']);
      });
    }
    await covered('分管财务领导', { absent: '王建华', cover: '陈立' }, { ceiling: 100_000 }, async () => {
      expect(await first(100_000)).toEqual(['王建华', '陈立代王建华']);
      expect(await first(100_001)).toEqual(['王建华']);
    });
  });

  test('keeps every other power it has, held or covered; a cover within limits has none of them', async () => {
    const account = (by: string, bank: string) => deeds.deed(by, 'register-account', { account: `62170000000000${bank}`, bank: '示范县农村信用社' });
    await authority('财务股', 100_000);
    expect((await account('周静', '00001')).status).toBe(200);
    await covered('财务股', { absent: '周静', cover: '韩梅' }, {}, async () => expect((await account('韩梅', '00002')).status).toBe(200));
    await covered('财务股', { absent: '周静', cover: '韩梅' }, { kinds: ['claim'] }, async () =>
      expect((await account('韩梅', '00003')).body.refused).toBeDefined(),
    );
    await authority('局长', 100_000_000);
    const byHead = await (
      await office.as('李国栋')
    ).post('/api/covers', {
      post: '分管机关领导',
      absentPersonId: deeds.id('陈立'),
      coverPersonId: deeds.id('孙丽'),
      from: '2026-03-02',
      until: '2026-03-09',
      reason: '外出',
    });
    expect(byHead.status).toBe(200);
  });
});

describe('a cover within limits lends nothing but the steps it reaches', () => {
  const limited = { kinds: ['claim'] };

  test('not the settling of gifts', async () => {
    const gift = () =>
      deeds.done('沈明', 'register-gift', {
        happenedOn: '2026-03-02',
        giver: '某馆',
        giverUnit: '县文化馆',
        sort: '礼品',
        description: '茶叶',
        value: 30_000,
        occasion: '送到办公室',
        receiverId: deeds.id('沈明'),
      });
    const settle = async (number: string): Promise<number> => (await deeds.deed('孙丽', 'settle-gift', { number, fate: '上交', receipt: '收1号' })).status;
    const { number } = await gift();
    await covered('纪检领导', { absent: '赵敏', cover: '孙丽' }, limited, async () => expect(await settle(number)).toBe(422));
    await covered('纪检领导', { absent: '赵敏', cover: '孙丽' }, {}, async () => expect(await settle(number)).toBe(200));
  });

  test('nor the view of leaders', async () => {
    const view = async (): Promise<number> => (await deeds.deed('孙丽', 'view-leader', { personId: deeds.id('王建华'), year: 2026, quarter: 1 })).status;
    await covered('纪检领导', { absent: '赵敏', cover: '孙丽' }, limited, async () => expect(await view()).toBe(422));
    await covered('纪检领导', { absent: '赵敏', cover: '孙丽' }, {}, async () => expect(await view()).toBe(200));
  });

  test('nor the counting of records', async () => {
    const { number } = await deeds.done('周静', 'register-record-set', {
      name: '2025年度会计凭证',
      place: '档案室',
      booked: 120,
      custodianId: deeds.id('周静'),
    });
    const count = async (): Promise<number> => (await deeds.deed('韩梅', 'check-record-set', { number, counted: 120, receiverId: null })).status;
    await covered('财务股', { absent: '吴芳', cover: '韩梅' }, limited, async () => expect(await count()).toBe(422));
    await covered('财务股', { absent: '吴芳', cover: '韩梅' }, {}, async () => expect(await count()).toBe(200));
  });
});
