/** A moment as an office writes it, in Asia/Shanghai: 2026-03-02 09:10. */
export function shanghai(moment: Date): string {
  return new Date(moment.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}
