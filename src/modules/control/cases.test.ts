import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deedsOf, ok, type Deeds } from '../../../test/deeds.ts';
import { openTestOffice, type Answer, type TestOffice } from '../../../test/office.ts';

let office: TestOffice;
let deeds: Deeds;
beforeAll(async () => {
  office = await openTestOffice();
  deeds = deedsOf(office);
});
afterAll(() => office.close());

const SELLER = '示范县文印商贸有限公司';

const request = (amount: number, more: object = {}) => ({
  kind: 'spending-request', linkedMatterId: null, files: [], submit: true, form: { purpose: '展板', category: '印刷费', payee: SELLER, amount, paymentMethod: '公务卡', plannedOn: '2026-05-20', ...more },
});
const file = async (name: string, body: object): Promise<Answer> => (await office.as(name)).post('/api/matters', body);

describe('works', () => {
  test('a contract waits for a grounded procedure, the end of the notice and the answer to every objection (ETH-07a, ETH-07b, ETH-07c)', async () => {
    office.at('2026-05-06');
    const open = (more: object = {}) => deeds.done('冯涛', 'open-works', { name: '文化馆修缮', amount: 20_000_000, leaderId: deeds.id('孙丽'), supervisorId: deeds.id('赵敏'), procedure: '公开招标', basis: '招标投标法', ...more });
    expect(await deeds.refused('冯涛', 'open-works', { name: '修缮', amount: 1, leaderId: deeds.id('赵敏'), supervisorId: deeds.id('赵敏') })).toBe('same-person');
    const bare = await open({ procedure: '', basis: '' });
    const { number } = await open();
    expect((await deeds.mine('冯涛')).filter((one) => one.duty === '项目公示')).toHaveLength(4);
    const text = await deeds.proof('冯涛');
    const notice = { number, stage: '授予', place: '局公示栏', from: '2026-05-11', channel: '纪检领导电话', notice: text };
    expect(await deeds.refused('冯涛', 'post-works-notice', { ...notice, until: '2026-05-15' })).toBe('too-short');
    await deeds.done('冯涛', 'post-works-notice', { ...notice, until: '2026-05-18' });
    office.at('2026-05-13');
    const { objection, dueOn } = await deeds.done('冯涛', 'record-works-objection', { number, receivedOn: '2026-05-13', objector: '某公司', content: '评分有误' });
    expect(dueOn).toBe('2026-05-27');
    office.at('2026-05-19');
    const contract = async (on: string, more: object = {}) => ({ number, contractor: '某建筑公司', signedOn: on, approvedOn: '2026-05-10', contract: await deeds.proof('冯涛'), ...more });
    expect(await deeds.refused('冯涛', 'sign-works-contract', await contract('2026-05-18'))).toBe('ETH-07b');
    expect(await deeds.refused('冯涛', 'sign-works-contract', await contract('2026-05-19'))).toBe('ETH-07b');
    await deeds.done('冯涛', 'answer-works-objection', { objection, answer: '已复核，评分无误' });
    expect(await deeds.refused('冯涛', 'sign-works-contract', await contract('2026-05-19', { approvedOn: '2026-05-20' }))).toBe('ICF-03.2n');
    expect(await deeds.refused('冯涛', 'sign-works-contract', await contract('2026-05-19', { number: bare.number }))).toBe('ETH-07a');
    await deeds.done('冯涛', 'sign-works-contract', await contract('2026-05-19'));
    expect((await deeds.register('韩梅', 'works-objection'))[0]).toMatchObject({ number: objection, answer: '已复核，评分无误' });
  });
});

