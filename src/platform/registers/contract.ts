import type { RegisterColumn } from './register.ts';

export interface RegisterInfo {
  readonly register: string;
  readonly title: string;
  readonly module: string;
  readonly columns: readonly RegisterColumn[];
  /** Taken out of the system with a purpose only. */
  readonly accounting: boolean;
}

export interface RegisterPage {
  readonly columns: readonly RegisterColumn[];
  readonly rows: readonly (Readonly<Record<string, unknown>> & { readonly key: number })[];
  readonly next: string | null;
}

/** A line of a register among those a form may name. */
export interface RegisterChoice {
  readonly value: number;
  readonly label: string;
}
