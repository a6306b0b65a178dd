import type { z } from 'zod';
import type { Finding } from '../finding.ts';
import type { Path, Source } from './source.ts';

type Issue = z.core.$ZodIssue;

/** What zod has to say about a file, as findings with line and column, in Chinese. */
export function shapeFindings(source: Source, base: Path, issues: readonly Issue[]): readonly Finding[] {
  return issues.flatMap((issue) => {
    const path = [...base, ...issue.path.filter((part) => typeof part !== 'symbol')];
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => shapeFinding(`这里不能写“${key}”。`, source.keyPlace([...path, key])));
    }
    return [shapeFinding(`${path.at(-1) === undefined ? '文件' : `“${path.at(-1)}”`}${inChinese(issue)}。`, source.place(path))];
  });
}

function shapeFinding(sentence: string, place: Finding['place']): Finding {
  return { check: 'shape', severity: 'error', sentence, place };
}

const KINDS: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数',
  boolean: '是否',
  array: '列表（方括号或逐行短横）',
  object: '键值表',
  record: '键值表',
  null: '空',
};

function inChinese(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? '没有写' : `应当是${KINDS[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `只能是${issue.values.map((value) => `“${String(value)}”`).join('、')}之一`;
    case 'invalid_format':
      return issue.format === 'regex' ? '写法不对' : `不是合格的${issue.format}`;
    case 'too_small':
      return issue.origin === 'array' || issue.origin === 'string' ? '不能为空' : `不能小于${String(issue.minimum)}`;
    case 'too_big':
      return `不能大于${String(issue.maximum)}`;
    case 'invalid_key':
      return '的键不对';
    case 'custom':
      return issue.message;
    case 'unrecognized_keys':
    case 'not_multiple_of':
    case 'invalid_element':
    case 'invalid_union':
      return '写法不对';
    default: {
      const never: never = issue;
      return String(never);
    }
  }
}
