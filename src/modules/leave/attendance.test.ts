import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deedsOf, type Deeds } from '../../../test/deeds.ts';
import { openTestOffice, type Answer, type TestOffice } from '../../../test/office.ts';
import { attendanceDuties } from './attendance-duties.ts';

let office: TestOffice;
let deeds: Deeds;
beforeAll(async () => {
  office = await openTestOffice();
  deeds = deedsOf(office);
});
afterAll(() => office.close());

async function importing(rows: readonly (readonly [string, string])[], name = '蒋雪'): Promise<Answer> {
  const csv = ['姓名,打卡时间', ...rows.map((row) => row.join(','))].join('\n');
  const { body } = await (await office.as('蒋雪')).upload('打卡.csv', Buffer.from(csv));
  return deeds.deed(name, 'import-punches', { file: body.digest });
}
const duties = async (name: string): Promise<readonly (readonly [string, string])[]> =>
  (await (await office.as(name)).get('/api/obligations?scope=mine')).body.rows.map((one: { duty: string; dueOn: string }) => [one.duty, one.dueOn]);
const own = async (
  name: string,
  period = '2026-03',
): Promise<{
  present: number;
  late: number;
  absent: number;
  leftEarly: number;
  due: number;
  trip: number;
  outing: number;
  duty: number;
  findings: number;
  leave: Record<string, number>;
}> => (await (await office.as(name)).get(`/api/leave/attendance?period=${period}`)).body;
const obligations = (): Promise<void> => attendanceDuties(office.open.rules).run(office.open.world, office.culture.officeId);

test('a file of punches is taken line by line; what cannot be taken is told with its verdict, and the next download falls due (ATT-02a, ATT-02c)', async () => {
  office.at('2026-03-02', '18:00');
  const rows: readonly (readonly [string, string])[] = [
    ['韩梅', '2026-03-02 07:52:00'],
    ['韩梅', '2026-03-02 14:30:00'],
    ['沈明', '2026-03-02 08:00:00'],
    ['沈明', '2026-03-02 14:29:59'],
    ['杨帆', '2026/3/2 8:00:01'],
    ['杨帆', '2026-03-02 13:30:00'],
    ['罗成', '2026-03-02 06:58:00'],
    ['罗成', '2026-03-02 14:10:00'],
    ['韩梅', '2026-03-02 07:52:00'],
    ['外人', '2026-03-02 07:50:00'],
    ['韩梅', '三月二日'],
    ['韩梅', '2026-03-03 07:50:00'],
    ['秦岚', '2026-03-02 07:00:00'],
  ];
  expect((await importing(rows, '冯涛')).body.refused).toMatchObject({ code: 'not-officer' });
  const done = await importing(rows);
  expect(done.body.result).toMatchObject({ taken: 9, notTaken: 4 });
  expect(done.body.result.lines.map((one: { line: number; verdict: string }) => [one.line, one.verdict])).toEqual([
    [10, '已经登记'],
    [11, '不是本单位人员'],
    [12, '打卡时间无法读取，应像2026-03-02 07:52:00'],
    [13, '时间晚于现在'],
  ]);
  const standing = (await (await office.as('蒋雪')).get('/api/registers/punch?half=上午')).body.rows
    .map((one: { name: string; standing: string }) => `${one.name}${one.standing}`)
    .toSorted();
  expect(standing).toEqual(['沈明有效', '杨帆迟到', '秦岚有效', '罗成过早', '韩梅有效'].toSorted());
  expect(await duties('蒋雪')).toContainEqual(['下载打卡数据', '2026-03-09']);
  expect((await importing(rows)).body.refused).toMatchObject({ code: 'nothing-new' });
});

