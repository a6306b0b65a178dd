/** A matter as its paper form has it: its boxes, row by row. Shown on the matter and printed in the look of the form. */
export interface Paper {
  /** 出差审批单; the kind's title where it is the same. */
  readonly title: string;
  /** One or two boxes a row. */
  readonly rows: readonly (readonly PaperBox[])[];
}

export interface PaperBox {
  readonly label: string;
  readonly value: string;
}
