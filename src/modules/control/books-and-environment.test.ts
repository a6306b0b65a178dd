import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ok, type Deeds } from '../../../test/deeds.ts';
import { clearForPost } from '../../../test/key-post.ts';
import type { TestOffice } from '../../../test/office.ts';
import { ACCOUNT, openPayingOffice } from '../../../test/paying-office.ts';

let office: TestOffice;
let deeds: Deeds;
/** 罗成 is the cashier since June. */
beforeAll(async () => {
  ({ office, deeds } = await openPayingOffice());
  office.at('2026-06-03');
  const security = await office.as('许强');
  const held = (await security.get('/api/posts')).body.find((one: { post: string }) => one.post === '出纳').holdings[0];
  await ok(security.post(`/api/holdings/${held.holdingId}/end`, { until: '2026-06-03' }));
  await clearForPost(office, { post: '出纳', name: '罗成', on: '2026-06-03' });
  await ok(security.post('/api/posts/出纳/give', { personId: deeds.id('罗成'), from: '2026-06-03' }));
});
afterAll(() => office.close());

describe('books', () => {
  test('the bank is reconciled by somebody who is not the cashier, and a difference is explained (ICF-03.2g)', async () => {
    await deeds.daily('2026-07-02');
    const input = async (name: string, more: object = {}) => ({
      month: '2026-06',
      account: ACCOUNT,
      bookBalance: 100,
      bankBalance: 100,
      statement: await deeds.proof(name),
      ...more,
    });
    expect(await deeds.refused('罗成', 'sign-reconciliation', await input('罗成'))).toBe('ICF-03.2g');
    expect(await deeds.refused('周静', 'sign-reconciliation', await input('周静', { bankBalance: 90 }))).toBe('unexplained');
    await deeds.done('周静', 'sign-reconciliation', await input('周静'));
    expect((await deeds.duties('银行对账')).find((one) => one.dueOn === '2026-07-10')).toMatchObject({ state: 'discharged', dueOn: '2026-07-10' });
  });

  test('the groundwork of a month is never better than measured (ICF-03.4a)', async () => {
    office.at('2026-07-02');
    expect(await deeds.refused('周静', 'sign-groundwork', { month: '2026-05', fulfilled: ['凭证附件齐全', '银行对账完成'] })).toBe('ICF-03.4a');
    expect(
      (
        await deeds.done('周静', 'sign-groundwork', {
          month: '2026-06',
          fulfilled: ['银行对账完成', '差异已说明', '编号连续'],
          measure: '补办月结和装订',
          ownerId: deeds.id('吴芳'),
          dueOn: '2026-07-20',
        })
      ).measured.银行对账完成,
    ).toBe(true);
    expect((await deeds.duties('会计基础检查')).find((one) => one.dueOn === '2026-07-10').state).toBe('discharged');
  });
});

describe('environment', () => {
  test('what an authority asks is answered by its day on the document sent (ICF-03.1a)', async () => {
    office.at('2026-09-03');
    const { number } = await deeds.done('冯涛', 'register-external-request', {
      authority: '县审计局',
      subject: '整改情况',
      letter: '审函〔2026〕8号',
      dueOn: '2026-09-20',
      ownerId: deeds.id('周静'),
    });
    expect(await deeds.refused('冯涛', 'answer-external-request', { number, document: await deeds.proof('冯涛'), sentOn: '2026-09-03' })).toBe('not-owner');
    expect((await deeds.duties('外部来文答复'))[0]).toMatchObject({ state: 'open', dueOn: '2026-09-20' });
    await deeds.done('周静', 'answer-external-request', { number, document: await deeds.proof('周静'), sentOn: '2026-09-03' });
    expect((await deeds.duties('外部来文答复'))[0].state).toBe('discharged');
  });

  test('the group has members of several sections (ICF-03.1b); a changed law opens a review of every regulation that names it (ICF-03.1c)', async () => {
    office.at('2026-09-03');
    expect(await deeds.refused('冯涛', 'name-control-member', { personId: deeds.id('彭涛'), task: '人员', from: '2026-09-03' })).toBe('not-your-post');
    const missing: (readonly string[])[] = [];
    for (const name of ['彭涛', '周静', '冯涛', '赵敏'])
      missing.push((await deeds.done('李国栋', 'name-control-member', { personId: deeds.id(name), task: '内控', from: '2026-09-03' })).missing);
    expect(missing).toEqual([['办公室', '财务股', '纪检领导'], ['办公室', '纪检领导'], ['纪检领导'], []]);
    expect(await deeds.register('沈明', 'control-member')).toHaveLength(4);
    expect((await deeds.done('周静', 'note-law-change', { law: '会计法', effective: '2026-10-01', change: '修订' })).regulations).toEqual(
      expect.arrayContaining(['财务财物管理制度', '机关事业单位经费管理内控制度']),
    );
    expect((await deeds.duties('依据复核'))[0]).toMatchObject({ dueOn: '2026-10-31', owner: '财务股' });
  });

  test('every section is evaluated once a year from outside it (ICF-03.3b)', async () => {
    await deeds.daily('2026-09-04');
    const departments = (await (await office.as('谢芸')).get('/api/departments')).body;
    const of = (name: string): number => departments.find((one: { name: string }) => one.name === name).departmentId;
    expect(await deeds.refused('谢芸', 'evaluate-department', { departmentId: of('政工人事股'), year: 2026, score: 90, comment: '良好' })).toBe('ICF-03.3b');
    await deeds.done('谢芸', 'evaluate-department', { departmentId: of('文化股'), year: 2026, score: 90, comment: '良好' });
    const open = (await deeds.duties('内控评价')).filter((one) => one.state === 'open').map((one) => one.occasion);
    expect(open).not.toContain(`department/${of('文化股')}/2026`);
    expect(open).toContain(`department/${of('政工人事股')}/2026`);
  });

  test('declarations and learning are asked of everybody, the leaders by name like the rest (ICF-02.3h, ICF-03.3c)', async () => {
    await deeds.daily('2027-01-04');
    const { body } = await ok((await office.as('赵敏')).get('/api/reports/attestations?period=2027'));
    const line = body.tables[0].rows.find((row: string[]) => row[0] === '内控年度声明');
    expect(line[2]).toBe(0);
    expect(line[4]).toContain('李国栋');
  });
});
