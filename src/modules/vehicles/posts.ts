/** Posts of the office that the verbs on vehicles ask for. */
export const GENERAL_OFFICE = '办公室';
export const DRIVER = '驾驶员';
export const FINANCE = '财务股';
export const HEAD = '局长';
export const DISCIPLINE = '纪检领导';
/** 分管领导 of the office and its cars. */
export const LEADER = '分管机关领导';

/** Whoever is told of what should not be. */
export const WATCHERS = [GENERAL_OFFICE, DISCIPLINE] as const;
