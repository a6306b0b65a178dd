import { addDays, weekday, type CivilDate } from '../../rules/calendar/civil-date.ts';
import { workdaysBetween } from '../../rules/calendar/working-days.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { Seen } from './daily-seen.ts';
import { noticed } from './lines.ts';

/** One sentence for whoever holds these posts. */
export interface Told {
  readonly posts: readonly string[];
  readonly sentence: string;
  readonly id: string;
}

interface Watching {
  readonly seen: Seen;
  readonly officeId: number;
  readonly day: CivilDate;
}

/** Whom a day tells what: who was refused too often, what is closed, what was excepted, and on Mondays what waits too long. */
export function toTell(rules: RulesInForce, { seen, officeId, day }: Watching): readonly Told[] {
  const ask = { officeId, on: day };
  const cases = seen.refused.flatMap(({ name, verb, count }) =>
    noticed(rules, '问责立案', { refusedInThirtyDays: count }, ask).map((sentence) => ({
      posts: ['纪检领导'],
      sentence: `${name}（${verb}）：${sentence}`,
      id: `refused/${name}/${verb}/${day}`,
    })),
  );
  const closed = closedNotices(seen, day);
  const listed =
    seen.excepted === null ? [] : [{ posts: ['局长', '纪检领导'], sentence: `上月例外${seen.excepted}项，见报表“例外月报”。`, id: `exceptions/${day}` }];
  if (weekday(day) !== 1) return [...cases, ...closed, ...listed];
  const waiting = seen.late.flatMap(({ number, post, superior, openedOn, returned }) =>
    noticed(rules, '办理时效', { workdaysWaiting: workdaysBetween(addDays(openedOn, 1), addDays(day, 1)), timesReturned: returned }, ask).map((sentence) => ({
      superior,
      sentence: `${number}（${post}）${sentence}`,
    })),
  );
  const list = (of: typeof waiting): string => `办理时效清单：${of.map((one) => one.sentence).join('')}`;
  const superiors = [...Map.groupBy(waiting, (one) => one.superior)]
    .filter(([post]) => post !== '纪检领导')
    .map(([post, of]) => ({ posts: [post], sentence: list(of), id: `late/${post}/${day}` }));
  return waiting.length === 0
    ? [...cases, ...closed, ...listed]
    : [...cases, ...closed, ...listed, ...superiors, { posts: ['纪检领导'], sentence: list(waiting), id: `late/${day}` }];
}

/** Whoever puts procedures to use is told each day while a class is closed, and the day before one closes with a new version. */
function closedNotices({ closedToday, closedTomorrow }: Seen, day: CivilDate): readonly Told[] {
  const soon = closedTomorrow.filter((one) => !closedToday.includes(one));
  const tell = (classes: readonly string[], when: string) =>
    classes.length === 0 ? [] : [{ posts: ['财务股'], sentence: `${classes.join('、')}${when}，请办理“启用业务程序”。`, id: `procedures/${when}/${day}` }];
  return [...tell(closedToday, '类的审批程序还没有启用，不能新建事项'), ...tell(soon, '类明日起施行新版制度，启用新版程序以前不能新建事项')];
}
