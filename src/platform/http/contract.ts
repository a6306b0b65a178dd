/** One field of a form, as JSON Schema says it; `description` is its label, `format` the input to show. */
export interface FieldSchema {
  readonly type?: string;
  readonly description?: string;
  readonly format?: string | undefined;
  readonly enum?: readonly string[];
  /** Address that answers what may be chosen, as `{ value, label }`. */
  readonly choices?: string | undefined;
  readonly default?: unknown;
  readonly anyOf?: readonly FieldSchema[];
  readonly items?: FieldSchema;
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly required?: readonly string[];
}

/** A verb of a module with the form of its input. */
export interface VerbInfo {
  readonly verb: string;
  readonly title: string;
  /** Posts that may. */
  readonly who: string;
  readonly module: string;
  /** Done on a matter, which its input names as `matterId`. */
  readonly onMatter: boolean;
  readonly schema: FieldSchema;
}
