import { afterAll, beforeAll, expect, test } from 'vitest';
import { ok, type Deeds } from '../../../test/deeds.ts';
import type { TestOffice } from '../../../test/office.ts';
import { openPayingOffice } from '../../../test/paying-office.ts';

let office: TestOffice;
let deeds: Deeds;
beforeAll(async () => {
  const paying = await openPayingOffice();
  ({ office, deeds } = paying);
  await paying.paid(20_000, '2026-01-08');
});
afterAll(() => office.close());

test('the plan of the year has an audit of the accounts and one of a subordinate unit; each is owed by its day (ICF-02.3a)', async () => {
  await deeds.daily('2026-01-09');
  const planned = (await deeds.duties('年度审计计划')).find((one) => one.dueOn === '2026-01-31');
  expect(planned).toMatchObject({ state: 'open', owner: '内审人员' });
  const line = (subject: string, scope: string) => deeds.done('陶然', 'plan-audit', { year: 2026, subject, scope, plannedOn: '2026-06-30' });
  expect(await deeds.refused('陶然', 'plan-audit', { year: 2026, subject: '会计资料', scope: '会计资料', plannedOn: '2027-01-01' })).toBe('other-year');
  await line('会计资料', '2025年会计资料');
  expect(await deeds.refused('李国栋', 'approve-audit-plan', { year: 2026 })).toBe('ICF-02.3a');
  const unit = await line('局属单位', '县文化馆财务收支');
  expect(await deeds.refused('赵敏', 'approve-audit-plan', { year: 2026 })).toBe('not-your-post');
  expect(await deeds.refused('赵敏', 'open-audit', engagement({ plan: unit.number }))).toBe('not-planned');
  await deeds.done('李国栋', 'approve-audit-plan', { year: 2026 });
  expect(await deeds.refused('李国栋', 'approve-audit-plan', { year: 2026 })).toBe('approved-already');
  expect((await deeds.duties('年度审计计划')).find((one) => one.dueOn === '2026-01-31').state).toBe('discharged');
  expect((await deeds.duties('审计实施')).map((one) => [one.state, one.dueOn])).toEqual([
    ['open', '2026-06-30'],
    ['open', '2026-06-30'],
  ]);
  await line('其他', '专项资金');
  expect(await deeds.duties('审计实施')).toHaveLength(3);
});

const engagement = (more: object = {}) => ({
  sort: '内部审计',
  scope: '会计资料',
  areaPost: '财务股',
  from: '2025-01-01',
  until: '2025-12-31',
  auditorIds: [deeds.id('陶然')],
  ...more,
});

test('nobody audits the section he sits in; what was found of each auditor is kept, and the audited are given notice (ICF-02.3b, ICF-02.3a)', async () => {
  office.at('2026-02-02');
  expect(await deeds.refused('赵敏', 'open-audit', engagement({ areaPost: '政工人事股', auditorIds: [deeds.id('谢芸')] }))).toBe('ICF-02.3b');
  const [line] = (await deeds.register('谢芸', 'audit-plan')).filter((row) => row.subject === '会计资料');
  const { number } = await deeds.done('赵敏', 'open-audit', engagement({ plan: line.number, auditorIds: [deeds.id('陶然'), deeds.id('谢芸')] }));
  expect(await deeds.refused('赵敏', 'open-audit', engagement({ plan: line.number }))).toBe('opened-already');
  expect(new Set((await deeds.register('赵敏', 'audit-independence')).map((row) => [row.audit, row.auditor, row.now, row.before, row.section].join()))).toEqual(
    new Set([`${number},谢芸,否,否,否`, `${number},陶然,否,否,否`]),
  );
  expect(await deeds.told('吴芳')).toContain(`审计通知${number}`);
});

