import type { Me } from '../../platform/people/contract.ts';
import { useAnswer } from '../api/queries.ts';

/** Whoever is signed in. */
export function useMe() {
  return useAnswer<Me>('/api/session');
}
