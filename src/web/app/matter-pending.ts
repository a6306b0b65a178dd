import type { Matter } from '../../platform/matters/contract.ts';

type Rescue = Matter['reassignments'][number];
type Change = Matter['handlerChanges'][number];

/** The rescue that waits for a second person, as the verb finds it: of a step still open, to somebody it does not wait for yet. */
export function pendingRescue({ reassignments, route }: Pick<Matter, 'reassignments' | 'route'>): Rescue | undefined {
  const waits = (one: Rescue): boolean =>
    route.some((step) => step.step === one.step && (step.state === 'open' || step.state === 'stuck') && step.personId !== one.toPersonId);
  return reassignments.findLast((one) => one.confirmedAt === null && waits(one));
}

/** The change of handler that waits for a second person. */
export function pendingHandler({ handlerChanges, handler }: Pick<Matter, 'handlerChanges' | 'handler'>): Change | undefined {
  return handlerChanges.findLast((one) => one.confirmedAt === null && one.fromPersonId === handler.personId);
}
