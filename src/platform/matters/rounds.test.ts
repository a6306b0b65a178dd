import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deedsOf, type Deeds } from '../../../test/deeds.ts';
import { openTestOffice, type Answer, type TestOffice } from '../../../test/office.ts';
import { printedMatter } from './print.ts';
import type { MatterState } from './state.ts';

let office: TestOffice;
let deeds: Deeds;
beforeAll(async () => {
  office = await openTestOffice();
  deeds = deedsOf(office);
});
afterAll(() => office.close());

const FORM = { purpose: '展板', category: '印刷费', payee: '示范县文印商贸有限公司', amount: 800_000, paymentMethod: '公务卡', plannedOn: '2026-03-20' };
/** 8,000 yuan: the finance leader, then the head. */
async function filed(handler = '沈明', payee = FORM.payee): Promise<number> {
  const made = await (
    await office.as(handler)
  ).post('/api/matters', { kind: 'spending-request', form: { ...FORM, payee }, linkedMatterId: null, files: [], submit: true });
  return Number(made.body.matterId);
}
async function on(name: string, matterId: number, verb: string, body: object = {}): Promise<Answer> {
  const { version } = await view(matterId);
  return (await office.as(name)).post(`/api/matters/${matterId}/${verb}`, { version, ...body });
}
const view = async (matterId: number): Promise<Answer['body']> => (await (await office.as('李国栋')).get(`/api/matters/${matterId}`)).body;
const route = async (matterId: number): Promise<readonly string[]> =>
  (await view(matterId)).route.map((one: { post: string; state: string }) => `${one.post}:${one.state}`);
/** What the paper says of a matter now. */
async function paper(matterId: number) {
  const actor = { officeId: office.culture.officeId, personId: deeds.id('李国栋'), name: '李国栋', departmentId: null, posts: [] };
  return printedMatter(office.open.world, { matter: await view(matterId), moment: { actor, now: new Date('2026-03-02T09:00:00+08:00') } });
}

describe('what ends a matter', () => {
  test('withdrawn after somebody has acted: his act stays in the history, and on the route', async () => {
    const id = await filed();
    await on('王建华', id, 'approve', { remark: '同意，从紧掌握' });
    expect((await on('韩梅', id, 'withdraw', { reason: '改期' })).body.refused).toMatchObject({ code: 'not-handler' });
    expect((await on('沈明', id, 'withdraw', { reason: '改期' })).body).toMatchObject({ state: 'withdrawn' });
    const { route: steps, history } = await view(id);
    expect(steps).toMatchObject([{ state: 'done', verdict: 'agreed', actedBy: { name: '王建华' }, remark: '同意，从紧掌握' }, { state: 'lapsed' }]);
    expect(history.map((one: { verb: string; remark: string | null }) => [one.verb, one.remark])).toEqual([
      ['submit', null],
      ['approve', '同意，从紧掌握'],
      ['withdraw', '改期'],
    ]);
  });

  test('void with a reason, by its handler, once it is approved; its number is explained and never given again', async () => {
    const id = await filed();
    await on('王建华', id, 'approve');
    expect((await on('沈明', id, 'void', { reason: '不办了' })).body.refused).toMatchObject({ code: 'wrong-state' });
    await on('李国栋', id, 'approve');
    expect((await on('沈明', id, 'void')).status).toBe(400); // never without a reason
    expect((await on('沈明', id, 'void', { reason: '活动取消' })).body).toMatchObject({ state: 'void' });
    const { number, history } = await view(id);
    expect(history.at(-1)).toMatchObject({ verb: 'void', remark: '活动取消' });
    await filed();
    const { rows } = await office.database.owner.query<{ number: number; state: string; reason: string | null }>(
      `select number, state, reason from series_number where office_id = $1 and series = '支审' order by number`,
      [office.culture.officeId],
    );
    expect(rows.map((row) => row.number)).toEqual(rows.map((_row, index) => index + 1)); // no hole
    expect(rows.filter((row) => row.state === 'void').map((row) => row.reason)).toEqual(['撤回：改期', '作废：活动取消']);
    expect(rows.at(-2)).toMatchObject({ state: 'void' });
    expect((await view(id)).number).toBe(number);
  });

  test('a form that has come to its end takes no opinions any more; until then it does', async () => {
    const id = await filed();
    expect((await on('周静', id, 'remark', { text: '请附比价' })).status).toBe(200);
    await on('王建华', id, 'refuse', { remark: '没有预算' });
    expect((await on('周静', id, 'remark', { text: '可以办' })).body.refused).toMatchObject({ code: 'wrong-state' });
    expect((await view(id)).may.remark).toMatchObject({ code: 'wrong-state' });
  });
});

