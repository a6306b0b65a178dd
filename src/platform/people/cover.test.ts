import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestOffice, type Answer, type TestOffice } from '../../../test/office.ts';
import { civilDate } from '../../rules/calendar/civil-date.ts';
import type { Matter } from '../matters/contract.ts';
import { printedMatter } from '../matters/print.ts';
import { runDailyDuties } from '../obligations/daily.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
});
afterAll(() => office.close());

const idOf = (name: string): number => office.culture.people.get(name) ?? 0;
/** 2,000 yuan: the finance leader, 王建华, alone. */
async function filed(handler = '沈明', amount = 200_000): Promise<number> {
  const form = { purpose: '展板', category: '印刷费', payee: '示范县文印商贸有限公司', amount, paymentMethod: '公务卡', plannedOn: '2026-03-20' };
  const made = await (await office.as(handler)).post('/api/matters', { kind: 'spending-request', form, linkedMatterId: null, files: [], submit: true });
  return Number(made.body.matterId);
}
async function grant(
  by: string,
  cover: { post?: string; absent?: string; cover: string; from?: string; until?: string; kinds?: readonly string[]; ceiling?: number },
): Promise<Answer> {
  const { post = '分管财务领导', absent = '王建华', from = '2026-03-02', until = '2026-03-09', ...more } = cover;
  return (await office.as(by)).post('/api/covers', {
    post,
    absentPersonId: idOf(absent),
    coverPersonId: idOf(cover.cover),
    from,
    until,
    reason: '出差',
    ...(more.kinds && { kinds: more.kinds }),
    ...(more.ceiling !== undefined && { ceiling: more.ceiling }),
  });
}
const end = async (by: string, made: Answer): Promise<Answer> => (await office.as(by)).post(`/api/covers/${made.body.coverId}/end`);
async function waitsFor(matterId: number): Promise<readonly string[]> {
  const { body } = await (await office.as('李国栋')).get(`/api/matters/${matterId}`);
  return body.route.flatMap((step: { state: string; candidates: { name: string; coverFor: string | null }[] }) =>
    step.state === 'open' ? step.candidates.map((one) => (one.coverFor === null ? one.name : `${one.name}代${one.coverFor}`)) : [],
  );
}
/** Who stands on the printed sheet, step by step. */
function printed(matter: Matter): readonly (string | undefined)[] {
  const { officeId } = office.culture;
  const actor = { officeId, personId: idOf('李国栋'), name: '李国栋', departmentId: null, posts: [] };
  return printedMatter(office.open.world, { matter, moment: { actor, now: office.open.world.clock() } }).steps.map((line) => line[2]);
}
async function sign(name: string, matterId: number): Promise<Answer> {
  const person = await office.as(name);
  const { body } = await (await office.as('李国栋')).get(`/api/matters/${matterId}`);
  return person.post(`/api/matters/${matterId}/approve`, { version: body.version ?? 1 });
}

test('a cover is offered the steps that wait already and those to come; its signature is shown as 代; ending it gives the steps back', async () => {
  const [before, other] = [await filed(), await filed()];
  const made = await grant('王建华', { cover: '陈立' });
  expect(made.status).toBe(200);
  const later = await filed();
  for (const id of [before, later]) expect(await waitsFor(id)).toEqual(['王建华', '陈立代王建华']);
  const signed = await sign('陈立', before);
  expect(signed.body).toMatchObject({ state: 'approved', route: [{ coverFor: '王建华', actedBy: { name: '陈立' } }] });
  expect(signed.body.history.at(-1)).toMatchObject({ verb: 'approve', capacity: '分管财务领导', person: { name: '陈立' }, coverFor: '王建华' });
  expect(printed(signed.body)).toEqual(['陈立（代王建华）']);
  expect((await end('陈立', made)).body.refused).toMatchObject({ code: 'not-yours-to-delegate' });
  expect((await end('王建华', made)).status).toBe(200);
  for (const id of [other, later]) expect(await waitsFor(id)).toEqual(['王建华']);
  expect((await sign('陈立', later)).body.refused).toMatchObject({ code: 'not-your-step' });
  const history = (await (await office.as('李国栋')).get(`/api/matters/${later}`)).body.history as { verb: string; person: { name: string }; remark: string }[];
  expect(history.filter((one) => one.verb === 'reopen')).toMatchObject([{ person: { name: '王建华' }, remark: '陈立的代理已结束' }]);
});

