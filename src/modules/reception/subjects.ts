/** What acts of this module are about, as the log names it. */
export const subjects: Readonly<Record<string, string>> = { 'reception-letter': '来函' };
