import { afterAll, beforeAll, expect, test } from 'vitest';
import { deedsOf, type Deeds } from '../../../test/deeds.ts';
import { openTestOffice, type Answer, type TestOffice } from '../../../test/office.ts';
import { foldEntry } from './attested.ts';

let office: TestOffice;
let deeds: Deeds;
beforeAll(async () => {
  office = await openTestOffice();
  deeds = deedsOf(office);
});
afterAll(() => office.close());

/** 8,000 yuan: the finance leader, then the head. */
async function filed(): Promise<number> {
  const form = { purpose: '展板', category: '印刷费', payee: '示范县文印商贸有限公司', amount: 800_000, paymentMethod: '公务卡', plannedOn: '2026-03-20' };
  const made = await (await office.as('沈明')).post('/api/matters', { kind: 'spending-request', form, linkedMatterId: null, files: [], submit: true });
  return Number(made.body.matterId);
}
async function on(name: string, matterId: number, verb: string, body: object = {}): Promise<Answer> {
  const { body: matter } = await (await office.as('李国栋')).get(`/api/matters/${matterId}`);
  return (await office.as(name)).post(`/api/matters/${matterId}/${verb}`, { version: matter.version, ...body });
}
async function verified(): Promise<Answer['body']> {
  await office.sealed();
  return (await (await office.as('曾岚')).post('/api/log/verify')).body;
}
/** As somebody with the keys of the database would. */
const behind = (text: string, ...values: readonly unknown[]) => office.database.owner.query(text, [...values]);

test('whatever the verbs do to matters, they stand as the log says', async () => {
  const [withdrawn, returned, refused, approved] = [await filed(), await filed(), await filed(), await filed()];
  await on('王建华', withdrawn, 'approve');
  await on('沈明', withdrawn, 'withdraw', { reason: '改期' });
  await on('王建华', returned, 'approve');
  await on('李国栋', returned, 'return', { remark: '请补充' });
  await on('沈明', returned, 'submit');
  await on('王建华', refused, 'refuse', { remark: '没有预算' });
  await on('王建华', approved, 'add-signer', { placing: 'before', personId: deeds.id('韩梅'), reason: '征求意见' });
  await on('韩梅', approved, 'dissent', { remark: '建议缓办' });
  await on('王建华', approved, 'approve');
  await on('李国栋', approved, 'approve');
  const draft = { purpose: '横幅', category: '印刷费', payee: '示范县文印商贸有限公司', amount: 60_000, paymentMethod: '公务卡', plannedOn: '2026-03-20' };
  await (await office.as('沈明')).post('/api/matters', { kind: 'spending-request', form: draft, linkedMatterId: null, files: [], submit: false });
  expect(await verified()).toMatchObject({ unaltered: true, complete: true, troubles: [] });
});

test('a state set in the database is found, named, and told to the audit officer that day (ICF-02.3d, ICF-03.2k)', async () => {
  const id = await filed();
  await behind(`update matter set state = 'approved' where matter_id = $1`, id);
  const told = await verified();
  expect(told.unaltered).toBe(false);
  expect(told.troubles).toEqual([expect.stringMatching(/^支审〔2026〕\d+号“展板”现为“已批准”，与最后留痕2026-03-02 09:00记录的“在审”不一致。$/)]);
  await deeds.daily('2026-03-03');
  expect(await deeds.told('曾岚')).toContain('事项与留痕不一致，共1处，首处：支审');
  await behind(`update matter set state = 'in_review' where matter_id = $1`, id);
  expect(await verified()).toMatchObject({ unaltered: true, troubles: [] });
  office.at('2026-03-02');
});

test('a form, a signature, a handler and a matter changed or made in the database are found', async () => {
  const id = await filed();
  await on('王建华', id, 'approve');
  const found = async (): Promise<string> => (await verified()).troubles.join();
  await behind(`update matter set facts = facts || '{"amount": 900000}' where matter_id = $1`, id);
  expect(await found()).toContain('的内容与最后留痕');
  await behind(`update matter set facts = facts || '{"amount": 800000}' where matter_id = $1`, id);
  await behind(`update matter_step set state = 'done', verdict = 'agreed', acted_by = $2 where matter_id = $1 and step = 2`, id, deeds.id('李国栋'));
  expect(await found()).toContain('第2步的签署与最后留痕');
  await behind(`update matter_step set state = 'open', verdict = null, acted_by = null where matter_id = $1 and step = 2`, id);
  await behind(`update matter set handler_id = $2 where matter_id = $1`, id, deeds.id('韩梅'));
  expect(await found()).toContain('的经办人与最后留痕');
  await behind(`update matter set handler_id = $2 where matter_id = $1`, id, deeds.id('沈明'));
  const {
    rows: [{ number }],
  } = await behind('select number from matter where matter_id = $1', id);
  await behind(`update matter set number = '支审〔2026〕99号' where matter_id = $1`, id);
  expect(await found()).toContain(`支审〔2026〕99号“展板”的编号与最后留痕2026-03-02 09:00记录的${number}不一致。`);
  await behind(`update matter set number = $2 where matter_id = $1`, id, number);
  await behind(
    `insert into matter (office_id, kind, title, state, handler_id, facts, fact_day, made_at) select office_id, kind, '补记', 'approved', handler_id, facts, fact_day, made_at from matter where matter_id = $1`,
    id,
  );
  expect(await found()).toContain('“补记”没有任何留痕');
});

test('a matter of before is held against what its entries have: the state its last act led to, the form of its submission, who acted on it', async () => {
  const all = new Map();
  const say = (verb: string, detail: object): void =>
    foldEntry(all, { at: new Date('2026-01-05T09:00:00+08:00'), body: JSON.stringify({ person: 3, verb, subject: { kind: 'matter', id: '9' }, detail }) });
  say('submit', { form: 'ab', round: 1, number: '支审〔2025〕9号' });
  expect(all.get(9)).toMatchObject({ form: 'ab', round: 1, number: '支审〔2025〕9号', states: ['in_review', 'approved', 'closed'] });
  say('remark', {});
  say('refuse', {});
  expect(all.get(9)).toMatchObject({ form: 'ab', states: ['refused'], actors: new Set([3]) });
});
