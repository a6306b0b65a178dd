import type { Finding } from '../finding.ts';
import { nearestHint } from '../nearest.ts';
import type { Clause, Duty, Pack } from '../pack/pack.ts';
import { WITNESS } from '../route/resolve-route.ts';
import { NOT_ASKED, SIGN_ONCE } from '../route/resolve-route.ts';
import type { OfficeDefinition } from '../rulebook.ts';
import { checkTable } from './check-table.ts';

/** Owners that are no posts: whoever handles the matter. */
const NO_POST = new Set([WITNESS, '经办人']);

/** Everything to be said about one pack of an office, besides how it is written. */
export function checkPack(pack: Pack, office: OfficeDefinition): readonly Finding[] {
  const say = (clause: Clause, told: Pick<Finding, 'check' | 'severity' | 'sentence'>): Finding => ({
    ...told,
    place: pack.source.place(clause.path),
    clause: clause.ref.id,
  });
  return [
    ...[...pack.tables.values()].flatMap((table) => checkTable(pack, table)),
    ...pack.clauses
      .filter((clause) => clause.ruleCount === 0)
      .map((clause) =>
        say(clause, { check: 'clause-without-rule', severity: 'error', sentence: `${clause.ref.id}没有规则；没有可执行内容的要写“公示”并说明。` }),
      ),
    ...missingReadings(pack),
    ...unknownPosts(pack, office),
    ...impossibleSteps(pack, office),
    ...[...pack.duties.values()].flatMap((duty) =>
      incomplete(duty).map((sentence) => say(duty.clause, { check: 'duty-incomplete', severity: 'error', sentence })),
    ),
    ...[...pack.settings.values()]
      .filter((one) => one.value === undefined)
      .map((one) =>
        say(one.clause, {
          check: 'setting',
          severity: 'note',
          sentence: `“${one.term.name}”由本单位设定，尚未设定（${one.clause.ref.id}）；设定之前有关事项不能办理。`,
        }),
      ),
    ...(pack.legalBasis.length === 0
      ? [{ check: 'reference' as const, severity: 'warning' as const, sentence: '没有列出上位依据。', place: pack.source.place([]) }]
      : []),
  ];
}

/** Where the limits in force differ from those the source states, a reading says why. */
function missingReadings(pack: Pack): readonly Finding[] {
  const rows = [...pack.tables.values()].flatMap((table) => table.rows).filter((row) => row.stated !== undefined && row.clause.reading === undefined);
  return rows.map((row) => ({
    check: 'reading',
    severity: 'error',
    sentence: `${row.clause.ref.id}的限额与原文不同，须写明解读。`,
    place: pack.source.place(row.path),
    clause: row.clause.ref.id,
  }));
}

/** 三员: every office has them. */
const OFFICERS = ['系统管理员', '安全管理员', '审计员'];

/** Words that stand where a post may stand. */
const KEYWORDS: readonly string[] = [SIGN_ONCE, NOT_ASKED];

function unknownPosts(pack: Pack, office: OfficeDefinition): readonly Finding[] {
  const known = new Set([...office.posts.map((one) => one.post), ...NO_POST, ...OFFICERS]);
  const named = [
    ...[...pack.tables.values()]
      .flatMap((table) => table.rows)
      .flatMap((row) =>
        [...row.answer.steps.flatMap((step) => [step.post, ...step.onOwnBusiness, ...step.onSamePerson]), row.answer.refusal?.releasableBy].map((post) => ({
          post,
          path: row.path,
          clause: row.clause,
        })),
      ),
    ...[...pack.duties.values()].flatMap((duty) => [duty.owner, ...duty.reportTo].map((post) => ({ post, path: duty.path, clause: duty.clause }))),
    ...pack.separations.flatMap((one) => one.posts.map((post) => ({ post, path: one.path, clause: one.clause }))),
    ...pack.soleHolders.map((one) => ({ post: one.post, path: one.path, clause: one.clause })),
  ];
  const unknown = named.flatMap(({ post, path, clause }) => (post === undefined || KEYWORDS.includes(post) || known.has(post) ? [] : [{ post, path, clause }]));
  return [...new Map(unknown.map((one) => [`${one.post}/${one.clause.ref.id}`, one])).values()].map(({ post, path, clause }) => ({
    check: 'post-nobody-holds',
    severity: 'error',
    sentence: `${clause.ref.id}提到的职务“${post}”不在${office.name}的职务中${nearestHint(post, known)}。`,
    place: pack.source.place(path),
    clause: clause.ref.id,
  }));
}

/** A number of people where there can be but one, or none; and a step beside nothing. */
function impossibleSteps(pack: Pack, office: OfficeDefinition): readonly Finding[] {
  return [...pack.tables.values()]
    .flatMap((table) => table.rows)
    .flatMap(({ answer, path, clause }) =>
      answer.steps.flatMap((step, at) => {
        const place = office.posts.find((one) => one.post === step.post);
        const one = step.post === WITNESS || step.act === '知会' || step.act === '决定' || place?.sole === true || place?.collective === true;
        const sentences = [
          ...(step.count !== undefined && one ? [`${step.post}${step.act}不能写“几人”：独任的职务、集体、证明人和知会都不计人数。`] : []),
          ...(step.beside && at === 0 ? ['第一个步骤前面没有步骤，不能写“并行”。'] : []),
        ];
        return sentences.map((sentence): Finding => ({
          check: 'shape',
          severity: 'error',
          sentence,
          place: pack.source.place([...path, '则', '步骤', at]),
          clause: clause.ref.id,
        }));
      }),
    );
}

function incomplete({ duty, period, owner, evidence }: Duty): readonly string[] {
  const missing = [...(owner === undefined ? ['责任人'] : []), ...(evidence.length === 0 ? ['办结证据'] : []), ...(period === undefined ? ['周期'] : [])];
  return missing.length === 0 ? [] : [`义务“${duty}”没有写明${missing.join('、')}。`];
}
