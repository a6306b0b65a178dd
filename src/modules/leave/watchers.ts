/** Whoever may see everybody's attendance and leave. */
export const WATCHERS = ['办公室', '政工人事股', '纪检领导', '常务副局长', '局长', '审计员'] as const;
