import { afterAll, beforeAll, expect, test } from 'vitest';
import { ok } from './deeds.ts';
import { clearForPost } from './key-post.ts';
import { openPayingOffice, type PayingOffice } from './paying-office.ts';

let paying: PayingOffice;
beforeAll(async () => {
  paying = await openPayingOffice();
  const { office, deeds } = paying;
  office.at('2026-03-02');
  await ok(
    (await office.as('王建华')).post('/api/covers', {
      post: '分管财务领导',
      absentPersonId: deeds.id('王建华'),
      coverPersonId: deeds.id('陈立'),
      from: '2026-03-02',
      until: '2026-03-09',
      reason: '出差',
    }),
  );
});
afterAll(() => paying.office.close());

async function filed(): Promise<number> {
  return (await ok(paying.claim(await paying.office.as('沈明'), { amount: 20_000, day: '2026-03-02' }))).body.matterId;
}
async function waitsFor(matterId: number): Promise<readonly string[]> {
  const { body } = await (await paying.office.as('李国栋')).get(`/api/matters/${matterId}`);
  return body.route
    .filter((step: { state: string }) => step.state === 'open')
    .flatMap((step: { candidates: { name: string; coverFor: string | null }[] }) =>
      step.candidates.map((one) => (one.coverFor === null ? one.name : `${one.name}代${one.coverFor}`)),
    );
}
/** The first step waits for somebody by name. */
async function rescued(matterId: number, name: string): Promise<void> {
  const on = async (who: string, verb: string, more: object) => {
    const person = await paying.office.as(who);
    const { version } = (await person.get(`/api/matters/${matterId}`)).body;
    await ok(person.post(`/api/matters/${matterId}/${verb}`, { version, ...more }));
  };
  await on('周静', 'ask-reassign', { step: 1, toPersonId: paying.deeds.id(name), reason: '财务股人员外出' });
  await on('李国栋', 'reassign', {});
}
async function addSigner(by: string, matterId: number, name: string) {
  const person = await paying.office.as(by);
  const { version } = (await person.get(`/api/matters/${matterId}`)).body;
  return person.post(`/api/matters/${matterId}/add-signer`, { version, placing: 'before', personId: paying.deeds.id(name), reason: '请提意见' });
}

test('whoever has signed does not sign a second step through his cover; nobody who has not is passed by (ICF-03.2p)', async () => {
  const { deeds } = paying;
  const [plain, checked] = [await filed(), await filed()];
  await rescued(checked, '王建华');
  await ok(deeds.sign('王建华', checked));
  await ok(deeds.sign('吴芳', plain));
  for (const matterId of [plain, checked]) await ok(deeds.sign('赵敏', matterId));
  expect(await waitsFor(plain)).toEqual(['王建华', '陈立代王建华']);
  expect(await waitsFor(checked)).toEqual(['李国栋']);
  expect((await deeds.sign('陈立', checked)).body.refused).toMatchObject({ code: 'not-your-step' });
  expect((await deeds.sign('陈立', plain)).status).toBe(200);
});

test('what is done for somebody is his own too: he is not asked again, and the wall in the database knows it', async () => {
  const { deeds, office } = paying;
  const matterId = await filed();
  for (const name of ['吴芳', '赵敏']) await ok(deeds.sign(name, matterId));
  await ok(deeds.sign('陈立', matterId));
  const { rows } = await office.database.owner.query<{ person_id: number }>(
    `select person_id from matter_duty where matter_id = $1 and duty = '批准' order by 1`,
    [matterId],
  );
  expect(rows.map((row) => row.person_id)).toEqual([deeds.id('王建华'), deeds.id('陈立')].toSorted((one, other) => one - other));
  const second = office.database.owner.query(
    `insert into matter_duty (office_id, matter_id, round, person_id, duty, at) values ($1, $2, 1, $3, '付款', now())`,
    [office.culture.officeId, matterId, deeds.id('王建华')],
  );
  await expect(second).rejects.toThrow(/不相容/);
});

test('whoever has signed through his cover is not added as a signer; another of his section is', async () => {
  const { deeds, office } = paying;
  const matterId = await filed();
  await clearForPost(office, { post: '财务股', name: '韩梅', on: '2026-03-02' });
  await ok(
    (await office.as('吴芳')).post('/api/covers', {
      post: '财务股',
      absentPersonId: deeds.id('吴芳'),
      coverPersonId: deeds.id('韩梅'),
      from: '2026-03-02',
      until: '2026-03-09',
      reason: '培训',
    }),
  );
  await ok(deeds.sign('韩梅', matterId));
  expect((await addSigner('赵敏', matterId, '吴芳')).body.refused).toMatchObject({ code: 'on-route' });
  expect((await addSigner('赵敏', matterId, '周静')).status).toBe(200);
});
