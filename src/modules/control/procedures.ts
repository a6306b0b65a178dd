import type { AnyMatterKind, FurtherQuestion } from '../../platform/matters/kind.ts';
import { Failure } from '../../platform/act/failure.ts';
import { statement } from '../../platform/db/statement.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { Figure } from '../../platform/reports/contract.ts';
import type { Report } from '../../platform/reports/report.ts';
import { stepsOf, supervisionOf } from '../../rules/check/supervision.ts';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { Pack, RowStep } from '../../rules/pack/pack.ts';
import { inForce, type Rulebook } from '../../rules/rulebook.ts';
import { CLASSES, type ActivateProcedure } from './contract-control.ts';
import { lineTable, lineVerb, ruled } from './lines.ts';

const procedures = lineTable('business_procedure', ['business_class', 'question', 'route', 'pack']);

/** A question and the version that answers it. */
interface Answered {
  readonly question: string;
  readonly pack: Pack;
}

interface Procedure {
  /** The questions of the kinds themselves. */
  readonly questions: readonly Answered[];
  /** Their steps, with those of whatever else every form of them asks. */
  readonly steps: readonly RowStep[];
}

function answeredOn(book: Rulebook | undefined, question: string, on: CivilDate): readonly Answered[] {
  const pack = book?.packs.find((one) => inForce(one, on) && one.questions.has(question));
  return pack === undefined ? [] : [{ question, pack }];
}

/** What the kinds of one class ask of the regulations in force on the day. */
function procedureOf(book: Rulebook | undefined, kinds: readonly AnyMatterKind[], on: CivilDate): Procedure {
  const known = kinds.filter((kind) => answeredOn(book, kind.question, on).length > 0);
  const questions = known.flatMap((kind) => answeredOn(book, kind.question, on));
  const besides = known.flatMap((kind) => kind.alsoAsks?.({} as never) ?? []); // an empty form: what every form of the kind asks
  const asked = [...new Set([...questions.map((one) => one.question), ...besides])].flatMap((question) => answeredOn(book, question, on));
  return { questions, steps: asked.flatMap(({ pack, question }) => stepsOf(pack, question)) };
}

function versionOf({ regulation, version }: Pick<Pack, 'regulation' | 'version'>): string {
  return `${regulation}@${version}`;
}

function ofClass(kinds: readonly AnyMatterKind[], businessClass: string): readonly AnyMatterKind[] {
  return kinds.filter((kind) => kind.businessClass === businessClass);
}

// A leader heads a line of his own: the leaders are no section together.
const sections = statement<{ post: string; section: string }>(
  'sections-of-posts',
  `
  select distinct h.post, case when d.kind = '局领导' or d.kind is null then h.post else d.name end as section
  from post_holding h join person p on p.office_id = h.office_id and p.person_id = h.person_id left join department d on d.office_id = p.office_id and d.department_id = p.department_id
  where h.office_id = $1 and h.period @> $2::date`,
);

interface Seen {
  readonly book: Rulebook;
  readonly sections: ReadonlyMap<string, ReadonlySet<string>>;
}

/** 启用业务程序 (ICF-02.1c, ICF-03.2a, ICF-03.2s): the routes of all kinds of the class, as in force, are looked at; nothing is claimed. */
export const activateProcedureVerb = (rules: RulesInForce, kinds: readonly AnyMatterKind[]) =>
  lineVerb<ActivateProcedure, Seen>({
    name: 'activate-procedure',
    title: '启用业务程序',
    who: ['财务股', '内审人员'],
    kind: 'business-procedure',
    read: async (tx, _input, { today }) => {
      const book = rules.bookOf(tx.officeId);
      if (book === undefined) throw new Failure('not-found', '本单位还没有制度。');
      const found = await tx.rows(sections, [tx.officeId, today]);
      return { book, sections: new Map([...Map.groupBy(found, (one) => one.post)].map(([post, rows]) => [post, new Set(rows.map((row) => row.section))])) };
    },
    against: ({ book, sections: sitting }, { businessClass, on }, moment) => {
      const { steps } = procedureOf(book, ofClass(kinds, businessClass), on ?? moment.today);
      const { superior, counterpart, review } = supervisionOf({ steps, posts: book.office.posts, sectionsOf: (post) => sitting.get(post) ?? new Set([post]) });
      return ruled(rules, '程序启用', { hasProcedure: steps.length > 0, hasSuperior: superior, hasCounterpart: counterpart, hasReview: review }, moment);
    },
    write: async (tx, { seen: { book }, input: { businessClass, on } }, moment) => {
      const { questions, steps } = procedureOf(book, ofClass(kinds, businessClass), on ?? moment.today);
      const route = [...new Set(steps.map((step) => `${step.post}${step.act}`))].join('、');
      await Promise.all(
        questions.map(({ question, pack }) => procedures.insert(tx, { business_class: businessClass, question, route, pack: versionOf(pack) }, moment)),
      );
      return { route, questions: questions.map((one) => one.question) };
    },
  });

