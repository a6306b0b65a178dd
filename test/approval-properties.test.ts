import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { KEPT, nothingChanged, ROWS, type Rows } from './kept-invariants.ts';
import { openTestOffice, type Answer, type Person, type TestOffice } from './office.ts';

let office: TestOffice;
const people = new Map<string, Person>();
beforeAll(async () => {
  office = await openTestOffice();
  for (const name of ['沈明', '王建华', '李国栋', '赵敏', '周静', '吴芳', '冯涛', '韩梅']) people.set(name, await office.as(name));
});
afterAll(() => office.close());

const VERBS = [
  'approve',
  'approve',
  'return',
  'refuse',
  'withdraw',
  'urge',
  'remark',
  'instruct',
  'hand-over',
  'void',
  'submit',
  'save-draft',
  'add-signer',
  'remove-signer',
  'dissent',
  'correct',
  'read',
  'recuse',
  'reopen',
  'resolve',
  'ask-reassign',
  'reassign',
  'ask-change-handler',
  'change-handler',
] as const;
const OF_HANDLER: readonly string[] = ['withdraw', 'urge', 'void', 'submit', 'save-draft', 'correct'] satisfies readonly (typeof VERBS)[number][];
const deed = fc.record({
  who: fc.constantFrom('沈明', '王建华', '李国栋', '赵敏', '周静', '韩梅', '冯涛'),
  asked: fc.boolean(),
  verb: fc.constantFrom(...VERBS),
  placing: fc.constantFrom('before', 'beside', 'after'),
  added: fc.constantFrom('韩梅', '周静', '赵敏', '沈明', '李国栋', '王建华', '冯涛', '吴芳'),
  toStep: fc.constantFrom(null, 1, 2),
  straightBack: fc.boolean(),
  stale: fc.integer({ min: 0, max: 9 }).map((draw) => draw === 0),
});

const formOf = (amount: number) => ({
  purpose: '展板',
  category: '印刷费',
  payee: '示范县文印商贸有限公司',
  amount,
  paymentMethod: '公务卡',
  plannedOn: '2026-03-10',
});
const BODIES: Readonly<Record<(typeof VERBS)[number], object>> = {
  approve: {},
  return: { remark: '请补充说明' },
  refuse: { remark: '不必要' },
  withdraw: { reason: '改期' },
  urge: {},
  remark: { text: '请尽快' },
  instruct: { text: '请核实', toPost: '财务股', dueOn: '2026-03-12' },
  'hand-over': { reason: '出差' },
  void: { reason: '不办了' },
  submit: {},
  'save-draft': { kind: 'spending-request', form: formOf(70_000), linkedMatterId: null, files: [], submit: false },
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
  resolve: {},
};
const resolution = () => ({
  body: '局务会',
  metOn: '2026-03-02',
  item: '展板',
  agreed: true,
  amount: 2_500_000,
  minutesReference: '局务会纪要6号',
  present: ['李国栋', '王建华', '赵敏', '陈立', '孙丽'].map((name) => office.culture.people.get(name)),
});

async function rowsOf(matterId: number): Promise<Rows> {
  const {
    rows: [rows],
  } = await office.database.owner.query<Rows>(ROWS, [matterId]);
  if (rows === undefined) throw new Error('the matter was made before');
  return rows;
}

/** Whoever may do it, if anybody may: chance alone would rarely hit him. */
function whoseTurn(matter: Answer['body'], verb: (typeof VERBS)[number]): string | undefined {
  if (OF_HANDLER.includes(verb)) return matter.handler.name;
  if (verb === 'resolve') return '冯涛';
  if (verb === 'instruct') return '李国栋';
  return matter.route.find((step: { state: string }) => step.state === 'open')?.candidates[0]?.name;
}

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
      (select count(*)::int from (select acted_by from matter_step s where (s.office_id, s.matter_id, s.round) = (m.office_id, m.matter_id, m.round) and verdict = 'agreed' and resolution_id is null group by acted_by having count(*) > 1) x) as signed_twice,
      (select count(*)::int from matter_step s where (s.office_id, s.matter_id, s.round) = (m.office_id, m.matter_id, m.round) and s.acted_by = m.handler_id and s.resolution_id is null) as own,
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

/** One course on which each of them comes about, whatever chance brings besides. */
const COURSE = (
  [
    'read',
    'urge',
    'remark',
    'instruct',
    'ask-reassign',
    'ask-change-handler',
    'return',
    'save-draft',
    'submit',
    'approve',
    'approve',
    'approve',
    'approve',
    'correct',
  ] as const
).map((verb) => ({ who: '周静', asked: true, verb, placing: 'before', added: '韩梅', toStep: null, straightBack: false, stale: false }) as const);

const proved = new Map<string, number>();

test('whatever people try in whatever order, a refusal changes no row, every verb leaves what it says it leaves, a step is open while a matter is in review, nobody signs twice or for himself, and every change is logged', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(60_000, 800_000, 2_500_000), fc.array(deed, { minLength: 4, maxLength: 16 }), async (amount, deeds) => {
      const made = await people
        .get('沈明')
        ?.post('/api/matters', { kind: 'spending-request', form: formOf(amount), linkedMatterId: null, files: [], submit: true });
      const matterId = Number(made?.body.matterId);
      let seen = (await people.get('李国栋')?.get(`/api/matters/${matterId}`))?.body;
      for (const { who, asked, verb, stale, placing, added, toStep, straightBack } of deeds) {
        const personId = people.get(added)?.personId;
        const more =
          verb === 'add-signer'
            ? { placing, personId }
            : verb === 'hand-over' || verb === 'ask-reassign' || verb === 'ask-change-handler'
              ? { toPersonId: personId }
              : verb === 'return'
                ? { toStep, straightBack }
                : verb === 'resolve'
                  ? { resolution: resolution() }
                  : {};
        const before = await rowsOf(matterId);
        const body = { version: stale ? seen.version + 1 : seen.version, ...BODIES[verb], ...more };
        const person = people.get((asked ? whoseTurn(seen, verb) : undefined) ?? who) ?? people.get(who);
        const answer = await (verb === 'save-draft' ? person?.put(`/api/matters/${matterId}`, body) : person?.post(`/api/matters/${matterId}/${verb}`, body));
        expect([200, 404, 409, 422]).toContain(answer?.status);
        const after = await rowsOf(matterId);
        if (answer?.status !== 200) expect(nothingChanged(before, after), `${verb} was refused`).toBe(true);
        const kept = KEPT[verb];
        if (answer?.status === 200 && kept !== undefined) {
          expect(kept.holds(before, after), `${verb}: ${kept.what}`).toBe(true);
          proved.set(verb, (proved.get(verb) ?? 0) + 1);
        }
        seen = (await people.get('李国栋')?.get(`/api/matters/${matterId}`))?.body;
        await invariants(matterId);
      }
    }),
    { numRuns: 40, examples: [[60_000, COURSE]] },
  );
  for (const verb of Object.keys(KEPT)) expect(proved.get(verb) ?? 0, verb).toBeGreaterThan(0);
}, 240_000);

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
  const form = {
    ...claim,
    invoices: [{ issuerKind: '税务发票', number: '26532000009990000001', date: '2026-03-01', seller: '示范县文印商贸有限公司', amount: 30_000 }],
  };
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
