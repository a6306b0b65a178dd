import type { Pool, PoolClient } from 'pg';
import { transactionOf } from '../src/platform/db/transaction.ts';
import { findMatters, listMatters } from '../src/platform/matters/list.ts';
import { foldTailDaily } from '../src/platform/search/fold-tail-daily.ts';
import { folded } from '../src/platform/search/grams.ts';
import { searchedText } from '../src/platform/search/searched-text.ts';
import { civilDate } from '../src/rules/calendar/civil-date.ts';
import type { World } from '../src/platform/world.ts';
import { openWorld } from '../src/world.ts';
import { percentile, rates } from './measure.ts';

const QUERIES = 60;
const PAGE = 20;
const ALL = { view: 'all', kind: null, state: null, after: null, limit: PAGE } as const;

const AREAS = ['文昌镇', '城关镇', '长安乡', '清江镇', '石桥镇', '南溪乡', '白马镇', '龙泉镇', '新市镇', '柳林乡'];
const BODIES = ['文化馆', '图书馆', '博物馆', '体育中心', '广播电视台', '文物管理所', '旅游服务中心', '执法大队', '非遗中心', '美术馆', '剧团', '电影公司'];
const TOPICS = [
  '公共文化服务',
  '全民健身',
  '文物保护',
  '旅游推介',
  '安全生产',
  '乡村振兴',
  '广播电视',
  '非遗传承',
  '阅读推广',
  '场馆维修',
  '设备采购',
  '培训教育',
  '艺术创作',
  '市场监管',
  '信息宣传',
  '节目录制',
];
const KINDS = ['经费的请示', '印刷费', '会议费', '差旅费', '维修费报销', '办公用品采购', '活动方案', '验收报告', '劳务费', '租赁费', '宣传品制作', '值班安排'];
const FAMILY = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕';
const GIVEN = '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国红玉兰文博雅欣怡嘉宁子轩梓涵宇浩然思远若曦晨曦';

