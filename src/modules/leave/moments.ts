/** A moment on the office's clock, as forms write it: `2026-06-09T07:00`. */
export function moment(text: string): Date {
  return new Date(`${text}:00+08:00`);
}