const inUse = statement<{ inUse: boolean }>(
  'procedure-in-use',
  `
  select exists (select from business_procedure where office_id = $1 and business_class = $2 and question = $3 and pack = $4) as "inUse"`,
);

/** 业务程序 (ICF-02.1c): a matter of a class whose procedure is not in use, as in force on its day, is not filed. */
export const procedureControl = (rules: RulesInForce): FurtherQuestion => ({
  kinds: '各类业务',
  question: '业务程序',
  facts: async (tx, { kind: { question, businessClass } }, { factDay }) => {
    const [answered] = answeredOn(rules.bookOf(tx.officeId), question, factDay);
    const found =
      answered === undefined || businessClass === undefined ? undefined : await tx.row(inUse, [tx.officeId, businessClass, question, versionOf(answered.pack)]);
    return { procedureInUse: found?.inUse === true };
  },
});

const since = statement<{ question: string; pack: string; since: CivilDate }>(
  'procedures-in-use',
  `
  select business_class || '/' || question as question, pack, min((recorded_at at time zone 'Asia/Shanghai')::date)::text as since from business_procedure where office_id = $1 group by 1, 2`,
);
const filed = statement<{ kind: string; count: number }>(
  'matters-filed-in-year',
  `
  select kind, count(*) from matter where office_id = $1 and submitted_at is not null and extract(year from submitted_at at time zone 'Asia/Shanghai') = $2 group by kind`,
);

/** 业务类别与审批程序 (ICF-02.1c): every class with its kinds, the version behind each, and since when it is in use. */
export const businessClasses = (kinds: readonly AnyMatterKind[]): Report => ({
  report: 'business-classes',
  title: '业务类别与审批程序',
  period: 'year',
  question: '业务程序',
  readers: [],
  read: async (tx, { period, moment: { today }, rules }) => {
    const [used, counts] = await Promise.all([tx.rows(since, [tx.officeId]), tx.rows(filed, [tx.officeId, Number(period)])]);
    const book = rules.bookOf(tx.officeId);
    const rows = CLASSES.flatMap((businessClass): readonly (readonly Figure[])[] => {
      const known = ofClass(kinds, businessClass).flatMap((kind) =>
        answeredOn(book, kind.question, today).map(({ pack }) => ({ kind, version: versionOf(pack) })),
      );
      if (known.length === 0) return [[businessClass, null, null, null, '没有审批程序', null]];
      return known.map(({ kind, version }) => {
        const from = used.find((one) => one.question === `${businessClass}/${kind.question}` && one.pack === version)?.since;
        return [
          businessClass,
          kind.title,
          kind.question,
          version,
          from === undefined ? '待启用' : `${from}启用`,
          counts.find((one) => one.kind === kind.kind)?.count ?? 0,
        ];
      });
    });
    const columns = [
      { title: '业务类别', type: 'text' },
      { title: '事项', type: 'text' },
      { title: '审批问题', type: 'text' },
      { title: '制度版本', type: 'text' },
      { title: '程序', type: 'text' },
      { title: '本年提交', type: 'number' },
    ] as const;
    return { tables: [{ title: '各类业务', columns, rows }], notes: ['没有启用程序的类别不能新建事项；“其他”不算类别。'] };
  },
});
