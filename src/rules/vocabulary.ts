import { z } from 'zod';
import type { Finding } from './finding.ts';
import { nearestHint } from './nearest.ts';
import { shapeFindings } from './pack/shape-findings.ts';
import type { Source } from './pack/source.ts';

export const TERM_KINDS = ['金额', '整数', '小数', '日期', '时刻', '是否', '选项', '文字', '职务', '职务集'] as const;
export type TermKind = (typeof TERM_KINDS)[number];

/** A Chinese word rules may use, with its English identifier, type and unit. */
export interface Term {
  readonly name: string;
  readonly id: string;
  readonly kind: TermKind;
  readonly unit: string;
  /** Steps per unit of a 小数: 2 for days of leave in halves. 1 for everything else. */
  readonly perUnit: number;
  /** Chinese → English, in the order of the file; empty unless 选项. */
  readonly options: ReadonlyMap<string, string>;
  readonly note: string;
}

export interface Vocabulary {
  readonly byName: ReadonlyMap<string, Term>;
  readonly byId: ReadonlyMap<string, Term>;
}

const termShape = z.strictObject({
  id: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
  类: z.enum(TERM_KINDS),
  单位: z.string().optional(),
  步: z.number().positive().max(1).optional(),
  选项: z.record(z.string(), z.string()).optional(),
  说明: z.string().optional(),
});
export const vocabularyShape = z.record(z.string(), termShape);

/** Reads `vocabulary.yaml`. Terms with a fault are left out and reported. */
export function readVocabulary(source: Source): { readonly vocabulary: Vocabulary; readonly findings: readonly Finding[] } {
  const byName = new Map<string, Term>();
  const byId = new Map<string, Term>();
  const findings: Finding[] = [...source.findings];
  const parsed = vocabularyShape.safeParse(source.data ?? {}, { reportInput: true });
  if (!parsed.success) return { vocabulary: { byName, byId }, findings: [...findings, ...shapeFindings(source, [], parsed.error.issues)] };
  for (const [name, entry] of Object.entries(parsed.data)) {
    const term = termOf(name, entry);
    const fault = typeof term === 'string' ? term : byId.has(term.id) ? `与“${byId.get(term.id)?.name}”的英文名相同（${term.id}）` : undefined;
    if (fault !== undefined || typeof term === 'string') {
      findings.push({ check: 'term', severity: 'error', sentence: `用语“${name}”${fault}。`, place: source.keyPlace([name]) });
      continue;
    }
    byName.set(name, term);
    byId.set(term.id, term);
  }
  return { vocabulary: { byName, byId }, findings };
}

function termOf(name: string, entry: z.infer<typeof termShape>): Term | string {
  const perUnit = entry.类 === '小数' ? Math.round(1 / (entry.步 ?? 0.5)) : 1;
  if (entry.类 === '小数' && Math.abs(1 / perUnit - (entry.步 ?? 0.5)) > 1e-9) return '的步长须是1的几分之一，例如0.5、0.1、0.01';
  if (entry.步 !== undefined && entry.类 !== '小数') return '只有小数类可以写步长';
  if ((entry.类 === '选项') !== (entry.选项 !== undefined)) return '是选项类就须列出选项，不是就不能列';
  return {
    name,
    id: entry.id,
    kind: entry.类,
    unit: entry.单位 ?? (entry.类 === '金额' ? '元' : ''),
    perUnit,
    options: new Map(Object.entries(entry.选项 ?? {})),
    note: entry.说明 ?? '',
  };
}

/** `用语“付款方法”不在词汇表中，最接近的是“付款方式”。` */
export function unknownTerm(vocabulary: Vocabulary, name: string): string {
  return `用语“${name}”不在词汇表中${nearestHint(name, vocabulary.byName.keys())}。`;
}
