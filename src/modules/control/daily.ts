import { civilDayOf, type CivilDate } from '../../rules/calendar/civil-date.ts';
import { act } from '../../platform/act/act.ts';
import type { Verb } from '../../platform/act/verb.ts';
import type { AnyMatterKind } from '../../platform/matters/kind.ts';
import type { TimedJob } from '../../platform/modules.ts';
import { notifyPosts } from '../../platform/notices/notify.ts';
import { openDuty, type DutyOf } from '../../platform/obligations/open-duty.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { writeCaseWatch, type CaseWatch } from './case-watch.ts';
import { coveredLongEnough, dutiesOfDay } from './daily-duties.ts';
import { toTell, type Told } from './daily-notices.ts';
import { seeDay, type Seen } from './daily-seen.ts';
import { reassessOf } from './risks.ts';

interface Plan {
  readonly duties: readonly Omit<DutyOf, 'today'>[];
  /** Controls of the classes in which a refusal was lifted. */
  readonly overridden: readonly string[];
  readonly covered: readonly string[];
  readonly told: readonly Told[];
  /** The log does not say which: it would give away who reported. */
  readonly cases: CaseWatch;
}

/** 内控日常: opens what controls, key posts and sections owe, and tells whoever watches. Doing it twice changes nothing. */
function dailyControlVerb(rules: RulesInForce, kinds: readonly AnyMatterKind[]): Verb<{ readonly day: CivilDate }, Seen, Plan, { readonly opened: number }> {
  return {
    name: 'daily-control',
    title: '内控日常检查',
    who: '系统',
    read: (tx, { day }) => seeDay(rules, tx, { kinds, day }),
    decide: (seen, { day }, { actor }) => {
      const officeId = actor.officeId;
      return {
        yes: {
          duties: dutiesOfDay(rules, seen, { officeId, day }),
          overridden: overriddenControls(seen, kinds),
          covered: coveredLongEnough(seen.covers),
          told: toTell(rules, { seen, officeId, day }),
          cases: seen.cases,
        },
      };
    },
    write: async (tx, { duties, overridden, covered, told, cases }, { now, today }) => {
      const risks = await reassessOf(rules, tx, { controls: overridden, why: '有例外放行' }, { today });
      await Promise.all([
        ...duties.map((one) => openDuty(tx, { ...one, today })),
        ...covered.map((occasion) => endObligation(tx, { duty: '强制替岗', occasion, state: 'discharged', by: null, with: { occasion }, now })),
      ]);
      const sent = told.map(({ posts, sentence, id }) => notifyPosts(tx, { posts, on: today, sentence, subject: { kind: 'control-notice', id }, now }));
      return {
        result: { opened: duties.length },
        entry: { subject: { kind: 'office', id: tx.officeId }, detail: { duties: duties.length, risks, covered, told: told.map((one) => one.id) } },
        sent: [...sent, ...writeCaseWatch(tx, cases, now)],
      };
    },
  };
}

function overriddenControls({ released: lifted, controls }: Seen, kinds: readonly AnyMatterKind[]): readonly string[] {
  const classes = new Set(kinds.filter((kind) => lifted.includes(kind.kind)).map((kind) => kind.businessClass));
  return controls.filter((one) => one.state === '运行' && classes.has(one.businessClass)).map((one) => one.number);
}

/** Run once a day; a day has one key (decision 0009). */
export function dailyControl(rules: RulesInForce, kinds: readonly AnyMatterKind[]): TimedJob {
  const verb = dailyControlVerb(rules, kinds);
  return {
    job: 'daily-control',
    title: '内控日常检查',
    verb,
    run: async (world, officeId) => {
      const day = civilDayOf(world.clock());
      if (!rules.knows({ officeId, question: '控制运行', on: day })) return;
      await act(world, { credential: { kind: 'system', officeId, job: 'daily-control' }, verb, input: { day }, key: `control-${day}` });
    },
  };
}
