import ExcelJS from 'exceljs';
import { strFromU8, unzipSync } from 'fflate';
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

const decided = async (number: string, more: object = {}) => ({
  number,
  penalty: 0,
  measures: ['批评教育'],
  decidingBody: '局党组',
  decidedOn: '2026-05-26',
  conclusion: '谈话',
  document: await deeds.proof('赵敏'),
  ...more,
});
/** What people find who must not know of a case: every list of duties, and everything they were told. */
const seenBy = async (name: string): Promise<string> => {
  const person = await office.as(name);
  const lists = await Promise.all(['', '?scope=office&state='].map(async (query) => (await ok(person.get(`/api/obligations${query}`))).body.rows));
  return JSON.stringify([lists, await deeds.told(name)]);
};
const status = async (name: string, verb: string, input: object): Promise<number> => (await deeds.deed(name, verb, input)).status;

test('a report reaches its handler alone, is decided within ten working days, and is closed with a measure (ETH-10b, ETH-10c, ETH-11a)', async () => {
  office.at('2026-05-11');
  const { number, dueOn } = await deeds.done('韩梅', 'report-case', { subjectId: deeds.id('秦岚'), facts: '虚报票据' });
  expect(dueOn).toBe('2026-05-25');
  expect(await deeds.register('赵敏', 'conduct-case')).toMatchObject([{ number, reporter: '韩梅', facts: '虚报票据' }]);
  expect((await (await office.as('何平')).get('/api/registers/conduct-case')).status).toBe(403);
  for (const name of ['秦岚', '李国栋', '曾岚', '韩梅']) {
    expect((await (await office.as(name)).get('/api/registers/conduct-case')).body.rows).toEqual([]);
    expect(await seenBy(name)).not.toContain(number);
  }
  expect((await deeds.mine('赵敏')).map((one) => one.duty)).toContain('线索初核');
  expect(await status('赵敏', 'delete-case', { number })).toBe(404);
  expect(await deeds.refused('赵敏', 'conclude-case', await decided(number, { decidedOn: '2026-05-11' }))).toBe('ETH-10b');
  await deeds.daily('2026-05-26');
  expect(await deeds.told('李国栋')).toContain(`已逾期1天：${number}`);
  expect(await seenBy('秦岚')).not.toContain(number);
  expect(await deeds.refused('赵敏', 'hear-case', { number, statement: '已谈话' })).toBe('not-accepted');
  await deeds.done('赵敏', 'decide-intake', { number, accepted: true, reason: '有线索' });
  // The person concerned is not even told that there is such a case.
  for (const verb of ['conclude-case', 'hear-case'])
    expect(await status('秦岚', verb, verb === 'hear-case' ? { number, statement: '不是我' } : await decided(number))).toBe(404);
  expect(await deeds.refused('赵敏', 'conclude-case', await decided(number, { measures: [] }))).toBe('ETH-11a');
  expect(await deeds.refused('赵敏', 'conclude-case', await decided(number))).toBe('ETH-11a');
  await deeds.done('赵敏', 'hear-case', { number, statement: '承认虚报', record: await deeds.proof('赵敏') });
  const both = { measures: ['批评教育', '经济处罚'], penalty: 50_000 };
  expect(await deeds.refused('赵敏', 'conclude-case', await decided(number, { ...both, document: null }))).toBe('ETH-11a');
  expect(await deeds.refused('赵敏', 'conclude-case', await decided(number, { ...both, penalty: 0 }))).toBe('penalty');
  expect(await deeds.refused('赵敏', 'conclude-case', await decided(number, { ...both, decidedOn: '2026-05-27' }))).toBe('future');
  expect((await deeds.done('赵敏', 'conclude-case', await decided(number, both))).dueOn).toBe('2026-06-25');
  expect(await deeds.refused('赵敏', 'conclude-case', await decided(number, both))).toBe('closed');
  expect((await deeds.mine('秦岚')).map((one) => one.duty)).toContain('经济处罚缴纳');
  for (const name of ['李国栋', '沈明', '曾岚'])
    expect(JSON.stringify((await ok((await office.as(name)).get('/api/obligations?scope=office'))).body.rows)).not.toContain('经济处罚缴纳');
  expect((await deeds.register('赵敏', 'case-measure'))[0]).toMatchObject({
    number,
    penalty: 50_000,
    decidedOn: '2026-05-26',
    document: '已附',
    heard: '已记录',
  });
});