describe('round after round', () => {
  test('resubmitted unchanged, what was signed stays signed; changed, all of it lapses', async () => {
    const id = await filed();
    await on('王建华', id, 'approve');
    await on('李国栋', id, 'return', { remark: '请说明用途' });
    expect((await on('沈明', id, 'submit')).body).toMatchObject({ round: 2, route: [{ state: 'done', actedBy: { name: '王建华' } }, { state: 'open' }] });
    await on('李国栋', id, 'return', { remark: '请减少数量' });
    const { version } = await view(id);
    const changed = await (
      await office.as('沈明')
    ).put(`/api/matters/${id}`, { version, kind: 'spending-request', form: { ...FORM, amount: 700_000 }, linkedMatterId: null, files: [], submit: true });
    expect(changed.body).toMatchObject({ round: 3, route: [{ state: 'open', actedBy: null }, { state: 'waiting' }] });
  });

  test('whoever has signed what still holds is asked for no other step: the next post acts', async () => {
    const id = await filed();
    await on('王建华', id, 'approve');
    await on('李国栋', id, 'return', { remark: '请说明用途' });
    await on('沈明', id, 'submit');
    expect((await view(id)).route[1].candidates).toMatchObject([{ name: '李国栋' }]);
  });

  test('a step signed with reservations is returned to as any other', async () => {
    const id = await filed('沈明', '示范县另一家文印商店');
    await on('王建华', id, 'add-signer', { placing: 'before', personId: deeds.id('韩梅'), reason: '征求意见' });
    await on('韩梅', id, 'dissent', { remark: '建议缓办' });
    const [first] = (await view(id)).route;
    expect((await on('王建华', id, 'return', { toStep: first.step + 100, remark: '请说明' })).body.refused).toMatchObject({ code: 'no-such-step' });
    expect((await on('王建华', id, 'return', { toStep: first.step, remark: '请说明理由' })).status).toBe(200);
    expect(await route(id)).toEqual(['会签人:open', '分管财务领导:waiting', '局长:waiting']);
    expect((await on('韩梅', id, 'approve')).status).toBe(200);
  });
});

describe('nobody waits unknowingly', () => {
  test('whoever a step waits for has been told, at submission, when his turn comes, and when he is urged', async () => {
    const told = async (name: string): Promise<number> =>
      (await deeds.told(name)).split('沈明的“展板”').length + (await deeds.told(name)).split('沈明催办').length;
    const [leader, head] = [await told('王建华'), await told('李国栋')];
    const id = await filed();
    expect(await told('王建华')).toBe(leader + 1);
    expect(await told('李国栋')).toBe(head);
    expect((await on('韩梅', id, 'urge')).body.refused).toMatchObject({ code: 'not-handler' });
    expect((await on('沈明', id, 'urge')).status).toBe(200);
    expect(await told('王建华')).toBe(leader + 2);
    await on('王建华', id, 'approve');
    expect(await told('李国栋')).toBe(head + 1);
  });

  test('a step is handed to another holder of the post, and to nobody else', async () => {
    const made = await (
      await office.as('许强')
    ).post('/api/posts/分管财务领导/give', { personId: deeds.id('孙丽'), departmentId: null, from: '2026-03-02', until: '2026-03-09' });
    expect(made.body.refused?.code ?? made.status).toBe('sole-holder'); // 独任
    const claim = await claimed();
    expect(await waitsFor(claim)).toEqual(['周静', '吴芳']);
    expect((await on('周静', claim, 'hand-over', { toPersonId: deeds.id('韩梅'), reason: '出差' })).body.refused).toMatchObject({
      code: 'not-a-holder',
      whatWouldHelp: ['可以转给吴芳'],
    });
    expect((await on('周静', claim, 'hand-over', { toPersonId: deeds.id('吴芳'), reason: '出差' })).status).toBe(200);
    expect(await waitsFor(claim)).toEqual(['吴芳']);
    expect((await on('周静', claim, 'approve')).body.refused).toMatchObject({ code: 'not-your-step' });
    expect((await on('吴芳', claim, 'approve')).status).toBe(200);
  });

  test('every duty that stands open has been told to its owner, once; who opens his own is not', async () => {
    await deeds.daily('2026-04-01');
    office.at('2026-03-02');
    await (
      await office.as('沈明')
    ).post('/api/verbs/note-advance-spending', {
      purpose: '抢修舞台',
      payee: '示范县诚信电脑维修中心',
      amount: 80_000,
      spentOn: '2026-03-02',
      reason: '演出当天设备故障',
    });
    const { rows } = await office.database.owner.query<{ duty: string; notices: number; holders: number }>(
      `
      select o.duty, (select count(*)::int from notice n where n.office_id = o.office_id and n.subject_kind = 'obligation' and n.subject_id = o.obligation_id::text and n.sentence like '新的义务：%') as notices,
        (select count(distinct h.person_id)::int from post_holding h where h.office_id = o.office_id and h.post = o.owner_post and h.period @> date '2026-04-01') as holders
      from obligation o where o.office_id = $1 and o.state = 'open' and o.owner_post is not null`,
      [office.culture.officeId],
    );
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.filter((row) => row.notices !== row.holders)).toEqual([]);
    expect(await deeds.told('沈明')).not.toContain('新的义务：抢修舞台');
  });

  test('a vacancy is found at submission: the step goes up, and filling the post falls to the head, who is told', async () => {
    const security = await office.as('许强');
    const { body } = await security.get('/api/posts');
    const [held] = body.find((one: { post: string }) => one.post === '分管财务领导').holdings;
    await office.database.owner.query('update post_holding set until_day = $2 where holding_id = $1', [held.holdingId, '2026-03-02']); // nobody was told of it
    await office.database.owner.query('update office set staff_version = staff_version + 1');
    const id = await filed();
    expect((await view(id)).route[0]).toMatchObject({ askedPost: '局长', reasons: ['分管财务领导现无人担任', '李国栋同时应以局长办理“同意”，一次签署'] });
    expect((await deeds.mine('李国栋')).map((one) => one.sentence)).toContain('分管财务领导现无人担任，有关事项已上移办理，须落实人选。');
    expect(await deeds.told('李国栋')).toContain('新的义务：分管财务领导现无人担任');
    await office.database.owner.query('update post_holding set until_day = null where holding_id = $1', [held.holdingId]);
    await office.database.owner.query('update office set staff_version = staff_version + 1');
  });
});