describe('diligence', () => {
  test('a step that waits longer than the office allows is on the list of the superior; nothing is returned without a reason (ETH-05a)', async () => {
    office.at('2026-08-03');
    const { body } = await ok(file('沈明', request(80_000, { plannedOn: '2026-08-20', purpose: '秋季海报' })));
    const leader = await office.as('王建华');
    expect((await leader.post(`/api/matters/${body.matterId}/return`, { version: body.version, remark: '' })).status).toBe(400);
    const late = async (): Promise<readonly string[]> => (await ok((await office.as('李国栋')).get('/api/reports/late-steps?period=2026-08'))).body.tables[0].rows.map((row: string[]) => row[0]);
    office.at('2026-08-10');
    expect(await late()).not.toContain(body.number);
    office.at('2026-08-11');
    expect(await late()).toContain(body.number);
    await deeds.daily('2026-08-17');
    expect(await deeds.told('李国栋')).toContain('办理时效清单');
  });

  test('what a leading cadre claimed and had released is looked at by the discipline leader, hers by the head, and looking is logged (ETH-10a)', async () => {
    office.at('2026-06-30');
    const ask = { personId: deeds.id('王建华'), year: 2026, quarter: 2 };
    expect(await deeds.done('赵敏', 'view-leader', ask)).toMatchObject({ overrides: 0, kinds: [] });
    expect(await deeds.refused('李国栋', 'view-leader', ask)).toBe('not-watcher');
    expect(await deeds.refused('赵敏', 'view-leader', { ...ask, personId: deeds.id('赵敏') })).toBe('own-business');
    await deeds.done('李国栋', 'view-leader', { ...ask, personId: deeds.id('赵敏') });
    expect(await deeds.refused('赵敏', 'view-leader', { ...ask, personId: deeds.id('韩梅') })).toBe('not-leader');
    const log = (await ok((await office.as('曾岚')).get('/api/log?subjectKind=leader-overview'))).body.rows;
    expect(log.map((row: { verb: string }) => row.verb)).toEqual(['view-leader', 'view-leader']);
  });
});

