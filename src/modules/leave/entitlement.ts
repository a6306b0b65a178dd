import { civilDate, type CivilDate } from '../../rules/calendar/civil-date.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { LeaveBackground, ServiceRecord, StandingLeave } from './leave-background.ts';
import { dayOf, sickMonths, withinYear, workingDays, type HalfDays } from './half-days.ts';

/** Annual leave of one calendar year, in working days. */
export interface AnnualLeave {
  readonly year: number;
  readonly serviceYears: number;
  readonly days: number;
  /** In the register. */
  readonly used: number;
  /** Asked for, not yet in the register. */
  readonly pending: number;
  /** None of the four cases of the clause has come about. */
  readonly entitled: boolean;
  readonly personalPaid: number;
  readonly sickMonths: number;
}

interface Within {
  readonly rules: RulesInForce;
  readonly officeId: number;
}

/** 应休天数 by full years of work on a day (ATT-05a). */
export function annualDays(
  { rules, officeId }: Within,
  { service, on }: { readonly service: ServiceRecord; readonly on: CivilDate },
): { readonly serviceYears: number; readonly days: number } {
  const { values } = rules.decide({
    officeId,
    question: '公休假核算',
    on,
    facts: { firstWorkingDay: service.firstWorkingDay, deductedMonths: service.deductedMonths, reckonedOn: on },
  });
  return { serviceYears: Number(values['serviceYears']), days: Number(values['annualDays']) };
}

/**
 * What a person may take in a year, counted on a day: entitlement, used, pending, and whether the sick and personal leave of the year has used it up (ATT-05c).
 * @param apart a matter that is not counted: the one being asked about.
 */
export function annualLeaveOf(
  within: Within,
  { background, year, on, apart }: { readonly background: LeaveBackground; readonly year: number; readonly on: CivilDate; readonly apart: number | null },
): AnnualLeave | null {
  const { service, leaves, deducted } = background;
  if (service === null) return null;
  const { serviceYears, days } = annualDays(within, { service, on });
  const others = leaves.filter((one) => one.matterId !== apart);
  const takenOf = (kind: StandingLeave['kind'], registered: boolean): readonly HalfDays[] =>
    others.filter((one) => one.kind === kind && one.registered === registered).map((one) => withinYear(one, year));
  const sum = (stretches: readonly HalfDays[]): number => stretches.reduce((total, one) => total + workingDays(one), 0);
  const personalPaid = Math.max(0, sum(takenOf('事假', true)) - (deducted.find((one) => one.year === year)?.days ?? 0));
  const months = sickMonths(takenOf('病假', true));
  const { values } = within.rules.decide({
    officeId: within.officeId,
    question: '公休假资格',
    on,
    facts: { personalDaysPaid: personalPaid, serviceYears: fullYears(service, on), sickMonths: months },
  });
  return {
    year,
    serviceYears,
    days,
    used: sum(takenOf('公休假', true)),
    pending: sum(takenOf('公休假', false)),
    entitled: values['annualEntitled'] !== false,
    personalPaid,
    sickMonths: months,
  };
}

/** What is left of the year; nothing once it is lost. */
export function balanceOf({ days, used, pending, entitled }: AnnualLeave): number {
  return entitled ? Math.max(0, days - used - pending) : 0;
}

/** 补休 earned and not asked for yet. */
export function inLieuBalance({ earned, leaves }: LeaveBackground, apart: number | null): number {
  const taken = leaves.filter((one) => one.kind === '补休' && one.matterId !== apart).reduce((sum, one) => sum + workingDays(one), 0);
  return Math.max(0, earned - taken);
}

/** Years of work on the very day: the tenure class of a loss does not wait for the following month. */
function fullYears({ firstWorkingDay, deductedMonths }: ServiceRecord, on: CivilDate): number {
  const [[fromYear = 0, fromMonth = 0, fromDay = 0], [year = 0, month = 0, day = 0]] = [firstWorkingDay.split('-').map(Number), on.split('-').map(Number)];
  return Math.max(0, Math.floor(((year - fromYear) * 12 + month - fromMonth - (day < fromDay ? 1 : 0) - deductedMonths) / 12));
}

/** The day on which a year's leave is counted: today, or the first day asked for if that lies ahead. */
export function reckoningDay({ from }: HalfDays, { year, today }: { readonly year: number; readonly today: CivilDate }): CivilDate {
  const first = dayOf(from);
  const start = first.startsWith(String(year)) ? first : civilDate(`${year}-01-01`);
  return start > today ? start : today;
}