describe('on paper', () => {
  test('a rescue stands on the step it was for, with both who gave it and the reason', async () => {
    const id = await filed();
    await on('周静', id, 'ask-reassign', { step: 1, toPersonId: deeds.id('孙丽'), reason: '王建华住院' });
    await on('赵敏', id, 'reassign');
    await on('孙丽', id, 'approve', { remark: '同意' });
    const [first] = (await paper(id)).steps;
    expect(first).toEqual(['分管财务领导', '同意', '孙丽', '2026-03-02 09:00', '同意：同意；周静申请、赵敏确认改派给孙丽：王建华住院']);
  });

  test('a signature for somebody absent is printed as 代理', async () => {
    const made = await (
      await office.as('王建华')
    ).post('/api/covers', {
      post: '分管财务领导',
      absentPersonId: deeds.id('王建华'),
      coverPersonId: deeds.id('陈立'),
      from: '2026-03-02',
      until: '2026-03-09',
      reason: '出差',
    });
    expect(made.status).toBe(200);
    const [own, covered] = [await filed(), await filed()];
    await on('王建华', own, 'approve');
    await on('陈立', covered, 'approve');
    expect((await paper(own)).steps[0]?.[2]).toBe('王建华');
    expect((await paper(covered)).steps[0]?.[2]).toMatch(/代.*陈立|陈立.*代/);
    await (await office.as('王建华')).post(`/api/covers/${made.body.coverId}/end`);
  });

  test('a matter in progress is never printed as approved, whoever has signed it', async () => {
    const printed: Partial<Record<MatterState, string>> = {};
    const id = await filed();
    const print = async (): Promise<void> => {
      const { state } = await view(id);
      const sheet = await paper(id);
      printed[state as MatterState] = sheet.state;
      expect(sheet.code).toBe((await view(id)).checkCode);
      expect(JSON.stringify(sheet).includes('已批准')).toBe(state === 'approved');
    };
    await print();
    await on('王建华', id, 'approve');
    await print(); // signed by one, not by all
    await on('李国栋', id, 'return', { remark: '请补充' });
    await print();
    await on('沈明', id, 'submit');
    await on('李国栋', id, 'approve');
    await print();
    expect(printed).toEqual({ in_review: '在审', returned: '已退回', approved: '已批准' });
  });
});

/** A claim that a witness has confirmed: 财务股 is next, where two hold the post. */
async function claimed(): Promise<number> {
  const clerk = await office.as('沈明');
  const { digest } = (await clerk.upload('a.pdf', Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF'))).body;
  const files = ['发票', '原始凭证影像'].map((evidence) => ({ evidence, digest, name: 'a.pdf' }));
  const form = {
    purpose: '海报',
    category: '印刷费',
    payee: '示范县文印商贸有限公司',
    amount: 30_000,
    paymentMethod: '现金',
    spentOn: '2026-03-01',
    specialReason: '急用',
    witnessId: deeds.id('冯涛'),
    invoices: [{ issuerKind: '税务发票', number: '26532000009990000077', date: '2026-03-01', seller: '甲', amount: 30_000 }],
  };
  const made = await clerk.post('/api/matters', { kind: 'claim', form, linkedMatterId: null, files, submit: true });
  await on('冯涛', Number(made.body.matterId), 'approve');
  return Number(made.body.matterId);
}

async function waitsFor(matterId: number): Promise<readonly string[]> {
  return (await view(matterId)).route.flatMap((one: { state: string; candidates: readonly { name: string }[] }) =>
    one.state === 'open' ? one.candidates.map((who) => who.name) : [],
  );
}
