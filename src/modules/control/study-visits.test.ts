import { afterAll, beforeAll, expect, test } from 'vitest';
import { deedsOf, ok, type Deeds } from '../../../test/deeds.ts';
import type { Answer, TestOffice } from '../../../test/office.ts';
import { claimOf, meal, openTravellingOffice, ride, tripTo, type TravellingOffice } from '../../../test/trips.ts';

let office: TestOffice;
let deeds: Deeds;
let travelling: TravellingOffice;
beforeAll(async () => {
  travelling = await openTravellingOffice();
  office = travelling.office;
  deeds = deedsOf(office);
});
afterAll(() => office.close());

const days = (...on: string[]) => on.map((day) => ({ on: `2026-05-${day}`, item: '座谈' }));
const visit = (more: object = {}) => ({
  kind: 'study-visit',
  linkedMatterId: null,
  files: [],
  submit: true,
  form: {
    topic: '公共文化服务',
    host: '邻市文旅局',
    from: '2026-05-25',
    until: '2026-05-28',
    destinations: ['常德市'],
    estimate: 300_000,
    programme: days('25', '26', '27', '28'),
    ...more,
  },
});
const file = async (name: string, body: object): Promise<Answer> => (await office.as(name)).post('/api/matters', body);
const codes = (answer: Answer): readonly string[] => (answer.body.refusals ?? [answer.body.refused]).map((one: { code: string }) => one?.code);

test('a day without programme or a place on the list of scenic areas waits for the head’s release (ETH-04c)', async () => {
  office.at('2026-05-20');
  const idle = visit({ programme: days('25', '26') });
  expect(codes(await file('沈明', idle))).toEqual(['ETH-04c']);
  expect(codes(await file('沈明', visit({ topic: '' })))).toEqual(['ETH-04c']);
  expect(codes(await file('沈明', visit({ destinations: ['武陵源风景名胜区'] })))).toEqual(['ETH-04c']);
  const clerk = await office.as('沈明');
  const { body: draft } = await ok(clerk.post('/api/matters', { ...idle, submit: false }));
  const { body: asked } = await ok(clerk.post(`/api/matters/${draft.matterId}/ask-release`, { version: draft.version, code: 'ETH-04c', reason: '两日路程' }));
  const { body: released } = await ok(
    (await office.as('李国栋')).post(`/api/matters/${draft.matterId}/release`, { version: asked.version, code: 'ETH-04c', reason: '同意' }),
  );
  await ok(clerk.post(`/api/matters/${draft.matterId}/submit`, { version: released.version }));
  expect((await deeds.register('赵敏', 'override'))[0]).toMatchObject({ clause: 'ETH-04c', releasedBy: '李国栋' });
  expect((await deeds.register('赵敏', 'watch-list'))[0]).toMatchObject({ released: 'ETH-04c' });
});

