-- 租用车辆备案 (VEH-03a, VEH-03b, VEH-03d): cars of staff and of hire firms, with what the lessor has signed.
create table hire_car (
  office_id integer not null references office,
  hire_car_id bigint generated always as identity,
  plate text not null,
  owner text not null,
  -- a member of the office
  owner_id integer,
  vehicle_class text not null,
  registration text not null,
  inspection_until date not null,
  compulsory_until date not null,
  third_party_until date,
  agreement_on date,
  agreement bytea,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, hire_car_id),
  foreign key (office_id, owner_id) references person (office_id, person_id),
  foreign key (office_id, recorded_by) references person
);
create index hire_car_by_plate on hire_car (office_id, plate, hire_car_id desc);
alter table vehicle_dispatch add foreign key (office_id, hire_car_id) references hire_car;

-- 租车结算 (VEH-03c): once per hire.
create table vehicle_hire (
  office_id integer not null references office,
  hire_id bigint generated always as identity,
  matter_id bigint not null,
  hire_car_id bigint not null,
  hired_on date not null,
  user_name text not null,
  route text not null,
  start_km integer not null,
  end_km integer not null check (end_km >= start_km),
  route_km integer not null,
  billed_km integer not null,
  price bigint not null,
  rent bigint not null,
  settled_by integer not null,
  settled_at timestamptz not null,
  primary key (office_id, hire_id),
  unique (office_id, matter_id),
  foreign key (office_id, matter_id) references matter,
  foreign key (office_id, hire_car_id) references hire_car,
  foreign key (office_id, settled_by) references person (office_id, person_id)
);