describe('cases', () => {
  test('a report reaches its handler alone, is decided within ten working days, and is closed with a measure (ETH-10b, ETH-10c, ETH-11a)', async () => {
    office.at('2026-05-11');
    const { number, dueOn } = await deeds.done('韩梅', 'report-case', { subjectId: deeds.id('秦岚'), facts: '虚报票据' });
    expect(dueOn).toBe('2026-05-25');
    expect(await deeds.register('赵敏', 'conduct-case')).toMatchObject([{ number, reporter: '韩梅', facts: '虚报票据' }]);
    expect((await (await office.as('何平')).get('/api/registers/conduct-case')).status).toBe(403);
    for (const name of ['秦岚', '李国栋', '曾岚', '韩梅']) expect((await (await office.as(name)).get('/api/registers/conduct-case')).body.rows).toEqual([]);
    const log = (await ok((await office.as('曾岚')).get(`/api/log?subjectKind=conduct-case&subjectId=${number}`))).body.rows;
    expect(JSON.stringify(log)).not.toContain('虚报票据');
    expect((await (await office.as('赵敏')).post(`/api/cases/${number}/delete`, {})).status).toBe(404);
    const conclusion = { number, penalty: 50_000, measures: ['批评教育', '经济处罚'], decidingBody: '局党组', conclusion: '谈话并处罚' };
    expect(await deeds.refused('赵敏', 'conclude-case', conclusion)).toBe('ETH-10b');
    await deeds.daily('2026-05-26');
    expect(await deeds.told('李国栋')).toContain(number);
    await deeds.done('赵敏', 'decide-intake', { number, accepted: true, reason: '有线索' });
    expect(await deeds.refused('秦岚', 'conclude-case', conclusion)).toBe('ICF-02.3g');
    expect(await deeds.refused('赵敏', 'conclude-case', { ...conclusion, measures: [], penalty: 0 })).toBe('ETH-11a');
    expect(await deeds.refused('赵敏', 'conclude-case', { ...conclusion, penalty: 0 })).toBe('penalty');
    expect((await deeds.done('赵敏', 'conclude-case', conclusion)).dueOn).toBe('2026-06-25');
    expect((await deeds.mine('秦岚')).map((one) => one.duty)).toContain('经济处罚缴纳');
    expect(await deeds.refused('赵敏', 'conclude-case', conclusion)).toBe('closed');
  });

  test('the discipline leader’s own case goes to the head, the head’s to the county; an anonymous report names nobody (ETH-10b, ETH-10c)', async () => {
    office.at('2026-05-27');
    const hers = await deeds.done('韩梅', 'report-case', { subjectId: deeds.id('赵敏'), facts: '超标接待', anonymous: true });
    expect(await deeds.register('李国栋', 'conduct-case')).toMatchObject([{ number: hers.number, reporter: '匿名或立案' }]);
    const his = await deeds.done('韩梅', 'report-case', { subjectId: deeds.id('李国栋'), facts: '违规用车' });
    expect((await deeds.register('赵敏', 'conduct-case'))[0]).toMatchObject({ number: his.number, forwardedTo: '县纪委' });
    await deeds.done('赵敏', 'decide-intake', { number: his.number, accepted: true, reason: '转送' });
    const end = { number: his.number, penalty: 0, measures: ['批评教育'], decidingBody: '县纪委', conclusion: '谈话' };
    expect(await deeds.refused('赵敏', 'conclude-case', end)).toBe('not-forwarded');
    await deeds.done('赵敏', 'hand-over-case', { number: his.number, receiver: '县纪委', document: await deeds.proof('赵敏') });
    await deeds.done('赵敏', 'conclude-case', end);
  });

  test('a suspected crime is handed over before anything is closed (ETH-11b)', async () => {
    office.at('2026-06-03');
    const { number } = await deeds.done('杨帆', 'report-case', { subjectId: deeds.id('罗成'), facts: '侵占公款' });
    await deeds.done('赵敏', 'decide-intake', { number, accepted: true, reason: '属实' });
    expect((await deeds.done('赵敏', 'mark-crime', { number, reason: '数额较大' })).dueOn).toBe('2026-06-10');
    const end = { number, penalty: 0, measures: ['批评教育'], decidingBody: '局党组', conclusion: '移送' };
    expect(await deeds.refused('赵敏', 'conclude-case', end)).toBe('ETH-11b');
    await deeds.done('赵敏', 'hand-over-case', { number, receiver: '县公安局', document: await deeds.proof('赵敏') });
    await deeds.done('赵敏', 'conclude-case', end);
  });

  test('when the reporter’s post is ended within the year, the discipline leader is told and nobody else (ETH-10c)', async () => {
    office.at('2026-06-04');
    const security = await office.as('许强');
    await ok(security.post('/api/posts/工会/give', { personId: deeds.id('韩梅'), from: '2026-06-04' }));
    const held = (await security.get('/api/posts')).body.find((one: { post: string }) => one.post === '工会').holdings.find((one: { name: string }) => one.name === '韩梅');
    await ok(security.post(`/api/holdings/${held.holdingId}/end`, { until: '2026-06-05' }));
    await deeds.daily('2026-06-05');
    expect(await deeds.told('赵敏')).toContain('反映人有人事变动');
    expect(await deeds.told('许强')).not.toContain('反映人');
  });

  test('a case of accountability is opened, heard and concluded in sixty days, never by the person or his subordinates (ICF-02.3g)', async () => {
    office.at('2026-06-08');
    expect(await deeds.refused('周静', 'open-case', { subjectId: deeds.id('秦岚'), facts: '越权' })).toBe('not-your-post');
    expect(await deeds.refused('赵敏', 'open-case', { subjectId: deeds.id('赵敏'), facts: '越权' })).toBe('own-business');
    const { number, dueOn } = await deeds.done('赵敏', 'open-case', { subjectId: deeds.id('秦岚'), managerId: deeds.id('王建华'), facts: '越权付款三次' });
    expect(dueOn).toBe('2026-08-07');
    expect(await deeds.refused('韩梅', 'hear-case', { number, statement: '不是我' })).toBe('not-subject');
    await deeds.done('秦岚', 'hear-case', { number, statement: '系误操作' });
    expect(await deeds.refused('秦岚', 'conclude-case', { number, penalty: 0, measures: ['失职问责'], decidingBody: '局党组', conclusion: '提醒' })).toBe('ICF-02.3g');
    await deeds.done('赵敏', 'conclude-case', { number, unfounded: true, penalty: 0, decidingBody: '局党组', conclusion: '不予追究：误操作，已培训' });
    expect((await deeds.register('赵敏', 'case-measure')).length).toBeGreaterThan(0);
  });
});
