import ExcelJS from 'exceljs';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deedsOf, ok, type Deeds } from '../../../test/deeds.ts';
import { openTestOffice, type Answer, type TestOffice } from '../../../test/office.ts';
import { verifyPack } from './verify-pack.ts';

let office: TestOffice;
let deeds: Deeds;
let rescued: Answer['body'];
let advance: Answer['body'];

const SELLER = '示范县文印商贸有限公司';
const file = async (form: object): Promise<Answer['body']> =>
  (
    await ok(
      (await office.as('沈明')).post('/api/matters', {
        kind: 'spending-request',
        form: { category: '印刷费', payee: SELLER, paymentMethod: '公务卡', ...form },
        linkedMatterId: null,
        files: [],
        submit: true,
      }),
    )
  ).body;
async function on(name: string, matterId: number, verb: string, body: object = {}): Promise<Answer> {
  const { body: matter } = await (await office.as('李国栋')).get(`/api/matters/${matterId}`);
  return (await office.as(name)).post(`/api/matters/${matterId}/${verb}`, { version: matter.version, ...body });
}

beforeAll(async () => {
  office = await openTestOffice();
  deeds = deedsOf(office);
  office.at('2026-03-10');
  rescued = await file({ purpose: '展板', amount: 800_000, plannedOn: '2026-03-20' });
  await ok(on('周静', rescued.matterId, 'ask-reassign', { step: 1, toPersonId: deeds.id('孙丽'), reason: '王建华住院' }));
  await ok(on('赵敏', rescued.matterId, 'reassign'));
  await ok(on('周静', rescued.matterId, 'ask-duty-exception', { personId: deeds.id('沈明'), duty: '记账', until: '2026-03-13', reason: '会计均在县里培训' }));
  await ok(on('李国栋', rescued.matterId, 'grant-duty-exception'));
  await deeds.done('沈明', 'note-advance-spending', { purpose: '路面抢修标牌', payee: SELLER, amount: 60_000, spentOn: '2026-03-10', reason: '汛情紧急' });
  advance = await file({ purpose: '路面抢修标牌', amount: 60_000, plannedOn: '2026-03-10', spentAlready: { spentOn: '2026-03-10', reason: '汛情紧急' } });
  await file({ purpose: '折页', amount: 70_000, plannedOn: '2026-03-20' });
  await office.sealed();
});
afterAll(() => office.close());

async function exceptionsUnder(clauses: readonly string[]): Promise<{ readonly rows: readonly (readonly unknown[])[]; readonly counted: unknown }> {
  const head = await office.as('李国栋');
  const made = await ok(head.post('/api/inspection-packs', { clauses, from: '2026-03-01', until: '2026-03-31', sample: 200 }));
  const files = new Map(
    Object.entries(unzipSync((await head.get(`/api/inspection-packs/${made.body.packId}/pack.zip`)).body)).map(([name, bytes]) => [name, Buffer.from(bytes)]),
  );
  expect(verifyPack(files)).toMatchObject({ unaltered: true, complete: true, troubles: [] });
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(files.get('迎检包.xlsx') as unknown as ExcelJS.Buffer); // as in read-sheet.ts
  const sheet = (name: string) =>
    (book.getWorksheet(name)?.getRows(2, 50) ?? []).map((row) => (row.values as unknown[]).slice(1)).filter((row) => row.length > 0);
  return { rows: sheet('例外').map((row) => row.slice(0, 7)), counted: sheet('说明').find((row) => row[0] === '例外')?.[1] };
}

test('a rescue and a duty taken by exception stand among the exceptions of their matter, each with clauses, reason and second person; a matter without either does not', async () => {
  const { rows, counted } = await exceptionsUnder(['FIN-02i']);
  expect(rows).toEqual([
    ['兼办例外', rescued.number, '展板', 'FIN-02i', '沈明兼办记账，至2026-03-13', '会计均在县里培训', '李国栋'],
    ['改派', rescued.number, '展板', 'FIN-02i', '第1步改由孙丽办理', '王建华住院', '赵敏'],
  ]);
  expect(counted).toBe('兼办例外1次，改派1次');
  expect((await exceptionsUnder(['FIN-03a'])).rows).toEqual([]);
});

test('money spent before the report stands under its own clause, whether the matter came in by another or not', async () => {
  const row = ['先支后报', advance.number, '路面抢修标牌', 'FIN-02g', '2026-03-10支出，应于2026-03-12前补报', '汛情紧急', '沈明'];
  expect((await exceptionsUnder(['FIN-02f'])).rows.filter(([what]) => what === '先支后报')).toEqual([row]);
  expect(await exceptionsUnder(['FIN-02g'])).toEqual({ rows: [row], counted: '先支后报1次' });
});
