import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestOffice, type Person, type TestOffice } from './office.ts';
import { visitor } from './visitor.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
});
afterAll(() => office.close());

/** Columns of the table: somebody of each kind. */
const READERS = {
  科员: '韩梅',
  经办人: '沈明',
  财务股: '周静',
  纪检领导: '赵敏',
  局长: '李国栋',
  系统管理员: '何平',
  安全管理员: '许强',
  审计员: '曾岚',
} as const;

/** What the addresses are asked with, where they ask for something. */
const PARTS: Readonly<Record<string, string>> = { register: 'voucher', report: 'people-by-phase', title: '财务财物管理制度' };
const QUERIES: Readonly<Record<string, string>> = {
  '/api/agenda': 'from=2026-03-02&until=2026-03-03',
  '/api/directory': 'office=文旅局',
  '/api/obligations': 'scope=office',
  '/api/control/annual-report': 'year=2025',
  '/api/control/files': 'month=2026-03',
  '/api/leave/attendance': 'period=2026-03',
  '/api/leave/roster-draft': 'from=2026-03-02&until=2026-03-03',
  '/api/regulations/{title}/source.yaml': 'version=2024-01-01',
  '/api/reports/{report}': 'period=2026-03',
  '/api/registers/{register}/export.xlsx': 'purpose=审计',
  '/api/search': 'q=展板',
  '/api/vehicles/free': 'fromAt=2026-03-02T09:00&untilAt=2026-03-02T10:00',
};

/** What an answer means to a reader. */
function mark(status: number): string {
  switch (status) {
    case 200:
      return '可';
    case 400:
      return '缺条件';
    case 401:
      return '须登录';
    case 403:
      return '不可';
    case 404:
      return '无';
    default:
      return String(status);
  }
}

test('who may see what is as reviewed', async () => {
  const clerk = await office.as('沈明');
  const form = { purpose: '展板', category: '印刷费', payee: '示范县文印商贸有限公司', amount: 120_000, paymentMethod: '公务卡', plannedOn: '2026-03-10' };
  const { matterId } = (await clerk.post('/api/matters', { kind: 'spending-request', form, linkedMatterId: null, files: [], submit: true })).body;
  const digest = await clerk.invoice({ number: '26530000000000000001', date: '2026-03-02', seller: '甲', buyer: '乙', amount: 100 as never, item: '展板' });
  const parts: Readonly<Record<string, string>> = { ...PARTS, matterId: String(matterId), digest };

  const described = (await office.app.inject({ method: 'GET', url: '/api/openapi.json' })).json() as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  };
  const paths = Object.keys(described.paths)
    .filter((path) => path.startsWith('/api/') && 'get' in (described.paths[path] ?? {}) && !path.endsWith('.pdf'))
    .toSorted();
  const readers: readonly Person[] = await Promise.all(Object.values(READERS).map((name) => office.as(name)));
  const stranger = visitor(office);
  const lines = [];
  for (const path of paths) {
    const url = path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => parts[name] ?? '1') + (path in QUERIES ? `?${QUERIES[path]}` : '');
    const cells = [mark((await stranger.get(url)).status)];
    for (const reader of readers) cells.push(mark((await reader.get(url)).status));
    lines.push([path, ...cells].join('\t'));
  }
  await expect(`${[['地址', '未登录', ...Object.keys(READERS)].join('\t'), ...lines].join('\n')}\n`).toMatchFileSnapshot('who-may-see-what.txt');
});
