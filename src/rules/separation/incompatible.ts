import type { CivilDate } from '../calendar/civil-date.ts';
import type { ClauseRef, StepAct } from '../decision.ts';

/** What people do on one matter, from filing to audit. 改派: asked for or confirmed that somebody else acts. */
export const MATTER_DUTIES = ['经办', '证明', '审核', '批准', '付款', '验收', '记账', '归档', '审计', '改派'] as const;
export type MatterDuty = (typeof MATTER_DUTIES)[number];

/** The duty a step of the route is; null where it only informs. */
export function dutyOfAct(act: StepAct): MatterDuty | null {
  switch (act) {
    case '知会':
      return null;
    case '证明':
      return '证明';
    case '付款':
      return '付款';
    case '批准':
    case '签批':
    case '决定':
      return '批准';
    case '同意':
    case '审核':
    case '确认':
    case '会签':
      return '审核';
  }
}

/** Duties of which nobody has two on one matter (不相容). */
export interface IncompatibleDuties {
  readonly duties: readonly MatterDuty[];
  /** May an emergency lift it, for a person, a duty and a time? */
  readonly exception: boolean;
  readonly clause: ClauseRef;
}

/** Somebody who has taken a duty of the matter, in his own right or for another. */
export interface DutyDone {
  readonly personId: number;
  readonly duty: MatterDuty;
}

/** A second person's word that somebody may take one duty of one matter all the same, until a moment. */
export interface DutyException extends DutyDone {
  readonly until: CivilDate;
}

export interface DutyAsk extends DutyDone {
  readonly rules: readonly IncompatibleDuties[];
  readonly done: readonly DutyDone[];
  readonly exceptions: readonly DutyException[];
  readonly today: CivilDate;
}

export interface DutyClash {
  /** What the person has done already. */
  readonly done: MatterDuty;
  readonly rule: IncompatibleDuties;
}

/** Why a person may not take a duty of a matter: what he has done of it already, and the rule that keeps the two apart. The first day of `until` is the first on which an exception no longer holds. */
export function clashOf({ rules, done, exceptions, today, personId, duty }: DutyAsk): DutyClash | undefined {
  const excepted = exceptions.some((one) => one.personId === personId && one.duty === duty && today < one.until);
  const before = done.filter((one) => one.personId === personId && one.duty !== duty);
  for (const rule of rules) {
    if (!rule.duties.includes(duty) || (rule.exception && excepted)) continue;
    const found = before.find((one) => rule.duties.includes(one.duty));
    if (found !== undefined) return { done: found.duty, rule };
  }
  return undefined;
}