test('a trip to study keeps to an approved visit, and is claimed after its report; an entrance ticket is one’s own (ETH-04c)', async () => {
  office.at('2026-05-20');
  const { body } = await ok(file('沈明', visit({ travellers: [deeds.id('韩梅')] })));
  const away = tripTo('2026-05-25', '2026-05-28', {
    sort: '考察',
    purpose: '公共文化服务',
    stops: [{ reachedOn: '2026-05-25', province: '湖南', city: '常德市' }],
  });
  const basis = { ...away.basis, place: '常德' };
  const trip = async (name: string, linkedMatterId: number | null, more: object = {}): Promise<Answer> => {
    const person = await office.as(name);
    const { body: kept } = await person.upload('函.pdf', Buffer.from('%PDF-1.4\n%附件\n%%EOF'));
    return person.post('/api/matters', {
      kind: 'official-trip',
      linkedMatterId,
      submit: true,
      files: [{ evidence: '出差依据', digest: kept.digest, name: '函.pdf' }],
      form: { ...away, basis, ...more },
    });
  };
  expect(codes(await trip('沈明', body.matterId))).toContain('ETH-04c');
  await travelling.sign('李国栋', body.matterId);
  const { body: approved } = await (await office.as('沈明')).get(`/api/matters/${body.matterId}`);
  expect(approved.state).toBe('closed');
  expect(approved.next).toMatchObject([{ kind: 'official-trip', start: { sort: '考察', startAt: '2026-05-25T08:00' } }]);

  expect(codes(await trip('沈明', null))).toContain('ETH-04c');
  expect(codes(await trip('沈明', null, { sort: '公务', purpose: '赴常德考察' }))).toContain('ETH-04c');
  expect((await trip('蒋雪', body.matterId)).status).toBe(400); // another's visit leads her nowhere
  expect(
    codes(await trip('沈明', body.matterId, { stops: [{ reachedOn: '2026-05-25', province: '湖南', city: '张家界市' }], outsideReason: '顺路' })),
  ).toContain('ETH-04c');
  const going = await ok(trip('沈明', body.matterId));
  for (const { post, candidates } of going.body.route) await travelling.sign(post === '局长' ? '李国栋' : candidates[0].name, going.body.matterId);
  const sheet = await ok(travelling.file('沈明', { kind: 'trip-sheet', form: {}, linked: going.body.matterId }));
  for (;;) {
    const { body: now } = await (await office.as('沈明')).get(`/api/matters/${sheet.body.matterId}`);
    const open = now.route.find((step: { state: string }) => step.state === 'open');
    if (open === undefined) break;
    await travelling.sign(open.candidates[0].name, sheet.body.matterId);
  }

  office.at('2026-06-01');
  const claim = claimOf(going.body.matterId, away, {
    rides: [ride('2026-05-25T08:30')],
    meals: [meal('2026-05-26', 5_000)],
    evidence: ['车船机票', '就餐发票', '景点门票'],
  });
  const withTicket = { ...claim, form: { ...claim.form, tickets: [{ on: '2026-05-27', amount: 15_000, number: '26532000000088887777', place: '桃花源' }] } };
  expect((await travelling.told('沈明', withTicket)).refusals).toEqual(['ETH-04c']);
  expect((await deeds.mine('沈明')).find((one) => one.duty === '考察报告')).toMatchObject({ dueOn: '2026-06-11' });
  expect(await deeds.refused('韩梅', 'report-visit', { number: approved.number, report: await deeds.proof('韩梅') })).toBe('not-handler');
  await deeds.done('沈明', 'report-visit', { number: approved.number, report: await deeds.proof('沈明') });
  expect((await deeds.mine('沈明')).map((one) => one.duty)).not.toContain('考察报告');
  const told = await travelling.told('沈明', withTicket);
  expect(told.refusals).toEqual([]);
  expect(told.lines.find((one) => one.item === '景点门票')).toMatchObject({ paid: 0, personal: 15_000, reason: '景点门票和游览费用由个人承担' });
  await ok(travelling.file('沈明', withTicket));
});

test('what a leading cadre filed and had released in a quarter is on the overview of the discipline leader (ETH-10a)', async () => {
  office.at('2026-07-06');
  const leader = await office.as('王建华');
  const july = { from: '2026-07-13', until: '2026-07-14', programme: [{ on: '2026-07-13', item: '座谈' }] };
  for (const topic of ['博物馆', '图书馆', '文化馆']) {
    const { body: draft } = await ok(leader.post('/api/matters', { ...visit({ ...july, topic }), submit: false }));
    const { body: asked } = await ok(
      leader.post(`/api/matters/${draft.matterId}/ask-release`, { version: draft.version, code: 'ETH-04c', reason: '次日路程' }),
    );
    const { body: released } = await ok(
      (await office.as('李国栋')).post(`/api/matters/${draft.matterId}/release`, { version: asked.version, code: 'ETH-04c', reason: '同意' }),
    );
    await ok(leader.post(`/api/matters/${draft.matterId}/submit`, { version: released.version }));
  }
  const ask = { personId: deeds.id('王建华'), year: 2026 };
  expect(await deeds.done('赵敏', 'view-leader', { ...ask, quarter: 3 })).toMatchObject({
    overrides: 3,
    kinds: [{ kind: 'study-visit', count: 3, fen: 900_000 }],
  });
  expect(await deeds.done('赵敏', 'view-leader', { ...ask, quarter: 2 })).toMatchObject({ overrides: 0, kinds: [] });
});
