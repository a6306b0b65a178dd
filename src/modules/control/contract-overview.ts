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
  readonly parts: readonly { readonly part: string; readonly count: number }[];
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

export interface AnnualReport {
  readonly year: number;
  readonly office: string;
  readonly figures: readonly (readonly [string, string])[];
  readonly sections: readonly { readonly title: string; readonly lines: readonly string[] }[];
}
