import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestOffice, type Person, type TestOffice } from './office.ts';

let office: TestOffice;
const people = new Map<string, Person>();
beforeAll(async () => {
  office = await openTestOffice();
  for (const name of ['沈明', '王建华', '李国栋', '赵敏', '周静', '吴芳', '冯涛', '韩梅']) people.set(name, await office.as(name));
});
afterAll(() => office.close());

const VERBS = [
  'approve',
  'return',
  'refuse',
  'withdraw',
  'urge',
  'remark',
  'hand-over',
  'void',
  'submit',
  'add-signer',
  'remove-signer',
  'dissent',
  'correct',
  'read',
  'recuse',
  'reopen',
  'ask-reassign',
  'reassign',
  'ask-change-handler',
  'change-handler',
] as const;
const deed = fc.record({
  who: fc.constantFrom('沈明', '王建华', '李国栋', '赵敏', '周静', '韩梅'),
  verb: fc.constantFrom(...VERBS),
  placing: fc.constantFrom('before', 'beside', 'after'),
  added: fc.constantFrom('韩梅', '周静', '赵敏', '沈明', '李国栋', '王建华', '冯涛', '吴芳'),
  toStep: fc.constantFrom(null, 1, 2),
  straightBack: fc.boolean(),
  stale: fc.integer({ min: 0, max: 9 }).map((draw) => draw === 0),
});

const BODIES: Readonly<Record<(typeof VERBS)[number], object>> = {
  approve: {},
  return: { remark: '请补充说明' },
  refuse: { remark: '不必要' },
  withdraw: { reason: '改期' },
  urge: {},
  remark: { text: '请尽快' },
  'hand-over': { reason: '出差' },
  void: { reason: '不办了' },
  submit: {},
  'add-signer': { reason: '征求意见' },
  'remove-signer': { step: 3, reason: '不需要了' },
  dissent: { remark: '建议缓办' },
  correct: { text: '收款单位有误' },
  read: {},
  recuse: { relation: '亲属' },
  reopen: {},
  'ask-reassign': { step: 1, reason: '病假' },
  reassign: {},
  'ask-change-handler': { reason: '调离' },
  'change-handler': {},
};

/** What must hold of every matter at every moment, whoever did whatever. */
async function invariants(matterId: number): Promise<void> {
  const { rows } = await office.database.owner.query<{
    state: string;
    open: number;
    todos: number;
    orphans: number;
    signed_twice: number;
    own: number;
    undecided: number;
    version: number;
    logged: number;
  }>(
    `
    select m.state, m.version,
      (select count(*)::int from matter_step s where (s.office_id, s.matter_id, s.round) = (m.office_id, m.matter_id, m.round) and s.state = 'open') as open,
      (select count(*)::int from todo t where (t.office_id, t.matter_id) = (m.office_id, m.matter_id)) as todos,
      (select count(*)::int from todo t where (t.office_id, t.matter_id) = (m.office_id, m.matter_id)
        and not exists (select from matter_step s where (s.office_id, s.matter_id, s.round, s.step) = (t.office_id, t.matter_id, t.round, t.step) and s.state = 'open')) as orphans,
      (select count(*)::int from (select acted_by from matter_step s where (s.office_id, s.matter_id, s.round) = (m.office_id, m.matter_id, m.round) and verdict = 'agreed' group by acted_by having count(*) > 1) x) as signed_twice,
      (select count(*)::int from matter_step s where (s.office_id, s.matter_id, s.round) = (m.office_id, m.matter_id, m.round) and s.acted_by = m.handler_id) as own,
      -- approved means that every step of the regulation was agreed to, whatever was added or removed
      (select count(*)::int from matter_step s where (s.office_id, s.matter_id, s.round) = (m.office_id, m.matter_id, m.round) and m.state in ('approved', 'closed')
        and s.act <> '知会' and (s.added_by is null and s.verdict is distinct from 'agreed' or s.added_by is not null and s.state not in ('done', 'lapsed'))) as undecided,
      (select count(*)::int from log_entry l where l.office_id = m.office_id and l.subject_kind = 'matter' and l.subject_id = m.matter_id::text) as logged
    from matter m where m.matter_id = $1`,
    [matterId],
  );
  const [now] = rows;
  expect(now).toBeDefined();
  if (now?.state === 'in_review') expect(now.open).toBeGreaterThan(0);
  else expect(now?.open).toBe(0);
  expect(now?.undecided).toBe(0);
  if (now?.state !== 'in_review') expect(now?.todos).toBe(0);
  expect(now).toMatchObject({ orphans: 0, signed_twice: 0, own: 0 });
  expect(now?.logged ?? 0).toBeGreaterThan(0);
}

