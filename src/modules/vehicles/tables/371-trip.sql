-- 用车登记 (VEH-05a): from setting out to parking. A car is out once at a time.
create table vehicle_trip (
  office_id integer not null references office,
  trip_id bigint generated always as identity,
  vehicle_id bigint not null,
  dispatch_id bigint,
  driver_id integer not null,
  user_name text not null,
  purpose text not null,
  route text not null,
  out_at timestamptz not null,
  out_km integer not null check (out_km >= 0),
  gap_km integer not null check (gap_km >= 0),
  gap_reason text not null default '',
  checks jsonb not null,
  without_dispatch boolean not null,
  -- written by 办公室 afterwards
  without_dispatch_reason text not null default '',
  back_at timestamptz,
  back_km integer check (back_km >= out_km),
  route_km integer,
  surplus_km integer,
  stint_minutes integer,
  parking text,
  place text,
  parked_at timestamptz,
  parking_reason text not null default '',
  -- what the rules had to say of it
  remarks jsonb not null default '[]',
  primary key (office_id, trip_id),
  foreign key (office_id, vehicle_id) references vehicle,
  foreign key (office_id, dispatch_id) references vehicle_dispatch,
  foreign key (office_id, driver_id) references person,
  check (back_at is null or back_at >= out_at)
);
create unique index vehicle_trip_out on vehicle_trip (office_id, vehicle_id) where back_at is null;
create index vehicle_trip_by_vehicle on vehicle_trip (office_id, vehicle_id, trip_id desc);

-- 封存 (VEH-05c): a car is sealed once at a time.
create table vehicle_seal (
  office_id integer not null references office,
  seal_id bigint generated always as identity,
  vehicle_id bigint not null,
  place text not null,
  sealed_at timestamptz not null,
  sealed_km integer not null,
  seal_number text not null,
  key_with integer not null,
  sealed_by integer not null,
  unsealed_at timestamptz,
  unsealed_km integer,
  unsealed_by integer,
  -- the filed use that released it before the days of rest were over
  released_by_filing bigint,
  remarks text not null default '',
  primary key (office_id, seal_id),
  foreign key (office_id, vehicle_id) references vehicle,
  foreign key (office_id, key_with) references person (office_id, person_id),
  foreign key (office_id, sealed_by) references person (office_id, person_id),
  foreign key (office_id, released_by_filing) references rest_day_filing
);
create unique index vehicle_sealed on vehicle_seal (office_id, vehicle_id) where unsealed_at is null;

-- 违规线索 (VEH-05d): a car where it must not stand, from the log or from a tip.
create table vehicle_incident (
  office_id integer not null references office,
  incident_id bigint generated always as identity,
  vehicle_id bigint not null,
  trip_id bigint,
  seen_at timestamptz not null,
  place text not null,
  facts text not null,
  photo bytea,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, incident_id),
  foreign key (office_id, vehicle_id) references vehicle,
  foreign key (office_id, trip_id) references vehicle_trip,
  foreign key (office_id, recorded_by) references person
);
