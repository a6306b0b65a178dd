import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestOffice, type Person, type TestOffice } from '../../../test/office.ts';
import { ownerPool } from '../db/pools.ts';

let office: TestOffice;
let system: Person;
let security: Person;
let clerk: Person;
beforeAll(async () => {
  office = await openTestOffice();
  [system, security, clerk] = await Promise.all([office.as('何平'), office.as('许强'), office.as('韩梅')]);
});
afterAll(() => office.close());

const idOf = (name: string): number => office.culture.departments.get(name) ?? 0;
const personOf = (name: string): number => office.culture.people.get(name) ?? 0;
const transfer = (name: string, departmentId: number) => system.post(`/api/people/${personOf(name)}/transfer`, { departmentId });
const end = (departmentId: number, until: string) => system.post(`/api/departments/${departmentId}/end`, { until });
const employ = (departmentId: number, joinedOn: string, loginName: string) =>
  system.post('/api/people', { name: '新人', loginName, departmentId, rank: null, joinedOn });

test('the system officer founds a department from a day on; its name is free again once it has ended', async () => {
  const added = { name: '市场股', kind: '股室', from: '2026-03-10' };
  expect((await security.post('/api/departments', added)).body.refused).toMatchObject({ code: 'not-system-officer' });
  const { body, status } = await system.post('/api/departments', added);
  expect(status).toBe(200);
  expect((await system.post('/api/departments', { ...added, from: '2026-04-01' })).body.refused).toMatchObject({
    code: 'department-name-taken',
    sentence: '已有“市场股”，自2026-03-10起设立。',
  });
  expect((await system.get('/api/departments')).body).toContainEqual({
    departmentId: body.departmentId,
    name: '市场股',
    kind: '股室',
    from: '2026-03-10',
    until: null,
    standing: false,
  });

  expect((await employ(body.departmentId, '2026-03-09', 'tooearly')).body.refused).toMatchObject({ code: 'department-not-yet' });
  expect((await end(body.departmentId, '2026-03-10')).body.refused).toMatchObject({ code: 'dates' });
  expect((await end(body.departmentId, '2026-04-01')).status).toBe(200);
  expect((await end(body.departmentId, '2026-04-02')).body.refused).toMatchObject({ code: 'ended-already' });
  expect((await employ(body.departmentId, '2026-04-01', 'toolate')).body.refused).toMatchObject({
    code: 'department-ended',
    sentence: '市场股已于2026-04-01撤销。',
  });
  expect((await employ(body.departmentId, '2026-03-31', 'intime')).status).toBe(200);
  expect((await system.post('/api/departments', { ...added, from: '2026-03-31' })).body.refused).toMatchObject({ code: 'department-name-taken' });
  expect((await system.post('/api/departments', { ...added, from: '2026-04-01' })).status).toBe(200);
});

test('a department ends only once no person, no post and no matter under way is left in it', async () => {
  const tourism = idOf('旅游股');
  const ended = () => end(tourism, '2026-03-02');
  const form = { purpose: '展板', category: '印刷费', payee: '示范县文印商贸有限公司', amount: 60_000, paymentMethod: '公务卡', plannedOn: '2026-03-10' };
  const { body: matter } = await clerk.post('/api/matters', { kind: 'spending-request', form, linkedMatterId: null, files: [], submit: true });

  expect((await ended()).body.refused).toMatchObject({ code: 'department-has-people', sentence: '旅游股还有2人：韩梅、秦岚。' });
  expect((await transfer('韩梅', tourism)).body.refused).toMatchObject({ code: 'nothing-changed' });
  expect((await security.post(`/api/people/${personOf('韩梅')}/transfer`, { departmentId: idOf('文化股') })).body.refused).toMatchObject({
    code: 'not-system-officer',
  });
  for (const name of ['韩梅', '秦岚']) expect((await transfer(name, idOf('文化股'))).status).toBe(200);

  const posts = (await ended()).body.refused;
  expect(posts.code).toBe('department-has-posts');
  expect(posts.sentence).toContain('分管领导（王建华）');
  const { body: held } = await system.get('/api/posts');
  const holdings = held
    .flatMap((one: { holdings: { holdingId: number; department: string | null }[] }) => one.holdings)
    .filter((one: { department: string | null }) => one.department === '旅游股');
  for (const { holdingId } of holdings) expect((await security.post(`/api/holdings/${holdingId}/end`, { until: '2026-03-02' })).status).toBe(200);

  expect((await ended()).body.refused).toMatchObject({ code: 'department-has-matters', sentence: '旅游股还有1件在办事项。' });
  const { version } = (await clerk.get(`/api/matters/${matter.matterId}`)).body;
  expect((await clerk.post(`/api/matters/${matter.matterId}/withdraw`, { version, reason: '改期' })).status).toBe(200);
  expect((await ended()).status).toBe(200);

  expect((await system.get('/api/people')).body.find((one: { name: string }) => one.name === '韩梅')).toMatchObject({ department: '文化股' });
  expect((await transfer('韩梅', tourism)).body.refused).toMatchObject({ code: 'department-ended' });
  expect(
    (await security.post('/api/posts/股室负责人/give', { personId: personOf('秦岚'), departmentId: tourism, from: '2026-03-02' })).body.refused,
  ).toMatchObject({ code: 'department-ended' });
});

test('a transfer counts at once: the staff that routes are laid by is read anew', async () => {
  const owner = ownerPool(office.database.url);
  const version = async (): Promise<number> =>
    (await owner.query<{ version: number }>('select staff_version as version from office where office_id = $1', [office.culture.officeId])).rows[0]?.version ??
    0;
  const before = await version();
  expect((await transfer('沈明', idOf('财务股'))).status).toBe(200);
  expect(await version()).toBe(before + 1);
  await owner.end();
});