test('whatever people try in whatever order, a step is open while a matter is in review, nobody signs twice or for himself, and every change is logged', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(60_000, 800_000), fc.array(deed, { minLength: 3, maxLength: 14 }), async (amount, deeds) => {
      const form = { purpose: '展板', category: '印刷费', payee: '示范县文印商贸有限公司', amount, paymentMethod: '公务卡', plannedOn: '2026-03-10' };
      const made = await people.get('沈明')?.post('/api/matters', { kind: 'spending-request', form, linkedMatterId: null, files: [], submit: true });
      const matterId = Number(made?.body.matterId);
      let version = Number(made?.body.version);
      for (const { who, verb, stale, placing, added, toStep, straightBack } of deeds) {
        const more =
          verb === 'add-signer'
            ? { placing, personId: people.get(added)?.personId }
            : verb === 'hand-over' || verb === 'ask-reassign' || verb === 'ask-change-handler'
              ? { toPersonId: people.get(added)?.personId }
              : verb === 'return'
                ? { toStep, straightBack }
                : {};
        const before = await office.database.owner.query('select to_jsonb(m) - $2::text[] as row from matter m where matter_id = $1', [matterId, []]);
        const answer = await people.get(who)?.post(`/api/matters/${matterId}/${verb}`, { version: stale ? version + 1 : version, ...BODIES[verb], ...more });
        expect([200, 404, 409, 422]).toContain(answer?.status);
        if (answer?.status !== 200) {
          const after = await office.database.owner.query('select to_jsonb(m) - $2::text[] as row from matter m where matter_id = $1', [matterId, []]);
          expect(after.rows).toEqual(before.rows); // a refusal changes nothing
        }
        version = Number((await people.get('李国栋')?.get(`/api/matters/${matterId}`))?.body.version);
        await invariants(matterId);
      }
    }),
    { numRuns: 40 },
  );
}, 120_000);

test('two who sign the same step at the same moment: one signs, the other is told', async () => {
  const claim = {
    purpose: '海报',
    category: '印刷费',
    payee: '示范县文印商贸有限公司',
    amount: 30_000,
    paymentMethod: '现金',
    spentOn: '2026-03-01',
    specialReason: '急用',
    witnessId: office.culture.people.get('冯涛'),
  };
  const clerk = people.get('沈明');
  const digest = (await clerk?.upload('a.pdf', Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF')))?.body.digest;
  const files = ['发票', '原始凭证影像'].map((evidence) => ({ evidence, digest, name: 'a.pdf' }));
  const form = { ...claim, invoices: [{ issuerKind: '税务发票', number: '26532000009990000001', date: '2026-03-01', seller: '甲', amount: 30_000 }] };
  const made = await clerk?.post('/api/matters', { kind: 'claim', form, linkedMatterId: null, files, submit: true });
  const { matterId, version } = made?.body ?? {};
  const witnessed = await people.get('冯涛')?.post(`/api/matters/${matterId}/approve`, { version });
  const both = await Promise.all(
    ['周静', '吴芳'].map(async (name) => people.get(name)?.post(`/api/matters/${matterId}/approve`, { version: witnessed?.body.version })),
  );
  expect(new Set(both.map((one) => one?.status))).toEqual(new Set([200, 409]));
  const told = both.find((one) => one?.status === 409);
  expect(told?.body.failure).toMatchObject({ code: 'stale', sentence: expect.stringMatching(/(周静|吴芳)已于2026-03-02 \d\d:\d\d办理过本事项/) });
  await invariants(Number(matterId));
});
