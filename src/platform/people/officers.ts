/** The three officers; none of them is above the others. */
export const OFFICERS = ['系统管理员', '安全管理员', '审计员'] as const;
