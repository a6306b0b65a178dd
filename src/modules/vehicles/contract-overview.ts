/** A stretch of a car's time on the page. Moments as ISO text. */
export interface BookingLine {
  readonly number: string | null;
  readonly state: string;
  readonly user: string;
  readonly destination: string;
  readonly fromAt: string;
  readonly untilAt: string;
}

export interface VehicleLine {
  readonly vehicleId: number;
  readonly plate: string;
  readonly model: string;
  readonly seats: number;
  readonly driver: string;
  readonly odometer: number;
  /** 在库 · 外出 · 封存 */
  readonly whereabouts: string;
  readonly inspectionUntil: string;
  readonly compulsoryUntil: string;
  /** From today on, the soonest first. */
  readonly bookings: readonly BookingLine[];
}

/** GET /api/vehicles/free: each car, and whoever has it in that time. */
export interface FreeLine {
  readonly vehicleId: number;
  readonly plate: string;
  readonly model: string;
  readonly seats: number;
  readonly free: boolean;
  readonly why: string;
}

/** An approved request without a car, in the order of the regulation, with what is proposed. */
export interface WaitingLine {
  readonly matterId: number;
  readonly number: string;
  readonly title: string;
  readonly user: string;
  readonly people: number;
  readonly fromAt: string;
  readonly untilAt: string;
  readonly rank: number;
  readonly urgency: string;
  /** The car proposed; null: hire. */
  readonly proposed: string | null;
  /** Who drives it. */
  readonly driverId: number | null;
  readonly tie: boolean;
}

export interface Choice {
  readonly value: string | number;
  readonly label: string;
}
