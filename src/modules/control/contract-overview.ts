/** One cell of the matrix: aim × class of business. */
export interface CoverageCell {
  readonly aim: string;
  readonly controls: readonly string[];
  /** Covered by a control that ran in time. */
  readonly covered: boolean;
}

export interface CoverageRow {
  readonly businessClass: string;
  readonly cells: readonly CoverageCell[];
}

export interface ControlLine {
  readonly number: string;
  readonly name: string;
  readonly part: string;
  readonly post: string;
  readonly lastRun: string | null;
  readonly periodsMissed: number;
  readonly notices: readonly string[];
  /** A basis and a counter-check are written down. */
  readonly complete: boolean;
}

/** 内部控制 as shown: the matrix from the runs, every control, what lacks. */
export interface ControlCoverage {
  readonly aims: readonly string[];
  readonly rows: readonly CoverageRow[];
  readonly gaps: number;
  /** Per part: how many controls, how many of them not in time or incomplete, and when one of them ran last. */
  readonly parts: readonly { readonly part: string; readonly count: number; readonly open: number; readonly lastRun: string | null }[];
  readonly controls: readonly ControlLine[];
  readonly risks: readonly {
    readonly number: string;
    readonly name: string;
    readonly link: string;
    readonly score: number;
    readonly controlNumber: string | null;
    readonly notices: readonly string[];
  }[];
  /** Links whose post nobody holds; sections without any link (ICF-03.3a). */
  readonly linksWithoutHolder: readonly string[];
  readonly sectionsWithoutLink: readonly string[];
}

export interface SampleView {
  readonly number: string;
  readonly month: string;
  readonly seed: string;
  readonly population: number;
  /** Drawn again from the seed it is the same sample. */
  readonly reproduced: boolean;
  readonly items: readonly {
    readonly matter: string;
    readonly title: string;
    readonly amount: number;
    readonly why: string;
    readonly checker: string | null;
    readonly result: string | null;
    readonly note: string | null;
  }[];
}

export interface FileOfMatter {
  readonly number: string;
  readonly title: string;
  readonly amount: number;
  /** 缺验收 and the like; empty if nothing is missing. */
  readonly missing: readonly string[];
}

export interface ChainCheck {
  readonly at: string | null;
  readonly matters: number;
  readonly troubles: number;
  /** The first record that is not as the log says. */
  readonly first: string | null;
}
export interface FilesOfMonth {
  readonly month: string;
  readonly files: number;
  readonly complete: number;
  /** Percent with one decimal; 100 of nothing. */
  readonly rate: number;
  readonly incomplete: readonly FileOfMatter[];
  /** The last comparison of records and log; null where none was made yet. */
  readonly chain: ChainCheck | null;
}

/** What a leading cadre filed, had released and was away for in a quarter (ETH-10a). */
export interface LeaderOverview {
  readonly name: string;
  /** The head's own is taken out for the county. */
  readonly forCounty: boolean;
  readonly kinds: readonly { readonly kind: string; readonly title: string; readonly count: number; readonly fen: number }[];
  readonly released: readonly { readonly matter: string; readonly title: string; readonly clause: string; readonly reason: string; readonly on: string }[];
  readonly absent: readonly { readonly sort: string; readonly from: string; readonly until: string }[];
}
export interface AnnualReport {
  readonly year: number;
  readonly office: string;
  readonly title: string;
  readonly figures: readonly (readonly [string, string])[];
  readonly sections: readonly { readonly title: string; readonly lines: readonly string[] }[];
}
