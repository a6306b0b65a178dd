/** Half days in SQL: numbered from the morning of 2000-01-01, as `half-days.ts` numbers them. */

/** The day of a half day. */
export const day = (half: string): string => `(date '2000-01-01' + ${half} / 2)`;

/** Morning or afternoon. */
export const part = (half: string): string => `(case ${half} % 2 when 0 then '上午' else '下午' end)`;

/** A half day in words: `2026-03-02上午`. */
export const words = (half: string): string => `(${day(half)}::text || ${part(half)})`;

const numbered = (moment: string): string => `((${moment} at time zone 'Asia/Shanghai')::date - date '2000-01-01') * 2`;
const hour = (moment: string): string => `extract(hour from ${moment} at time zone 'Asia/Shanghai')`;

/** The half day in which something begins at a moment; noon is afternoon. */
export const firstHalf = (moment: string): string => `${numbered(moment)} + (${hour(moment)} >= 12)::int`;

/** The half day in which something ends at a moment; until one o'clock it is still the morning. */
export const lastHalf = (moment: string): string => `${numbered(moment)} + (${hour(moment)} > 12)::int`;

/** The moment at which a half day's day begins, in Asia/Shanghai. */
export const dayBegins = (half: string): string => `(date '2000-01-01' + ${half} / 2)::timestamp at time zone 'Asia/Shanghai'`;