test('whoever reported stands in no list, workbook or export of the log; every look at the cases does (ETH-10c)', async () => {
  const auditor = await office.as('曾岚');
  const rows = (await ok(auditor.get('/api/log?verb=report-case'))).body.rows as { person: string; personId: number | null; body: string }[];
  expect(rows).toMatchObject([{ person: '不记姓名', personId: null }]);
  expect(JSON.parse(rows[0]?.body ?? '')).toMatchObject({ person: null, name: '' });
  expect(rows[0]?.body).not.toMatch(/韩梅|秦岚|虚报票据/);
  expect((await ok(auditor.get(`/api/log?verb=report-case&person=${deeds.id('韩梅')}`))).body.rows).toEqual([]);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load((await auditor.get('/api/log/export.xlsx?verb=report-case')).body as unknown as ExcelJS.Buffer); // as in read-sheet.ts
  expect(JSON.stringify(book.worksheets[0]?.getSheetValues())).not.toContain('韩梅');
  await office.sealed();
  const lines = strFromU8((await auditor.get('/api/log/export')).body)
    .split('\n')
    .filter((line) => line.includes('report-case') && line.includes('conduct-case'));
  expect(lines).toHaveLength(1);
  expect(lines[0]).not.toContain('韩梅');
  expect((await auditor.post('/api/log/verify')).body).toMatchObject({ unaltered: true });

  await ok((await office.as('赵敏')).get('/api/registers/conduct-case/export.xlsx'));
  const looks = (await ok(auditor.get('/api/log?verb=view'))).body.rows as { person: string; subjectId: string }[];
  expect(looks.filter((one) => one.person === '赵敏').map((one) => one.subjectId)).toEqual(['线索和案件台账导出', '线索和案件台账']);
});

test('an inspection of the clause shows no case, and no list shows a case about its reader (ETH-10c, ETH-11a)', async () => {
  office.at('2026-05-27');
  const auditor = await office.as('曾岚');
  const { body } = await ok(auditor.post('/api/inspection-packs', { clauses: ['ETH-10b', 'ETH-11a'], from: '2026-05-01', until: '2026-05-31', sample: 1 }));
  const files = unzipSync((await auditor.get(`/api/inspection-packs/${body.packId}/pack.zip`)).body);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(Buffer.from(files['迎检包.xlsx'] ?? []) as unknown as ExcelJS.Buffer);
  expect(JSON.stringify(book.worksheets.map((sheet) => sheet.getSheetValues()))).not.toMatch(/线〔2026〕|经济处罚缴纳：|秦岚/);

  const { number } = await deeds.done('沈明', 'report-case', { subjectId: deeds.id('赵敏'), facts: '用公车办私事' });
  await deeds.done('李国栋', 'decide-intake', { number, accepted: true, reason: '属实' });
  await deeds.done('李国栋', 'hear-case', { number, statement: '承认' });
  await deeds.done('李国栋', 'conclude-case', await decided(number));
  expect((await deeds.register('赵敏', 'case-measure')).map((one) => one.number)).not.toContain(number);
  expect((await deeds.register('曾岚', 'case-measure')).map((one) => one.number)).toContain(number);
});

test('the discipline leader’s own case goes to the head, the head’s to the county; an anonymous report names nobody (ETH-10b, ETH-10c)', async () => {
  office.at('2026-05-28');
  const hers = await deeds.done('韩梅', 'report-case', { subjectId: deeds.id('赵敏'), facts: '超标接待', anonymous: true });
  expect((await deeds.register('李国栋', 'conduct-case'))[0]).toMatchObject({ number: hers.number, reporter: '匿名或立案' });
  const his = await deeds.done('韩梅', 'report-case', { subjectId: deeds.id('李国栋'), facts: '违规用车' });
  expect((await deeds.register('赵敏', 'conduct-case'))[0]).toMatchObject({ number: his.number, forwardedTo: '县纪委' });
  const duty = (await deeds.mine('赵敏')).find((one) => one.sentence.includes(his.number));
  expect((await (await office.as('李国栋')).post(`/api/obligations/${duty?.obligationId}/waive`, { reason: '不必' })).status).toBe(404);
  expect(duty?.may.waive).toMatchObject({ code: 'not-waiver' });
  // Past its day the head is not told of his own case, nor is his silence about another left at that.
  await deeds.daily('2026-06-12');
  expect(await seenBy('李国栋')).not.toContain(his.number);
  expect(await deeds.told('赵敏')).toContain(`已逾期1天：${his.number}`);
  expect(await seenBy('赵敏')).not.toContain(hers.number);
  await deeds.daily('2026-06-13');
  expect(await deeds.told('李国栋')).toContain(`${hers.number}逾期没有初核决定，须转送县纪委，由其办理。`);
  const log = (await ok((await office.as('曾岚')).get('/api/log?verb=daily-control'))).body.rows;
  expect(JSON.stringify(log)).not.toMatch(/线〔2026〕/);

  await deeds.done('赵敏', 'decide-intake', { number: his.number, accepted: true, reason: '转送' });
  await deeds.done('李国栋', 'decide-intake', { number: hers.number, accepted: true, reason: '转送' });
  for (const [name, number] of [
    ['赵敏', his.number],
    ['李国栋', hers.number],
  ]) {
    const end = await decided(number, { decidingBody: '县纪委' });
    expect(await deeds.refused(name, 'conclude-case', end)).toBe('not-forwarded');
    await deeds.done(name, 'hand-over-case', { number, receiver: '县纪委', document: await deeds.proof(name) });
    await deeds.done(name, 'conclude-case', end);
  }
});

