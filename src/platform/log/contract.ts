/** One entry of the log. */
export interface LogRow {
  readonly entryId: number;
  /** Place in the tree; null until the sealer has come by. */
  readonly leafIndex: number | null;
  readonly at: string;
  /** null for the clockwork. */
  readonly person: string | null;
  readonly verb: string;
  readonly verbTitle: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  /** Canonical JSON, exactly as hashed. */
  readonly body: string;
  readonly leaf: string;
}

export interface LogPage {
  readonly rows: readonly LogRow[];
  readonly next: string | null;
}

/** A signed head of the tree (C2SP tlog-checkpoint). */
export interface CheckpointInfo {
  readonly size: number;
  readonly root: string;
  readonly note: string;
  readonly at: string;
}

/** Two answers, never one: unaltered, and complete. */
export interface Verification {
  readonly unaltered: boolean;
  readonly complete: boolean;
  readonly entries: number;
  readonly sealed: number;
  /** What is wrong, in sentences naming the entry. */
  readonly troubles: readonly string[];
}
