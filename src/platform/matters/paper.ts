/** A matter as its paper form has it: its boxes, row by row. Shown on the matter and printed in the look of the form. */
export interface Paper {
  /** 出差审批单; the kind's title where it is the same. */
  readonly title: string;
  /** One or two boxes a row. */
  readonly rows: readonly (readonly PaperBox[])[];
  /** Lists beneath the boxes: guests, bills. */
  readonly tables?: readonly PaperTable[];
}

export interface PaperTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface PaperBox {
  readonly label: string;
  readonly value: string;
}