test('a workbook is read as well, with times as text (ATT-02c)', async () => {
  office.at('2026-03-02', '19:00');
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('打卡');
  sheet.addRows([['指纹机导出'], ['姓名', '打卡时间'], ['邱实', '2026-03-02 07:40:00'], ['邱实', new Date('2026-03-02T14:20:00Z')]]);
  const { body } = await (await office.as('蒋雪')).upload('打卡.xlsx', Buffer.from(await book.xlsx.writeBuffer()));
  expect((await deeds.deed('蒋雪', 'import-punches', { file: body.digest })).body.result).toMatchObject({ taken: 2, notTaken: 0 });
});

test('each half day is 正常, 迟到, 缺勤, or what somebody was instead (ATT-01a)', async () => {
  office.at('2026-03-03', '09:00');
  expect(await own('韩梅')).toMatchObject({ due: 2, present: 2, late: 0, absent: 0 });
  expect(await own('杨帆')).toMatchObject({ due: 2, present: 1, late: 1, absent: 0 });
  expect(await own('罗成')).toMatchObject({ due: 2, present: 1, absent: 1 }); // a punch before the window does not count
  expect(await own('白雪')).toMatchObject({ due: 2, present: 0, absent: 2 });
});

test('a punch is corrected by the officer and confirmed by a second person; the officer’s own by the head of the office (ATT-02a, ATT-07a)', async () => {
  office.at('2026-03-03', '09:30');
  const correct = (who: string, name: string, half = '上午'): Promise<Answer> =>
    deeds.deed(who, 'correct-punch', { personId: deeds.id(name), day: '2026-03-02', half, standing: '有效', reason: '门卫证明6点58分到岗' });
  expect((await correct('冯涛', '罗成')).body.refused).toMatchObject({ code: 'ATT-07a' });
  expect((await correct('蒋雪', '蒋雪')).body.refused).toMatchObject({ code: 'ATT-07a' });
  const { correctionId } = (await correct('蒋雪', '罗成')).body.result;
  expect((await deeds.deed('蒋雪', 'settle-correction', { correctionId })).body.refused).toMatchObject({ code: 'second-person' });
  expect((await own('罗成')).absent).toBe(1);
  expect((await deeds.deed('冯涛', 'settle-correction', { correctionId })).status).toBe(200);
  expect(await own('罗成')).toMatchObject({ present: 2, absent: 0 });
  expect((await correct('冯涛', '蒋雪')).status).toBe(200);
});

test('an outing told beforehand covers the half day, one told afterwards only once the leader confirms; leaders are reported to the 局长 (ATT-03b, ATT-04d)', async () => {
  office.at('2026-03-03', '08:05');
  const outing = (name: string, from: string, until: string, more: object = {}): Promise<Answer> =>
    deeds.deed(name, 'register-outing', {
      personId: deeds.id(name),
      fromAt: from,
      untilAt: until,
      place: '文昌镇',
      purpose: '文化站检查',
      toldId: deeds.id('蒋雪'),
      ...more,
    });
  const morning = await outing('白雪', '2026-03-03T08:30', '2026-03-03T11:30');
  expect(morning.body.result).toMatchObject({ late: false, reported: false });
  expect((await outing('韩梅', '2026-03-03T08:30', '2026-03-03T11:30', { toldId: deeds.id('沈明') })).body.refused).toMatchObject({ code: 'not-office' });
  const leader = await outing('孙丽', '2026-03-03T15:00', '2026-03-03T17:00');
  expect(leader.body.result).toMatchObject({ late: false, reported: true });
  expect((await (await office.as('李国栋')).get('/api/notices')).body.rows[0].sentence).toContain('孙丽报告外出');
  office.at('2026-03-04', '09:00');
  const late = await outing('邱实', '2026-03-03T14:40', '2026-03-03T17:00');
  expect(late.body.result).toMatchObject({ late: true, notices: ['外出之后补登的，经分管领导确认后才计入出勤。'] });
  expect(await own('邱实')).toMatchObject({ outing: 0, absent: 2 });
  expect((await deeds.deed('赵敏', 'confirm-outing', { outingId: late.body.result.outingId })).body.refused).toMatchObject({ code: 'not-leader' });
  expect((await deeds.deed('孙丽', 'confirm-outing', { outingId: late.body.result.outingId })).status).toBe(200);
  expect(await own('邱实')).toMatchObject({ outing: 1, absent: 1 });
  expect(await own('白雪')).toMatchObject({ outing: 1, absent: 3 });
  expect((await (await office.as('白雪')).get('/api/registers/outing')).body.rows).toMatchObject([
    { name: '白雪', place: '文昌镇', told: '蒋雪', state: '已登记' },
  ]);
});

