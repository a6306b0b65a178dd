import { afterAll, beforeAll, expect, test } from 'vitest';
import { deedsOf, ok, type Deeds } from '../../../test/deeds.ts';
import { newVersion, publishVersion } from '../../../test/new-versions.ts';
import { openTestOffice, type Answer, type TestOffice } from '../../../test/office.ts';

const TITLE = '财务财物管理制度';

let office: TestOffice;
let deeds: Deeds;
beforeAll(async () => {
  office = await openTestOffice();
  deeds = deedsOf(office);
  const drafter = await office.as('冯涛');
  await publishVersion({ drafter, publisher: await office.as('李国栋') }, await newVersion(drafter, TITLE));
});
afterAll(() => office.close());

const request = async (plannedOn: string): Promise<Answer> =>
  (await office.as('沈明')).post('/api/matters', {
    kind: 'spending-request',
    linkedMatterId: null,
    files: [],
    submit: true,
    form: { purpose: '展板', category: '印刷费', payee: '示范县文印商贸有限公司', amount: 60_000, paymentMethod: '公务卡', plannedOn },
  });
const lastTold = (): Promise<string> => deeds.told('周静');

test('whoever puts procedures to use is told the day before a new version closes a class, and each day until it is open; whoever files is told where (ICF-02.1c)', async () => {
  await deeds.daily('2026-03-30');
  expect(await lastTold()).not.toContain('启用业务程序');
  await deeds.daily('2026-03-31');
  expect(await lastTold()).toContain('类明日起施行新版制度，启用新版程序以前不能新建事项，请办理“启用业务程序”。');
  expect((await request('2026-03-31')).status).toBe(200);
  await deeds.daily('2026-04-01');
  expect(await lastTold()).toMatch(/支出报销.*类的审批程序还没有启用，不能新建事项，请办理“启用业务程序”。/);
  expect((await request('2026-04-01')).body.refused).toMatchObject({
    code: 'ICF-02.1c',
    sentence: '本类业务还没有按现行制度启用审批程序，暂不能新建。',
    whatWouldHelp: ['由财务股办理“启用业务程序”', '在报表“业务类别与审批程序”查看待启用的类别'],
  });
  expect((await ok((await office.as('周静')).get('/api/verbs'))).body).toContainEqual(
    expect.objectContaining({ verb: 'activate-procedure', title: '启用业务程序' }),
  );
  await deeds.done('周静', 'activate-procedure', { businessClass: '支出报销' });
  expect((await request('2026-04-01')).status).toBe(200);
});

test('once every class is open nobody is told any more (ICF-02.1c)', async () => {
  const closed = async () =>
    (await ok((await office.as('周静')).get('/api/reports/business-classes?period=2026'))).body.tables[0].rows
      .filter((row: string[]) => row[4] === '待启用')
      .map((row: string[]) => row[0]);
  for (const businessClass of new Set(await closed())) await deeds.done('周静', 'activate-procedure', { businessClass });
  expect(await closed()).toEqual([]);
  const before = await lastTold();
  await deeds.daily('2026-04-02');
  expect((await lastTold()).match(/启用业务程序/g)).toEqual(before.match(/启用业务程序/g));
});
