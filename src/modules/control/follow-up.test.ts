import { afterAll, beforeAll, expect, test } from 'vitest';
import { ok, type Deeds } from '../../../test/deeds.ts';
import type { TestOffice } from '../../../test/office.ts';
import { PRINCIPLES } from './contract-control.ts';
import { ACCOUNT, openPayingOffice, type PayingOffice } from '../../../test/paying-office.ts';

let office: TestOffice;
let deeds: Deeds;
let paid: PayingOffice['paid'];
beforeAll(async () => {
  ({ office, deeds, paid } = await openPayingOffice());
});
afterAll(() => office.close());

const CONTROL = {
  name: '银行对账',
  aims: ['信息真实'],
  businessClass: '支出报销',
  part: '会计系统',
  point: '月末对账',
  post: '财务股',
  checkPost: '纪检领导',
  basis: '会计法',
  every: '年',
};
const ANSWERS = ['是否执行', '效果', '适应性', '改进需要'].map((question) => ({ question, answer: '足', evidence: '运行记录' }));
const report = async (name: string, which: string, period: string) => (await ok((await office.as(name)).get(`/api/reports/${which}?period=${period}`))).body;
const openOf = async (duty: string) => (await deeds.duties(duty)).filter((one) => one.state === 'open').map((one) => [one.occasion, one.dueOn]);

test('a change of a rule is reviewed by every regulation that rests on it, and by every clause that names it, each with its conclusion (ICF-03.1c)', async () => {
  office.at('2026-03-02');
  expect(await deeds.done('周静', 'note-law-change', { law: '政府会计制度', effective: '2026-03-01', change: '修订科目' })).toMatchObject({
    number: '依〔2026〕1号',
    regulations: ['机关事业单位经费管理内控制度'],
    clauses: ['ICF-03.2h'],
  });
  const whole = await deeds.done('周静', 'note-law-change', { law: '会计法', effective: '2026-03-01', change: '修订' });
  expect(await openOf('依据复核')).toContainEqual(['law-change/依〔2026〕1号/机关事业单位经费管理内控制度/ICF-03.2h', '2026-03-31']);
  const conclude = { number: '依〔2026〕1号', regulation: '机关事业单位经费管理内控制度', clause: 'ICF-03.2h', conclusion: '修订', note: '换用新科目' };
  expect(await deeds.refused('周静', 'review-basis', { ...conclude, clause: '' })).toBe('not-owed');
  expect(await deeds.refused('沈明', 'review-basis', conclude)).toBe('not-your-post');
  await deeds.done('周静', 'review-basis', conclude);
  expect(await deeds.refused('周静', 'review-basis', conclude)).toBe('not-owed');
  await deeds.done('周静', 'review-basis', {
    ...conclude,
    number: whole.number,
    regulation: '财务财物管理制度',
    clause: '',
    conclusion: '保留',
    note: '不涉及',
  });
  expect((await openOf('依据复核')).map(([occasion]) => occasion)).not.toContain('law-change/依〔2026〕1号/机关事业单位经费管理内控制度/ICF-03.2h');
  expect((await deeds.register('赵敏', 'law-change')).find((one) => one.number === '依〔2026〕1号')).toMatchObject({
    reviewed: '《机关事业单位经费管理内控制度》ICF-03.2h修订',
  });
  const [{ rows }] = (await report('沈明', 'legal-bases', '2026')).tables;
  expect(rows.find((row: string[]) => row[2] === 'ICF-03.2h')).toMatchObject({
    3: '政府会计制度、会计法、预算法、行政事业单位内部控制规范（试行）',
    5: '2026-03-02修订（《政府会计制度》变动）',
  });
  expect(rows.find((row: string[]) => row[2] === 'FIN-02i')[5]).toBe('2026-03-02保留（《会计法》变动）');
  expect(rows.every((row: string[]) => row[3] !== '')).toBe(true);
});

