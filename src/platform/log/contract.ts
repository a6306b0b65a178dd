import type { Refusal } from '../../rules/decision.ts';

/** How an act ended, as shown. */
export const OUTCOMES = { done: '已办', refused: '不予办理', failed: '未成功' } as const;
export type Outcome = keyof typeof OUTCOMES;

/** One entry of the log. */
export interface LogRow {
  readonly entryId: number;
  /** Place in the tree; null until the sealer has come by. */
  readonly leafIndex: number | null;
  readonly at: string;
  /** null for the clockwork; 不记姓名 where the log keeps no name. */
  readonly person: string | null;
  readonly personId: number | null;
  readonly verb: string;
  readonly verbTitle: string;
  readonly subjectKind: string;
  readonly subjectTitle: string;
  readonly subjectId: string;
  readonly outcome: Outcome;
  readonly outcomeTitle: string;
  /** Canonical JSON, exactly as hashed. */
  readonly body: string;
  readonly leaf: string;
}

export interface LogPage {
  readonly rows: readonly LogRow[];
  readonly next: string | null;
}

/** What the log may be filtered by besides people and days. */
export interface LogChoices {
  readonly verbs: readonly { readonly verb: string; readonly title: string }[];
  readonly subjectKinds: readonly { readonly kind: string; readonly title: string }[];
}

/** A signed head of the tree (C2SP tlog-checkpoint). */
export interface CheckpointInfo {
  readonly size: number;
  readonly root: string;
  readonly note: string;
  readonly at: string;
}

/** How the heads of the office are signed, with the keys to publish (base64). */
export interface SignatureInfo {
  readonly key: string;
  /** 国密 (SM2); null where the office does not use it. */
  readonly nationalKey: string | null;
  /** true, or why not. */
  readonly may: true | Refusal;
}

export interface CheckpointPage {
  /** null before anything is sealed. */
  readonly checkpoint: CheckpointInfo | null;
  readonly signature: SignatureInfo;
}

/** Two answers, never one: unaltered, and complete. */
export interface Verification {
  readonly unaltered: boolean;
  readonly complete: boolean;
  readonly entries: number;
  readonly sealed: number;
  /** How far the last head reaches, if it is signed by SM2 as well; null if it is not. */
  readonly nationallySignedTo: number | null;
  /** Root of so many first entries as was asked for, hex; left out where there are fewer. */
  readonly rootAt?: string;
  /** What is wrong, in sentences naming the entry. */
  readonly troubles: readonly string[];
}
