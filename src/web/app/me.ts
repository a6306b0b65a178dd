import type { Keeping, Me } from '../../platform/people/contract.ts';
import { useAnswer } from '../api/queries.ts';

/** Whoever is signed in. */
export function useMe() {
  return useAnswer<Me>('/api/session');
}

/** What whoever is signed in may keep of people and departments; undefined until it is known. */
export function useKeeping(): Keeping | undefined {
  return useAnswer<Keeping>('/api/people/keeping').data;
}
