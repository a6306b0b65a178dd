/** A moment as an office writes it, in Asia/Shanghai: 2026-03-02 09:10. */
export function shanghai(moment: Date): string {
  return new Date(moment.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

/** A day as an office writes it: 2026-03-02 → 2026年3月2日. */
export function dayInWords(day: string): string {
  const [year, month, date] = day.split('-');
  return `${year}年${Number(month)}月${Number(date)}日`;
}