test('a suspected crime is handed over before anything is closed (ETH-11b)', async () => {
  office.at('2026-06-15');
  const { number } = await deeds.done('杨帆', 'report-case', { subjectId: deeds.id('罗成'), facts: '侵占公款' });
  await deeds.done('赵敏', 'decide-intake', { number, accepted: true, reason: '属实' });
  await deeds.done('赵敏', 'hear-case', { number, statement: '承认' });
  expect((await deeds.done('赵敏', 'mark-crime', { number, reason: '数额较大' })).dueOn).toBe('2026-06-23');
  expect(await deeds.refused('赵敏', 'conclude-case', await decided(number))).toBe('ETH-11b');
  await deeds.done('赵敏', 'hand-over-case', { number, receiver: '县公安局', document: await deeds.proof('赵敏') });
  await deeds.done('赵敏', 'conclude-case', await decided(number));
});

test('when the post of a reporter is given or ended within the year, whoever handles the case is told and nobody else (ETH-10c)', async () => {
  office.at('2026-06-16');
  const hers = await deeds.done('杨帆', 'report-case', { subjectId: deeds.id('赵敏'), facts: '接受宴请' });
  office.at('2026-06-16', '10:00');
  const security = await office.as('许强');
  for (const name of ['韩梅', '杨帆']) await ok(security.post('/api/posts/工会/give', { personId: deeds.id(name), from: '2026-06-16' }));
  const held = (await security.get('/api/posts')).body
    .find((one: { post: string }) => one.post === '工会')
    .holdings.find((one: { name: string }) => one.name === '韩梅');
  await ok(security.post(`/api/holdings/${held.holdingId}/end`, { until: '2026-06-17' }));
  await deeds.daily('2026-06-17');
  const moved = '的反映人有人事变动，请关注。';
  expect(await deeds.told('赵敏')).toContain(moved);
  expect(await deeds.told('赵敏')).not.toContain(`${hers.number}${moved}`);
  expect(await deeds.told('李国栋')).toContain(`${hers.number}${moved}`);
  for (const name of ['许强', '曾岚', '秦岚', '何平']) expect(await deeds.told(name)).not.toContain('反映人');
  const log = (await ok((await office.as('曾岚')).get('/api/log?verb=daily-control'))).body.rows;
  expect(JSON.stringify(log)).not.toMatch(/reporter|线〔2026〕/);
});

test('a transfer or a sanction of a reporter is told to the handler of his report as well, what concerns nobody who reported to nobody (ETH-10c)', async () => {
  office.at('2026-06-23');
  const report = async (name: string) => (await deeds.done(name, 'report-case', { subjectId: deeds.id('秦岚'), facts: '接受宴请' })).number;
  const [moved, sanctioned] = [await report('邱实'), await report('白雪')];
  const told = async (number: string) => (await deeds.told('赵敏')).includes(`${number}的反映人有人事变动，请关注。`);
  office.at('2026-06-23', '10:00');
  const department = office.culture.departments.get('文化股');
  await ok((await office.as('何平')).post(`/api/people/${deeds.id('田苗')}/transfer`, { departmentId: department }));
  await deeds.daily('2026-06-24');
  expect([await told(moved), await told(sanctioned)]).toEqual([false, false]);
  await ok((await office.as('何平')).post(`/api/people/${deeds.id('邱实')}/transfer`, { departmentId: department }));
  await deeds.done('李国栋', 'open-violation', { clause: 'FIN-01c', facts: '现金付款', personId: deeds.id('白雪'), gravity: '轻微' });
  await deeds.daily('2026-06-25');
  expect([await told(moved), await told(sanctioned)]).toEqual([true, true]);
  for (const name of ['李国栋', '何平', '秦岚']) expect(await deeds.told(name)).not.toContain(moved);
});

