import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deedsOf, ok, type Deeds } from '../../../test/deeds.ts';
import { openTestOffice, type Answer, type TestOffice } from '../../../test/office.ts';
import { matter, receptionDesk } from '../../../test/reception-desk.ts';

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
    // Step by step, each with its document, and none before the former.
    const step = async (of: string, more: object = {}) => ({ number, step: of, document: await deeds.proof('冯涛'), ...more });
    expect(await deeds.refused('冯涛', 'evidence-works-step', await step('招标公告'))).toBe('former-open');
    expect(await deeds.refused('冯涛', 'evidence-works-step', await step('报价记录'))).toBe('no-such-step');
    expect(
      await deeds.refused('冯涛', 'open-works', {
        name: '修缮',
        amount: 1,
        leaderId: deeds.id('孙丽'),
        supervisorId: deeds.id('赵敏'),
        procedure: '指定',
        basis: '惯例',
      }),
    ).toBe('no-such-procedure');
    for (const one of ['招标文件', '招标公告', '开标评标']) await deeds.done('冯涛', 'evidence-works-step', await step(one));
    expect(await deeds.refused('冯涛', 'evidence-works-step', await step('招标公告'))).toBe('done-already');
    expect(await deeds.refused('冯涛', 'choose-works-procedure', { number, procedure: '询价', basis: '政府采购法' })).toBe('under-way');
    expect(await deeds.refused('冯涛', 'evidence-works-step', await step('报价记录', { number: bare.number }))).toBe('no-such-step');
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
    expect(await deeds.refused('冯涛', 'sign-works-contract', await contract('2026-05-18'))).toBe('ETH-07a');
    await deeds.done('冯涛', 'evidence-works-step', await step('中标通知书'));
    expect(await deeds.refused('冯涛', 'sign-works-contract', await contract('2026-05-18'))).toBe('ETH-07b');
    expect(await deeds.refused('冯涛', 'sign-works-contract', await contract('2026-05-19'))).toBe('ETH-07b');
    await deeds.done('冯涛', 'answer-works-objection', { objection, answer: '已复核，评分无误' });
    expect(await deeds.refused('冯涛', 'sign-works-contract', await contract('2026-05-19'))).toBe('ETH-07b');
    await deeds.done('冯涛', 'post-works-notice', { ...notice, stage: '启动', from: '2026-05-07', until: '2026-05-14' });
    expect(await deeds.refused('冯涛', 'sign-works-contract', await contract('2026-05-19', { approvedOn: '2026-05-20' }))).toBe('ICF-03.2n');
    expect(await deeds.refused('冯涛', 'sign-works-contract', await contract('2026-05-19', { number: bare.number }))).toBe('ETH-07a');
    await deeds.done('冯涛', 'sign-works-contract', await contract('2026-05-19'));
    expect((await deeds.register('韩梅', 'works')).find((one) => one.number === number)).toMatchObject({
      procedure: '公开招标',
      steps: '招标文件、招标公告、开标评标、中标通知书',
      contractor: '某建筑公司',
    });
    await deeds.done('冯涛', 'choose-works-procedure', { number: bare.number, procedure: '询价', basis: '政府采购法' });
    await deeds.done('冯涛', 'evidence-works-step', await step('询价通知书', { number: bare.number }));
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
    // It waits for the 分管财务领导: the 局长 stands above him, and the 纪检领导 sees every list.
    const list = `办理时效清单：${body.number}（分管财务领导）超过办理时限。`;
    for (const name of ['李国栋', '赵敏']) expect(await deeds.told(name)).toContain(list);
    for (const name of ['王建华', '陈立']) expect(await deeds.told(name)).not.toContain('办理时效清单');
    // What waits for the general office is to be heard of by whoever stands above it, not by the 局长.
    const desk = receptionDesk(() => office);
    const clerk = await office.as('沈明');
    const letterNumber = await desk.letter(clerk, '2026-09-10', ['程远', '陶然', '姚兰']);
    const plan = await ok(clerk.post('/api/matters', matter(desk.plan('2026-09-10', { letterNumber }))));
    expect(plan.body.route[0]).toMatchObject({ post: '办公室', state: 'open' });
    await deeds.daily('2026-08-31');
    const second = `${plan.body.number}（办公室）超过办理时限。`;
    for (const name of ['陈立', '赵敏']) expect(await deeds.told(name)).toContain(second);
    expect(await deeds.told('李国栋')).not.toContain(second);
  });

  test('what a leading cadre claimed and had released is looked at by the discipline leader, hers by the head, and looking is logged (ETH-10a)', async () => {
    office.at('2026-06-30');
    const ask = { personId: deeds.id('王建华'), year: 2026, quarter: 2 };
    expect(await deeds.done('赵敏', 'view-leader', ask)).toMatchObject({ released: [], kinds: [], absent: [] });
    expect(await deeds.refused('李国栋', 'view-leader', ask)).toBe('not-watcher');
    expect(await deeds.refused('赵敏', 'view-leader', { ...ask, personId: deeds.id('赵敏') })).toBe('own-business');
    await deeds.done('李国栋', 'view-leader', { ...ask, personId: deeds.id('赵敏') });
    expect(await deeds.refused('赵敏', 'view-leader', { ...ask, personId: deeds.id('韩梅') })).toBe('not-leader');
    const log = (await ok((await office.as('曾岚')).get('/api/log?subjectKind=leader-overview'))).body.rows;
    expect(log.map((row: { verb: string }) => row.verb)).toEqual(['view-leader', 'view-leader']);
  });

  test('the head’s own is taken out for the county as a document; the log holds who took it and the digest of what left the office (ETH-10a)', async () => {
    office.at('2026-06-30');
    const of = (name: string) => `/api/control/leader-overview?personId=${deeds.id(name)}&year=2026&quarter=2`;
    const take = async (reader: string, name: string, format = 'docx'): Promise<Answer> => (await office.as(reader)).get(`${of(name)}&format=${format}`);
    expect((await take('李国栋', '李国栋')).status).toBe(404);
    expect((await take('韩梅', '李国栋')).status).toBe(404);
    expect((await take('赵敏', '王建华')).status).toBe(403); // seen by her, taken out by nobody
    const files = [await take('赵敏', '李国栋'), await take('赵敏', '李国栋', 'pdf')];
    expect(files.map((one) => one.status)).toEqual([200, 200]);
    expect(strFromU8(unzipSync(files[0]?.body)['word/document.xml'] ?? new Uint8Array())).toContain('2026年第2季度领导干部情况（李国栋）');
    expect(files[1]?.body.subarray(0, 5).toString()).toBe('%PDF-');
    const rows = (await ok((await office.as('曾岚')).get('/api/log?verb=export-leader'))).body.rows as { person: string; body: string }[];
    expect(rows.map((row) => [row.person, JSON.parse(row.body).detail.digest])).toEqual(
      files.toReversed().map((one) => ['赵敏', createHash('sha256').update(one.body).digest('hex')]),
    );
  });
});
