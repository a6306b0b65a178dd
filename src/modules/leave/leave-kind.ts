import type { Facts } from '../../rules/decision.ts';
import type { MatterDraft, MatterKind } from '../../platform/matters/kind.ts';
import type { Worksheet, WorksheetRow } from '../../platform/matters/worksheet.ts';
import { postGuardsOf } from '../../platform/people/post-guard.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { annualLeaveForm, inLieuForm, leaveForm, type LeaveForm, type LeaveSort } from './contract.ts';
import { annualLeaveOf, balanceOf, inLieuBalance, reckoningDay, type AnnualLeave } from './entitlement.ts';
import { adjoinedDays, stretchOf, withinYear, workingDays, yearsOf } from './half-days.ts';
import { leaveBackground, type LeaveBackground } from './leave-background.ts';
import { claimLeave, giveLeaveBack, grantLeave } from './grant-leave.ts';
import { leaveTaker } from './leave-taker.ts';
import { timesOf, type OfficeTimes } from './timetable.ts';

/** What the rules judge a leave by: the register, and each year's annual leave as far as it is touched. */
interface Background extends LeaveBackground {
  readonly annual: readonly AnnualLeave[];
  readonly adjoined: number;
  readonly times: OfficeTimes;
}

/** 病事假, 公休假, 补休: three paper forms, one procedure. */
export function leaveKinds(rules: RulesInForce) {
  const shared = procedure(rules);
  const leave: MatterKind<LeaveForm, Background> = {
    ...shared((form) => form.leaveKind ?? '其他假'),
    kind: 'leave',
    title: '机关工作人员病事假审批表',
    purpose: '因病、因事请假，以及婚假、产假、丧假等。',
    series: '假',
    form: leaveForm,
  };
  const annual: MatterKind<LeaveForm, Background> = {
    ...shared(() => '公休假'),
    kind: 'annual-leave',
    title: '公休假审批表',
    purpose: '休当年的公休假；天数和余额随填随算。',
    series: '公休',
    form: annualLeaveForm,
  };
  const inLieu: MatterKind<LeaveForm, Background> = {
    ...shared(() => '补休'),
    kind: 'rest-in-lieu',
    title: '补休审批表',
    purpose: '用加班得到的补休。',
    series: '补休',
    form: inLieuForm,
  };
  return [leave, annual, inLieu];
}

function procedure(rules: RulesInForce) {
  return (sortOf: (form: LeaveForm) => LeaveSort): Omit<MatterKind<LeaveForm, Background>, 'kind' | 'title' | 'purpose' | 'series' | 'form'> => ({
    question: '请假',
    gist: ({ form, today }) => ({ title: titleOf(form, sortOf(form)), amount: null, factDay: today, parties: [], linkedMatterId: null }),
    background: async (tx, draft) => {
      const { form, handlerId, today, matterId } = draft;
      const stretch = stretchOf(form);
      const [found, times] = await Promise.all([
        leaveBackground(tx, { ...stretch, personId: handlerId, today, coverPersonId: form.coverPersonId }),
        timesOf(tx, rules, stretch),
      ]);
      const annual = yearsOf(stretch).flatMap(
        (year) =>
          annualLeaveOf({ rules, officeId: tx.officeId }, { background: found, year, on: reckoningDay(stretch, { year, today }), apart: matterId }) ?? [],
      );
      // 补休 is neither 病事假 nor 公休假: it makes no leave longer.
      const others = found.leaves.filter((one) => one.matterId !== matterId && one.kind !== '补休');
      return { ...found, annual, times, adjoined: adjoinedDays(stretch, others) };
    },
    facts: async (_tx, draft, background) => factsOf(draft, { sort: sortOf(draft.form), background }),
    worksheet: (draft, { background }) => worksheetOf(draft, { sort: sortOf(draft.form), background }),
    whenSubmitted: (tx, matter, { now }) =>
      claimLeave(tx, { matterId: matter.matterId, personId: matter.handlerId, kind: sortOf(matter.form), stretch: stretchOf(matter.form), now }),
    whenApproved: (tx, matter, moment, modules) => grantLeave(tx, { matter, sort: sortOf(matter.form), rules, moment, guards: postGuardsOf(modules) }),
    whenEnded: (tx, { matterId }, { now }) => giveLeaveBack(tx, { matterId, now }),
    eventDay: (form) => form.until,
    ofHandler: true,
    endsIn: 'approved',
  });
}

