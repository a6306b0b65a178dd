import { act } from '../../platform/act/act.ts';
import { holds } from '../../platform/act/actor.ts';
import { Failure } from '../../platform/act/failure.ts';
import type { Verb } from '../../platform/act/verb.ts';
import type { CrossCheck } from '../../platform/cross-checks/cross-check.ts';
import { statement } from '../../platform/db/statement.ts';
import type { TimedJob } from '../../platform/modules.ts';
import { openDuty } from '../../platform/obligations/open-duty.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { takeNumber } from '../../platform/registers/series.ts';
import { civilDayOf, type CivilDate } from '../../rules/calendar/civil-date.ts';
import type { ExplainDifference } from './contract-accounting.ts';
import { lineVerb, refusal } from './lines.ts';

const DUTY = '差异说明';

interface Standing {
  readonly number: string;
  readonly check: string;
  readonly about: string;
  readonly open: boolean;
}
interface Found {
  readonly check: string;
  readonly owner: string;
  readonly about: string;
  readonly sentence: string;
}
interface Seen {
  readonly standing: readonly Standing[];
  readonly found: readonly Found[];
  /** Entries that agree, by check. */
  readonly matched: Readonly<Record<string, number>>;
}
interface Plan extends Pick<Seen, 'matched'> {
  readonly fresh: readonly Found[];
  readonly gone: readonly Standing[];
}

const standing = statement<Standing>(
  'differences-standing',
  `
  select number, check_name as check, about, ended_as is null as open from difference where office_id = $1 and ended_as is distinct from '已消除'`,
);
const insert = statement<never>(
  'insert-difference',
  `
  insert into difference (office_id, number, check_name, about, sentence, owner_post, found_on, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
);
const end = statement<never>('difference-gone', `update difference set ended_on = $3, ended_as = '已消除' where office_id = $1 and number = any($2::text[])`);

/** 自动查对: what two books say differently gets a number and an owner; what agrees by now is closed. Doing it twice changes nothing. */
function crossCheckVerb(
  rules: RulesInForce,
  checks: readonly CrossCheck[],
): Verb<{ readonly day: CivilDate }, Seen, Plan, { readonly found: number; readonly gone: number }> {
  return {
    name: 'cross-check',
    title: '自动查对',
    who: '系统',
    read: async (tx, { day }) => {
      const [known, ...compared] = await Promise.all([tx.rows(standing, [tx.officeId]), ...checks.map((one) => one.compare(tx, day))]);
      const found = checks.flatMap(({ check, owner }, at) => (compared[at]?.differences ?? []).map((one) => ({ ...one, check, owner })));
      return { standing: known, found, matched: Object.fromEntries(checks.map(({ check }, at) => [check, compared[at]?.matched ?? 0])) };
    },
    decide: ({ standing: known, found, matched }) => {
      const same = (one: Pick<Found, 'check' | 'about'>, other: Pick<Found, 'check' | 'about'>): boolean =>
        one.check === other.check && one.about === other.about;
      return {
        yes: {
          fresh: found.filter((one) => !known.some((other) => same(one, other))),
          gone: known.filter((one) => one.open && !found.some((other) => same(one, other))),
          matched,
        },
      };
    },
    write: async (tx, { fresh, gone, matched }, { now, today }) => {
      const duty = rules.duty({ officeId: tx.officeId, duty: DUTY, on: today });
      for (const { check, owner, about, sentence } of fresh) {
        const number = await takeNumber(tx, { series: '差', year: Number(today.slice(0, 4)), subject: { kind: 'difference', id: `${check}/${about}` }, now });
        await tx.rows(insert, [tx.officeId, number, check, about, sentence, owner, today, now]);
        if (duty !== undefined)
          await openDuty(tx, {
            duty: { ...duty, owner },
            event: today,
            today,
            subject: { kind: 'difference', id: number },
            handlerId: null,
            about: `${check}：${sentence}`,
          });
      }
      await tx.rows(end, [tx.officeId, gone.map((one) => one.number), today]);
      await Promise.all(
        gone.map((one) => endObligation(tx, { duty: DUTY, occasion: `difference/${one.number}`, state: 'lapsed', by: null, with: { agrees: today }, now })),
      );
      return {
        result: { found: fresh.length, gone: gone.length },
        entry: {
          subject: { kind: 'office', id: tx.officeId },
          detail: { matched, found: fresh.map((one) => `${one.check}/${one.about}`), gone: gone.map((one) => one.number) },
        },
      };
    },
  };
}

interface ToExplain {
  readonly owner: string;
  readonly open: boolean;
}
const toExplain = statement<ToExplain>(
  'difference-to-explain',
  `select owner_post as owner, ended_as is null as open from difference where office_id = $1 and number = $2 for update`,
);
const explain = statement<never>(
  'explain-difference',
  `
  update difference set ended_on = $3, ended_as = '已说明', explanation = $4, explained_by = $5 where office_id = $1 and number = $2`,
);

/** 说明差异 (ICF-03.2g): by the post that owns it. */
export const explainDifferenceVerb = lineVerb<ExplainDifference, ToExplain>({
  name: 'explain-difference',
  title: '说明差异',
  who: [],
  by: '差异的责任职务',
  kind: 'difference',
  read: async (tx, { number }) => {
    const found = await tx.row(toExplain, [tx.officeId, number]);
    if (found === undefined) throw new Failure('not-found', `没有差异“${number}”。`);
    return found;
  },
  against: ({ owner, open }, _input, { actor }) => {
    if (!holds(actor, owner)) return refusal('not-owner', `这项差异由${owner}说明。`);
    return open ? undefined : refusal('ended', '这项差异已经了结。');
  },
  write: async (tx, { input: { number, explanation } }, { actor, today, now }) => {
    await tx.rows(explain, [tx.officeId, number, today, explanation, actor.personId]);
    await endObligation(tx, { duty: DUTY, occasion: `difference/${number}`, state: 'discharged', by: actor.personId, with: { explanation }, now });
    return undefined;
  },
});

/** Run once a night; a day has one key (decision 0009). */
export function nightlyCrossCheck(rules: RulesInForce, checks: readonly CrossCheck[]): TimedJob {
  const verb = crossCheckVerb(rules, checks);
  return {
    job: 'cross-check',
    title: '自动查对',
    verb,
    run: async (world, officeId) => {
      const day = civilDayOf(world.clock());
      if (!rules.knows({ officeId, question: '银行对账', on: day })) return;
      await act(world, { credential: { kind: 'system', officeId, job: 'cross-check' }, verb, input: { day }, key: `cross-check-${day}` });
    },
  };
}
