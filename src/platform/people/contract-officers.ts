/** The three officers as the data knows them; none of them is above the others. */
export const SYSTEM_OFFICER = '系统管理员';
export const SECURITY_OFFICER = '安全管理员';
export const AUDIT_OFFICER = '审计员';
export const OFFICERS = [SYSTEM_OFFICER, SECURITY_OFFICER, AUDIT_OFFICER] as const;
export type Officer = (typeof OFFICERS)[number];

/** Which standard an office names its officers by: GB/T 22239 (等保), or the rules for classified systems (分级保护). */
export const OFFICER_NAMINGS = ['等保', '分级保护'] as const;
export type OfficerNaming = (typeof OFFICER_NAMINGS)[number];

const TITLES: Readonly<Record<OfficerNaming, Readonly<Record<Officer, string>>>> = {
  等保: { 系统管理员: '系统管理员', 安全管理员: '安全管理员', 审计员: '审计管理员' },
  分级保护: { 系统管理员: '系统管理员', 安全管理员: '安全保密管理员', 审计员: '安全审计员' },
};

/** A post as the data has it; not within a title the office has given it already (安全审计员). */
const NAMED = /系统管理员|安全管理员|(?<!安全)审计员/g;

/** The officers named in a sentence or a post, as the office calls them: `审计员` → `安全审计员`. The posts themselves keep their names. */
export function inOfficeWords(words: string, naming: OfficerNaming): string {
  // Every match is one of the posts.
  return words.replace(NAMED, (post) => TITLES[naming][post as Officer]);
}
