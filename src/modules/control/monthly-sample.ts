import { addDays, civilDate, civilDayOf, type CivilDate } from '../../rules/calendar/civil-date.ts';
import { isWorkday } from '../../rules/calendar/working-days.ts';
import { act } from '../../platform/act/act.ts';
import type { Verb } from '../../platform/act/verb.ts';
import type { TimedJob } from '../../platform/modules.ts';
import { takeNumber } from '../../platform/registers/series.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { seeDrawing, writeSample, type Drawing } from './sampling.ts';

/** 每月抽取样本 (ICF-02.1d): of the month before, on the first working day; nothing if somebody has drawn it already. */
function monthlySampleVerb(
  rules: RulesInForce,
): Verb<{ readonly month: string }, Drawing, Drawing & { readonly month: string }, { readonly drawn: string | null }> {
  return {
    name: 'draw-monthly-sample',
    title: '每月抽取样本',
    who: '系统',
    read: (tx, { month }, { today }) => seeDrawing(tx, { month, today }),
    decide: (seen, { month }) => ({ yes: { ...seen, month } }),
    write: async (tx, { month, ...seen }, moment) => {
      const { now, today } = moment;
      const subject = { kind: 'sample', id: month };
      if (seen.before !== undefined) return { result: { drawn: null }, entry: { subject, detail: { before: seen.before } } };
      const number = await takeNumber(tx, { series: '样', year: Number(today.slice(0, 4)), subject: { kind: 'sample', id: `样/${now.toISOString()}` }, now });
      const drawn = await writeSample(rules, tx, { seen, month, number }, moment);
      return { result: { drawn: number }, entry: { subject: { kind: 'sample', id: number }, detail: { month, ...drawn } } };
    },
  };
}

/** The first working day of the month has come. */
function isTime(day: CivilDate): boolean {
  for (let at = civilDate(`${day.slice(0, 7)}-01`); at <= day; at = addDays(at, 1)) if (isWorkday(at)) return true;
  return false;
}

/** Tried every day, so that a day on which the program stood still is made up for; a month has one key (decision 0009). */
export function monthlySample(rules: RulesInForce): TimedJob {
  const verb = monthlySampleVerb(rules);
  return {
    job: 'monthly-sample',
    title: '每月抽取样本',
    verb,
    run: async (world, officeId) => {
      const day = civilDayOf(world.clock());
      if (!isTime(day) || !rules.knows({ officeId, question: '抽查数量', on: day })) return;
      const month = addDays(civilDate(`${day.slice(0, 7)}-01`), -1).slice(0, 7);
      await act(world, { credential: { kind: 'system', officeId, job: 'monthly-sample' }, verb, input: { month }, key: `sample-${month}` });
    },
  };
}
