import type { Facts } from '../src/rules/decision.ts';

/** Facts of so many requests, spread over every band. */
export function requests(count: number): readonly Facts[] {
  return Array.from({ length: count }, (_, index) => {
    const amount = (index * 7_919_003) % 3_000_000;
    return {
      amount,
      officeSupplies: index % 5 === 0,
      batch: index % 10 === 0,
      listComplete: true,
      splitSum: amount,
      handlerPosts: [],
      beneficiaryPosts: [],
      heldTogether: [],
    };
  });
}
