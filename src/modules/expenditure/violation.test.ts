import { afterAll, beforeAll, expect, test } from 'vitest';
import { deedsOf, ok, type Deeds } from '../../../test/deeds.ts';
import { openTestOffice, type Person, type TestOffice } from '../../../test/office.ts';
import { oldAccount } from '../../../test/old-account.ts';
import { cashReceived } from '../../../test/cash-movement.ts';

let office: TestOffice;
let deeds: Deeds;
beforeAll(async () => {
  office = await openTestOffice();
  deeds = deedsOf(office);
});
afterAll(() => office.close());

const violation = (more: object = {}): object => ({ clause: 'FIN-01c', facts: '以现金支付900元', personId: deeds.id('沈明'), gravity: '一般', ...more });

test('a case is opened on a clause by those who may; one against the discipline leader by the head alone (FIN-08)', async () => {
  expect(await deeds.refused('赵敏', 'open-violation', violation({ clause: 'FIN-99' }))).toBe('no-such-clause');
  expect(await deeds.refused('周静', 'open-violation', violation())).toBe('not-discipline');
  const against = violation({ personId: deeds.id('赵敏') });
  expect(await deeds.refused('赵敏', 'open-violation', against)).toBe('not-discipline');
  const { number } = await deeds.done('李国栋', 'open-violation', against);
  expect(await deeds.refused('赵敏', 'decide-violation', { number, decision: '不予追究', unheard: '本人放弃' })).toBe('not-discipline');
});

test('the person concerned speaks for himself before it is decided, and nobody in his name (FIN-08)', async () => {
  const { number } = await deeds.done('赵敏', 'open-violation', violation());
  expect(await deeds.told('沈明')).toContain(`${number}：就FIN-01c对您立案，您可以陈述意见。`);
  const decide = { number, decision: '批评教育，限期改正' };
  expect((await deeds.deed('赵敏', 'decide-violation', { number, decision: '' })).status).toBe(400);
  expect(await deeds.refused('赵敏', 'decide-violation', decide)).toBe('unheard');
  const said = { number, statement: '商户不能刷卡，事后已补办转账' };
  expect(await deeds.refused('赵敏', 'state-on-violation', said)).toBe('not-concerned');
  await deeds.done('沈明', 'state-on-violation', said);
  await deeds.done('赵敏', 'decide-violation', { ...decide, gravity: '轻微' });
  expect(await deeds.refused('沈明', 'state-on-violation', said)).toBe('decided-already');
  expect(await deeds.register('沈明', 'violation')).toMatchObject([
    { number, gravity: '轻微', statement: said.statement, decision: decide.decision, decidedBy: '赵敏' },
  ]);
  expect(await deeds.register('韩梅', 'violation')).toEqual([]);
});

test('what was released, overdue or went wrong is a ground of a case, once for each person (FIN-08)', async () => {
  office.at('2026-03-10', '10:00');
  await deeds.done('周静', 'set-cash-desk', { purposes: ['备用金'], hours: [{ from: '08:00', until: '12:00' }] });
  await deeds.done('郑洁', 'record-cash', cashReceived());
  await deeds.done('郑洁', 'report-shortage', { day: '2026-03-10', counted: 120_000, explanation: '箱内有借条' });
  await deeds.done('王建华', 'release-cash', { day: '2026-03-10', code: 'FIN-04a', reason: '午间急付' });
  await deeds.daily('2026-03-11');
  const grounds = await deeds.register('赵敏', 'violation-ground');
  expect(grounds).toMatchObject([
    { sort: '放行现金限制', ground: '现金放行2026-03-10/FIN-04a', clause: 'FIN-04a', person: '王建华', opened: null },
    { sort: '现金短款', ground: '短款1', facts: '2026-03-10实点1200.00元，账面1500.00元：箱内有借条', person: '郑洁' },
    { sort: '逾期义务', clause: 'FIN-04d', facts: '2026-03-10有现金收付，当日结清。' },
  ]);
  expect((await (await office.as('沈明')).get('/api/registers/violation-ground')).status).not.toBe(200);
  const open = (ground: string) => violation({ clause: 'FIN-04c', facts: '现金短款300元', personId: deeds.id('郑洁'), ground });
  expect(await deeds.refused('赵敏', 'open-violation', open('短款9'))).toBe('no-such-ground');
  const { number } = await deeds.done('赵敏', 'open-violation', open('短款1'));
  expect(await deeds.refused('李国栋', 'open-violation', open('短款1'))).toBe('opened-already');
  expect((await deeds.register('李国栋', 'violation-ground')).find((one) => one.ground === '短款1')).toMatchObject({ opened: number });
});

test('a deposit slip on an account the office does not have opens a case by itself (FIN5-10b)', async () => {
  const { people } = office.stations;
  const as = (name: string): Promise<Person> => office.as(name, office.stations);
  const books = await as('高洁');
  const slip = (await books.upload('存款单.pdf', Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF'))).body.digest;
  const found = (account: string) => ({ account, amount: 320_000, depositedOn: '2026-03-10', depositorId: people.get('邓莉'), slip });
  await ok(books.post('/api/verbs/register-account', oldAccount('6228000020007654321', '农业银行')));
  const report = (who: Person, account: string) => who.post('/api/verbs/report-deposit-slip', found(account));
  expect((await report(await as('余波'), '6217999999999999')).body.refused).toMatchObject({ code: 'not-finance-staff' });
  expect((await report(books, '6228000020007654321')).body.refused).toMatchObject({ code: 'official-account' });
  const { number } = (await ok(report(books, '6217999999999999'))).body.result;
  const head = await as('马志远');
  expect((await head.get('/api/notices')).body.rows[0].sentence).toContain('已按FIN5-10b立案');
  expect((await (await as('邓莉')).get('/api/registers/violation')).body.rows).toMatchObject([
    { number, clause: 'FIN5-10b', gravity: null, facts: '2026-03-10将3,200.00元存入账户6217999999999999，该账户不在公款账户登记中' },
  ]);
  const decide = (more: object) => head.post('/api/verbs/decide-violation', { number, decision: '移送处理', unheard: '拒绝陈述', ...more });
  expect((await decide({})).body.refused).toMatchObject({ code: 'no-gravity' });
  expect((await decide({ gravity: '严重' })).status).toBe(200);
});
