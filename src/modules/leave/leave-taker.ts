/** Who asks, in the order in which one stands above the other: whoever holds several posts counts as the first of them. */
const RANKS = ['局长', '常务副局长', '班子成员'] as const;
export type LeaveTaker = (typeof RANKS)[number] | '一般人员';

export function leaveTaker(posts: readonly string[]): LeaveTaker {
  return RANKS.find((post) => posts.includes(post)) ?? '一般人员';
}
