/** What `guiju check` looks for; the key stands in --json, the words in the text. */
export const CHECKS = {
  syntax: '写法',
  shape: '结构',
  term: '用语',
  cell: '单元格',
  gap: '缺口',
  overlap: '重叠',
  contradiction: '矛盾',
  unreachable: '无效行',
  'unused-column': '无用栏',
  'clause-without-rule': '条款无规则',
  'entry-without-clause': '条目无条款',
  'post-nobody-holds': '无此职务',
  'held-together': '兼任',
  'duty-incomplete': '义务不全',
  'period-conflict': '期限不一',
  reading: '解读',
  reference: '引用',
  setting: '设定',
  supervision: '监督',
  'too-large': '无法穷尽',
} as const;
export type CheckName = keyof typeof CHECKS;

/** 1-based, as editors count. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One thing `check` has to say. Only errors keep a pack from being published. */
export interface Finding {
  readonly check: CheckName;
  readonly severity: 'error' | 'warning' | 'note';
  /** One Chinese sentence with clause, rows and values. */
  readonly sentence: string;
  readonly place: Place;
  /** Catalogue id of the clause. */
  readonly clause?: string;
  readonly table?: string;
  readonly rows?: readonly number[];
  /** The missing or doubled values as text. */
  readonly values?: readonly string[];
}

/** `file:line:column 重叠 sentence` */
export function findingLine(finding: Finding): string {
  const { file, line, column } = finding.place;
  const weight = { error: '错误', warning: '提醒', note: '说明' }[finding.severity];
  return `${file}:${line}:${column} ${weight}·${CHECKS[finding.check]} ${finding.sentence}`;
}