/** Titles of an office, the first of each list far more often than the last. */
function titleOf(index: number): string {
  let seed = (index * 2_654_435_761) % 4_294_967_296;
  const pick = <T extends string | readonly string[]>(from: T): string => {
    seed = (seed * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    const skew = (seed / 4_294_967_296) ** 2;
    return from[Math.floor(skew * from.length)] ?? '';
  };
  return `关于${pick(AREAS)}${pick(BODIES)}${pick(TOPICS)}${pick(KINDS)}（${pick(FAMILY)}${pick(GIVEN)}${pick(GIVEN)}，${index % 97}人，${2018 + (index % 9)}年第${index % 1_231}批）`;
}

const INSERT = `
  with made as (
    insert into matter (office_id, kind, number, title, state, handler_id, facts, amount, fact_day, round, made_at, submitted_at)
    select $1, 'spending-request', '检〔2020〕' || n || '号', title, 'approved', $2, '{}', 600000, '2020-01-02', 1, now(), now() from unnest($3::int[], $4::text[]) as x (n, title)
    returning office_id, matter_id, title, number
  )
  insert into search_tail (office_id, subject, subject_id, text) select office_id, 'matter', matter_id, ${searchedText(['title', 'number'])} from made`;

/** The product's search of a million titles against a trigram index of the same, and against 20 rows by their key. Each answer is compared with a scan first. */
export async function benchSearch(url: string, { owner, data, titles }: { readonly owner: Pool; readonly data: string; readonly titles: number }) {
  const open = await openWorld({ url, folder: data, connections: 2 });
  const { rows } = await owner.query<{ officeId: number; personId: number }>(
    `select office_id as "officeId", min(person_id) as "personId" from person group by 1 order by 1 desc limit 1`,
  );
  const [office] = rows;
  if (office === undefined) throw new Error('an office is needed');
  await fill(owner, { ...office, titles });
  await foldTailDaily(open.world, { officeId: office.officeId, day: civilDate('2026-11-30') });
  await owner.query(
    `create extension if not exists pg_trgm; create table bench_title as select matter_id, ${searchedText(['title', 'number'])} as title from matter where office_id = ${office.officeId}; alter table bench_title add primary key (matter_id); create index bench_title_trgm on bench_title using gin (title gin_trgm_ops)`,
  );
  for (const table of ['bench_title', 'search_posting', 'matter']) await owner.query(`vacuum analyze ${table}`);
  await owner.query('vacuum full search_tail'); // a load at one stroke leaves it empty and long
  const client = await open.world.pool.connect();
  await client.query(`select set_config('app.office_id', $1, false)`, [String(office.officeId)]);
  const found = { ...(await compare(open.world, { client, owner, ...office })), ...(await lists(open.world, { client, owner, ...office })) };
  client.release(true);
  await open.close();
  await owner.query('drop table bench_title');
  return found;
}

async function fill(
  owner: Pool,
  { officeId, personId, titles }: { readonly officeId: number; readonly personId: number; readonly titles: number },
): Promise<void> {
  const client = await owner.connect();
  await client.query('set session_replication_role = replica');
  for (let from = 0; from < titles; from += 50_000) {
    const numbers = Array.from({ length: Math.min(50_000, titles - from) }, (_, index) => from + index);
    await client.query(INSERT, [officeId, personId, numbers, numbers.map(titleOf)]);
  }
  await client.query('set session_replication_role = origin');
  await client.query('vacuum analyze matter');
  client.release();
}

/** Substrings of titles that are there: words, any two or four neighbouring characters, names. */
function queries(): ReadonlyMap<string, readonly string[]> {
  const sample = Array.from({ length: QUERIES }, (_, index) => titleOf(index * 7_919));
  const cut = (length: number) =>
    sample.map((title, index) => title.slice((index * 5) % (title.length - length), ((index * 5) % (title.length - length)) + length));
  const words = (length: number) =>
    sample.map((_, index) => ([...BODIES, ...TOPICS, ...KINDS].filter((word) => word.length >= length)[index % 30] ?? '').slice(0, length));
  return new Map([
    ['words of 2', words(2)],
    ['any 2', cut(2)],
    ['words of 4', words(4)],
    ['any 4', cut(4)],
    ['names', sample.map((title) => /（(.{3})，/.exec(title)?.[1] ?? '')],
  ]);
}

interface Compared {
  readonly client: PoolClient;
  readonly owner: Pool;
  readonly officeId: number;
  readonly personId: number;
}

async function compare(world: World, { client, owner, officeId, personId }: Compared) {
  const tx = transactionOf(client, officeId);
  const actor = { officeId, personId, name: '某人', departmentId: null, posts: [{ post: '局长', departmentId: null, coverFor: null }] };
  const times = {
    top: [] as number[],
    key: [] as number[],
    trgm: [] as number[],
    count2: [] as number[],
    trgmCount2: [] as number[],
    count4: [] as number[],
    trgmCount4: [] as number[],
  };
  const byKey = { name: 'bench-twenty', text: 'select * from matter where office_id = $1 and matter_id = any($2::bigint[])' };
  const {
    rows: [newest],
  } = await owner.query<{ id: number }>('select max(matter_id) as id from matter');
  let [wanted, right, given] = [0, 0, 0];
  for (const [set, parts] of queries()) {
    for (const q of parts) {
      const top = await timed(times.top, () => listMatters(world, tx, { query: { ...ALL, q }, actor }));
      const id = newest?.id ?? 0;
      await timed(times.key, () =>
        client.query({ ...byKey, values: [officeId, Array.from({ length: PAGE }, () => id - Math.floor(Math.random() * 1e6 * 0.9))] }),
      );
      const like = [`%${folded(q)}%`];
      const trgm = await timed(times.trgm, () =>
        owner.query<{ id: number }>('select matter_id as id from bench_title where title like $1 order by matter_id desc limit 20', like),
      );
      const counts = set.endsWith('2') ? ([times.count2, times.trgmCount2] as const) : ([times.count4, times.trgmCount4] as const);
      const ours = await timed(counts[0], () => findMatters(world, tx, { part: q, actor, limit: 1 }));
      const {
        rows: [all],
      } = await timed(counts[1], () => owner.query<{ count: number }>('select count(*) from bench_title where title like $1', like));
      const expected = new Set(trgm.rows.map((row) => row.id));
      wanted += expected.size;
      given += top.rows.length;
      right += top.rows.filter((row) => expected.has(row.matterId)).length;
      if (ours.more ? (all?.count ?? 0) <= ours.count : ours.count !== all?.count) throw new Error(`${q}: ${ours.count} counted of ${all?.count}`);
    }
  }
  const {
    rows: [size],
  } = await owner.query<{ ours: number; trgm: number }>(
    `select pg_total_relation_size('search_posting') + pg_total_relation_size('search_tail') as ours, pg_relation_size('bench_title_trgm') as trgm`,
  );
  const at = (name: keyof typeof times, share: number): number => percentile(times[name], share);
  if (process.env['GUIJU_BENCH_DETAIL'] !== undefined)
    console.error(
      Object.fromEntries(Object.keys(times).map((name) => [name, [at(name as keyof typeof times, 0.5), at(name as keyof typeof times, 0.99)]])),
      size,
    );
  return {
    search_recall: right / wanted,
    search_precision: right / given,
    search_top_20_p99_vs_20_by_key_p99: at('top', 0.99) / at('key', 0.99),
    search_top_20_p99_vs_trigram_p99: at('top', 0.99) / at('trgm', 0.99),
    search_count_2_characters_faster_than_trigram: at('trgmCount2', 0.5) / at('count2', 0.5),
    search_count_4_characters_faster_than_trigram: at('trgmCount4', 0.5) / at('count4', 0.5),
    search_index_vs_trigram_size: (size?.ours ?? 0) / (size?.trgm ?? 1),
  };
}

/** A page of twenty with how many there are, and pages of people who may see all, or little. */
async function lists(world: World, { client, officeId, personId }: Compared) {
  const tx = transactionOf(client, officeId);
  const [leader, clerk] = [
    { officeId, personId, name: '某人', departmentId: null, posts: [{ post: '局长', departmentId: null, coverFor: null }] },
    { officeId, personId: personId + 1, name: '某人', departmentId: null, posts: [] },
  ];
  const [page, count] = [
    {
      name: 'bench-page',
      text: `select * from matter where office_id = $1 and kind = 'spending-request' and fact_day = '2020-01-02' order by matter_id desc limit 20`,
    },
    { name: 'bench-count', text: 'select count(*) from (select from matter where office_id = $1 and kind = $2 limit 1000) x' },
  ];
  const total = (part: string, least: number) => async (): Promise<number> => {
    const { rows, count: found, more } = await findMatters(world, tx, { part, actor: leader, limit: PAGE });
    if (rows.length !== PAGE || (!more && found < least)) throw new Error(`${part}: ${found} found`);
    return 1;
  };
  const rate = await rates({
    few: total('年第600批', PAGE),
    many: total('文化馆', 1_000),
    pair: total('文化', 1_000),
    bare: async () => {
      await Promise.all([client.query({ ...page, values: [officeId] }), client.query({ ...count, values: [officeId, 'spending-request'] })]);
      return 1;
    },
    clerk: async () => {
      const { rows } = await listMatters(world, tx, { query: { ...ALL, q: '文化馆' }, actor: clerk });
      if (rows.length > 0) throw new Error("nothing of it is the clerk's");
      return 1;
    },
    leader: async () => {
      await listMatters(world, tx, { query: { ...ALL, q: '文化馆' }, actor: leader });
      return 1;
    },
  });
  return {
    list_with_total_vs_bare_page_and_count: rate.few / rate.bare,
    list_with_total_many_vs_few: rate.few / rate.many,
    list_with_exact_total_vs_bare_page_and_count: rate.pair / rate.bare,
    search_of_clerk_vs_leader: rate.leader / rate.clerk,
  };
}

async function timed<Result>(into: number[], work: () => Promise<Result>): Promise<Result> {
  const started = performance.now();
  const result = await work();
  into.push(performance.now() - started);
  return result;
}
