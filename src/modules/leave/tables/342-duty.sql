-- 值班表 (ATT-06a): one roster per holiday, every day with somebody.
create table duty_roster (
  office_id integer not null references office,
  roster_id bigint generated always as identity,
  holiday text not null,
  from_day date not null,
  -- first day after
  until_day date not null,
  published_by integer not null,
  published_at timestamptz not null,
  primary key (office_id, roster_id),
  foreign key (office_id, published_by) references person,
  check (until_day > from_day),
  exclude using gist (office_id with =, daterange(from_day, until_day) with &&)
);
create table duty_day (
  office_id integer not null references office,
  duty_id bigint generated always as identity,
  roster_id bigint not null,
  on_day date not null,
  person_id integer not null,
  -- the swap that brought it; null for the roster itself
  swap_id bigint,
  made_at timestamptz not null,
  ended_at timestamptz,
  primary key (office_id, duty_id),
  foreign key (office_id, roster_id) references duty_roster,
  foreign key (office_id, person_id) references person
);
create unique index duty_day_standing on duty_day (office_id, on_day, person_id) where ended_at is null;

-- 换班: proposed by one, agreed by the other, confirmed by 办公室.
create table duty_swap (
  office_id integer not null references office,
  swap_id bigint generated always as identity,
  given_id bigint not null,
  taken_id bigint not null,
  reason text not null,
  proposed_by integer not null,
  proposed_at timestamptz not null,
  agreed_by integer not null,
  agreed_at timestamptz,
  confirmed_by integer,
  confirmed_at timestamptz,
  ended_at timestamptz,
  primary key (office_id, swap_id),
  foreign key (office_id, given_id) references duty_day,
  foreign key (office_id, taken_id) references duty_day,
  foreign key (office_id, proposed_by) references person,
  foreign key (office_id, agreed_by) references person,
  foreign key (office_id, confirmed_by) references person,
  check (proposed_by <> agreed_by and given_id <> taken_id)
);
-- a duty is part of one open swap only, on either side
create table duty_swap_side (
  office_id integer not null references office,
  swap_id bigint not null,
  duty_id bigint not null,
  ended_at timestamptz,
  primary key (office_id, swap_id, duty_id),
  foreign key (office_id, swap_id) references duty_swap,
  foreign key (office_id, duty_id) references duty_day
);
create unique index duty_swap_side_open on duty_swap_side (office_id, duty_id) where ended_at is null;

-- 值班记录 (ATT-06b)
create table duty_log (
  office_id integer not null references office,
  duty_id bigint not null,
  started_at timestamptz not null,
  ended_at timestamptz not null,
  events jsonb not null,
  signed_by integer not null,
  signed_at timestamptz not null,
  primary key (office_id, duty_id),
  foreign key (office_id, duty_id) references duty_day,
  foreign key (office_id, signed_by) references person,
  check (ended_at > started_at)
);

-- 加班 (ATT-06c): gives a balance of half days.
create table overtime (
  office_id integer not null references office,
  overtime_id bigint generated always as identity,
  person_id integer not null,
  from_at timestamptz not null,
  until_at timestamptz not null,
  reason text not null,
  ordered_by integer not null,
  days numeric(4, 1) not null,
  registered_by integer not null,
  registered_at timestamptz not null,
  primary key (office_id, overtime_id),
  foreign key (office_id, person_id) references person,
  foreign key (office_id, ordered_by) references person,
  foreign key (office_id, registered_by) references person,
  check (until_at > from_at),
  exclude using gist (office_id with =, person_id with =, tstzrange(from_at, until_at) with &&)
);
