import { z } from 'zod';
import type { ClauseRef } from '../../rules/decision.ts';
import { digest, id, sentence } from '../http/inputs.ts';

/** 可以导入 · 有疑问, taken only with a reason · 不能导入. */
export const VERDICTS = ['good', 'doubtful', 'bad'] as const;
export type Verdict = (typeof VERDICTS)[number];
export const VERDICT_TITLES: Readonly<Record<Verdict, string>> = { good: '可以导入', doubtful: '有疑问', bad: '不能导入' };

/** What is to be said of a line, with the clause of its day where a clause says it. */
export interface LineFinding {
  readonly sentence: string;
  readonly clause: ClauseRef | null;
}

export interface ImportLine {
  /** Of the sheet, from 1. */
  readonly line: number;
  /** As written, by column title. */
  readonly cells: Readonly<Record<string, string>>;
  readonly verdict: Verdict;
  readonly findings: readonly LineFinding[];
  readonly taken: boolean;
}

export interface ImportBatch {
  readonly batchId: number;
  readonly number: string;
  readonly register: string;
  readonly registerTitle: string;
  readonly state: 'staged' | 'accepted' | 'discarded';
  readonly stagedBy: string;
  readonly stagedAt: string;
  readonly endedBy: string | null;
  readonly endedAt: string | null;
  readonly reason: string;
  readonly good: number;
  readonly doubtful: number;
  readonly bad: number;
  readonly taken: number;
}

/** A register one may import into, with the columns its file must have. */
export interface ImportInfo {
  readonly register: string;
  readonly title: string;
  readonly columns: readonly { readonly title: string; readonly required: boolean; readonly example: string }[];
}

export interface ImportPage {
  readonly imports: readonly ImportInfo[];
  readonly batches: readonly ImportBatch[];
}

export const stageImport = z.object({ register: z.string().max(60), file: digest });
export type StageImport = z.infer<typeof stageImport>;

/** `doubtful`: the doubtful lines that are taken all the same, and why. */
export const acceptImport = z.object({
  batchId: id,
  doubtful: z.array(z.int().min(1)).max(20_000).default([]),
  reason: z.string().trim().max(2000).default(''),
});
export type AcceptImport = z.infer<typeof acceptImport>;

export const discardImport = z.object({ batchId: id, reason: sentence });
export type DiscardImport = z.infer<typeof discardImport>;