test('a finding of a check stands in the person’s month, and nobody checks himself (ATT-03a)', async () => {
  office.at('2026-03-04', '11:00');
  const check = (name: string, finding: string, at = '2026-03-02T17:20'): Promise<Answer> =>
    deeds.deed('冯涛', 'record-spot-check', { personId: deeds.id(name), checkedAt: at, finding, facts: '不在办公室' });
  expect((await check('冯涛', '早退')).body.refused).toMatchObject({ code: 'ATT-03a' });
  expect((await check('韩梅', '早退')).status).toBe(200);
  expect(await own('韩梅')).toMatchObject({ leftEarly: 1, findings: 1 });
  expect((await check('沈明', '做与工作无关的事', '2026-03-02T10:20')).status).toBe(200);
  expect(await own('沈明')).toMatchObject({ present: 2, leftEarly: 0, findings: 1 });
  expect((await (await office.as('韩梅')).get('/api/notices')).body.rows[0].sentence).toContain('早退');
});

test('in summer the window lies before the summer’s beginning of work, and no day has two timetables (ATT-02b)', async () => {
  office.at('2026-05-20');
  const summer = {
    name: '夏令时',
    from: '2026-06-01',
    until: '2026-09-30',
    morningStarts: '08:00',
    morningEnds: '12:00',
    afternoonStarts: '15:00',
    afternoonEnds: '18:30',
  };
  expect((await deeds.deed('蒋雪', 'set-timetable', summer)).body.refused).toMatchObject({ code: 'not-setter' });
  expect((await deeds.deed('冯涛', 'set-timetable', { ...summer, afternoonStarts: '11:00' })).body.refused).toMatchObject({ code: 'times' });
  expect((await deeds.deed('冯涛', 'set-timetable', summer)).status).toBe(200);
  expect((await deeds.deed('冯涛', 'set-timetable', { ...summer, from: '2026-09-30', until: '2026-10-31' })).body.refused).toMatchObject({ code: 'overlaps' });
  office.at('2026-07-15', '19:00');
  await importing([
    ['韩梅', '2026-07-15 14:05'],
    ['沈明', '2026-07-15 13:40'],
  ]);
  const rows = (await (await office.as('蒋雪')).get('/api/registers/punch?day.from=2026-07-15')).body.rows;
  expect(rows.map((one: { name: string; standing: string }) => one.name + one.standing)).toEqual(['沈明过早', '韩梅有效']);
});

