import type { z } from 'zod';
import { readAnchor, readReminder, readSpan, type Period } from '../duties/period.ts';
import type { Clause, Duty } from './pack.ts';
import { fault, type Reading } from './read-pack.ts';
import type { ruleShapes } from './shape.ts';
import type { Path } from './source.ts';

type WrittenDuty = z.output<(typeof ruleShapes)['义务']>;
type WrittenPeriod = NonNullable<WrittenDuty['周期']>;

interface At {
  readonly reading: Reading;
  readonly clause: Clause;
  readonly path: Path;
}

/** Reads a 义务 rule; a period that cannot be read is reported. */
export function readDuty(at: At, written: WrittenDuty): Duty {
  return {
    duty: written.义务,
    subject: written.主题,
    period: written.周期 && readPeriod(at, written.周期),
    owner: written.责任,
    evidence: written.证据 ?? [],
    reportTo: written.上报 ?? [],
    note: written.说明,
    clause: at.clause,
    path: at.path,
  };
}

function readPeriod(at: At, written: WrittenPeriod): Period | undefined {
  return '触发' in written ? readTriggered(at, written) : readRecurring(at, written);
}

function readTriggered(at: At, written: Extract<WrittenPeriod, { 触发: string }>): Period | undefined {
  const within = readSpan(written.期限);
  const asked = written.提醒 === undefined ? [] : [written.提醒].flat();
  const reminders = asked.flatMap((text) => readReminder(text) ?? []);
  if (within === undefined || reminders.length < asked.length) {
    const key = within === undefined ? '期限' : '提醒';
    const examples = key === '期限' ? '2日、10个工作日、1个月、当年末' : '前3日（截止之前）、第5个工作日（发生之后）';
    fault(at.reading, {
      check: 'cell',
      sentence: `“${key}”写的“${String(written[key])}”读不懂；应当像${examples}。`,
      path: [...at.path, '周期', key],
      clause: at.clause,
    });
    return undefined;
  }
  return {
    kind: 'triggered',
    event: written.触发,
    within,
    reminders,
    written: within.unit === 'yearEnd' ? `${written.触发}至当年末` : `${written.触发}后${written.期限}内`,
  };
}

function readRecurring(at: At, written: Extract<WrittenPeriod, { 每: string }>): Period | undefined {
  const anchor = (key: '开启' | '截止' | '提醒', text: string) => {
    const found = readAnchor(written.每, text);
    if (found === undefined)
      fault(at.reading, {
        check: 'cell',
        sentence: `“${key}”写的“${text}”对每${written.每}的义务读不懂；${EXAMPLES[written.每]}。`,
        path: [...at.path, '周期', key],
        clause: at.clause,
      });
    return found;
  };
  const opens = anchor('开启', written.开启 ?? FIRST_DAY[written.每]);
  const due = anchor('截止', written.截止);
  const remind = written.提醒 === undefined ? undefined : anchor('提醒', written.提醒);
  if (opens === undefined || due === undefined) return undefined;
  return {
    kind: 'recurring',
    every: written.每,
    opens,
    due,
    remind,
    written: `每${written.每}${written.开启 === undefined ? '' : `${written.开启}至`}${written.截止}`,
  };
}

const FIRST_DAY = { 年: '01-01', 半年: '首月1日', 季: '首月1日', 月: '1日', 周: '周一', 日: '当日' } as const;
const EXAMPLES = {
  年: '应当像12-31、次年03-31、年末',
  半年: '应当像首月1日、末月30日、次半年10日、半年末',
  季: '应当像首月1日、末月20日、次季10日、季末',
  月: '应当像5日、次月10日、月末、次月末',
  周: '应当像周五、次周一',
  日: '应当像当日、次日',
} as const;
