import { momentOf, readCivilDate, type CivilDate } from '../../rules/calendar/civil-date.ts';
import type { SheetLine } from '../../platform/files/read-sheet.ts';

/** As punching machines export: a name or sign-in name, and the moment. */
export const PUNCH_TITLES = ['姓名', '打卡时间'] as const;

export interface PunchLine {
  readonly line: number;
  readonly name: string;
  readonly at: Date;
}

/** A line that was not taken, and why. */
export interface NotTaken {
  readonly line: number;
  readonly text: string;
  readonly verdict: string;
}

/** Reads each line by itself: what cannot be read is told by its number and does not stop the others. */
export function readPunchLines(lines: readonly SheetLine[]): { readonly punches: readonly PunchLine[]; readonly unread: readonly NotTaken[] } {
  const punches: PunchLine[] = [];
  const unread: NotTaken[] = [];
  for (const { line, cells } of lines) {
    const [name, written] = [cells['姓名'] ?? '', cells['打卡时间'] ?? ''];
    const at = readMoment(written);
    if (name === '') unread.push({ line, text: written, verdict: '没有姓名' });
    else if (at === undefined) unread.push({ line, text: `${name} ${written}`, verdict: '打卡时间无法读取，应像2026-03-02 07:52:00' });
    else punches.push({ line, name, at });
  }
  return { punches, unread };
}

/** `2026-03-02 07:52`, `2026/3/2 7:52:08`; the machine's clock is the office's. */
function readMoment(text: string): Date | undefined {
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '00'] =
    /^(20\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})日?[ T]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?$/.exec(text.trim()) ?? [];
  if (year === '' || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const civil: CivilDate | undefined = readCivilDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  return civil === undefined ? undefined : new Date(momentOf(`${civil}T${hour.padStart(2, '0')}:${minute}`).getTime() + Number(second) * 1000);
}