test('an auditor reads every matter; the audited answer, the leaders order, nobody else says anything (ICF-02.3b, ICF-02.3c)', async () => {
  office.at('2026-02-03');
  const claims = (await ok((await office.as('周静')).get('/api/matters?view=all'))).body.rows;
  const { matterId } = claims.find((one: { kind: string }) => one.kind === 'claim');
  expect((await (await office.as('陶然')).get(`/api/matters/${matterId}`)).status).toBe(200);
  expect((await (await office.as('韩梅')).get(`/api/matters/${matterId}`)).status).toBe(404);
  const [{ number }] = (await deeds.register('赵敏', 'audit')).filter((row) => row.scope === '会计资料');
  const { finding } = await deeds.done('陶然', 'add-audit-finding', {
    number,
    gravity: '一般',
    facts: '一笔附件不全',
    measure: '补齐',
    ownerId: deeds.id('周静'),
    dueOn: '2026-03-02',
  });
  const say = (sort: string) => ({ finding, sort, remark: '已知悉' });
  expect(await deeds.refused('韩梅', 'remark-audit-finding', say('答复'))).toBe('not-concerned');
  await deeds.done('周静', 'remark-audit-finding', say('答复'));
  expect(await deeds.refused('周静', 'remark-audit-finding', say('布置'))).toBe('not-leader');
  await deeds.done('王建华', 'remark-audit-finding', { ...say('布置'), remark: '月底前补齐' });
  expect((await deeds.register('李国栋', 'audit-finding')).find((row) => row.number === finding)).toMatchObject({
    gravity: '一般',
    remarks: '答复：已知悉；布置：月底前补齐',
  });
});

test('an audit is closed by its auditors once somebody else has verified what was corrected, and the plan has its audit (ICF-02.3a)', async () => {
  office.at('2026-02-04');
  const [{ number, plan }] = (await deeds.register('赵敏', 'audit')).filter((row) => row.scope === '会计资料');
  const close = { number, conclusion: '整改到位' };
  expect(await deeds.refused('陶然', 'close-audit', close)).toBe('not-reported');
  const sample = await deeds.done('谢芸', 'draw-sample', { month: '2026-01' });
  await deeds.done('陶然', 'add-audit-paper', { number, title: '抽样底稿', sampleNumber: sample.number, file: await deeds.proof('陶然') });
  await deeds.done('陶然', 'report-audit', { number });
  expect((await deeds.duties('审计实施')).find((one) => one.subject.id === plan).state).toBe('discharged');
  expect(await deeds.refused('周静', 'close-audit', close)).toBe('not-auditor');
  expect(await deeds.refused('陶然', 'close-audit', close)).toBe('ICF-02.3a');
  const [item] = (await deeds.register('周静', 'improvement')).filter((row) => row.about === number);
  await deeds.done('冯涛', 'verify-improvement', { number: item.number, note: '附件已补', evidence: await deeds.proof('冯涛') });
  await deeds.done('陶然', 'close-audit', close);
  expect(await deeds.refused('陶然', 'close-audit', close)).toBe('closed');
  expect((await deeds.register('赵敏', 'audit')).find((row) => row.number === number)).toMatchObject({ corrected: '1/1', papers: 1 });
});

test('what concerns the head goes to the body the 纪检领导 chooses, within ten days (ICF-02.3c)', async () => {
  office.at('2026-02-05');
  const { number } = await deeds.done('赵敏', 'open-audit', engagement({ sort: '外部审计', scope: '经济责任审计', firm: '县审计局', orderedBy: '县委组织部' }));
  const upwards = async () => ({ number, body: '县审计局', document: await deeds.proof('赵敏') });
  expect(await deeds.refused('赵敏', 'report-audit-upwards', await upwards())).toBe('not-reported');
  await deeds.done('陶然', 'add-audit-finding', {
    number,
    gravity: '重大',
    facts: '超权限审批',
    measure: '纠正',
    ownerId: deeds.id('李国栋'),
    dueOn: '2026-05-06',
  });
  await deeds.done('陶然', 'report-audit', { number, report: await deeds.proof('陶然'), reportedOn: '2026-02-05' });
  expect((await deeds.duties('审计另报上级'))[0]).toMatchObject({ state: 'open', dueOn: '2026-02-15', owner: '纪检领导' });
  expect(await deeds.refused('李国栋', 'report-audit-upwards', await upwards())).toBe('not-your-post');
  await deeds.done('赵敏', 'report-audit-upwards', await upwards());
  expect((await deeds.duties('审计另报上级'))[0].state).toBe('discharged');
});