test('a month is frozen by the officer once ledger and forms agree and every opinion is given; its statistics show where they come from (ATT-01b, ATT-02c, ATT-07b, ATT-07c)', async () => {
  office.at('2026-03-10');
  const asked = (
    await (
      await office.as('郑洁')
    ).post('/api/matters', {
      kind: 'leave',
      form: { leaveKind: '事假', from: '2026-03-12', until: '2026-03-12', reason: '家事' },
      linkedMatterId: null,
      files: [],
      submit: true,
    })
  ).body;
  const leader = await office.as('王建华');
  await leader.post(`/api/matters/${asked.matterId}/approve`, { version: (await leader.get(`/api/matters/${asked.matterId}`)).body.version });
  office.at('2026-04-01');
  await obligations();
  expect(await duties('蒋雪')).toContainEqual(['考勤月统计', '2026-04-08']);
  const freeze = (name = '蒋雪', period = '2026-03'): Promise<Answer> => deeds.deed(name, 'freeze-attendance', { period });
  expect((await freeze('蒋雪', '2026-04')).body.refused).toMatchObject({ code: 'not-over' });
  expect((await freeze('冯涛')).body.refusals.map((one: { code: string }) => one.code)).toContain('ATT-07a');
  const first = await freeze();
  expect(first.body.refusals.map((one: { code: string }) => one.code)).toEqual(['ATT-02c', 'ATT-02c', 'ATT-07c']);
  expect(first.body.refused.whatWouldHelp.join()).toContain(`${asked.number}（郑洁）已同意而没有登记。`);
  // The office notes another day than the form: that is a difference too.
  await deeds.deed('冯涛', 'register-leave', { matterId: asked.matterId, from: '2026-03-13', until: '2026-03-13' });
  expect((await freeze()).body.refused.whatWouldHelp.join()).toContain('审批表为2026-03-12上午至2026-03-12下午，台账为2026-03-13上午至2026-03-13下午');
  await deeds.deed('冯涛', 'register-leave', { matterId: asked.matterId });
  const corrections = (await office.database.owner.query<{ id: number }>('select correction_id::int as id from punch_correction where confirmed_at is null'))
    .rows;
  for (const { id: correctionId } of corrections) await deeds.deed('冯涛', 'settle-correction', { correctionId, agreed: false });
  expect((await freeze()).body.refusals.map((one: { code: string }) => one.code)).toEqual(['ATT-02c']);
  for (const [name, personId] of office.culture.people) {
    const giver = name === '冯涛' ? '蒋雪' : '冯涛';
    expect((await deeds.deed(giver, 'give-opinion', { month: '2026-03', personId, opinion: '请核对打卡' })).status).toBe(200);
  }
  expect((await freeze()).body.result).toMatchObject({ version: 1 });
  expect((await freeze()).body.refused).toMatchObject({ code: 'same' });
  expect((await duties('蒋雪')).map(([duty]) => duty)).not.toContain('考勤月统计');
  const { body: sheet } = await (await office.as('冯涛')).get('/api/reports/attendance-month?period=2026-03');
  expect(sheet.notes[0]).toContain('第1版已由蒋雪');
  expect(sheet.tables[2].rows).toEqual(
    expect.arrayContaining([
      [asked.number, '郑洁', '事假', '2026-03-12上午', '2026-03-12下午'],
      [expect.stringMatching(/^外/), '白雪', '县内外出', '2026-03-03上午', '2026-03-03上午'],
    ]),
  );
  expect(sheet.tables[1].rows.find((row: readonly unknown[]) => row[0] === '财务股')).toEqual(['财务股', 3, 66, 0, 0, 0, 65, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
  expect(sheet.tables[3].rows).toEqual(
    expect.arrayContaining([
      ['2026-03-02', '上午', '体育股', '杨帆', '迟到', ''],
      ['2026-03-02', '下午', '旅游股', '韩梅', '早退', ''],
      ['2026-03-02', '上午', '县图书馆', '白雪', '缺勤', ''],
    ]),
  );
  expect((await (await office.as('韩梅')).get('/api/reports/attendance-month?period=2026-03')).status).toBe(404);
});

test('a trip filed before departure covers its days, one filed afterwards leaves them open (ATT-03c)', async () => {
  // The field of trips writes the agenda when a trip is approved; what attendance makes of it is asked here.
  const trip = async (name: string, madeAt: string): Promise<void> => {
    await office.database.owner.query(
      `insert into agenda_entry (office_id, sort, title, person_id, from_at, until_at, matter_id, made_at) select $1, '出差', '出差：市局', $2, '2026-04-07T08:00:00+08', '2026-04-08T18:00:00+08', min(matter_id), $3 from matter where office_id = $1 and handler_id = $4`,
      [office.culture.officeId, deeds.id(name), madeAt, deeds.id('郑洁')],
    );
  };
  await trip('秦岚', '2026-04-03T10:00:00+08');
  office.at('2026-04-10');
  expect(await own('秦岚', '2026-04')).toMatchObject({ trip: 4 });
  await office.database.owner.query(`update agenda_entry set made_at = '2026-04-07T09:00:00+08' where sort = '出差'`);
  expect(await own('秦岚', '2026-04')).toMatchObject({ trip: 0 });
});

test('one objects to one’s own figures in time, and the appraisal waits for the answer and for the frozen year (ATT-01c)', async () => {
  office.at('2026-04-02');
  const objected = await deeds.deed('罗成', 'object-to-attendance', { period: '2026-03', objection: '3月5日在县里开会' });
  expect(objected.status).toBe(200);
  expect((await deeds.deed('罗成', 'object-to-attendance', { period: '2026-03', objection: '再提' })).body.refused).toMatchObject({ code: 'objected-already' });
  office.at('2026-04-13');
  expect((await deeds.deed('杨帆', 'object-to-attendance', { period: '2026-03', objection: '没有迟到' })).body.refused).toMatchObject({ code: 'too-late' });
  office.at('2027-01-15');
  const close = (): Promise<Answer> => deeds.deed('彭涛', 'close-appraisal', { year: 2026, personId: deeds.id('罗成'), grade: '称职' });
  expect((await close()).body.refused).toMatchObject({ code: 'ATT-01c' });
  expect((await deeds.deed('蒋雪', 'freeze-attendance', { period: '2026' })).status).toBe(200);
  expect((await close()).body.refused).toMatchObject({ code: 'ATT-01c', sentence: '本人对考勤结果的异议尚未答复。' });
  expect((await deeds.deed('蒋雪', 'answer-objection', { objectionId: objected.body.result.objectionId, answer: '已核实，按外出补登' })).status).toBe(200);
  expect((await close()).body.result.attendance).toMatch(/^应出勤\d/);
});

test('whoever an inspection names hands in a self-criticism, and the head decides; only both close the case (ATT-08)', async () => {
  office.at('2026-05-18', '10:00');
  const opened = await deeds.deed('赵敏', 'open-discipline-case', {
    noticedOn: '2026-05-18',
    number: '督通〔2026〕9号',
    body: '县委督查室',
    personId: deeds.id('杨帆'),
    facts: '上班时间玩游戏',
  });
  expect(opened.body.result.dueOn).toEqual(['2026-05-25', '2026-06-01']);
  const { caseId } = opened.body.result;
  const person = await office.as('杨帆');
  const criticism = (await person.upload('检查.pdf', Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF'))).body.digest;
  expect((await deeds.deed('韩梅', 'hand-in-criticism', { caseId, criticism })).body.refused).toMatchObject({ code: 'not-yours' });
  expect((await deeds.deed('杨帆', 'hand-in-criticism', { caseId, criticism, comment: '认识到错误' })).body.result).toEqual({ closed: false });
  expect((await (await office.as('李国栋')).get('/api/registers/discipline-case')).body.rows[0]).toMatchObject({ state: '待决定', comment: '认识到错误' });
  expect(await duties('李国栋')).toContainEqual(['责任追究决定', '2026-06-01']);
  expect((await deeds.deed('赵敏', 'decide-discipline', { caseId, decision: '批评教育' })).body.refused).toMatchObject({ code: 'not-head' });
  expect((await deeds.deed('李国栋', 'decide-discipline', { caseId, decision: '批评教育' })).body.result).toEqual({ closed: true });
  expect(await duties('李国栋')).not.toContainEqual(['责任追究决定', '2026-06-01']);
});

test('the purpose of the regulation stands at its head (ATT-00)', async () => {
  const { body } = await (await office.as('韩梅')).get('/api/regulations/考勤管理制度');
  expect(JSON.stringify(body)).toContain('改进机关作风');
});
