/** What a form of a kind is given. The form holds fen, days and ids, exactly as its contract has them. */
export interface KindForm {
  readonly value: Readonly<Record<string, unknown>>;
  readonly onChange: (form: Readonly<Record<string, unknown>>) => void;
  /** Fields that do not hold, by path. */
  readonly problems: Readonly<Record<string, string>>;
}