test('every control is looked at again after a change of law or of organisation, and the last one ends the round (ICF-03.2r)', async () => {
  office.at('2026-03-03');
  const [one, two] = [
    await deeds.done('周静', 'register-control', CONTROL),
    await deeds.done('周静', 'register-control', { ...CONTROL, name: '付款', runBy: 'pay' }),
  ];
  await deeds.done('周静', 'run-control', { number: one.number, ranOn: '2026-03-03', finding: '相符', evidence: await deeds.proof('周静') });
  await paid(20_000, '2026-03-03');
  expect(await openOf('内控专项评审')).toEqual([
    ['control-change/依〔2026〕1号', '2026-03-31'],
    ['control-change/依〔2026〕2号', '2026-03-31'],
  ]);
  const review = (number: string, change: string) => ({ number, year: 2026, change, answers: ANSWERS, principles: PRINCIPLES });
  expect(await deeds.refused('谢芸', 'review-control', review(one.number, '依〔2026〕9号'))).toBe('not-owed');
  expect((await deeds.done('谢芸', 'review-control', review(one.number, '依〔2026〕1号'))).left).toBe(1);
  expect(await openOf('内控专项评审')).toHaveLength(2);
  expect((await deeds.done('谢芸', 'review-control', review(two.number, '依〔2026〕1号'))).left).toBe(0);
  expect((await openOf('内控专项评审')).map(([occasion]) => occasion)).toEqual(['control-change/依〔2026〕2号']);
  await ok((await office.as('何平')).post('/api/departments', { name: '市场股', kind: '股室', from: '2026-03-10' }));
  await deeds.daily('2026-03-04');
  expect(await openOf('内控专项评审')).toContainEqual(['control-change/机构2026-03-03', '2026-04-02']);
  await deeds.daily('2026-10-08');
  expect(await openOf('内控年度评审')).toEqual([[expect.anything(), '2026-12-31']]);
  await deeds.done('谢芸', 'review-control', review(one.number, ''));
  await deeds.done('谢芸', 'review-control', review(two.number, ''));
  expect(await openOf('内控年度评审')).toEqual([]);
});

test('a section is measured, evaluated from outside, told, and answers by its head (ICF-03.3b)', async () => {
  office.at('2026-10-09');
  const departments = (await (await office.as('谢芸')).get('/api/departments')).body;
  const departmentId = departments.find((one: { name: string }) => one.name === '文化股').departmentId;
  const evaluated = await deeds.done('谢芸', 'evaluate-department', { departmentId, year: 2026, score: 88, comment: '良好' });
  expect(evaluated).toMatchObject({
    measures: { runRate: null, completeness: 100, exceptions: 0, lateImprovements: 0, findings: 0 },
    answerDueOn: '2026-10-22',
  });
  expect((await deeds.mine('沈明')).map((one) => one.duty)).toContain('内控评价反馈');
  const answer = { departmentId, year: 2026, agreed: false, remark: '' };
  expect(await deeds.refused('韩梅', 'answer-evaluation', { ...answer, agreed: true })).toBe('not-head');
  expect(await deeds.refused('沈明', 'answer-evaluation', answer)).toBe('no-reason');
  await deeds.done('沈明', 'answer-evaluation', { ...answer, remark: '台账已补' });
  expect(await deeds.refused('沈明', 'answer-evaluation', answer)).toBe('answered');
  expect((await deeds.mine('沈明')).map((one) => one.duty)).not.toContain('内控评价反馈');
  expect((await deeds.register('赵敏', 'control-evaluation'))[0]).toMatchObject({
    department: '文化股',
    completeness: 100,
    answer: '不同意：台账已补',
    answeredBy: '沈明',
  });
});

test('the groundwork of a month is filled in as measured; once everything is done nothing is left to follow up (ICF-03.4a)', async () => {
  await deeds.daily('2026-11-02');
  await paid(30_000, '2026-11-03');
  await deeds.daily('2026-12-02');
  const account = {
    chart: '政府会计制度',
    basis: '权责发生制',
    depreciation: '年限平均',
    recognition: '到账',
    closing: '次月10日',
    correction: '红字冲销',
    approval: '局务会纪要9号',
    from: '2026-01-01',
  };
  const sign = { month: '2026-11' };
  expect(await deeds.refused('周静', 'sign-groundwork', { month: '2026-12' })).toBe('month-open');
  expect((await deeds.deed('周静', 'sign-groundwork', sign)).body.refused).toMatchObject({
    code: 'no-measure',
    sentence: '银行对账完成、月结已签、凭证已装订没有做到，须写明整改措施、责任人和期限。',
  });
  expect(await deeds.refused('周静', 'sign-groundwork', { ...sign, fulfilled: ['凭证已装订'] })).toBe('ICF-03.4a');
  await deeds.done('周静', 'sign-reconciliation', {
    month: '2026-11',
    account: ACCOUNT,
    bookBalance: 100,
    bankBalance: 100,
    statement: await deeds.proof('周静'),
  });
  await deeds.done('周静', 'adopt-accounting-policy', { ...account, accounts: [{ code: '5001', name: '行政支出', items: ['印刷费'] }] });
  await deeds.done('周静', 'close-month', { month: '2026-11', opening: 50_000_000, counted: 49_970_000, opinion: '' });
  await deeds.done('周静', 'register-record-set', { name: '2026年11月会计凭证', place: '档案室', booked: 1, custodianId: deeds.id('吴芳'), month: '2026-11' });
  const done = await deeds.done('周静', 'sign-groundwork', sign);
  expect(Object.values(done.measured)).toEqual([true, true, true, true, true, true, true]);
  expect(done.improvement).toBeUndefined();
  expect(await deeds.refused('周静', 'sign-groundwork', sign)).toBe('done-already');
  expect((await deeds.duties('会计基础检查')).find((one) => one.dueOn === '2026-12-10').state).toBe('discharged');
});
