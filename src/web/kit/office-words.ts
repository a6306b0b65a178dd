import type { Me } from '../../platform/people/contract.ts';
import { inOfficeWords } from '../../platform/people/contract-officers.ts';
import { useAnswer } from '../api/queries.ts';

/** Posts and sentences with the three officers called what the office calls them. */
export function useOfficeWords(): (words: string) => string {
  const naming = useAnswer<Me>('/api/session').data?.officerNaming ?? '等保';
  return (words) => inOfficeWords(words, naming);
}