test('a case of accountability is opened, examined, heard and concluded in sixty days, never by the person or his subordinates, and filed (ICF-02.3g)', async () => {
  office.at('2026-06-18');
  expect(await deeds.refused('周静', 'open-case', { subjectId: deeds.id('秦岚'), facts: '越权' })).toBe('not-your-post');
  expect(await deeds.refused('赵敏', 'open-case', { subjectId: deeds.id('赵敏'), facts: '越权' })).toBe('own-business');
  const { number, dueOn } = await deeds.done('赵敏', 'open-case', { subjectId: deeds.id('秦岚'), managerId: deeds.id('王建华'), facts: '越权付款三次' });
  expect(dueOn).toBe('2026-08-17');
  expect(await status('韩梅', 'hear-case', { number, statement: '不是我' })).toBe(404);
  await deeds.done('秦岚', 'hear-case', { number, statement: '系误操作' });
  expect(await deeds.refused('秦岚', 'conclude-case', await decided(number, { measures: ['失职问责'] }))).toBe('ICF-02.3g');
  const unfounded = async () => await decided(number, { unfounded: true, measures: [], document: null, conclusion: '不予追究：误操作，已培训' });
  const follow = (step: string) => ({ number, step, remark: '查阅留痕三次' });
  expect(await deeds.refused('赵敏', 'conclude-case', await unfounded())).toBe('ICF-02.3g');
  expect(await deeds.refused('秦岚', 'follow-case', follow('核查'))).toBe('not-handler');
  expect(await deeds.refused('赵敏', 'follow-case', follow('归档'))).toBe('not-concluded');
  await deeds.done('赵敏', 'follow-case', follow('核查'));
  await deeds.done('赵敏', 'conclude-case', await unfounded());
  expect(await deeds.refused('赵敏', 'follow-case', follow('执行'))).toBe('nothing-to-carry-out');
  await deeds.done('赵敏', 'follow-case', follow('归档'));
  expect(await deeds.refused('赵敏', 'follow-case', follow('归档'))).toBe('filed');
  expect(await deeds.refused('秦岚', 'hear-case', { number, statement: '补充' })).toBe('closed');
});

test('what was decided is carried out before the case is filed; a case about a leader goes one level up; figures by level name nobody (ICF-02.3g)', async () => {
  office.at('2026-06-22');
  const sheet = {
    post: '驾驶员',
    duties: '安全行车',
    powers: '用车',
    scope: '派车单以内',
    forbidden: '私自出车',
    superior: '办公室主任',
    incompatible: '派车审批',
    managerId: deeds.id('冯涛'),
    sanctionBasis: '按车辆管理制度处理',
  };
  await deeds.done('李国栋', 'approve-post-sheet', sheet);
  const { number } = await deeds.done('赵敏', 'open-case', { subjectId: deeds.id('鲁强'), facts: '私自出车' });
  expect((await deeds.register('赵敏', 'conduct-case')).find((row) => row.number === number)).toMatchObject({ subject: '鲁强', manager: '冯涛' });
  await deeds.done('赵敏', 'follow-case', { number, step: '核查', remark: '查行车记录' });
  await deeds.done('鲁强', 'hear-case', { number, statement: '认错' });
  await deeds.done('赵敏', 'conclude-case', await decided(number, { measures: ['责任问责'], decidedOn: '2026-06-22' }));
  expect(await deeds.refused('赵敏', 'follow-case', { number, step: '归档', remark: '归档' })).toBe('not-carried-out');
  expect((await deeds.mine('赵敏')).find((one) => one.duty === '问责执行' && one.subject?.id === number)).toMatchObject({ state: 'open', dueOn: '2026-07-22' });
  await deeds.done('赵敏', 'follow-case', { number, step: '执行', remark: '已在局内通报' });
  await deeds.done('赵敏', 'follow-case', { number, step: '归档', remark: '归入2026年问责卷' });
  expect((await deeds.register('赵敏', 'conduct-case')).find((row) => row.number === number).course).toBe(
    '核查：查行车记录；执行：已在局内通报；归档：归入2026年问责卷',
  );

  const { number: leader } = await deeds.done('赵敏', 'open-case', { subjectId: deeds.id('陈立'), facts: '逾期不办' });
  expect(await status('赵敏', 'follow-case', { number: leader, step: '核查', remark: '查' })).toBe(404);
  await deeds.done('李国栋', 'follow-case', { number: leader, step: '核查', remark: '查办理时效清单' });
  const { rows } = (await ok((await office.as('曾岚')).get('/api/reports/accountability?period=2026'))).body.tables[0];
  expect(rows).toContainEqual(['班子成员', 1, 0, 0]);
  expect(JSON.stringify(rows)).not.toContain('陈立');
});
