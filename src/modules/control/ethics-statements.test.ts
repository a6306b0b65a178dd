import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ok, type Deeds } from '../../../test/deeds.ts';
import type { TestOffice } from '../../../test/office.ts';
import { openPayingOffice } from '../../../test/paying-office.ts';

let office: TestOffice;
let deeds: Deeds;
beforeAll(async () => {
  ({ office, deeds } = await openPayingOffice());
});
afterAll(() => office.close());

describe('education and statements', () => {
  test('whoever attended no activity of the year stands first in the overview (ETH-01)', async () => {
    office.at('2026-05-11');
    const activity = { sort: '廉政教育', heldOn: '2026-05-08', topic: '警示教育', speaker: '县纪委', attendees: [deeds.id('沈明'), deeds.id('周静')] };
    expect(await deeds.refused('沈明', 'record-education', activity)).toBe('not-your-post');
    expect(await deeds.refused('赵敏', 'record-education', { ...activity, heldOn: '2026-05-12' })).toBe('future');
    const { number: plan } = await deeds.done('赵敏', 'plan-education', { plannedOn: '2026-05-10', topic: '警示教育' });
    await deeds.daily('2026-05-11');
    expect((await deeds.mine('赵敏')).find((one) => one.duty === '廉政教育活动')).toMatchObject({ dueOn: '2026-06-30' });
    expect(await deeds.refused('赵敏', 'record-education', { ...activity, plan: '教计〔2026〕9号' })).toBe('no-such-plan');
    expect((await deeds.register('赵敏', 'education-plan'))[0]).toMatchObject({ number: plan, heldOn: null });
    await deeds.done('赵敏', 'record-education', { ...activity, plan });
    expect(await deeds.refused('赵敏', 'record-education', { ...activity, plan })).toBe('held-already');
    expect((await deeds.register('赵敏', 'education-plan'))[0]).toMatchObject({ number: plan, heldOn: '2026-05-08' });
    expect((await deeds.mine('赵敏')).map((one) => one.duty)).not.toContain('廉政教育活动');
    const { body } = await ok((await office.as('赵敏')).get('/api/reports/education?period=2026'));
    expect(body.notes[0]).toContain('韩梅');
    expect(body.notes[0]).not.toContain('沈明');
  });

  test('a leading cadre is asked for his statement on taking up the post and each January; money on no other account is attested (ETH-02, ETH-03c)', async () => {
    office.at('2026-05-11');
    await ok((await office.as('许强')).post('/api/posts/班子成员/give', { personId: deeds.id('秦岚'), from: '2026-05-11' }));
    await deeds.daily('2026-05-12');
    expect((await deeds.mine('秦岚')).map((one) => one.duty)).toContain('领导干部廉洁承诺');
    expect((await deeds.mine('韩梅')).map((one) => one.duty)).not.toContain('领导干部廉洁承诺');
    await deeds.daily('2027-01-04');
    const january = (await deeds.mine('周静')).map((one) => [one.duty, one.dueOn]);
    expect(january).toContainEqual(['无账外资金确认', '2027-01-31']);
    expect((await deeds.deed('韩梅', 'decline-to-attest', { reason: '不知道' })).status).toBe(404);
    await deeds.done('秦岚', 'decline-to-attest', { reason: '发现抽屉里有现金' });
    expect((await deeds.mine('秦岚')).map((one) => one.duty)).not.toContain('无账外资金确认');
    expect((await deeds.mine('赵敏')).find((one) => one.duty === '账外资金核查')).toMatchObject({
      sentence: expect.stringContaining('秦岚不予确认，理由：发现抽屉里有现金'),
    });
    await deeds.daily('2027-02-01');
    expect(await deeds.told('赵敏')).toContain('无账外资金确认');
    expect((await deeds.mine('李国栋')).map((one) => one.duty)).toContain('领导干部廉洁承诺');
    // What is missing is shown to the 纪检领导, her own to the 局长; the statement names the code in force and its clause tells what it replaced.
    const late = async (name: string): Promise<number> => [...(await deeds.told(name)).matchAll(/已逾期\d+天：领导干部廉洁承诺/g)].length;
    expect(await late('李国栋')).toBe(2); // his own, and hers
    expect(await late('赵敏')).toBeGreaterThan(4);
    expect((await deeds.mine('李国栋')).find((one) => one.duty === '领导干部廉洁承诺')?.sentence).toContain('《中国共产党廉洁自律准则》（2016年1月1日起施行）');
  });

  test('a document everybody is to know is acknowledged by each; the names that are missing are listed (ETH-09a, ETH-09b)', async () => {
    office.at('2026-05-13');
    expect(await deeds.refused('冯涛', 'circulate-document', { title: '十个严禁', issuer: '县委', text: await deeds.proof('冯涛') })).toBe('not-your-post');
    await deeds.done('赵敏', 'circulate-document', { title: '十个严禁', issuer: '县委', text: await deeds.proof('赵敏') });
    await deeds.done('沈明', 'acknowledge-document', { title: '十个严禁' });
    const [row] = await deeds.register('赵敏', 'circular');
    expect(row.missing).toContain('韩梅');
    expect(row.missing).not.toContain('沈明');
    expect((await deeds.mine('沈明')).map((one) => one.duty)).not.toContain('规定文件学习确认');
    expect((await deeds.mine('韩梅')).find((one) => one.duty === '规定文件学习确认')).toMatchObject({ dueOn: '2026-05-28' });
    // What a campaign finds is followed to its evidence.
    const item = await deeds.done('赵敏', 'open-improvement', {
      source: '专项活动',
      about: '一弘扬两整治',
      problem: '考勤松懈',
      measure: '整改',
      ownerId: deeds.id('彭涛'),
      dueOn: '2026-06-30',
    });
    expect((await deeds.mine('彭涛')).find((one) => one.sentence.includes(item.number))).toMatchObject({ dueOn: '2026-06-30' });
    const colour = async () => (await deeds.mine('彭涛')).find((one) => one.sentence.includes(item.number))?.colour;
    await deeds.daily('2026-06-30');
    expect(await colour()).not.toBe('red');
    await deeds.daily('2026-07-01');
    expect(await colour()).toBe('red');
  });
});
