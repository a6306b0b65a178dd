-- 车辆台账 (VEH-01a): one line per car. The dates and the odometer show where it stands now; what changed them are lines of their own below.
create table vehicle (
  office_id integer not null references office,
  vehicle_id bigint generated always as identity,
  plate text not null,
  model text not null,
  vehicle_class text not null,
  seats integer not null check (seats between 2 and 60),
  -- 行驶证号
  registration text not null,
  -- licence class that may drive it: C1
  licence_class text not null,
  driver_id integer not null,
  garage text not null,
  odometer integer not null check (odometer >= 0),
  inspection_until date not null,
  compulsory_until date not null,
  insurance_until date not null,
  service_on date not null,
  service_km integer not null,
  -- null while in use
  retired_on date,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, vehicle_id),
  unique (office_id, plate),
  foreign key (office_id, driver_id) references person,
  foreign key (office_id, recorded_by) references person
);

-- 年检、保险、保养 (VEH-06d): each renewal with its document; the newest stands on the vehicle.
create table vehicle_renewal (
  office_id integer not null references office,
  renewal_id bigint generated always as identity,
  vehicle_id bigint not null,
  sort text not null check (sort in ('年检', '交强险', '商业险', '保养')),
  done_on date not null,
  valid_until date not null,
  next_km integer,
  cost bigint not null check (cost >= 0),
  document text not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, renewal_id),
  foreign key (office_id, vehicle_id) references vehicle,
  foreign key (office_id, recorded_by) references person
);

-- 驾驶证 (VEH-04).
create table driving_licence (
  office_id integer not null references office,
  licence_id bigint generated always as identity,
  person_id integer not null,
  licence_class text not null,
  number text not null,
  -- the last day on which it is valid
  valid_until date not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, licence_id),
  foreign key (office_id, person_id) references person,
  foreign key (office_id, recorded_by) references person
);

-- 油卡、ETC卡 (VEH-06a): one card one car, on every day.
create table vehicle_card (
  office_id integer not null references office,
  card_id bigint generated always as identity,
  vehicle_id bigint not null,
  sort text not null check (sort in ('油卡', 'ETC卡')),
  number text not null,
  from_day date not null,
  -- first day on which it is no longer the car's
  until_day date,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, card_id),
  foreign key (office_id, vehicle_id) references vehicle,
  foreign key (office_id, recorded_by) references person,
  check (until_day is null or until_day >= from_day),
  exclude using gist (office_id with =, vehicle_id with =, sort with =, daterange(from_day, until_day) with &&),
  exclude using gist (office_id with =, number with =, daterange(from_day, until_day) with &&)
);

-- 预定与派出: who has which car from when to when. A request that names a car holds it; the dispatch order takes it for good.
create table vehicle_booking (
  office_id integer not null references office,
  booking_id bigint generated always as identity,
  vehicle_id bigint not null,
  matter_id bigint not null,
  span tstzrange not null,
  state text not null check (state in ('预定', '派出', '收回', '让出')),
  made_at timestamptz not null,
  ended_at timestamptz,
  primary key (office_id, booking_id),
  foreign key (office_id, vehicle_id) references vehicle,
  foreign key (office_id, matter_id) references matter,
  check (not isempty(span)),
  constraint vehicle_not_double_booked exclude using gist (office_id with =, vehicle_id with =, span with &&) where (state <> '让出')
);
create index vehicle_booking_by_matter on vehicle_booking (office_id, matter_id);

-- 派车通知、派车通知单 (VEH-02c): a change is a new version, the old one stays.
create table vehicle_dispatch (
  office_id integer not null references office,
  dispatch_id bigint generated always as identity,
  number text not null,
  version integer not null,
  matter_id bigint not null,
  -- one of the two: a car of the office, or a hired one
  vehicle_id bigint,
  hire_car_id bigint,
  driver_id integer,
  driver_name text not null,
  from_at timestamptz not null,
  until_at timestamptz not null,
  route text not null,
  purpose text not null,
  user_name text not null,
  rank integer not null,
  -- why somebody else's earlier claim was passed over
  deviation text not null default '',
  parking_confirmed text not null default '',
  issued_by integer not null,
  issued_at timestamptz not null,
  ended_at timestamptz,
  ended_reason text,
  primary key (office_id, dispatch_id),
  unique (office_id, number, version),
  foreign key (office_id, matter_id) references matter,
  foreign key (office_id, vehicle_id) references vehicle,
  foreign key (office_id, driver_id) references person,
  foreign key (office_id, issued_by) references person,
  check (num_nonnulls(vehicle_id, hire_car_id) = 1),
  -- nobody drives two cars at once
  constraint driver_not_double_booked exclude using gist (office_id with =, driver_id with =, tstzrange(from_at, until_at) with &&) where (ended_at is null and driver_id is not null)
);
create unique index vehicle_dispatch_standing on vehicle_dispatch (office_id, number) where ended_at is null;
create unique index vehicle_dispatch_of_matter on vehicle_dispatch (office_id, matter_id) where ended_at is null;

-- 县纪委报备 (VEH-05e): the filing of a report on the use of a car on days of rest.
create table rest_day_filing (
  office_id integer not null references office,
  filing_id bigint generated always as identity,
  matter_id bigint not null,
  vehicle_id bigint not null,
  days daterange not null,
  filed_at timestamptz not null,
  receiver text not null,
  reference text not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, filing_id),
  unique (office_id, matter_id),
  foreign key (office_id, matter_id) references matter,
  foreign key (office_id, vehicle_id) references vehicle,
  foreign key (office_id, recorded_by) references person
);
