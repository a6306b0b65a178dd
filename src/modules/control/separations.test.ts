import { afterAll, beforeAll, expect, test } from 'vitest';
import { deedsOf, ok, type Deeds } from '../../../test/deeds.ts';
import { openTestOffice, type TestOffice } from '../../../test/office.ts';

let office: TestOffice;
let deeds: Deeds;
beforeAll(async () => {
  office = await openTestOffice();
  deeds = deedsOf(office);
});
afterAll(() => office.close());

test('what may be lifted is lifted by the body, for half a year, checked each month, and ends by itself; a hard pair never (ICF-03.2l)', async () => {
  office.at('2026-04-02');
  const give = async (post: string, until: string | null) =>
    (await office.as('许强')).post(`/api/posts/${post}/give`, { personId: deeds.id('秦岚'), from: '2026-04-02', until });
  await ok(give('采购经办', null));
  expect((await give('验收人员', '2026-09-30')).body.refused.code).toBe('ICF-03.2l');
  const form = { sort: '不相容职务例外', title: '秦岚兼任验收', content: '验收人员休产假', interested: [deeds.id('秦岚')] };
  const { body: matter } = await ok(
    (await office.as('彭涛')).post('/api/matters', { kind: 'collective-matter', linkedMatterId: null, submit: true, files: [], form }),
  );
  const except = (more: object = {}) => ({
    personId: deeds.id('秦岚'),
    post: '采购经办',
    otherPost: '验收人员',
    from: '2026-04-02',
    until: '2026-09-30',
    matter: matter.number,
    ...more,
  });
  expect(await deeds.refused('彭涛', 'except-separation', except())).toBe('not-decided');
  const resolution = {
    body: '局务会',
    metOn: '2026-04-02',
    item: form.title,
    agreed: true,
    amount: null,
    minutesReference: '局务会纪要5号',
    present: ['李国栋', '王建华', '赵敏', '陈立', '孙丽'].map((name) => deeds.id(name)),
  };
  await ok((await office.as('冯涛')).post(`/api/matters/${matter.matterId}/resolve`, { version: matter.version, resolution }));
  expect(await deeds.refused('彭涛', 'except-separation', except({ until: '2026-10-03' }))).toBe('too-long');
  expect(await deeds.refused('彭涛', 'except-separation', except({ post: '出纳', otherPost: '财务股' }))).toBe('ICF-03.2l');
  expect(await deeds.refused('彭涛', 'except-separation', except({ post: '采购经办', otherPost: '驾驶员' }))).toBe('not-apart');
  await deeds.done('彭涛', 'except-separation', except());
  expect(await deeds.refused('彭涛', 'except-separation', except())).toBe('used');
  expect((await give('验收人员', null)).body.refused.code).toBe('ICF-03.2l');
  await ok(give('验收人员', '2026-09-30'));
  const { owner } = office.database;
  const longer = owner.query(`update post_holding set until_day = '2026-10-31' where person_id = $1 and post = '验收人员'`, [deeds.id('秦岚')]);
  await expect(longer).rejects.toThrow(/验收人员与采购经办不得由一人兼任/);
  const matrix = (await ok((await office.as('赵敏')).get('/api/reports/separation-matrix?period=2026'))).body.tables[0].rows;
  expect(matrix.filter((row: string[]) => row[4] !== '')).toEqual([['ICF-03.2l', '采购经办', '验收人员', '可有期限例外', '秦岚', '秦岚至2026-09-30']]);
  await deeds.daily('2026-04-03');
  expect((await deeds.duties('例外补偿检查'))[0]).toMatchObject({ state: 'open', owner: '内审人员', dueOn: '2026-05-10' });
  office.at('2026-09-30');
  expect(
    (await ok((await office.as('赵敏')).get('/api/reports/separation-matrix?period=2026'))).body.tables[0].rows.every((row: string[]) => row[4] === ''),
  ).toBe(true);
  office.at('2026-04-03');
});
