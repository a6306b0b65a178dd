import { addDays, civilDayOf, type CivilDate } from '../../rules/calendar/civil-date.ts';
import { act } from '../../platform/act/act.ts';
import type { Moment, Verb } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ActTx } from '../../platform/db/transaction.ts';
import type { AnyMatterKind } from '../../platform/matters/kind.ts';
import type { TimedJob } from '../../platform/modules.ts';
import { openDuty } from '../../platform/obligations/open-duty.ts';
import { newcomersIn, type Newcomer } from '../../platform/people/induction.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { improve } from './improvements.ts';
import { INDUCTION_DUTY, inductionsOwed } from './induction.ts';
import { SHEET_DUTY } from './key-posts.ts';
import { renewals, renewSheets, seeSheets, type Renewal, type SheetsSeen } from './sheet-renewal.ts';

/** A refusal that was lifted within the month and has no item of improvement yet: days on which the program stood still are made up for. */
interface Lifted {
  readonly matter: string;
  readonly code: string;
  readonly sentence: string;
  readonly reason: string;
  readonly handlerId: number;
}
const lifted = statement<Lifted>(
  'releases-without-improvement',
  `
  select m.number as matter, r.code, r.sentence, r.reason, m.handler_id as "handlerId" from release r join matter m on m.office_id = r.office_id and m.matter_id = r.matter_id
  where r.office_id = $1 and m.number is not null and (r.released_at at time zone 'Asia/Shanghai')::date between $2::date - 31 and $2::date - 1
    and not exists (select from improvement i where i.office_id = r.office_id and i.source = '例外放行' and i.about = m.number || '/' || r.code) order by r.release_id`,
);

interface Seen {
  readonly sheets: SheetsSeen;
  readonly newcomers: readonly Newcomer[];
  readonly lifted: readonly Lifted[];
}
interface Plan {
  readonly renewed: readonly Renewal[];
  readonly unconfirmed: SheetsSeen['unconfirmed'];
  readonly untrained: readonly (Newcomer & { readonly businessClass: string })[];
  readonly lifted: readonly Lifted[];
}

/** 内控跟进: sheets the regulations have changed, holders who have not confirmed theirs, newcomers to be trained, releases to be learned from. Doing it twice changes nothing. */
function followUpVerb(rules: RulesInForce, kinds: readonly AnyMatterKind[]): Verb<{ readonly day: CivilDate }, Seen, Plan, { readonly renewed: number }> {
  return {
    name: 'follow-up-control',
    title: '内控跟进',
    who: '系统',
    read: async (tx, { day }) => {
      const [sheets, newcomers, releases] = await Promise.all([
        seeSheets(tx, day),
        newcomersIn(tx, { book: rules.bookOf(tx.officeId), today: day, personIds: null, matterId: null }),
        tx.rows(lifted, [tx.officeId, day]),
      ]);
      return { sheets, newcomers, lifted: releases };
    },
    decide: (seen, { day }, { actor: { officeId } }) => {
      const book = rules.bookOf(officeId);
      const payers = rules.setting({ officeId, setting: 'postsForPayment', on: day });
      const renewed = renewals(book, seen.sheets, day);
      return {
        yes: {
          renewed,
          unconfirmed: seen.sheets.unconfirmed.filter(({ post }) => !renewed.some((one) => one.post === post)),
          untrained: inductionsOwed(seen.newcomers, { book, kinds, payers: typeof payers === 'object' ? payers : [], day }),
          lifted: seen.lifted,
        },
      };
    },
    write: async (tx, plan, moment) => {
      const asked = await renewSheets(tx, plan.renewed, moment);
      await askToConfirm(rules, tx, [...plan.unconfirmed, ...asked], moment);
      await askToTrain(rules, tx, plan.untrained, moment);
      const improvements = await learn(rules, tx, plan.lifted, moment);
      const detail = { renewed: plan.renewed.map(({ post, version }) => `${post}第${version}版`), untrained: plan.untrained.length, improvements };
      return { result: { renewed: plan.renewed.length }, entry: { subject: { kind: 'office', id: tx.officeId }, detail } };
    },
  };
}

async function askToConfirm(rules: RulesInForce, tx: ActTx, unconfirmed: SheetsSeen['unconfirmed'], { today }: Moment): Promise<void> {
  const duty = rules.duty({ officeId: tx.officeId, duty: SHEET_DUTY, on: today });
  for (const { post, version, personId } of duty === undefined ? [] : unconfirmed) {
    if (duty !== undefined)
      await openDuty(tx, {
        duty,
        event: today,
        today,
        subject: { kind: 'post-sheet', id: `${post}/${version}/${personId}` },
        handlerId: personId,
        about: `${post}岗位说明书第${version}版`,
      });
  }
}

async function askToTrain(rules: RulesInForce, tx: ActTx, untrained: Plan['untrained'], { today }: Moment): Promise<void> {
  const duty = rules.duty({ officeId: tx.officeId, duty: INDUCTION_DUTY, on: today });
  for (const { personId, post, from, businessClass } of duty === undefined ? [] : untrained) {
    if (duty !== undefined)
      await openDuty(tx, {
        duty,
        event: from,
        today,
        subject: { kind: 'induction', id: `${personId}/${businessClass}` },
        handlerId: personId,
        about: `新任${post}，${businessClass}`,
      });
  }
}

/** Every release opens an item, owned by whoever handled the matter and verified by another (ICF-01e). @returns their numbers. */
async function learn(rules: RulesInForce, tx: ActTx, list: readonly Lifted[], moment: Moment): Promise<readonly string[]> {
  const days = rules.setting({ officeId: tx.officeId, setting: 'overrideFollowUp', on: moment.today });
  if (typeof days !== 'number') return [];
  const numbers: string[] = [];
  for (const { matter, code, sentence, reason, handlerId } of list) {
    const item = {
      source: '例外放行',
      about: `${matter}/${code}`,
      problem: `${sentence}放行理由：${reason}`,
      measure: '查明原因，完善程序，防止再次放行',
      ownerId: handlerId,
      dueOn: addDays(moment.today, days),
    } as const;
    numbers.push(await improve(rules, tx, item, moment));
  }
  return numbers;
}

/** Run once a day; a day has one key (decision 0009). */
export function followUp(rules: RulesInForce, kinds: readonly AnyMatterKind[]): TimedJob {
  const verb = followUpVerb(rules, kinds);
  return {
    job: 'follow-up-control',
    title: '内控跟进',
    verb,
    run: async (world, officeId) => {
      const day = civilDayOf(world.clock());
      if (!rules.knows({ officeId, question: '任职资格', on: day })) return;
      await act(world, { credential: { kind: 'system', officeId, job: 'follow-up-control' }, verb, input: { day }, key: `follow-up-control-${day}` });
    },
  };
}
