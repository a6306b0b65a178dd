import { afterAll, beforeAll, expect, test } from 'vitest';
import { ok, type Deeds } from '../../../test/deeds.ts';
import { signIn, type TestOffice } from '../../../test/office.ts';
import { openPayingOffice, type PayingOffice } from '../../../test/paying-office.ts';

let office: TestOffice;
let deeds: Deeds;
let paid: PayingOffice['paid'];
beforeAll(async () => {
  ({ office, deeds, paid } = await openPayingOffice());
});
afterAll(() => office.close());

const external = (more: object = {}) => ({
  sort: '外部审计',
  scope: '2025年度财务收支',
  areaPost: '财务股',
  from: '2025-01-01',
  until: '2025-12-31',
  auditorIds: [deeds.id('陶然')],
  firm: '示范会计师事务所',
  orderedBy: '县审计局',
  ...more,
});
const notes = async (name = '赵敏') => (await ok((await office.as(name)).get('/api/reports/independent-audits?period=2026'))).body.notes;

test('an external audit names its firm and who ordered it, and is reported with its report of a day; the next falls due three years after that day (ICF-03.2j)', async () => {
  office.at('2026-03-02');
  expect(await notes()).toEqual(['2026年度没有内部审计报告。', '外部审计缺口：还没有登记过外部审计报告。']);
  expect(await deeds.refused('赵敏', 'open-audit', external({ firm: '' }))).toBe('no-firm');
  const { number } = await deeds.done('赵敏', 'open-audit', external());
  const { finding } = await deeds.done('陶然', 'add-audit-finding', {
    number,
    gravity: '一般',
    facts: '一笔缺清单',
    measure: '补齐',
    ownerId: deeds.id('周静'),
    dueOn: '2026-04-01',
  });
  expect(finding).toMatch(/^审问/);
  const report = { report: await deeds.proof('陶然'), reportedOn: '2026-02-27' };
  expect(await deeds.refused('陶然', 'report-audit', { number, reportedOn: '2026-02-27' })).toBe('no-report');
  expect(await deeds.refused('陶然', 'report-audit', { number, ...report, reportedOn: '2026-03-03' })).toBe('future');
  expect(await deeds.done('陶然', 'report-audit', { number, ...report })).toMatchObject({ nextDueOn: '2029-02-27' });
  expect((await deeds.register('赵敏', 'audit')).find((row) => row.number === number)).toMatchObject({
    firm: '示范会计师事务所',
    orderedBy: '县审计局',
    reportedOn: '2026-02-27',
    findings: 1,
    corrected: '0/1',
  });
  expect(await notes()).toContain('最近一次外部审计报告日2026-02-27，下一次2029-02-27以前。');
});

test('what is not reported by its day is a gap, which the next report closes (ICF-03.2j)', async () => {
  await deeds.daily('2029-02-28');
  expect((await deeds.duties('外部审计')).map((one) => [one.dueOn, one.state])).toEqual([['2029-02-27', 'open']]);
  expect(await notes()).toContain('最近一次外部审计报告日2026-02-27，下一次2029-02-27以前，已逾期，列为外部审计缺口。');
  const { number } = await deeds.done('赵敏', 'open-audit', external({ from: '2028-01-01', until: '2028-12-31' }));
  await deeds.done('陶然', 'report-audit', { number, report: await deeds.proof('陶然'), reportedOn: '2029-02-28' });
  expect(Object.fromEntries((await deeds.duties('外部审计')).map((one) => [one.dueOn, one.state]))).toEqual({
    '2029-02-27': 'discharged',
    '2032-02-28': 'open',
  });
});

test('an external auditor reads what the audit officer reads, does nothing, holds nothing, and gets in until his day (ICF-03.2j)', async () => {
  const { matterId } = await paid(20_000, '2029-03-05');
  const system = await office.as('何平');
  const account = { name: '钱审', loginName: 'qianshen', password: null, joinedOn: '2029-03-05', externalOf: '示范会计师事务所', until: '2029-04-01' };
  expect((await system.post('/api/people', { ...account, until: null })).body.refused.code).toBe('no-end');
  expect((await system.post('/api/people', { ...account, until: '2029-03-05' })).body.refused.code).toBe('dates');
  expect((await system.post('/api/people', { ...account, externalOf: null })).body.refused.code).toBe('dates');
  const { personId } = (await ok(system.post('/api/people', account))).body;
  const people = new Map([['钱审', personId]]);
  const auditor = await signIn(office.app, { office: { officeId: office.culture.officeId, people }, name: '钱审' });
  expect((await ok(auditor.get('/api/registers/voucher'))).body.rows).toHaveLength(1);
  expect((await auditor.get(`/api/matters/${matterId}`)).status).toBe(200);
  expect((await auditor.get('/api/control/coverage')).status).toBe(200);
  expect((await auditor.get('/api/reports/independent-audits?period=2029')).status).toBe(200);
  expect((await auditor.get('/api/log/export')).status).toBe(403);
  expect(new Set((await ok(auditor.get('/api/log'))).body.rows.map((one: { person: string }) => one.person))).toEqual(new Set(['钱审']));
  const gift = {
    happenedOn: '2029-03-05',
    giver: '某馆',
    giverUnit: '县文化馆',
    sort: '礼品',
    description: '茶叶',
    value: 30_000,
    occasion: '送到办公室',
    receiverId: personId,
  };
  expect((await auditor.post('/api/verbs/register-gift', gift)).body.refused).toMatchObject({
    code: 'read-only',
    sentence: '外部审计账户只能查看，不能办理“礼品登记”。',
  });
  expect((await (await office.as('沈明')).post('/api/verbs/register-gift', { ...gift, receiverId: deeds.id('沈明') })).status).toBe(200);
  const give = (who: number) => async () => (await office.as('许强')).post('/api/posts/内审人员/give', { personId: who, from: '2029-03-05' });
  expect((await give(personId)()).status).toBe(404);
  office.at('2029-03-31');
  const still = await signIn(office.app, { office: { officeId: office.culture.officeId, people }, name: '钱审' });
  office.at('2029-04-01', '00:05');
  expect((await still.get('/api/registers/voucher')).status).toBe(401);
  await expect(signIn(office.app, { office: { officeId: office.culture.officeId, people }, name: '钱审' })).rejects.toThrow(/sign-in of 钱审/);
});
