import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import type { AnyMatterKind } from '../../platform/matters/kind.ts';
import type { ModuleVerb } from '../../platform/modules.ts';
import type { Figure, SheetColumn } from '../../platform/reports/contract.ts';
import type { Report, ReportAsk } from '../../platform/reports/report.ts';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { daysBetween } from '../../rules/calendar/civil-date.ts';
import { CLASSES } from './contract-control.ts';
import { keyPosts } from './key-posts.ts';
import { signersOfClass } from './procedures.ts';

const PERSONNEL = ['局长', '纪检领导', '政工人事股', '内审人员', '审计员'] as const;
const texts = (...titles: readonly string[]): readonly SheetColumn[] => titles.map((title) => ({ title, type: 'text' }));

/** The key posts of the day the report is asked for. */
function postsOf(tx: ReadTx, { rules, moment }: ReportAsk): readonly string[] {
  return keyPosts(rules, { officeId: tx.officeId, on: moment.today });
}

interface Trained {
  readonly name: string;
  readonly post: string;
  readonly from: CivilDate;
  readonly yearly: string | null;
  readonly induction: string | null;
}
const trained = statement<Trained>(
  'training-of-key-posts',
  `
  select p.name, h.post, h.from_day::text as "from",
    (select string_agg(e.held_on::text || e.topic, '、' order by e.held_on) from education e where e.office_id = h.office_id and e.sort = '关键岗位培训' and extract(year from e.held_on) = $2 and e.attendees @> to_jsonb(h.person_id)) as yearly,
    (select string_agg(case when i.post = '' then i.business_class else i.post end || i.trained_on::text, '、' order by i.induction_id) from induction i where i.office_id = h.office_id and i.person_id = h.person_id and (i.post = '' or i.post = h.post)) as induction
  from post_holding h join person p on p.office_id = h.office_id and p.person_id = h.person_id where h.office_id = $1 and h.post = any($3::text[]) and h.period @> $4::date order by h.post, p.pinyin`,
);

/** 岗位培训一览 (ICF-02.2c): what every holder of a key post was taught in the year, and before he began. */
const training: Report = {
  report: 'training',
  title: '岗位培训一览',
  period: 'year',
  question: '任职资格',
  readers: PERSONNEL,
  read: async (tx, ask) => {
    const found = await tx.rows(trained, [tx.officeId, Number(ask.period), postsOf(tx, ask), ask.moment.today]);
    const missing = found.filter((one) => one.yearly === null).map((one) => `${one.name}（${one.post}）`);
    return {
      tables: [
        {
          title: '关键岗位任职人员',
          columns: texts('岗位', '姓名', '任职日', '本年度培训', '岗前培训'),
          rows: found.map((one) => [one.post, one.name, one.from, one.yearly, one.induction]),
        },
      ],
      notes: missing.length === 0 ? [] : [`本年度还没有培训记录：${missing.join('、')}。`],
    };
  },
};

interface Span {
  readonly post: string;
  readonly name: string;
  readonly from: CivilDate;
  readonly until: CivilDate | null;
  readonly sole: boolean;
}
const spans = statement<Span>(
  'history-of-key-posts',
  `
  select h.post, p.name, h.from_day::text as "from", h.until_day::text as "until", h.sole from post_holding h join person p on p.office_id = h.office_id and p.person_id = h.person_id
  where h.office_id = $1 and h.post = any($2::text[]) and (h.until_day is null or h.until_day > h.from_day) order by h.post, h.from_day, h.holding_id`,
);

/** 关键岗位任职沿革 (ICF-02.2a): who held each key post when; a day nobody held it, or two held what one holds, is said. */
const history: Report = {
  report: 'post-history',
  title: '关键岗位任职沿革',
  period: 'year',
  question: '任职资格',
  readers: PERSONNEL,
  read: async (tx, ask) => {
    const found = await tx.rows(spans, [tx.officeId, postsOf(tx, ask)]);
    const rows = [...Map.groupBy(found, (one) => one.post).values()].flatMap((held) =>
      held.map((one, at) => [one.post, one.name, one.from, one.until ?? '在任', joint(held.slice(0, at), one)]),
    );
    return { tables: [{ title: '任职沿革', columns: texts('岗位', '姓名', '起', '止（不含）', '与此前任职'), rows }], notes: [] };
  },
};

