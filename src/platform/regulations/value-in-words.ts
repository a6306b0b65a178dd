/** A value of a rule as people read it: 是 for true, a list with its commas. */
export function valueInWords(value: unknown): string {
  if (Array.isArray(value)) return value.map(valueInWords).join('、');
  if (typeof value === 'boolean') return value ? '是' : '否';
  return String(value);
}
