import { civilDayOf } from '../../rules/calendar/civil-date.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { FreeCar, Span, WaitingRequest } from './booking-store.ts';
import { vehicleRequestForm, type VehicleRequestForm } from './contract-trip.ts';
import { spanOf } from './request-kind.ts';

/** A request with its place in the order of the regulation (VEH-01b). */
export interface Ranked extends WaitingRequest {
  readonly asked: VehicleRequestForm;
  readonly span: Span;
  readonly rank: number;
}

/** Reads a request and asks the rules for its place. */
export function rankOf(rules: RulesInForce, officeId: number, request: WaitingRequest): Ranked {
  const asked = vehicleRequestForm.parse(request.form);
  const span = spanOf(asked);
  const { values } = rules.decide({ officeId, question: '派车次序', facts: { userPosts: request.posts, urgency: asked.urgency }, on: civilDayOf(span.fromAt) });
  return { ...request, asked, span, rank: Number(values['dispatchRank']) };
}

function overlaps(one: Span, other: Span): boolean {
  return one.fromAt < other.untilAt && other.fromAt < one.untilAt;
}

/** Does the first stand before the second: by rank, then by the time of the request? */
export function isBefore(one: Ranked, other: Ranked): boolean {
  return one.rank === other.rank ? one.submittedAt < other.submittedAt : one.rank < other.rank;
}

/** Requests for the same time that stand before this one and have no car yet. */
export function aheadOf(request: Ranked, waiting: readonly Ranked[]): readonly Ranked[] {
  return waiting.filter((other) => other.matterId !== request.matterId && overlaps(other.span, request.span) && isBefore(other, request));
}

export interface Proposal {
  readonly request: Ranked;
  /** The car proposed; null: hire. */
  readonly car: FreeCar | null;
  /** 局长's business and an urgent one stand against each other: the regulation does not say which goes first. */
  readonly tie: boolean;
}

/**
 * Who gets which car: in order, each request the car it holds, else the smallest free one with seats for all who go; whoever is left is
 * offered hire. `freeFor` gives the cars that nobody else has been sent out with in the time.
 */
export function propose(waiting: readonly Ranked[], freeFor: (request: Ranked) => readonly FreeCar[]): readonly Proposal[] {
  const given: { readonly vehicleId: number; readonly span: Span }[] = [];
  return waiting
    .toSorted((one, other) => (isBefore(one, other) ? -1 : 1))
    .map((request) => {
      const left = freeFor(request).filter((car) => !given.some((one) => one.vehicleId === car.vehicleId && overlaps(one.span, request.span)));
      const fitting = left.filter((car) => car.seats > request.passengerIds.length).toSorted((one, other) => one.seats - other.seats);
      const car = left.find((one) => one.vehicleId === request.vehicleId) ?? fitting[0] ?? null;
      if (car !== null) given.push({ vehicleId: car.vehicleId, span: request.span });
      const tie = waiting.some(
        (other) => overlaps(other.span, request.span) && Math.min(request.rank, other.rank) === 1 && Math.max(request.rank, other.rank) === 2,
      );
      return { request, car, tie };
    });
}