/** How a span follows upon those before it. */
function joint(before: readonly Span[], { from, sole }: Span): string {
  if (before.length === 0) return '首任';
  if (before.some((one) => one.until === null || one.until > from)) return sole ? '重叠' : '同任';
  const last =
    before
      .map((one) => one.until ?? from)
      .toSorted()
      .at(-1) ?? from;
  return last === from ? '衔接' : `空缺${daysBetween(last, from)}天`;
}

interface ByLevel {
  readonly level: string;
  readonly opened: number;
  readonly concluded: number;
  readonly overdue: number;
}
// Numbers only: who it was stands in the case, which nobody but its handler sees.
const byLevel = statement<ByLevel>(
  'cases-by-level',
  `
  select x.level, count(*) as opened, count(*) filter (where x.closed_at is not null) as concluded, count(*) filter (where x.late) as overdue from (
    select c.closed_at, case when exists (select from post_holding h where h.office_id = c.office_id and h.person_id = c.subject_id and h.post in ('局长', '班子成员') and h.period @> (c.recorded_at at time zone 'Asia/Shanghai')::date) then '班子成员'
        when exists (select from post_holding h where h.office_id = c.office_id and h.person_id = c.subject_id and h.post = '股室负责人' and h.period @> (c.recorded_at at time zone 'Asia/Shanghai')::date) then '股室负责人' else '工作人员' end as level,
      exists (select from obligation o where o.office_id = c.office_id and o.duty = '问责办结' and o.occasion = 'conduct-case/' || c.number and o.due_on < coalesce((o.ended_at at time zone 'Asia/Shanghai')::date, $3::date)) as late
    from conduct_case c where c.office_id = $1 and c.sort = '问责' and extract(year from c.recorded_at at time zone 'Asia/Shanghai') = $2) x group by x.level order by 1`,
);

/** 问责情况 (ICF-02.3g): cases opened, concluded and overdue, by level. */
const accountability: Report = {
  report: 'accountability',
  title: '问责情况',
  period: 'year',
  question: '问责结论',
  readers: ['纪检领导', '局长', '审计员'],
  read: async (tx, { period, moment }) => {
    const found = await tx.rows(byLevel, [tx.officeId, Number(period), moment.today]);
    const columns = [...texts('层级'), ...['立案', '办结', '逾期'].map((title) => ({ title, type: 'number' as const }))];
    return {
      tables: [{ title: '按层级', columns, rows: found.map((one) => [one.level, one.opened, one.concluded, one.overdue]) }],
      notes: ['案件只能办结，不能撤销；不予追究的写明理由。'],
    };
  },
};

const held = statement<{ name: string; posts: readonly string[] }>(
  'posts-of-everybody',
  `
  select p.name, (select coalesce(jsonb_agg(distinct h.post), '[]') from post_holding h where h.office_id = p.office_id and h.person_id = p.person_id and h.period @> $2::date) as posts
  from person p where p.office_id = $1 and (p.left_on is null or p.left_on > $2::date) order by p.pinyin`,
);

/** 权限一览 (ICF-02.1a): what everybody may sign and do by his posts; who holds none may file his own business and nothing else. */
export const access = (verbs: readonly ModuleVerb[], kinds: readonly AnyMatterKind[]): Report => ({
  report: 'access',
  title: '权限一览',
  period: 'year',
  question: '任职资格',
  readers: PERSONNEL,
  read: async (tx, { moment: { today }, rules }) => {
    const people = await tx.rows(held, [tx.officeId, today]);
    const book = rules.bookOf(tx.officeId);
    const signs = CLASSES.map((businessClass) => ({ businessClass, posts: signersOfClass(book, kinds, { businessClass, on: today }) }));
    const done = verbs.map(({ verb }) => ({ title: verb.title, posts: verb.who.split('、') }));
    const rows = people.map(({ name, posts }): readonly Figure[] => [
      name,
      posts.join('、'),
      signs
        .filter((one) => posts.some((post) => one.posts.has(post)))
        .map((one) => one.businessClass)
        .join('、'),
      done
        .filter((one) => posts.some((post) => one.posts.includes(post)))
        .map((one) => one.title)
        .join('、'),
    ]);
    return {
      tables: [{ title: '按人员', columns: texts('姓名', '职务', '审批的业务类别', '按职务办理'), rows }],
      notes: ['没有列出的业务，本人不能办理、查看和导出；本人经办的事项可以看到进展。'],
    };
  },
});

export const peopleReports: readonly Report[] = [training, history, accountability];