/** As lists show it: `病假2026-05-12上午至2026-05-13下午`. */
function titleOf({ from, fromHalf, until, untilHalf }: LeaveForm, sort: LeaveSort): string {
  return `${sort} ${from}${fromHalf}至${until}${untilHalf}`;
}

interface Judged {
  readonly sort: LeaveSort;
  readonly background: Background;
}

function factsOf({ form, matterId, today, now }: MatterDraft<LeaveForm>, { sort, background }: Judged): Facts {
  const stretch = stretchOf(form);
  const overlaps = background.leaves.some((one) => one.matterId !== matterId && one.from < stretch.until && one.until > stretch.from);
  return {
    leaveKind: sort,
    leaveDays: workingDays(stretch),
    adjoinedDays: background.adjoined,
    leaveTaker: leaveTaker(background.posts),
    askedBeforehand: sort === '病假' ? form.from >= today : background.times.startsAt(stretch.from) > now,
    leaveOverlaps: overlaps,
    documentLater: form.documentLater ?? false,
    hasCover: form.coverPersonId !== null,
    coverAway: background.coverAway,
    holdsPost: background.holdsPost,
    serviceRecorded: background.service !== null,
    annualEntitled: background.annual.every((one) => one.entitled || workingDays(withinYear(stretch, one.year)) === 0),
    annualBalance: coveredBy(background.annual, form),
    inLieuBalance: inLieuBalance(background, matterId),
  };
}

/** What the balances bear of this leave and of what is left: a leave over New Year draws on two years, and one year's surplus does not pay for the other. */
function coveredBy(annual: readonly AnnualLeave[], form: LeaveForm): number {
  const stretch = stretchOf(form);
  const needs = annual.map((one) => ({ balance: balanceOf(one), need: workingDays(withinYear(stretch, one.year)) }));
  const short = needs.some(({ balance, need }) => need > balance);
  return needs.reduce((sum, { balance, need }) => sum + (short ? Math.min(balance, need) : balance), 0);
}

function worksheetOf(draft: MatterDraft<LeaveForm>, { sort, background }: Judged): Worksheet {
  const stretch = stretchOf(draft.form);
  const days = workingDays(stretch);
  const row = (name: string, value: string, reason = ''): WorksheetRow => ({ cells: [name, value], reason, clause: null });
  const annual =
    sort !== '公休假'
      ? []
      : background.annual.flatMap((one) => [
          row(`${one.year}年应休公休假`, `${one.days}天`, `累计工作满${one.serviceYears}年`),
          row(`${one.year}年已休、在办`, `${one.used}天、${one.pending}天`),
          row(`${one.year}年余额`, `${balanceOf(one)}天`, one.entitled ? '' : '当年病事假已到限度，不享受公休假'),
        ]);
  return {
    title: '请假天数核算',
    columns: [
      { title: '项目', type: 'text' },
      { title: '天数', type: 'text' },
    ],
    rows: [
      row('本次请假', `${days}天`, '按工作日计，休息日和法定节假日不计，调休上班日计入'),
      ...(background.adjoined > days ? [row('与前后相连的请假合计', `${background.adjoined}天`, '中间没有工作日的请假合并，按合计天数确定审批路径')] : []),
      ...annual,
      ...(sort === '补休' ? [row('补休余额', `${inLieuBalance(background, draft.matterId)}天`)] : []),
    ],
    totals: [],
  };
}
