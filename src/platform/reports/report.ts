import type { Moment } from '../act/verb.ts';
import type { ReadTx } from '../db/transaction.ts';
import type { RulesInForce } from '../regulations/rules-in-force.ts';
import type { Sheet } from './contract.ts';

export interface ReportAsk {
  /** `2026-03` or `2026`, as the report's period says. */
  readonly period: string;
  readonly moment: Moment;
  readonly rules: RulesInForce;
}

/** 报表: figures of a period, worked out from the books when they are asked for; nothing is kept. */
export interface Report {
  readonly report: string;
  readonly title: string;
  readonly period: 'month' | 'year';
  /** Shown at offices whose regulations answer this question. */
  readonly question: string;
  /** Posts that may read it; none = everybody. */
  readonly readers: readonly string[];
  readonly read: (tx: ReadTx, ask: ReportAsk) => Promise<Sheet>;
}
