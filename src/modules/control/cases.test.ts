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
  kind: 'spending-request',
  linkedMatterId: null,
  files: [],
  submit: true,
  form: { purpose: '展板', category: '印刷费', payee: SELLER, amount, paymentMethod: '公务卡', plannedOn: '2026-05-20', ...more },
});
const file = async (name: string, body: object): Promise<Answer> => (await office.as(name)).post('/api/matters', body);

describe('works', () => {
  test('a contract waits for a grounded procedure, the end of the notice and the answer to every objection (ETH-07a, ETH-07b, ETH-07c)', async () => {
    office.at('2026-05-06');
    const open = (more: object = {}) =>
      deeds.done('冯涛', 'open-works', {
        name: '文化馆修缮',
        amount: 20_000_000,
        leaderId: deeds.id('孙丽'),
        supervisorId: deeds.id('赵敏'),
        procedure: '公开招标',
        basis: '招标投标法',
        ...more,
      });
    expect(await deeds.refused('冯涛', 'open-works', { name: '修缮', amount: 1, leaderId: deeds.id('赵敏'), supervisorId: deeds.id('赵敏') })).toBe(
      'same-person',
    );
    const bare = await open({ procedure: '', basis: '' });
    const { number } = await open();
    expect((await deeds.mine('冯涛')).filter((one) => one.duty === '项目公示')).toHaveLength(4);
    const text = await deeds.proof('冯涛');
    const notice = { number, stage: '授予', place: '局公示栏', from: '2026-05-11', channel: '纪检领导电话', notice: text };
    expect(await deeds.refused('冯涛', 'post-works-notice', { ...notice, until: '2026-05-15' })).toBe('too-short');
    await deeds.done('冯涛', 'post-works-notice', { ...notice, until: '2026-05-18' });
    office.at('2026-05-13');
    const { objection, dueOn } = await deeds.done('冯涛', 'record-works-objection', {
      number,
      receivedOn: '2026-05-13',
      objector: '某公司',
      content: '评分有误',
    });
    expect(dueOn).toBe('2026-05-27');
    office.at('2026-05-19');
    const contract = async (on: string, more: object = {}) => ({
      number,
      contractor: '某建筑公司',
      signedOn: on,
      approvedOn: '2026-05-10',
      contract: await deeds.proof('冯涛'),
      ...more,
    });
    expect(await deeds.refused('冯涛', 'sign-works-contract', await contract('2026-05-18'))).toBe('ETH-07b');
    expect(await deeds.refused('冯涛', 'sign-works-contract', await contract('2026-05-19'))).toBe('ETH-07b');
    await deeds.done('冯涛', 'answer-works-objection', { objection, answer: '已复核，评分无误' });
    expect(await deeds.refused('冯涛', 'sign-works-contract', await contract('2026-05-19'))).toBe('ETH-07b');
    await deeds.done('冯涛', 'post-works-notice', { ...notice, stage: '启动', from: '2026-05-07', until: '2026-05-14' });
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
    const late = async (): Promise<readonly string[]> =>
      (await ok((await office.as('李国栋')).get('/api/reports/late-steps?period=2026-08'))).body.tables[0].rows.map((row: string[]) => row[0]);
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