test('the holder may hand a step to whoever covers him, who then has it alone', async () => {
  const id = await filed();
  const made = await grant('王建华', { cover: '陈立' });
  const { body } = await (await office.as('王建华')).get(`/api/matters/${id}`);
  expect(
    (await (await office.as('王建华')).post(`/api/matters/${id}/hand-over`, { version: body.version, toPersonId: idOf('孙丽'), reason: '出差' })).body.refused,
  ).toMatchObject({ code: 'not-a-holder' });
  expect(
    (await (await office.as('王建华')).post(`/api/matters/${id}/hand-over`, { version: body.version, toPersonId: idOf('陈立'), reason: '出差' })).status,
  ).toBe(200);
  expect(await waitsFor(id)).toEqual(['陈立代王建华']);
  await end('王建华', made);
  expect(await waitsFor(id)).toEqual(['王建华']);
});

test('a cover within limits is offered what it reaches, and nothing beyond', async () => {
  const made = await grant('李国栋', { cover: '陈立', kinds: ['spending-request'], ceiling: 200_000 });
  expect(await waitsFor(await filed('沈明', 200_000))).toEqual(['王建华', '陈立代王建华']);
  expect(await waitsFor(await filed('沈明', 200_001))).toEqual(['王建华']);
  await end('李国栋', made);
  const claims = await grant('李国栋', { cover: '陈立', kinds: ['claim'] });
  expect(await waitsFor(await filed())).toEqual(['王建华']);
  const { body } = await (await office.as('陈立')).get('/api/covers');
  expect(body[0]).toMatchObject({ cover: '陈立', kinds: ['claim'], ceiling: null });
  await end('李国栋', claims);
});

test('whoever covers has no more than the absent person: not his own matter, not one in which the absent person is involved', async () => {
  const made = await grant('王建华', { cover: '陈立' });
  expect(await waitsFor(await filed('陈立'))).toEqual(['王建华']);
  expect(await waitsFor(await filed('王建华'))).toEqual(['李国栋']);
  await end('王建华', made);
});

test('cover is not passed on: neither by whoever covers, nor to somebody who is himself covered', async () => {
  const first = await grant('王建华', { cover: '陈立' });
  expect((await grant('陈立', { absent: '陈立', cover: '孙丽' })).body.refused).toMatchObject({ code: 'no-chain' });
  expect((await grant('陈立', { absent: '陈立', post: '分管机关领导', cover: '王建华' })).body.refused).toMatchObject({ code: 'covered-himself' });
  const own = await grant('陈立', { absent: '陈立', post: '分管机关领导', cover: '孙丽' });
  expect(own.status).toBe(200);
  expect(await waitsFor(await filed())).toEqual(['王建华', '陈立代王建华']); // not 孙丽
  await end('陈立', own);
  await end('王建华', first);
});

test('nobody covers a post twice at a time, an officer’s post, or a post kept apart from his own; the days must be in order (FIN5-05c)', async () => {
  const first = await grant('王建华', { cover: '陈立' });
  expect((await grant('王建华', { cover: '孙丽', from: '2026-03-08', until: '2026-03-12' })).body.refused).toMatchObject({ code: 'covered-already' });
  const after = await grant('王建华', { cover: '孙丽', from: '2026-03-09', until: '2026-03-12' });
  expect(after.status).toBe(200);
  await end('王建华', after);
  await end('王建华', first);
  expect((await grant('许强', { absent: '许强', post: '安全管理员', cover: '陈立' })).body.refused).toMatchObject({ code: 'officer-not-delegated' });
  expect((await grant('王建华', { cover: '陈立', from: '2026-03-09', until: '2026-03-02' })).body.refused).toMatchObject({ code: 'dates' });
  expect((await grant('王建华', { cover: '王建华' })).body.refused).toMatchObject({ code: 'no-cover' });
  const people = office.stations.people;
  const treasurer = await office.as('邓莉', office.stations);
  const lend = (cover: string): Promise<Answer> =>
    treasurer.post('/api/covers', {
      post: '管钱',
      absentPersonId: people.get('邓莉'),
      coverPersonId: people.get(cover),
      from: '2026-03-02',
      until: '2026-03-09',
      reason: '休假',
    });
  expect((await lend('高洁')).body.refused.sentence).toContain('管账');
  expect((await lend('余波')).status).toBe(200);
});

test('a cover begins and ends with the calendar: what waits is offered on its first day and back with the holder on the day after its last', async () => {
  const daily = async (day: string): Promise<void> => {
    office.at(day);
    await runDailyDuties(office.open.world, { officeId: office.culture.officeId, day: civilDate(day) });
  };
  await grant('王建华', { cover: '陈立', from: '2026-03-10', until: '2026-03-12' });
  const id = await filed();
  expect(await waitsFor(id)).toEqual(['王建华']);
  await daily('2026-03-10');
  expect(await waitsFor(id)).toEqual(['王建华', '陈立代王建华']);
  await daily('2026-03-11');
  expect(await waitsFor(id)).toEqual(['王建华', '陈立代王建华']);
  await daily('2026-03-12');
  expect(await waitsFor(id)).toEqual(['王建华']);
});
