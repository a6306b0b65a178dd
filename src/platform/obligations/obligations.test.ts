import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestOffice, type TestOffice } from '../../../test/office.ts';
import { civilDate } from '../../rules/calendar/civil-date.ts';
import { runDailyDuties } from './daily.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
});
afterAll(() => office.close());

async function day(text: string): Promise<void> {
  office.at(text);
  for (const { officeId } of [office.culture, office.stations]) await runDailyDuties(office.open.world, { officeId, day: civilDate(text) });
}

interface Duty {
  readonly duty: string;
  readonly dueOn: string;
  readonly colour: string;
  readonly obligationId: number;
  readonly may: Record<string, unknown>;
}

/** Every page of somebody's duties. */
async function duties(name: string, of = office.culture): Promise<readonly Duty[]> {
  const person = await office.as(name, of);
  const found: Duty[] = [];
  for (let after: string | null = ''; after !== null;) {
    const { rows, next }: { rows: readonly Duty[]; next: string | null } = (
      await person.get(`/api/obligations?scope=mine${after === '' ? '' : `&after=${after}`}`)
    ).body;
    found.push(...rows);
    after = next;
  }
  return found;
}

test('a yearly duty opens with its window, once, for the post that owns it (FIN-05b, FIN-07c)', async () => {
  await day('2026-09-30');
  expect((await duties('周静')).map((one) => one.duty)).not.toContain('资产清查');
  await day('2026-10-01');
  await day('2026-10-02');
  expect((await duties('周静')).filter((one) => one.duty === '资产清查')).toMatchObject([{ dueOn: '2026-12-31', colour: 'green' }]);
  await day('2026-12-05');
  expect((await duties('周静')).map((one) => one.duty)).toContain('资金使用通报');
});

test('a monthly report opens in the month after (FIN5-05h) and is red from the day after its last, when those the clause names are told', async () => {
  await day('2027-01-05');
  expect((await duties('高洁', office.stations)).filter((one) => one.duty === '站所月报' && one.dueOn === '2027-01-10')).toMatchObject([
    { dueOn: '2027-01-10', colour: 'amber' },
  ]);
  await day('2027-01-11');
  expect((await duties('高洁', office.stations)).filter((one) => one.duty === '站所月报' && one.dueOn === '2027-01-10')).toMatchObject([{ colour: 'red' }]);
  const head = await office.as('马志远', office.stations);
  const notices = (await head.get('/api/notices')).body.rows as { sentence: string }[];
  expect(notices.filter((one) => one.sentence.includes('已逾期1天：站所月报'))).toHaveLength(1);
});

test('a duty ends on its evidence, never on a word; not by somebody else; the head may waive it with a reason', async () => {
  await day('2027-10-05');
  const [stocktake] = (await duties('周静')).filter((one) => one.duty === '资产清查' && one.dueOn === '2027-12-31');
  const finance = await office.as('周静');
  const bare = await finance.post(`/api/obligations/${stocktake?.obligationId}/discharge`, { files: [], remark: '已清查' });
  expect(bare.body.refused).toMatchObject({ code: 'evidence-missing', clause: { id: 'FIN-05b' } });
  const stranger = await office.as('沈明');
  expect((await stranger.post(`/api/obligations/${stocktake?.obligationId}/discharge`, { files: [] })).body.refused).toMatchObject({ code: 'not-owner' });
  const kept = await finance.upload('清查报告.pdf', Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF'));
  const done = await finance.post(`/api/obligations/${stocktake?.obligationId}/discharge`, {
    files: [{ evidence: '清查报告', digest: kept.body.digest, name: '清查报告.pdf' }],
  });
  expect(done.status).toBe(200);
  expect((await duties('周静')).some((one) => one.obligationId === stocktake?.obligationId)).toBe(false);
  const [report] = (await duties('孙丽')).concat(await duties('赵敏')).filter((one) => one.duty === '局属单位财务检查');
  const head = await office.as('李国栋');
  expect((await head.post(`/api/obligations/${report?.obligationId}/waive`, { reason: '机构改革，局属单位已划转' })).status).toBe(200);
});

test('spending before the report opens a duty of two days (FIN-02g)', async () => {
  office.at('2026-03-13', '16:00');
  const clerk = await office.as('沈明');
  const noted = await clerk.post('/api/verbs/note-advance-spending', {
    purpose: '抢修舞台',
    payee: '示范县诚信电脑维修中心',
    amount: 80_000,
    spentOn: '2026-03-13',
    reason: '演出当天设备故障',
  });
  expect(noted.body.result.dueOn).toBe('2026-03-15');
  expect((await duties('沈明')).filter((one) => one.duty === '先支后报')).toMatchObject([{ dueOn: '2026-03-15' }]);
  const other = await (
    await office.as('余波', office.stations)
  ).post('/api/verbs/note-advance-spending', { purpose: '抢修', payee: '甲', amount: 80_000, spentOn: '2026-03-13', reason: '急' });
  expect(other.body.refused).toMatchObject({ code: 'no-such-clause' });
});

test('finance staff attest their duty each January and on taking up the post, the keeper of the cash every month (FIN5-02, FIN5-10a)', async () => {
  const attests = async (name: string) => (await duties(name, office.stations)).filter((one) => /承诺|确认/.test(one.duty)).map((one) => [one.duty, one.dueOn]);
  expect(await attests('高洁')).toContainEqual(['财务人员承诺', '2027-01-31']);
  await day('2027-02-01');
  expect(await attests('邓莉')).toContainEqual(['现金保管确认', '2027-02-28']);
  const security = await office.as('程诚', office.stations);
  expect((await security.post('/api/posts/管账/give', { personId: office.stations.people.get('余波'), from: '2027-02-01' })).status).toBe(200);
  await day('2027-02-02');
  expect(await attests('余波')).toEqual([['财务人员承诺', '2027-02-28']]);
  const [own] = (await duties('余波', office.stations)).filter((one) => one.duty === '财务人员承诺');
  expect(
    (await (await office.as('余波', office.stations)).post(`/api/obligations/${own?.obligationId}/discharge`, { files: [], remark: '逐项确认' })).status,
  ).toBe(200);
  await day('2027-02-03');
  expect(await attests('余波')).toEqual([]);
});
